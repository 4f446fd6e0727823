"""An invented museum: its workshop, its survey, its client folder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from toolkit.clients import ClientFolder
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import Community, Criterion, Decision, Initiative, Place, Rating
from toolkit.model.intake import (
    DisciplineVote,
    Fit,
    Goal,
    Intake,
    Medium,
    Offer,
    Purpose,
    TargetGroup,
)
from toolkit.model.survey import Codebook

CAPACITY = Capacity(hours_per_week=12, people=2)
HELPING = (Place(discipline="customer_intimacy", objective="supporting"),)

INTAKE = Intake(
    offer=Offer(product="Buttons <i>to look at</i>"),
    purpose=Purpose(mission="No button gets lost"),
    target_groups=(
        TargetGroup(name="Planning parents", looks_for="A dry afternoon", segment="family"),
        TargetGroup(name="Tailors", problems="A missing button"),
        TargetGroup(name="Students", segment="student"),
    ),
    discipline_votes=(
        DisciplineVote(operational_excellence=10, product_leadership=10, customer_intimacy=80),
        DisciplineVote(operational_excellence=60, product_leadership=10, customer_intimacy=30),
    ),
    discipline="customer_intimacy",
    discipline_reason="We know who lost what.",
    fits=tuple(
        Fit(discipline=discipline, objective=objective, score=score)
        for discipline in ("operational_excellence", "product_leadership", "customer_intimacy")
        for objective, score in (
            ("listening", 1), ("talking", 0), ("energizing", 1), ("supporting", 3), ("embracing", 2)
        )
    ),
    goals=(
        Goal(
            name="More finds", reached="A find a day", measure="finds", source="book", baseline=100,
            target=365, unit="finds", deadline=dt.date(2027, 12, 31), owner="Jip", serves="Mission",
        ),
        Goal(name="Followers", vanity=True),
    ),
    media=(
        Medium(name="Newsletter", owner="Jip", hours_per_week=2.5, action="keep"),
        Medium(name="X", action="remove"),
    ),
)  # fmt: skip

CHOICE = Choice(
    criteria=(
        Criterion(key="fit", name="Fit", swing=100, anchors=("Nothing", "Everything")),
        Criterion(key="reach", name="Reach", swing=50),
    ),
    initiatives=(
        Initiative(
            key="answers", name="Answer within a day", places=HELPING, audience_share=0.6,
            hours_organisational=20, hours_running=10, brand_affinity="high", data_ownership=True,
            community=Community(name="none"),
        ),
        Initiative(
            key="group", name="Join the village", places=HELPING, audience_share=0.4,
            hours_technical=100, hours_running=4, cost=300,
            community=Community(name="Our village", members=900, alive=True),
        ),
        Initiative(key="x", name="X again", places=HELPING, audience_share=0.02, hours_running=2),
        Initiative(
            key="app", name="An app", places=HELPING, hours_technical=600,
            community=Community(name="none"),
        ),
    ),
    ratings=tuple(
        Rating(rater=rater, initiative=key, criterion=criterion, score=score)
        for key, scores in (("answers", (5, 4, 5)), ("group", (3, 0, 4)), ("x", (1, 1, 2)))
        for criterion in ("fit", "reach")
        for rater, score in zip(("ann", "bo", "cy"), scores, strict=True)
    ),
    decisions=(
        Decision(initiative="x", decision="yes", who="Bo", when=dt.date(2026, 5, 2), why="Habit."),
    ),
)  # fmt: skip

CODEBOOK = Codebook.model_validate(
    {
        "file": "answers.csv",
        "sample": "convenience",
        "population": "Visitors of an invented museum",
        "fieldwork_start": dt.date(2026, 3, 1),
        "fieldwork_end": dt.date(2026, 3, 31),
        "segment_column": "Ticket",
        "segments": [
            {"key": "family", "name": "Families", "answers": ["Family"]},
            {"key": "single", "name": "On their own", "answers": ["Single"]},
            {"key": "club", "name": "Club members", "answers": ["Club"]},
            {"key": "student", "name": "Students", "answers": ["Student"]},
        ],
        "channels": [
            {"column": "Insta", "channel": "instagram", "use": ["Yes"]},
            {"column": "X", "channel": "x", "use": ["Yes"]},
        ],
        "behaviours": [
            {"column": "Uploads", "rung": "creators", "counts": ["Yes"]},
            {"column": "Watches", "rung": "spectators", "counts": ["Yes"]},
        ],
    }
)

ANSWERS = pd.DataFrame(
    {
        "Ticket": ["Family"] * 60 + ["Single"] * 60 + ["Club"] * 20 + ["Student"] * 4,
        "Insta": ["Yes"] * 54 + ["No"] * 6 + ["Yes"] * 12 + ["No"] * 72,
        "X": ["Yes", "No", "No"] * 48,
        "Uploads": ["Yes"] * 36 + ["No"] * 108,
        "Watches": ["Yes"] * 130 + ["No"] * 14,
    }
)


def make_folder(path: Path) -> ClientFolder:
    """Make the folder of the museum, with a note that asks for something."""
    (path / "notes").mkdir(parents=True)
    (path / "client.yaml").write_text(
        "name: Museum of Buttons\nas_of: 2026-10-31\n"
        "capacity: {hours_per_week: 12, people: 2}\nbudget: {per_year: 4000}\n",
        encoding="utf-8",
    )
    for chapter in ("intake_workshop", "persona_research", "build_join_ignore"):
        (path / "notes" / f"{chapter}.md").write_text(
            "---\nauthor: Jip\nasks: [Count the buttons.]\n---\n# Heading\n\nA reading.\n",
            encoding="utf-8",
        )
    return ClientFolder(path)


def check_numbers(text: object, tables: dict[str, object]) -> None:
    """Check that each number of a text stands in the cell that it names."""
    for sentence in text.sentences:
        for number in sentence.numbers:
            table = tables[number.table]
            place = [column.name for column in table.columns].index(number.column)
            value = table.rows[number.row][place]
            digits = "".join(sign for sign in number.text if sign.isdigit())
            shown = value * 100 if number.text.endswith("%") else value
            # A table's numbers are rounded, and a sentence is written from all digits.
            near = {str(int(shown + 0.5 + edge)) for edge in (-0.05, 0.05 - 1e-9)}
            assert digits in near, (number, value)
            assert number.text in sentence.text
