"""The first rows of a table, and above each column a choice of what it is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from toolkit.home.draft_preview import name_field
from toolkit.home.looks import markup
from toolkit.language import Language
from toolkit.readers.draft import FIELDS, Draft
from toolkit.readers.table import Table, header_key, write

SHOWN = 6
LONGEST = 80
MOST_COLUMNS = 60


class ColumnChoices:
    """A choice above each column.

    Parameters
    ----------
    table
        The table as it stands in the file.
    draft
        What each column is taken for to begin with.
    changed
        Called after each choice.

    Attributes
    ----------
    widget
        What is shown.
    """

    def __init__(
        self, table: Table, draft: Draft, words: Language, changed: Callable[[], None]
    ) -> None:
        keep = words.text("– only keep it –")
        names = sorted(
            ((name_field(name, draft, words), name) for name in FIELDS[draft.contents]),
            key=lambda one: FIELDS[draft.contents].index(one[1]),
        )
        self._choices: dict[str, widgets.Dropdown] = {}
        boxes = []
        keys = [header_key(header) for header in table.headers]
        for at, header in enumerate(table.headers[:MOST_COLUMNS]):
            cells = [write(row.cells[at]).strip() for row in table.rows[:SHOWN]]
            if not header and not any(cells):
                continue
            choice = widgets.Dropdown(
                description=header or words.text("(no header)"),
                options=[(keep, ""), *names],
                value=draft.columns.get(header, ""),
                tooltip=header,
            )
            if not header or keys.count(keys[at]) > 1:
                # A column that cannot be named cannot be read.
                choice.disabled = True
            else:
                self._choices[header] = choice
                choice.observe(lambda change: self._tell(change, changed), "value")
            box = widgets.VBox([choice, markup("home-cells", _listed(cells))])
            box.add_class("home-column")
            self._mark(box, choice)
            boxes.append(box)
        self._rest = {
            header: role for header, role in draft.columns.items() if header not in self._choices
        }
        row = widgets.Box(boxes)
        row.add_class("home-columns")
        self.widget = row

    @property
    def chosen(self) -> dict[str, str]:
        """What each column is, by header."""
        return self._rest | {header: one.value for header, one in self._choices.items()}

    def _tell(self, change: dict[str, object], changed: Callable[[], None]) -> None:
        for box in self.widget.children:
            if box.children[0] is change["owner"]:
                self._mark(box, box.children[0])
        changed()

    @staticmethod
    def _mark(box: widgets.Box, choice: widgets.Dropdown) -> None:
        if choice.value:
            box.add_class("home-named")
        else:
            box.remove_class("home-named")


def _listed(cells: list[str]) -> str:
    shortened = (text if len(text) <= LONGEST else text[: LONGEST - 1] + "…" for text in cells)
    return "<ul>" + "".join(f"<li>{escape(text) or '&nbsp;'}</li>" for text in shortened) + "</ul>"
