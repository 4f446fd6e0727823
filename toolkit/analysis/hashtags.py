"""What a post's text is about: its hashtags, and the themes whose words stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import takewhile

# A hashtag begins a word: not inside one, nor in an address. Patterns here begin with what they
# look for and look back from there: looking back at every letter of a text would take seconds. No
# pattern can say which letters beyond ASCII are marks, so that all are taken, and cut afterwards.
_TAG = re.compile(r"#(?<![\w&/]#)([\w\u0080-\U0010ffff]+)")


def find_hashtags(text: str) -> tuple[str, ...]:
    """Give the hashtags of a text in small letters, each once, in order, without the sign.

    Letters, digits, underscores and marks of any script make a hashtag; digits alone do not (as on
    all platforms). Letters that only look different (bold, full width) are the same.
    """
    if "#" not in text and "＃" not in text:
        return ()
    words = (_cut(word).casefold() for word in _TAG.findall(_plain(text)))
    return tuple(dict.fromkeys(word for word in words if word and not word.isdigit()))


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


def find_themes(text: str, themes: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """Name the themes of which at least one word stands in a text."""
    plain = _plain(text).casefold()
    return tuple(theme for theme, words in themes.items() if words.search(plain))


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
