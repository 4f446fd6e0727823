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
    assert errors[0].expected == "one of: Merk, Date, Likes"


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


@pytest.mark.slow
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


INSIGHTS = """
files:
  - match: "*.csv"
    contents: insights
    brand: {always: A}
    platform: {always: facebook}
    date: Day
    dates: in-words
    decimal: ","
    thousands: " "
    missing: ["", "."]
    shorthand: true
    metrics: {reach: Reach, engagement_rate: Rate, watch_time_per_view: Average,
      watch_time: Watched, revenue: Money}
"""


def test_figures_of_a_day_become_insights(read_bytes, make_profile):
    data = (
        "Day;Reach;Rate;Average;Watched;Money\n"
        "15. März 2026;1\u202f250;4,5 %;0:01:05;1:30:00;€ 12,50\n"
        "16. März 2026;1,2 Mio.;.;;2,5;\n"
    )
    (reading,) = read_bytes(data, profile=make_profile(INSIGHTS))
    frame = reading.frame
    assert reading.contents == "insights"
    assert list(zip(frame["row"], frame["metric"], frame["value"], strict=True)) == [
        (2, "reach", 1250),
        (3, "reach", 1_200_000),
        (2, "engagement_rate", pytest.approx(0.045)),
        (2, "watch_time_per_view", 65),
        (2, "watch_time", 1.5),
        (3, "watch_time", 2.5),
        (2, "revenue", 12.5),
    ]
    assert frame["start"].equals(frame["end"])
    assert set(frame["start"].astype(str)) == {"2026-03-15", "2026-03-16"}
    assert frame["dimension"].isna().all()


def test_the_same_day_of_two_years_is_two_days(read_bytes, make_profile):
    profile = make_profile(
        INSIGHTS.replace("    decimal", "    year: 2026\n    decimal")
        .replace(
            "{reach: Reach, engagement_rate: Rate, watch_time_per_view: Average,", "{reach: Reach"
        )
        .replace("watch_time: Watched, revenue: Money", "")
    )
    days = ["15 maart", "15 augustus", "30 december", "15 januari", "15 maart"]
    data = "Day;Reach\n" + "".join(f"{day};1\n" for day in days)
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["start"].astype(str).tolist() == [
        "2025-03-15", "2025-08-15", "2025-12-30", "2026-01-15", "2026-03-15",
    ]  # fmt: skip


def test_figures_of_a_period_may_be_parted(read_bytes, make_profile):
    profile = make_profile(
        INSIGHTS.replace("date: Day", "start: {always: 2026-01-01}\n    end: {always: 2026-03-31}")
        .replace("    dates: in-words\n", "    dimension: country\n    member: Land\n")
        .replace("engagement_rate: Rate, watch_time_per_view: Average,", "")
        .replace("watch_time: Watched, revenue: Money", "share_of_followers: Teil (%)")
    )
    data = "Land;Reach;Teil (%)\nPolen;10;12,5\nItalien;20;\n"
    (reading,) = read_bytes(data, profile=profile)
    rows = reading.frame[["member", "metric", "value"]].to_numpy().tolist()
    assert rows == [
        ["Polen", "reach", 10],
        ["Italien", "reach", 20],
        ["Polen", "share_of_followers", 0.125],
    ]
    assert set(reading.frame["dimension"]) == {"country"}
    assert set(reading.frame["end"].astype(str)) == {"2026-03-31"}


@pytest.mark.parametrize("cell", ["12%", "0:70", "fast", "-3"])
def test_a_figure_that_is_none_is_named(cell, read_bytes, make_profile):
    data = f"Day;Reach;Rate;Average;Watched;Money\n15 maart 2026;{cell};;;;\n"
    with pytest.raises(InputError) as caught:
        read_bytes(data, profile=make_profile(INSIGHTS))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.got) == (2, "Reach", cell)


def test_posts_without_a_day_are_kept_with_a_warning(read_bytes, make_profile):
    profile = make_profile(
        ENTRY.replace("    date: Date\n", "").replace("    dates: year-first\n", "")
    )
    (reading,) = read_bytes("Brand,Likes\nA,3\nA,4\n", profile=profile)
    assert reading.frame["day"].isna().all()
    assert reading.frame["reactions"].tolist() == [3, 4]
    (fault,) = reading.faults
    assert (fault.severity, fault.what) == (
        "warning", "The posts have no day: they take part in no comparison over time.",
    )  # fmt: skip
    settled, _ = settle_duplicates(reading.frame)
    assert len(settled) == 2


@pytest.mark.parametrize(("word", "told"), [("oui", True), ("Nein", False), ("tak", True)])
def test_yes_and_no_are_known_in_several_languages(word, told, read_bytes, make_profile):
    profile = make_profile(ENTRY + "    boosted: Paid\n")
    data = f"Brand,Date,Likes,Paid\nA,2026-01-31,3,{word}\n"
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["boosted"].tolist() == [told]


@pytest.mark.parametrize(
    ("decimal", "thousands", "cell", "count"),
    [
        (",", ".", "1,2 mln", 1_200_000),
        (".", ",", "12K", 12_000),
        (",", " ", "3,5 tys.", 3_500),
        (",", " ", "1\u00a0234", 1_234),
        (".", "'", "1’234", 1_234),
        (",", ".", "7 dzd.", 7_000),
    ],
)
def test_numbers_in_short_and_in_groups(decimal, thousands, cell, count, read_bytes, make_profile):
    text = ENTRY.replace('decimal: "."', f'decimal: "{decimal}"\n    thousands: "{thousands}"')
    data = f'Brand,Date,Likes\nA,2026-01-31,"{cell}"\n'
    (reading,) = read_bytes(data, profile=make_profile(text + "    shorthand: true\n"))
    assert reading.frame["reactions"].tolist() == [count]


def test_what_stands_above_the_header_is_passed_over(read_bytes, make_profile):
    profile = make_profile(ENTRY.replace("    brand:", "    header_row: 3\n    brand:"))
    data = "# Made by a tool\r# 2026, all brands, Facebook\rBrand,Date,Likes\rA,2026-01-31,3\r"
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["row"].tolist() == [4]


def test_the_posts_of_the_cosmetics_page(shared_data, read_file, make_profile):
    path = shared_data("facebook_metrics/dataset_Facebook_semicolon_short_headers.csv")
    profile = make_profile("""
files:
  - match: "*.csv"
    brand: {always: Page}
    platform: {always: facebook}
    decimal: "."
    reactions: like
    comments: comment
    shares: share
    interactions: Total Interactions
    reach: Total Reach
    impressions: Total Impressions
    followers: Page total likes
    kind: Type
    boosted: Paid
""")
    (reading,) = read_file(path, profile=profile)
    posts = reading.frame
    # From the README of the data: sum, median, and what is missing.
    assert len(posts) == 500
    assert posts["interactions"].sum() == 106_060
    assert posts["interactions"].median() == 123.5
    assert [posts[name].isna().sum() for name in ("boosted", "reactions", "shares")] == [1, 1, 4]


@pytest.mark.parametrize(
    ("total", "found"),
    [
        ("12,5", []),
        ("21,5", [("error", 4, "Likes")]),
        ("99,99", [("warning", 4, "Likes"), ("warning", 4, "Replies")]),
        (",", []),
    ],
)
def test_a_row_of_totals_is_used_before_it_is_left_out(read_bytes, make_profile, total, found):
    profile = make_profile(
        "files:\n  - {match: '*', brand: Brand, platform: {always: x}, date: Date, "
        "dates: year-first, decimal: '.', reactions: Likes, comments: Replies, "
        "skip_rows_where: {Brand: Total}}\n"
    )
    rows = f"A,2026-01-31,10,2\nB,2026-01-31,2,3\nTotal,,{total}\n"
    try:
        (reading,) = read_bytes("Brand,Date,Likes,Replies\n" + rows, profile=profile)
        faults = reading.faults
    except InputError as error:
        faults = error.faults
    assert [(one.severity, one.row, one.column) for one in faults] == found


KINDS = """
files:
  - match: export.csv
    brand: Brand
    platform: {always: x}
    date: Date
    dates: year-first
    decimal: "."
    reactions: Likes
    text: Words
    kind: Sort
"""


def test_a_kind_that_nobody_knows_stops_until_the_profile_says_what_it_is(read_bytes, make_profile):
    data = "Brand,Date,Likes,Words,Sort\nA,2026-01-30,3,@you yes,Tanz\nA,2026-01-31,4,Hi,Bild\n"
    with pytest.raises(InputError) as caught:
        read_bytes(data, profile=make_profile(KINDS))
    (fault,) = [one for one in caught.value.faults if one.severity == "error"]
    assert (fault.row, fault.column, fault.got) == (2, "Sort", "Tanz (1)")
    (reading,) = read_bytes(data, profile=make_profile(KINDS + "    kinds: {Tanz: other}\n"))
    assert reading.frame["kind"].tolist() == ["other", "photo"]
    # On X what begins with @ is an answer to somebody, as in X's own exports.
    assert reading.frame["reply"].tolist() == [True, False]


def test_whether_it_was_paid_may_be_said_in_linkedins_words(read_bytes, make_profile):
    profile = make_profile(KINDS.replace("kind: Sort", "boosted: Sort").replace("x}", "linkedin}"))
    data = (
        "Brand,Date,Likes,Words,Sort\nA,2026-01-30,3,Hi,Gesponsert\nA,2026-01-31,4,Ho,Organisch\n"
    )
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["boosted"].tolist() == [True, False]


def test_kinds_without_a_column_are_no_profile(make_profile):
    with pytest.raises(InputError, match="Kinds go with kind"):
        make_profile(KINDS.replace("kind: Sort", "kinds: {Tanz: other}"))
