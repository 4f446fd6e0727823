"""demo-bibliotheek: a Dutch library with four branches that knows its visitors by name."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from . import linkedin, meta, meta_days, rivals, website, x
from .feed import Account, play_all, read_words

_ZONE = "Europe/Amsterdam"
_EXPORT_ZONE = "America/Los_Angeles"
_START, _END = dt.date(2025, 3, 1), dt.date(2026, 10, 15)
_WINDOWS = (
    (dt.date(2025, 3, 1), dt.date(2025, 9, 30)),
    (dt.date(2025, 9, 1), dt.date(2026, 4, 30)),
    (dt.date(2026, 4, 1), dt.date(2026, 10, 15)),
)
_NAME = "Bibliotheek Elzerwaard"
# Reading weeks in spring and autumn; the summer is for elsewhere.
_SEASON = {1: 1.1, 3: 1.1, 7: 0.75, 8: 0.7, 10: 1.2, 11: 1.1, 12: 0.9}
_PICTURES = {"photo": 5.0, "carousel": 3.0, "reel": 2.0}

_PAGES = (
    Account(
        _NAME, "facebook", "100081240000117", "bibliotheekelzerwaard", _START, _END,
        per_week=2.6, followers=(5_210, 5_640), pull=3.4, boosted=0.05, season=_SEASON,
    ),
    Account(
        f"{_NAME} Oudekreek", "facebook", "100081240000225", "biebOudekreek", _START, _END,
        per_week=1.1, followers=(880, 1_140), pull=9.0, spread=0.7, talk=0.14, season=_SEASON,
    ),
    Account(
        f"{_NAME} Nieuwmeent", "facebook", "100081240000333", "biebNieuwmeent", _START, _END,
        per_week=0.8, followers=(640, 655), pull=4.5, season=_SEASON,
        silence=(dt.date(2026, 2, 1), dt.date(2026, 4, 12)),
    ),
)  # fmt: skip
_INSTAGRAM = Account(
    _NAME, "instagram", "17841406120000441", "bieb.elzerwaard", _START, _END,
    per_week=1.9, followers=(1_820, 2_960), pull=14.0, talk=0.05, passed_on=0.08,
    kinds=_PICTURES, season=_SEASON,
)  # fmt: skip
_X = Account(
    _NAME, "x", "88120034", "biebElzerwaard", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
    per_week=1.4, followers=(2_410, 2_280), pull=0.9, spread=0.9, replies_per_week=1.3,
    kinds={"link": 5.0, "text": 3.0, "photo": 2.0},
)  # fmt: skip
_LINKEDIN = Account(
    _NAME, "linkedin", "71230055", "bibliotheek-elzerwaard", dt.date(2025, 10, 1),
    dt.date(2026, 9, 30), per_week=0.7, followers=(940, 1_205), pull=16.0, talk=0.06,
    passed_on=0.03,
)  # fmt: skip

_BIEB = "Bibliotheek Krommevaart"
_SHOP = "Boekhandel Van Wendelen & Dochter"
_HOUSE = "Cultuurhuis Het Kantelraam"
_TABLE = (
    Account(
        _BIEB, "facebook", "", "krommevaart", dt.date(2025, 1, 6), dt.date(2026, 10, 10),
        per_week=3.4, followers=(8_900, 9_350), pull=1.5, season=_SEASON,
    ),
    Account(
        _BIEB, "instagram", "", "bieb.krommevaart", dt.date(2025, 1, 6), dt.date(2026, 10, 10),
        per_week=2.4, followers=(3_900, 5_300), pull=13.0, kinds=_PICTURES,
    ),
    Account(
        _HOUSE, "facebook", "", "kantelraam", dt.date(2025, 6, 2), dt.date(2026, 10, 10),
        per_week=1.6, followers=(4_100, 4_420), pull=3.1, spread=1.0,
    ),
)  # fmt: skip
_KARMA = (
    Account(
        _SHOP, "facebook", "", "vanwendelen", dt.date(2025, 4, 14), dt.date(2026, 9, 28),
        per_week=1.7, followers=(2_300, 2_450), pull=6.2, talk=0.15,
    ),
    Account(
        _SHOP, "instagram", "", "vanwendelen.boeken", dt.date(2025, 4, 14), dt.date(2026, 9, 28),
        per_week=2.9, followers=(6_800, 9_900), pull=24.0, kinds=_PICTURES,
    ),
)  # fmt: skip
_TYPED = Account(
    _HOUSE, "instagram", "", "het.kantelraam", dt.date(2026, 7, 13), dt.date(2026, 10, 12),
    per_week=1.6, followers=(2_050, 2_120), pull=17.0, kinds=_PICTURES,
)  # fmt: skip
# Followers, new followers, engagements and posts of competitors' pages over the year.
_LINKEDIN_PAGES = {
    _BIEB: (1_810, 214, 1_140, 71),
    _SHOP: (402, 61, 118, 12),
    _HOUSE: (1_020, 190, 655, 44),
}
_SITE = website.Site(
    "Bibliotheek Elzerwaard", "bieb-elzerwaard - GA4", visits=310, converted=0.06, season=_SEASON
)


def write(folder: Path) -> None:
    """Write the channel data below `folder`."""
    words = read_words("library")
    feed = partial(play_all, words=words, time_zone=_ZONE)
    meta.write_facebook(folder, feed(_PAGES), "nl", _EXPORT_ZONE, _WINDOWS)
    meta.write_instagram(folder, feed([_INSTAGRAM]), "nl", _EXPORT_ZONE, _WINDOWS)
    x.write_x(folder, feed([_X]), list(x.quarters(_X.start, _X.end)))
    linkedin.write_posts(folder, feed([_LINKEDIN]), "nl", _LINKEDIN.start, _LINKEDIN.end)
    linkedin.write_followers(folder, _LINKEDIN, "nl", _LINKEDIN.start, _LINKEDIN.end)
    linkedin.write_competitors(folder, feed([_LINKEDIN]), _LINKEDIN_PAGES)
    visits = {"Instagram-bereik": 210.0, "Instagram-profielbezoeken": 11.0}
    meta_days.write_days(folder, _INSTAGRAM, visits, dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    website.write_ga4(folder, _SITE, dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    rivals.write_point_table(
        folder / "concurrenten_2025-2026.csv", feed(_TABLE), renamed={_BIEB: "Bieb Krommevaart"}
    )
    rivals.write_comma_table(folder / "profielen_van_wendelen.csv", feed(_KARMA))
    rivals.write_tally(folder / "turflijst_kantelraam_instagram.csv", feed([_TYPED])[-12:], "nl")
