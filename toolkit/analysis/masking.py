"""What in a text points at a person: addresses and numbers are taken out, likely names are marked.

Signs are certain enough to be replaced by what they are. A word with a capital in the middle of a
sentence may be a name, a place or just a noun: it is marked, and a person decides. Nothing here
makes a text safe by itself; it helps whoever reads it to see what must go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.language import mark

Kind = Literal["email", "url", "handle", "iban", "phone", "postcode", "address", "name"]

KIND_NAMES: dict[str, str] = {
    "email": mark("e-mail address"),
    "url": mark("web address"),
    "handle": mark("account"),
    "iban": mark("bank account"),
    "phone": mark("telephone number"),
    "postcode": mark("postcode"),
    "address": mark("address"),
    "name": mark("perhaps a name"),
}

# In this order: what was found once is not looked at again.
PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.I)),
    (
        "url",
        re.compile(
            r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:nl|com|org|net|eu|be|de)\b\S*", re.I
        ),
    ),
    ("handle", re.compile(r"(?<![\w@])@\w[\w.]+")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b", re.I)),
    ("phone", re.compile(r"(?<![\w+])(?:\+\d|0\d|\(0\d+\))(?:[ ()./-]{0,2}\d){7,12}(?!\w)")),
    ("postcode", re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")),
    (
        "address",
        re.compile(
            r"\b[^\W\d_]+(?:straat|laan|weg|plein|gracht|kade|dijk|singel|pad|hof|steeg)\s\d+\w?"
            r"|\b\d+\s[^\W\d_]+\s(?:street|road|avenue|lane|drive)\b",
            re.I,
        ),
    ),
)  # fmt: skip

_TITLED = re.compile(
    r"\b(?:mevrouw|meneer|mevr|dhr|mw|juf|meester|mrs|mr|ms|miss|dr)\b\.?"
    r"\s+([^\W\d_][\w’'-]+)",
    re.I,
)
_CALLED = re.compile(
    r"\b(?:ik heet|mijn naam is|ik ben|my name is|i am|i’m|i'm)\s+([^\W\d_a-z][\w’'-]+)", re.I
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# Between these and the word before them stands a new sentence, where a capital says nothing.
_OPENING = re.compile(r"(?:^|[.!?:…\n“\"(]|\s[-–•])\s*$")
# Of days, months and languages a capital is the rule in English; I always has one.
COMMON = frozenset({
    "i", "i’m", "i'm", "i’d", "i'd", "i’ve", "i've", "i’ll", "i'll", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "dutch", "english", "german", "french", "nederlands", "engels", "duits", "frans",
    "facebook", "instagram", "whatsapp", "youtube", "linkedin", "tiktok", "pinterest", "google",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trace:
    """A piece of a text that points at a person, from ``start`` up to ``end``."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text as it may be shown; ``kind`` is None for what points at nobody.

    ``text`` is empty where it was taken out.
    """

    text: str
    kind: Kind | None = None


def find_traces(text: str) -> tuple[Trace, ...]:
    """Find what points at a person, in the order of the text; none overlaps another."""
    found: list[Trace] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            _add(found, Trace(match.start(), match.end(), kind))
    for start, end in _names(text):
        _add(found, Trace(start, end, "name"))
    return tuple(sorted(found, key=lambda one: one.start))


def find_signs(text: str) -> tuple[Trace, ...]:
    """Find what points at a person for certain: all but likely names."""
    return tuple(one for one in find_traces(text) if one.kind != "name")


def mask(text: str) -> tuple[Piece, ...]:
    """Cut a text into pieces: what points at a person for certain is taken out.

    Parameters
    ----------
    text
        What one person wrote.

    Returns
    -------
    tuple of Piece
        The whole text in order. Words that may be names keep their text, and their kind tells it.
    """
    pieces: list[Piece] = []
    at = 0
    for trace in find_traces(text):
        if trace.start > at:
            pieces.append(Piece(text[at : trace.start]))
        kept = text[trace.start : trace.end] if trace.kind == "name" else ""
        pieces.append(Piece(kept, trace.kind))
        at = trace.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def _names(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_TITLED, _CALLED):
        for match in pattern.finditer(text):
            if match[1][0].isupper() or pattern is _TITLED:
                yield match.start(1), match.end(1)
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isupper() or word.casefold() in COMMON:
            continue
        # Whoever shouts writes no names; a capital in a row of names counts all the same.
        if len(word) > 1 and word.isupper() and text.isupper():
            continue
        if not _OPENING.search(text[: match.start()]):
            yield match.start(), match.end()


def _add(found: list[Trace], trace: Trace) -> None:
    if all(trace.end <= one.start or one.end <= trace.start for one in found):
        found.append(trace)
