"""What to do when another program changed the answers: nothing is overwritten, both are shown.

A notice stands above the form as long as nobody has chosen, with each question on which the two
differ, what is here and what is there.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from toolkit.errors import ToolkitError
from toolkit.forms.open_workshop import OpenWorkshop, tell_fault
from toolkit.forms.steps import ask, name_rows, write
from toolkit.language import Language
from toolkit.workshop_log.answers import find, plain
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.files import ForeignState
from toolkit.workshop_log.ledger import now

MOST = 30


class ConflictNotice:
    """The notice of a state file that somebody else changed; nothing as long as there is none.

    Attributes
    ----------
    widget
        To be put at the top of the page.
    """

    def __init__(self, store: OpenWorkshop, language: Language) -> None:
        self.store, self.language = store, language
        self._foreign: ForeignState | None = None
        self._notice = widgets.HTML()
        self._ours = self._button(language.text("Keep what is here"), self.keep_ours)
        self._theirs = self._button(language.text("Take what is there"), self.take_theirs)
        self.widget = widgets.VBox()
        self.widget.add_class("koers-conflict")
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the notice while there is something to choose."""
        foreign = self.store.ledger.foreign
        if foreign is None:
            if self.widget.children:
                self.widget.children = ()
            self._foreign = None
            return
        # What is here goes on changing while nobody chooses.
        text = self._write(foreign)
        if self._notice.value != text:
            self._notice.value = text
        if self._foreign is None:
            buttons = [self._ours] if foreign.answers is None else [self._ours, self._theirs]
            self.widget.children = [self._notice, widgets.HBox(buttons)]
        self._foreign = foreign

    def keep_ours(self) -> None:
        """Go on with what is here; the other file is kept beside it."""
        self.store.change_log(self.store.ledger.keep_ours)
        self.refresh()

    def take_theirs(self) -> None:
        """Take what is there into the log; what was here stays in the history."""
        ledger = self.store.ledger
        try:
            self.store.change_log(lambda: ledger.take_theirs(who="state.json", time=now()))
        except ToolkitError as error:
            words = " ".join(tell_fault(fault, self.language) for fault in error.faults)
            self._notice.value += f'<p class="koers-alarm" role="alert">{html.escape(words)}</p>'
            return
        self.refresh()

    def _write(self, foreign: ForeignState) -> str:
        language = self.language
        lead = language.text(
            "Another program changed the answers of this workshop. Nothing was overwritten: both "
            "are kept. Which of the two holds?"
        )
        if foreign.answers is None:
            lead = language.text(
                "Another program changed the file state.json, and what it holds cannot be read. "
                "Nothing was overwritten: the answers here are whole."
            )
        table = self._table(self._differences(foreign)) if foreign.answers is not None else ""
        return f'<div role="alert"><p><b>{html.escape(lead)}</b></p></div>{table}'

    def _differences(self, foreign: ForeignState) -> Sequence[Change]:
        return self.store.ledger.compare(foreign.answers or {})

    def _table(self, changes: Sequence[Change]) -> str:
        language = self.language
        if not changes:
            words = language.text("The answers are the same; only the file is another.")
            return f"<p>{html.escape(words)}</p>"
        names = name_rows((*self.store.ledger.operations, *changes))
        heads = (language.text("Question"), language.text("Here"), language.text("There"))
        rows = [
            (ask(one.path, names, language), self._here(one), self._there(one))
            for one in changes[:MOST]
        ]
        head = "".join(f'<th scope="col">{html.escape(one)}</th>' for one in heads)
        body = "".join(
            "<tr>" + "".join(f'<td dir="auto">{html.escape(one)}</td>' for one in row) + "</tr>"
            for row in rows
        )
        rest = len(changes) - MOST
        more = language.plural("And {n} other.", "And {n} others.", rest) if rest > 0 else ""
        tail = f"<p>{html.escape(more)}</p>" if more else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{tail}"

    def _here(self, change: Change) -> str:
        if change.kind == "add":
            return "–"
        try:
            value = plain(find(self.store.ledger.answers.tree, change.path))
        except KeyError:
            return "–"
        return write(change.path, value, self.language)

    def _there(self, change: Change) -> str:
        match change.kind:
            case "set" | "add":
                return write(change.path, change.value, self.language)
            case "move":
                return self.language.text("in another place")
            case _:
                return "–"

    def _button(self, text: str, press: Callable[[], None]) -> widgets.Button:
        button = widgets.Button(description=text)
        button.on_click(lambda _: press())
        return button
