"""So many points, divided over a few things: one line of whole numbers, and what is left of them.

The numbers count together: they become an answer when they add up, and are a draft until then.
"""

from __future__ import annotations

import html
import json
from typing import Any

import ipywidgets as widgets

from toolkit.forms.journal import FIELD, Journal, place_class
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model import Allocation
from toolkit.model.fields import Field, describe


class _Cell:
    """A number of the line, as the journal knows it."""

    def __init__(self, row: AllocationRow, name: str, label: str) -> None:
        self.row, self.name, self._label = row, name, label
        self.input = make(widgets.Text, description=label)
        self.input.add_class(FIELD)
        self.input.add_class(place_class(f"{row.path}.{name}"))
        self.input.observe(row.typed, names="value")

    def label(self) -> str:
        """Name the question, for people."""
        return self._label

    def text(self) -> str:
        """Give the text that is shown."""
        return str(self.input.value)

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        if text == self.input.value:
            self.row.give()
        else:
            self.input.value = text


class AllocationRow:
    """The points of one :class:`toolkit.model.Allocation` at a path of a store."""

    def __init__(
        self, field: Field, path: str, store: Store, journal: Journal, language: Language
    ) -> None:
        self.path, self.store = path, store
        self.journal, self.language = journal, language
        assert field.model is not None  # noqa: S101 - it is what makes it an allocation
        assert issubclass(field.model, Allocation)  # noqa: S101
        self._total = field.model.total
        self._telling = False
        self._cells = {
            one.name: _Cell(self, one.name, language.text(one.label))
            for one in describe(field.model)
        }
        self._left = make(widgets.HTML)
        self._left.add_class("koers-beside")
        head = make(widgets.HTML, f"<strong>{html.escape(language.text(field.label))}</strong>")
        line = make(widgets.HBox, [*(cell.input for cell in self._cells.values()), self._left])
        line.add_class("koers-allocation")
        self.widget = make(widgets.VBox, [head, line])
        for name, cell in self._cells.items():
            journal.register(f"{path}.{name}", cell)
        self.refresh()

    def refresh(self) -> None:
        """Show what the store has."""
        draft = self.store.draft(self.path)
        known: dict[str, Any] = json.loads(draft) if draft else self.store.value(self.path) or {}
        self._telling = True
        try:
            for name, cell in self._cells.items():
                shown = str(known.get(name, ""))
                cell.input.disabled = self.store.is_locked(self.path)
                if cell.input.value != shown:
                    cell.input.value = shown
        finally:
            self._telling = False
        self._count()

    def forget(self) -> None:
        """Give up its places."""
        for name in self._cells:
            self.journal.forget(f"{self.path}.{name}")

    def typed(self, _change: object) -> None:
        """Take what was typed in any of the cells."""
        if not self._telling:
            self.give()

    def give(self) -> None:
        """Give the store the points, or the draft of them."""
        texts = {name: cell.text().strip() for name, cell in self._cells.items()}
        for name in texts:
            self.journal.owe(f"{self.path}.{name}")
        if not any(texts.values()):
            self.store.clear(self.path)
        elif all(text.isascii() and text.isdigit() for text in texts.values()) and not (
            self.store.give(self.path, {name: int(text) for name, text in texts.items()})
        ):
            self.store.keep_draft(self.path, None)
        else:
            self.store.keep_draft(self.path, json.dumps(texts))
        self._count()

    def _count(self) -> None:
        texts = [cell.text().strip() for cell in self._cells.values()]
        if not any(texts):
            self._left.value = ""
            return
        wrong = [text for text in texts if text and not (text.isascii() and text.isdigit())]
        given = sum(int(text) for text in texts if text.isascii() and text.isdigit())
        text = self.language.text
        if wrong:
            words, kind = text("Only whole numbers, 0 or more."), "wrong"
        elif given == self._total:
            words, kind = text("{n} points, as it should be", n=given), "read"
        elif given < self._total:
            words, kind = text("{n} to go", n=self._total - given), "wanted"
        else:
            words, kind = text("{n} too many", n=given - self._total), "wrong"
        self._left.value = f'<p class="koers-{kind}">{html.escape(words)}</p>'
