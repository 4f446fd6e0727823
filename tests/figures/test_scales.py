"""What a picture must hold: ticks that reach the data, words that stay inside."""

import re

import pytest

from toolkit.figures.bars import Bar, draw_bars
from toolkit.figures.drawing import NARROW, WIDE
from toolkit.figures.intervals import Panel, Row, draw_panels, find_ticks
from toolkit.figures.words import measure_words, wrap_words


@pytest.mark.parametrize("end", [0.04, 0.3, 0.5, 0.73, 0.9, 1.0, 7.3, 31, 100, 4321])
def test_the_last_tick_reaches_the_data(end):
    ticks = find_ticks(end)
    assert ticks[0] == 0
    assert ticks[-2] < end <= ticks[-1] * (1 + 1e-9)
    assert 2 <= len(ticks) <= 4


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_words_behind_a_bar_stay_in_the_picture(width):
    name = "A newsletter for each target group in the place of the one that everybody gets, " * 2
    bars = [Bar(name, 300, 97, "397 hours a year, 89% of them people"), Bar("Short", 1, 0, "1")]
    for words in draw_bars(bars)(width).axes[0].texts:
        end = words.get_position()[0] + measure_words(words.get_text(), words.get_fontsize())
        assert end <= width


def test_a_panel_s_long_title_is_wrapped_and_kept_whole():
    title = "Visitors who come for the reading room and the courses"
    row = Row("Reach", value=0.5, low=0.4, high=0.73, text="50%")
    panels = [Panel(title, (row,)), Panel("Short", (row,)), Panel("Also", (row,))]
    axes = draw_panels(panels, str)(WIDE).axes[0]
    lines = [text for text in axes.texts if text.get_weight() == "bold"]
    assert len(lines) > 1
    written = sorted(lines, key=lambda text: text.get_position()[1])
    assert " ".join(text.get_text() for text in written) == title
    room = (WIDE - 2 * 36) / 3
    assert all(measure_words(text.get_text(), 14, "bold") <= room for text in lines)


def test_a_word_wider_than_its_room_is_cut_with_a_dash():
    word = "informatiedienstverleningsmedewerkers"
    lines = wrap_words(word, 120, 14)
    assert len(lines) > 1
    assert re.sub(r"-", "", "".join(lines)) == word
    assert all(measure_words(line, 14) <= 120 for line in lines)
