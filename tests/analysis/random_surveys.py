"""Surveys drawn by chance, with all that makes small groups stick out, and what is true of them.

Groups of nobody and of a few, people in no group, questions left open, asked of half, or of some
groups only; answers that everybody or nobody gives; a ladder of which each rung has its own base;
questions about who people are, with answers that nobody listed; ways of use, in one cell together
or a column each; open answers with themes; weights in a column or made from margins; groups that a
column asks for, that a rule makes, or that are looked for.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from tests.analysis.disclosure_auditor import ALL, NONE, SIZE, Question, Truth
from toolkit.analysis.respondents import Respondents
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook

KEYS = ("a", "b", "c", "d", "e")
CHANNELS = {"Insta": "instagram", "Film": "youtube", "Clips": "tiktok"}
ASKED_OF = {"column": "Insta", "answers": ["Yes"]}
RUNGS = {"Makes": "creators", "Reviews": "critics", "Talks": "conversationalists",
         "Writes": "creators"}  # fmt: skip
GROUPS = tuple(TargetGroup(name=f"Group {key}", segment=key) for key in KEYS)
LEVELS = (0.0, 0.03, 0.5, 0.97, 1.0)
WORDS = {"Quiet": "calm", "Dear": "price"}
LABELS = ("young", "middle", "old", "eldest")


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
    more = draw_features(draw, answers, weighted=weighted)
    # One in seven asks about a channel those only who use another.
    routed = np.random.default_rng([seed, 1]).random() < 0.15
    if routed:
        users = answers["Insta"].eq("Yes").fillna(value=False)
        answers["Clips"] = answers["Clips"].fillna("No").where(users)
    codebook = {
        "file": "answers.csv",
        "sample": str(draw.choice(["probability", "convenience"])),
        "population": "visitors of an invented museum",
        "fieldwork_start": "2026-03-01",
        "fieldwork_end": "2026-03-31",
        "weight": "Weight" if weighted else None,
        **DIVISIONS[str(draw.choice([*DIVISIONS], p=[0.75, 0.2, 0.05]))],
        "channels": [
            {"column": column, "channel": channel, "use": ["Yes"], "blank": blanks[column]}
            | ({"asked_of": ASKED_OF} if routed and column == "Clips" else {})
            for column, channel in CHANNELS.items()
        ],
        "behaviours": [
            {"column": column, "rung": rung, "counts": ["Yes"], "blank": blanks[column]}
            for column, rung in rungs.items()
        ],
        "smallest_base": int(draw.choice([5, 10])),
        **more,
    }
    return Codebook.model_validate(codebook), answers


DIVISIONS = {
    "asked": {
        "segment_column": "Ticket",
        "segments": [{"key": key, "name": f"Ticket {key}", "answers": [key]} for key in KEYS],
    },
    "classes": {"classes": {"most": 2}},
    "none": {},
}


def draw_features(
    draw: np.random.Generator, answers: pd.DataFrame, *, weighted: bool
) -> dict[str, object]:
    """Draw one or two of the other kinds of question, and add their columns to the answers."""
    chosen = draw.choice(["who", "ways", "themes", "margins"], draw.integers(0, 3), replace=False)
    book: dict[str, object] = {}
    if "who" in chosen or ("margins" in chosen and not weighted):
        labels = LABELS[: draw.integers(2, len(LABELS) + 1)]
        liking = draw.dirichlet(np.full(len(labels), draw.choice([0.3, 3.0])), len(KEYS) + 2)
        places = pd.Series(answers["Ticket"]).map({key: at for at, key in enumerate(KEYS)})
        given = [str(draw.choice(labels, p=liking[int(at)])) for at in places.fillna(len(KEYS))]
        blank = draw.random(len(answers)) < draw.choice([0.0, 0.05, 0.4])
        answers["Age"] = pd.Series(given, dtype="string").mask(blank)
        listed = labels[: draw.choice([2, len(labels)])] if draw.random() < 0.7 else ()
        question: dict[str, object] = {"column": "Age", "name": "Age"}
        question["answers"] = {label: label for label in listed}
        if draw.random() < 0.5:
            question["order"] = list(reversed(listed))
        book["demographics"] = [question]
        there = [one for one in listed or labels if (answers["Age"] == one).any()]
        if "margins" in chosen and not weighted and there:
            shares = draw.dirichlet(np.full(len(there), 5.0)) * 0.9 + 0.1 / len(there)
            book["margins"] = [
                {"column": "Age", "label": label, "share": float(share)}
                for label, share in zip(there, shares, strict=True)
            ]
    if "ways" in chosen and draw.random() < 0.5:
        # Asked of those only who use the channel.
        why, _ = draw_answers(draw, answers["Ticket"])
        users = answers["Insta"].eq("Yes").fillna(value=False)
        answers["Why"] = why.map({"Yes": "Look", "No": "Buy"}).fillna("Look").where(users)
        book["ways"] = [
            {"column": "Why", "way": way, "counts": [word], "channel": "instagram",
             "blank": "not_asked"}
            for way, word in (("look", "Look"), ("buy", "Buy"))
        ]  # fmt: skip
    elif "ways" in chosen:
        look, blank_as = draw_answers(draw, answers["Ticket"])
        talk, _ = draw_answers(draw, answers["Ticket"])
        together = write(look, "Look\n") + write(talk, "Talk")
        answers["Ways"] = together.str.strip().replace("", "Neither").mask(look.isna())
        book["ways"] = [
            {"column": "Ways", "way": way, "counts": [word], "channel": channel, "blank": blank_as}
            for way, word, channel in (("look", "Look", None), ("talk", "Talk", "instagram"))
        ]
    if "themes" in chosen:
        calm, _ = draw_answers(draw, answers["Ticket"])
        price, _ = draw_answers(draw, answers["Ticket"])
        answers["Thoughts"] = (write(calm, "calm ") + write(price, "price ") + "so").mask(
            calm.isna()
        )
        book["open_questions"] = [{"column": "Thoughts", "name": "Why", "themes": WORDS}]
        book["language"] = "en"
    return book


def write(given: pd.Series, word: str) -> pd.Series:
    return given.eq("Yes").fillna(value=False).map({True: word, False: ""}).astype("string")


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


def tell_truth(
    codebook: Codebook, answers: pd.DataFrame, people: Respondents | None = None
) -> Truth:
    """Count by hand what the file says, person by person.

    Who is in which group that a rule made or that was found is taken from `people`, as are their
    names; all else is counted here.
    """
    asked: dict[tuple[Question, str], int] = {}
    yes: dict[tuple[Question, str], int] = {}
    rows = answers.to_dict("records")
    keys: tuple[str, ...] = KEYS
    groups = [row["Ticket"] if row["Ticket"] in KEYS else NONE for row in rows]
    placed = sum(isinstance(row["Ticket"], str) for row in rows)
    if codebook.segment_column is None:
        keys = people.division.keys if people else ()
        known = people.division.segments if people else pd.Series(pd.NA, index=answers.index)
        groups = [key if isinstance(key, str) else NONE for key in known]
        placed = int(people.division.placed.sum()) if people else 0
    said: dict[Question, list[bool | None]] = {}
    for one in codebook.channels:
        part = one.asked_of
        said[(("channel", one.channel),)] = [
            read(row[one.column], one.blank)
            if part is None or row[part.column] in part.answers
            else None
            for row in rows
        ]
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
    single = frozenset(read_more(codebook, answers, said))
    for question, answered in said.items():
        for group in (*keys, NONE, ALL):
            here = [
                one
                for one, place in zip(answered, groups, strict=True)
                if group in {ALL, place} and one is not None
            ]
            asked[question, group], yes[question, group] = len(here), sum(here)
    for key in keys:
        asked[SIZE, key] = groups.count(key)
    asked[SIZE, ALL] = placed
    return Truth(
        codebook.smallest_base, len(rows), keys, asked, yes,
        weighted=codebook.weight is not None or bool(codebook.margins), single=single,
        ruled=people is not None and people.division.kind == "rule",
        routed=find_routed(codebook), effective=count_effective(said, groups, keys, people),
    )  # fmt: skip


def find_routed(codebook: Codebook) -> dict[Question, Question]:
    return {
        (("channel", str(way.channel)), ("way", way.way)): (("channel", str(way.channel)),)
        for way in codebook.ways
        if way.column == "Why"
    } | {
        (("channel", one.channel),): (("channel", "instagram"),)
        for one in codebook.channels
        if one.asked_of
    }


def count_effective(
    said: dict[Question, list[bool | None]],
    groups: list[str],
    keys: tuple[str, ...],
    people: Respondents | None,
) -> dict[tuple[Question, str], float]:
    """Count for how many people those asked of each group count (Kish)."""
    if people is None:
        return {}
    found = {}
    weights = people.weights.to_numpy()
    for question, answered in said.items():
        asked = np.array([one is not None for one in answered])
        for group in (*keys, ALL):
            here = weights[asked & np.array([group in {ALL, place} for place in groups])]
            if len(here):
                found[question, group] = float(here.sum() ** 2 / (here**2).sum())
    return found


def read_more(
    codebook: Codebook, answers: pd.DataFrame, said: dict[Question, list[bool | None]]
) -> Iterable[Question]:
    """Add who people are, their ways and their themes; give the questions with one answer each."""
    for way in codebook.ways:
        word = way.counts[0]
        said[(("channel", way.channel or "any"), ("way", way.way))] = [
            word in cell.split("\n") if isinstance(cell, str) else read(cell, way.blank)
            for cell in answers[way.column]
        ]
    for question in codebook.open_questions:
        for theme, word in question.themes.items():
            said[(("question", question.name), ("theme", theme))] = [
                word in cell.split() if isinstance(cell, str) else None
                for cell in answers[question.column]
            ]
    for one in codebook.demographics:
        given = [cell if isinstance(cell, str) else None for cell in answers[one.column]]
        labels = [one.answers.get(cell) if one.answers else cell for cell in given]
        rare = [cell is not None and labels.count(cell) < codebook.smallest_base for cell in labels]
        # Those few together are a label, with the next smallest where they are few still.
        if 0 < sum(rare) < codebook.smallest_base:
            large = {*labels} - {None} - {c for c, few in zip(labels, rare, strict=True) if few}
            if large:
                least = min(large, key=lambda label: (labels.count(label), label))
                rare = [few or cell == least for cell, few in zip(labels, rare, strict=True)]
        joined = "andere antwoorden"
        labels = [joined if few else cell for cell, few in zip(labels, rare, strict=True)]
        for label in {*labels} - {None}:
            said[(("question", one.name), ("answer", label))] = [
                None if cell is None else cell == label for cell in labels
            ]
        yield (("question", one.name),)


def read(answer: object, blank: str) -> bool | None:
    if not isinstance(answer, str):
        return False if blank == "no" else None
    return answer == "Yes"


def any_of(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    return None if None in given else any(given)
