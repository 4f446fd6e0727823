"""Several answers in one cell, taken apart: an option that holds the separator stays whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.survey_question import JOINED


def one_line(text: str) -> str:
    """Write a text on one line, with one space between its words."""
    return " ".join(text.split())


def split_answers(cell: str, separator: str, options: Iterable[str] = ()) -> tuple[str, ...]:
    """Take the answers of a cell apart, each once, in their order.

    Parameters
    ----------
    separator
        What stands between two answers; spaces around an answer are no part of it.
    options
        Answers that are known; the longest that fits is taken, so that one that holds the
        separator is not cut.
    """
    if separator.isspace():
        return tuple(
            dict.fromkeys(part for one in cell.split(separator) if (part := one_line(one)))
        )
    held = {option for option in map(one_line, options) if separator.strip() in option}
    known = sorted(held, key=len, reverse=True)
    text = one_line(cell)
    # Spaces were brought down to one, in the separator as in the text.
    between = one_line(f"|{separator}|").strip("|") if "|" not in separator else separator
    between = between if between in text else separator.strip()
    return tuple(dict.fromkeys(_take(text, between, known)))


def join_answers(answers: Iterable[str]) -> str:
    """Put answers into one cell of the canonical frame."""
    return JOINED.join(answers)


def _take(text: str, between: str, known: Sequence[str]) -> Iterable[str]:
    rest = text.strip()
    while rest:
        whole = next((one for one in known if _begins(rest, one, between)), None)
        if whole is None:
            answer, _, rest = rest.partition(between)
        else:
            answer, rest = whole, rest[len(whole) :].strip().removeprefix(between.strip())
        rest = rest.strip()
        if answer := answer.strip():
            yield answer


def _begins(rest: str, option: str, between: str) -> bool:
    if not rest.startswith(option):
        return False
    after = rest[len(option) :].strip()
    return not after or after.startswith(between.strip())
