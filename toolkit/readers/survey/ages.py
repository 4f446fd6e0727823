"""Ages and years of birth in classes of ten years, as they stand in tables of the population."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.readers.survey.labels import take_code_off

LOWEST = (0, 18, 25, 35, 45, 55, 65)
YOUNGEST, OLDEST = 10, 100
# Codes for unknown, as long as the numbers of a column may be; those of a kind go together.
TWO_DIGITS = (97, 98, 99)
LONGER = ((997, 998, 999), (9997, 9998, 9999))
# So many people of none of the years below, and so many of a code: then it is one.
GAP, SEVERAL = 5, 3
WHOLE = re.compile(r"\d+(?:\.0+)?")
YEARS = r"(?: ?(?:jaar|jr\.?|years?(?: old)?|yrs?))?"
BELOW = (
    r"(?:jonger dan|onder(?: de)?|minder dan|tot(?: en met)?|t/m|under|younger than|below|up to|<)"
)
ABOVE = r"(?:ouder dan|boven(?: de)?|meer dan|vanaf|over|older than|above|>)"
BAND = re.compile(
    rf"\d{{1,3}}{YEARS} ?(?:[-–—/]|t/m|tot(?: en met)?|to|until) ?\d{{1,3}}{YEARS}"
    rf"|(?:{BELOW}|{ABOVE}) ?\d{{1,3}}{YEARS}"
    rf"|\d{{1,3}} ?\+|\d{{1,3}}{YEARS} (?:of|en|or|and) ?(?:ouder|jonger|older|younger|over|under)"
)
FIRST = re.compile(rf"^{BELOW}|(?:jonger|younger|under)$")


def band_ages(texts: Sequence[str], year: int | None) -> dict[str, str]:
    """Give the classes of ages, or of years of birth; nothing where the cells are neither.

    All classes stand in it, whatever the file has: in which of them somebody is, is not to be told.

    Parameters
    ----------
    year
        Of the fieldwork: years of birth become ages by it, as they are on its last day but for
        those who have their birthday yet to come.

    Returns
    -------
    Each range of numbers, as :func:`toolkit.model.listed_answers.read_range` reads it, with the
    name of its class.
    """
    filled = [text for text in texts if text]
    numbers = [int(float(text)) for text in filled if WHOLE.fullmatch(text)]
    if not filled or len(numbers) < 0.8 * len(filled):
        return {}
    ends = [(low, high - 1) for low, high in pairwise(LOWEST)]
    oldest = LOWEST[-1]
    if all(YOUNGEST <= number <= OLDEST for number in numbers):
        classes = {f"{low}..{high}": name_band(low) for low, high in ends}
        return classes | {f"{oldest}..": name_band(oldest)}
    if year and all(year - OLDEST <= number <= year - YOUNGEST for number in numbers):
        classes = {f"{year - high}..{year - low}": name_band(low) for low, high in ends}
        return classes | {f"{year - OLDEST}..{year - oldest}": name_band(oldest)}
    return {}


def find_unknown_ages(texts: Iterable[str]) -> tuple[str, ...]:
    """Find the codes for unknown among ages, or years of birth, in whole numbers.

    Nobody is 997 years old. Somebody may be 98: that is a code only where three people or more have
    97, 98 or 99, and nobody is of the five years below. All codes of a kind are given, whichever
    there are.
    """
    numbers = Counter(int(float(text)) for text in texts if WHOLE.fullmatch(text))
    found: list[int] = []
    if there := [code for code in TWO_DIGITS if numbers[code]]:
        below = range(there[0] - GAP, there[0])
        people = sum(numbers[code] for code in there)
        if people >= SEVERAL and not any(numbers[age] for age in below):
            found += TWO_DIGITS
    for codes in LONGER:
        if any(numbers[code] for code in codes):
            found += codes
    return tuple(map(str, found))


def name_band(age: int) -> str:
    """Name the class of an age in years: ``25–34``."""
    low = max(lowest for lowest in LOWEST if lowest <= age)
    if low == LOWEST[-1]:
        return f"{low}+"
    high = LOWEST[LOWEST.index(low) + 1] - 1
    return f"{low}–{high}"


def is_band(answer: str) -> bool:
    """Say whether an answer is a class of age: “18–24”, “Jonger dan 18 jaar”, “65+”."""
    return BAND.fullmatch(" ".join(take_code_off(answer).casefold().split())) is not None


def sort_bands(answers: Iterable[str]) -> list[str]:
    """Put classes of age in order: by the first number in each, those with none last."""

    def first(answer: str) -> tuple[float, str]:
        said = take_code_off(answer)
        found = re.search(r"\d+", said)
        # “Under 18” goes before “18 to 24”.
        below = FIRST.search(said.casefold()) is not None
        return (int(found[0]) - 0.5 * below if found else float("inf"), answer)

    return sorted(answers, key=first)
