"""Strengths, weaknesses, chances and threats as four quarters, as people draw them on a wall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.intake import SWOT_NAMES

QUARTERS: dict[str, str] = {
    "strength": mark("Strengths"),
    "weakness": mark("Weaknesses"),
    "opportunity": mark("Opportunities"),
    "threat": mark("Threats"),
}
Row = Mapping[str, object]


def exhibit_quarters(table: bundle.Table, rows: Iterable[Row], language: Language) -> Exhibit:
    """Lay points out by kind, the team's before those from the figures; empty kinds say so.

    Parameters
    ----------
    table
        The points as they are published.
    rows
        The same points in the same order, with ``kind``, ``channel``, ``point``, ``why``, and
        ``origin``, which is ``drafted`` for a point from the figures.
    """
    found = list(rows)
    quarters = "".join(
        _quarter(kind, [row for row in found if row["kind"] == kind], language)
        for kind in SWOT_NAMES
    )
    note = escape(table.note)
    return Exhibit(table, f'<div class="quarters">{quarters}</div><p class="note">{note}</p>')


def _quarter(kind: str, rows: list[Row], language: Language) -> str:
    name = escape(language.text(QUARTERS[kind]))
    items = "".join(f"<li>{_item(row, language)}</li>" for row in rows)
    listed = f"<ul>{items}</ul>" if items else f"<p>{escape(language.text('none noted'))}</p>"
    return f'<div role="group" aria-label="{name}"><p><b>{name}</b></p>{listed}</div>'


def _item(row: Row, language: Language) -> str:
    channel = f"<b>{escape(str(row['channel']))}</b> " if row["channel"] else ""
    why = f" {escape(str(row['why']))}" if row["why"] else ""
    if row["origin"] == "drafted":
        why += f" <small>{escape(language.text('from the figures'))}</small>"
    return f"{channel}{escape(str(row['point']))}{why}"
