"""The live page of the choice: initiatives, weights, scores, the board, decisions, and the plan.

It is a page of the same workshop as the intake, with the same log behind it. What is asked the
models say; only the board is put together elsewhere.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.forms.board import Board
from toolkit.forms.chapter_button import ChapterButton
from toolkit.forms.conflicts import ConflictNotice
from toolkit.forms.form import Form, scoped
from toolkit.forms.journal import Journal
from toolkit.forms.ratings import RatingPanel
from toolkit.forms.sparing import make
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language, mark
from toolkit.model import board as board_model
from toolkit.model.choice import Choice
from toolkit.model.initiative import key_from_name

INITIATIVES = "choice.initiatives"
CRITERIA = "choice.criteria"
SCORES = ("ratings", "revealed", "agreed")

_OPEN: dict[tuple[str, str], ChoicePage] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: its fields of the choice, under a heading."""

    key: str
    title: str
    fields: tuple[str, ...] = ()
    help: str = ""


PARTS = (
    Part(
        "initiatives", mark("What could be done"), ("initiatives",),
        mark("Everything that was named, also what you would rather not do."),
    ),
    Part(
        "criteria", mark("What counts, and how much"), ("weighting", "weights_said", "criteria"),
        mark("First the steps of each scale, then the weights: a weight is about going from the "
             "first step to the last."),
    ),
    Part("scores", mark("What everybody thinks"), (),
         mark("Everybody scores alone; nobody sees what others gave until all scores are shown. "
              "Initiatives and criteria need a name first.")),
    Part("board", mark("The board"), (),
         mark("Where the room would put each card; the scores stay what they are.")),
    Part("decisions", mark("What was decided"), ("decisions",)),
    Part("rules", mark("The rules of the advice"), ("rules",)),
    Part("plan", mark("Limits of the plan"), ("plan",)),
)  # fmt: skip


class Shown(Protocol):
    """Something on the page that can show the answers anew."""

    widget: widgets.Widget

    def refresh(self) -> None:
        """Show what the store has."""
        ...


class ChoicePage:
    """The page of the choice.

    Attributes
    ----------
    widget
        To be shown.
    """

    def __init__(
        self, folder: ClientFolder, language: Language, store: WorkshopStore | None = None
    ) -> None:
        self.folder, self.language = folder, language
        self.store = store or WorkshopStore(folder, language)
        self.journal = Journal(self.store, language)
        self.board = Board(self.store, language)
        self.ratings = RatingPanel(self.store, language, self.journal)
        self._forms: list[Form] = []
        self._naming = False
        self._shown: object = None
        self.widget = self._lay_out()
        self.journal.when_missing(self._find)
        self.store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the store has."""
        # A card or a score is none of what the forms ask, and there are hundreds of questions.
        asked = self._asked()
        if asked != self._shown:
            self._give_keys()
            for form in self._forms:
                form.refresh()
            self._shown = self._asked()
        self._steps[0].disabled = self.store.ledger.undoable is None
        self._steps[1].disabled = self.store.ledger.redoable is None

    def _asked(self) -> object:
        choice = dict(self.store.value("choice") or {})
        board = dict(choice.pop("board", None) or {})
        for name in SCORES:
            choice.pop(name, None)
        return choice, board.get("dots_each"), board.get("quadrants"), self.store.drafts()

    def _give_keys(self) -> None:
        # People name things; what stays the same when a name is mended is the key.
        if self._naming:
            return
        self._naming = True
        try:
            for table in (INITIATIVES, CRITERIA):
                rows: dict[str, dict[str, Any]] = {
                    row: self.store.value(f"{table}.{row}") or {} for row in self.store.rows(table)
                }
                taken = {str(row["key"]) for row in rows.values() if row.get("key")}
                for row, value in rows.items():
                    if value.get("name") and not value.get("key"):
                        key = key_from_name(str(value["name"]), taken)
                        if not self.store.draft(f"{table}.{row}.key"):
                            taken.add(key)
                            self.store.give(f"{table}.{row}.key", key)
        finally:
            self._naming = False

    def _find(self, path: str) -> None:
        self.ratings.show(path)
        for form in self._forms:
            form.show(path)

    def _lay_out(self) -> widgets.Widget:
        text = self.language.text
        name = html.escape(self.folder.client.name)
        title = make(
            widgets.HTML,
            f"<h2>{name}</h2><p class='koers-help'>{text('Build, join or ignore')}</p>",
        )
        self._steps = (
            self._button(f"↶ {text('Undo')}", self.store.undo),
            self._button(f"↷ {text('Redo')}", self.store.redo),
        )
        accent = self.folder.brand.accent
        chapter = ChapterButton(text("See the chapter"), text("Back to the form"), accent)
        bar = make(widgets.HBox, [*self._steps, chapter])
        bar.add_class("koers-tool-bar")
        head = make(widgets.VBox, [title, bar])
        head.add_class("koers-top")
        head.add_class("koers-aside")
        main = make(widgets.VBox, [self._frame(part) for part in PARTS])
        main.add_class("koers-main-column")
        conflict = ConflictNotice(self.store, self.language)
        page = scoped([self.journal.widget, conflict.widget, head, main], self.store)
        page.add_class("koers-workshop")
        return page

    def _frame(self, part: Part) -> widgets.Widget:
        text = self.language.text
        told = f"<p class='koers-help'>{html.escape(text(part.help))}</p>" if part.help else ""
        title = make(widgets.HTML, f"<h3>{html.escape(text(part.title))}</h3>{told}")
        inner: list[widgets.Widget] = [title]
        if part.key == "scores":
            inner.append(self.ratings.widget)
        if part.key == "board":
            inner.append(self.board.widget)
            inner.append(self._form("choice.board", board_model.Board, ("dots_each", "quadrants")))
        if part.fields:
            inner.append(self._form("choice", Choice, part.fields))
        frame = make(widgets.VBox, inner)
        frame.add_class("koers-block")
        frame.add_class(f"koers-block--{part.key}")
        return frame

    def _form(self, path: str, model: type[Any], fields: tuple[str, ...]) -> widgets.Widget:
        form = Form(self.store, path, model, self.journal, self.language, only=fields)
        self._forms.append(form)
        return form.widget

    def _button(self, words: str, do: Callable[[], None]) -> widgets.Button:
        button = make(widgets.Button, description=words)
        button.on_click(lambda _button: do())
        return button


def open_choice(folder: ClientFolder, language: Language) -> ChoicePage:
    """Give the page of a client, or the one that is open: a second browser sees the same one."""
    key = (str(folder.path.resolve()), language.code)
    known = _OPEN.get(key)
    if known and known.widget.comm is not None:
        known.store.flush()
        known.refresh()
        known.ratings.refresh()
        known.board.refresh()
        return known
    _OPEN[key] = ChoicePage(folder, language, known.store if known else None)
    return _OPEN[key]
