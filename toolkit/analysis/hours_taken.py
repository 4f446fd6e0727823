"""How many of a client's hours the channels that there are already take.

Hours for social media are spent on social channels, so print, the website and the like take none
of them. A channel that is to be removed frees its hours; one that is to be created has none yet,
for it is an initiative itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.analysis.verdict import WEEKS_A_MONTH
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.intake import Medium

_PLATFORMS = frozenset(name.casefold() for key, name in PLATFORM_NAMES.items() if key != "website")


def stays_social(medium: Medium) -> bool:
    """Say whether a medium is a social channel, by a platform's name in its own, that stays."""
    words = set(re.findall(r"\w+", medium.name.casefold()))
    stays = medium.action not in {"remove", "create"}
    return stays and medium.online is not False and not words.isdisjoint(_PLATFORMS)


def measure_hours_taken(media: Sequence[Medium]) -> float:
    """Add up the hours a month of the social channels that stay; unknown ones count for nothing."""
    weekly = sum(medium.hours_per_week or 0 for medium in media if stays_social(medium))
    return weekly * WEEKS_A_MONTH
