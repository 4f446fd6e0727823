"""How long it takes to count ranks: 100 initiatives, 10 criteria, 12 raters, 100,000 draws.

    python -m benchmarks.rank_acceptability

prints, for each thing that a client may have said of the weights, seconds on the clock, seconds of
processor time, and the largest standard error. Scores are invented, with a fixed seed.
"""

from __future__ import annotations

import resource
import sys
import time

import numpy as np

from toolkit.analysis.rank_acceptability import accept_ranks
from toolkit.analysis.rater_spread import RaterScores
from toolkit.analysis.weight_space import WeightSpace, make_space

INITIATIVES, CRITERIA, RATERS, DRAWS = 100, 10, 12, 100_000


def invent_scores(seed: int = 1) -> RaterScores:
    """Invent scores that lie about each initiative's own level, a step or two apart."""
    generator = np.random.default_rng(seed)
    level = generator.uniform(0.5, 4.5, (INITIATIVES, CRITERIA))
    spread = generator.normal(0, 1, (RATERS, INITIATIVES, CRITERIA))
    given = np.clip(np.rint(level + spread), 0, 5)
    settled = np.zeros(level.shape, dtype=bool)
    return RaterScores(given, np.median(given, axis=0), settled)


def list_spaces() -> dict[str, WeightSpace]:
    """Give what may be sure about the weights."""
    even = [1.0] * CRITERIA
    return {
        "nothing": make_space(even),
        "an order": make_space([100.0 - 10 * place for place in range(CRITERIA)], "order"),
        "wide intervals": make_space(even, "intervals", [0.02] * CRITERIA, [0.4] * CRITERIA),
        "narrow intervals": make_space(even, "intervals", [0.05] * CRITERIA, [0.15] * CRITERIA),
    }


def main() -> None:
    """Measure and print."""
    raters = invent_scores()
    names = [f"initiative {number}" for number in range(INITIATIVES)]
    for name, space in list_spaces().items():
        clock, processor = time.perf_counter(), time.process_time()
        found = accept_ranks(names, raters.counts, space=space, raters=raters, draws=DRAWS)
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        error = found.table["standard_error"].max()
        print(
            f"{name:18} {clock:6.2f} s, at work {processor:5.2f} s, "
            f"{found.draws:,} draws, standard error at most {error:.4f}"
        )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"most memory {most / (2**20 if sys.platform == 'darwin' else 2**10):.0f} MB")


if __name__ == "__main__":
    main()
