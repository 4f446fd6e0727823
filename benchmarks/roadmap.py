"""How long it takes to prove a roadmap of 60 initiatives over 8 quarters the best there is.

    python -m benchmarks.roadmap [SEEDS]

Invented problems of one kind: three teams, eight ideas in two variants, dependencies, money once
and a month, at most three starts a quarter, a tenth kept for experiments. About a third of the
initiatives fits.
"""

from __future__ import annotations

import random
import sys
import time

from toolkit.analysis.roadmap import solve_roadmap
from toolkit.analysis.roadmap_problem import WEEKS_A_QUARTER, RoadmapItem, RoadmapProblem

INITIATIVES, QUARTERS, SEEDS, AIM = 60, 8, 5, 10.0
TEAMS = {"editors": 24.0, "marketing": 16.0, "technicians": 12.0}  # hours a week


def invent_problem(seed: int, initiatives: int = INITIATIVES) -> RoadmapProblem:
    """Invent a problem; the same seed gives the same one."""
    draw = random.Random(seed)
    items = []
    for number in range(initiatives):
        once: dict[str, float] = {}
        team = draw.choice(["editors", "editors", "marketing", "technicians"])
        once[team] = draw.randint(8, 120)
        if draw.random() < 0.5:
            once["technicians"] = once.get("technicians", 0.0) + draw.randint(4, 60)
        scores = [draw.choice([1, 2, 2.5, 3, 3.5, 4, 5]) for _ in range(4)]
        needed = draw.randrange(number) if number > 20 and draw.random() < 0.3 else None
        items.append(
            RoadmapItem(
                key=f"i{number:02d}",
                benefit=sum(
                    20 * weight * score
                    for weight, score in zip((0.4, 0.3, 0.2, 0.1), scores, strict=True)
                ),
                hours_once=once,
                hours_monthly={team: draw.randint(2, 20)},
                cost_once=draw.choice([0, 0, 500, 1500, 4000]),
                cost_monthly=draw.choice([0, 0, 0, 50, 200]),
                quarters=draw.choice([1, 1, 1, 2, 2, 3]),
                idea=f"idea {number // 2}" if number < 16 else "",
                depends_on=() if needed is None else (f"i{needed:02d}",),
            )
        )
    return RoadmapProblem(
        items=tuple(items),
        quarters=QUARTERS,
        hours={team: (hours * WEEKS_A_QUARTER,) * QUARTERS for team, hours in TEAMS.items()},
        money_per_year=20_000,
        most_starts=3,
        reserve=0.1,
    )


def main(seeds: int = SEEDS) -> None:
    """Solve, and print seconds, those at work, and what was proven."""
    print("seed  seconds  at work  status      benefit     bound  done")
    for seed in range(1, seeds + 1):
        problem = invent_problem(seed)
        began, worked = time.perf_counter(), time.process_time()
        found = solve_roadmap(problem)
        seconds, busy = time.perf_counter() - began, time.process_time() - worked
        print(
            f"{seed:4}  {seconds:7.1f}  {busy:7.1f}  {found.status:10}"
            f"{found.benefit:9.3f} {found.bound:9.3f}  {len(found.starts):4}"
            + ("  OVER" if busy > AIM else ""),
            flush=True,
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
