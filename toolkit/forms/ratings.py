"""Scores of several raters: each gives them alone, and they are shown together.

One rater at a time fills in a grid of initiatives by criteria; what another one gave is not on the
screen, and of a rater who comes back neither, until that rater asks. The others only see how many
scores are in. Long lists come a page at a time: what is not on the screen costs nothing.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

import ipywidgets as widgets

from toolkit.errors import InputError
from toolkit.forms.agreed_scores import AgreedScores
from toolkit.forms.grid import Cell, Keys, status
from toolkit.forms.journal import Journal
from toolkit.forms.open_workshop import OpenWorkshop, tell_fault
from toolkit.forms.sparing import make
from toolkit.language import Language, mark
from toolkit.workshop_log.rating_urn import RATINGS, RatingUrn, Sheet, Slot, is_score

ROWS_A_PAGE = 10
PLACE = "rated"


class RatingPanel:
    """Where raters enter their scores, and where all of them are talked about once shown.

    Parameters
    ----------
    store
        The workshop; its log takes the scores when they are shown.
    journal
        Keeps in the browser what is typed until it is saved.

    Attributes
    ----------
    widget
        To be put on the page.
    rater
        Who is scoring; empty while nobody is.
    cells
        The cells on the screen, by initiative and criterion (keys).
    """

    def __init__(
        self, store: OpenWorkshop, language: Language, journal: Journal | None = None
    ) -> None:
        self.store, self.language, self.journal = store, language, journal
        self.urn = RatingUrn(store.ledger.folder)
        self.rater = ""
        self.cells: dict[Slot, Cell] = {}
        self._unseen: list[Cell] = []
        self._covered: set[Slot] = set()
        self._page = 0
        self._shown: object = None
        text = language.text
        self.name = make(widgets.Combobox, description=text("Who scores"), continuous_update=False,
                         placeholder=text("a function, such as marketing"))  # fmt: skip
        self._head = make(
            widgets.HBox, [self.name, self._button(mark("Enter scores"), self._press_score)]
        )
        self._head.add_class("koers-rater")
        self._who, self._count, self._said = (make(widgets.HTML) for _ in range(3))
        self._lines = widgets.GridBox()
        self._lines.add_class("koers-rating-lines")
        self._back = self._button(mark("Earlier rows"), lambda: self._turn(self._page - 1))
        self._on = self._button(mark("Later rows"), lambda: self._turn(self._page + 1))
        self._uncover = self._button(mark("Show mine, to change them"), self._press_uncover)
        self._done = self._button(mark("Done"), self._press_done)
        self._tools = make(widgets.HBox, [self._back, self._on, self._uncover, self._done])
        self._entry = widgets.VBox([self._who, self._lines, self._tools, Keys("ratings")])
        self._entry.add_class("koers-grid")
        self._ask = make(widgets.VBox)
        self.reveal = self._button(mark("Show the scores"), self._press_show)
        self.reveal.button_style = "primary"
        self.agreed = AgreedScores(store, language, journal)
        self.widget = make(
            widgets.VBox,
            [self._head, self._entry, self._count, make(widgets.HBox, [self.reveal]), self._ask,
             self._said, self.agreed.widget],
        )  # fmt: skip
        self.widget.add_class("koers-ratings")
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to score, who scored so far, and the result once it is shown."""
        state = (self._named("initiatives"), self._criteria())
        if state != self._shown:
            self._shown = state
            self._turn(self._page)
        self._tell_count()
        self.agreed.refresh()

    def seat(self, rater: str) -> None:
        """Let a rater score; what that rater gave before is covered."""
        try:
            name = self.urn.seat(rater)
            sheet = self.urn.sheets[name]
        except InputError as error:
            self._tell(error)
            return
        self.rater, self._covered = name, set(sheet.scores)
        # When this rater is done, the next one may be typing a name already.
        self.name.value = ""
        self._tell(None)
        self._ask.children = ()
        self._turn(0)
        self._tell_count()
        first = next((slot for slot in self.cells if slot not in self._covered), None)
        if first and self.journal:
            self.journal.focus(self.cells[first].path)

    def show(self, path: str) -> None:
        """Take in what a browser still holds of a rater's score, without showing it."""
        place, _, rest = path.partition(".")
        token, _, slot = rest.partition(".")
        initiative, _, criterion = slot.partition(".")
        if place != PLACE or not criterion:
            return
        name = next((one for one in self._sheets() if _token(one) == token), "")
        if name:
            cell = self._make_cell(name, (initiative, criterion), "")
            cell.show(self._sheets()[name].text((initiative, criterion)))
            self._unseen.append(cell)

    def _turn(self, page: int) -> None:
        initiatives, criteria = self._named("initiatives"), self._criteria()
        pages = max(1, math.ceil(len(initiatives) / ROWS_A_PAGE))
        self._page = min(max(page, 0), pages - 1)
        for cell in self.cells.values():
            cell.forget()
            cell.widget.close()
        self.cells = {}
        entering = bool(self.rater and initiatives and criteria)
        self._entry.layout.display = "" if entering else "none"
        if not entering:
            self._lines.children = ()
            return
        name = html.escape(self.rater)
        where = self.language.text("page {page} of {pages}", page=self._page + 1, pages=pages)
        self._who.value = f"<h4>{name}</h4>" + (f"<p>{where}</p>" if pages > 1 else "")
        columns = f"minmax(9em, 2fr) repeat({len(criteria)}, minmax(4.5em, 11em))"
        self._lines.layout.grid_template_columns = columns
        start = self._page * ROWS_A_PAGE
        sheet = self._sheets().get(self.rater, Sheet())
        heads = [self._head_of(criterion) for criterion in criteria]
        lines = [
            self._line(key, told, criteria, sheet)
            for key, told in initiatives[start : start + ROWS_A_PAGE]
        ]
        self._lines.children = [make(widgets.HTML, ""), *heads, *lines]
        self._back.disabled, self._on.disabled = self._page == 0, self._page == pages - 1
        for button in (self._back, self._on):
            button.layout.display = "" if pages > 1 else "none"
        self._uncover.layout.display = "" if self._covered else "none"

    def _line(
        self, key: str, name: str, criteria: list[dict[str, Any]], sheet: Sheet
    ) -> widgets.Widget:
        head = make(widgets.HTML, f'<div class="koers-fit-head"><b>{html.escape(name)}</b></div>')
        slots = [(key, str(one["key"])) for one in criteria]
        for slot, criterion in zip(slots, criteria, strict=True):
            cell = self._make_cell(self.rater, slot, f"{name} · {criterion['name']}")
            self.cells[slot] = cell
            self._show_cell(cell, slot, sheet)
        line = make(widgets.Box, [head, *(self.cells[slot].widget for slot in slots)])
        line.add_class("koers-line")
        return line

    def _head_of(self, criterion: Mapping[str, Any]) -> widgets.Widget:
        name = html.escape(str(criterion["name"]))
        steps = "".join(f"<li>{html.escape(str(one))}</li>" for one in criterion["anchors"])
        more = f'<ol start="0" class="koers-steps">{steps}</ol>' if steps else ""
        return make(widgets.HTML, f'<div class="koers-fit-head"><b>{name}</b>{more}</div>')

    def _make_cell(self, rater: str, slot: Slot, label: str) -> Cell:
        return Cell(_path(rater, slot), label, partial(self._typed, rater, slot), self.journal)

    def _show_cell(self, cell: Cell, slot: Slot, sheet: Sheet) -> None:
        text = sheet.text(slot)
        cell.show(text, masked=slot in self._covered and slot in sheet.scores)
        cell.set_class("koers-wrong", on=not is_score(text))

    def _typed(self, rater: str, slot: Slot, text: str) -> None:
        try:
            sheet = self.urn.type(rater, slot, text)
        except InputError as error:
            self._tell(error)
            return
        if self.journal:
            self.journal.acknowledge(_path(rater, slot), text)
        if rater == self.rater and slot in self.cells:
            self.cells[slot].set_class("koers-wrong", on=not is_score(text))
        self._tell_wrong(sheet)
        self._tell_count()

    def _tell_wrong(self, sheet: Sheet) -> None:
        message = "“{text}” is no score: type 0 to 5, or nothing where you cannot say."
        parts = [self.language.text(message, text=one.strip()[:20]) for one in sheet.wrong.values()]
        words = status(html.escape(" ".join(parts[:3])), alarm=True) if parts else ""
        if self._said.value != words:
            self._said.value = words

    def _tell_count(self) -> None:
        keys = {key for key, _ in self._named("initiatives")}
        criteria = {str(one["key"]) for one in self._criteria()}
        most = len(keys) * len(criteria)
        sheets = self._sheets()
        said = [
            self.language.text(
                "{rater}: {n} of {all} in",
                rater=rater, n=sum(i in keys and c in criteria for i, c in sheet.scores), all=most,
            )
            for rater, sheet in sheets.items()
        ]  # fmt: skip
        words = status("<br>".join(map(html.escape, said)))
        if self._count.value != words:
            self._count.value = words
        shown = {str(one.get("rater", "")) for one in self.store.value(RATINGS) or ()}
        options = tuple(sorted({*sheets, *shown} - {""}, key=str.casefold))
        if self.name.options != options:
            self.name.options = options
        self.reveal.disabled = not any(sheet.scores for sheet in sheets.values())

    def _sheets(self) -> Mapping[str, Sheet]:
        try:
            return self.urn.sheets
        except InputError as error:
            self._tell(error)
            return {}

    def _press_score(self) -> None:
        self.seat(self.name.value)

    def _press_uncover(self) -> None:
        self._covered = set()
        self._turn(self._page)

    def _press_done(self) -> None:
        self.rater = ""
        self._turn(0)
        self.refresh()

    def _press_show(self) -> None:
        wrong = sum(len(sheet.wrong) for sheet in self._sheets().values())
        if wrong and not self._ask.children:
            said = self.language.plural(
                "{n} score cannot be read; it does not count yet.",
                "{n} scores cannot be read; they do not count yet.",
                wrong,
            )
            alarm = f'<p class="koers-alarm" role="alert">{html.escape(said)}</p>'
            buttons = [
                self._button(mark("Show without these"), self._reveal),
                self._button(mark("Back to the scores"), self._press_back),
            ]
            self._ask.children = [make(widgets.HTML, alarm), make(widgets.HBox, buttons)]
            return
        self._reveal()

    def _press_back(self) -> None:
        self._ask.children = ()

    def _reveal(self) -> None:
        troubles: list[InputError] = []

        def show() -> None:
            try:
                self.urn.reveal(self.store.ledger)
            except InputError as error:
                troubles.append(error)

        self._ask.children = ()
        self.store.change_log(show)
        self._tell(troubles[0] if troubles else None)
        if not troubles:
            self._press_done()

    def _tell(self, error: InputError | None) -> None:
        words = " ".join(tell_fault(one, self.language) for one in (error.faults if error else ()))
        self._said.value = status(html.escape(words), alarm=True) if words else ""

    def _named(self, table: str) -> list[tuple[str, str]]:
        rows = self.store.value(f"choice.{table}") or ()
        return [
            (str(row["key"]), str(row["name"])) for row in rows
            if row.get("key") and row.get("name")
        ]  # fmt: skip

    def _criteria(self) -> list[dict[str, Any]]:
        rows = {str(one.get("key")): one for one in self.store.value("choice.criteria") or ()}
        return [
            {"key": key, "name": name, "anchors": list(rows[key].get("anchors") or ())}
            for key, name in self._named("criteria")
        ]

    def _button(self, message: str, press: Callable[[], None]) -> widgets.Button:
        button = make(widgets.Button, description=self.language.text(message))
        button.layout = widgets.Layout()
        button.on_click(lambda _: press())
        return button


def _path(rater: str, slot: Slot) -> str:
    return ".".join((PLACE, _token(rater), *slot))


def _token(rater: str) -> str:
    # A path is letters and digits; a name can be anything.
    return sha256(rater.casefold().encode()).hexdigest()[:10]
