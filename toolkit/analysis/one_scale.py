"""Whether answers differ in how much rather than in kind: one scale instead of groups of people.

Whoever looks for classes in answers that follow one scale, finds some: low, middle and high, and
they come back in every sample. They are cuts in a scale, though, and no kinds of people (Bauer and
Curran 2003, Psychological Methods 8, 338–363; Lubke and Neale 2006, Multivariate Behavioral
Research 41, 499–532). So classes have a rival, in which everybody has one place on one scale, and
the logarithm of the odds of each answer against a question's first rises or falls along it in a
straight line (Bock 1972, Psychometrika 37, 29–51). Places are either normally distributed, or a few
points of any size, as many as there are classes: located classes (Clogg 1988; Heinen 1996, Latent
Class and Discrete Latent Trait Models, chapters 3 and 4). Two located points are two classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.analysis.latent_class_em import LEAST_CHANCE, Design, Floats, Ints, Models, expect
from toolkit.analysis.latent_classes import Fit, thin_out

NODES = np.linspace(-4.0, 4.0, 21)
"""Places at which a normal scale is added up."""
STEPS, LAST, NEAR = 200, 25, 1e-3
"""Of the climb among some of the people and with everybody; gain in log-likelihood to stop at."""
RIDGE = 1e-2  # keeps the slope of a question that everybody answers by their place finite
BOUND = 2.0  # largest change of a slope or place in one step

NEARLY_ALL = 0.9
"""Part of the questions on which classes of one scale are ordered alike at least."""
CHANCE = 0.1
"""Difference between classes by which chance may turn their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """One scale, fitted.

    Parameters
    ----------
    points
        Located points; 0 where places are normally distributed.
    log_likelihood, parameters, bic
        As of :class:`toolkit.analysis.latent_classes.LatentClasses`.
    """

    points: int
    log_likelihood: float
    parameters: int
    bic: float


@dataclass(slots=True, eq=False)
class _Line:
    """Where places lie, how many people are there, and each answer's level and slope."""

    places: Floats  # (places)
    sizes: Floats  # (places)
    levels: Floats  # (answers)
    slopes: Floats  # (answers)

    def models(self, design: Design) -> Models:
        """Give the chances of all answers at each place."""
        raw = self.levels + self.places[:, None] * self.slopes
        raw -= np.repeat(np.maximum.reduceat(raw, design.firsts, axis=1), design.widths, axis=1)
        odds = np.exp(raw)
        total = np.add.reduceat(odds, design.firsts, axis=1)
        chances = np.maximum(odds / np.repeat(total, design.widths, axis=1), LEAST_CHANCE)
        return Models(self.sizes[:, None], chances[:, None, :])


def fit_scales(design: Design, classes: int) -> Scale:
    """Fit a normal scale, and scales of three and of `classes` points; give the lowest BIC.

    Two points make two classes, so that they say nothing; three follow a scale that is skewed.
    """
    found = [fit_scale(design, points) for points in sorted({0, 3, max(3, classes)})]
    return min(found, key=lambda scale: scale.bic)


def are_levels(fit: Fit, design: Design, answers: Sequence[Sequence[str]]) -> bool:
    """Say whether the classes of a fit do the same things, and one only more of them than another.

    Parameters
    ----------
    answers
        Of each question, its answers in order.

    Returns
    -------
    True where all questions are of no and yes, and from one class to the next the chance of yes
    rises on nearly all of them (:data:`NEARLY_ALL`), but for chance (:data:`CHANCE`). Of other
    answers nobody knows which is more.
    """
    if any(set(labels) != {"no", "yes"} for labels in answers):
        return False
    yes = design.firsts + np.array([list(labels).index("yes") for labels in answers])
    chances = fit.models.chances[:, 0, yes]
    ordered = chances[np.argsort(chances.mean(axis=1))]
    alike = (np.diff(ordered, axis=0) >= -CHANCE).all(axis=0)
    return bool(alike.mean() >= NEARLY_ALL)


def fit_scale(design: Design, points: int = 0) -> Scale:
    """Fit one scale of so many located points, or without any a normal one."""
    some = thin_out(design, 0)
    line, reached = _climb(_start(some, points), some.condense(), points, STEPS)
    if some is not design:
        line, reached = _climb(line, design.condense(), points, LAST)
    # The scale has no unit and no zero of its own: two of its numbers are free to choose.
    parameters = 2 * int((design.widths - 1).sum()) + (2 * points - 3 if points else 0)
    people = float(np.log(design.weights.sum()))
    return Scale(points, reached, parameters, -2 * reached + parameters * people)


def _start(design: Design, points: int) -> _Line:
    """Start from the first principal component of the answers."""
    known = np.add.reduceat(design.indicators, design.firsts, axis=0) > 0
    answered = np.repeat(known, design.widths, axis=0)
    base = np.maximum(answered @ design.weights, LEAST_CHANCE)
    shares = np.clip((design.indicators @ design.weights) / base, 1e-3, 1 - 1e-3)
    apart = np.where(answered, design.indicators - shares[:, None], 0.0)
    apart /= np.sqrt(shares * (1 - shares))[:, None]
    _, vectors = np.linalg.eigh((apart * design.weights) @ apart.T)
    first = vectors[:, -1]
    slopes = first / np.sqrt(shares * (1 - shares))
    slopes /= max(float(np.abs(slopes).max()), LEAST_CHANCE) / 2
    levels = np.log(shares)
    own = np.repeat(design.firsts, design.widths)
    if points:
        places, sizes = np.linspace(-1.5, 1.5, points), np.full(points, 1 / points)
    else:
        places, sizes = NODES, np.exp(-(NODES**2) / 2)
    return _Line(places.copy(), sizes / sizes.sum(), levels - levels[own], slopes - slopes[own])


def _climb(line: _Line, design: Design, points: int, steps: int) -> tuple[_Line, float]:
    """Climb by expectation and maximisation, with one bounded step of Newton's for the lines."""
    reached, best = -np.inf, line
    for _ in range(steps):
        people, density = expect(line.models(design), design)
        found = float(density[0] @ design.weights)
        gained, reached = found - reached, max(found, reached)
        if gained > 0:
            best = line
        if abs(gained) < NEAR:
            break
        weighted = people[:, 0] * design.weights
        counts = weighted @ design.indicators.T
        line = _step_lines(line, design, counts)
        if points:
            mass = weighted.sum(axis=1)
            places = _step_places(line, design, counts)
            sizes = np.maximum(mass / mass.sum(), LEAST_CHANCE)
            line = _Line(places, sizes, line.levels, line.slopes)
    return best, reached


def _step_lines(line: _Line, design: Design, counts: Floats) -> _Line:
    """Move levels and slopes of all questions, those with as many answers at once."""
    chances = line.models(design).chances[:, 0]
    levels, slopes = line.levels.copy(), line.slopes.copy()
    rows = np.stack([np.ones_like(line.places), line.places])  # (2, places)
    products = rows[:, None] * rows[None]
    for width in np.unique(design.widths):
        firsts = design.firsts[design.widths == width]
        free: Ints = firsts[:, None] + np.arange(1, width)  # the first answer stands at nothing
        everybody = counts[:, firsts[:, None] + np.arange(width)].sum(axis=2)  # (places, questions)
        chance = chances[:, free]
        rest = counts[:, free] - everybody[:, :, None] * chance
        gradient = np.einsum("rp,pqa->qar", rows, rest)
        spread = np.einsum("pq,pqa,ab->pqab", everybody, chance, np.eye(width - 1))
        spread -= np.einsum("pq,pqa,pqb->pqab", everybody, chance, chance)
        bend = np.einsum("rsp,pqab->qarbs", products, spread)
        size = 2 * (int(width) - 1)
        bend = bend.reshape(len(firsts), size, size) + RIDGE * np.eye(size)
        now = np.stack([levels[free], slopes[free]], axis=2)
        gradient -= RIDGE * now
        move = np.linalg.solve(bend, gradient.reshape(len(firsts), size, 1))
        move = np.clip(move.reshape(now.shape), -BOUND, BOUND)
        levels[free] += move[:, :, 0]
        slopes[free] += move[:, :, 1]
    return _Line(line.places, line.sizes, levels, slopes)


def _step_places(line: _Line, design: Design, counts: Floats) -> Floats:
    """Move each located point; the lines follow in the next step."""
    chances = line.models(design).chances[:, 0]
    totals = np.add.reduceat(counts, design.firsts, axis=1)
    expected = np.repeat(totals, design.widths, axis=1) * chances
    gradient = (counts - expected) @ line.slopes
    mean = np.add.reduceat(chances * line.slopes, design.firsts, axis=1)
    square = np.add.reduceat(chances * line.slopes**2, design.firsts, axis=1)
    bend = (totals * (square - mean**2)).sum(axis=1) + RIDGE
    places: Floats = line.places + np.clip(gradient / bend, -BOUND, BOUND)
    return places
