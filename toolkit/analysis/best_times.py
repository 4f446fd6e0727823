"""On which weekday and in which part of the day a post draws more than its brand's others do.

For each post log(1 + interactions) minus the mean of the brand on that platform; the posts of a
weekday and part of the day make a cell. Cells of few posts jump about, so each is shrunk towards
the others by as much as its noise asks: a normal random-effects model, averaged over how far cells
may differ (Rubin 1981, *J. Educ. Stat.* 6, 377-401; Gelman and others, *Bayesian Data Analysis*,
5.4). A cell is only called better where all cells together differ more than chance allows
(Cochran's Q at 5%) and its own interval excludes the brand's level. What was posted when was not
drawn by lot: a better time may be a better sort of post.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ndtr
from scipy.stats import chi2

from toolkit.analysis.common_window import FEWEST_POSTS
from toolkit.analysis.compared_posts import ComparedPosts
from toolkit.analysis.weekly_intervals import Floats

DAYPARTS = {"night": (0, 6), "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24)}
TIME_COLUMNS = [
    "platform", "weekday", "daypart", "n_posts", "raw", "relative", "low", "high", "verdict",
]  # fmt: skip
# Fewer posts than this in a cell, and nothing is said of it.
FEWEST_IN_CELL = 5
ALPHA = 0.05
GRID = 200


@dataclass(frozen=True, slots=True)
class BestTimes:
    """The cells of each platform, and what they rest on.

    ``cells`` has the columns :data:`TIME_COLUMNS`, one row a weekday (0 is Monday) and part of the
    day with posts: ``raw`` and ``relative`` are factors on the brand's own level before and after
    shrinking (1.2: a fifth more), ``low`` and ``high`` the 95% interval of the latter, ``verdict``
    is ``better``, ``worse``, ``unclear`` or ``too few``. ``platforms`` has ``platform, n_posts,
    no_time, differs``: posts in cells, posts whose time of day is not known, and whether the cells
    differ more than chance allows.
    """

    cells: pd.DataFrame
    platforms: pd.DataFrame


class Shrunk(NamedTuple):
    """Cells after shrinking, with the 95% interval of each, and whether they differ at all."""

    values: Floats
    low: Floats
    high: Floats
    differs: bool


def shrink_cells(means: Floats, errors: Floats) -> Shrunk:
    """Shrink the means of cells towards each other.

    Parameters
    ----------
    means, errors
        Mean of each cell and its standard error, two cells or more.

    Returns
    -------
    Shrunk
        Posterior means and central 95% intervals under flat priors on the common mean and on the
        standard deviation between cells, computed on a grid of the latter; ``differs`` is
        Cochran's Q at 5%.
    """
    precision = 1 / errors**2
    middle = float(precision @ means / precision.sum())
    q = float(precision @ (means - middle) ** 2)
    differs = q > float(chi2.ppf(1 - ALPHA, len(means) - 1))
    # Far beyond what the means could come from; one row a value of the grid.
    top = 4 * float(np.hypot(means.std(), errors.mean()))
    between = (np.linspace(0, top, GRID) + top / GRID / 2)[:, None]
    weights = 1 / (errors**2 + between**2)
    total = weights.sum(axis=1, keepdims=True)
    centre = (weights * means).sum(axis=1, keepdims=True) / total
    likelihood = (
        0.5 * np.log(weights).sum(axis=1)
        - 0.5 * np.log(total[:, 0])
        - 0.5 * (weights * (means - centre) ** 2).sum(axis=1)
    )
    share = np.exp(likelihood - likelihood.max())
    share = (share / share.sum())[:, None]
    kept = between**2 * weights
    inner = kept * means + (1 - kept) * centre
    spread = np.sqrt(kept * errors**2 + (1 - kept) ** 2 / total)
    return Shrunk(
        (share * inner).sum(axis=0),
        _quantile(inner, spread, share, ALPHA / 2),
        _quantile(inner, spread, share, 1 - ALPHA / 2),
        bool(differs),
    )


def _quantile(means: Floats, spread: Floats, share: Floats, level: float) -> Floats:
    # Of a mixture of normal distributions, by halving the distance.
    low, high = (means - 8 * spread).min(axis=0), (means + 8 * spread).max(axis=0)
    for _ in range(40):
        middle = (low + high) / 2
        below = (share * ndtr((middle - means) / spread)).sum(axis=0) < level
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    found: Floats = (low + high) / 2
    return found


def find_times(compared: Iterable[ComparedPosts], client: str, zone: str) -> BestTimes:
    """Find the client's better times on each platform.

    Parameters
    ----------
    zone
        The client's time zone, in which weekdays and parts of the day are told.
    """
    cells = []
    platforms = []
    for one in compared:
        posts = one.of(client)
        if posts.empty:
            continue
        local = posts["published"].dt.tz_convert(zone)
        timed = (local.notna() & (local != local.dt.normalize())).to_numpy(bool)
        values = posts[f"count_{one.widest_count}"].to_numpy(float)
        used = timed & ~np.isnan(values)
        found, differs = _cells(local[used], np.log1p(values[used]))
        cells.append(found.assign(platform=one.platform))
        platforms.append(
            {
                "platform": one.platform,
                "n_posts": int(used.sum()),
                "no_time": int((~timed).sum()),
                "differs": differs,
            }
        )
    stacked = pd.concat(cells, ignore_index=True) if cells else pd.DataFrame(columns=TIME_COLUMNS)
    names = ["platform", "n_posts", "no_time", "differs"]
    return BestTimes(stacked[TIME_COLUMNS], pd.DataFrame(platforms, columns=names))


def _cells(local: pd.Series, logs: Floats) -> tuple[pd.DataFrame, bool]:
    starts = [start for start, _ in DAYPARTS.values()]
    part = np.searchsorted(starts, local.dt.hour.to_numpy(int), side="right") - 1
    frame = pd.DataFrame({"weekday": local.dt.day_of_week.to_numpy(int), "part": part, "log": logs})
    frame["log"] -= frame["log"].mean()
    found = frame.groupby(["weekday", "part"], as_index=False)["log"].agg(["mean", "size"])
    found["daypart"] = [list(DAYPARTS)[place] for place in found["part"]]
    found = found.rename(columns={"size": "n_posts"})
    found["raw"] = np.exp(found["mean"].astype(float))
    found["verdict"] = "too few"
    for name in ("relative", "low", "high"):
        found[name] = np.nan
    large = found["n_posts"].ge(FEWEST_IN_CELL)
    if len(frame) < FEWEST_POSTS or large.sum() < 2:
        return found, False
    known = found[large]
    inside = frame.merge(known[["weekday", "part", "mean"]], on=["weekday", "part"])
    freedom = len(inside) - len(known)
    variance = float(((inside["log"] - inside["mean"]) ** 2).sum() / freedom)
    if not variance > 0:
        return found, False
    sizes = known["n_posts"].to_numpy(float)
    shrunk = shrink_cells(known["mean"].to_numpy(float), np.sqrt(variance / sizes))
    found.loc[large, "relative"] = np.exp(shrunk.values)
    found.loc[large, "low"] = np.exp(shrunk.low)
    found.loc[large, "high"] = np.exp(shrunk.high)
    better, worse = shrunk.differs & (shrunk.low > 0), shrunk.differs & (shrunk.high < 0)
    verdicts = np.where(better, "better", np.where(worse, "worse", "unclear"))
    found.loc[large, "verdict"] = verdicts
    return found, shrunk.differs
