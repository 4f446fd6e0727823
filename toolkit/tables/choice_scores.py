"""Scores of several raters in tables: what to talk about first, and what was agreed on after."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.firmness import Firmness
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def talking_table(firmness: Firmness, choice: Choice, language: Language) -> Exhibit | None:
    """Show the scores to talk about, the first first."""
    if firmness.talking.empty:
        return None
    frame = _name(firmness.talking, choice)
    columns = [
        Column(name="initiative_name", label=language.text("Initiative")),
        Column(name="criterion_name", label=language.text("Criterion")),
        *_score_columns(language),
        Column(name="n", label=language.text("Raters"), unit="count"),
        Column(name="spread", label=language.text("Worth in points of benefit"), unit="number",
               decimals=1),
        Column(name="disagreement", label=language.text("Far apart"), unit="yesno"),
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="criterion", label=language.text("Criterion, as a key")),
    ]  # fmt: skip
    table = tabulate(
        frame,
        columns,
        name="talking_points",
        title=language.text("What to talk about first"),
        shown=("initiative_name", "criterion_name", "lowest", "median", "highest", "spread"),
        note=language.text(
            "Scores three steps or more apart first, then by how much the raters' spread moves the "
            "benefit."
        ),
        source=language.text("workshop"),
        folded=True,
    )
    return exhibit_table(table, language)


def agreed_table(firmness: Firmness, choice: Choice, language: Language) -> Exhibit | None:
    """Show the scores that were agreed on, beside what the raters gave alone."""
    if firmness.agreed.empty:
        return None
    why = {(one.initiative, one.criterion): one.why for one in choice.agreed}
    frame = _name(firmness.agreed, choice)
    pairs = zip(frame["initiative"], frame["criterion"], strict=True)
    frame["why"] = [why.get(pair, "") for pair in pairs]
    columns = [
        Column(name="initiative_name", label=language.text("Initiative")),
        Column(name="criterion_name", label=language.text("Criterion")),
        Column(name="agreed", label=language.text("Agreed on"), unit="number"),
        *_score_columns(language),
        Column(name="n", label=language.text("Raters"), unit="count"),
        Column(
            name="n_differing",
            label=language.text("How many of them gave another score"),
            unit="count",
        ),
        Column(name="why", label=language.text("Why")),
    ]
    table = tabulate(
        frame,
        columns,
        name="agreed_scores",
        title=language.text("What was agreed on after talking"),
        source=language.text("workshop"),
        published=False,
        shown=("initiative_name", "criterion_name", "lowest", "highest", "agreed", "why"),
        folded=True,
    )
    return exhibit_table(table, language)


def _score_columns(language: Language) -> tuple[Column, ...]:
    return (
        Column(name="lowest", label=language.text("Lowest"), unit="number"),
        Column(name="median", label=language.text("Middle"), unit="number", decimals=1),
        Column(name="highest", label=language.text("Highest"), unit="number"),
    )


def _name(table: pd.DataFrame, choice: Choice) -> pd.DataFrame:
    return table.assign(
        initiative_name=table["initiative"].map({one.key: one.name for one in choice.initiatives}),
        criterion_name=table["criterion"].map({one.key: one.name for one in choice.criteria}),
    )
