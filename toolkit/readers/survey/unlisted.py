"""Answers that the codebook does not list: counted, and those that few people gave never named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from toolkit.model.survey import Codebook
from toolkit.model.survey_question import JOINED
from toolkit.readers.findings import Findings
from toolkit.readers.survey.several import one_line

LISTED = 12
Texts = Mapping[str, list[str]]
"""The cells of each column that was read, several answers joined; empty where there is none."""
# What programs write where there is nothing; whether a survey means that, its codebook says.
LOOKS_EMPTY = {
    "na", "n/a", "n.a.", "#n/a", "nvt", "n.v.t.", "-", "–", "null", "#null!", "nan", ".",
    "-99", "999",
}  # fmt: skip


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
    meaning: dict[str, str] = {}
    if codebook.segment_column:
        listed[codebook.segment_column] = {
            answer for segment in codebook.segments for answer in segment.answers
        }
        meaning[codebook.segment_column] = "belong to no segment"
    for channel in codebook.channels:
        listed.setdefault(channel.column, set()).update(channel.use)
        meaning.setdefault(channel.column, "count as not using the channel")
    for behaviour in codebook.behaviours:
        listed.setdefault(behaviour.column, set()).update(behaviour.counts)
        meaning.setdefault(behaviour.column, "count as not doing this")
    for way in codebook.ways:
        listed.setdefault(way.column, set()).update(way.counts)
        meaning.setdefault(way.column, "count as not using it in this way")
    for question in codebook.demographics:
        if question.answers:
            listed.setdefault(question.column, set()).update(question.answers)
            meaning.setdefault(question.column, "have no label and are left out")
    for name, known in listed.items():
        if name not in columns:
            continue
        lines = {one_line(answer) for answer in known}
        given = count_parts(columns[name])
        counts = Counter({answer: n for answer, n in given.items() if answer not in lines})
        if counts:
            findings.add(
                f"Answers that the codebook does not list {meaning[name]}.",
                severity="note",
                column=name,
                got=count_answers(counts, codebook.smallest_base),
            )


def _listed(codebook: Codebook) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give each segment, channel and behaviour: its column, what it is, its answers."""
    for segment in codebook.segments:
        yield codebook.segment_column or "", f"the segment “{segment.key}”", segment.answers
    for channel in codebook.channels:
        yield channel.column, f"the channel {channel.channel}", channel.use
    for behaviour in codebook.behaviours:
        yield behaviour.column, f"the behaviour {behaviour.rung}", behaviour.counts
    for way in codebook.ways:
        yield way.column, f"the way of use {way.way}", way.counts
    for question in codebook.demographics:
        if question.answers:
            yield question.column, f"the question “{question.name}”", tuple(question.answers)


def warn_of_misses(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn where nobody gave any of the listed answers: most likely they are written otherwise.

    Only answers that enough people gave are told.
    """
    for name, what, answers in _listed(codebook):
        counts = count_parts(columns[name]) if name in columns else {}
        if not counts or any(one_line(answer) in counts for answer in answers):
            continue
        told = [answer for answer, n in counts.items() if n >= codebook.smallest_base]
        close = ", ".join(f"“{answer}”" for answer in find_close(answers, told))
        findings.add(
            f"Nobody gave any of the answers that the codebook lists for {what}.",
            severity="warning",
            column=name,
            got=", ".join(f"“{answer}”" for answer in answers[:LISTED]),
            expected=f"answers of the file, such as {close}" if close else "answers of the file",
            remedy="Write the answers in codebook.yaml as the file has them.",
        )


def find_close(answers: Iterable[str], there: Iterable[str]) -> list[str]:
    """Find which of the answers that are there look most like those that are not."""
    plain = {answer.casefold(): answer for answer in there}
    found = (get_close_matches(answer.casefold(), plain, n=2) for answer in answers)
    return list(dict.fromkeys(plain[one] for close in found for one in close))


def count_answers(counts: Counter[str], smallest: int) -> str:
    """Write answers with their counts; those that fewer than `smallest` gave stay unnamed."""
    told = [f"“{answer}” {n} times" for answer, n in counts.most_common() if n >= smallest]
    rare = [n for n in counts.values() if n < smallest]
    parts = told[:LISTED]
    if len(told) > LISTED:
        parts.append(f"{len(told) - LISTED} other answers")
    if rare:
        words = "1 answer" if len(rare) == 1 else f"{len(rare)} answers"
        parts.append(f"{words} given by fewer than {smallest} people each")
    return "; ".join(parts)


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
            got="; ".join(f"“{word}” {found[word]} times" for word in told),
            expected="words for an empty cell, if these are such, under missing in codebook.yaml",
            remedy=f"Write  missing: [{', '.join(told)}]  if nothing was answered there; whether "
            "that is no, or not asked, each question says under blank.",
        )
