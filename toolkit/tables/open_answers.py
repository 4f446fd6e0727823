"""What open answers speak of, as tables: one to read, and one that others build on."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.open_answers import COLUMNS, Themes
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.withholding import ALL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.language.grid import NOTHING
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def theme_tables(themes: Themes | None, audience: Audience, language: Language) -> list[Exhibit]:
    """Show for each open question who wrote about what: a row a theme, the commonest first.

    Groups of which nothing may be said have no column.
    """
    if themes is None:
        return []
    questions = dict.fromkeys(themes.table["question"])
    return [
        _theme_table(themes.table, str(question), number, audience, language)
        for number, question in enumerate(questions, start=1)
    ]


def _theme_table(
    table: pd.DataFrame, question: str, number: int, audience: Audience, language: Language
) -> Exhibit:
    here = table[table["question"] == question]
    wide = here.pivot_table(index="theme", columns="segment", values="share", sort=False)
    everybody = here[here["segment"] == ALL].set_index("theme")
    order = everybody["share"].sort_values(ascending=False, kind="stable").index
    names = {ALL: language.text("Everybody"), **audience.segment_names}
    shown = [key for key in names if key in wide.columns]
    frame = wide.reindex(order)[shown].reset_index()
    base = everybody["n"].dropna()
    note = language.text("Of those who wrote something; one answer can be about several themes.")
    if len(base):
        n = language.number(int(base.max()))
        note = f"{language.text('{n} people wrote something.', n=n)} {note}"
    if audience.weighted:
        note = f"{note} {language.text('Shares are weighted, numbers of answers are not.')}"
    if frame[shown].isna().any(axis=None):
        note = f"{note} {language.text('{sign}: too few people to be shown.', sign=NOTHING)}"
    if (frame[shown] == 0).any(axis=None):
        note = f"{note} {language.text('0%: nobody.')}"
    made = tabulate(
        frame,
        [
            Column(name="theme", label=language.text("Theme")),
            *(Column(name=key, label=names[key], unit="share", decimals=1) for key in shown),
        ],
        name=f"themes_of_question_{number}",
        title=language.text("What people wrote about: “{question}”", question=question),
        note=note,
        source=language.text("survey"),
        published=False,
        of_people=True,
    )
    return exhibit_table(made, language)


def published_themes(themes: Themes | None, language: Language) -> Exhibit | None:
    """Publish how many wrote about each theme, among everybody and by group."""
    if themes is None:
        return None
    columns = [
        Column(name="question", label=language.text("Open question")),
        Column(name="theme", label=language.text("Theme")),
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
        Column(name="n", label=language.text("Wrote something"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number"),
    ]  # fmt: skip
    title = language.text("What people wrote about")
    table = tabulate(
        themes.table[list(COLUMNS)], columns, name="themes", title=title, of_people=True
    )
    return Exhibit(table, "")
