"""Names within a page: an address for each heading, a label for each region, none of them twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


class Addresses:
    """Hands out addresses that no other element of the page has.

    Parameters
    ----------
    taken
        Addresses that are in use already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._labels: set[str] = set()

    def address(self, words: str) -> str:
        """Make an address of `words`: ``Über ons`` becomes ``uber-ons``, again ``uber-ons-2``."""
        plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
        stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "section"
        return _first_free(stem, "-{}", self._taken)

    def label(self, words: str) -> str:
        """Give `words` back, numbered if another region of the page has the same name."""
        return _first_free(words, " ({})", self._labels)


def _first_free(stem: str, pattern: str, taken: set[str]) -> str:
    name, number = stem, 1
    while name in taken:
        number += 1
        name = stem + pattern.format(number)
    taken.add(name)
    return name
