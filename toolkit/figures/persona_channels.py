"""The figure of personas by channel: where each can be reached, and whether the client is there."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.persona_channels import FINDING_NAMES, MANY, PersonaChannels
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.heat import Cell, Matrix, draw_matrix
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.survey_question import WAY_NAMES
from toolkit.tidy import SHARE_DIGITS, tabulate

UNKNOWN = "–"
"""In a cell where nobody counted or named anything, or too few answered to be shown."""
NAMED = 0.5
"""How strongly a cell is coloured that somebody named and nobody counted."""


def persona_channels_figure(
    found: PersonaChannels, language: Language, title: str
) -> Exhibit | None:
    """Show each persona's share on each channel; where nobody counted, whether it was named."""
    table = found.table
    telling = table[table["finding"].ne("open")]
    if found.channels_unknown:
        telling = table[table["share"].notna() | table["named"]]
    if telling.empty:
        return None
    personas = list(dict.fromkeys(table["persona"]))
    channels = [one for one in dict.fromkeys(table["channel"]) if one in set(telling["channel"])]
    rows = table.set_index(["persona", "channel"])
    matrix = Matrix(
        tuple(personas),
        tuple(PLATFORM_NAMES[channel] for channel in channels),
        tuple(
            tuple(_cell(rows.loc[(persona, channel)], language) for channel in channels)
            for persona in personas
        ),
        language.text("You are there"),
        tuple(
            Cell(_presence(table.loc[table["channel"] == channel, "present"], language), 0)
            for channel in channels
        ),
    )
    figure = bundle.Figure(
        name="persona-channels",
        kind="heat",
        title=title,
        measure=_tell_measure(telling, personas, language),
        alt=_alternative(found, language),
        data=_data(table, language, title),
        source=_source(table, language),
    )
    return exhibit_figure(figure, draw_matrix(matrix))


def _presence(present: pd.Series, language: Language) -> str:
    if present.isna().all():
        return "?"
    return language.text("yes") if present.any() else language.text("no")


def _dots(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["named"] & table["share"].isna()]


def _tell_measure(table: pd.DataFrame, personas: list[str], language: Language) -> str:
    """Say what the cells show, and what an empty one means where there is one."""
    measure = language.text(_measure(table))
    shown = table[table["share"].notna() | table["named"]]
    if len(shown) == len(personas) * table["channel"].nunique():
        return measure
    counted = set(table.loc[table["evidence"].eq("survey"), "persona"])
    unknown = (
        language.text("; {sign}: not known, or too few answers to show", sign=UNKNOWN)
        if counted
        else language.text("; {sign}: nobody named it", sign=UNKNOWN)
    )
    return measure + unknown


def _measure(table: pd.DataFrame) -> str:
    evidence = set(_dots(table)["evidence"])
    if not evidence:
        return mark("Share of each persona on a channel")
    if "interviews" not in evidence:
        return mark("Share of each persona on a channel; a dot: named by the team, and not counted")
    return mark(
        "Share of each persona on a channel; a dot: named in interviews or by the team, and not "
        "counted"
    )


def _source(table: pd.DataFrame, language: Language) -> str:
    """Name only the sources that something in the figure comes from."""
    told = set(_dots(table)["evidence"])
    sources = [
        (table["share"].notna().any(), language.text("survey")),
        ("interviews" in told, language.text("interviews")),
        (bool(told - {"interviews"}) or table["present"].notna().any(), language.text("workshop")),
    ]
    return ", ".join(name for there, name in sources if there)


def _data(table: pd.DataFrame, language: Language, title: str) -> bundle.Table:
    def ways(keys: str) -> str:
        return language.listing(language.text(WAY_NAMES[one]) for one in keys.split(";") if one)

    frame = table.assign(
        name=table["channel"].map(PLATFORM_NAMES),
        way=table["ways"].map(ways),
        said=table["finding"].map(lambda key: language.text(FINDING_NAMES[key])),
    )
    columns = (
        Column(name="persona", label=language.text("Persona")),
        Column(name="channel", label=language.text("Channel, as a key")),
        Column(name="name", label=language.text("Channel")),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="ways", label=language.text("Ways, as keys")),
        Column(name="way", label=language.text("Way of use")),
        Column(name="evidence", label=language.text("Rests on")),
        Column(name="present", label=language.text("You are there")),
        Column(name="named", label=language.text("Named by people")),
        Column(name="finding", label=language.text("Finding, as a key")),
        Column(name="said", label=language.text("What that means")),
    )
    shown = ["persona", "name", "share", "way", "said"]
    return tabulate(
        frame, columns, name="persona_channels", title=title, shown=shown, of_people=True
    )


def _cell(row: pd.Series, language: Language) -> Cell:
    if pd.notna(row["share"]):
        share = float(row["share"])
        return Cell(language.share(share), round(share, SHARE_DIGITS))
    if row["named"]:
        return Cell("●", NAMED)
    return Cell(UNKNOWN, None)


def _alternative(found: PersonaChannels, language: Language) -> str:
    sentences = []
    for persona, rows in found.table.groupby("persona", sort=False):
        theirs = rows[
            rows["finding"].isin(["reached", "gap"])
            | (rows["present"].isna() & (rows["low"].ge(MANY) | rows["named"]))
        ]
        places = [PLATFORM_NAMES[channel] for channel in theirs["channel"]]
        message = "{persona}: {channels}"
        if places:
            sentences.append(
                language.text(message, persona=persona, channels=language.listing(places))
            )
    return ". ".join(sentences) + "." if sentences else ""
