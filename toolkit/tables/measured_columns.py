"""Columns that the tables of channels share: one name, one heading, one unit.

Where a table heads a column otherwise, it writes that column itself.
"""

from __future__ import annotations

from toolkit.bundle import Column, Unit
from toolkit.language import Language, mark

HEADINGS: dict[str, str] = {
    "channel": mark("Channel"),
    "platform": mark("Channel"),
    "brand": mark("Brand"),
    "metric": mark("Measure"),
    "measure": mark("Measure"),
    "definition": mark("Definition"),
    "value": mark("Value"),
    "low": mark("Low"),
    "high": mark("High"),
    "n_posts": mark("Posts"),
    "posts": mark("Posts"),
    "start": mark("From"),
    "end": mark("To"),
}
UNITS: dict[str, Unit] = {"n_posts": "count", "posts": "count", "start": "date", "end": "date"}
MEASURED = ("value", "low", "high")


def shared_columns(
    language: Language, *names: str, unit: Unit = "number", decimals: int = 0
) -> list[Column]:
    """Head columns of :data:`HEADINGS`, in the order of `names`.

    Parameters
    ----------
    unit, decimals
        Of a value and its interval; all others have units of their own.
    """
    return [
        Column(name=name, label=language.text(HEADINGS[name]), unit=unit, decimals=decimals)
        if name in MEASURED
        else Column(name=name, label=language.text(HEADINGS[name]), unit=UNITS.get(name, "text"))
        for name in names
    ]
