"""What people use social media for: for everybody on the page, for each group in what is published.

Everybody comes first, so that ways of use are seen where nobody named a group too.
"""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.analysis.withholding import ALL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.survey_question import WAY_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

PUBLISHED = "ways"


def ways_table(audience: Audience, language: Language) -> Exhibit | None:
    """Publish the ways of use by everybody and each group; ``None`` where they were not asked.

    Columns are those of :class:`toolkit.analysis.ways.Ways`: a way of no channel in particular has
    ``any`` for its channel, and what is withheld keeps its row.
    """
    if audience.ways is None:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="way", label=language.text("Way of use")),
        *_shares(language),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number"),
    ]  # fmt: skip
    table = tabulate(
        audience.ways.table, columns, name=PUBLISHED, title=_title(language), of_people=True
    )
    return Exhibit(table, "")


def ways_of_everybody(audience: Audience, language: Language) -> Exhibit | None:
    """Show what everybody uses each channel for, most people first; ``None`` where none is known.

    Ways of social media as a whole come before those of one channel.
    """
    rows = list_ways(audience)
    if rows.empty:
        return None
    columns = [
        Column(name="name", label=language.text("Channel")),
        Column(name="said", label=language.text("Way of use")),
        *_shares(language),
        Column(name="n", label=language.text("Asked"), unit="count"),
    ]
    shown = ["said", "share", "n"]
    if rows["channel"].ne(ANY_CHANNEL).any():
        shown.insert(0, "name")
    table = tabulate(
        rows.assign(
            name=[name_place(one, language) for one in rows["channel"]],
            said=[language.text(WAY_NAMES[one]) for one in rows["way"]],
        ),
        columns,
        name="ways_of_everybody",
        title=_title(language),
        note=language.text("Shares are weighted, numbers of answers are not.")
        if audience.weighted
        else "",
        shown=shown,
        source=language.text("survey"),
        published=False,
        of_people=True,
    )
    return exhibit_table(table, language)


def list_ways(audience: Audience) -> pd.DataFrame:
    """List everybody's ways of which the share may be seen, the most frequent of a channel first.

    The index is that of the published table.
    """
    if audience.ways is None:
        return pd.DataFrame(columns=["segment", "channel", "way", "share", "low", "high", "n"])
    table = audience.ways.table
    own = table[table["segment"].eq(ALL) & table["share"].notna()]
    # Social media as a whole first, then channels as the codebook has them.
    places = [ANY_CHANNEL, *dict.fromkeys(own["channel"])]
    order = own.assign(place=own["channel"].map(places.index)).sort_values(
        ["place", "share"], ascending=[True, False], kind="stable"
    )
    return order.drop(columns="place")


def name_place(channel: str, language: Language) -> str:
    """Name a channel, or social media as a whole."""
    return language.text("social media") if channel == ANY_CHANNEL else PLATFORM_NAMES[channel]


def _title(language: Language) -> str:
    return language.text("What people use social media for")


def _shares(language: Language) -> list[Column]:
    return [
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
    ]
