"""Answers that the codebook does not list: counted, and those that few people gave never named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from toolkit.errors import Filled, fill, join
from toolkit.language import mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.listed_answers import ListedAnswers, read_number, read_range
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import list_coded, list_missing
from toolkit.model.survey_question import JOINED
from toolkit.readers.findings import Findings
from toolkit.readers.survey.several import one_line

LISTED = 12
UNKNOWN = {
    "97", "98", "99", "997", "998", "999", "9997", "9998", "9999", "-1", "-8", "-9", "-99",
}  # fmt: skip
Texts = Mapping[str, list[str]]
"""The cells of each column that was read, several answers joined; empty where there is none."""
# What programs write where there is nothing; whether a survey means that, its codebook says.
LOOKS_EMPTY = {
    "na", "n/a", "n.a.", "#n/a", "nvt", "n.v.t.", "-", "–", "null", "#null!", "nan", ".",
    "-99", "999",
}  # fmt: skip

NO_SEGMENT = mark("Answers that the codebook does not list belong to no segment.")
NOT_USED = mark("Answers that the codebook does not list count as not using the channel.")
NOT_DONE = mark("Answers that the codebook does not list count as not doing this.")
NOT_THIS_WAY = mark("Answers that the codebook does not list count as not using it in this way.")
NO_LABEL = mark("Answers that the codebook does not list have no label and are left out.")


def count_parts(texts: Iterable[str]) -> Counter[str]:
    """Count who gave each answer, also among several in a cell."""
    parts: Counter[str] = Counter()
    for text, n in Counter(texts).items():
        for part in text.split(JOINED) if text else ():
            parts[part] += n
    return parts


def note_unlisted(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Count the answers that the codebook does not list, so that a misspelt one is seen."""
    listed: dict[str, set[str]] = {}
    meaning: dict[str, Filled] = {}
    if codebook.segment_column:
        listed[codebook.segment_column] = {
            answer for segment in codebook.segments for answer in segment.answers
        } | {*codebook.segment_missing}
        meaning[codebook.segment_column] = fill(NO_SEGMENT)
    for channel in codebook.channels:
        listed.setdefault(channel.column, set()).update(channel.use)
        meaning.setdefault(channel.column, fill(NOT_USED))
    for behaviour in codebook.behaviours:
        listed.setdefault(behaviour.column, set()).update(behaviour.counts)
        meaning.setdefault(behaviour.column, fill(NOT_DONE))
    for way in codebook.ways:
        listed.setdefault(way.column, set()).update(way.counts)
        meaning.setdefault(way.column, fill(NOT_THIS_WAY))
    for question in list_coded(codebook):
        listed[question.column].update(list_missing(question, codebook))
    for who in codebook.demographics:
        if who.answers:
            listed.setdefault(who.column, set()).update((*who.answers, *who.missing))
            meaning.setdefault(who.column, fill(NO_LABEL))
    classed = {codebook.segment_column, *(who.column for who in codebook.demographics)}
    for name, known in listed.items():
        if name not in columns:
            continue
        answers = ListedAnswers(known)
        given = count_parts(columns[name])
        counts = Counter({answer: n for answer, n in given.items() if answer not in answers})
        if counts:
            findings.add(
                meaning[name],
                # A number that falls between classes was left out of them by mistake.
                severity="warning"
                if name in classed and _fall_between(counts, answers, codebook)
                else "note",
                column=name,
                got=count_answers(counts, codebook.smallest_base),
            )


def _fall_between(counts: Counter[str], listed: ListedAnswers, codebook: Codebook) -> bool:
    """Say whether many people gave a number where the codebook lists ranges of numbers."""
    if not listed.has_ranges:
        return False
    numbers = sum(n for answer, n in counts.items() if read_number(answer) is not None)
    return numbers >= codebook.smallest_base


def warn_of_codes_in_ranges(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn of 98, 99 and the like, which fall in an open class and mostly mean unknown."""
    ranged = [(one.column, [*one.answers], one.missing) for one in codebook.demographics]
    segments = [answer for segment in codebook.segments for answer in segment.answers]
    ranged.append((codebook.segment_column or "", segments, codebook.segment_missing))
    for name, answers, missing in ranged:
        listed, out = ListedAnswers(answers), ListedAnswers(missing)
        if name not in columns or not listed.has_ranges:
            continue
        counts = count_parts(columns[name])
        codes = {
            one: n
            for one, n in counts.items()
            if one in UNKNOWN and one not in out and read_range(listed.find(one) or "")
        }
        if told := [code for code, n in codes.items() if n >= codebook.smallest_base]:
            findings.add(
                "Numbers that are often a code for unknown fall in a class.",
                severity="warning",
                column=name,
                got=join(
                    [fill("“{answer}” {n} times", answer=code, n=codes[code]) for code in told],
                    "; ",
                ),
                remedy=fill(
                    "If they mean unknown, write  missing: [{words}]  with this question "
                    "(segment_missing for the groups).",
                    words=", ".join(told),
                ),
            )


def _listed(codebook: Codebook) -> Iterator[tuple[str, Filled, tuple[str, ...]]]:
    """Give each segment, channel and behaviour: its column, what it is, its answers."""
    for segment in codebook.segments:
        what = fill("the segment “{key}”", key=segment.key)
        yield codebook.segment_column or "", what, segment.answers
    for channel in codebook.channels:
        what = fill("the channel {name}", name=PLATFORM_NAMES[channel.channel])
        yield channel.column, what, channel.use
    for behaviour in codebook.behaviours:
        what = fill("the behaviour {rung}", rung=behaviour.rung)
        yield behaviour.column, what, behaviour.counts
    for way in codebook.ways:
        what = fill("the way of use {way}", way=way.way)
        yield way.column, what, way.counts
    for question in codebook.demographics:
        if question.answers:
            what = fill("the question “{name}”", name=question.name)
            yield question.column, what, tuple(question.answers)


def warn_of_misses(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn where nobody gave any of the listed answers: most likely they are written otherwise.

    Only answers that enough people gave are told.
    """
    for name, what, answers in _listed(codebook):
        counts = count_parts(columns[name]) if name in columns else {}
        listed = ListedAnswers(answers)
        if not counts or any(answer in listed for answer in counts):
            continue
        told = [answer for answer, n in counts.items() if n >= codebook.smallest_base]
        close = ", ".join(f"“{answer}”" for answer in find_close(answers, told))
        findings.add(
            fill("Nobody gave any of the answers that the codebook lists for {what}.", what=what),
            severity="warning",
            column=name,
            got=", ".join(f"“{answer}”" for answer in answers[:LISTED]),
            expected=fill("answers of the file, such as {answers}", answers=close)
            if close
            else "answers of the file",
            remedy="Write the answers in codebook.yaml as the file has them.",
        )


def find_close(answers: Iterable[str], there: Iterable[str]) -> list[str]:
    """Find which of the answers that are there look most like those that are not."""
    plain = {answer.casefold(): answer for answer in there}
    found = (get_close_matches(answer.casefold(), plain, n=2) for answer in answers)
    return list(dict.fromkeys(plain[one] for close in found for one in close))


def count_answers(counts: Counter[str], smallest: int) -> str:
    """Write answers with their counts; those that fewer than `smallest` gave stay unnamed."""
    told = [
        fill("“{answer}” {n} times", answer=answer, n=n)
        for answer, n in counts.most_common()
        if n >= smallest
    ]
    rare = [n for n in counts.values() if n < smallest]
    parts = told[:LISTED]
    if len(told) > LISTED:
        parts.append(fill("{n} other answers", n=len(told) - LISTED))
    if rare:
        parts.append(count_rare(len(rare), smallest))
    return join(parts, "; ")


def count_rare(n: int, smallest: int) -> Filled:
    """Say how many answers were given by fewer than `smallest` people each."""
    if n == 1:
        return fill("1 answer given by fewer than {smallest} people", smallest=smallest)
    return fill("{n} answers given by fewer than {smallest} people each", n=n, smallest=smallest)


def warn_of_empty_words(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn of words that look like an empty cell and count as an answer all the same."""
    listed = {
        one_line(answer).casefold() for _, _, answers in _listed(codebook) for answer in answers
    }
    open_columns = {question.column for question in codebook.open_questions}
    found: Counter[str] = Counter()
    for name, texts in columns.items():
        if name != codebook.weight and name not in open_columns:
            words = LOOKS_EMPTY - listed
            given = Counter(texts)
            found.update({text: n for text, n in given.items() if text.casefold() in words})
    if told := [word for word, n in found.most_common() if n >= codebook.smallest_base]:
        findings.add(
            "Words that look like an empty cell count as an answer.",
            severity="warning",
            got=join(
                [fill("“{answer}” {n} times", answer=word, n=found[word]) for word in told], "; "
            ),
            expected="words for an empty cell, if these are such, under missing in codebook.yaml",
            remedy=fill(
                "Write  missing: [{words}]  if nothing was answered there; whether that is no, or "
                "not asked, each question says under blank.",
                words=", ".join(told),
            ),
        )
