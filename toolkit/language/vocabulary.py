"""The client's own words in place of ours: who says klantgroep reads nowhere doelgroep.

Only our messages change, before anything is filled in, so that what a client typed stays as it was
typed. Only the forms that are given change: whoever wants ``klantgroepen`` gives the plural too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from toolkit.errors import Fault, InputError

BLANK = re.compile(r"(\{[^{}]*\})")
# Words stand in pages and in messages with blanks; these signs mean something there.
SIGNS = re.compile(r"[<>{}&\"\r\n\t]")
NO_WORD = "This should be a word, or a few, without < > { } & or quotation marks"


class Vocabulary:
    """Words of ours and what stands in their place.

    Parameters
    ----------
    words
        Ours, whole words or a few together, and the client's. The longest is looked for first.

    Raises
    ------
    InputError
        With every word that is empty, or holds a sign that is no part of a word.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        faults = [
            Fault(NO_WORD, "client.yaml", column=f"vocabulary → {ours}", got=word)
            for ours, word in find_odd_words(words)
        ]
        if faults:
            raise InputError(faults)
        self._words = dict(_as_within_a_sentence(*pair) for pair in words.items())
        longest_first = sorted(self._words, key=lambda word: (-len(word), word))
        any_of_them = "|".join(map(_either_case, longest_first))
        self._pattern = re.compile(rf"(?<!\w)(?:{any_of_them})(?!\w)") if self._words else None

    def put_in(self, message: str) -> str:
        """Put the client's words into a message, and leave its ``{blanks}`` alone."""
        if self._pattern is None:
            return message
        parts = BLANK.split(message)
        return "".join(
            part if BLANK.fullmatch(part) else self._pattern.sub(self._replace, part)
            for part in parts
        )

    def _replace(self, found: re.Match[str]) -> str:
        word = found[0]
        if word in self._words:
            return self._words[word]
        return _capital(self._words[word[0].lower() + word[1:]])


def find_odd_words(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Find what is no word that can stand in place of another, beside the word of ours."""
    for ours, theirs in words.items():
        for word in (ours, theirs):
            if not word.strip() or SIGNS.search(word):
                yield ours, word


def _as_within_a_sentence(ours: str, theirs: str) -> tuple[str, str]:
    ours, theirs = ours.strip(), theirs.strip()
    # Both written as at the start of a sentence; what is all capitals, such as KPI, stays so.
    if ours[:1].isupper() and not ours[1:2].isupper():
        ours = ours[0].lower() + ours[1:]
        if theirs[:1].isupper() and not theirs[1:2].isupper():
            theirs = theirs[0].lower() + theirs[1:]
    return ours, theirs


def _either_case(word: str) -> str:
    first, rest = word[0], re.escape(word[1:])
    large = first.upper()
    # ß has no capital of one letter.
    either = first != large and len(large) == 1
    return (f"[{first}{large}]" if either else re.escape(first)) + rest


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
