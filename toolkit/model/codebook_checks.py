"""What cannot both be true in a codebook.

An answer counts for one thing, or is left out; a column has one base for each thing it counts for;
shares of the population, or of others, are of something that was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from toolkit.errors import fill
from toolkit.language import mark
from toolkit.model import Contradiction, find_repeats
from toolkit.model.ladder import LAST_OF_HISTORY
from toolkit.model.listed_answers import plain_answer, read_range

if TYPE_CHECKING:
    from toolkit.model.survey import Codebook

SAME_NAME = mark("The report would print this question and another one as one")
ASKED_TWICE = mark(
    "This column counts for the same already; one thing has one base, which asked_of narrows. To "
    "see it for a part of the people beside everybody, name the column of that part as "
    "segment_column"
)

BOTH = mark(
    "This answer counts here (column {column}) and stands in {where} as well: take it out of "
    "missing, and put it under missing of the questions in which it means that."
)
BOTH_OWN = mark(
    "This answer counts here (column {column}) and stands in {where} as well: take it out of one "
    "of the two."
)


def find_contradictory_answers(codebook: Codebook) -> Iterator[Contradiction]:
    """Find answers that count and are left out, and columns and answers that count twice."""
    yield from _in_two_segments(codebook)
    channels = [(one.column, one.channel) for one in codebook.channels]
    yield from find_repeats("channels", channels, ASKED_TWICE)
    behaviours = [(one.column, one.rung) for one in codebook.behaviours]
    yield from find_repeats("behaviours", behaviours, ASKED_TWICE)
    ways = [(one.column, one.channel, one.way) for one in codebook.ways]
    yield from find_repeats("ways", ways, ASKED_TWICE)
    names = [one.name for one in codebook.demographics]
    yield from find_repeats("demographics", names, SAME_NAME, "name")
    yield from _listed_and_missing(codebook)
    yield from _ranges(codebook)
    yield from _asked_of_weights(codebook)


def find_unfounded_margins(codebook: Codebook) -> Iterator[Contradiction]:
    """Find shares of the population for questions or labels that are not there."""
    known = {one.column: one for one in codebook.demographics}
    for number, margin in enumerate(codebook.margins):
        question = known.get(margin.column)
        if question is None:
            what = mark("Shares are given of a column that is no question about who somebody is.")
            yield Contradiction(("margins", number, "column"), what, margin.column)
        elif question.answers and margin.label not in question.answers.values():
            what = mark("No answer to this question has this label.")
            yield Contradiction(("margins", number, "label"), what, margin.label)
    pairs = [(one.column, one.label) for one in codebook.margins]
    yield from find_repeats("margins", pairs, mark("This share was given before"))


def find_unusable_base(codebook: Codebook) -> Iterator[Contradiction]:
    """Find what is missing to set the ladder against that of others, or stands in its way."""
    if not codebook.base:
        return
    if not codebook.base_source.strip():
        what = mark("Shares of others are given, but not where they come from.")
        yield Contradiction(("base_source",), what)
    if codebook.base_year is None:
        what = mark("Shares of others are given, but not in which year they were asked.")
        yield Contradiction(("base_year",), what)
    elif codebook.base_year <= LAST_OF_HISTORY:
        what = mark("Shares of so long ago are history: what people do has changed since.")
        yield Contradiction(("base_year",), what, str(codebook.base_year))
    if codebook.base_instrument != codebook.instrument:
        what = mark(
            "These were asked with another ladder than the survey's: rungs differ in meaning."
        )
        yield Contradiction(("base_instrument",), what, codebook.base_instrument)


def _in_two_segments(codebook: Codebook) -> Iterator[Contradiction]:
    owners: dict[str, int] = {}
    for number, segment in enumerate(codebook.segments):
        for answer in dict.fromkeys(map(plain_answer, segment.answers)):
            first = owners.setdefault(answer, number)
            if first != number:
                what = fill(
                    "This answer stands in two segments, also in segments {number}.",
                    number=first + 1,
                )
                yield Contradiction(("segments", number, "answers"), what, answer)


def _list_answers(codebook: Codebook) -> Iterator[tuple[tuple[str | int, ...], str, list[str]]]:
    """Give the place, the column and the listed answers of everything that lists any."""
    for number, channel in enumerate(codebook.channels):
        yield ("channels", number, "use"), channel.column, [*channel.use]
    for number, behaviour in enumerate(codebook.behaviours):
        yield ("behaviours", number, "counts"), behaviour.column, [*behaviour.counts]
    for number, way in enumerate(codebook.ways):
        yield ("ways", number, "counts"), way.column, [*way.counts]
    for number, who in enumerate(codebook.demographics):
        yield ("demographics", number, "answers"), who.column, [*who.answers]
    for number, segment in enumerate(codebook.segments):
        column = codebook.segment_column or ""
        yield ("segments", number, "answers"), column, [*segment.answers]
    for field in ("channels", "behaviours", "ways", "several"):
        for number, question in enumerate(getattr(codebook, field)):
            if asked := question.asked_of:
                yield (field, number, "asked_of", "answers"), asked.column, [*asked.answers]


def _listed_and_missing(codebook: Codebook) -> Iterator[Contradiction]:
    """Find answers that stand in a list of `missing` that holds for them, and count as well."""
    everywhere = {plain_answer(word): "missing" for word in codebook.missing}
    for place, column, listed in _list_answers(codebook):
        applying = dict(everywhere)
        if place[0] == "segments":
            applying |= _name(codebook.segment_missing, "segment_missing")
        elif place[-1] != "answers" or place[0] == "demographics":
            field, number = str(place[0]), int(place[1])
            own = getattr(codebook, field)[number].missing
            applying |= _name(own, f"{field} {number + 1} missing")
            for row, several in enumerate(codebook.several):
                if several.column == column:
                    applying |= _name(several.missing, f"several {row + 1} missing")
        for answer in dict.fromkeys(map(plain_answer, listed)):
            if answer in applying:
                where = applying[answer]
                what = fill(BOTH if where == "missing" else BOTH_OWN, column=column, where=where)
                yield Contradiction(place, what, answer)


def _name(answers: Iterable[str], where: str) -> dict[str, str]:
    return {plain_answer(answer): where for answer in answers}


def _ranges(codebook: Codebook) -> Iterator[Contradiction]:
    """Find ranges with nothing in them, and numbers that fall in two ranges of a question."""
    by_question: dict[str, list[tuple[tuple[str | int, ...], str, str]]] = {}
    for place, _, listed in _list_answers(codebook):
        for text in listed:
            held = read_range(text)
            if held and held.low >= held.high:
                what = mark("The ends of this range are the wrong way round.")
                yield Contradiction(place, what, text)
            elif held and place[0] in ("demographics", "segments"):
                who = place[0] == "demographics"
                label = codebook.demographics[int(place[1])].answers[text] if who else str(place[1])
                question = str(place[:2]) if who else "segments"
                by_question.setdefault(question, []).append((place, text, label))
    for ranges in by_question.values():
        for (_, first, one), (place, second, other) in combinations(ranges, 2):
            a, b = read_range(first), read_range(second)
            if a and b and one != other and a.overlaps(b):
                what = fill(
                    "Numbers in this range stand in another one too, which is {range}.", range=first
                )
                yield Contradiction(place, what, second)


def _asked_of_weights(codebook: Codebook) -> Iterator[Contradiction]:
    for place, column, _ in _list_answers(codebook):
        if "asked_of" in place and column == codebook.weight:
            what = mark("Weights do not say who was asked.")
            yield Contradiction((*place[:-1], "column"), what, column)
