"""TikTok by day: the year is asked, what is net may be below zero, growth recomputes."""

import csv

import pandas as pd
import pytest

from toolkit.errors import InputError

HEADER = "Date,Video Views,Profile Views,Likes,Comments,Shares"
BUSINESS = "Date,Video views,Profile views,Net growth,New followers,Lost followers"


def answer(make_profile, **said):
    return make_profile(f"answers: [{{{', '.join(f'{k}: {v}' for k, v in said.items())}}}]")


def test_the_year_is_asked_where_no_date_has_one(read_bytes):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEADER}\nMay 1,1,1,1,1,1\n")
    assert [fault.asks for fault in caught.value.faults] == ["year"]


def test_the_account_is_the_answered_one(read_bytes, make_profile):
    profile = answer(make_profile, year=2026, account="fietserijzuid")
    (reading,) = read_bytes(f"{HEADER}\nMay 1,1,1,1,1,1\n", profile=profile)
    assert set(reading.frame["account"]) == {"fietserijzuid"}


def test_viewers_are_reach_and_the_rest_is_kept(read_bytes, make_profile):
    data = "Date,Total Viewers,New Viewers,Returning Viewers\nMay 1,30,undefined,10\n"
    (reading,) = read_bytes(data, profile=answer(make_profile, year=2026))
    assert reading.frame[["metric", "value"]].to_numpy().tolist() == [["reach", 30.0]]
    assert list(reading.kept.columns) == ["New Viewers", "Returning Viewers"]


def test_growth_that_is_not_new_less_lost_is_left_out_and_named(read_bytes):
    rows = "2026/05/09,1,1,7,9,2\n2026/05/10,1,1,9,4,7\n2026/05/11,1,1,-3,4,-7\n"
    _, followers = readings = read_bytes(f"{BUSINESS}\n{rows}")
    assert followers.frame["gained"].tolist() == [7, pd.NA, -3]
    (fault,) = readings[0].faults
    assert (fault.row, fault.column, fault.expected) == (3, "Net growth", "-3")


def test_every_cell_that_is_no_number_is_named(read_bytes, make_profile):
    rows = "May 1,12,a,1,1,1\nMay 2,1.5,1,1,1,1\nMay 3,1,1,1e3,1,1\n"
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEADER}\n{rows}", profile=answer(make_profile, year=2026))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (3, "Video Views"), (2, "Profile Views"), (4, "Likes"),
    ]  # fmt: skip


def test_a_shifted_column_gives_no_figures(read_bytes, make_profile):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEADER}\n7,May 1,12,1,1,1\n", profile=answer(make_profile, year=2026))
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {
        (2, "Date"), (2, "Video Views"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "places"),
    [
        ("May 1,2306,36,115,2,1\nMay 2,66,239,5,2,\nMay 3,4332,53,216,1,5\n", [(3, "Shares")]),
        ("May 1,36,115,2,1,\nMay 2,66,239,5,2,\n", [(2, "Shares")]),
    ],
    ids=["one row", "every row"],
)
def test_a_blank_that_a_lost_cell_left_is_named(read_bytes, make_profile, rows, places):
    with pytest.raises(InputError) as caught:
        read_bytes(f"{HEADER}\n{rows}", profile=answer(make_profile, year=2026))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == places


def test_a_day_without_any_figure_may_be_one_that_is_not_counted_yet(read_bytes, make_profile):
    rows = "May 1,2306,36,115,2,1\nMay 2,,,,,\n"
    (reading,) = read_bytes(f"{HEADER}\n{rows}", profile=answer(make_profile, year=2026))
    assert reading.frame["value"].tolist() == [2306.0, 36.0, 115.0, 2.0, 1.0]


@pytest.mark.slow
def test_more_rows_than_days_are_refused_at_once(read_bytes):
    with pytest.raises(InputError, match="more rows than there are days") as caught:
        read_bytes(f"{HEADER}\n" + "x,1,1,1,1,1\n" * 40_000)
    assert [fault.row for fault in caught.value.faults] == [36_527]


METRICS = {
    "video_views": "Video Views",
    "profile_views": "Profile Views",
    "reactions": "Likes",
    "comments": "Comments",
    "shares": "Shares",
}


def test_the_real_export(shared_data, read_file, make_profile):
    path = shared_data("tiktok/htupy_Overview.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    (reading,) = read_file(path, profile=answer(make_profile, year=2026))
    frame = reading.frame
    for metric, header in METRICS.items():
        values = frame.loc[frame["metric"] == metric, "value"].tolist()
        assert values == [float(row[header]) for row in rows]
    assert frame["start"].min() == pd.Timestamp(2025, 2, 28)
    assert frame["start"].max() == pd.Timestamp(2026, 2, 27)
    assert frame["start"].nunique() == len(rows) == 365
    assert not reading.faults
    assert (frame["value"] < 0).sum() == sum(int(row["Comments"]) < 0 for row in rows)
