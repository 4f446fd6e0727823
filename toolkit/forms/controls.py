"""One question on the screen: an ordinary widget with its label, its help, and what is wrong.

A control shows what the store has and gives the store what is typed. Text that is no answer is kept
as a draft, so that nothing typed is lost, and what is wrong stands beside it.
"""

from __future__ import annotations

import html
from typing import Any

import ipywidgets as widgets

from toolkit.errors import Fault
from toolkit.forms.journal import FIELD, Journal, place_class
from toolkit.forms.row_names import RowNames
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.forms.wording import (
    NOTHING,
    NoAnswerError,
    explain_value,
    options_of,
    read_text,
    tell,
    write_value,
)
from toolkit.language import Language
from toolkit.model.fields import Field


class Control:
    """A question bound to a path of a store.

    Parameters
    ----------
    field
        What is asked.
    path
        Where the answer stands.
    compact
        In a table: the label is for screen readers only, and help stands in the head of the column.

    Attributes
    ----------
    widget
        What is shown.
    input
        The ordinary widget in it that is typed in.
    keeps_refused
        Whether text that is refused is kept as a draft, to be taken as soon as it fits.
    """

    keeps_refused = True

    def __init__(
        self,
        field: Field,
        path: str,
        store: Store,
        journal: Journal,
        language: Language,
        *,
        compact: bool = False,
        about: str = "",
    ) -> None:
        self.field, self.path, self.store = field, path, store
        self.journal, self.language = journal, language
        self.compact = compact
        name = language.text(field.label)
        self._label = f"{name} · {about}" if about else name
        self._rows = self._find_rows()
        self._offering = False
        self.input = self._make_input(name if not compact else self._label)
        self.input.add_class(FIELD)
        self.input.add_class(place_class(path))
        self._beside: widgets.HTML | None = None
        self.widget = make(widgets.VBox, [self.input])
        self.widget.add_class("koers-cell" if compact else "koers-question")
        self.widget.add_class(f"koers-kind-{field.kind}")
        # What the store says is shown, and not given to the store again.
        self._told: str | None = None
        self._wrong = ""
        self.refresh()
        self.input.observe(self._typed, names="value")
        journal.register(path, self)

    @property
    def disabled(self) -> bool:
        """Whether nothing can be typed."""
        return bool(self.input.disabled)

    def label(self) -> str:
        """Name the question, for people."""
        return self._label

    def text(self) -> str:
        """Give the text that is shown."""
        return str(self.input.value or "")

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        if isinstance(self.input, widgets.Dropdown | widgets.RadioButtons):
            option = self._find_option(text)
            if option is None:
                # A choice cannot show what it does not offer; what was chosen stays.
                names = ", ".join(self.input.options)
                fault = Fault("This is not one of the values that are known.", expected=names)
                self._wrong = tell(fault, self.language)
                self._tell_beside()
                return
            text = option
        if text == self.input.value:
            self._give(text)
        else:
            self.input.value = text

    def forget(self) -> None:
        """Give up its place: it is no longer shown."""
        self.journal.forget(self.path)

    def _find_rows(self) -> RowNames | None:
        """Give the rows by whose names people choose, while their keys are stored."""
        if self.field.table:
            return RowNames(self.store, self.field.table, self.path)
        # A store may know words of a file that can be chosen.
        offer = getattr(self.store, "offer", None)
        return offer(self.path, self.field) if offer else None

    def _find_option(self, text: str) -> str | None:
        wanted = text.strip().casefold()
        found = (one for one in self.input.options if one.casefold() == wanted)
        if option := next(found, None):
            return str(option)
        try:
            value = self._read(text) if wanted else None
        except NoAnswerError:
            return None
        written = self._write(value) if wanted else NOTHING
        return written if written in self.input.options else None

    def refresh(self) -> None:
        """Show what the store has."""
        locked = self.store.is_locked(self.path)
        if self.input.disabled != locked:
            self.input.disabled = locked
        draft = self.store.draft(self.path)
        self._offer(draft)
        if draft is None and self._shows_what_is_there():
            self._tell_beside()
            return
        shown = draft if draft is not None else self._written()
        if self.input.value != shown:
            self._told = self._fitting(shown)
            try:
                self.input.value = self._told
            finally:
                self._told = None
        if draft is not None:
            self._wrong = self._judge(draft)
        else:
            self._wrong = ""
        self._tell_beside()

    def _read(self, text: str) -> Any:  # noqa: ANN401 - any JSON
        value = read_text(text, self.field, self.language)
        return self._rows.to_keys(value) if self._rows else value

    def _write(self, value: object, *, given: bool = True) -> str:
        shown = self._rows.to_names(value) if self._rows else value
        return write_value(shown, self.field, self.language, given=given)

    def _offer(self, draft: str | None) -> None:
        """Offer the rows that there are now, and what is answered whether it is there or not."""
        if not self._rows:
            return
        names = self._rows.offered()
        written = draft if draft is not None else self._written()
        if self.field.kind == "words":
            # What is chosen next comes behind what stands there, and replaces what is half typed.
            typed = read_text(written, self.field, self.language) if written.strip() else []
            there = [one for one in self._rows.to_names(typed) if one in names]
            rest = (name for name in names if name not in there)
            options = tuple(self._write([*there, name]) for name in rest)
        else:
            gone = (written,) if written and written not in names else ()
            options = (NOTHING, *names, *gone)
        if self.input.options == options:
            return
        shown = self.text()
        self._offering = True
        try:
            self.input.options = options
            self.input.value = shown if self.field.kind == "words" else self._fitting(shown)
        finally:
            self._offering = False

    def _make_input(self, label: str) -> Any:  # noqa: ANN401 - ipywidgets has no types
        common: dict[str, Any] = {"description": label}
        if self.field.kind in {"choice", "yes_no"}:
            return make(widgets.Dropdown, options=options_of(self.field, self.language), **common)
        if self._rows:
            kind = widgets.Combobox if self.field.kind == "words" else widgets.Dropdown
            return make(kind, options=() if self.field.kind == "words" else (NOTHING,), **common)
        if self.field.kind == "scale":
            options = options_of(self.field, self.language)
            if self.compact:
                return make(widgets.Dropdown, options=options, **common)
            return make(widgets.RadioButtons, options=options, orientation="horizontal", **common)
        if self.field.kind in {"text", "lines", "pairs"}:
            return make(widgets.Textarea, rows=6 if self.field.kind == "lines" else 3, **common)
        return make(widgets.Text, **common)

    def _fitting(self, shown: str) -> str:
        if isinstance(self.input, widgets.Dropdown | widgets.RadioButtons):
            options = self.input.options
            return shown if shown in options else options[0]
        return shown

    def _shows_what_is_there(self) -> bool:
        # What is typed stays as typed while it means what is stored: 1,50 is 1,5.
        if self._wrong:
            return False
        text = self.text()
        given = self.store.is_given(self.path)
        if not text.strip() or text == NOTHING:
            return not given
        try:
            value = self._read(text)
        except NoAnswerError:
            return False
        return given and value == self.store.value(self.path)

    def _written(self) -> str:
        given = self.store.is_given(self.path)
        if not given and not self.field.nullable and not self.field.required:
            return self._write(_default(self.field))
        return self._write(self.store.value(self.path), given=given)

    def _typed(self, change: dict[str, Any]) -> None:
        # In another thread something may be typed at the very moment that something is told.
        if change["new"] != self._told and not self._offering:
            self._give(str(change["new"] or ""))

    def _give(self, text: str) -> None:
        self.journal.owe(self.path)
        self._wrong = ""
        if not text.strip() or text == NOTHING:
            faults = self.store.clear(self.path)
        else:
            try:
                value = self._read(text)
            except NoAnswerError as error:
                faults = (error.fault,)
            else:
                faults = self.store.give(self.path, value)
        if faults:
            self._wrong = tell(faults[0], self.language)
            self.store.keep_draft(self.path, text if self.keeps_refused else None)
        elif self.store.draft(self.path) is not None:
            self.store.keep_draft(self.path, None)
        self._tell_beside()

    def _judge(self, text: str) -> str:
        if not text.strip():
            return tell_required(self.language)
        try:
            value = self._read(text)
        except NoAnswerError as error:
            return tell(error.fault, self.language)
        if faults := self.store.why_not(self.path, value):
            return tell(faults[0], self.language)
        return self.language.text("This was typed, but is not taken as an answer yet.")

    def _tell_beside(self) -> None:
        lost = self._wrong and self.store.draft(self.path) is None
        self.journal.refuse(self.path, f"{self._label}: {self._wrong}" if lost else "")
        if self._wrong:
            words = f'<p class="koers-wrong">{html.escape(self._wrong)}</p>'
        elif self.field.required and not self.store.is_given(self.path):
            words = f'<p class="koers-wanted">{html.escape(tell_required(self.language))}</p>'
        elif doubt := self._doubt():
            words = f'<p class="koers-wrong">{html.escape(doubt)}</p>'
        else:
            words = self._explained()
        if self._beside is None and words:
            self._beside = make(widgets.HTML)
            self._beside.add_class("koers-beside")
            self.widget.children = (self.input, self._beside)
        if self._beside is not None and self._beside.value != words:
            self._beside.value = words

    def _doubt(self) -> str:
        if not self._rows or not self.store.is_given(self.path):
            return ""
        return self._rows.doubt(self.store.value(self.path), self.language)

    def _explained(self) -> str:
        help_text = "" if self.compact else self.language.text(self.field.help)
        understood = ""
        if self.store.is_given(self.path):
            value = self.store.value(self.path)
            if value is not None or not self.compact:
                understood = explain_value(value, self.field, self.language)
        if understood:
            return f'<p class="koers-read">{html.escape(understood)}</p>'
        return f'<p class="koers-help">{html.escape(help_text)}</p>' if help_text else ""


def tell_required(language: Language) -> str:
    """Say that a row counts only when this is filled in."""
    return language.text("Needed before this counts.")


def _default(field: Field) -> object:
    return {
        "yes_no": False,
        "words": [],
        "lines": [],
        "pairs": {},
        "whole": None,
        "number": None,
    }.get(field.kind, "")
