"""The benchmark: windows, metrics and ranks worked out by hand or by plain pandas."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.invented_channels import AS_OF, NONE, compare, make_posts
from tests.counts import examples
from toolkit.analysis.channel_benchmark import compare_channels
from toolkit.analysis.common_window import common_window
from toolkit.model.posts import POSTS, conform


def test_the_window_is_what_brands_with_posts_enough_share() -> None:
    made = pd.concat(
        [
            make_posts("Ours", "2026-01-01", 60),
            make_posts("Theirs", "2026-02-10", 30),
            make_posts("Tally", "2026-06-01", 5),
        ]
    )
    (start, end), apart = common_window(made, "Ours")
    assert apart == ()
    # Theirs starts last; it ends 29 * 3 days later, before Ours. Five posts decide nothing.
    assert (start.date(), end.date()) == (dt.date(2026, 2, 10), dt.date(2026, 5, 8))


def test_a_brand_whose_posts_lie_elsewhere_is_left_out_and_named() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40),
        make_posts("Theirs", "2026-01-10", 40),
        make_posts("Later", "2026-07-01", 40),
    )
    one = found.platforms[0]
    assert one.apart == ("Later",)
    assert one.brands == ("Ours", "Theirs")
    assert (one.start, one.end) == (dt.date(2026, 1, 10), dt.date(2026, 4, 28))
    assert "Later" not in set(found.ranks["brand"])


def test_two_brands_without_a_day_in_common_are_not_compared() -> None:
    found = compare(make_posts("Ours", "2026-01-01", 40), make_posts("Later", "2026-07-01", 40))
    assert found.platforms[0].apart == ("Later",)
    assert found.platforms[0].differences == ()
    assert not found.metrics["metric"].str.startswith("share_of_").any()


def test_a_few_days_give_no_interval_no_rank_and_no_rhythm() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40, every=1),
        make_posts("Theirs", "2026-01-01", 40, every=1, reactions=400),
    )
    one = found.platforms[0]
    assert not one.long_enough
    assert one.differences == ()
    assert found.metrics["low"].isna().all()
    assert "posts_per_week" not in set(found.metrics["metric"])
    assert set(found.ranks["verdict"]) == {"too few weeks"}


def test_metrics_equal_a_plain_computation() -> None:
    found = compare(make_posts("Ours", "2026-01-01", 40), make_posts("Theirs", "2026-01-01", 40))
    row = found.value("Ours", "facebook", "interactions_per_1000_followers")
    assert row is not None
    # Reactions repeat 10..16; the middle of 40 is 13; 2 comments and 1 share; per 1,000 of 1,000.
    assert row["value"] == 16
    assert row["n_posts"] == 40
    assert row["low"] <= 16 <= row["high"]
    rhythm = found.value("Ours", "facebook", "posts_per_week")
    assert rhythm is not None
    assert rhythm["value"] == pytest.approx(40 / ((39 * 3 + 1) / 7))
    share = found.value("Ours", "facebook", "share_of_interactions")
    assert share is not None
    assert share["value"] == pytest.approx(0.5)


def test_brands_are_compared_on_what_all_of_them_publish() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40),
        make_posts("Theirs", "2026-01-01", 40, shares=pd.NA),
    )
    assert found.platforms[0].headline == "reactions_comments_per_1000_followers"
    assert found.value("Theirs", "facebook", "interactions_per_1000_followers") is None


def test_a_maker_s_own_total_stands_in_where_the_parts_are_missing() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40),
        make_posts(
            "Theirs", "2026-01-01", 40, reactions=pd.NA, comments=pd.NA, shares=pd.NA,
            interactions=30,
        ),
    )  # fmt: skip
    assert found.platforms[0].headline == "interactions_per_1000_followers"
    row = found.value("Theirs", "facebook", "interactions_per_1000_followers")
    assert row is not None
    assert row["value"] == 30


def test_too_few_posts_get_no_rank_and_nobody_is_ranked_alone() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40),
        make_posts("Tally", "2026-03-01", 6),
        make_posts("Ours", "2026-01-01", 40, platform="x"),
    )
    verdicts = {(row.platform, row.brand): row.verdict for row in found.ranks.itertuples()}
    assert verdicts["facebook", "Tally"] == "too few to rank"
    assert verdicts["x", "Ours"] == "nobody to rank with"
    assert found.ranks["rank"].isna().all()


def test_a_tally_of_the_last_posts_says_nothing_of_how_often_or_how_much() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 60),
        make_posts("Theirs", "2026-01-01", 60),
        make_posts("Tally", "2026-05-01", 10, every=1, reactions=900),
    )
    assert found.value("Tally", "facebook", "posts_per_week") is None
    assert found.value("Tally", "facebook", "share_of_interactions") is None
    shares = found.metrics[found.metrics["metric"].eq("share_of_interactions")]
    assert shares["value"].sum() == pytest.approx(1)
    assert found.posts_compared("Tally", "facebook") == 10


def test_a_share_counts_the_posts_whose_counts_are_known() -> None:
    half = make_posts("Ours", "2026-01-01", 60)
    half.loc[:19, "shares"] = pd.NA
    found = compare(half, make_posts("Theirs", "2026-01-01", 60))
    row = found.value("Ours", "facebook", "share_of_interactions")
    assert row is not None
    assert row["n_posts"] == 40


def test_a_clear_difference_is_told_and_an_unclear_one_is_not() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 60),
        make_posts("Far", "2026-01-01", 60, reactions=500),
        make_posts("Same", "2026-01-01", 60),
    )
    verdicts = {one.competitor: one.verdict for one in found.platforms[0].differences}
    assert verdicts == {"Far": "ahead", "Same": "unclear"}


def test_replies_are_left_out_and_later_posts_too() -> None:
    replies = make_posts("Ours", "2026-01-01", 30, reply=True, reactions=0)
    late = make_posts("Ours", "2027-01-01", 30, reactions=0)
    found = compare(make_posts("Ours", "2026-01-01", 40), replies, late)
    row = found.value("Ours", "facebook", "reactions_per_post")
    assert row is not None
    assert (row["value"], row["n_posts"]) == (13, 40)
    assert found.coverage.loc[0, ["posts", "replies"]].tolist() == [70, 30]


def test_posts_of_the_last_seven_days_are_left_out_and_counted() -> None:
    # 120 posts, one a day, up to the day before the report; posts of seven days old still count.
    made = make_posts("Ours", "2026-09-02", 120, every=1)
    found = compare(made, make_posts("Theirs", "2026-09-02", 120, every=1))
    assert made["day"].max().date() == dt.date(2026, 12, 30)
    assert found.platforms[0].end == dt.date(2026, 12, 24)
    assert found.coverage.loc[0, ["posts", "in_window", "young"]].tolist() == [120, 114, 6]


def test_a_brand_of_which_few_posts_are_counted_gets_no_rank() -> None:
    half = make_posts("Half", "2026-01-01", 60)
    half.loc[:44, "shares"] = pd.NA
    found = compare(make_posts("Ours", "2026-01-01", 60), half)
    verdicts = found.ranks.set_index(["metric", "brand"])["verdict"]
    assert verdicts["interactions_per_post", "Half"] == "too few to rank"
    assert verdicts["reactions_per_post", "Half"] == "ranked"


def test_ranks_and_differences_never_contradict_each_other() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 60),
        make_posts("Far", "2026-01-01", 60, reactions=500),
        make_posts("Same", "2026-01-01", 60),
    )
    own = found.ranks[found.ranks["brand"].eq("Ours")].set_index("metric")
    row = own.loc["interactions_per_1000_followers"]
    assert (row["rank"], row["rank_low"], row["rank_high"]) == (2, 2, 3)


def test_posts_without_any_interaction_are_told_apart_from_the_rest() -> None:
    quiet = make_posts("Ours", "2026-01-01", 60, reactions=[0, 4, 8] * 20, comments=0, shares=0)
    found = compare(quiet, make_posts("Theirs", "2026-01-01", 60))
    any_at_all = found.value("Ours", "facebook", "posts_with_interactions")
    rest = found.value("Ours", "facebook", "interactions_per_post_with_any")
    assert any_at_all is not None
    assert rest is not None
    assert any_at_all["value"] == pytest.approx(2 / 3)
    assert any_at_all["low"] < 2 / 3 < any_at_all["high"]
    assert (rest["value"], rest["n_posts"]) == (6, 40)


def test_reach_and_clicks_are_the_client_s_alone() -> None:
    found = compare(
        make_posts("Ours", "2026-01-01", 40, reach=200, clicks=[0, 10] * 20),
        make_posts("Theirs", "2026-01-01", 40, reach=999),
    )
    assert set(found.own["brand"]) == {"Ours"}
    own = found.own.set_index("metric")["value"]
    assert own["reach_per_post"] == 200
    assert own["clicks_per_post"] == 5
    assert own["clicks_per_reach"] == pytest.approx(200 / 8000)


def test_no_posts_give_an_empty_benchmark() -> None:
    found = compare_channels(conform(pd.DataFrame(), POSTS), NONE, "Ours", AS_OF)
    assert found.platforms == ()
    assert found.metrics.empty


@settings(max_examples=examples(15), deadline=None)
@given(st.permutations(range(80)))
def test_the_order_of_rows_changes_nothing(order: list[int]) -> None:
    made = pd.concat(
        [make_posts("Ours", "2026-01-01", 40), make_posts("Theirs", "2026-01-05", 40, comments=9)],
        ignore_index=True,
    )
    shuffled = compare_channels(made.iloc[list(order)], NONE, "Ours", AS_OF)
    pd.testing.assert_frame_equal(
        shuffled.metrics, compare_channels(made, NONE, "Ours", AS_OF).metrics
    )


def test_supermarkets_equal_plain_pandas() -> None:
    file = Path(__file__).parents[3] / "shared" / "data" / "uk_supermarkets" / "posts.csv"
    if not file.is_file():
        pytest.skip("the real exports of ../shared/data are not here")
    raw = pd.read_csv(file)
    made = conform(
        pd.DataFrame(
            {
                "brand": raw["Brand"], "platform": "facebook", "day": pd.to_datetime(raw["Date"]),
                "reactions": raw["All_Responses"], "comments": raw["Comments"],
                "shares": raw["Shares"], "followers": raw["Likes"].astype("Int64"),
            }
        ),
        POSTS,
    )  # fmt: skip
    found = compare_channels(made, NONE, "Tesco", dt.date(2018, 12, 31))
    window = (found.platforms[0].start, found.platforms[0].end)
    assert window == (dt.date(2017, 7, 28), dt.date(2018, 12, 8))
    inside = raw[raw["Date"].between("2017-07-28", "2018-12-08")]
    both = {
        "reactions_per_1000_followers": inside["All_Responses"],
        "interactions_per_1000_followers": inside["All_Responses"]
        + inside["Comments"]
        + inside["Shares"],
    }
    for metric, count in both.items():
        expected = (count / inside["Likes"] * 1000).groupby(inside["Brand"]).median()
        mine = found.metrics[found.metrics["metric"].eq(metric)].set_index("brand")["value"]
        pd.testing.assert_series_equal(
            mine.sort_index(), expected.sort_index(), check_names=False, check_index_type=False
        )
    ranks = found.ranks.set_index(["metric", "brand"])["rank"]
    assert ranks["reactions_per_1000_followers", "Morrisons"] == 4
    assert ranks["reactions_per_1000_followers", "Tesco"] == 5
    assert ranks["interactions_per_1000_followers", "Tesco"] == 4
    assert ranks["interactions_per_1000_followers", "Morrisons"] == 5


def test_posts_without_a_day_change_nothing() -> None:
    ours = make_posts("Ours", "2026-01-01", 40)
    theirs = make_posts("Theirs", "2026-01-01", 40)
    dayless = make_posts("Theirs", "2026-01-01", 5, reactions=10**6).assign(
        day=pd.Series(pd.NaT, range(5), "datetime64[us]")
    )
    pd.testing.assert_frame_equal(
        compare(ours, theirs, dayless).metrics, compare(ours, theirs).metrics
    )


def test_with_posts_without_a_day_only_there_is_nothing_to_compare() -> None:
    dayless = make_posts("Ours", "2026-01-01", 30).assign(
        day=pd.Series(pd.NaT, range(30), "datetime64[us]")
    )
    found = compare_channels(dayless, NONE, "Ours", None)
    assert found.platforms == ()
    assert found.metrics.empty
