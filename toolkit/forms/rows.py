"""Rows on the screen: a table of short answers, or a card for each row with longer ones.

Rows can be added, removed and put in another order. Of long lists a page is shown at a time, with a
box to search them; what is not on the screen costs nothing.
"""

from __future__ import annotations

import csv
import html
import io
import math
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import ipywidgets as widgets

from toolkit.forms.controls import Control
from toolkit.forms.journal import Journal, place_class
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model.fields import Field, describe, name_of_row

LINES_A_PAGE = 20
CARDS_A_PAGE = 8
# The least width of a column, in em, by the kind of its answers.
WIDTHS = {"whole": 3.6, "number": 3.6, "scale": 4, "yes_no": 4.2, "choice": 5.4, "date": 6}
LEAST_WIDTH = 5.0
# Headers and answers of a file are sentences.
WIDE = {"column": 15, "use": 10, "counts": 10}


class Part(Protocol):
    """Something on the screen that can show the store's answers anew."""

    widget: widgets.Widget

    def refresh(self) -> None:
        """Show what the store has."""
        ...

    def forget(self) -> None:
        """Give up its places: it is no longer shown."""
        ...


class RowView:
    """One row: its parts, and the buttons that move and remove it."""

    def __init__(self, owner: Rows, key: str) -> None:
        self.path = f"{owner.path}.{key}"
        self.parts = owner.make_parts(self.path)
        text = owner.language.text
        self.title = make(widgets.HTML)
        self.title.add_class("koers-card-title")
        self._buttons = [
            _small("↑", text("Move up"), lambda: owner.shift(key, -1)),
            _small("↓", text("Move down"), lambda: owner.shift(key, 1)),
            _small("✕", text("Remove"), lambda: owner.store.remove(self.path)),
        ]
        self.tools = make(widgets.HBox, self._buttons)
        self.tools.add_class("koers-tools")
        self._owner = owner

    def refresh(self) -> None:
        """Show what the store has in this row."""
        for part in self.parts:
            part.refresh()
        name = row_name(self._owner.store.value(self.path))
        about = name or self._owner.language.text("no name yet")
        if self._owner.cards:
            self.title.value = f"<h4>{html.escape(about)}</h4>"
        text = self._owner.language.text
        said = (text("Move up"), text("Move down"), text("Remove"))
        for button, words in zip(self._buttons, said, strict=True):
            button.tooltip = f"{words}: {about}"
            button.disabled = self._owner.store.is_locked(self.path)

    def forget(self) -> None:
        """Give up its places."""
        for part in self.parts:
            part.forget()


class Rows:
    """The rows of a model at a path of a store.

    Parameters
    ----------
    field
        The question; its ``model`` is that of a row.
    make_card
        Makes the parts of a card; without it rows are lines of a table.
    """

    def __init__(
        self,
        field: Field,
        path: str,
        store: Store,
        journal: Journal,
        language: Language,
        make_card: Callable[[str], Sequence[Part]] | None = None,
    ) -> None:
        self.field, self.path, self.store = field, path, store
        self.journal, self.language = journal, language
        self.cards = make_card is not None
        self._make_card = make_card
        self._fields = describe(field.model) if field.model else ()
        self._views: dict[str, RowView] = {}
        self._page = 0
        self._shown: tuple[str, ...] = ()
        self._body = widgets.VBox() if self.cards else widgets.GridBox()
        self._body.add_class("koers-cards" if self.cards else "koers-table")
        self._heads = () if self.cards else tuple(self._make_heads())
        if not self.cards:
            self._body.layout.grid_template_columns = self._columns()
        name = language.text(field.label)
        self._search = make(
            widgets.Text,
            description=language.text("Search in {what}", what=name),
            continuous_update=True,
        )
        self._search.add_class("koers-search")
        self._search.observe(lambda _change: self._turn(0), names="value")
        self._back = _small("‹", language.text("Earlier rows"), lambda: self._turn(self._page - 1))
        self._on = _small("›", language.text("Later rows"), lambda: self._turn(self._page + 1))
        self._where = make(widgets.HTML)
        self._pager = widgets.HBox([self._search, self._back, self._where, self._on])
        self._pager.add_class("koers-pager")
        row = language.text(name_of_row(field.model)) if field.model else name
        self._more = make(widgets.Button, description=f"+ {row}")
        self._more.add_class("koers-more")
        self._more.on_click(lambda _button: self.add())
        self._empty = widgets.HTML(
            f'<p class="koers-help">{html.escape(language.text("Nothing here yet."))}</p>'
        )
        self.widget = make(widgets.VBox, [self._pager, self._empty, self._body, self._more])
        self.widget.add_class("koers-rows")
        if not self.cards:
            journal.register_table(path, self.paste)
        self.refresh()

    def make_parts(self, path: str) -> Sequence[Part]:
        """Make the parts of the row at `path`."""
        if self._make_card:
            return self._make_card(path)
        about = row_name(self.store.value(path)) or ""
        return [
            Control(
                field, f"{path}.{field.name}", self.store, self.journal, self.language,
                compact=True, about=about,
            )
            for field in self._fields
        ]  # fmt: skip

    def add(self) -> None:
        """Add a row at the end and go to it."""
        key = self.store.add(self.path)
        if not key:
            return
        self._search.value = ""
        self._turn(math.ceil(len(self.store.rows(self.path)) / self._size) - 1)
        first = next((one for one in self._fields if one.required), self._fields[0])
        self.journal.focus(f"{self.path}.{key}.{first.name}")

    def paste(self, path: str, text: str) -> None:
        """Fill cells with those of a spreadsheet, from the cell at `path` on; rows are added."""
        key, _, name = path.removeprefix(f"{self.path}.").partition(".")
        # Rows that a search hides are next to none that can be seen.
        self._search.value = ""
        names = [field.name for field in self._fields]
        if name not in names or key not in self.store.rows(self.path):
            return
        row = self.store.rows(self.path).index(key)
        start = names.index(name)
        # Spreadsheets put a cell of several lines in quotes.
        for line in csv.reader(io.StringIO(text.rstrip("\r\n")), delimiter="\t"):
            if row == len(self.store.rows(self.path)):
                self.store.add(self.path)
            order = self.store.rows(self.path)
            if row >= len(order):
                return
            self._turn(row // self._size)
            parts = self._views[order[row]].parts
            cells = {one.field.name: one for one in parts if isinstance(one, Control)}
            for column, typed in zip(names[start:], line, strict=False):
                cells[column].take(" ".join(typed.split()))
            row += 1

    def shift(self, key: str, step: int) -> None:
        """Move a row one place up or down."""
        order = self.store.rows(self.path)
        place = order.index(key) + step
        if 0 <= place < len(order):
            self.store.move(f"{self.path}.{key}", place)

    def show(self, path: str) -> None:
        """Turn to the page on which the row of `path` stands, if it is one of these."""
        key = path.removeprefix(f"{self.path}.").partition(".")[0]
        order = self.store.rows(self.path)
        if path.startswith(f"{self.path}.") and key in order:
            self._search.value = ""
            self._turn(order.index(key) // self._size)

    def refresh(self) -> None:
        """Show what the store has."""
        order = self.store.rows(self.path)
        for gone in [key for key in self._views if key not in order]:
            self._views.pop(gone).forget()
        found = self._find(order)
        pages = max(1, math.ceil(len(found) / self._size))
        self._page = min(max(self._page, 0), pages - 1)
        shown = found[self._page * self._size :][: self._size]
        for key in shown:
            if key not in self._views:
                self._views[key] = RowView(self, key)
            self._views[key].refresh()
        if shown != self._shown or not self._body.children:
            self._shown = shown
            self._body.children = self._lay_out(shown)
        self._pager.layout.display = "" if len(order) > self._size else "none"
        self._empty.layout.display = "none" if order else ""
        self._where.value = html.escape(
            self.language.text(
                "page {page} of {pages}, {n} rows", page=self._page + 1, pages=pages, n=len(found)
            )
        )
        self._back.disabled, self._on.disabled = self._page == 0, self._page == pages - 1
        self._more.disabled = self.store.is_locked(self.path)

    def forget(self) -> None:
        """Give up all places."""
        for view in self._views.values():
            view.forget()
        self._views.clear()

    @property
    def _size(self) -> int:
        return CARDS_A_PAGE if self.cards else LINES_A_PAGE

    def _turn(self, page: int) -> None:
        self._page = page
        self.refresh()

    def _find(self, order: tuple[str, ...]) -> tuple[str, ...]:
        words = self._search.value.casefold().split()
        if not words:
            return order
        return tuple(
            key
            for key in order
            if all(word in _all_text(self.store.value(f"{self.path}.{key}")) for word in words)
        )

    def _lay_out(self, shown: tuple[str, ...]) -> tuple[widgets.Widget, ...]:
        if not self.cards:
            cells = [
                widget
                for key in shown
                for widget in (
                    *(part.widget for part in self._views[key].parts), self._views[key].tools,
                )
            ]  # fmt: skip
            return (*self._heads, *cells) if shown else ()
        cards = []
        for key in shown:
            view = self._views[key]
            head = make(widgets.HBox, [view.title, view.tools])
            head.add_class("koers-card-head")
            card = make(widgets.VBox, [head, *(part.widget for part in view.parts)])
            card.add_class("koers-card")
            card.add_class(place_class(view.path))
            cards.append(card)
        return tuple(cards)

    def _make_heads(self) -> list[widgets.HTML]:
        heads = []
        for field in self._fields:
            name = html.escape(self.language.text(field.label))
            told = html.escape(self.language.text(field.help)) if field.help else ""
            help_text = f'<span class="koers-help">{told}</span>' if told else ""
            heads.append(make(widgets.HTML, f"<strong>{name}</strong>{help_text}"))
        heads.append(make(widgets.HTML, ""))
        for head in heads:
            head.add_class("koers-head")
        return heads

    def _columns(self) -> str:
        # Words need more room than a choice or a number; a name among many columns needs most.
        widths = []
        for number, field in enumerate(self._fields):
            share = 1 if field.kind in WIDTHS else 3 if number == 0 and len(self._fields) > 5 else 2
            least = WIDE.get(field.name) or WIDTHS.get(field.kind, LEAST_WIDTH)
            widths.append(f"minmax({least}em, {share}fr)")
        return " ".join([*widths, "max-content"])


def row_name(row: Any) -> str:  # noqa: ANN401 - any JSON
    """Give what a row is called, for people."""
    if not isinstance(row, dict):
        return ""
    for part in (
        "name",
        "what",
        "channel",
        "platform",
        "handle",
        "column",
        "key",
        "date",
        "code",
        "text",
    ):
        if isinstance(row.get(part), str) and row[part].strip():
            return str(row[part])[:80]
    return ""


def _all_text(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(map(_all_text, value.values()))
    if isinstance(value, list):
        return " ".join(map(_all_text, value))
    return str(value).casefold() if value is not None else ""


def _small(sign: str, words: str, do: Callable[[], None]) -> widgets.Button:
    button = make(widgets.Button, description=sign, tooltip=words)
    button.add_class("koers-small")
    button.on_click(lambda _button: do())
    return button
