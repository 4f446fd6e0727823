import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.figures.placement import overlap, place_labels

BOUNDS = (0.0, 0.0, 700.0, 400.0)


def boxes(points, sizes, labels):
    return [
        (label.left, label.top, label.left + width, label.top + height)
        for label, (width, height) in zip(labels, sizes, strict=True)
    ]


def test_a_label_stands_right_of_its_point_where_there_is_room():
    (label,) = place_labels([(100, 100)], [(80, 14)], 7, BOUNDS)
    assert (label.left, label.top, label.line) == (111, 93, False)


def test_at_the_right_edge_it_stands_left():
    (label,) = place_labels([(690, 100)], [(80, 14)], 7, BOUNDS)
    assert label.left + 80 < 690


def test_where_nothing_fits_there_is_no_answer():
    assert place_labels([(100, 100)], [(900, 14)], 7, BOUNDS) is None


@settings(max_examples=examples(60))
@given(
    st.lists(st.tuples(st.floats(20, 680), st.floats(20, 380)), min_size=1, max_size=12),
    st.floats(30, 170),
)
@pytest.mark.slow
def test_no_label_covers_another_or_a_point(points, width):
    sizes = [(width, 26.0)] * len(points)
    labels = place_labels(points, sizes, 7, BOUNDS)
    if labels is None:
        return
    found = boxes(points, sizes, labels)
    for index, box in enumerate(found):
        assert box[0] >= 0
        assert box[2] <= 700
        assert not any(overlap(box, other) for other in found[index + 1 :])
        for x, y in points:
            assert not overlap(box, (x - 7, y - 7, x + 7, y + 7))
