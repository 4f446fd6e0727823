"""YouTube by day: a chart is YouTube's by its headers, totals only where they say so."""

import pytest

from toolkit.errors import InputError

CHART = "Date,Content,Video title,Video publish time,"


def test_views_by_day_are_asked_about_before_they_are_taken_for_youtubes(read_bytes, make_profile):
    data = "Date,Views\n2026-01-01,3\n2026-01-02,4\n"
    with pytest.raises(InputError) as caught:
        read_bytes(data)
    assert [fault.asks for fault in caught.value.faults] == ["platform"]
    (reading,) = read_bytes(data, profile=make_profile("answers: [{platform: youtube}]"))
    assert reading.frame["value"].tolist() == [3.0, 4.0]
    with pytest.raises(InputError, match="of another platform"):
        read_bytes(data, profile=make_profile("answers: [{platform: facebook}]"))


def test_a_column_that_only_youtube_has_needs_no_question(read_bytes):
    (reading,) = read_bytes("Date,Watch time (hours)\n2026-01-01,3.25\n")
    assert reading.frame["metric"].tolist() == ["watch_time"]


def test_a_stranger_among_the_columns_is_another_makers_table(read_bytes):
    with pytest.raises(InputError, match="No reader knows this file"):
        read_bytes("Date,Views,Bounces\n2026-01-01,3,1\n")


def test_totals_by_week_last_a_week_and_win_no_followers_of_a_day(read_bytes):
    data = "Date,Views,Subscribers\n2026-03-02,3,1\n2026-03-09,4,2\n"
    (reading,) = read_bytes(data)
    assert [f"{day:%m-%d}" for day in reading.frame["end"]] == ["03-08", "03-15"]
    assert any("begins a week" in one.taken_as for one in reading.decisions)


def test_likes_of_a_day_may_be_below_zero_and_views_may_not(read_bytes):
    (reading,) = read_bytes(f'{CHART}Likes\n2026-01-01,aB3_dE-fG7h,A,"Jan 1, 2026",-2\n')
    assert reading.frame["value"].tolist() == [-2.0]
    with pytest.raises(InputError, match="below zero"):
        read_bytes(f'{CHART}Views\n2026-01-01,aB3_dE-fG7h,A,"Jan 1, 2026",-2\n')


def test_the_total_in_a_chart_is_the_channels(read_bytes):
    rows = '2026-01-01,Total,,,9\n2026-01-01,aB3_dE-fG7h,A,"Jan 1, 2026",5\n'
    (reading,) = read_bytes(f"{CHART}Views\n{rows}")
    told = reading.frame[["member", "value"]].fillna("").to_numpy().tolist()
    assert told == [["aB3_dE-fG7h", 5.0], ["", 9.0]]


def test_percentages_below_zero_are_kept_as_they_are(read_bytes):
    data = "Date,Views,Average percentage viewed (%)\n2026-01-01,5,-3.1\n"
    (reading,) = read_bytes(data)
    assert reading.kept["Average percentage viewed (%)"].tolist() == ["-3.1"]


def test_what_is_wrong_is_named_with_row_and_column(read_bytes):
    rows = "2026-01-01,x,0:01:05\n0001-01-02,3,1:99\nJanuary,3,0:01:05\n"
    with pytest.raises(InputError) as caught:
        read_bytes(f"Date,Views,Average view duration\n{rows}")
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {
        (2, "Views"), (3, "Date"), (4, "Date"), (3, "Average view duration"),
    }  # fmt: skip
