"""What a post's text is about: its hashtags, and the themes whose words stand in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

# A hashtag begins a word: not inside one, nor in an address.
_SIGN = re.compile(r"(?<![\w&/])[#＃]")


def find_hashtags(text: str) -> tuple[str, ...]:
    """Give the hashtags of a text in small letters, each once, in order, without the sign.

    Letters, digits, underscores and marks of any script make a hashtag; digits alone do not (as on
    all platforms). Letters that only look different (bold, full width) are the same.
    """
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


def find_themes(text: str, themes: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Name the themes of which at least one word stands in a text.

    Parameters
    ----------
    themes
        Theme → words; case does not matter, a word stands for itself only, and ``*`` at its end for
        any ending.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return tuple(
        theme for theme, words in themes.items() if any(_stands_in(word, plain) for word in words)
    )


def _stands_in(word: str, text: str) -> bool:
    wanted = unicodedata.normalize("NFKC", word).casefold().strip()
    stem = wanted.removesuffix("*")
    ending = "" if wanted.endswith("*") else r"(?!\w)"
    return bool(stem) and re.search(rf"(?<!\w){re.escape(stem)}{ending}", text) is not None


def _belongs(letter: str) -> bool:
    # Joiners stand between the letters of several scripts.
    return letter.isalnum() or letter in "_\u200c\u200d" or unicodedata.category(letter)[0] == "M"
