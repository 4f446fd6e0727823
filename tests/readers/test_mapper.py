import re
from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.readers import settle_duplicates

ENTRY = """
files:
  - match: "*.csv"
    brand: Brand
    platform: {always: facebook}
    date: Date
    dates: year-first
    decimal: "."
    reactions: Likes
"""
SUPERMARKETS = """
files:
  - match: posts.csv
    brand: Brand
    platform: {always: facebook}
    date: Date
    dates: year-first
    decimal: "."
    text: Post_Content
    reactions: All_Responses
    comments: Comments
    shares: Shares
    interactions: [All_Responses, Comments, Shares]
    followers: Likes
  - match: Tesco_likes.csv
    contents: followers
    brand: {always: Tesco}
    platform: {always: facebook}
    date: Date
    dates: day-first
    decimal: "."
    followers: Likes
"""


def test_columns_that_are_not_there_are_one_fault_each(read_bytes, make_profile):
    profile = make_profile(ENTRY + "    comments: Talk\n")
    with pytest.raises(InputError) as caught:
        read_bytes("Merk,Date,Likes\nA,2026-01-31,3\n", profile=profile)
    errors = [fault for fault in caught.value.faults if fault.severity == "error"]
    assert [fault.column for fault in errors] == ["Brand", "Talk"]
    assert errors[0].expected == "one of Merk, Date, Likes"


def test_columns_that_nobody_named_are_kept(read_bytes, make_profile):
    data = "Brand,Date,Likes,Mood\nA,2026-01-31,3,good\n"
    (reading,) = read_bytes(data, profile=make_profile(ENTRY))
    assert reading.kept.to_dict("list") == {"Mood": ["good"]}
    assert list(reading.kept.index) == [2]


def test_dates_are_held_against_what_was_declared(read_bytes, make_profile):
    data = "Brand,Date,Likes\nA,2026-01-31,3\nA,31-01-2026,3\n"
    with pytest.raises(InputError) as caught:
        read_bytes(data, profile=make_profile(ENTRY))
    assert [(f.row, f.column) for f in caught.value.faults] == [(3, "Date")]


def test_times_without_a_zone_are_refused(read_bytes, make_profile):
    data = "Brand,Date,Likes\nA,2026-01-31 23:30,3\n"
    with pytest.raises(InputError, match="does not say in which time zone"):
        read_bytes(data, profile=make_profile(ENTRY))
    profile = make_profile(ENTRY + "    time_zone: UTC\n")
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["day"][0] == pd.Timestamp("2026-02-01")


def test_times_with_an_offset_need_no_zone(read_bytes, make_profile):
    data = "Brand,Date,Likes\nA,2026-01-31T23:30:00Z,3\n"
    (reading,) = read_bytes(data, profile=make_profile(ENTRY))
    assert reading.frame["day"][0] == pd.Timestamp("2026-02-01")


def test_a_sum_that_lacks_a_part_is_missing(read_bytes, make_profile):
    profile = make_profile(ENTRY + "    interactions: [Likes, Talk]\n")
    data = "Brand,Date,Likes,Talk\nA,2026-01-31,3,4\nA,2026-01-30,3,\n"
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["interactions"].tolist() == [7, pd.NA]


def test_a_sheet_has_to_be_named_where_there_are_several(
    make_workbook, read_file, tmp_path, make_profile
):
    path = make_workbook(tmp_path / "b.xlsx", {"One": [["a"]], "Two": [["b"]]})
    profile = make_profile(ENTRY.replace("*.csv", "*.xlsx"))
    with pytest.raises(InputError, match="has to name one of the sheets") as caught:
        read_file(path, profile=profile)
    assert caught.value.faults[0].expected == "One, Two"


def test_the_real_supermarkets(shared_data, read_file, make_profile):
    path = shared_data("uk_supermarkets/posts.csv")
    (reading,) = read_file(path, profile=make_profile(SUPERMARKETS))
    posts = reading.frame
    assert len(posts) == 6350
    plain = pd.read_csv(path)
    assert posts["brand"].nunique() == 7
    assert posts["brand"].tolist() == plain["Brand"].tolist()
    assert posts["reactions"].sum() == plain["All_Responses"].sum()
    assert posts["followers"].sum() == plain["Likes"].sum()
    total = plain["All_Responses"] + plain["Comments"] + plain["Shares"]
    assert posts["interactions"].tolist() == total.tolist()
    assert posts["day"].tolist() == pd.to_datetime(plain["Date"]).tolist()
    settled, faults = settle_duplicates(posts)
    assert len(settled) == 6350
    (fault,) = faults
    assert fault.severity == "warning"
    extra = plain.index[plain.duplicated(["Brand", "Date", "Post_Content"])] + 2
    assert len(extra) == 7
    assert fault.what.startswith("7 rows have the brand, platform, day and text")
    assert f"(rows {', '.join(str(row) for row in extra)})" in fault.what


def test_the_real_follower_counts_with_old_line_ends(shared_data, read_file, make_profile):
    path = shared_data("uk_supermarkets/Tesco_likes.csv")
    (reading,) = read_file(path, profile=make_profile(SUPERMARKETS))
    frame = reading.frame
    header, *lines = path.read_text(encoding="utf-8").split()
    assert header == "Date,Likes"
    days, likes = zip(*(line.split(",") for line in lines), strict=True)
    assert frame["followers"].tolist() == [int(count) for count in likes]
    assert frame["day"].dt.strftime("%d/%m/%y").tolist() == list(days)
    assert reading.contents == "followers"


def test_the_worked_example_of_the_docs_works(read_bytes, make_profile):
    page = Path(__file__).parents[2] / "docs" / "channel-data.md"
    text = page.read_text(encoding="utf-8")
    profile = make_profile(re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1])
    table = re.search(r"(    Rivals of.*?)\n\n", text, re.DOTALL)[1]
    (reading,) = read_bytes(
        re.sub("(?m)^    ", "", table), name="rivals_2026-Q1.csv", profile=profile
    )
    # 31 January 2026, half past seven in London: the same moment in UTC in winter.
    assert reading.frame["published"][0] == pd.Timestamp("2026-01-31 19:30", tz="UTC")
    assert reading.frame["interactions"].tolist() == [1040, pd.NA]
    assert reading.frame["followers"].tolist() == [20500, pd.NA]
