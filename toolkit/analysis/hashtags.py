"""What texts are about: their hashtags, and the themes whose words stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile

# A hashtag begins a word: not inside one, nor in an address. Patterns here begin with what they
# look for and look back from there: looking back at every letter of a text would take seconds. No
# pattern can say which letters beyond ASCII are marks, so that all are taken, and cut afterwards.
_TAG = re.compile(r"#(?<![\w&/]#)([\w\u0080-\U0010ffff]+)")


def find_hashtags(texts: Iterable[str]) -> dict[str, list[int]]:
    """Give each hashtag, in small letters and without the sign, with the places of its texts.

    Letters, digits, underscores and marks of any script make a hashtag; digits alone do not (as on
    all platforms). Letters that only look different (bold, full width) are the same.
    """
    found: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        words = [_cut(word).casefold() for word in _TAG.findall(_plain(text))]
        for word in dict.fromkeys(words):
            if word and not word.isdigit():
                found.setdefault(word, []).append(place)
    return found


def compile_themes(themes: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    """Make a pattern of each theme's words, for :func:`find_themes`.

    Parameters
    ----------
    themes
        Theme → words; case does not matter, a word stands for itself only, and ``*`` at its end for
        any ending. Themes without words are left out.
    """
    found = {}
    for theme, words in themes.items():
        parts = [part for part in map(_write_word, words) if part]
        if parts:
            found[theme] = re.compile("|".join(parts))
    return found


def find_themes(
    texts: Iterable[str], themes: Mapping[str, re.Pattern[str]]
) -> dict[str, list[int]]:
    """Give each theme with the places of the texts in which at least one of its words stands."""
    plain = [_plain(text).casefold() for text in texts]
    return {
        theme: [place for place, text in enumerate(plain) if words.search(text)]
        for theme, words in themes.items()
    }


def _write_word(word: str) -> str:
    wanted = _plain(word).casefold().strip()
    stem = re.escape(wanted.removesuffix("*"))
    ending = "" if wanted.endswith("*") else r"(?!\w)"
    return rf"{stem}(?<!\w{stem}){ending}" if stem else ""


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _cut(word: str) -> str:
    return word if word.isalnum() else "".join(takewhile(_belongs, word))


def _belongs(letter: str) -> bool:
    # Joiners stand between the letters of several scripts.
    return letter.isalnum() or letter in "_\u200c\u200d" or unicodedata.category(letter)[0] == "M"
