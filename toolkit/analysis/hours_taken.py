"""How many hours there are for new things, beside what the channels that there are take.

Hours for social media are spent on social channels, so print, the website and the like take none
of them. A channel that is to be removed frees its hours; one that is to be created has none yet,
for it is an initiative itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.analysis.verdict import WEEKS_A_MONTH
from toolkit.model.client import PLATFORM_NAMES, Capacity
from toolkit.model.intake import Medium
from toolkit.model.plan import Plan

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


def measure_hours_for_new(plan: Plan, capacity: Capacity, taken: float) -> float | None:
    """Give the hours a month that the plan has for new things; ``None`` if unknown.

    They are what the roadmap is made with: the hours of its teams, or else the client's beside the
    channels that stay, and of these all that is not kept for experiments.

    Parameters
    ----------
    taken
        Hours a month of the client's that go to the channels that stay.
    """
    if plan.teams:
        hours = sum(team.hours_per_week for team in plan.teams) * WEEKS_A_MONTH
    elif capacity.hours_per_week is None:
        return None
    else:
        hours = max(capacity.hours_per_week * WEEKS_A_MONTH - taken, 0.0)
    return hours * (1 - plan.reserve)


def as_capacity(hours: float | None) -> Capacity:
    """Write hours a month as the rules take them: a week; ``None`` if unknown."""
    return Capacity(hours_per_week=None if hours is None else hours / WEEKS_A_MONTH)
