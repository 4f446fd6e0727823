"""Latent classes: groups of people within which the answers to different questions are unrelated.

A model of so many classes says how large each is and how often each answer is given in it. It is
fitted by maximum likelihood, as the best of many starts (:mod:`toolkit.analysis.latent_class_em`),
on categories (:mod:`toolkit.analysis.answer_codes`). Rows and columns are put in an order of their
own first, so that the order in a file changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from toolkit.analysis.answer_codes import AnswerCodes, LeftOut, code_answers
from toolkit.analysis.latent_class_em import (
    Design,
    Floats,
    Ints,
    Models,
    climb,
    draw_starts,
    expect,
    lay_out,
    maximise,
)
from toolkit.analysis.shares import effective_size

STARTS = 40
SHORT, FINALISTS, LONG = 15, 8, 500  # steps of a first run, runs that go on, their steps
NEAR = 1e-5  # gain in log-likelihood at which a finalist stops
EXACT, LONGEST = 1e-6, 1000  # the same for the model that is reported
EXACT_OF_MANY = 1e-3  # the same above MOST_SEARCHED, where likelihoods are far larger
MOST_SEARCHED = 1000
"""People among whom the search is done; of more, so many are drawn, and the best fit goes on with
everybody."""
SAME = 0.01  # of log-likelihood: finalists as near as this came to the same top


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Respondents who answered anything, in an order that does not depend on the file.

    Parameters
    ----------
    coded
        Questions and answers.
    order
        Position in the file of each person of `design`.
    people
        Respondents in the file.
    design
        Their answers and weights.
    """

    coded: AnswerCodes
    order: Ints
    people: int
    design: Design

    def restore(self, values: Floats) -> Floats:
        """Put values (people of the design, …) back in the file's order; missing for the rest."""
        shape = (self.people, *values.shape[1:])
        placed = np.full(shape, np.nan)
        placed[self.order] = values
        return placed


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """A fitted model; classes run from the largest to the smallest.

    Parameters
    ----------
    models
        A batch of one.
    log_likelihood
        Natural logarithm, over weights that add up to the effective number of people.
    agreeing
        Finalists of :data:`FINALISTS` that came to this same likelihood; where it is 1, a better
        one may have been missed.
    """

    models: Models
    log_likelihood: float
    agreeing: int


@dataclass(frozen=True, slots=True, eq=False)
class LatentClasses:
    """A latent class model and what it says of each respondent.

    Parameters
    ----------
    probabilities
        A row a respondent, a column a class (1 the largest): chance to be in it, given the answers.
        Missing for respondents who answered nothing.
    sizes
        Share of people by class, from the model.
    items
        ``class``, ``question``, ``answer``, ``probability`` (of that answer in that class).
    log_likelihood, parameters, bic
        Fit; number of free parameters; −2 × log-likelihood + parameters × ln(effective people),
        lower is better (Schwarz 1978, Annals of Statistics 6, 461–464).
    entropy
        How sharply people are told apart: 1 certain, 0 not at all (Ramaswamy and others 1993,
        Marketing Science 12, 103–124); missing for one class.
    agreeing
        See :class:`Fit`.
    left_out
        Columns that say nothing, with the reason.
    """

    probabilities: pd.DataFrame
    sizes: pd.Series
    items: pd.DataFrame
    log_likelihood: float
    parameters: int
    bic: float
    entropy: float
    agreeing: int
    left_out: dict[str, LeftOut]

    @property
    def assigned(self) -> pd.Series:
        """The most probable class of each respondent."""
        return assign(self.probabilities)


def fit_latent_classes(
    answers: pd.DataFrame,
    classes: int,
    *,
    weights: pd.Series | None = None,
    seed: int = 1,
    starts: int = STARTS,
) -> LatentClasses:
    """Fit a model with so many classes.

    Parameters
    ----------
    answers
        As for :func:`toolkit.analysis.answer_codes.code_answers`.
    weights
        Above zero, of each respondent. They are scaled to add up to Kish's effective number of
        people, so that weighting does not pass for having asked more of them.

    Raises
    ------
    ValueError
        If there are fewer people than classes, no column is left to use, or a weight is not above
        zero.
    """
    sample = prepare_sample(answers, weights)
    if not sample.coded.questions:
        raise ValueError("no column has two answers or more to tell people apart by")
    if not 1 <= classes <= len(sample.order):
        raise ValueError(f"{len(sample.order)} people cannot make {classes} classes")
    with threadpool_limits(limits=1, user_api="blas"):  # see find_segments
        fit = fit_design(sample.design, classes, seed=seed, starts=starts)
    return describe_fit(sample, fit, answers.index)


def prepare_sample(answers: pd.DataFrame, weights: pd.Series | None = None) -> Sample:
    """Code the answers, leave out who answered nothing, and put people in a fixed order.

    Raises
    ------
    ValueError
        If weights are not as many as the answers, or one is not above zero.
    """
    given = np.ones(len(answers)) if weights is None else weights.to_numpy(dtype=np.float64)
    if len(given) != len(answers):
        raise ValueError(f"{len(given)} weights do not go with {len(answers)} respondents")
    if not (np.isfinite(given) & (given > 0)).all():
        raise ValueError("every weight must be a number above zero")
    coded = code_answers(answers)
    placed = np.flatnonzero((coded.codes >= 0).any(axis=1))
    keys = (given[placed], *coded.codes[placed].T[::-1])
    order = placed[np.lexsort(keys)]
    scaled = given[order]
    if len(order):
        scaled = scaled * (effective_size(scaled) / scaled.sum())
    widths = np.array([len(labels) for labels in coded.answers], dtype=np.int64)
    design = lay_out(coded.codes[order], widths, scaled)
    return Sample(coded, order, len(answers), design)


def fit_design(design: Design, classes: int, *, seed: int = 1, starts: int = STARTS) -> Fit:
    """Climb from many starts, go on with the best of them, and keep the best.

    Short runs first: Biernacki, Celeux and Govaert (2003), Computational Statistics & Data Analysis
    41, 561–575.
    """
    if classes == 1:
        models = maximise(np.ones((1, 1, len(design.weights))), design, design.weights)
        _, density = expect(models, design)
        return Fit(models, float(density[0] @ design.weights), FINALISTS)
    some = thin_out(design, seed)
    begun = draw_starts(some, classes, starts, np.random.default_rng([seed, classes]))
    models, reached = climb(begun, some, spread(some, starts), steps=SHORT)
    best = np.argsort(-reached, kind="stable")[:FINALISTS]
    models, reached = climb(
        models.pick(best), some, spread(some, len(best)), steps=LONG, tolerance=NEAR
    )
    top = int(np.argmax(reached))
    agreeing = int((reached > reached[top] - SAME).sum())
    many = some is not design
    whole = design.condense() if many else design
    models, reached = climb(
        models.pick(np.array([top])), whole, spread(whole, 1), steps=LONGEST,
        tolerance=EXACT_OF_MANY if many else EXACT,
    )  # fmt: skip
    return Fit(_order_classes(models), float(reached[0]), agreeing)


def thin_out(design: Design, seed: int) -> Design:
    """Draw :data:`MOST_SEARCHED` people where there are more."""
    people = len(design.weights)
    if people <= MOST_SEARCHED:
        return design
    drawn = np.random.default_rng([seed, 0]).choice(people, MOST_SEARCHED, replace=False)
    return design.take(np.sort(drawn))


def spread(design: Design, number: int) -> Floats:
    """Give every model of a batch the same sample: everybody."""
    return np.broadcast_to(design.weights, (number, len(design.weights)))


def measure_bic(fit: Fit, design: Design) -> float:
    """Give the Bayesian information criterion; lower is better."""
    parameters = design.count_parameters(len(fit.models.sizes))
    return -2 * fit.log_likelihood + parameters * float(np.log(design.weights.sum()))


def measure_entropy(chances: Floats, weights: Floats) -> float:
    """Give the relative entropy of people's chances (classes, people)."""
    classes = len(chances)
    if classes == 1:
        return float("nan")
    doubt = -(chances * np.log(np.maximum(chances, 1e-300))).sum(axis=0)
    return float(1 - (doubt @ weights) / (weights.sum() * np.log(classes)))


def assign(probabilities: pd.DataFrame) -> pd.Series:
    """Give each respondent the most probable class; of equals the first, missing without any."""
    known = probabilities.notna().all(axis=1)
    found = pd.Series(pd.NA, index=probabilities.index, dtype="Int64")
    numbers = probabilities.to_numpy()[known.to_numpy()].argmax(axis=1) + 1
    found[known.to_numpy()] = numbers
    return found


def describe_fit(sample: Sample, fit: Fit, index: pd.Index) -> LatentClasses:
    """Put a fit in words of respondents, questions and answers."""
    design, coded = sample.design, sample.coded
    classes = len(fit.models.sizes)
    names = pd.RangeIndex(1, classes + 1, name="class")
    chances, _ = expect(fit.models, design)
    probabilities = pd.DataFrame(sample.restore(chances[:, 0].T), index=index, columns=names)
    rows = [
        (number, question, answer)
        for number in names
        for question, labels in zip(coded.questions, coded.answers, strict=True)
        for answer in labels
    ]
    items = pd.DataFrame(rows, columns=["class", "question", "answer"])
    items["probability"] = fit.models.chances[:, 0].ravel()
    return LatentClasses(
        probabilities,
        pd.Series(fit.models.sizes[:, 0], index=names, name="size"),
        items,
        fit.log_likelihood,
        design.count_parameters(classes),
        measure_bic(fit, design),
        measure_entropy(chances[:, 0], design.weights),
        fit.agreeing,
        coded.left_out,
    )


def _order_classes(models: Models) -> Models:
    # Sizes that differ by less than the climb's precision are equal; then the answers decide.
    sizes, chances = models.sizes[:, 0].round(6), models.chances[:, 0].round(6)
    order = np.lexsort((*chances.T[::-1], -sizes))
    return Models(models.sizes[order], models.chances[order])
