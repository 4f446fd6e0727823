"""The choice of channels in sentences, and the warnings of the sheets that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit import bundle
from toolkit.analysis.channel_choice import ChannelChoice
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import say

VERDICT_SENTENCES: dict[str, str] = {
    "keep": mark("To keep as it is: {names}."),
    "improve": mark("To keep and improve: {names}."),
    "add": mark("To add: {names}."),
    "remove": mark("To remove, by the four gates: {names}."),
    "leave": mark("Better not started, by the four gates: {names}."),
}


def decisions(choice: ChannelChoice, language: Language) -> Exhibit:
    """Say which channels should stay, improve, come and go, and of which it cannot be said."""
    if not choice.judgements:
        message = (
            "There are no social channels to judge yet: list them in the workshop, or in a sheet "
            "in data/register."
        )
        return wording.finding([say(language, message)], "channel-decisions")
    sentences = []
    for verdict, message in VERDICT_SENTENCES.items():
        names = [one.channel.name for one in choice.judgements if one.verdict == verdict]
        if names:
            listed = language.listing(names)
            sentences.append(say(language, message, names=listed))
    sentences += list(_open(choice, language))
    against = [one.channel.name for one in choice.judgements if one.against]
    if against:
        message = "Decided against that advice: {names}."
        sentences.append(say(language, message, names=language.listing(against)))
    return wording.finding(sentences, "channel-decisions")


def asks(choice: ChannelChoice, language: Language) -> tuple[bundle.Sentence, ...]:
    """Give what is asked of the reader: decisions on channels that come or go, fakes to report."""
    sentences = []
    for one in choice.judgements:
        if one.verdict in ("remove", "add", "leave") and one.channel.action is None:
            message = "whether {channel} should go."
            if one.verdict != "remove":
                message = "whether {channel} should start."
            lead = language.text("Decide")
            sentences.append(say(language, message, lead=lead, channel=one.channel.name))
    for fake in choice.register.unreported:
        message = "the fake account {name}, to {platform}."
        platform = PLATFORM_NAMES[fake.platform]
        lead = language.text("Report it")
        sentences.append(
            say(language, message, lead=lead, name=fake.fake_account, platform=platform)
        )
    return tuple(sentences)


def _open(choice: ChannelChoice, language: Language) -> Iterable[bundle.Sentence]:
    names = [one.channel.name for one in choice.judgements if one.verdict is None]
    if names:
        message = "Of {names} it cannot be said yet; the table says what to ask."
        yield say(language, message, names=language.listing(names))


def register(choice: ChannelChoice, language: Language) -> Exhibit:
    """Say what the register lacks, where two sources differ, and which fakes are unreported."""
    channels = choice.register.channels
    if not channels:
        return wording.finding([], "channel-register")
    orphans = [one.name for one in channels if "owner" in one.gaps and one.exists]
    unchecked = sum("controller" in one.gaps for one in channels)
    sentences = []
    if orphans:
        message = "Nobody is the owner of {names}."
        sentences.append(say(language, message, names=language.listing(orphans)))
    if unchecked:
        sentences.append(
            wording.plain(
                language.plural(
                    "Of {n} channel nobody is known to check it.",
                    "Of {n} channels nobody is known to check them.",
                    unchecked,
                )
            )
        )
    if choice.register.conflicts:
        sentences.append(
            wording.plain(
                language.plural(
                    "In {n} place the workshop and the register say different things; it is "
                    "listed below.",
                    "In {n} places the workshop and the register say different things; they are "
                    "listed below.",
                    len(choice.register.conflicts),
                )
            )
        )
    return wording.finding(sentences, "channel-register")


def profiles(choice: ChannelChoice, language: Language) -> Exhibit:
    """Say which own profile is least complete, for certain, and how old the checklist is."""
    scores = choice.audit.scores
    own = scores[scores["brand"].eq(choice.client.name) & scores["highest"].notna()]
    sentences = []
    poor = own[own["highest"] < choice.rules.profile_complete]
    for row, record in poor.sort_values("highest", kind="stable").head(1).iterrows():
        place = scores.index.get_loc(row)
        share = wording.number(
            language.share(record["highest"]), "profiles", int(str(place)), "highest"
        )
        sentences.append(
            say(
                language,
                "Least complete is your profile on {platform}: at most {share} is filled in.",
                platform=" ".join(
                    part
                    for part in (
                        PLATFORM_NAMES[str(record["platform"])],
                        f"({record['handle']})" if record["handle"] else "",
                    )
                    if part
                ),
                share=share,
            )
        )
    if choice.audit.old and not scores.empty:
        sentences.append(
            say(
                language,
                "The checklist is of {date}, over a year old: platforms may ask for other things "
                "by now.",
                date=language.date(choice.audit.dated),
            )
        )
    return wording.finding(sentences, "profiles")


def listening(choice: ChannelChoice, language: Language) -> Exhibit:
    """Say what the log allows: how much was heard, and what competitors leave open."""
    found = choice.listening
    if not found.rows:
        message = (
            "There is no listening log yet. A sheet in data/listening with date, about and topic "
            "is enough to begin with."
        )
        return wording.finding([say(language, message)], "listening")
    sentences = [
        wording.plain(
            language.plural(
                "The log has {n} thing that was said.",
                "The log has {n} things that were said.",
                found.rows,
            )
        )
    ]
    spaces = found.white_space
    asked = spaces["questions"].reset_index(drop=True).nlargest(2)
    if len(asked) and (len(asked) < 2 or asked.iloc[0] > asked.iloc[1]):
        place = int(asked.index[0])
        n = wording.number(language.number(asked.iloc[0]), "white_space", place, "questions")
        message = "People ask most about “{topic}”: {n} times."
        sentences.append(say(language, message, topic=spaces["topic"].iloc[place], n=n))
    free = [f"“{topic}”" for topic in spaces.loc[spaces["verdict"].eq("left open"), "topic"]]
    if free:
        message = "People ask about {topics}, and competitors post little about it."
        sentences.append(say(language, message, topics=language.listing(free)))
    perhaps = [f"“{topic}”" for topic in spaces.loc[spaces["verdict"].eq("perhaps"), "topic"]]
    if perhaps:
        message = "Competitors perhaps leave {topics}: none of them stands in the log for it."
        sentences.append(say(language, message, topics=language.listing(perhaps)))
    if not found.sentiment.empty and _agreed(choice, language) is None:
        message = "The sentiment is one coder’s; nobody checked it."
        sentences.append(say(language, message))
    return wording.finding(sentences, "listening")


def _agreed(choice: ChannelChoice, language: Language) -> bundle.Sentence | None:
    """Say how far two coders of the log agree; ``None`` where only one coded it."""
    agreement = choice.listening.agreement
    if agreement is None or agreement.kappa is None or agreement.low is None:
        return None
    return say(
        language,
        "Two coders judged {n} rows: Cohen’s kappa is {kappa} (95% interval {low} to {high}); 1 is "
        "full agreement, 0 what chance would give.",
        n=language.number(agreement.n),
        kappa=language.number(agreement.kappa, 2),
        low=language.number(agreement.low, 2),
        high=language.number(agreement.high or 0.0, 2),
    )


def sheet_warnings(folder: ClientFolder) -> Exhibit:
    """Name what the consultant's own sheets give reason to doubt."""
    kept = (folder.register, folder.profiles, folder.listening, folder.messages)
    faults = [fault for sheets in kept for fault in sheets.faults]
    found = [fault for fault in faults if fault.severity == "warning"]
    sentences = [wording.plain(folder.words().told(fault.told)) for fault in found]
    return wording.notice(sentences, "sheet-warnings")


def method(choice: ChannelChoice, language: Language) -> Exhibit:
    """Explain the gates, the audit, the log and the draft, with their thresholds."""
    sentences = [
        say(
            language,
            "A channel passes the gate of the audience where the 95% interval of its users among "
            "its target group (else everybody asked) lies at or above {share}, and fails where it "
            "lies below; in between it cannot be said. It passes that of purpose with an objective "
            "of its own or a goal that names it. Hours and money are given out in order: first to "
            "channels that are there, then to new ones, those with most of the audience first.",
            share=language.share(choice.rules.audience_share),
        ),
        say(
            language,
            "All four passed is keep, or improve where a competitor’s posts certainly draw more, "
            "where less than {share} of the profile can be filled in, or where nothing was posted "
            "for thirty days within the files. One that fails is remove. Both thresholds stand "
            "under gates in client.yaml.",
            share=language.share(choice.rules.profile_complete),
        ),
        say(
            language,
            "Completeness of a profile is what is there divided by what applies and was looked "
            "at; the range says what it can be if all that is unknown is missing, or there. "
            "Shares of a log carry Wilson’s interval; agreement is Cohen’s kappa (1960).",
        ),
    ]
    if agreed := _agreed(choice, language):
        sentences.append(agreed)
    return wording.method(
        sentences, "channel-choice-method", language.text("How channels were judged")
    )
