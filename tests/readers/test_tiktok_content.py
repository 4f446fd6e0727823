"""TikTok's content: the year comes from the number of the video, and a wrong row is named."""

import pandas as pd
import pytest

from toolkit.errors import InputError

HEADER = (
    '"Video title","Video link","Post time","Total likes","Total comments","Total shares",'
    '"Total views"'
)
ADDRESS = "https://www.tiktok.com/@shop/video/7527623000473079054"


def row(day="July 16", link=ADDRESS, views="191265"):
    return f'"Hi","{link}","{day}","533","32","16","{views}"'


def faults_of(read_bytes, *rows):
    with pytest.raises(InputError) as caught:
        read_bytes("\n".join([HEADER, *rows, ""]))
    return [(one.row, one.column) for one in caught.value.faults if one.severity == "error"]


def test_a_shifted_day_is_named(read_bytes):
    assert faults_of(read_bytes, row(), row("September 3")) == [(3, "Post time")]


def test_without_year_and_number_a_day_is_not_guessed(read_bytes):
    assert faults_of(read_bytes, row(link="")) == [(2, "Post time")]


def test_a_day_with_its_year_needs_no_number(read_bytes):
    (reading,) = read_bytes("\n".join([HEADER, row("Jul 16, 2025", link=""), ""]))
    assert reading.frame["day"][0] == pd.Timestamp("2025-07-16")


def test_a_cell_that_should_be_a_number_is_named(read_bytes):
    assert faults_of(read_bytes, row(views="many")) == [(2, "Total views")]


@pytest.mark.parametrize("at", range(3, 7))
def test_a_row_of_figures_that_slipped_is_named(read_bytes, at):
    slipped = ["Hi", ADDRESS, "July 16", "533", "32", "16", "191265"]
    right = [*slipped[: at - 1], *slipped[at:], ""]
    left = [*slipped[:at], "", *slipped[at:-1]]
    for cells in (right, left, slipped[: at - 1] + slipped[at:]):
        told = faults_of(read_bytes, row(), row(), ",".join(cells))
        assert {place for place, _ in told} == {4}


def test_figures_that_slipped_in_every_row_leave_a_blank_column_that_is_named(read_bytes):
    slipped = [f"Hi,{ADDRESS},July 16,32,16,191265,", f"Ho,{ADDRESS[:-1]}5,July 16,7,1,903,"]
    assert faults_of(read_bytes, *slipped) == [(2, "Total views")]


def test_a_video_without_any_count_is_named(read_bytes):
    told = faults_of(read_bytes, row(), f"Ho,{ADDRESS[:-1]}5,July 16,,,,")
    assert {place for place, _ in told} == {3}


def test_an_address_that_is_none_is_named(read_bytes):
    assert faults_of(read_bytes, row(), row(link="533")) == [(3, "Video link")]


def test_rounded_counts_are_told(read_bytes):
    (reading,) = read_bytes("\n".join([HEADER, row(views="1.2K"), ""]))
    assert reading.frame["impressions"][0] == 1200
    assert [one.severity for one in reading.faults] == ["note"]


def test_the_real_export(shared_data, read_file):
    (reading,) = read_file(shared_data("tiktok/htupy_Content.csv"))
    assert len(reading.frame) == 13
    assert reading.faults == ()
    assert reading.frame["day"].min() == pd.Timestamp("2025-04-08")
    assert reading.frame["day"].max() == pd.Timestamp("2026-02-01")
    assert reading.frame["impressions"].max() == 191265
    assert "13 of 13 rows" in reading.decisions[-1].evidence
