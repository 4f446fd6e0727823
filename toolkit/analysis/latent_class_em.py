"""Expectation and maximisation for latent classes, many models at once.

The likelihood of latent classes has many local maxima, so a fit is the best of many starts, and
stability asks for a fit of each of many samples. One start after another would take most of a
minute; here all models of a batch climb together, as one multiplication of matrices a step.

Lazarsfeld and Henry (1968), Latent Structure Analysis; Goodman (1974), Biometrika 61, 215–231;
Dempster, Laird and Rubin (1977), J. R. Statist. Soc. B 39, 1–38. Answers that are missing are left
out of the product for that person (full information), which is right where they are missing at
random given the answers that are there: Little and Rubin (2002), Statistical Analysis with Missing
Data, chapter 6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LEAST_CHANCE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """People's answers, ready for the climb.

    Parameters
    ----------
    indicators
        (answers of all questions, people): 1 where that person gave that answer.
    firsts
        Row of `indicators` at which each question's answers begin.
    weights
        (people): all above zero, adding up to the effective number of people.
    """

    indicators: Floats
    firsts: Ints
    weights: Floats

    @property
    def widths(self) -> Ints:
        """Number of answers of each question."""
        return np.diff(np.append(self.firsts, len(self.indicators)))

    def take(self, people: Ints) -> Design:
        """Give the design of some of the people."""
        return Design(self.indicators[:, people], self.firsts, self.weights[people])

    def condense(self) -> Design:
        """Take neighbours who answered alike together, their weights added up.

        The likelihood of any model stays what it is, but for the last digits. In the order of
        :func:`toolkit.analysis.latent_classes.prepare_sample` all who answered alike are
        neighbours.
        """
        other = (np.diff(self.indicators, axis=1) != 0).any(axis=0)
        firsts = np.flatnonzero(np.concatenate([[True], other]))
        weights = np.add.reduceat(self.weights, firsts)
        return Design(self.indicators[:, firsts], self.firsts, weights)

    def count_parameters(self, classes: int) -> int:
        """Free parameters: sizes, and for each class and question its answers but one."""
        return classes - 1 + classes * int((self.widths - 1).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """A batch of models with the same number of classes.

    Parameters
    ----------
    sizes
        (classes, models): share of people in each class.
    chances
        (classes, models, answers): chance of each answer in a class.
    """

    sizes: Floats
    chances: Floats

    def pick(self, numbers: Ints) -> Models:
        """Give some of the models."""
        return Models(self.sizes[:, numbers], self.chances[:, numbers])

    def join(self, others: Models) -> Models:
        """Give these models and then the others."""
        return Models(
            np.concatenate([self.sizes, others.sizes], axis=1),
            np.concatenate([self.chances, others.chances], axis=1),
        )

    def repeat(self, times: int) -> Models:
        """Give each model so many times."""
        return Models(
            np.repeat(self.sizes, times, axis=1), np.repeat(self.chances, times, axis=1)
        )  # fmt: skip


def lay_out(codes: Ints, widths: Ints, weights: Floats) -> Design:
    """Make a design from numbered answers (people, questions), of which below zero is missing."""
    firsts = np.concatenate([[0], np.cumsum(widths)[:-1]]).astype(np.int64)
    indicators = np.zeros((int(widths.sum()), len(codes)))
    person, question = np.nonzero(codes >= 0)
    indicators[firsts[question] + codes[person, question], person] = 1
    return Design(indicators, firsts, weights)


def draw_starts(design: Design, classes: int, number: int, random: np.random.Generator) -> Models:
    """Start each class halfway between everybody and one person drawn by chance."""
    people = design.indicators.shape[1]
    drawn = np.stack([random.choice(people, classes, replace=False) for _ in range(number)], axis=1)
    everybody = maximise(np.ones((1, 1, people)), design, design.weights).chances
    one = design.indicators.T[drawn]
    answered = np.repeat(
        np.add.reduceat(one, design.firsts, axis=2) > 0, design.widths, axis=2
    )  # fmt: skip
    chances = np.where(answered, (one + everybody) / 2, everybody)
    return Models(np.full((classes, number), 1 / classes), np.maximum(chances, LEAST_CHANCE))


def expect(models: Models, design: Design) -> tuple[Floats, Floats]:
    """Give each person's chance of each class, and the logarithm of the answers' likelihood.

    Returns
    -------
    chances
        (classes, models, people), adding up to 1 over the classes.
    likelihood
        (models, people), natural logarithm.
    """
    classes, number, answers = models.chances.shape
    people = design.indicators.shape[1]
    joint = np.log(models.chances).reshape(classes * number, answers) @ design.indicators
    joint = joint.reshape(classes, number, people)
    joint += np.log(models.sizes)[:, :, None]
    top = joint.max(axis=0)
    joint -= top
    np.exp(joint, out=joint)
    total = joint.sum(axis=0)
    joint /= total
    return joint, top + np.log(total)


def maximise(chances: Floats, design: Design, weights: Floats) -> Models:
    """Give the models that fit best if people's chances of each class were known.

    Parameters
    ----------
    weights
        (people), or (models, people) where each model has a sample of its own.
    """
    classes, number, people = chances.shape
    weighted = chances * weights
    mass = weighted.sum(axis=2)
    counts = weighted.reshape(classes * number, people) @ design.indicators.T
    counts = counts.reshape(classes, number, -1)
    bases = np.add.reduceat(counts, design.firsts, axis=2)
    shares = counts / np.repeat(np.maximum(bases, LEAST_CHANCE), design.widths, axis=2)
    sizes = mass / mass.sum(axis=0)
    return Models(np.maximum(sizes, LEAST_CHANCE), np.maximum(shares, LEAST_CHANCE))


def climb(
    models: Models, design: Design, weights: Floats, *, steps: int, tolerance: float = 0.0
) -> tuple[Models, Floats]:
    """Climb with every model until a step gains less than `tolerance`, or for `steps` steps.

    Parameters
    ----------
    weights
        (models, people): the sample of each model.

    Returns
    -------
    models
        Where each arrived.
    likelihood
        (models): natural logarithm of the likelihood there.
    """
    sizes, chances = models.sizes.copy(), models.chances.copy()
    reached = np.full(sizes.shape[1], -np.inf)
    moving = np.arange(sizes.shape[1])
    current, sample = models, weights
    for step in range(steps):
        people, density = expect(current, design)
        found = (density * sample).sum(axis=1)
        gained = found - reached[moving]
        reached[moving] = found
        sizes[:, moving], chances[:, moving] = current.sizes, current.chances
        on = np.flatnonzero(gained >= tolerance) if tolerance else np.arange(len(moving))
        if step == steps - 1 or not len(on):
            break
        if len(on) < len(moving):
            moving, sample, people = moving[on], sample[on], people[:, on]
        current = maximise(people, design, sample)
    return Models(sizes, chances), reached
