"""What open answers speak of: themes that somebody named, found by the words that show them.

The consultant says which words belong to a theme; whether an answer holds one of them is looked up,
in any form that the language's stemmer knows. Nothing is learnt from the answers and nothing is
fetched. Answers themselves are never in a result: only how many people wrote about what.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd
import snowballstemmer
from stop_words import get_stop_words

LANGUAGES = {"nl": "dutch", "en": "english"}
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SHORTEST = 3
"""Letters of a word from which it may be offered as a theme."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that many people wrote: in its commonest form, and by how many people."""

    word: str
    people: int


@cache
def _stemmer(language: str) -> snowballstemmer.Stemmer:
    return snowballstemmer.stemmer(LANGUAGES[language])


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(get_stop_words(LANGUAGES[language]))


def split_words(text: str) -> list[str]:
    """Split a text into its words, in small letters."""
    return WORD.findall(text.casefold())


def stem(word: str, language: str) -> str:
    """Give what the forms of a word have in common.

    Parameters
    ----------
    language
        ``nl`` or ``en``: Snowball's stemmers, Dutch after Kraaij and Pohlmann (1994), English after
        Porter (1980).
    """
    return str(_stemmer(language).stemWord(word))


def code_themes(
    texts: pd.Series, themes: Mapping[str, Sequence[str]], language: str
) -> dict[str, pd.Series]:
    """Say of each answer whether it is about each theme.

    Parameters
    ----------
    texts
        The answers; blank is missing.
    themes
        By theme the words that show it: a word, some words in a row, or the beginning of a word
        with ``*`` behind it.
    language
        ``nl`` or ``en``.

    Returns
    -------
    dict
        By theme: 1 or 0 for each answer, missing for who wrote nothing: the base is those who did.
    """
    plain = texts.astype("string").str.strip().fillna("")
    answered = plain != ""
    words = [split_words(text) for text in plain]
    stems = [[stem(word, language) for word in one] for one in words]
    codes = {}
    for theme, shown_by in themes.items():
        phrases = [phrase for text in shown_by if (phrase := text.casefold().split())]
        found = [
            any(_holds(one, own, phrase, language) for phrase in phrases)
            for one, own in zip(words, stems, strict=True)
        ]
        codes[theme] = pd.Series(found, index=texts.index, dtype="float64").where(answered)
    return codes


def _holds(words: list[str], stems: list[str], phrase: list[str], language: str) -> bool:
    wanted = [(one, stem(one, language)) for one in phrase]
    return any(
        all(
            word.startswith(text[:-1]) if text.endswith("*") else root == of_text
            for (text, of_text), word, root in zip(wanted, words[at:], stems[at:], strict=False)
        )
        for at in range(len(words) - len(wanted) + 1)
    )


def suggest_words(texts: Iterable[str], language: str, smallest_base: int) -> tuple[Word, ...]:
    """List the words that most people wrote, to make themes of.

    Parameters
    ----------
    texts
        The answers.
    smallest_base
        The least number of people who wrote a word: what fewer wrote could tell who they are.

    Returns
    -------
    Words with the number of people, most first; words that say nothing are left out.
    """
    people: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        words = split_words(text)
        said = {
            word for word in words
            if len(word) >= SHORTEST and word not in _stop_words(language)
        }  # fmt: skip
        for root in {stem(word, language) for word in said}:
            people[root] += 1
        for word in said:
            forms[stem(word, language)][word] += 1
    return tuple(
        Word(min(forms[root].items(), key=lambda form: (-form[1], form[0]))[0], count)
        for root, count in sorted(people.items(), key=lambda one: (-one[1], one[0]))
        if count >= smallest_base
    )
