"""Which days no export covers, account by account."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.missing_exports import Frames, find_gaps, last_full_months
from toolkit.model.client import Account, Client, Competitor, FollowerCount
from toolkit.model.posts import FOLLOWERS, INSIGHTS, POSTS, TOTALS, conform

ROOM = "instagram"
AS_OF = dt.date(2026, 10, 12)
JULY, SEPTEMBER = dt.date(2026, 7, 1), dt.date(2026, 9, 30)


def counted(day: str) -> tuple[FollowerCount, ...]:
    return (FollowerCount(date=dt.date.fromisoformat(day), followers=100),)


def posts(brand: str, start: str, end: str, *, every: int = 3, file: str = "a.csv",
          account: str | None = None, platform: str = ROOM) -> pd.DataFrame:  # fmt: skip
    """Give a file with a post every so many days."""
    days = pd.date_range(start, end, freq=f"{every}D")
    made = {"brand": brand, "platform": platform, "day": days, "file": file, "account": account}
    return pd.DataFrame(made)


def frames(*files: pd.DataFrame, **others: pd.DataFrame) -> Frames:
    empty = pd.DataFrame()
    return Frames(
        conform(pd.concat(files) if files else empty, POSTS),
        conform(others.get("followers", empty), FOLLOWERS),
        conform(others.get("totals", empty), TOTALS),
        conform(others.get("insights", empty), INSIGHTS),
    )


OWN = Client(
    name="Ours", accounts=(Account(platform=ROOM, handle="ours", followers=counted("2026-09-20")),)
)


def gaps(client: Client, found: Frames) -> list[tuple[str, str, dt.date, dt.date]]:
    return [
        (one.competitor or "own", one.contents, one.start, one.end)
        for one in find_gaps(client, found, AS_OF)
    ]


@pytest.mark.parametrize(
    ("as_of", "start", "end"),
    [
        (AS_OF, JULY, SEPTEMBER),
        (SEPTEMBER, JULY, SEPTEMBER),
        (dt.date(2026, 9, 29), dt.date(2026, 6, 1), dt.date(2026, 8, 31)),
        (dt.date(2026, 2, 28), dt.date(2025, 12, 1), dt.date(2026, 2, 28)),
    ],
)
def test_the_last_three_full_months(as_of: dt.date, start: dt.date, end: dt.date) -> None:
    period = last_full_months(as_of)
    assert (period.start.date(), period.end.date()) == (start, end)


def test_nothing_is_missing_where_files_cover_the_period() -> None:
    two = (posts("Ours", "2026-06-20", "2026-08-10"),
           posts("Ours", "2026-08-09", "2026-10-08", file="b.csv"))  # fmt: skip
    assert gaps(OWN, frames(*two)) == []
    assert find_gaps(OWN, frames(), None) == ()


def test_a_platform_without_any_file_is_missing_as_a_whole() -> None:
    (gap,) = find_gaps(OWN, frames(), AS_OF)
    assert (gap.start, gap.end, gap.from_start, gap.to_end) == (JULY, SEPTEMBER, True, True)


def test_a_month_that_was_not_exported() -> None:
    two = (posts("Ours", "2026-06-01", "2026-07-31"),
           posts("Ours", "2026-09-01", "2026-10-10", file="b.csv"))  # fmt: skip
    # Posts stand at 1 June and every third day from there: the last one of July is the 31st.
    assert gaps(OWN, frames(*two)) == [("own", "posts", dt.date(2026, 8, 1), dt.date(2026, 8, 31))]


def test_an_ordinary_silence_is_no_missing_export() -> None:
    # Every twentieth day; 20 and 21 days to the end of September, and in the joint of two files.
    quiet = (posts("Ours", "2026-06-02", "2026-07-12", every=20),
             posts("Ours", "2026-08-01", "2026-09-10", every=20, file="b.csv"))  # fmt: skip
    assert gaps(OWN, frames(*quiet)) == []
    assert gaps(OWN, frames(posts("Ours", "2026-06-02", "2026-09-05"))) == [
        # Every third day from 2 June: the last one is 3 September.
        ("own", "posts", dt.date(2026, 9, 4), SEPTEMBER)
    ]


def test_a_file_covers_its_days_for_every_account_in_it() -> None:
    both = Client(
        name="Ours",
        accounts=tuple(
            Account(platform=ROOM, handle=name, branch=name, followers=counted("2026-09-20"))
            for name in ("big", "small")
        ),
    )
    one_file = frames(
        posts("Ours", "2026-06-20", "2026-10-08", account="big"),
        posts("Ours", "2026-06-20", "2026-07-20", account="small"),
    )
    assert find_gaps(both, one_file, AS_OF) == ()
    apart = frames(
        posts("Ours", "2026-06-20", "2026-10-08", account="big"),
        posts("Ours", "2026-06-20", "2026-07-20", account="small", file="b.csv"),
    )
    assert [(one.branch, one.start) for one in find_gaps(both, apart, AS_OF)] == [
        ("small", dt.date(2026, 7, 21))
    ]


def test_followers_are_missed_once_the_last_count_is_too_old() -> None:
    whole = posts("Ours", "2026-06-20", "2026-10-08")
    old = Client(
        name="Ours",
        accounts=(Account(platform=ROOM, handle="ours", followers=counted("2026-08-01")),),
    )
    assert gaps(old, frames(whole)) == [("own", "followers", dt.date(2026, 8, 2), SEPTEMBER)]
    daily = pd.DataFrame(
        {"brand": "Ours", "platform": ROOM, "gained": 1, "file": "f.xls",
         "day": pd.date_range("2026-06-01", "2026-09-25")}
    )  # fmt: skip
    assert gaps(old, frames(whole, followers=daily)) == []
    assert gaps(old, frames(whole, followers=daily[:90])) == [
        # 90 days from 1 June: up to and with 29 August.
        ("own", "followers", dt.date(2026, 8, 30), SEPTEMBER)
    ]


def test_figures_by_day_are_missed_only_where_there_were_any() -> None:
    day = pd.date_range("2026-05-01", "2026-08-31")
    insights = pd.DataFrame(
        {"brand": "Ours", "platform": ROOM, "start": day, "end": day, "metric": "reach",
         "value": 1.0, "file": "i.csv"}
    )  # fmt: skip
    found = frames(posts("Ours", "2026-06-20", "2026-10-08"), insights=insights)
    assert gaps(OWN, found) == [("own", "insights", dt.date(2026, 9, 1), SEPTEMBER)]


def test_competitors_are_looked_for_where_the_client_is() -> None:
    rival = Competitor(
        name="Rival",
        accounts=(
            Account(platform=ROOM, handle="rival", followers=counted("2026-09-01")),
            Account(platform="tiktok", handle="rival"),
        ),
    )
    client = OWN.model_copy(update={"competitors": (rival,)})
    found = frames(posts("Ours", "2026-06-20", "2026-10-08"))
    assert gaps(client, found) == [("Rival", "posts", JULY, SEPTEMBER)]


def test_totals_of_a_period_stand_for_a_competitor_s_posts() -> None:
    client = Client(
        name="Ours",
        accounts=(Account(platform="linkedin", handle="o", followers=counted("2026-09-20")),),
        competitors=(Competitor(name="Rival"),),
    )
    totals = pd.DataFrame(
        {"brand": ["Rival"], "platform": ["linkedin"], "followers": [9], "posts": [4],
         "start": [pd.Timestamp("2026-06-01")], "end": [pd.Timestamp("2026-08-31")],
         "file": ["c.xlsx"]}
    )  # fmt: skip
    whole = posts("Ours", "2026-06-20", "2026-10-08", platform="linkedin")
    assert gaps(client, frames(whole, totals=totals)) == [
        ("Rival", "totals", dt.date(2026, 9, 1), SEPTEMBER)
    ]


def test_all_weeks_of_a_comparison_are_looked_at() -> None:
    client = OWN.model_copy(update={"competitors": (Competitor(name="Rival"),)})
    followers = pd.DataFrame(
        {"brand": ["Rival"], "platform": [ROOM], "followers": [5], "file": ["f.csv"],
         "day": [pd.Timestamp("2026-09-29")]}
    )  # fmt: skip
    found = frames(
        posts("Ours", "2026-01-01", "2026-03-02"),
        posts("Ours", "2026-05-01", "2026-10-08", file="b.csv"),
        posts("Rival", "2026-01-01", "2026-10-08", file="c.csv"),
        followers=followers,
    )
    # Day 60 after 1 January is 2 March, which has a post.
    assert gaps(client, found) == [("own", "posts", dt.date(2026, 3, 3), dt.date(2026, 4, 30))]


@given(st.sets(st.integers(0, 120), min_size=2), st.integers(1, 5))
def test_no_day_that_a_file_holds_is_missing(days: set[int], files: int) -> None:
    made = pd.DataFrame(
        [
            {"brand": "Ours", "platform": ROOM, "file": f"{n % files}.csv",
             "day": pd.Timestamp("2026-06-01") + pd.Timedelta(days=day)}
            for n, day in enumerate(sorted(days))
        ]
    )  # fmt: skip
    held = set(made["day"].dt.date)
    for one in find_gaps(OWN, frames(made), AS_OF):
        assert one.contents == "posts"
        assert one.start <= one.end
        assert not any(one.start <= day <= one.end for day in held)
