"""How far a figure could have been otherwise: weeks are the cases, and a test of them is inverted.

Posts of one week share an event, a campaign, a holiday; single posts as cases would pretend to more
than is known. Each figure here is the value at which what the weeks say adds up to nothing: for a
median, the posts above it less those below it. An interval holds every value at which the weeks'
sums still fit a mean of nothing, after a t-test with as many cases as there are weeks with posts.
It keeps to the posts' own values, needs no draws, and holds what it promises for a dozen weeks too,
where a percentile bootstrap of weeks is too narrow (measured: ``benchmarks/coverage.py``).

Sources: for medians Francisco and Fuller (1991), Quantile estimation with a complex survey design,
Annals of Statistics 19, 454-469; that a t-test of clusters stays valid where their spreads differ,
Ibragimov and Müller (2010), Journal of Business & Economic Statistics 28, 453-468.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from toolkit.analysis.shares import wilson_interval

Floats = npt.NDArray[np.float64]
Weeks = npt.NDArray[np.int64]

LEVEL = 0.95
UNKNOWN = (-math.inf, math.inf)


class Estimate(Protocol):
    """A figure with its interval at any level; ``scores`` say by week what pulls it up or down."""

    @property
    def value(self) -> float: ...  # noqa: D102

    @property
    def scores(self) -> Floats: ...  # noqa: D102

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Give both ends; infinite where the weeks set no bound."""


@dataclass(frozen=True, slots=True, eq=False)
class Median:
    """The middle of posts, with the test of each value that it could have.

    ``points`` are the distinct values in order; ``below`` holds the t of the weeks' sums for a
    median just below each, ``above`` for one just above it.
    """

    value: float
    scores: Floats
    points: Floats
    below: Floats
    above: Floats
    weeks: int

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Give the values around the median that the test does not turn down."""
        if self.weeks < 2:
            return UNKNOWN
        bound = t_quantile(self.weeks - 1, level)
        low = self.points[self.below < -bound][-1:]
        high = self.points[self.above > bound][:1]
        return (float(low[0]) if len(low) else -math.inf, float(high[0]) if len(high) else math.inf)


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A sum over another sum, such as one brand's interactions over everybody's.

    The interval is that of Fieller (1954), Some problems in interval estimation, Journal of the
    Royal Statistical Society B 16, 175-185, with weeks as cases, kept between nothing and
    ``ceiling``. Of sums that a few posts decide it is too narrow: a little for a share, where both
    sums hold those posts, and much for an average (measured: ``docs/methods.md``).
    """

    value: float
    scores: Floats
    part: Floats
    whole: Floats
    ceiling: float

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Solve for the ratios at which part - ratio × whole still fits a mean of nothing."""
        weeks = int((self.whole > 0).sum())
        if weeks < 2:
            return UNKNOWN
        part, whole = self.part[self.whole > 0], self.whole[self.whole > 0]
        spread = np.cov(part, whole) * weeks * t_quantile(weeks - 1, level) ** 2
        square = whole.sum() ** 2 - spread[1, 1]
        linear = part.sum() * whole.sum() - spread[0, 1]
        root = linear**2 - square * (part.sum() ** 2 - spread[0, 0])
        if square <= 0 or root < 0:
            return UNKNOWN
        low, high = ((linear + sign * math.sqrt(root)) / square for sign in (-1, 1))
        return max(low, 0.0), min(high, self.ceiling)


@dataclass(frozen=True, slots=True, eq=False)
class Rhythm:
    """Posts a week, weeks without a post among them; the last week may be a part of one."""

    value: float
    scores: Floats
    length: float

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Give value ÷ factor and value × factor: what cannot be negative varies by factors."""
        weeks = len(self.scores)
        if weeks < 2 or self.value <= 0:
            return UNKNOWN
        error = math.sqrt(weeks * self.scores.var(ddof=1)) / self.length
        factor = math.exp(min(t_quantile(weeks - 1, level) * error / self.value, 700))
        return self.value / factor, self.value * factor


@dataclass(frozen=True, slots=True, eq=False)
class Proportion:
    """The share of posts of some kind, such as those with any interaction at all.

    Wilson's interval with the number of posts that weeks leave effective (never more than there
    are), widened to the t of those weeks: Korn and Graubard (1998), Confidence intervals for
    proportions with small expected number of positive counts, Survey Methodology 24, 193-201.
    """

    value: float
    scores: Floats
    posts: int
    weeks: int

    def interval(self, level: float = LEVEL) -> tuple[float, float]:
        """Give Wilson's interval on the effective number of posts."""
        if self.weeks < 2:
            return UNKNOWN
        within = self.value * (1 - self.value) * self.posts
        between = self.weeks / (self.weeks - 1) * float((self.scores**2).sum())
        effective = self.posts * min(1.0, within / between) if between > 0 else float(self.posts)
        normal = float(ndtri((1 + level) / 2))
        shrunk = effective * (normal / t_quantile(self.weeks - 1, level)) ** 2
        return wilson_interval(self.value, shrunk, level)


def estimate_median(values: Floats, weeks: Weeks, n_weeks: int) -> Median:
    """Find the median of `values` and what the weeks say of every other value.

    Parameters
    ----------
    values
        One value a post, at least one, none missing.
    weeks
        The week (0 to `n_weeks` - 1) of each.
    """
    order = np.argsort(values)
    ranked, places = values[order], weeks[order]
    sizes = np.bincount(weeks, minlength=n_weeks)
    by_week = np.argsort(places.astype(np.uint16), kind="stable")  # short ones sort by counting
    earlier = np.empty(len(values))
    earlier[by_week] = np.arange(len(values)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # As the value passes a post, its week's sum of ±½ rises by one; so does the sum of all, and the
    # sum of the weeks' squares by twice what it was and one.
    squares = (sizes**2).sum() / 4 + np.cumsum(
        np.concatenate(([0.0], 2 * earlier - sizes[places] + 1))
    )
    sums = np.arange(len(values) + 1) - len(values) / 2
    used = int((sizes > 0).sum())
    spread = (squares - sums**2 / used) * used / max(used - 1, 1)
    tests = np.where(sums == 0, 0.0, sums / np.sqrt(np.maximum(spread, 1e-9)))
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True)) + 1
    starts = np.concatenate(([0], ends[:-1]))
    middle = float(ranked[[(len(values) - 1) // 2, len(values) // 2]].mean())
    return Median(
        value=middle,
        scores=np.bincount(weeks, np.sign(values - middle), n_weeks).astype(float),
        points=ranked[ends - 1],
        below=tests[starts],
        above=tests[ends],
        weeks=used,
    )


def estimate_ratio(part: Floats, whole: Floats, ceiling: float = math.inf) -> Ratio:
    """Divide the sum of `part` by that of `whole` (above zero), both with one sum a week."""
    value = float(part.sum() / whole.sum())
    return Ratio(value, part - value * whole, part, whole, ceiling)


def estimate_rhythm(posts: Floats, lengths: Floats) -> Rhythm:
    """Divide posts by weeks, both given week by week; a broken week has a length below 1."""
    value = float(posts.sum() / lengths.sum())
    return Rhythm(value, posts - value * lengths, float(lengths.sum()))


def estimate_proportion(hits: npt.NDArray[np.bool_], weeks: Weeks, n_weeks: int) -> Proportion:
    """Find the share of posts that are hits; one truth value and one week a post, at least one."""
    value = float(hits.mean())
    used = int((np.bincount(weeks, minlength=n_weeks) > 0).sum())
    scores = np.bincount(weeks, hits - value, n_weeks).astype(float)
    return Proportion(value, scores, len(hits), used)


def difference_interval(
    first: Estimate, second: Estimate, level: float = LEVEL, *, same_weeks: bool
) -> tuple[float, float]:
    """Give the interval of `first` minus `second`.

    Two intervals are joined by squares, so that ends as far apart as both intervals' are not asked
    for. Where both are of the same weeks, what these did to both (a holiday, a storm) falls out:
    the correlation of the weeks' scores is that of the two figures.

    Notes
    -----
    Zou, G. Y. and Donner, A. (2008), Construction of confidence limits about effect measures,
    Statistics in Medicine 27, 1693-1702; with a correlation Zou, G. Y. (2007), Toward using
    confidence intervals to compare correlations, Psychological Methods 12, 399-413.
    """
    shared = _correlation(first.scores, second.scores) if same_weeks else 0.0
    (low, high), (other_low, other_high) = first.interval(level), second.interval(level)
    difference = first.value - second.value
    return (
        difference - _join(first.value - low, other_high - second.value, shared),
        difference + _join(high - first.value, second.value - other_low, shared),
    )


@lru_cache(maxsize=4096)
def t_quantile(freedom: int, level: float) -> float:
    """Give the t that `level` of a t distribution with `freedom` degrees lies within."""
    return float(stdtrit(freedom, (1 + level) / 2))


def _correlation(first: Floats, second: Floats) -> float:
    size = math.sqrt(float((first**2).sum() * (second**2).sum()))
    return float((first * second).sum()) / size if size else 0.0


def _join(one: float, two: float, shared: float) -> float:
    if math.isinf(one) or math.isinf(two):
        return math.inf
    return math.sqrt(max(one**2 + two**2 - 2 * shared * one * two, 0.0))
