"""What a roadmap chooses from and what it has to fit: initiatives, hours, money, starts.

Time goes by quarters. Hours and money to set something up are spread evenly over the quarters that
it takes; those to keep it going begin in the quarter after, and go on to the end of the plan. Its
benefit counts for the quarters in which it runs, so that of two plans with the same initiatives the
one that begins earlier is worth more. Nothing is begun that is not ready when the plan ends, unless
its start is fixed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

MONTHS_A_QUARTER = 3
WEEKS_A_QUARTER = 13
QUARTERS_A_YEAR = 4
SLACK = 1e-9  # sums of decimals are not exact

LimitKind = Literal["hours", "money", "starts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapItem:
    """An initiative as the roadmap sees it.

    Parameters
    ----------
    key
        Its name, once in a problem.
    benefit
        What it is worth once it runs for a whole plan, 0 or more.
    hours_once, hours_monthly
        Hours by team: to set it up, and a month to keep it going.
    cost_once, cost_monthly
        The same in money.
    quarters
        Quarters to set it up; 0 for what runs from the quarter that it starts in, and is paid for
        at once.
    idea
        Of items with the same word here at most one is done; empty for an idea of its own.
    depends_on
        Keys of items that have to be set up before it starts. One that is not in the problem never
        will be, so that neither will this.
    """

    key: str
    benefit: float
    hours_once: Mapping[str, float] = field(default_factory=dict)
    hours_monthly: Mapping[str, float] = field(default_factory=dict)
    cost_once: float = 0.0
    cost_monthly: float = 0.0
    quarters: int = 1
    idea: str = ""
    depends_on: tuple[str, ...] = ()

    @property
    def teams(self) -> frozenset[str]:
        """The teams whose hours it takes."""
        asked = (*self.hours_once.items(), *self.hours_monthly.items())
        return frozenset(team for team, hours in asked if hours > 0)

    def ready(self, start: int) -> int:
        """Give the first quarter in which it runs, if it starts in the quarter `start`."""
        return start + self.quarters

    def hours(self, team: str, since: int) -> float:
        """Give its hours of a team in a quarter, `since` quarters after it started."""
        once, monthly = self.hours_once.get(team, 0.0), self.hours_monthly.get(team, 0.0)
        return self._spread(once, monthly, since)

    def money(self, since: int) -> float:
        """Give what it costs in a quarter, `since` quarters after it started."""
        return self._spread(self.cost_once, self.cost_monthly, since)

    def _spread(self, once: float, monthly: float, since: int) -> float:
        if since < 0:
            return 0.0
        if since < self.quarters:
            return once / self.quarters
        at_once = once if self.quarters == since == 0 else 0.0
        return at_once + MONTHS_A_QUARTER * monthly


@dataclass(frozen=True, slots=True)
class Limit:
    """So much of something, and no more, in the quarters from `first` to `last`.

    Parameters
    ----------
    kind
        Hours of a team, money, or initiatives that start.
    amount
        How much there is, what is kept for experiments left out.
    first, last
        Quarters of the plan, counted from 1, the last included.
    team
        Whose hours they are.
    """

    kind: LimitKind
    amount: float
    first: int
    last: int
    team: str = ""

    def holds(self, asked: float) -> bool:
        """Say whether so much may be asked."""
        return asked <= self.amount + SLACK * max(1.0, self.amount)


@dataclass(frozen=True, slots=True)
class Overrun:
    """A limit that would be broken, and how much would be asked of it."""

    limit: Limit
    asked: float

    @property
    def over(self) -> float:
        """How much is lacking, in the limit's own unit."""
        return self.asked - self.limit.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadmapProblem:
    """Initiatives, quarters, and everything that the plan has to fit.

    Parameters
    ----------
    items
        What may be done.
    quarters
        How many the plan has.
    hours
        Hours of each team, quarter by quarter. A team that an item names and that is not here has
        none.
    money_per_year
        For each plan year of four quarters; a last year that is shorter has its share of it.
        ``None`` for no limit.
    money_per_quarter
        The same for each quarter.
    most_starts
        How many may start in a quarter, whoever does them; ``None`` for no limit.
    reserve
        Share (0 to 1) of all hours and money that is kept for experiments.
    pins
        Quarter (from 1) in which an item has to start.

    Raises
    ------
    ValueError
        If it contradicts itself: a key that stands twice, hours for another number of quarters, a
        number below zero or none at all.
    """

    items: tuple[RoadmapItem, ...]
    quarters: int
    hours: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    money_per_year: float | None = None
    money_per_quarter: float | None = None
    most_starts: int | None = None
    reserve: float = 0.0
    pins: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        wrong = [*self._contradictions()]
        if wrong:
            raise ValueError("; ".join(wrong))

    @property
    def by_key(self) -> dict[str, RoadmapItem]:
        """The items by their keys."""
        return {item.key: item for item in self.items}

    def limits(self) -> tuple[Limit, ...]:
        """List all that the plan has to fit: hours by team and quarter, money, starts."""
        usable = 1 - self.reserve
        found = [
            Limit("hours", round(hours * usable, 9), quarter, quarter, team)
            for team in self._teams()
            for quarter, hours in enumerate(self.hours.get(team, (0.0,) * self.quarters), 1)
        ]
        if self.money_per_year is not None:
            for first in range(1, self.quarters + 1, QUARTERS_A_YEAR):
                last = min(first + QUARTERS_A_YEAR - 1, self.quarters)
                share = (last - first + 1) / QUARTERS_A_YEAR
                found.append(Limit("money", self.money_per_year * share * usable, first, last))
        for quarter in range(1, self.quarters + 1):
            if self.money_per_quarter is not None:
                found.append(Limit("money", self.money_per_quarter * usable, quarter, quarter))
            if self.most_starts is not None:
                found.append(Limit("starts", self.most_starts, quarter, quarter))
        return tuple(found)

    def worth(self, item: RoadmapItem, start: int) -> float:
        """Give an item's benefit for the quarters in which it runs, as a share of the plan's."""
        running = max(0, self.quarters + 1 - item.ready(start))
        return item.benefit * running / self.quarters

    def ask(self, item: RoadmapItem, start: int, limit: Limit) -> float:
        """Give what an item that starts in the quarter `start` asks of a limit."""
        if limit.kind == "starts":
            return float(limit.first <= start <= limit.last)
        quarters = range(limit.first, limit.last + 1)
        if limit.kind == "money":
            return sum(item.money(quarter - start) for quarter in quarters)
        return sum(item.hours(limit.team, quarter - start) for quarter in quarters)

    def benefit(self, starts: Mapping[str, int]) -> float:
        """Add up what a plan (key and quarter of start) is worth."""
        known = self.by_key
        return math.fsum(self.worth(known[key], start) for key, start in starts.items())

    def load(self, starts: Mapping[str, int]) -> dict[Limit, float]:
        """Add up what a plan asks of each limit."""
        known = self.by_key
        return {
            limit: math.fsum(self.ask(known[key], start, limit) for key, start in starts.items())
            for limit in self.limits()
        }

    def overruns(self, starts: Mapping[str, int]) -> tuple[Overrun, ...]:
        """List the limits that a plan would break."""
        return tuple(
            Overrun(limit, asked)
            for limit, asked in self.load(starts).items()
            if not limit.holds(asked)
        )

    def possible_starts(self, item: RoadmapItem) -> range:
        """Give the quarters in which an item can start and be ready when the plan ends."""
        return range(1, self.quarters + 2 - max(item.quarters, 1))

    def _teams(self) -> list[str]:
        asked = {team for item in self.items for team in item.teams}
        return [*self.hours, *sorted(asked - set(self.hours))]

    def _contradictions(self) -> Iterator[str]:
        if self.quarters < 1:
            yield "a plan has at least one quarter"
        if not 0 <= self.reserve <= 1:
            yield f"a reserve is a share, 0 to 1, and not {self.reserve:g}"
        keys = [item.key for item in self.items]
        yield from (f"“{key}” stands twice" for key in sorted({*keys}) if keys.count(key) > 1)
        for team, hours in self.hours.items():
            if len(hours) != self.quarters:
                yield f"“{team}” has hours for {len(hours)} quarters, and there are {self.quarters}"
        for what, number in self._numbers():
            if not (math.isfinite(number) and number >= 0):
                yield f"{what} cannot be {number:g}"

    def _numbers(self) -> Iterator[tuple[str, float]]:
        for what, number in (
            ("money a year", self.money_per_year),
            ("money a quarter", self.money_per_quarter),
            ("starts a quarter", self.most_starts),
        ):
            if number is not None:
                yield what, number
        for team, hours in self.hours.items():
            yield from ((f"hours of “{team}”", one) for one in hours)
        for item in self.items:
            named = {"benefit": item.benefit, "quarters": item.quarters}
            named |= {"cost": item.cost_once, "cost a month": item.cost_monthly}
            for what, number in named.items():
                yield f"{what} of “{item.key}”", number
            for hours_by_team in (item.hours_once, item.hours_monthly):
                yield from ((f"hours of “{item.key}”", one) for one in hours_by_team.values())
