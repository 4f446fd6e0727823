"""The weights in sentences: what they were made to do, what they cost, and what they cannot do."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from toolkit import bundle
from toolkit.analysis.persona_research import SAFE_BASE
from toolkit.analysis.raking import Weighting
from toolkit.analysis.shares import effective_size, margin_of_error
from toolkit.analysis.weight_classes import FEW_PEOPLE, MANY_PEOPLE, count_kinds, limit_digits
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.wording import say

Sample = Literal["probability", "convenience"]


def weighting_notice(
    weighting: Weighting | None, sample: Sample, language: Language
) -> Exhibit | None:
    """Warn where targets were not reached, and that weights do not cure self-selection."""
    if weighting is None:
        return None
    sentences = []
    if not weighting.converged:
        sentences.append(_missed(weighting, language))
    if sample == "convenience":
        sentences.append(_self_selection(weighting, language))
    return wording.notice(sentences, "weighting-notice")


def weighting_method(
    weighting: Weighting | None,
    sample: Sample,
    language: Language,
    *,
    smallest_base: int = SAFE_BASE,
) -> Exhibit | None:
    """Explain how the weights were made and what they cost in precision.

    Parameters
    ----------
    smallest_base
        The least number of people that may be told of.
    """
    if weighting is None:
        return None
    lowest, highest = (language.number(limit, 1) for limit in weighting.limits)
    message = (
        "Answers are weighted by raking (Deming and Stephan 1940) to the population's shares of "
        "{columns}, with weights between {lowest} and {highest} where the mean is 1."
    )
    columns = _columns(weighting, language)
    sentences = [say(language, message, columns=columns, lowest=lowest, highest=highest)]
    if weighting.converged:
        sentences.append(say(language, "Every share came to its target."))
    else:
        sentences.append(_missed(weighting, language))
    if 0 < weighting.trimmed < smallest_base:
        # They may be all who gave an answer of few people.
        message = "Some weights, fewer than {k}, stand at a limit."
        sentences.append(say(language, message, k=language.number(smallest_base)))
    elif weighting.trimmed:
        trimmed = language.plural(
            "{n} weight stands at a limit.", "{n} weights stand at a limit.", weighting.trimmed
        )
        sentences.append(wording.plain(trimmed))
    else:
        sentences.append(say(language, "No weight had to be held at a limit."))
    message = (
        "Who left such a question open, or gave an answer without a target, keeps the share of the "
        "whole that they have."
    )
    sentences.append(say(language, message))
    sentences += cost_sentences(weighting.weights, sample, language)
    if sample == "convenience":
        sentences.append(_self_selection(weighting, language))
    title = language.text("How the answers were weighted")
    return wording.method(sentences, "weighting-method", title)


def cost_sentences(weights: pd.Series, sample: Sample, language: Language) -> list[bundle.Sentence]:
    """Say what weights cost in precision, whoever made them; nothing without any answers.

    A margin of error is given for a sample that chance drew, and for no other.
    """
    if weights.empty:
        return []
    effective = effective_size(weights.to_numpy(dtype=np.float64))
    message = (
        "The design effect, 1 plus the squared coefficient of variation of the weights (Kish "
        "1965), is {effect}: {n} weighted answers tell as much as {effective} that need no weight."
    )
    sentences = [
        say(
            language,
            message,
            effect=language.number(len(weights) / effective, 2),
            n=language.number(len(weights)),
            effective=language.number(effective),
        )
    ]
    if sample == "probability":
        sentences.append(say_margin(effective, language))
    if limit_digits(count_kinds(weights), FEW_PEOPLE) is not None:
        message = (
            "There are few different weights, so shares are in whole percents, and from {n} people "
            "on in tenths of one: more digits would tell what a few people answered."
        )
        sentences.append(say(language, message, n=language.number(MANY_PEOPLE)))
    return sentences


def say_margin(effective: float, language: Language) -> bundle.Sentence:
    """Say the margin of error of so many people (effectively), drawn by chance."""
    message = "The margin of error of a share of one half is {points} points either way."
    return say(language, message, points=language.number(margin_of_error(effective) * 100, 1))


def _columns(weighting: Weighting, language: Language) -> str:
    return wording.quote(dict.fromkeys(weighting.margins["column"]), language)


def _missed(weighting: Weighting, language: Language) -> bundle.Sentence:
    message = (
        "The weights did not bring every share to its target: the largest difference that is left "
        "is {points} points."
    )
    # Never nought: it is there, if small.
    points = max(weighting.largest_deviation * 100, 0.1)
    return say(language, message, points=language.number(points, 1))


def _self_selection(weighting: Weighting, language: Language) -> bundle.Sentence:
    message = (
        "Weights do not cure self-selection, and even on {columns} those who answered do not fully "
        "resemble the population. So there is no margin of error for it."
    )
    if weighting.converged:
        message = (
            "Weights do not cure self-selection: on {columns} those who answered now resemble the "
            "population, on all else they may not. So there is no margin of error for the "
            "population."
        )
    return say(language, message, columns=_columns(weighting, language))
