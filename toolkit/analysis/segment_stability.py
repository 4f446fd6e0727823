"""Whether groups would come back: the people are drawn again, fitted anew and parted again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.analysis.latent_class_em import Design, Floats, climb, draw_starts, expect
from toolkit.analysis.latent_classes import Fit, measure_bic, measure_entropy, thin_out
from toolkit.analysis.partition_agreement import adjusted_rand, closest_jaccard, cross_count

TELLING = 0.3
"""A question tells segments apart where one gives some answer so much more often than another."""
FRESH_STARTS = 4
SHORT, LONG, NEAR = 10, 100, 0.01


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """People parted by a fit, and how that holds in other samples.

    Parameters
    ----------
    counts, shares
        People by class, and their share by weight.
    certainty
        Mean chance of each class's people to be in it.
    entropy
        How sharply people are told apart.
    stability
        Mean adjusted Rand index of this division and those of the samples; missing for one class.
    likeness
        Of each class, its mean Jaccard likeness to the nearest class of each sample.
    """

    fit: Fit
    design: Design
    counts: list[int]
    shares: list[float]
    certainty: list[float]
    entropy: float
    stability: float
    likeness: list[float]

    @classmethod
    def of(cls, fit: Fit, design: Design, *, seed: int, draws: int) -> Division:
        """Part people by a fit, and again by fits of as many samples as `draws`.

        Above :data:`toolkit.analysis.latent_classes.MOST_SEARCHED` people, samples are of so many
        and no more: smaller ones than the survey, so that stability comes out rather too low.
        """
        k = len(fit.models.sizes)
        chances = expect(fit.models, design)[0][:, 0]
        own = chances.argmax(axis=0)
        counts = np.bincount(own, minlength=k)
        weighed = np.bincount(own, weights=design.weights, minlength=k)
        sure = np.bincount(own, weights=chances.max(axis=0), minlength=k)
        stability, likeness = float("nan"), np.full(k, np.nan)
        if k > 1:
            some = thin_out(design, seed)
            own = expect(fit.models, some)[0][:, 0].argmax(axis=0)
            again = _refit(fit, some, seed, draws).argmax(axis=0)
            tables = [cross_count(own, other, k) for other in again]
            stability = float(np.mean([adjusted_rand(table) for table in tables]))
            likeness = np.mean([closest_jaccard(table) for table in tables], axis=0)
        return cls(
            fit, design, counts.tolist(), (weighed / weighed.sum()).tolist(),
            (sure / np.maximum(counts, 1)).tolist(), measure_entropy(chances, design.weights),
            stability, likeness.tolist(),
        )  # fmt: skip

    def describe(self) -> tuple[object, ...]:
        """Give the row of the grounds, but for the verdict."""
        k = len(self.counts)
        return (
            k, self.fit.log_likelihood, self.design.count_parameters(k),
            measure_bic(self.fit, self.design), self.entropy, self.stability,
            min(self.likeness) if k > 1 else float("nan"), min(self.counts), min(self.shares),
            count_telling(self.fit, self.design), self.fit.agreeing,
        )  # fmt: skip


def draw_samples(design: Design, seed: int, draws: int) -> Floats:
    """Draw people with replacement, as many as there are: weights by sample (samples, people)."""
    people = len(design.weights)
    random = np.random.default_rng([seed, 0])
    times = random.multinomial(people, np.full(people, 1 / people), size=draws)
    return times * design.weights


def count_telling(fit: Fit, design: Design) -> int:
    """Count the questions that tell the classes apart, by :data:`TELLING`.

    Where only two do, the classes say that these two go together, and not what kinds of people
    there are.
    """
    chances = fit.models.chances[:, 0]
    apart = chances.max(axis=0) - chances.min(axis=0)
    return int((np.maximum.reduceat(apart, design.firsts) >= TELLING).sum())


def _refit(fit: Fit, design: Design, seed: int, draws: int) -> Floats:
    """Fit every sample anew and give everybody's chances (classes, samples, people)."""
    classes = len(fit.models.sizes)
    samples = draw_samples(design, seed, draws)
    random = np.random.default_rng([seed, classes, 1])
    begun = draw_starts(design, classes, draws * FRESH_STARTS, random)
    begun, reached = climb(begun, design, np.repeat(samples, FRESH_STARTS, axis=0), steps=SHORT)
    best = reached.reshape(draws, FRESH_STARTS).argmax(axis=1) + np.arange(draws) * FRESH_STARTS
    # Beside the best of its own, the groups that were found: whichever ends higher is the fit.
    both = begun.pick(best).join(fit.models.repeat(draws))
    both, reached = climb(both, design, np.tile(samples, (2, 1)), steps=LONG, tolerance=NEAR)
    higher = reached.reshape(2, draws).argmax(axis=0) * draws + np.arange(draws)
    return expect(both.pick(higher), design)[0]
