"""Bands of size: how many followers an account has, in steps within which rates can be compared.

What a post draws for each follower falls as followers grow, on every platform: median engagement on
X fell from 0.33% at 1,000 to 10,000 followers to 0.02% at 1 to 5 million (a seller's open figures,
to be read as a direction, not as levels). Within a band the number of followers differs by a factor
of four or five (ten where accounts are largest and few), over which such a rate changes less than
it differs between brands. 25,000 and 1 million are bounds of Rival IQ's sample on Facebook, 5,000
of its samples elsewhere, so that no band straddles a published frame.
"""

from __future__ import annotations

from typing import NamedTuple

from toolkit.language import mark


class SizeBand(NamedTuple):
    """Followers from ``low``, included, to ``high``, not included; None for no end."""

    key: str
    low: int
    high: int | None
    name: str

    def holds(self, followers: float) -> bool:
        """Say whether an account of so many followers is in it."""
        return self.low <= followers and (self.high is None or followers < self.high)


SIZE_BANDS: tuple[SizeBand, ...] = (
    SizeBand("below_1k", 0, 1_000, mark("fewer than 1,000")),
    SizeBand("1k_5k", 1_000, 5_000, mark("1,000 to 5,000")),
    SizeBand("5k_25k", 5_000, 25_000, mark("5,000 to 25,000")),
    SizeBand("25k_100k", 25_000, 100_000, mark("25,000 to 100,000")),
    SizeBand("100k_1m", 100_000, 1_000_000, mark("100,000 to 1 million")),
    SizeBand("from_1m", 1_000_000, None, mark("1 million or more")),
)
BAND_NAMES: dict[str, str] = {band.key: band.name for band in SIZE_BANDS}


def band_of(followers: float) -> str | None:
    """Give the key of the band that so many followers fall in; None where they are not known."""
    return next((band.key for band in SIZE_BANDS if band.holds(followers)), None)


def across_bands(one: float, other: float) -> bool | None:
    """Say whether two accounts are in other bands; None where the size of one is not known."""
    bands = band_of(one), band_of(other)
    return None if None in bands else bands[0] != bands[1]
