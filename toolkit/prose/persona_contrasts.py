"""What sets groups apart, in sentences: only what is more than chance, most people first."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.contrasts import order_clear
from toolkit.analysis.persona_research import Audience, find_row
from toolkit.analysis.withholding import ALL
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS
from toolkit.prose import wording
from toolkit.prose.wording import say


def contrast_sentences(audience: Audience, label: str, language: Language) -> list[bundle.Sentence]:
    """Say what each group does more than others, what concerns most people first.

    Parameters
    ----------
    label
        ``channel`` or ``rung``.
    """
    result = audience.use if label == "channel" else audience.participation
    if result is None:
        return []
    more = find_more(result.contrasts)
    message = "{group} are more often than others on {things}."
    if label == "rung":
        message = "{group} do this more than others: {things}."
    sentences = []
    for segment in dict.fromkeys(more["segment"]):
        numbers, things = [], []
        for name in more.loc[more["segment"] == segment, label]:
            pair = [
                write_share(result.table, label, name, group, language) for group in (segment, ALL)
            ]
            numbers += pair
            things.append(
                language.text(
                    "{name} ({share}, everybody {base})",
                    name=_name(name, label, audience, language),
                    share=pair[0].text,
                    base=pair[1].text,
                )
            )
        sentence = say(
            language,
            message,
            group=audience.segment_names[segment],
            things=language.listing(things),
        )
        sentences.append(sentence.model_copy(update={"numbers": tuple(numbers)}))
    return sentences


def who_sentences(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Say who the people of groups that were found or made are, where more of them are so.

    Groups that a question asks for have a name that says so.
    """
    if audience.who is None or audience.division not in {"found", "rule"}:
        return []
    clear = order_clear(audience.who.contrasts)
    more = clear[clear["difference"] > 0]
    table = audience.who.table
    rows = {
        key: row
        for row, key in enumerate(
            zip(table["question"], table["answer"], table["segment"], strict=True)
        )
    }
    sentences = []
    for segment in dict.fromkeys(more["segment"]):
        numbers, things = [], []
        own = more[more["segment"] == segment]
        for question, answer in zip(own["question"], own["answer"], strict=True):
            pair = []
            for group in (segment, ALL):
                row = rows[question, answer, group]
                share = language.share(float(table["share"].iloc[row]))
                pair.append(wording.number(share, "who", row, "share"))
            numbers += pair
            things.append(
                language.text(
                    "{name} ({share}, everybody {base})",
                    name=f"{_open_small(question)} {answer}",
                    share=pair[0].text,
                    base=pair[1].text,
                )
            )
        sentence = say(
            language,
            "{group}, more often than others: {things}.",
            group=audience.segment_names[segment],
            things=language.listing(things),
        )
        sentences.append(sentence.model_copy(update={"numbers": tuple(numbers)}))
    return sentences


def found_sentences(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Name the groups that the answers show, with their parts; nothing where none were found."""
    if audience.division != "found":
        return []
    numbers, groups = [], []
    for row, (name, share) in enumerate(
        zip(audience.segments["name"], audience.segments["share"], strict=True)
    ):
        if pd.isna(share):
            groups.append(str(name))
            continue
        told = wording.number(language.share(float(share)), "bases", row, "share")
        numbers.append(told)
        groups.append(language.text("{name} ({share})", name=str(name), share=told.text))
    sentence = say(
        language,
        "The answers show {n} groups, though nobody was asked to which they belong: {groups}.",
        n=language.number(len(groups)),
        groups=language.listing(groups),
    )
    return [sentence.model_copy(update={"numbers": tuple(numbers)})]


def find_more(contrasts: pd.DataFrame) -> pd.DataFrame:
    """Keep what groups clearly do more than others; that they do nothing is no finding."""
    clear = order_clear(contrasts)
    more = clear[clear["difference"] > 0]
    return more if "rung" not in more else more[more["rung"] != "inactives"]


def write_share(
    table: pd.DataFrame, label: str, name: str, segment: str, language: Language
) -> bundle.Number:
    """Write a share, tied to its cell of the published table."""
    row = find_row(table, label, name, segment)
    published = "channel_use" if label == "channel" else "participation"
    share = language.share(float(table["share"].iloc[row]))
    return wording.number(share, published, row, "share")


def _open_small(words: str) -> str:
    """Write words as they stand within a sentence; a name in capitals keeps them."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _name(name: str, label: str, audience: Audience, language: Language) -> str:
    if label == "channel":
        return PLATFORM_NAMES[name]
    instrument = audience.codebook.instrument if audience.codebook else "modern"
    words = language.text(NAMES_OF_RUNGS[instrument][name])
    return words[:1].lower() + words[1:]
