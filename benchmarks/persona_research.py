"""How long the analysis of a large survey takes: weights, groups, channels, ladder, and all tables.

    python -m benchmarks.persona_research [ANSWERS] [COLUMNS]

invents so many answers (20,000 to 60 questions without other numbers) and prints, for groups that
are asked for and for groups that are looked for, seconds by the clock and at work, in a process
that has its libraries already, and of the latter what the search itself takes.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from toolkit.analysis.division import gather_makers
from toolkit.analysis.persona_research import study_audience
from toolkit.analysis.segmentation import find_segments
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.ladder import RUNGS
from toolkit.model.survey import Codebook
from toolkit.tables import persona_research as tables
from toolkit.tables.questions import questions_table
from toolkit.tables.segmentation import grounds_table
from toolkit.tables.ways import ways_of_everybody, ways_table
from toolkit.tables.weighting import weighting_table

CHANNELS = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "pinterest", "x", "reddit")
WAYS = ("look", "search", "follow", "talk", "share", "buy", "service", "work")
OFTEN = ("daily", "weekly", "monthly", "never")
PLACES = ("north", "east", "south", "west")
SHARES = (0.4, 0.3, 0.3)
EVERYBODY = {"file": "answers.csv", "sample": "probability", "population": "invented people",
             "fieldwork_start": "2026-03-01", "fieldwork_end": "2026-03-31"}  # fmt: skip


def invent_survey(
    seed: int, people: int = 20_000, columns: int = 60
) -> tuple[dict[str, object], pd.DataFrame]:
    """Invent a codebook and answers of three kinds of people, 60 columns or so.

    Parameters
    ----------
    columns
        8 channels, 24 behaviours, 8 ways of use, 4 questions about who people are, and for the rest
        behaviours more, or fewer.
    """
    random = np.random.default_rng(seed)
    kind = random.choice(len(SHARES), people, p=SHARES)
    rungs = [RUNGS[number % len(RUNGS)] for number in range(columns - 21)]

    def ask(answers: tuple[str, ...]) -> pd.Series:
        """Let each kind give an answer of its own half of the time."""
        own = random.integers(len(answers), size=len(SHARES))[kind]
        given = np.where(
            random.random(people) < 0.5, own, random.integers(len(answers), size=people)
        )
        return pd.Series(np.array(answers, dtype=object)[given], dtype="string")

    answers = {f"channel {one}": ask(OFTEN) for one in CHANNELS}
    answers |= {f"does {number}": ask(OFTEN) for number in range(len(rungs))}
    answers |= {f"way {one}": ask(("yes", "no")) for one in WAYS}
    answers |= {f"who {number}": ask(PLACES) for number in range(4)}
    answers["group"] = pd.Series(np.array(["a", "b", "c"], dtype=object)[kind], dtype="string")
    codebook: dict[str, object] = EVERYBODY | {
        "channels": [
            {"column": f"channel {one}", "channel": one, "use": OFTEN[:2]} for one in CHANNELS
        ],
        "behaviours": [
            {"column": f"does {number}", "rung": rung, "counts": OFTEN[:1]}
            for number, rung in enumerate(rungs)
        ],
        "ways": [{"column": f"way {one}", "way": one, "counts": ["yes"]} for one in WAYS],
        "demographics": [
            {"column": f"who {number}", "name": f"Who {number}"} for number in range(4)
        ],
        "margins": [
            {"column": f"who {number}", "label": one, "share": 0.25}
            for number in range(2)
            for one in PLACES
        ],
    }
    return codebook, pd.DataFrame(answers)


def study(codebook: Codebook, answers: pd.DataFrame) -> list[Exhibit]:
    """Analyse a survey and make every table that the chapter has of it."""
    language = Language("en")
    found = study_audience((), codebook, answers, language=language)
    base = found.smallest_base
    made = [
        tables.use_table(found, language),
        tables.participation_table(found, language),
        ways_table(found, language),
        ways_of_everybody(found, language),
        tables.bases_table(found, language),
        tables.who_table(found, language),
        tables.personas_table(found, language),
        questions_table(found, language),
        weighting_table(found.weighting, base, language, blocked=found.blocked),
        grounds_table(found.segmentation, language, smallest_base=base),
    ]
    return [one for one in made if one is not None]


def main(people: int, columns: int) -> None:
    """Measure and print."""
    parts, answers = invent_survey(1, people, columns)
    asked = Codebook.model_validate(
        parts
        | {
            "segment_column": "group",
            "segments": [{"key": one, "name": one, "answers": [one]} for one in "abc"],
        }
    )
    looked_for = Codebook.model_validate(parts | {"classes": {}})
    makers = gather_makers(answers, looked_for)
    print(f"{people} answers, {len(answers.columns)} columns, {len(makers.columns)} make groups")
    for name, work in (
        ("groups asked for", lambda: study(asked, answers)),
        ("groups looked for", lambda: study(looked_for, answers)),
        ("the search alone", lambda: find_segments(makers)),
    ):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
        print(f"{name:18} {clock:5.2f} s, at work {processor:5.2f} s")


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [20_000, 60][len(given) :]))
