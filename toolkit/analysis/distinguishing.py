"""What distinguishes a segment: answers that its people give more or less often than all others.

Segments that were found in some questions differ on these by construction; a test on them proves
nothing. So what distinguishes is looked for in the other questions, and an answer that made the
segments is given only when asked, marked, and without a test. Segments by a rule were made by the
column that the rule reads.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import false_discovery_control, norm

from toolkit.analysis.answer_codes import AnswerCodes, code_answers
from toolkit.analysis.contrasts import difference_interval
from toolkit.analysis.shares import Share, weighted_share
from toolkit.analysis.withholding import choose_withheld

Bools = npt.NDArray[np.bool_]

RATE = 0.05
COLUMNS = (
    "segment", "question", "answer", "made_segments", "share", "rest", "difference", "low", "high",
    "n", "n_rest", "p_value", "q_value", "clear",
)  # fmt: skip


def compare_answers(
    answers: pd.DataFrame,
    segments: pd.Series,
    made_by: Collection[str],
    *,
    weights: pd.Series | None = None,
    with_makers: bool = False,
    smallest_base: int = 10,
    withheld: Collection[Hashable] = (),
    least_difference: float = 0.05,
    rate: float = RATE,
) -> pd.DataFrame:
    """Compare how often each answer is given in each segment and among everybody outside it.

    Parameters
    ----------
    answers
        One row a respondent, as for :func:`toolkit.analysis.answer_codes.code_answers`.
    segments
        Segment of each respondent; who is in none is outside all.
    made_by
        Columns that made the segments.
    weights
        Of each respondent, above zero.
    with_makers
        Whether to give the columns that made the segments too.
    smallest_base
        People who answered the question, in the segment and outside it, at least; below that the
        row is left out, and so is one that would give it away by subtraction.
    withheld
        Segments of which another table withholds the size; they get no rows.
    least_difference
        Between two shares, from which a difference is worth telling (0 to 1).
    rate
        Share of the rows called clear that may be so by chance.

    Returns
    -------
    pandas.DataFrame
        ``segment``, ``question``, ``answer``, ``made_segments``, ``share`` and ``rest`` (fractions
        of who answered, in the segment and outside), ``difference``, ``low``, ``high`` (its
        interval), ``n``, ``n_rest`` (people who answered), ``p_value``, ``q_value`` (missing where
        the question made the segments), ``clear``; by segment, the largest difference first. Of a
        question with two answers only the one that the segment gives more often.

    Raises
    ------
    ValueError
        If segments or weights are not as many as the answers.

    Notes
    -----
    The test is that of two shares, pooled, on effective bases; q-values are those of Benjamini and
    Hochberg (1995), J. R. Statist. Soc. B 57, 289–300, over all rows tested. Intervals are
    Newcombe's, at the level at which those of the rows found hold the truth in all but `rate` of
    cases: 1 − rate × found ÷ tested (Benjamini and Yekutieli 2005, JASA 100, 71–81). Clear is a
    q-value of at most `rate`, an interval without 0, and `least_difference`; where a question made
    the segments, the last two at 1 − rate.
    """
    if len(segments) != len(answers):
        raise ValueError(f"{len(segments)} segments do not go with {len(answers)} respondents")
    if weights is not None and len(weights) != len(answers):
        raise ValueError(f"{len(weights)} weights do not go with {len(answers)} respondents")
    makers = {str(name) for name in made_by}
    wanted = [name for name in answers.columns if with_makers or str(name) not in makers]
    coded = code_answers(answers[wanted])
    sizes = np.ones(len(answers)) if weights is None else weights.to_numpy(dtype=np.float64)
    members = {
        segment: (segments == segment).fillna(value=False).to_numpy(dtype=bool)
        for segment in sorted(segments.dropna().unique())
    }
    hidden = {str(segment) for segment in withheld}
    rows = [
        row
        for place in range(len(coded.questions))
        for row in _compare(coded, place, members, sizes, smallest_base, hidden)
    ]
    columns = ["segment", "question", "answer", "inside", "outside"]
    table = pd.DataFrame(rows, columns=columns)
    table["made_segments"] = table["question"].isin(makers)
    for name, side in (("share", "inside"), ("rest", "outside")):
        table[name] = [one.share for one in table[side]]
    table["n"] = [one.n for one in table["inside"]]
    table["n_rest"] = [one.n for one in table["outside"]]
    table["difference"] = (table["share"] - table["rest"]).astype("float64")
    table = _add_tests(table, rate)
    table["clear"] &= table["difference"].abs() >= least_difference
    order = table.assign(size=-table["difference"].abs()).sort_values(
        ["segment", "size", "question", "answer"], kind="stable"
    )
    return order[list(COLUMNS)].reset_index(drop=True)


def find_distinguishing(compared: pd.DataFrame, *, most: int | None = None) -> pd.DataFrame:
    """Keep what is clear, at most so many answers a segment, the largest difference first.

    Parameters
    ----------
    compared
        What :func:`compare_answers` gave.
    """
    clear = compared[compared["clear"].astype(bool)]
    kept = clear if most is None else clear.groupby("segment", sort=False).head(most)
    return kept.reset_index(drop=True)


def _compare(
    coded: AnswerCodes,
    place: int,
    members: Mapping[Hashable, Bools],
    weights: npt.NDArray[np.float64],
    smallest_base: int,
    elsewhere: Collection[str],
) -> list[tuple[Hashable, str, str, Share, Share]]:
    """Give the shares of one question's answers in each segment that may be seen, and outside."""
    codes, labels = coded.codes[:, place], coded.answers[place]
    answered = codes >= 0
    everybody = int(answered.sum())
    bases = {str(segment): int(answered[inside].sum()) for segment, inside in members.items()}
    hidden = choose_withheld(bases, everybody, smallest_base, elsewhere)
    rows = []
    for segment, inside in members.items():
        if str(segment) in hidden or everybody - bases[str(segment)] < smallest_base:
            continue
        found = []
        for code, label in enumerate(labels):
            given = np.where(answered, codes == code, np.nan)
            one = weighted_share(given[inside], weights[inside])
            two = weighted_share(given[~inside], weights[~inside])
            found.append((segment, coded.questions[place], label, one, two))
        if len(labels) == 2:
            found = [max(found, key=lambda row: (row[3].share or 0) - (row[4].share or 0))]
        rows += found
    return rows


def _add_tests(table: pd.DataFrame, rate: float) -> pd.DataFrame:
    tested = ~table["made_segments"].to_numpy(dtype=bool)
    p_values = np.array(
        [_test(one, two) for one, two in zip(table["inside"], table["outside"], strict=True)]
    )
    p_values[~tested] = np.nan
    q_values = np.full(len(table), np.nan)
    if tested.any():
        q_values[tested] = false_discovery_control(p_values[tested])
    found = int((q_values <= rate).sum())
    level = 1 - rate * max(found, 1) / max(int(tested.sum()), 1)
    edges = [
        difference_interval(
            (one.share or 0, one.n_effective or 0),
            (two.share or 0, two.n_effective or 0),
            level if by_test else 1 - rate,
        )
        for one, two, by_test in zip(table["inside"], table["outside"], tested, strict=True)
    ]
    low, high = np.array(edges).reshape(-1, 2).T
    outside_zero = (low > 0) | (high < 0)
    return table.assign(
        p_value=p_values,
        q_value=q_values,
        low=low,
        high=high,
        clear=outside_zero & (~tested | (q_values <= rate)),
    )


def _test(one: Share, two: Share) -> float:
    """Give the two-sided p-value of two shares that differ, pooled, on effective bases."""
    n_one, n_two = one.n_effective or 0.0, two.n_effective or 0.0
    share_one, share_two = one.share or 0.0, two.share or 0.0
    pooled = (share_one * n_one + share_two * n_two) / (n_one + n_two)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n_one + 1 / n_two))
    if error == 0:
        return 1.0
    return float(2 * norm.sf(abs(share_one - share_two) / error))
