"""Words are as wide as matplotlib itself would draw them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from toolkit.figures.words import measure_words, wrap_words

# Letters of several heights and widths, pairs that are set closer, blanks, and two without a glyph.
LETTERS = st.text("AVToWij fl.,-–’éçß€0019%()\u00a0日\u200b$_^", min_size=1, max_size=24)


@given(LETTERS, st.sampled_from([9.0, 11.5, 13.0]), st.sampled_from(["normal", "bold"]))
def test_a_line_is_as_wide_as_its_outline(words: str, size: float, weight: str) -> None:
    font = FontProperties(family="DejaVu Sans", weight=weight)
    try:
        outline = TextPath((0, 0), words, size=size, prop=font)
    except (AttributeError, ValueError):
        # Nothing but blanks has no outline, and not every $ begins a formula that is one.
        return
    expected = outline.get_extents().width
    assert measure_words(words, size, weight) == pytest.approx(expected, abs=1e-9)


def test_blanks_have_no_width() -> None:
    assert measure_words("", 11) == measure_words(" ", 11) == 0


def test_lines_keep_to_their_room() -> None:
    lines = wrap_words("A sentence of several words and Donaudampfschifffahrt", 90, 11)
    assert len(lines) > 3
    assert all(measure_words(line, 11) <= 90 for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == (
        "AsentenceofseveralwordsandDonaudampfschifffahrt"
    )
