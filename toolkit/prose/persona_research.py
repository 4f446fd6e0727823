"""The audience in sentences. A group is called different only where chance cannot explain it."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.empty_cells import tell_empty
from toolkit.analysis.persona_research import (
    Audience,
    find_row,
    leaves_differences_open,
)
from toolkit.analysis.withholding import ALL
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.prose import wording
from toolkit.prose.interviews import headline_of_interviews, sentences_of_interviews
from toolkit.prose.ladder_left_out import ask_of_led_past, tell_empty_rungs, tell_left_out
from toolkit.prose.lost_personas import ask_for_groups
from toolkit.prose.misread_answers import ask_of_misread
from toolkit.prose.persona_channels import ask_for_channels
from toolkit.prose.persona_contrasts import (
    contrast_sentences,
    find_more,
    found_sentences,
    who_sentences,
    write_share,
)
from toolkit.prose.wording import say

CHAPTER = "persona_research"
MOST_CHANNELS = 3
MOST_CONTRASTS = 2
MOST_GROUPS = 3


def cover(folder: ClientFolder, audience: Audience, language: Language) -> Exhibit:
    """Open the chapter with its finding."""
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Audience and personas"),
        title=headline(audience, language),
        lede=language.text("Whom you are there for, where to find them, and what they do there."),
    )


def headline(audience: Audience, language: Language) -> str:
    """Say in one line where a group stands out, or else where most people are."""
    if audience.division == "found":
        return language.text(
            "The answers show {n} groups: {names}",
            n=language.number(len(audience.segment_names)),
            names=language.listing(audience.segment_names.values()),
        )
    if audience.use is not None:
        more = find_more(audience.use.contrasts)
        if len(more):
            return language.text(
                "{group} are more often on {channel} than others",
                group=audience.segment_names[more["segment"].iloc[0]],
                channel=PLATFORM_NAMES[more["channel"].iloc[0]],
            )
        top = _most_used(audience)
        if top:
            share = audience.use.table["share"].iloc[
                find_row(audience.use.table, "channel", top[0])
            ]
            return language.text(
                "{share} of those asked are on {channel}",
                share=language.share(float(share)),
                channel=PLATFORM_NAMES[top[0]],
            )
    if audience.respondents:
        return language.text("Whom you are there for, in figures")
    if audience.interviews:
        return headline_of_interviews(audience, language)
    if audience.personas.sheets:
        return language.text("Whom you are there for, as the team sees it")
    return language.text("Whom you are there for is still to be found out")


def summary(audience: Audience, language: Language) -> Exhibit:
    """Say in a few sentences what is known of the audience, and how well."""
    sentences = [
        *_base_sentences(audience, language),
        *_use_sentences(audience, language),
        *found_sentences(audience, language),
        *contrast_sentences(audience, "channel", language)[:MOST_CONTRASTS],
        *contrast_sentences(audience, "rung", language)[:MOST_CONTRASTS],
        *who_sentences(audience, language)[:MOST_GROUPS],
        *sentences_of_interviews(audience, language),
        *_persona_sentences(audience, language),
    ]
    return wording.summary(sentences)


def _base_sentences(audience: Audience, language: Language) -> list[bundle.Sentence]:
    book = audience.codebook
    if book is None and audience.interviews:
        return []  # what was told there comes by itself
    if book is None:
        message = (
            "There is no survey yet. What stands here is the team's own idea of its audience, and "
            "nobody has been asked."
            if audience.personas.sheets
            else "There is no survey yet, and no target groups have been named."
        )
        return [say(language, message)]
    if not audience.respondents:
        return [say(language, "Nobody has answered the survey yet.")]
    n = language.number(audience.respondents)
    if book.sample == "probability":
        message = "{n} people answered, drawn at random from: {population}."
        sentence = say(language, message, n=n, population=book.population)
        return [sentence, *_weighted(audience, language)]
    message = (
        "{n} people answered, by their own choice: {population}. The figures speak for them, "
        "not for everybody."
    )
    population = book.population[:1].lower() + book.population[1:]
    sentences = [say(language, message, n=n, population=population)]
    return [*sentences, *_weighted(audience, language)]


def _weighted(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Say why shares and numbers of answers do not go together, where they do not."""
    message = "Shares are weighted, numbers of answers are not."
    return [say(language, message)] if audience.weighted else []


def _use_sentences(audience: Audience, language: Language) -> list[bundle.Sentence]:
    if audience.use is None:
        return []
    sentences = []
    top, others = _most_used(audience), _others_asked(audience)
    if top:
        message = "Used most, of those who were asked: {things}."
        sentences.append(_list_use(audience, top, message, language))
    if others:
        message = "Asked of other people, so that shares cannot be ranked with these: {things}."
        sentences.append(_list_use(audience, others, message, language))
    return sentences


def _list_use(
    audience: Audience, channels: list[str], message: str, language: Language
) -> bundle.Sentence:
    table = audience.use_table
    if table is None:
        raise ValueError("channels are listed where the survey asked for them")
    numbers: list[bundle.Number] = []
    things = []
    for channel in channels:
        share = write_share(table, "channel", channel, ALL, language)
        row = find_row(table, "channel", channel)
        n = language.number(int(table["n"].iloc[row]))
        asked = wording.number(n, "channel_use", row, "n")
        numbers += [share, asked]
        values = {"channel": PLATFORM_NAMES[channel], "share": share.text, "n": asked.text}
        things.append(language.text("{channel} ({share} of {n})", **values))
    sentence = say(language, message, things=language.listing(things))
    return sentence.model_copy(update={"numbers": tuple(numbers)})


def _persona_sentences(audience: Audience, language: Language) -> list[bundle.Sentence]:
    assumed = audience.assumed
    nobody_asked = audience.codebook is None and not audience.interviews
    if not audience.personas.sheets or not assumed or nobody_asked:
        return []
    names = language.listing(assumed)
    message = "Of {names} nothing is known but the team's own idea: a proto-persona."
    if len(assumed) > 1:
        message = "Of {names} nothing is known but the team's own idea: proto-personas."
    return [say(language, message, names=names)]


def asks(folder: ClientFolder, audience: Audience, language: Language) -> Exhibit:
    """Say what is asked of the reader: by the results, then by the consultant."""
    sentences = ask_for_groups(audience, language)
    if not audience.personas.sheets:
        lead = language.text("Name them")
        message = "Say which groups you are there for, and what each looks for."
        sentences.append(say(language, message, lead=lead))
    if audience.codebook is None:
        lead = language.text("Count it") if audience.interviews else language.text("Ask them")
        message = "A short survey tells which channels people use, and what they do there."
        if audience.interviews:
            message = (
                "A short survey tells of how many people it holds what was told, and which "
                "channels they use."
            )
        sentences.append(say(language, message, lead=lead))
    if audience.assumed and (audience.codebook is not None or audience.interviews):
        lead = language.text("Ask them")
        message = "Talk to five people of {names} before anything is made for them."
        sentences.append(
            say(language, message, lead=lead, names=language.listing(audience.assumed))
        )
    if audience.too_few:
        sentences.append(_ask_for_more(audience, language))
    if audience.unmatched:
        sentences.append(_unmatched_sentence(audience, language, language.text("Check this")))
    sentences += ask_for_channels(folder, audience, language)
    sentences += ask_of_led_past(audience.participation, language)
    sentences += ask_of_misread(audience, language)
    return wording.asks(sentences, folder.note(CHAPTER))


def use_title(audience: Audience, language: Language) -> str:
    """Say the finding of the figure with the channels."""
    if audience.use is None:
        return language.text("Which channels people use")
    more = find_more(audience.use.contrasts)
    if len(more):
        return headline(audience, language)
    return _even_title(
        audience,
        "channel",
        language,
        neutral="Which channels people use",
        open_="There are too few answers to show whether the groups differ in their channels",
        alike="The groups hardly differ in the channels they use",
    )


def participation_title(audience: Audience, language: Language) -> str:
    """Say the finding of the figure with what people do."""
    result = audience.participation
    if result is None:
        return language.text("What people do on social media")
    more = find_more(result.contrasts)
    if len(more):
        name = language.text(result.names[more["rung"].iloc[0]])
        return language.text(
            "{group} do this more than others: {do}",
            group=audience.segment_names[more["segment"].iloc[0]],
            do=name[:1].lower() + name[1:],
        )
    return _even_title(
        audience,
        "rung",
        language,
        neutral="What people do on social media",
        open_="There are too few answers to show whether the groups differ in what they do",
        alike="The groups hardly differ in what they do",
    )


def personas(audience: Audience, language: Language) -> Exhibit:
    """Say how the sheets are to be read, or that there are none."""
    if not audience.personas.sheets:
        message = (
            "No target groups have been named yet. Name them in the intake: for whom are you "
            "there, what do they look for, where do they get stuck, how can you help?"
        )
        return wording.finding([say(language, message)], "personas-text")
    message = (
        "What a group looks for, likes and gets stuck on is how the team sees it; size and "
        "channels come from the survey, where it has the group."
        if audience.codebook
        else "Everything here is how the team sees its audience. Nobody has been asked yet."
    )
    if audience.interviews and audience.codebook is None:
        message = (
            "What a sheet of interviews says was told there; the number behind it says in how many "
            "of that group's interviews. What has no number is the team's."
        )
    return wording.finding([say(language, message)], "personas-text")


def channels(audience: Audience, language: Language) -> Exhibit:
    """Say what is missing to know which channels people use."""
    sentences: list[bundle.Sentence] = []
    if audience.codebook is None:
        message = (
            "Which channels they use is still to be asked; it takes a survey."
            if audience.personas.sheets
            else "This needs a survey. Put the answers and a codebook.yaml, which says what each "
            "column means, in the folder data/survey."
        )
        if audience.interviews:
            message = (
                "Nobody has counted yet which channels they use: it takes a survey. What was told "
                "of it stands on the sheets."
            )
        sentences = [say(language, message)]
    elif audience.use is None:
        sentences = [say(language, "The survey did not ask which channels people use.")]
    return wording.finding(sentences, "channels-text")


def behaviours(audience: Audience, language: Language) -> Exhibit:
    """Explain the ladder, and say what the survey did not ask."""
    result = audience.participation
    if audience.codebook is None:
        return wording.finding([], "behaviours-text")
    if result is None:
        sentence = say(language, "The survey did not ask what people do on social media.")
        return wording.finding([sentence], "behaviours-text")
    sentences = [
        say(
            language,
            "Somebody can do several of these, so the shares add up to more than the whole; only "
            "who does none of them stands apart.",
        )
    ]
    sentences += tell_left_out(result, language)
    sentences += tell_empty_rungs(result, language)
    if result.not_asked:
        names = language.listing(language.text(result.names[name]) for name in result.not_asked)
        message = "Not asked: {names}. Who seems to do nothing may do that."
        sentences.append(say(language, message, names=names))
    if result.instrument == "forrester":
        message = "Asked with Forrester's ladder, which is of before stories and short video."
        if result.six_rungs:
            message = (
                "Asked with Forrester's ladder as it was up to 2009: six rungs, without those who "
                "join the talk."
            )
        sentences.append(say(language, message))
    return wording.finding(sentences, "behaviours-text")


def withheld(audience: Audience, language: Language) -> Exhibit:
    """Say what is left empty, and why; nothing where nothing is."""
    sentences = [wording.plain(one) for one in tell_empty(audience, language)]
    if audience.unmatched:
        sentences.append(_unmatched_sentence(audience, language))
    return wording.notice(sentences, "withheld")


def reading(folder: ClientFolder, language: Language) -> Exhibit:
    """Give the consultant's own reading of the audience."""
    return wording.reading(folder, language, CHAPTER)


def sources(folder: ClientFolder, language: Language) -> Exhibit:
    """List what the chapter read."""
    return wording.sources(folder, language)


def _unmatched_sentence(audience: Audience, language: Language, lead: str = "") -> bundle.Sentence:
    message = (
        "Nobody's answer matched {names}: none of the answers that stand for it occurs in the "
        "survey."
    )
    return say(language, message, lead=lead, names=language.listing(audience.unmatched_names))


def _ask_for_more(audience: Audience, language: Language) -> bundle.Sentence:
    """Ask for what would show the groups that are withheld.

    The reason is true of each of them, and does not tell which one is small.
    """
    several = len(audience.too_few) > 1
    if not audience.weighted:
        lead = language.text("More answers")
        message = "Of {names} nothing can be shown: too few people answered."
        if several:
            message = (
                "Of {names} nothing can be shown, because too few people answered in at least one "
                "of these groups."
            )
        return say(language, message, lead=lead, names=_names(audience, language))
    message = (
        "Of {names} nothing can be shown: with their weights they count for fewer than {k} people, "
        "or the weighted figures would give away what a few people answered. More answers help, "
        "and so do weights that differ less."
    )
    if several:
        message = (
            "Of {names} nothing can be shown: with its weights at least one of these groups counts "
            "for fewer than {k} people, or the weighted figures would give away what a few people "
            "answered. More answers help, and so do weights that differ less."
        )
    return say(
        language,
        message,
        lead=language.text("More answers, or more even weights"),
        names=_names(audience, language),
        k=language.number(audience.smallest_base),
    )


def _even_title(
    audience: Audience, label: str, language: Language, *, neutral: str, open_: str, alike: str
) -> str:
    result = audience.use if label == "channel" else audience.participation
    contrasts = result.contrasts if result else pd.DataFrame()
    # On what made them groups do differ, and it is no finding.
    if contrasts.empty or audience.made_groups(label) or contrasts["clear"].astype(bool).any():
        return language.text(neutral)
    return language.text(open_ if leaves_differences_open(contrasts) else alike)


def _most_used(audience: Audience) -> list[str]:
    if audience.use is None:
        return []
    table = audience.use.table
    known = table[(table["segment"] == ALL) & (table["share"] > 0)]
    known = known[known["channel"].isin(audience.use.comparable)]
    top = known.sort_values("share", ascending=False, kind="stable").head(MOST_CHANNELS)
    return [str(channel) for channel in top["channel"]]


def _others_asked(audience: Audience) -> list[str]:
    """Give the channels that would rank among those used most, had the same people been asked."""
    if audience.use is None:
        return []
    table = audience.use.table
    everybody = table[(table["segment"] == ALL) & (table["share"] > 0)]
    ranked = everybody["channel"].isin(audience.use.comparable)
    shares = everybody.loc[ranked, "share"].sort_values(ascending=False).head(MOST_CHANNELS)
    least = 0.0 if len(shares) < MOST_CHANNELS else float(shares.iloc[-1])
    return [str(one) for one in everybody.loc[~ranked & (everybody["share"] >= least), "channel"]]


def _names(audience: Audience, language: Language) -> str:
    return language.listing(audience.too_few)
