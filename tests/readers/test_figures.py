"""The figures that ``shared/data/README.md`` states of the real files, on what the readers give.

They were counted by those who put the files there, with other programs than ours.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from toolkit.model.client import Client
from toolkit.readers import Export, Profile
from toolkit.readers.channels import read_channels

CLIENT = Client(name="Koers", sector="Tests", language="en")
FACEBOOK_METRICS = """
files:
  - {match: "*.csv", brand: {always: Cosmetics}, platform: {always: facebook}, dates: year-first,
     decimal: ".", kind: Type, boosted: Paid, reactions: like, comments: comment, shares: share,
     interactions: Total Interactions, reach: Total Reach, impressions: Total Impressions,
     followers: Page total likes}
"""
SUPERMARKETS = """
files:
  - {match: posts.csv, brand: Brand, platform: {always: facebook}, date: Date, dates: year-first,
     decimal: ".", text: Post_Content, reactions: All_Responses, comments: Comments,
     shares: Shares, followers: Likes}
  - {match: Tesco_likes.csv, contents: followers, brand: {always: Tesco},
     platform: {always: facebook}, date: Date, dates: day-first, decimal: ".", followers: Likes}
"""


def read(path, profile=None):
    """Read a real file as a client's, consistency and all; no error may come of it."""
    return read_channels([Export(path, path.name)], CLIENT, profile or Profile())


def test_facebook_metrics(shared_data, make_profile):
    path = shared_data("facebook_metrics/dataset_Facebook_semicolon_short_headers.csv")
    posts = read(path, make_profile(FACEBOOK_METRICS)).posts
    assert len(posts) == 500
    assert posts["interactions"].sum() == 106_060
    assert round(posts["interactions"].mean(), 1) == 212.1
    assert posts["interactions"].median() == 123.5
    missing = {name: int(posts[name].isna().sum()) for name in ("boosted", "reactions", "shares")}
    assert missing == {"boosted": 1, "reactions": 1, "shares": 4}
    # On all 500 rows: what is missing counts as none in its maker's total.
    parts = posts[["reactions", "comments", "shares"]].fillna(0).sum(axis=1)
    assert parts.eq(posts["interactions"]).all()


@pytest.mark.slow
def test_uk_supermarkets(shared_data, make_profile):
    found = read(shared_data("uk_supermarkets/posts.csv"), make_profile(SUPERMARKETS))
    posts, (kept,) = found.posts, found.kept.values()
    assert len(posts) == 6350
    assert posts["brand"].nunique() == 7
    assert (posts["day"].min().year, posts["day"].max().year) == (2014, 2018)
    rates = {"Response_Rate": "reactions", "Comments_Rate": "comments", "Shares_Rate": "shares"}
    for header, name in rates.items():
        printed = kept[header].astype(float).to_numpy()
        computed = posts[name].astype(float).to_numpy() / posts["followers"].astype(float)
        assert abs(printed - computed).max() < 1e-12
    # The windows differ, and the mean and the median rank the brands differently.
    assert posts.groupby("brand")["day"].min().nunique() > 1
    sums = posts.assign(total=posts[["reactions", "comments", "shares"]].sum(axis=1))
    by_brand = sums.groupby("brand")["total"]
    assert list(by_brand.mean().sort_values().index) != list(by_brand.median().sort_values().index)


def test_daily_page_likes_of_tesco(shared_data, make_profile):
    path = shared_data("uk_supermarkets/Tesco_likes.csv")
    assert b"\n" not in path.read_bytes()  # line ends are carriage returns alone
    followers = read(path, make_profile(SUPERMARKETS)).followers
    assert len(followers) == path.read_bytes().count(b"\r")
    assert followers["day"].iloc[0] == pd.Timestamp(dt.date(2014, 1, 6))  # 06/01/14
    assert followers["followers"].iloc[0] == 1_338_988


@pytest.mark.slow
def test_x_classic_rate_on_every_row(shared_data):
    paths = sorted(shared_data("x_classic").glob("*.csv"))
    assert len(paths) == 13
    for path in paths:
        printed = pd.read_csv(path, dtype=str)
        rate = printed["engagements"].astype(float) / printed["impressions"].astype(float)
        assert (rate - printed["engagement rate"].astype(float)).abs().max() < 1e-9
        found = read(path)
        assert not [fault for fault in found.faults if fault.column == "engagement rate"]
        assert found.posts["post_id"].str.len().min() >= 18  # longer than a float holds


def test_meta(shared_data):
    (path,) = shared_data("meta_nl").glob("*.csv")
    posts = read(path).posts
    printed = pd.read_csv(path)
    assert len(posts) == 3
    combined = printed["Reacties, opmerkingen en deelacties"]
    parts = posts.sort_values("row")[["reactions", "comments", "shares"]].sum(axis=1)
    assert parts.tolist() == combined.tolist()
    assert posts["comments"].tolist() == printed["Opmerkingen"].tolist()
    instagram = read(shared_data("meta_en_instagram/veg3_ig.csv")).posts
    assert len(instagram) == 76
    assert instagram["account"].nunique() == 2
