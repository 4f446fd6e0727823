"""Findings on frames made for them: each with its twin that must not be found."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from toolkit.errors import Fault
from toolkit.model.client import Client, Competitor
from toolkit.model.posts import FOLLOWERS, FRAMES, INSIGHTS, POSTS, TOTALS, conform
from toolkit.readers.consistency import check_together
from toolkit.readers.consistency.brands import find_name_twins, find_total_rows
from toolkit.readers.consistency.exports import (
    find_falling_totals,
    find_paid_posts,
    find_round_counts,
)
from toolkit.readers.consistency.figures import (
    find_gaps,
    find_impossible_figures,
    find_misplaced_texts,
    find_slipped_days,
)
from toolkit.readers.consistency.followers import find_impossible_gains, find_jumps
from toolkit.readers.consistency.rates import find_wrong_rates
from toolkit.readers.consistency.sums import find_wrong_sums
from toolkit.readers.consistency.times import find_late_days, find_young_posts

CLIENT = Client(
    name="Fietserij Noord",
    sector="Bicycles",
    language="nl",
    competitors=(Competitor(name="Lidl"), Competitor(name="Lidl BV")),
)
AS_OF = dt.date(2026, 3, 31)


def frame(columns: dict[str, str], *rows: dict[str, object]) -> pd.DataFrame:
    base = {"file": "a.csv", "platform": "facebook", "brand": "Fietserij Noord"}
    made = pd.DataFrame([base | {"row": n} | row for n, row in enumerate(rows, start=2)])
    for name in ("day", "start", "end"):
        if name in made:
            made[name] = pd.to_datetime(made[name])
    if "day" in made and "published" in columns:
        made["published"] = pd.to_datetime(made["day"], utc=True)
    return conform(made, columns)


def posts(*rows: dict[str, object]) -> pd.DataFrame:
    return frame(POSTS, *rows)


def told(faults: tuple[Fault, ...]) -> list[tuple[str, int | None]]:
    return [(fault.severity, fault.row) for fault in faults]


def summed(*totals: int) -> pd.DataFrame:
    """Posts of 10 reactions, 2 comments and a share, so of 13 interactions, with these totals."""
    parts = {"reactions": 10, "comments": 2, "shares": 1, "saves": 4}
    return posts(*[parts | {"interactions": total} for total in totals])


@pytest.mark.parametrize(
    ("totals", "findings"),
    [
        ((13, 13, 13), []),
        ((13, 31, 13), [("error", 3)]),
        ((20, 21, 22), [("warning", 2)]),  # it counts something else, in all rows
        ((17, 17, 17), [("warning", 2)]),  # with saves
        ((13, 20), [("warning", 3)]),  # one against one proves nothing
    ],
)
def test_a_total_is_held_against_its_parts(
    totals: tuple[int, ...], findings: list[tuple[str, int]]
) -> None:
    assert told(find_wrong_sums(summed(*totals))) == findings


def test_a_tampered_total_is_told_with_what_it_should_be() -> None:
    (fault,) = find_wrong_sums(summed(13, 31, 13))
    assert fault.got == "31"
    assert fault.expected.startswith("13 (reactions + comments + shares)")
    assert fault.column == "interactions"


def rated(n: int, changed: dict[int, int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Posts of 17 + k reactions at 4,000 followers, with the rate that this gives, some changed."""
    made = posts(*[{"reactions": 17 + k, "comments": k, "followers": 4000} for k in range(n)])
    rates = [f"{(17 + k) / 4000:.6f}" for k in range(n)]
    made["reactions"] = [changed.get(k, 17 + k) for k in range(n)]
    kept = pd.DataFrame({"Response_Rate": rates}, index=pd.Index(made["row"].astype(int)))
    return made, kept


def test_a_rate_is_held_against_the_formula_that_the_other_rows_show() -> None:
    assert find_wrong_rates(*rated(40, {})) == ()
    (fault,) = find_wrong_rates(*rated(40, {7: 240}))
    assert (fault.severity, fault.row, fault.column) == ("error", 9, "Response_Rate")
    assert fault.got == "0.006000 (row 9)"
    assert fault.expected == "0.06 (reactions / followers, as in 39 rows)"


def test_a_rate_whose_formula_the_rows_do_not_show_is_left_alone() -> None:
    assert find_wrong_rates(*rated(15, {7: 240})) == ()  # too few rows to speak for a formula
    made, kept = rated(40, {})
    kept["Response_Rate"] = [f"{0.01 * k:.6f}" for k in range(40)]
    assert find_wrong_rates(made, kept) == ()


def test_figures_above_what_they_are_a_part_of_mean_that_columns_slipped() -> None:
    fine = {"reactions": 5, "reach": 90, "impressions": 100}
    slipped = {"reactions": 90, "reach": 5, "impressions": 100}
    assert find_impossible_figures(posts(*[fine] * 5)) == ()
    assert told(find_impossible_figures(posts(*[slipped] * 4, fine))) == [("error", 2)]
    assert told(find_impossible_figures(posts(fine, slipped, fine, fine))) == [("warning", 3)]
    # More reach than views happens in a row or two of real exports, and proves nothing.
    odd = {"reactions": 5, "reach": 101, "impressions": 100}
    assert find_impossible_figures(posts(fine, odd, fine, fine)) == ()
    assert told(find_impossible_figures(posts(odd, odd, odd))) == [("error", 2)]


def test_ids_that_are_dates_mean_that_columns_slipped() -> None:
    assert told(find_misplaced_texts(posts(*[{"post_id": "2026-01-31"}] * 3))) == [("error", 2)]
    assert find_misplaced_texts(posts(*[{"post_id": "1900000000000000003"}] * 3)) == ()


def test_the_few_rows_without_a_figure_are_named() -> None:
    full = [{"reactions": 1, "shares": None}] * 30
    assert find_gaps(posts(*full)) == ()
    (fault,) = find_gaps(posts(*full, {"reactions": None, "shares": None}))
    assert (fault.severity, fault.row, fault.column) == ("warning", 32, "reactions")


@pytest.mark.parametrize(("n", "severity"), [(49, []), (50, ["note"]), (100, ["warning"])])
def test_a_round_number_of_posts_may_be_an_end(n: int, severity: list[str]) -> None:
    faults = find_round_counts(posts(*[{"reactions": 1}] * n))
    assert [fault.severity for fault in faults] == severity


def test_a_brand_with_a_round_number_of_posts_is_named() -> None:
    rows = [{"brand": "A"}] * 100 + [{"brand": "B"}] * 30
    (fault,) = find_round_counts(posts(*rows))
    assert fault.got == "exactly 100 posts of A"


def exported(file: str, day: str, counts: list[int]) -> list[dict[str, object]]:
    ids = [{"file": file, "post_id": str(n), "reactions": k} for n, k in enumerate(counts)]
    return [{"day": "2026-01-01"} | row for row in ids] + [
        {"file": file, "post_id": file, "reactions": 1, "day": day}
    ]


@pytest.mark.parametrize(
    ("later", "severity"),
    [
        ([11] * 10, []),
        ([10] * 10, []),
        ([9] * 4 + [10] * 6, []),  # a few likes are taken back
        ([9] * 5 + [10] * 5, ["error"]),
        ([9] * 5 + [11] * 4 + [10], ["warning"]),
    ],
)
def test_totals_that_fall_in_a_later_export_mean_that_files_were_swapped(
    later: list[int], severity: list[str]
) -> None:
    both = exported("old.csv", "2026-02-01", [10] * 10) + exported("new.csv", "2026-03-01", later)
    faults = find_falling_totals(posts(*both))
    assert [fault.severity for fault in faults] == severity
    assert all(fault.file == "new.csv" and "old.csv" in fault.got for fault in faults)


def test_paid_posts_are_counted_and_the_unknown_told() -> None:
    paid, free, silent = {"boosted": True}, {"boosted": False}, {"boosted": None}
    assert find_paid_posts(posts(*[free] * 3), CLIENT.name) == ()
    (many,) = find_paid_posts(posts(paid, *[free] * 9), CLIENT.name)
    assert (many.severity, many.got) == ("warning", "1 of 10 posts on Facebook")
    (some,) = find_paid_posts(posts(paid, *[free] * 10), CLIENT.name)
    assert some.severity == "note"
    (unknown,) = find_paid_posts(posts(silent, free), CLIENT.name)
    assert (unknown.severity, unknown.got) == ("note", "Facebook (1 of 2 posts)")
    # Of competitors nobody knows.
    assert find_paid_posts(posts(silent | {"brand": "Lidl"}), CLIENT.name) == ()


def counted(*counts: int) -> pd.DataFrame:
    days = pd.date_range("2026-01-01", periods=len(counts))
    rows = zip(days, counts, strict=True)
    return frame(FOLLOWERS, *[{"day": day, "followers": count} for day, count in rows])


@pytest.mark.parametrize(
    ("counts", "findings"),
    [
        ((1000, 1010, 1025), []),
        ((1000, 10_100, 1025), [("error", 3)]),
        ((1000, 0, 1025), [("error", 3)]),
        ((1000, 1010, 10_500, 10_510), [("warning", 4)]),
        ((1000, 1010, 0), [("warning", 4)]),
        ((3, 40, 50), []),  # a young account may grow so
    ],
)
def test_followers_that_leap_are_told(
    counts: tuple[int, ...], findings: list[tuple[str, int]]
) -> None:
    assert told(find_jumps(counted(*counts))) == findings


def test_more_followers_won_than_there_are_is_an_error() -> None:
    rows = [{"followers": 900, "gained": 30}, {"followers": 30, "gained": 900}]
    assert told(find_impossible_gains(frame(TOTALS, *rows))) == [("error", 3)]


def test_days_after_the_report_and_young_posts_are_told() -> None:
    made = posts({"day": "2026-03-24"}, {"day": "2026-03-25"}, {"day": "2026-04-01"})
    empty = {name: conform(pd.DataFrame(), columns) for name, columns in FRAMES.items()}
    (late,) = find_late_days(empty | {"posts": made}, AS_OF)
    assert (late.severity, late.row, late.got) == (
        "warning",
        4,
        "2026-04-01, in 1 of 3 rows (row 4)",
    )
    (young,) = find_young_posts(made, AS_OF)
    assert (young.severity, young.got) == ("note", "1 (row 3)")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Fietserij Zuid", "Fietserij Zuid BV", True),
        ("Fietserij Zuid", "fietserij-zuid", True),
        ("Bakkerij Jansen", "Bakkerij Janssen", True),
        ("The Bike Works", "Bike Works Ltd.", True),
        ("Fietserij Zuid", "Fietserij Oost", False),
        ("Winkel 12 Utrecht", "Winkel 21 Utrecht", False),  # digits tell branches apart
        ("Spar UK", "Spar NL", False),
        ("ASDA", "ALDI", False),
        ("Lidl", "Lidl BV", False),  # client.yaml declares both
    ],
)
def test_two_names_of_one_brand_are_told(one: str, other: str, *, alike: bool) -> None:
    empty = {name: conform(pd.DataFrame(), columns) for name, columns in FRAMES.items()}
    made = empty | {"posts": posts({"brand": one}, {"brand": other})}
    faults = find_name_twins(made, CLIENT)
    assert [fault.severity for fault in faults] == (["warning"] if alike else [])
    assert all(one in fault.got and other in fault.got for fault in faults)


def test_a_total_is_no_brand() -> None:
    empty = {name: conform(pd.DataFrame(), columns) for name, columns in FRAMES.items()}
    made = empty | {"posts": posts({"brand": "Lidl"}, {"brand": "Totaal"})}
    assert told(find_total_rows(made)) == [("error", 3)]


def test_nothing_is_found_where_there_is_nothing() -> None:
    empty = {name: conform(pd.DataFrame(), columns) for name, columns in FRAMES.items()}
    assert check_together(empty, CLIENT, AS_OF) == ()
    assert check_together(empty, CLIENT, None) == ()


def test_days_on_which_more_people_react_than_see_have_slipped() -> None:
    def by_day(likes: int) -> pd.DataFrame:
        rows = [
            {"platform": "x", "metric": metric, "value": value, "file": "f.csv", "row": row}
            for row in range(2, 12)
            for metric, value in (("impressions", 30), ("reactions", likes))
        ]
        return conform(pd.DataFrame(rows), INSIGHTS)

    (fault,) = find_slipped_days(by_day(400))
    assert (fault.severity, fault.row) == ("error", 2)
    assert find_slipped_days(by_day(3)) == ()
