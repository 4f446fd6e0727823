"""What a post's text is about: its hashtags, and the themes whose words stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

# A hashtag begins a word: not inside one, nor in an address.
_SIGN = re.compile(r"(?<![\w&/])[#＃]")
_PLAIN = re.compile(r"(?<![\w&/])#(\w+)")


def find_hashtags(text: str) -> tuple[str, ...]:
    """Give the hashtags of a text in small letters, each once, in order, without the sign.

    Letters, digits, underscores and marks of any script make a hashtag; digits alone do not (as on
    all platforms). Letters that only look different (bold, full width) are the same.
    """
    if "#" not in text and "＃" not in text:
        return ()
    if text.isascii():
        words = (word.casefold() for word in _PLAIN.findall(text))
        return tuple(dict.fromkeys(word for word in words if not word.isdigit()))
    plain = unicodedata.normalize("NFKC", text)
    found: dict[str, None] = {}
    for sign in _SIGN.finditer(plain):
        end = sign.end()
        while end < len(plain) and _belongs(plain[end]):
            end += 1
        word = plain[sign.end() : end].casefold()
        if word and not word.isdigit():
            found[word] = None
    return tuple(found)


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
            found[theme] = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})")
    return found


def find_themes(text: str, themes: Mapping[str, re.Pattern[str]]) -> tuple[str, ...]:
    """Name the themes of which at least one word stands in a text."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(theme for theme, words in themes.items() if words.search(plain))


def _write_word(word: str) -> str:
    wanted = unicodedata.normalize("NFKC", word).casefold().strip()
    stem = wanted.removesuffix("*")
    return re.escape(stem) + ("" if wanted.endswith("*") else r"(?!\w)") if stem else ""


def _belongs(letter: str) -> bool:
    # Joiners stand between the letters of several scripts.
    return letter.isalnum() or letter in "_\u200c\u200d" or unicodedata.category(letter)[0] == "M"
