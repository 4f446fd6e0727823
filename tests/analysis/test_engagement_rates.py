"""Engagement rates by definition: published examples, hand-worked posts, and what must hold."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.channel_posts import compare, make_posts
from tests.counts import examples
from toolkit.analysis.engagement_rates import compute_rate, rate_brands, translate_rates
from toolkit.model.engagement_rate import RATES
from toolkit.model.metric import METRIC_NAMES, RATE_NAMES
from toolkit.model.metric_dictionary import METRICS

# Two posts, by hand: 13 and 27 interactions; followers 1,000 and 1,000; reach 260 and 900.
TWO = make_posts(
    n=2, reactions=[10, 20], comments=[2, 4], shares=[1, 3], clicks=[5, 9], engagements=[30, 60],
    reach=[260, 900], impressions=[520, 1000],
)  # fmt: skip
BY_HAND = {
    "er_followers_median": (0.013 + 0.027) / 2,
    "er_followers_mean": (0.013 + 0.027) / 2,
    "er_followers_sums": 40 / 2000,
    "er_reach_mean": (13 / 260 + 27 / 900) / 2,
    "er_reach_sums": 40 / 1160,
    "er_impressions_mean": (13 / 520 + 27 / 1000) / 2,
    "er_impressions_sums": 40 / 1520,
    "er_followers_day": 40 / (4 * 1000),
    "er_impressions_x": 90 / 1520,
    "er_impressions_linkedin": (40 + 14) / 1520,
}


@pytest.mark.parametrize("name", BY_HAND)
def test_each_definition_gives_what_a_hand_gives(name: str) -> None:
    platform = {"er_impressions_x": "x", "er_impressions_linkedin": "linkedin"}.get(name)
    posts = TWO.assign(platform=platform or "facebook")
    assert compute_rate(posts, RATES[name], days=4) == pytest.approx(BY_HAND[name])


def test_hootsuites_average_is_the_sum_of_the_posts_rates_over_the_posts() -> None:
    # "Average ERR = Total ERR / Total posts" (it-benchmarking-journal.com, 2019, of Hootsuite's
    # article): 3.4% and 3.5% average to 3.45%.
    posts = make_posts(n=2, reactions=[34, 350], comments=0, shares=0, reach=[1000, 10_000])
    assert compute_rate(posts, RATES["er_reach_mean"], 1) == pytest.approx(0.0345)
    # The ratio of sums is another figure: the larger post weighs more.
    assert compute_rate(posts, RATES["er_reach_sums"], 1) == pytest.approx(384 / 11_000)


def test_rival_iqs_example_of_nine_interactions_counts_comments_likes_and_shares() -> None:
    # As reported of its method: three comments, five likes and one share are nine over followers.
    posts = make_posts(n=1, reactions=5, comments=3, shares=1, followers=4500)
    assert compute_rate(posts, RATES["er_followers_median"], 1) == pytest.approx(9 / 4500)


def test_what_others_cannot_see_is_not_asked_of_a_public_definition() -> None:
    posts = make_posts(n=1, platform="instagram", shares=None, followers=1000)
    assert compute_rate(posts, RATES["er_followers_median"], 1) == pytest.approx(0.012)


def test_all_definitions_are_scored_on_the_same_posts() -> None:
    n = 30
    reach = [100 if i < 25 else None for i in range(n)]
    reactions = [10 if i < 25 else 900 for i in range(n)]
    found = translate_rates(compare(make_posts(n=n, reach=reach, reactions=reactions)))
    known = found.dropna(subset="value")
    assert set(known["n_posts"]) == {25}
    # Followers are known of all 30, but the five loud ones would make it another set.
    rates = known.set_index("metric")["value"]
    assert rates["er_followers_mean"] == pytest.approx(0.013)
    assert rates["er_reach_mean"] == pytest.approx(0.13)


def test_a_definition_that_cannot_be_computed_says_what_is_missing() -> None:
    few = [50 if i < 3 else None for i in range(30)]
    found = translate_rates(compare(make_posts(n=30, impressions=few))).set_index("metric")
    assert pd.isna(found.loc["er_reach_mean", "value"])
    assert found.loc["er_reach_mean", "lacking"] == "reach"
    assert found.loc["er_reach_mean", "known"] == 0
    assert found.loc["er_impressions_mean", "lacking"] == "impressions"
    assert found.loc["er_impressions_mean", "known"] == 3
    assert found.loc["er_followers_mean", "n_posts"] == 30


def test_only_rates_by_followers_are_computed_of_others() -> None:
    found = rate_brands(compare(make_posts(reach=100), make_posts("Theirs", reach=100)))
    assert set(found["brand"]) == {"Ours", "Theirs"}
    assert found["metric"].str.startswith("er_followers").all()


def test_definitions_of_one_platform_are_not_used_on_another() -> None:
    found = translate_rates(compare(make_posts(impressions=100, engagements=50)))
    assert "er_impressions_x" not in set(found["metric"])


counts = st.lists(st.integers(0, 500), min_size=20, max_size=40)


@given(counts, st.integers(2, 50))
@settings(max_examples=examples(25), deadline=None)
def test_a_rate_by_followers_falls_as_followers_grow(reactions: list[int], factor: int) -> None:
    small = make_posts(n=len(reactions), reactions=reactions, followers=200)
    large = make_posts(n=len(reactions), reactions=reactions, followers=200 * factor)
    for name in ("er_followers_median", "er_followers_mean", "er_followers_sums",
                 "er_followers_day"):  # fmt: skip
        once, again = (compute_rate(posts, RATES[name], 30) for posts in (small, large))
        assert once == pytest.approx(again * factor)


@given(counts)
@settings(max_examples=examples(25), deadline=None)
def test_posts_told_twice_change_no_rate_but_that_of_a_day(reactions: list[int]) -> None:
    posts = make_posts(n=len(reactions), reactions=reactions, reach=300, impressions=400)
    twice = pd.concat([posts, posts], ignore_index=True)
    for rate in RATES.values():
        if rate.platforms:
            continue
        factor = 2 if rate.aggregation == "per day" else 1
        assert compute_rate(twice, rate, 30) == pytest.approx(
            factor * compute_rate(posts, rate, 30)
        )


def test_every_metric_and_rate_is_in_the_dictionary() -> None:
    assert set(METRICS) == set(METRIC_NAMES)
    assert set(RATE_NAMES) == set(RATES)
    for rate in RATES.values():
        assert rate.denominator in rate.name.replace("views", "impressions")
        assert bool(rate.publisher) == bool(rate.source)
