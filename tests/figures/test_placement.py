import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.figures.placement import measure_distance, overlap, place_labels

BOUNDS = (0.0, 0.0, 700.0, 400.0)


def boxes(sizes, labels):
    return {
        place: (label.left, label.top, label.left + width, label.top + height)
        for place, (label, ((width, height),)) in enumerate(zip(labels, sizes, strict=True))
        if label is not None
    }


def test_a_label_stands_right_of_its_point_where_there_is_room():
    (label,) = place_labels([(100, 100)], [[(80, 14)]], 7, BOUNDS)
    assert (label.left, label.top, label.size) == (111, 93, 0)


def test_at_the_right_edge_it_stands_left():
    (label,) = place_labels([(690, 100)], [[(80, 14)]], 7, BOUNDS)
    assert label.left + 80 < 690


def test_where_nothing_fits_there_is_no_label_and_the_next_size_is_tried():
    assert place_labels([(100, 100)], [[(900, 14)]], 7, BOUNDS) == [None]
    (label,) = place_labels([(100, 100)], [[(900, 14), (80, 28)]], 7, BOUNDS)
    assert label.size == 1


def test_of_points_in_a_heap_those_that_find_no_room_stay_without_and_the_rest_keep_theirs():
    heap = [(300 + 9 * (place % 4), 200 + 9 * (place // 4)) for place in range(16)]
    labels = place_labels([*heap, (60, 60)], [[(90, 28)]] * 17, 7, BOUNDS)
    assert labels.count(None) > 0
    assert labels[-1] is not None


@settings(max_examples=examples(60))
@given(
    st.lists(st.tuples(st.floats(20, 680), st.floats(20, 380)), min_size=1, max_size=12),
    st.floats(30, 170),
)
@pytest.mark.slow
def test_each_label_stands_at_its_own_point_and_covers_nothing(points, width):
    sizes = [[(width, 26.0)]] * len(points)
    found = boxes(sizes, place_labels(points, sizes, 7, BOUNDS))
    for index, box in found.items():
        assert box[0] >= 0
        assert box[2] <= 700
        assert not any(overlap(box, other) for place, other in found.items() if place > index)
        near = measure_distance(points[index], box)
        for place, point in enumerate(points):
            assert place == index or measure_distance(point, box) > max(near, 7)
