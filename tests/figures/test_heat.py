"""Names above the columns of a matrix."""

import itertools

import pytest
from matplotlib import pyplot as plt

from toolkit.figures.heat import Cell, Matrix, draw_matrix

CHANNELS = ("Facebook", "Instagram", "LinkedIn", "TikTok", "YouTube", "Snapchat", "WhatsApp")


@pytest.fixture
def matrix():
    return Matrix(("Buyers",), CHANNELS, (tuple(Cell("0%", 0) for _ in CHANNELS),))


@pytest.mark.parametrize("width", [340, 760])
def test_names_of_columns_are_whole_and_do_not_run_into_each_other(matrix, width):
    picture = draw_matrix(matrix)(width)
    found = [text for text in picture.axes[0].texts if text.get_text() in CHANNELS]
    assert [text.get_text() for text in found] == list(CHANNELS)
    boxes = [text.get_window_extent() for text in found]
    assert all(one.x1 <= two.x0 for one, two in itertools.pairwise(boxes))
    # Only where there is no room beside each other do they stand upright.
    assert {text.get_rotation() for text in found} == ({90.0} if width == 340 else {0.0})
    plt.close(picture)
