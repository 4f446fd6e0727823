"""The form for a table that nobody knows: its first rows, and above each column what it is.

What is suggested stands in the fields already, with the reasons below; what nothing settles is
empty and has to be said. Each choice shows at once how the first rows would be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, ToolkitError
from toolkit.home.column_choices import ColumnChoices
from toolkit.home.descriptions import find_alike, keep_entry
from toolkit.home.draft_preview import find_gaps, read_draft, show_faults_shortly, show_frame
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, close_all, markup, message, panel, title
from toolkit.home.table_questions import TableQuestions
from toolkit.language import Language
from toolkit.readers import Export, FileProfile, Settings
from toolkit.readers.draft import Draft, draft_of
from toolkit.readers.findings import shorten
from toolkit.readers.profile import CONTENTS_NAMES
from toolkit.readers.source import open_source
from toolkit.readers.suggest import suggest
from toolkit.readers.table import Row, write

READ_LIVE = 100
HEADERS_WITHIN = 15
LONGEST_ROW = 60


class TableForm:
    """The form of one file.

    Parameters
    ----------
    folder
        The client's folder.
    name
        The file, relative to it.
    words
        The page's language.
    done
        Called when the description is saved.
    entry
        The description by which the file is read now, if there is one.

    Raises
    ------
    InputError
        If the file cannot be opened.

    Attributes
    ----------
    widget
        What is shown.
    """

    def __init__(
        self,
        folder: ClientFolder,
        name: str,
        words: Language,
        done: Callable[[], None],
        entry: FileProfile | None = None,
    ) -> None:
        self._folder, self._name, self._words, self._done = folder, name, words, done
        self._entry, self._moving = entry, False
        client = folder.client
        self._settings = Settings(client.time_zone, dict(client.export_time_zones))
        self._source = open_source(Export(folder.path / name, name))
        self._suggestion = suggest(
            self._source, entry.sheet or "" if entry else "", entry.header_row if entry else 0
        )
        headers = self._suggestion.table.headers
        self._alike = None if entry else find_alike(folder.profile, headers)
        self._start = self._first_draft()
        self._sheet = widgets.Dropdown(
            description=words.text("Sheet"),
            options=[sheet.name for sheet in self._source.sheets],
            value=self._suggestion.table.sheet,
        )
        self._row = widgets.Dropdown(
            description=words.text("Row with the headers"), options=self._rows(),
            value=self._suggestion.draft.header_row,
        )  # fmt: skip
        self._contents = widgets.Dropdown(
            description=words.text("What is a row?"),
            options=[(words.text(name), key) for key, name in CONTENTS_NAMES.items()],
            value=self._start.contents,
        )
        several = len(self._source.sheets) > 1
        self._place = widgets.Box([self._contents, self._row, *([self._sheet] if several else [])])
        self._place.add_class("home-questions")
        self._middle = widgets.VBox()
        self._middle.add_class("home-middle")
        self._told = markup("home-reading")
        self._result = widgets.VBox()
        keep = button(words.text("Read this file so"), lambda _: self._keep(), main=True)
        self.widget = panel(
            title(words.text("What is in this file?"), 4),
            markup("home-hint", f"<p>{escape(self._lede())}</p>"),
            self._place,
            self._middle,
            self._told,
            buttons(keep),
            self._result,
            kind="home-table-form",
        )
        self._fill()
        self._contents.observe(self._other_rows, "value")
        self._row.observe(self._other_place, "value")
        self._sheet.observe(self._other_place, "value")

    @property
    def draft(self) -> Draft:
        """What has been said so far."""
        return self._questions.put_in(replace(self._start, columns=self._columns.chosen))

    def _first_draft(self) -> Draft:
        suggested = self._suggestion.draft
        if self._entry is None:
            if self._alike is None:
                return suggested
            return replace(draft_of(self._alike, suggested.columns), match=suggested.match)
        said = draft_of(self._entry, suggested.columns)
        # What the description names and the file no longer has is looked for under other headers.
        lost = {
            header: role
            for header, role in suggested.columns.items()
            if role and not said.columns.get(header) and not said.named(role)
            and getattr(self._entry, role, self._entry.metrics.get(role)) is not None
        }  # fmt: skip
        return replace(said, columns={**said.columns, **lost})

    def _lede(self) -> str:
        if self._entry is not None:
            return self._words.text(
                "These are its first rows, and how they are read now. Change what is not right."
            )
        if self._alike is not None:
            return self._words.text(
                "This table has the columns of the files called {files}. What was said of those is "
                "filled in; look whether it holds here too.",
                files=self._alike.match,
            )
        return self._words.text(
            "Koers does not know this table. These are its first rows: say above each column what "
            "it is. What is filled in already is a suggestion."
        )

    def _rows(self) -> list[tuple[str, int]]:
        """Give the rows that may hold the headers, each with how it begins."""
        table = self._suggestion.table
        sheet = next(one for one in self._source.sheets if one.name == table.sheet)
        header = self._suggestion.draft.header_row
        first = [row for row in sheet.rows if not row.blank][:HEADERS_WITHIN]
        first += [row for row in sheet.rows if row.number == header and row not in first]
        return [(f"{row.number}: {_beginning(row)}", row.number) for row in first]

    # What changes when something is chosen.

    def _fill(self) -> None:
        old = self._middle.children
        self._columns = ColumnChoices(
            self._suggestion.table, self._start, self._words, self._changed
        )
        self._questions = TableQuestions(
            self._suggestion, self._start, self._folder.client, self._words, self._changed
        )
        self._middle.children = [
            self._columns.widget, self._questions.widget, markup(html=self._reasons()),
        ]  # fmt: skip
        for widget in old:
            close_all(widget)
        self._changed()

    def _other_rows(self, _: object) -> None:
        if self._moving:
            return
        self._start = self.draft.become(self._contents.value)
        self._fill()

    def _other_place(self, change: dict[str, Any]) -> None:
        if self._moving:
            return
        row = 0 if change["owner"] is self._sheet else int(self._row.value)
        self._suggestion = suggest(self._source, self._sheet.value, row)
        self._start = replace(self._suggestion.draft, match=self.draft.match)
        self._moving = True
        try:
            self._row.options = self._rows()
            self._row.value = self._start.header_row
            self._contents.value = self._start.contents
        finally:
            self._moving = False
        self._fill()

    def _changed(self) -> None:
        self._questions.show_for(self.draft)
        self._result.children = []
        self._told.value = self._read_so(self.draft)

    def _gaps(self, draft: Draft) -> list[str]:
        return find_gaps(
            draft,
            self._words,
            timed=self._suggestion.timed,
            yearless="year" in self._suggestion.asks,
            platforms=self._questions.unknown_platforms(draft),
            kinds=self._questions.unknown_kinds(draft),
        )

    def _read_so(self, draft: Draft) -> str:
        words = self._words
        gaps = self._gaps(draft)
        if gaps:
            items = "".join(f"<li>{escape(one)}</li>" for one in gaps)
            head = message(words.text("Still to say:"))
            return f"{head}<ul class='home-gaps'>{items}</ul>"
        frame, faults = read_draft(self._source, draft, self._settings, rows=READ_LIVE)
        if frame.empty:
            head = message(words.text("The first rows cannot be read so:"))
            return head + show_faults_shortly(faults, words)
        head = message(words.text("So the first rows are read:"))
        return head + show_frame(frame, draft, words) + show_faults_shortly(faults, words)

    def _reasons(self) -> str:
        told = [one.told(self._words) for one in self._suggestion.about]
        told += [
            f"{header}: {reason.told(self._words)}"
            for header, reason in self._suggestion.reasons.items()
            if reason.message
        ]
        items = "".join(f"<li>{escape(one)}</li>" for one in told)
        summary = escape(self._words.text("Why this is suggested"))
        return f"<details><summary>{summary}</summary><ul>{items}</ul></details>"

    # Keeping it.

    def _keep(self, *, all_the_same: bool = False) -> None:
        words, draft = self._words, self.draft
        if self._gaps(draft):
            self._result.children = [
                markup(html=message(words.text("First say what is listed above.")))
            ]
            return
        _, faults = read_draft(self._source, draft, self._settings)
        if not all_the_same and any(fault.severity == "error" for fault in faults):
            self._tell_misfit(faults)
            return
        try:
            keep_entry(self._folder_anew(), draft.as_entry(), self._entry)
        except ToolkitError as error:
            self._result.children = [markup(html=show_faults(error.faults, words))]
            return
        self._done()

    def _tell_misfit(self, faults: tuple[Fault, ...]) -> None:
        words = self._words
        text = words.text(
            "The file does not fit this yet. Change a choice above, or mend the file."
        )
        anyway = button(words.text("Keep it all the same"), lambda _: self._keep(all_the_same=True))
        told = markup(html=message(text) + show_faults_shortly(faults, words))
        self._result.children = [told, buttons(anyway)]

    def _folder_anew(self) -> ClientFolder:
        return ClientFolder(self._folder.path)


def _beginning(row: Row) -> str:
    cells = [write(cell).strip() for cell in row.cells]
    return shorten(", ".join(cell for cell in cells if cell), LONGEST_ROW)
