"""demo-outdoor: an English retailer of outdoor gear, known for being reliable and never dear."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from . import linkedin, meta, rivals, website, x
from .feed import Account, play_all, read_words

_ZONE = "Europe/London"
_START, _END = dt.date(2025, 3, 3), dt.date(2026, 10, 18)
_WINDOWS = (
    (dt.date(2025, 3, 1), dt.date(2025, 9, 30)),
    (dt.date(2025, 9, 1), dt.date(2026, 4, 30)),
    (dt.date(2026, 4, 1), dt.date(2026, 10, 18)),
)
_NAME = "Harrowmere Outdoor"
_SEASON = {1: 0.85, 2: 0.85, 5: 1.15, 6: 1.2, 7: 1.15, 10: 1.1, 11: 1.2, 12: 0.9}
_PICTURES = {"photo": 5.0, "carousel": 2.0, "reel": 3.0}

_FACEBOOK = Account(
    _NAME, "facebook", "100077450000129", "harrowmereoutdoor", _START, _END,
    per_week=3.0, followers=(27_400, 27_900), pull=1.2, spread=0.9, talk=0.16, boosted=0.08,
    season=_SEASON,
)  # fmt: skip
_INSTAGRAM = Account(
    _NAME, "instagram", "17841475560000883", "harrowmere.outdoor", _START, _END,
    per_week=3.2, followers=(9_800, 13_900), pull=14.0, kinds=_PICTURES, season=_SEASON,
)  # fmt: skip
_X = Account(
    _NAME, "x", "55230091", "HarrowmereOut", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
    per_week=1.3, followers=(6_300, 5_900), pull=0.6, spread=1.0, replies_per_week=2.2,
    kinds={"link": 4.0, "text": 4.0, "photo": 2.0},
)  # fmt: skip
_LINKEDIN = Account(
    _NAME, "linkedin", "90110033", "harrowmere-outdoor", dt.date(2025, 10, 1),
    dt.date(2026, 9, 30), per_week=0.8, followers=(1_750, 2_180), pull=12.0,
)  # fmt: skip

_PIKE, _TARN, _YARD = "Pikestone Supply", "Tarnhollin", "Bracken Yard Outfitters"
_TABLE = (
    Account(
        _PIKE, "facebook", "", "pikestone", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
        per_week=3.3, followers=(88_000, 90_500), pull=0.45, spread=0.9, season=_SEASON,
    ),
    Account(
        _PIKE, "instagram", "", "pikestone.supply", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
        per_week=3.4, followers=(61_000, 72_000), pull=5.0, kinds=_PICTURES,
    ),
    Account(
        _YARD, "facebook", "", "brackenyard", dt.date(2025, 8, 4), dt.date(2026, 10, 9),
        per_week=1.5, followers=(6_900, 7_400), pull=2.6, talk=0.2, season=_SEASON,
    ),
    Account(
        _YARD, "instagram", "", "brackenyard", dt.date(2025, 8, 4), dt.date(2026, 10, 9),
        per_week=2.0, followers=(5_400, 8_700), pull=22.0, kinds=_PICTURES, season=_SEASON,
    ),
)  # fmt: skip
_KARMA = (
    Account(
        _TARN, "facebook", "", "tarnhollin", dt.date(2025, 4, 1), dt.date(2026, 10, 12),
        per_week=2.1, followers=(31_200, 30_800), pull=1.1, season=_SEASON,
    ),
    Account(
        _TARN, "instagram", "", "tarnhollin_uk", dt.date(2025, 4, 1), dt.date(2026, 10, 12),
        per_week=2.4, followers=(12_100, 14_200), pull=13.0, kinds=_PICTURES,
    ),
)  # fmt: skip
_TYPED = Account(
    _TARN, "x", "", "tarnhollin", dt.date(2026, 7, 20), dt.date(2026, 10, 10),
    per_week=1.4, followers=(4_020, 3_990), pull=0.9,
    kinds={"link": 4.0, "text": 4.0, "photo": 2.0},
)  # fmt: skip
# Followers, new followers, engagements and posts of competitors' pages over the year.
_LINKEDIN_PAGES = {
    _PIKE: (9_240, 1_310, 6_420, 118),
    _TARN: (1_905, 96, 388, 29),
    _YARD: (640, 210, 402, 35),
}
_SITE = website.Site(
    "Harrowmere Outdoor", "harrowmere.example - GA4", visits=1_240, converted=0.04, season=_SEASON
)


def write(folder: Path) -> None:
    """Write the channel data below `folder`."""
    feed = partial(play_all, words=read_words("outdoor"), time_zone=_ZONE)
    meta.write_facebook(folder, feed([_FACEBOOK]), "en", _ZONE, _WINDOWS)
    meta.write_instagram(folder, feed([_INSTAGRAM]), "en", _ZONE, _WINDOWS)
    x.write_x(folder, feed([_X]), list(x.quarters(_X.start, _X.end)))
    linkedin.write_posts(folder, feed([_LINKEDIN]), "en", _LINKEDIN.start, _LINKEDIN.end)
    linkedin.write_followers(folder, _LINKEDIN, "en", _LINKEDIN.start, _LINKEDIN.end)
    linkedin.write_competitors(folder, feed([_LINKEDIN]), _LINKEDIN_PAGES)
    website.write_ga4(folder, _SITE, dt.date(2025, 10, 1), dt.date(2026, 9, 30))
    rivals.write_point_table(
        folder / "competitors_2025-2026.csv", feed(_TABLE), renamed={_YARD: "Bracken Yard"}
    )
    rivals.write_comma_table(folder / "profiles_tarnhollin.csv", feed(_KARMA))
    rivals.write_tally(folder / "tally_tarnhollin_x.csv", feed([_TYPED])[-15:], "en")
