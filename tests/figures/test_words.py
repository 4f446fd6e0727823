"""The width of words, against matplotlib's own outline of the whole line."""

from __future__ import annotations

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from toolkit.figures.words import measure_words


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("words", ["Werkzaamheden", "€ 1.250,50 – “ja”", "AVATo fi", "a b", "ĳ ë"])
def test_words_are_as_wide_as_their_whole_outline(words: str, weight: str) -> None:
    font = FontProperties(family="DejaVu Sans", weight=weight)
    outline = TextPath((0, 0), words, size=13, prop=font).get_extents().width
    assert measure_words(words, 13, weight) == pytest.approx(outline)


def test_nothing_has_no_width() -> None:
    assert measure_words("", 13) == measure_words("  ", 13) == 0
