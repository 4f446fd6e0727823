"""demo-fietsen: a Dutch bicycle maker whose bicycle should be the best one there is."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from . import linkedin, meta, rivals
from .feed import Account, play_all, read_words

_ZONE = "Europe/Amsterdam"
_EXPORT_ZONE = "America/Los_Angeles"
_START, _END = dt.date(2025, 2, 3), dt.date(2026, 10, 12)
_WINDOWS = (
    (dt.date(2025, 2, 1), dt.date(2025, 8, 31)),
    (dt.date(2025, 8, 1), dt.date(2026, 3, 31)),
    (dt.date(2026, 3, 1), dt.date(2026, 10, 12)),
)
_NAME = "Rondewind Rijwielen"
# People buy bicycles in spring, and look at them in the rain.
_SEASON = {1: 0.8, 3: 1.3, 4: 1.4, 5: 1.3, 6: 1.1, 8: 0.85, 11: 0.8, 12: 0.7}
_PICTURES = {"photo": 4.0, "carousel": 2.5, "reel": 3.5}

_FACEBOOK = Account(
    _NAME, "facebook", "100093310000118", "rondewind", _START, _END,
    per_week=2.2, followers=(14_300, 14_750), pull=1.6, spread=0.9, boosted=0.12, season=_SEASON,
)  # fmt: skip
_INSTAGRAM = Account(
    _NAME, "instagram", "17841452230000662", "rondewind.rijwielen", _START, _END,
    per_week=3.3, followers=(11_200, 19_400), pull=17.0, spread=0.75, talk=0.06, passed_on=0.05,
    kinds=_PICTURES, season=_SEASON,
)  # fmt: skip
_LINKEDIN = Account(
    _NAME, "linkedin", "68310077", "rondewind-rijwielen", dt.date(2025, 3, 1),
    dt.date(2026, 9, 30), per_week=1.1, followers=(2_900, 4_350), pull=13.0, talk=0.09,
    passed_on=0.04,
)  # fmt: skip
_LINKEDIN_WINDOWS = (
    (dt.date(2025, 3, 1), dt.date(2025, 12, 31)),
    (dt.date(2026, 1, 1), dt.date(2026, 9, 30)),
)
_TIKTOK = Account(
    _NAME, "tiktok", "", "rondewind", dt.date(2026, 2, 2), _END,
    per_week=1.6, followers=(120, 5_900), pull=38.0, spread=1.3, talk=0.04, passed_on=0.05,
    kinds={"video": 1.0},
)  # fmt: skip

_WIEL, _MAN, _CITY = "Hazewiel", "Oeverman Rijwielen", "Kantelaar Cycles"
_TABLE = (
    Account(
        _WIEL, "facebook", "", "hazewiel", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
        per_week=3.0, followers=(41_000, 42_600), pull=0.7, spread=0.9, season=_SEASON,
    ),
    Account(
        _WIEL, "instagram", "", "hazewiel.official", dt.date(2025, 1, 1), dt.date(2026, 9, 30),
        per_week=3.0, followers=(36_500, 44_000), pull=8.0, kinds=_PICTURES, season=_SEASON,
    ),
    Account(
        _CITY, "instagram", "", "kantelaarcycles", dt.date(2025, 9, 1), dt.date(2026, 9, 30),
        per_week=3.2, followers=(7_900, 21_300), pull=19.0, spread=1.0, kinds=_PICTURES,
    ),
)  # fmt: skip
_KARMA = (
    Account(
        _MAN, "facebook", "", "oeverman", dt.date(2025, 3, 3), dt.date(2026, 10, 5),
        per_week=1.8, followers=(22_100, 22_300), pull=1.5, talk=0.18, season=_SEASON,
    ),
    Account(
        _MAN, "instagram", "", "oeverman_rijwielen", dt.date(2025, 3, 3), dt.date(2026, 10, 5),
        per_week=1.9, followers=(9_200, 11_000), pull=12.0, kinds=_PICTURES, season=_SEASON,
    ),
)  # fmt: skip
_TYPED = Account(
    _CITY, "facebook", "", "kantelaarcycles", dt.date(2026, 7, 1), dt.date(2026, 10, 8),
    per_week=1.2, followers=(3_050, 3_160), pull=2.0, spread=1.0,
)  # fmt: skip
# Followers, new followers, engagements and posts of competitors' pages.
_LINKEDIN_PAGES = {
    _WIEL: (12_800, 2_120, 9_480, 160),
    _MAN: (3_940, 310, 1_205, 47),
    _CITY: (2_260, 1_390, 2_870, 66),
}


def write(folder: Path) -> None:
    """Write the channel data below `folder`."""
    feed = partial(play_all, words=read_words("bicycles"), time_zone=_ZONE)
    meta.write_facebook(folder, feed([_FACEBOOK]), "nl", _EXPORT_ZONE, _WINDOWS)
    meta.write_instagram(folder, feed([_INSTAGRAM]), "nl", _EXPORT_ZONE, _WINDOWS)
    for start, end in _LINKEDIN_WINDOWS:
        linkedin.write_posts(folder, feed([_LINKEDIN]), "nl", start, end)
    linkedin.write_followers(folder, _LINKEDIN, "nl", dt.date(2025, 10, 1), _LINKEDIN.end)
    linkedin.write_competitors(folder, feed([_LINKEDIN]), _LINKEDIN_PAGES)
    rivals.write_video_table(folder / "tiktok_eigen_videos.csv", feed([_TIKTOK]))
    rivals.write_point_table(
        folder / "concurrenten_2025-2026.csv", feed(_TABLE), renamed={_WIEL: "Hazewiel Fietsen"}
    )
    rivals.write_comma_table(folder / "profielen_oeverman.csv", feed(_KARMA))
    rivals.write_tally(folder / "turflijst_kantelaar_facebook.csv", feed([_TYPED])[-14:], "nl")
