"""Whether the margins of a population can be reached with the answers that there are.

A target needs a column and an answer that somebody gave; targets sum to a whole, and those that are
counts speak of the same population.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import pandas as pd

from toolkit.errors import Fault, fill

ROUNDING = 0.005
"""How far targets may be from 1, from 100% or from each other, as a share, to be scaled."""


def read_labels(answers: pd.Series) -> pd.Series:
    """Give answers as the words that targets are given for; what is missing is empty."""
    return answers.astype("string").str.strip().fillna("")


def check_margins(
    answers: pd.DataFrame, margins: Mapping[str, Mapping[str, float]]
) -> Iterator[Fault]:
    """Give everything that makes a margin unusable, and what was made of targets that nearly fit.

    Parameters
    ----------
    answers
        One row a respondent, with a column for each margin.
    margins
        By column: by answer its share, percentage or count in the population.
    """
    populations: dict[str, float] = {}
    for column, targets in margins.items():
        if column not in answers.columns:
            yield Fault(
                "Targets are given for a column that the answers do not have.",
                column=column,
                expected="a column with exactly this header",
                remedy="Correct the name, or take these targets out.",
            )
            continue
        wrong = [label for label, target in targets.items() if not 0 <= target < math.inf]
        if wrong or not targets:
            yield Fault(
                "A target has to be a number, and not below zero.",
                column=column,
                got=", ".join(f"“{label}”: {targets[label]}" for label in wrong)
                if wrong
                else fill("no targets"),
                remedy="Give each answer its share, its percentage or its count.",
            )
            continue
        yield from _check_sum(column, targets, populations)
        yield from _check_answers(column, targets, read_labels(answers[column]))
    if populations and max(populations.values()) > min(populations.values()) * (1 + ROUNDING):
        yield Fault(
            "The targets are counts of different populations.",
            got=", ".join(f"{column}: {whole:,.0f}" for column, whole in populations.items()),
            expected="the same number of people for every column",
            remedy="Take counts of the same people, or give percentages.",
        )


def _check_sum(
    column: str, targets: Mapping[str, float], populations: dict[str, float]
) -> Iterator[Fault]:
    whole = math.fsum(targets.values())
    near = next((one for one in (1, 100) if abs(whole / one - 1) <= ROUNDING), None)
    if near is not None and abs(whole / near - 1) > 1e-9:
        yield Fault(
            "Targets that nearly sum to the whole were scaled to it.",
            severity="note",
            column=column,
            got=f"{whole:.6g}",
            expected=str(near),
        )
    elif near is None and whole > 100:
        populations[column] = whole
    elif near is None:
        yield Fault(
            "These targets do not sum to a whole.",
            column=column,
            got=f"{whole:.6g}",
            expected="1 for shares, 100 for percentages, or counts of a whole population",
            remedy="Add the answers that lack a target, or correct the numbers.",
        )


def _check_answers(
    column: str, targets: Mapping[str, float], answers: pd.Series
) -> Iterator[Fault]:
    given = set(answers) - {""}
    labels = {str(label).strip(): target for label, target in targets.items()}
    nobody = [label for label, target in labels.items() if target > 0 and label not in given]
    if nobody:
        yield Fault(
            "Nobody gave an answer that has a target: no weight can fill it.",
            column=column,
            got=", ".join(f"“{label}”" for label in nobody),
            expected="answers as they stand in the file",
            remedy="Write them as the file has them, or join them with a neighbouring answer.",
        )
    none = [label for label, target in labels.items() if target == 0 and label in given]
    if none:
        yield Fault(
            "An answer that people gave has a target of nothing: a weight is above zero.",
            column=column,
            got=", ".join(f"“{label}”" for label in none),
            remedy="Take these people out of the survey, or join the answer with another.",
        )
    # Neither the answers nor their number are told: few may have given them.
    if given - set(labels):
        yield Fault(
            "Some answers have no target; those who gave them keep the share that they have.",
            severity="warning",
            column=column,
            remedy="Give them a target, or join them with an answer that has one.",
        )
