"""Groups of respondents that the answers themselves show, and whether there are any.

How many groups is decided by three things together: the Bayesian information criterion, which asks
whether a further group explains enough; stability, whether another sample of the same people would
have given the same groups; and size. Often the outcome is that there are none, and then nobody is
cut in pieces: groups by a rule (a column of the survey that the codebook names) are there for that,
as they are below a hundred answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd
from threadpoolctl import threadpool_limits

from toolkit.analysis.answer_codes import LeftOut
from toolkit.analysis.latent_classes import (
    STARTS,
    LatentClasses,
    Sample,
    describe_fit,
    fit_design,
    measure_bic,
    prepare_sample,
)
from toolkit.analysis.one_scale import Scale, are_levels, fit_scales
from toolkit.analysis.segment_stability import Division

Reason = Literal[
    "too_few_answers", "too_few_questions", "no_better_than_one", "unstable", "too_small", "narrow",
    "one_scale",
]  # fmt: skip
Verdict = Literal[
    "chosen", "one_group", "no_better_than_one", "unstable", "too_small", "narrow", "higher",
    "levels",
]  # fmt: skip

FEWEST_ANSWERS = 100
FEWEST_QUESTIONS = 3
"""Two questions leave two classes undetermined: Goodman (1974), Biometrika 61, 215–231."""
PRINTED = 2
"""Decimals with which stability is printed, and so judged."""
COLUMNS = (
    "k", "log_likelihood", "parameters", "bic", "entropy", "stability", "weakest", "smallest",
    "smallest_share", "telling", "agreeing", "verdict",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demands:
    """What segments have to meet, and how they were looked for.

    Parameters
    ----------
    most
        Largest number of segments that was tried.
    least_size, least_share
        People, and share of people (by weight), that the smallest segment has at least.
    least_stability
        Adjusted Rand index over samples, on average, at least; from 0.65 on moderate, from 0.8 on
        good agreement (Steinley 2004, Psychological Methods 9, 386–396).
    least_likeness
        What every segment's own Jaccard likeness stays above; 0.5 is where groups dissolve (Hennig
        2007, Computational Statistics & Data Analysis 52, 258–271).
    seed, draws, starts
        Of the search; samples drawn; starts of each number of segments.
    """

    most: int = 6
    least_size: int = 30
    least_share: float = 0.05
    least_stability: float = 0.65
    least_likeness: float = 0.5
    seed: int = 1
    draws: int = 20
    starts: int = STARTS


@dataclass(frozen=True, slots=True, eq=False)
class Segmentation:
    """The segments that were found, or why there are none.

    Parameters
    ----------
    segments
        Segment of each respondent, 1 the largest; missing for who answered nothing. ``None``
        without segments.
    reason
        Why there are no segments; ``None`` where there are. ``too_few_answers``: below
        :data:`FEWEST_ANSWERS`; ``too_few_questions``: below :data:`FEWEST_QUESTIONS` that part
        people at all; ``no_better_than_one``: no number of groups explains more than one group
        does, for what it costs; ``too_small``: one does, but some of its groups are too few people;
        ``unstable``: in another sample they would be others; ``narrow``: fewer than
        :data:`FEWEST_QUESTIONS` questions tell them apart; ``one_scale``: they are levels of one
        scale, more and less of the same.
    model
        The latent class model behind the segments.
    sizes
        ``segment``, ``n`` (people), ``share`` (of people, by weight), ``stability`` (Jaccard
        likeness over samples), ``certainty`` (mean chance of its people to be in it).
    grounds
        One row for each number of segments tried: ``k``, ``log_likelihood``, ``parameters``,
        ``bic``, ``entropy``, ``stability`` (mean adjusted Rand index over samples; missing for one
        group), ``weakest`` (least Jaccard likeness of a segment), ``smallest`` (people in the
        smallest), ``smallest_share`` (by weight), ``telling`` (questions that tell them apart),
        ``agreeing`` (of the best starts, how many came
        to the same likelihood), ``verdict``. Empty where nothing was tried.
    answered
        Respondents who answered any of the questions.
    questions, left_out
        Columns that made the segments; the others, with the reason.
    demands
        What was asked of segments.
    scale
        The scale that the groups were held against; ``None`` where no number held.
    """

    segments: pd.Series | None
    reason: Reason | None
    model: LatentClasses | None
    sizes: pd.DataFrame
    grounds: pd.DataFrame
    answered: int
    questions: tuple[str, ...]
    left_out: dict[str, LeftOut]
    demands: Demands
    scale: Scale | None = None

    @property
    def chosen(self) -> int | None:
        """Number of segments; ``None`` without."""
        return None if self.model is None else len(self.model.sizes)


def find_segments(
    answers: pd.DataFrame, *, weights: pd.Series | None = None, demands: Demands | None = None
) -> Segmentation:
    """Look for groups in the answers, and say whether they hold.

    Parameters
    ----------
    answers
        The columns that may make segments, as for
        :func:`toolkit.analysis.answer_codes.code_answers`: one row a respondent. A question that
        follows from another (not asked because of an earlier answer) should not stand beside it.
    weights
        Of each respondent, above zero.
    demands
        By default those of :class:`Demands`.

    Returns
    -------
    Segmentation
        The same for the same answers, in whatever order rows and columns stand.

    Raises
    ------
    ValueError
        If weights are not as many as the answers, or one is not above zero.

    Notes
    -----
    Of the numbers of groups with a BIC below that of one group, that are stable and large enough,
    the one with the lowest BIC, unless one scale has a BIC as low, or the groups do the same things
    more and less (:func:`toolkit.analysis.one_scale.are_levels`). Each sample is drawn with
    replacement from the respondents, fitted anew (from starts of its own and from the groups found,
    whichever ends higher), and everybody is assigned by that fit; its agreement with the groups
    found is averaged over the samples.
    """
    asked = demands or Demands()
    sample = prepare_sample(answers, weights)
    few: Reason | None = None
    if len(sample.order) < FEWEST_ANSWERS and _count_answering(answers) < FEWEST_ANSWERS:
        few = "too_few_answers"
    elif len(sample.coded.questions) < FEWEST_QUESTIONS:
        few = "too_few_questions"
    elif len(sample.order) < FEWEST_ANSWERS:
        few = "too_few_answers"
    if few:
        return _without(sample, asked, few, pd.DataFrame(columns=list(COLUMNS)))
    # Matrices this small gain nothing from a second core, and threads that wait for one on a busy
    # machine made it ten times slower.
    with threadpool_limits(limits=1, user_api="blas"):
        found = {
            k: Division.of(
                fit_design(sample.design, k, seed=asked.seed, starts=asked.starts),
                sample.design,
                seed=asked.seed,
                draws=asked.draws,
            )
            for k in range(1, asked.most + 1)
        }
    grounds = pd.DataFrame([(*one.describe(), "") for one in found.values()], columns=list(COLUMNS))
    grounds["verdict"] = judge_numbers(grounds, asked)
    chosen = grounds.loc[grounds["verdict"] == "chosen", "k"]
    if chosen.empty:
        return _without(sample, asked, _find_reason(grounds), grounds)
    division = found[int(chosen.iloc[0])]
    with threadpool_limits(limits=1, user_api="blas"):
        scale = fit_scales(sample.design, int(chosen.iloc[0]))
    if scale.bic <= measure_bic(division.fit, sample.design) or are_levels(
        division.fit, sample.design, sample.coded.answers
    ):
        holding = grounds["verdict"].isin(["chosen", "higher"])
        grounds["verdict"] = grounds["verdict"].mask(holding, "levels")
        return _without(sample, asked, "one_scale", grounds, scale)
    model = describe_fit(sample, division.fit, answers.index)
    sizes = pd.DataFrame(
        {
            "segment": range(1, len(division.counts) + 1),
            "n": division.counts,
            "share": division.shares,
            "stability": division.likeness,
            "certainty": division.certainty,
        }
    )
    return Segmentation(
        model.assigned, None, model, sizes, grounds, len(sample.order), sample.coded.questions,
        sample.coded.left_out, asked, scale,
    )  # fmt: skip


def _count_answering(answers: pd.DataFrame) -> int:
    # Who answered only what everybody answers alike did answer.
    gave = answers.astype("string").apply(lambda one: one.str.strip()).fillna("") != ""
    return int(gave.any(axis="columns").sum())


def judge_numbers(grounds: pd.DataFrame, demands: Demands) -> list[Verdict]:
    """Say of each number of segments whether it is chosen, or what it fails on first.

    Parameters
    ----------
    grounds
        As in :class:`Segmentation`, without ``verdict``; one group comes first.
    """
    verdicts: list[Verdict] = []
    one = grounds["bic"].iloc[0]
    for row in grounds.to_dict("records"):
        if row["k"] == 1:
            verdicts.append("one_group")
        elif row["bic"] >= one:
            verdicts.append("no_better_than_one")
        elif row["smallest"] < demands.least_size or row["smallest_share"] < demands.least_share:
            verdicts.append("too_small")
        elif not (
            round(row["stability"], PRINTED) >= demands.least_stability
            and round(row["weakest"], PRINTED) > demands.least_likeness
        ):
            verdicts.append("unstable")
        elif row["telling"] < FEWEST_QUESTIONS:
            verdicts.append("narrow")
        else:
            verdicts.append("higher")
    passed = [number for number, verdict in enumerate(verdicts) if verdict == "higher"]
    if passed:
        verdicts[min(passed, key=lambda number: float(grounds["bic"].iloc[number]))] = "chosen"
    return verdicts


def _find_reason(grounds: pd.DataFrame) -> Reason:
    # The number of groups that explains most is the one whose failing is told.
    best = grounds["verdict"].iloc[int(grounds["bic"].to_numpy().argmin())]
    if best == "one_group":
        return "no_better_than_one"
    return best if best in ("too_small", "narrow") else "unstable"


def _without(
    sample: Sample,
    demands: Demands,
    reason: Reason,
    grounds: pd.DataFrame,
    scale: Scale | None = None,
) -> Segmentation:
    sizes = pd.DataFrame(columns=["segment", "n", "share", "stability", "certainty"])
    return Segmentation(
        None, reason, None, sizes, grounds, len(sample.order), sample.coded.questions,
        sample.coded.left_out, demands, scale,
    )  # fmt: skip
