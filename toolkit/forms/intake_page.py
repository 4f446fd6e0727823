"""The live intake as one page: the outline and the clock, and block after block of questions.

What is asked, and in which block, the model says; only the vote, the matrix and the means are put
together here.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.forms.agenda import Agenda
from toolkit.forms.file_notice import FileNotice
from toolkit.forms.fits import FitMatrix
from toolkit.forms.form import Form
from toolkit.forms.goal_notes import GoalNotes
from toolkit.forms.history import History
from toolkit.forms.journal import Journal, scope_of
from toolkit.forms.locks import Locks
from toolkit.forms.minutes_button import MinutesButton
from toolkit.forms.outline import Outline
from toolkit.forms.places import field_at
from toolkit.forms.present import Present
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.forms.votes import VotePanel
from toolkit.forms.workshop_page import Steps, lay_block, lay_head, lay_page
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.forms.yaml_store import YamlStore
from toolkit.language import Language, mark
from toolkit.model.client import Budget, Capacity, Client
from toolkit.model.intake import (
    BLOCKS,
    COMPETING,
    GOALS,
    MEANS,
    MOMENT_NAMES,
    OBJECTIVES,
    Block,
    Intake,
    block_of,
    fields_of,
)
from toolkit.model.meeting import Meeting
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.redaction import redact

MEANS_FIELDS = ("capacity", "budget")
MEETING_FIELDS = ("held_on", "led_by", "present")
UNKNOWN_HELP = mark("Nobody knows? Type a question mark: that is an answer too, and it is counted.")

_OPEN: dict[tuple[str, str], IntakePage] = {}


class Shown(Protocol):
    """Something in a block that can show the answers anew."""

    widget: widgets.Widget

    def refresh(self) -> None:
        """Show what the store has."""
        ...


class IntakePage:
    """The page of the live intake.

    Attributes
    ----------
    widget
        To be shown.
    """

    def __init__(
        self,
        folder: ClientFolder,
        language: Language,
        make_minutes: Callable[[], Path] | None = None,
        store: WorkshopStore | None = None,
        remove_reports: Callable[[], object] | None = None,
    ) -> None:
        self.folder, self.language = folder, language
        self.store = store or WorkshopStore(folder, language)
        workspace = folder.path.parent.parent
        self.means = YamlStore(
            workspace, folder.slug, "client.yaml", Client, language,
            locked=lambda: MEANS.key in self.store.locked,
        )  # fmt: skip
        self.journal = Journal(self.store, language)
        self.means_journal = Journal(self.means, language)
        self.locks = Locks(self.store, language)
        self._parts: dict[str, list[Shown]] = {}
        self._bodies = {block.key: make(widgets.VBox) for block in BLOCKS}
        self._remove_reports = remove_reports
        self.widget = self._lay_out(make_minutes)
        self.journal.when_missing(self._find)
        self.store.watch(self.refresh)
        self.means.watch(self.refresh)
        for block in BLOCKS:
            parts = self._make_parts(block)
            self._parts[block.key] = parts
            self._bodies[block.key].children = tuple(part.widget for part in parts)

    def refresh(self) -> None:
        """Show what the stores have."""
        for parts in self._parts.values():
            for part in parts:
                part.refresh()
        self._steps.refresh()

    def _make_parts(self, block: Block) -> list[Shown]:
        language, store, journal = self.language, self.store, self.journal
        if block == MEANS:
            means = Form(self.means, "", Client, self.means_journal, language, only=MEANS_FIELDS)
            means.widget.add_class(scope_of(self.means))
            return [
                means,
                Form(store, "meeting", Meeting, journal, language, only=MEETING_FIELDS),
            ]  # fmt: skip
        special: list[Shown] = []
        asked = fields_of(block)
        if block == COMPETING:
            special = [VotePanel(store, language, journal)]
            asked = tuple(name for name in asked if name != "discipline_votes")
        elif block == OBJECTIVES:
            special = [FitMatrix(store, language, journal)]
            asked = tuple(name for name in asked if name != "fits")
        parts = [*special]
        if asked:
            parts.append(Form(store, "intake", Intake, journal, language, only=asked))
        if block == GOALS:
            parts.append(GoalNotes(store, language, self.folder))
        return parts

    def _redact(self, path: str) -> int:
        found = redact(self.store.ledger.folder, path)
        self.store.change_log(self.store.ledger.catch_up)
        if self._remove_reports:
            self._remove_reports()
        return found

    def _step(self, do: Callable[[], None], words: str) -> None:
        self.store.flush()
        before = len(self.store.ledger.operations)
        do()
        done = self.store.ledger.operations[before:]
        if not done:
            return
        path = done[0].path
        steps = path.split(".")
        fields = (field_at(Workshop, ".".join(steps[:n])) for n in range(len(steps), 1, -1))
        field = next((one for one in fields if one), None)
        asked = block_of(steps[1]) if steps[0] == "intake" and len(steps) > 1 else None
        block = asked or (MEANS if steps[0] == "meeting" else None)
        self._find(path)
        names = [self.language.text(block.title)] if block else []
        names += [self.language.text(field.label)] if field else []
        told = words.replace("{what}", " · ".join(names))
        self.journal.point_out(path, block.key if block else "", told)

    def _find(self, path: str) -> None:
        # The browser still holds text for a row that is not on the screen.
        for parts in self._parts.values():
            for part in parts:
                show = getattr(part, "show", None)
                if show:
                    show(path)

    def _lay_out(self, make_minutes: Callable[[], Path] | None) -> widgets.Widget:
        language, store = self.language, self.store
        text = language.text
        self._steps = Steps(
            store,
            language,
            lambda: self._step(store.undo, text("Undone: {what}")),
            lambda: self._step(store.redo, text("Redone: {what}")),
        )
        tools: list[widgets.Widget] = [*self._steps.buttons, Present(language)]
        if make_minutes:
            tools.append(MinutesButton(make_minutes, store, language).widget)
        clock = Agenda(store, language).widget
        head = lay_head(self.folder, language, text("Intake"), tools, [clock])
        outline = Outline(store, lambda: _client_now(self.means, self.folder), language)
        self.means.watch(outline.refresh)
        history = History(store, language, self._redact)
        blocks = [*(self._frame(block) for block in BLOCKS), history.widget]
        return lay_page(store, language, self.journal.widget, head, outline.widget, blocks)

    def _frame(self, block: Block) -> widgets.Widget:
        text = self.language.text
        minutes = f" · {block.minutes} min" if block.minutes else ""
        hint = make(widgets.HTML, f"<p class='koers-help'>{html.escape(text(UNKNOWN_HELP))}</p>")
        inner = [self._bodies[block.key], hint]
        if block == MEANS:
            notice = FileNotice(self.means, self.language).widget
            inner = [self.means_journal.widget, notice, *inner]
        return lay_block(
            block.key, text(block.title), text(block.help) if block.help else "", inner,
            above=f"{text(MOMENT_NAMES[block.moment])}{minutes}",
            beside=[self.locks.buttons[block.key]],
        )  # fmt: skip


def open_page(
    folder: ClientFolder,
    language: Language,
    make_minutes: Callable[[], Path] | None = None,
    remove_reports: Callable[[], object] | None = None,
) -> IntakePage:
    """Give the page of a client, or the one that is open: a second browser sees the same one.

    A page is made anew only where the client's file says something else than when it was made.

    Parameters
    ----------
    make_minutes
        Makes the minutes and gives the file; without it there is no such button.
    remove_reports
        Removes what was made of the answers, once one of them was taken out for good.
    """
    key = (str(folder.path.resolve()), language.code)
    known = _OPEN.get(key)
    if known and known.widget.comm is not None and _told(known.folder) == _told(folder):
        known.store.flush()
        known.refresh()
        return known
    store = known.store if known else WorkshopStore(folder, language)
    _OPEN[key] = IntakePage(folder, language, make_minutes, store, remove_reports)
    return _OPEN[key]


def _told(folder: ClientFolder) -> dict[str, object]:
    # Hours and money are asked on the page itself.
    return folder.client.model_dump(exclude=set(MEANS_FIELDS))


def _client_now(means: Store, folder: ClientFolder) -> Client:
    given: dict[str, Any] = {}
    for name, part in (("capacity", Capacity), ("budget", Budget)):
        # What nobody was asked yet is left out, and counts as that.
        paths = {field: f"{name}.{field}" for field in part.model_fields}
        known = {field: means.value(path) for field, path in paths.items() if means.is_given(path)}
        given[name] = part.model_validate(known)
    return folder.client.model_copy(update=given)
