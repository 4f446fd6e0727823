"""What initiatives bring and what they ask: scores of several raters, hours and money.

Benefit is an additive value on scales with fixed anchors, where 0 is as good as doing nothing. So
an initiative's benefit depends on nothing but its own scores: adding another one, or the same one
twice, never reorders the rest. Effort stays beside it, in hours and money: nothing is divided.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from toolkit.analysis.concordance import Concordance, measure_concordance
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion, Initiative

HIGHEST_SCORE = 5
WIDE = 3  # steps between raters from which they should talk before anyone computes
MONTHS = 12


@dataclass(frozen=True, slots=True, eq=False)
class Scoring:
    """Benefits, and the scores behind them.

    Parameters
    ----------
    benefits
        ``initiative`` (key), ``benefit`` (0 is doing nothing, 100 the most that the scales allow;
        missing while a criterion has no score), ``rank`` (1 is the highest benefit; equal ones
        share it), ``unrated`` (criteria without any score).
    scores
        ``initiative``, ``criterion``, ``median``, ``quartile_1``, ``quartile_3``, ``lowest``,
        ``highest`` (0 to 5), ``n`` (raters who gave a score), ``disagreement`` (whether they lie
        three steps or more apart and no score was agreed on), ``deviation`` (standard deviation
        between the raters),
        ``agreed`` (the score settled on after talking; missing without), ``counts`` (the score
        that the benefit is made of: the agreed one, else the median), ``differing`` (names of the
        raters who gave another score than the agreed one).
    efforts
        ``initiative``, ``hours_technical``, ``hours_organisational`` (to set up), ``hours_running``
        (a month), ``hours_first_year``, ``cost_first_year``, ``organisational_share`` (of the first
        year's hours, running ones included; missing without hours).
    weights
        Weight of each criterion, adding up to 1.
    raters
        Names, in order.
    concordance
        Agreement of the raters on the order of the initiatives.
    """

    benefits: pd.DataFrame
    scores: pd.DataFrame
    efforts: pd.DataFrame
    weights: dict[str, float]
    raters: tuple[str, ...]
    concordance: Concordance


def normalise_swings(swings: dict[str, float]) -> dict[str, float]:
    """Divide swing weights, or points, by their sum.

    A swing is the worth of going from the worst to the best end of a scale, which is the only thing
    that makes weights of different scales comparable. Department for Communities and Local
    Government (2009), Multi-criteria analysis: a manual, section 6.2.10.

    Raises
    ------
    ValueError
        If one is missing or negative, or none is above zero.
    """
    total = sum(swings.values())
    if not all(math.isfinite(one) and one >= 0 for one in swings.values()) or total <= 0:
        raise ValueError("weights must not be missing or negative, and one must be above zero")
    return {key: swing / total for key, swing in swings.items()}


def additive_benefit(scores: dict[str, float], weights: dict[str, float]) -> float:
    """Add up weighted scores on scales from 0 to 5, as a number from 0 to 100.

    Keeney, R. L. and Raiffa, H. (1976), Decisions with Multiple Objectives, chapter 3. A criterion
    without a score leaves the benefit unknown.
    """
    return 100 * sum(
        weight * scores.get(key, np.nan) / HIGHEST_SCORE
        for key, weight in weights.items()
        if weight
    )


def additive_values(
    matrix: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    scaling: Literal["anchors", "min_max"] = "anchors",
    costs: Sequence[bool] = (),
    lowest: float = 0,
    highest: float = HIGHEST_SCORE,
) -> npt.NDArray[np.float64]:
    """Give the additive value, 0 to 1 within the anchors, of each row of a matrix.

    Parameters
    ----------
    matrix, weights
        As :func:`check_matrix` takes them.
    scaling, costs, lowest, highest
        As :func:`scale_matrix` takes them.

    Raises
    ------
    ValueError
        As :func:`check_matrix` and :func:`scale_matrix`.
    """
    values, shares = check_matrix(matrix, weights)
    scaled = scale_matrix(values, scaling=scaling, costs=costs, lowest=lowest, highest=highest)
    return np.asarray(scaled @ shares)


def scale_matrix(
    matrix: npt.ArrayLike,
    *,
    scaling: Literal["anchors", "min_max"] = "anchors",
    costs: Sequence[bool] = (),
    lowest: float = 0,
    highest: float = HIGHEST_SCORE,
) -> npt.NDArray[np.float64]:
    """Bring every criterion of a matrix to a scale from 0 to 1, where more is better.

    Parameters
    ----------
    matrix
        Items by criteria, also a data frame.
    scaling
        ``anchors`` takes each criterion from `lowest` to `highest`, fixed before anybody scored.
        ``min_max`` takes it from the lowest to the highest score there is, as some published
        examples do: there, another item can reorder the rest. A criterion on which all items are
        equal then counts for nothing.
    costs
        For each criterion whether less is better; empty: more is better throughout.
    lowest, highest
        The anchors, the same for all criteria.

    Raises
    ------
    ValueError
        If a number is missing, costs are not told of every criterion, or anchors do not rise.
    """
    values = read_matrix(matrix)
    count = values.shape[1]
    if not lowest < highest:
        raise ValueError(f"the highest anchor must lie above the lowest; got {lowest}, {highest}")
    if len(costs) not in {0, count}:
        raise ValueError(f"expected to know of {count} criteria whether they are costs")
    if scaling == "min_max":
        low, width = values.min(axis=0), np.ptp(values, axis=0)
    else:
        low, width = np.full(count, float(lowest)), np.full(count, float(highest - lowest))
    scaled = np.divide(values - low, width, out=np.zeros_like(values), where=width > 0)
    if len(costs):
        scaled = np.where(np.asarray(costs, dtype=bool) & (width > 0), 1 - scaled, scaled)
    return np.asarray(scaled)


def read_matrix(matrix: npt.ArrayLike, *, gaps: bool = False) -> npt.NDArray[np.float64]:
    """Read an items by criteria matrix: lists, an array or a data frame.

    Parameters
    ----------
    gaps
        Whether a score may be missing.

    Raises
    ------
    ValueError
        If it is not items by criteria, or a number is missing or infinite.
    """
    values = np.asarray(matrix, dtype=np.float64)
    if values.ndim != 2 or not values.size:
        raise ValueError(f"expected items by criteria, at least one of each; got {values.shape}")
    if not (np.isfinite(values) | (gaps & np.isnan(values))).all():
        raise ValueError("a score is missing or infinite")
    return values


def check_matrix(
    matrix: npt.ArrayLike, weights: npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Check an items by criteria matrix and its weights; give both, the weights adding up to 1.

    Parameters
    ----------
    matrix
        Items by criteria: lists, an array, or a data frame with the criteria as its columns.
    weights
        One a criterion. Of a data frame, a series is taken by its labels and not by its order.

    Raises
    ------
    ValueError
        If shapes or labels do not go together, a number is missing or infinite, or weights are
        negative or all zero.
    """
    if isinstance(matrix, pd.DataFrame) and isinstance(weights, pd.Series):
        if set(weights.index) != set(matrix.columns) or not weights.index.is_unique:
            raise ValueError("the weights' labels are not those of the criteria")
        weights = weights[list(matrix.columns)]
    values = read_matrix(matrix)
    shares = np.asarray(weights, dtype=np.float64)
    if shares.shape != values.shape[1:]:
        raise ValueError(f"expected {values.shape[1]} weights, one a criterion; got {shares.size}")
    if not np.isfinite(shares).all():
        raise ValueError("a weight is missing or infinite")
    if (shares < 0).any() or shares.sum() <= 0:
        raise ValueError("weights must not be negative, and one must be above zero")
    return values, shares / shares.sum()


def measure_effort(initiative: Initiative) -> tuple[float, float, float | None]:
    """Give hours in the first year, cost in the first year, and the organisational share of hours.

    Running is people's work, so its hours count as organisational.
    """
    running = MONTHS * initiative.hours_running
    hours = initiative.hours_technical + initiative.hours_organisational + running
    cost = initiative.cost + MONTHS * initiative.cost_running
    share = (initiative.hours_organisational + running) / hours if hours else None
    return hours, cost, share


def summarise_scores(
    ratings: pd.DataFrame,
    initiatives: Sequence[Initiative],
    criteria: Sequence[Criterion],
    agreed: Mapping[tuple[str, str], int] | None = None,
) -> pd.DataFrame:
    """Summarise the scores of each initiative on each criterion, as :class:`Scoring` says.

    Parameters
    ----------
    ratings
        ``rater``, ``initiative``, ``criterion``, ``score``.
    agreed
        Scores settled on, by initiative and criterion.
    """
    settled = agreed or {}
    given = {
        (str(initiative), str(criterion)): mine
        for (initiative, criterion), mine in ratings.groupby(["initiative", "criterion"])
    }
    rows = []
    for initiative in initiatives:
        for criterion in criteria:
            pair = (initiative.key, criterion.key)
            mine = given.get(pair, ratings.head(0))
            scores = mine["score"].to_numpy(dtype=np.float64)
            # Median first: readers compute it by hand.
            points = np.quantile(scores, [0.5, 0.25, 0.75, 0, 1]) if scores.size else [np.nan] * 5
            # What was agreed on is settled, however far apart it was before.
            apart = bool(scores.size) and bool(np.ptp(scores) >= WIDE)
            wide = apart and pair not in settled
            deviation = scores.std() if scores.size else np.nan
            score = settled.get(pair, np.nan)
            counts = points[0] if np.isnan(score) else score
            differing = tuple(mine.loc[mine["score"] != score, "rater"]) if pair in settled else ()
            rows.append((*pair, *points, scores.size, wide, deviation, score, counts, differing))
    numbers = ["median", "quartile_1", "quartile_3", "lowest", "highest"]
    more = ["deviation", "agreed", "counts"]
    columns = ["initiative", "criterion", *numbers, "n", "disagreement", *more, "differing"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys([*numbers, *more], "float64"))


def tabulate_counts(
    scoring: Scoring, initiatives: Sequence[str], criteria: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Give the scores that count, initiatives by criteria; ``nan`` where there is none."""
    table = scoring.scores.set_index(["initiative", "criterion"])["counts"]
    pairs = pd.MultiIndex.from_product([initiatives, criteria])
    counts = table.reindex(pairs).to_numpy(dtype=np.float64)
    return counts.reshape(len(initiatives), len(criteria))


def _benefits_by_rater(
    ratings: pd.DataFrame, keys: Sequence[str], raters: Sequence[str], weights: dict[str, float]
) -> list[list[float]]:
    given = {
        (rater, initiative, criterion): float(score)
        for rater, initiative, criterion, score in ratings.itertuples(index=False)
    }
    return [
        [
            additive_benefit(
                {
                    criterion: given[rater, key, criterion]
                    for criterion in weights
                    if (rater, key, criterion) in given
                },
                weights,
            )
            for rater in raters
        ]
        for key in keys
    ]


def score_initiatives(choice: Choice) -> Scoring:
    """Score all initiatives of a choice.

    The score that was agreed on stands for the team, and where none was, the median over the scores
    that were given; a rater who gave none leaves the rest as they are. An initiative that lacks any
    score on a criterion has no benefit and no rank. Agreement between the raters is that of their
    own scores, whatever was agreed on later.
    """
    keys = [initiative.key for initiative in choice.initiatives]
    ratings = pd.DataFrame(
        [(it.rater, it.initiative, it.criterion, it.score) for it in choice.ratings],
        columns=["rater", "initiative", "criterion", "score"],
    )
    swings = {criterion.key: criterion.swing for criterion in choice.criteria}
    weights = normalise_swings(swings) if swings else {}
    agreed = {(it.initiative, it.criterion): it.score for it in choice.agreed}
    scores = summarise_scores(ratings, choice.initiatives, choice.criteria, agreed)
    rows = []
    for key in keys:
        mine = scores[(scores["initiative"] == key) & scores["counts"].notna()]
        counted = dict(
            zip(mine["criterion"].astype(str), mine["counts"].astype(float), strict=True)
        )
        unrated = tuple(name for name, weight in weights.items() if weight and name not in counted)
        benefit = additive_benefit(counted, weights) if weights else np.nan
        rows.append((key, benefit, unrated))
    benefits = pd.DataFrame(rows, columns=["initiative", "benefit", "unrated"])
    benefits["benefit"] = benefits["benefit"].astype("float64")
    # Equal sums can differ in their last digits, and are equal all the same.
    benefits["rank"] = (
        benefits["benefit"].round(9).rank(ascending=False, method="min").astype("Int64")
    )
    raters = tuple(dict.fromkeys(sorted(ratings["rater"])))
    efforts = pd.DataFrame(
        [
            (
                it.key, it.hours_technical, it.hours_organisational, it.hours_running,
                *measure_effort(it),
            )
            for it in choice.initiatives
        ],
        columns=[
            "initiative", "hours_technical", "hours_organisational", "hours_running",
            "hours_first_year", "cost_first_year", "organisational_share",
        ],
    )  # fmt: skip
    concordance = measure_concordance(_benefits_by_rater(ratings, keys, raters, weights))
    return Scoring(
        benefits[["initiative", "benefit", "rank", "unrated"]],
        scores, efforts, weights, raters, concordance,
    )  # fmt: skip
