"""Surveys drawn by chance, with all that makes small groups stick out, and what is true of them.

Groups of nobody and of a few, people in no group, questions left open, asked of half, or of some
groups only; answers that everybody or nobody gives; a ladder of which each rung has its own base.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from tests.analysis.disclosure_auditor import ALL, NONE, SIZE, Question, Truth
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook

KEYS = ("a", "b", "c", "d", "e")
CHANNELS = {"Insta": "instagram", "Film": "youtube", "Clips": "tiktok"}
RUNGS = {"Makes": "creators", "Reviews": "critics", "Talks": "conversationalists",
         "Writes": "creators"}  # fmt: skip
GROUPS = tuple(TargetGroup(name=f"Group {key}", segment=key) for key in KEYS)
LEVELS = (0.0, 0.03, 0.5, 0.97, 1.0)


def draw_survey(seed: int) -> tuple[Codebook, pd.DataFrame]:
    """Draw a codebook and answers that go with it."""
    draw = np.random.default_rng(seed)
    sizes = [int(draw.choice([0, draw.integers(1, 12), draw.integers(5, 45)], p=[0.05, 0.4, 0.55]))
             for _ in KEYS]  # fmt: skip
    others, unplaced = (int(draw.choice([0, draw.integers(1, 16)])) for _ in range(2))
    tickets = np.repeat([*KEYS, "other", None], [*sizes, others, unplaced])
    answers = pd.DataFrame({"Ticket": tickets}, dtype="string")
    blanks = {}
    rungs = dict(list(RUNGS.items())[: draw.integers(1, len(RUNGS) + 1)])
    for column in (*CHANNELS, *rungs):
        answers[column], blanks[column] = draw_answers(draw, answers["Ticket"])
    weighted = draw.random() < 0.3
    if weighted:
        answers["Weight"] = draw.uniform(0.4, 2.5, len(answers)).round(2)
    codebook = {
        "file": "answers.csv",
        "sample": str(draw.choice(["probability", "convenience"])),
        "population": "visitors of an invented museum",
        "fieldwork_start": "2026-03-01",
        "fieldwork_end": "2026-03-31",
        "weight": "Weight" if weighted else None,
        "segment_column": "Ticket",
        "segments": [{"key": key, "name": f"Ticket {key}", "answers": [key]} for key in KEYS],
        "channels": [
            {"column": column, "channel": channel, "use": ["Yes"], "blank": blanks[column]}
            for column, channel in CHANNELS.items()
        ],
        "behaviours": [
            {"column": column, "rung": rung, "counts": ["Yes"], "blank": blanks[column]}
            for column, rung in rungs.items()
        ],
        "smallest_base": int(draw.choice([5, 10])),
    }
    return Codebook.model_validate(codebook), answers


def draw_answers(draw: np.random.Generator, tickets: pd.Series) -> tuple[pd.Series, str]:
    """Draw who was asked and said yes, at a level for each group."""
    groups = tickets.fillna("").to_numpy()
    names = (*KEYS, "other", "")
    kind = draw.choice(
        ["everybody", "some left open", "half", "by group"], p=[0.35, 0.3, 0.2, 0.15]
    )
    rates = {"everybody": 1.0, "some left open": 0.94, "half": 0.5}
    asked_of = {name: rates.get(str(kind), draw.choice([0.0, 0.2, 1.0])) for name in names}
    common = draw.choice(LEVELS)
    level = {name: common if draw.random() < 0.5 else draw.choice(LEVELS) for name in names}
    asked = draw.random(len(groups)) < [asked_of[name] for name in groups]
    yes = draw.random(len(groups)) < [level[name] for name in groups]
    answers = pd.Series(np.where(yes, "Yes", "No"), dtype="string").mask(~asked)
    return answers, str(draw.choice(["not_asked", "no"], p=[0.7, 0.3]))


def tell_truth(codebook: Codebook, answers: pd.DataFrame) -> Truth:
    """Count by hand what the file says, person by person."""
    asked: dict[tuple[Question, str], int] = {}
    yes: dict[tuple[Question, str], int] = {}
    rows = answers.to_dict("records")
    groups = [row["Ticket"] if row["Ticket"] in KEYS else NONE for row in rows]
    said: dict[Question, list[bool | None]] = {}
    for one in codebook.channels:
        said[(("channel", one.channel),)] = [read(row[one.column], one.blank) for row in rows]
    ladder: dict[str, list[list[bool | None]]] = {}
    for item in codebook.behaviours:
        ladder.setdefault(item.rung, []).append(
            [read(row[item.column], item.blank) for row in rows]
        )
    for rung, items in ladder.items():
        said[(("rung", rung),)] = [any_of(one) for one in zip(*items, strict=True)]
    if ladder:
        everything = zip(*[item for items in ladder.values() for item in items], strict=True)
        said[(("rung", "inactives"),)] = [
            None if (found := any_of(one)) is None else not found for one in everything
        ]
    for question, answered in said.items():
        for group in (*KEYS, NONE, ALL):
            here = [
                one
                for one, place in zip(answered, groups, strict=True)
                if group in {ALL, place} and one is not None
            ]
            asked[question, group], yes[question, group] = len(here), sum(here)
    for key in KEYS:
        asked[SIZE, key] = groups.count(key)
    asked[SIZE, ALL] = sum(isinstance(row["Ticket"], str) for row in rows)
    return Truth(
        codebook.smallest_base, len(rows), KEYS, asked, yes, weighted=codebook.weight is not None
    )


def read(answer: object, blank: str) -> bool | None:
    if not isinstance(answer, str):
        return False if blank == "no" else None
    return answer == "Yes"


def any_of(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    return None if None in given else any(given)
