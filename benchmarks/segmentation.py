"""How long it takes to look for segments, and how often what is found is there.

    python -m benchmarks.segmentation [TRIALS]

prints seconds of processor time for 500 answers to 12 questions (10 with two to five answers, 2
numbers, one answer in twenty missing), in a process that has its libraries already, and then, for
invented answers whose truth is known: how often four planted groups are found as four, with the
adjusted Rand index against the truth, and how often groups are found where there are none: in
noise, and where people differ along one scale only.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from toolkit.analysis.partition_agreement import adjusted_rand, cross_count
from toolkit.analysis.segmentation import Segmentation, find_segments

ANSWERS = (2, 2, 2, 2, 2, 2, 3, 3, 4, 5)
SHARES = (0.35, 0.3, 0.2, 0.15)
MISSING = 0.05


def invent_groups(
    seed: int, people: int = 500, chance: float = 0.8
) -> tuple[pd.DataFrame, pd.Series]:
    """Invent answers of four groups, each with an answer of its own to every question.

    Parameters
    ----------
    chance
        That somebody gives the group's own answer.

    Returns
    -------
    answers
        ``q0`` to ``q9`` (text), ``n0`` and ``n1`` (numbers).
    group
        The group that each person was made in, from 0.
    """
    random = np.random.default_rng(seed)
    groups = len(SHARES)
    group = random.choice(groups, people, p=SHARES)
    columns: dict[str, object] = {}
    for number, answers in enumerate(ANSWERS):
        own = random.permutation(np.resize(np.arange(answers), groups))[group]
        other = (own + random.integers(1, answers, people)) % answers
        given = np.where(random.random(people) < chance, own, other)
        columns[f"q{number}"] = _blank([f"answer {one}" for one in given], random)
    for number in range(2):
        middle = random.permutation(groups)[group] * 12 + 25
        columns[f"n{number}"] = _blank(np.round(random.normal(middle, 8)).tolist(), random)
    return pd.DataFrame(columns), pd.Series(group)


def invent_noise(seed: int, people: int = 500) -> pd.DataFrame:
    """Invent answers that have nothing to do with each other, one number flat and one skewed."""
    random = np.random.default_rng(seed)
    columns: dict[str, object] = {}
    for number, answers in enumerate(ANSWERS):
        given = random.choice(answers, people, p=random.dirichlet(np.full(answers, 3.0)))
        columns[f"q{number}"] = _blank([f"answer {one}" for one in given], random)
    columns["n0"] = _blank(np.round(random.uniform(18, 80, people)).tolist(), random)
    columns["n1"] = _blank(np.round(random.lognormal(3, 0.6, people)).tolist(), random)
    return pd.DataFrame(columns)


def invent_scale(seed: int, people: int = 400, *, skewed: bool = False) -> pd.DataFrame:
    """Invent yes and no to ten questions by one place for each person, and nothing else."""
    random = np.random.default_rng(seed)
    place = random.exponential(size=people) - 1 if skewed else random.normal(size=people)
    columns = {}
    for number, level in enumerate(np.linspace(-1.5, 1.5, 10)):
        chance = 1 / (1 + np.exp(-(1.7 * place + level)))
        columns[f"q{number}"] = np.where(random.random(people) < chance, "yes", "no")
    return pd.DataFrame(columns)


def invent_degrees(seed: int, people: int = 400) -> pd.DataFrame:
    """Invent four degrees of agreement with ten questions, by one place for each person."""
    random = np.random.default_rng(seed)
    place = random.normal(size=people)
    given = {f"q{number}": 0.8 * place + 0.6 * random.normal(size=people) for number in range(10)}
    edges = [-0.8, 0, 0.8]
    return pd.DataFrame({name: np.digitize(one, edges).astype(str) for name, one in given.items()})


def compare_with_truth(found: Segmentation, group: pd.Series) -> float:
    """Give the adjusted Rand index of the segments found and the groups planted; 0 without any."""
    if found.segments is None:
        return 0.0
    known = found.segments.notna().to_numpy()
    own = found.segments.to_numpy()[known].astype(np.int64) - 1
    return adjusted_rand(cross_count(group.to_numpy()[known].astype(np.int64), own))


def _blank(
    values: list[object] | list[str] | list[float], random: np.random.Generator
) -> pd.Series:
    return pd.Series(values).where(random.random(len(values)) >= MISSING)


def main(trials: int) -> None:
    """Measure and print."""
    for name, answers in (("four groups", invent_groups(1)[0]), ("noise", invent_noise(1))):
        clock, work = time.perf_counter(), time.process_time()
        find_segments(answers)
        clock, work = time.perf_counter() - clock, time.process_time() - work
        print(f"{name:22} {clock:5.2f} s, at work {work:5.2f} s")
    for people, chance in ((500, 0.8), (500, 0.7), (500, 0.6), (200, 0.8)):
        four, likeness = 0, []
        for seed in range(trials):
            answers, group = invent_groups(seed, people, chance)
            found = find_segments(answers)
            four += found.chosen == len(SHARES)
            likeness.append(compare_with_truth(found, group))
        print(
            f"{people} people, own answer {chance:.0%}: four found in {four} of {trials}, "
            f"adjusted Rand index {np.mean(likeness):.3f} on average, {min(likeness):.3f} at least"
        )
    for people in (120, 500):
        cut = sum(
            find_segments(invent_noise(seed, people)).chosen is not None for seed in range(trials)
        )
        print(f"noise, {people} people: groups found in {cut} of {trials}")
    for name, scale in (
        ("normal", invent_scale),
        ("skewed", lambda seed: invent_scale(seed, skewed=True)),
        ("of four degrees", invent_degrees),
    ):
        cut = sum(find_segments(scale(seed)).chosen is not None for seed in range(trials))
        print(f"one scale, {name}: groups found in {cut} of {trials}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
