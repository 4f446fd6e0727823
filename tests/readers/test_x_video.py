import pytest

from toolkit.errors import InputError

HEADER = "Video overview,,,\nDate,Views,Watch Time (ms),Average Watch Time (ms)\n"


def test_a_time_below_zero_is_refused(read_bytes):
    with pytest.raises(InputError, match="below zero") as refused:
        read_bytes(f'{HEADER}"Tue, Jul 14, 2026",3,-5,1\n')
    assert (refused.value.faults[0].row, refused.value.faults[0].column) == (3, "Watch Time (ms)")


def test_the_file_of_videos_has_no_posts(read_bytes):
    (reading,) = read_bytes(f'{HEADER}"Tue, Jul 14, 2026",3,7200000,1\n')
    assert reading.contents == "insights"
    watched = reading.frame[reading.frame["metric"] == "watch_time"]
    assert watched["value"].tolist() == [2.0]  # hours
