"""The live page of the choice: initiatives, weights, scores, the board, decisions, and the plan.

It is a page of the same workshop as the intake, with the same log behind it. What is asked the
models say; only the board is put together elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.forms.board import Board
from toolkit.forms.folds import FOLDING, Folds
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.forms.left_out import LeftOutNotice
from toolkit.forms.outline import OutlineList
from toolkit.forms.ratings import RatingPanel
from toolkit.forms.workshop_page import Steps, lay_block, lay_head, lay_page
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language, mark
from toolkit.model import board as board_model
from toolkit.model.choice import Choice
from toolkit.model.initiative import key_from_name

INITIATIVES = "choice.initiatives"
CRITERIA = "choice.criteria"
FOLDED = ("rules", "plan")

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
        self._notices: list[LeftOutNotice] = []
        self._naming = False
        self._shown: object = None
        self._steps = Steps(self.store, language, self.store.undo, self.store.redo)
        self.widget = self._lay_out()
        self.journal.when_missing(self._find)
        self.store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the store has."""
        # Of a name that somebody is typing only the first letter may be there.
        if self.store.is_saved:
            self._give_keys()
        # A card or a score is none of what the forms ask, and there are hundreds of questions.
        asked = self._asked()
        if asked != self._shown:
            for form in self._forms:
                form.refresh()
            self._shown = asked
            self._tell_left_out()
        self._steps.refresh()

    def _tell_left_out(self) -> None:
        left_out = [one for one in self.store.left_out() if one.path.startswith("choice.")]
        for notice in self._notices:
            notice.show(left_out)
        n = len(left_out)
        words = self.language.plural("{n} row does not count yet", "{n} rows do not count yet", n)
        self.journal.add_to_saved(words if n else "")

    def _asked(self) -> object:
        paths = [path for form in self._forms for path in form.paths]
        given = {path: self.store.value(path) for path in paths if self.store.is_given(path)}
        return given, self.store.drafts()

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
        head = lay_head(
            self.folder, self.language, text("Build, join or ignore"), self._steps.buttons,
            [Folds(self.store.key, FOLDED)],
        )  # fmt: skip
        lines = [{"key": one.key, "title": text(one.title), "share": None} for one in PARTS]
        outline = OutlineList(parts=lines, words={"outline": text("Outline")})
        blocks = [self._frame(part) for part in PARTS]
        page = lay_page(
            self.store, self.language, self.journal.widget, head, outline, blocks
        )  # fmt: skip
        page.add_class(FOLDING)
        return page

    def _frame(self, part: Part) -> widgets.Widget:
        text = self.language.text
        inner: list[widgets.Widget] = []
        if part.key == "scores":
            inner.append(self.ratings.widget)
        if part.key == "board":
            inner.append(self.board.widget)
            inner.append(self._form("choice.board", board_model.Board, ("dots_each", "quadrants")))
        if part.fields:
            inner.append(self._form("choice", Choice, part.fields))
            self._notices.append(LeftOutNotice("choice", part.fields, self.language))
            inner.append(self._notices[-1].widget)
        return lay_block(part.key, text(part.title), text(part.help) if part.help else "", inner)

    def _form(self, path: str, model: type[Any], fields: tuple[str, ...]) -> widgets.Widget:
        form = Form(self.store, path, model, self.journal, self.language, only=fields)
        self._forms.append(form)
        return form.widget


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
