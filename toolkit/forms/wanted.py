"""A group of fields that may be left away as a whole: asked first with yes or no, and then itself.

Where nothing stands, such as where no groups are looked for, its fields would show what is taken by
default, as if somebody had wanted it, and a click in them would write it.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import ipywidgets as widgets
from pydantic import TypeAdapter

from toolkit.errors import Fault
from toolkit.forms.controls import Control
from toolkit.forms.journal import Journal
from toolkit.forms.rows import Part
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.forms.wording import NoAnswerError, tell
from toolkit.language import Language
from toolkit.model.fields import Field, describe

if TYPE_CHECKING:
    from toolkit.forms.form import Form


def may_be_left_away(field: Field) -> bool:
    """Say whether a group of fields is there or not, and means something without any of them."""
    if field.kind != "fields" or field.model is None or not field.nullable:
        return False
    return not any(one.required for one in describe(field.model))


class WhetherWanted(Control):
    """Yes where a group of fields stands in the file, with or without a field in it; else no."""

    def __init__(
        self, field: Field, path: str, store: Store, journal: Journal, language: Language
    ) -> None:
        asked = replace(
            field, kind="yes_no", nullable=False, required=False, model=None,
            adapter=TypeAdapter(bool),
        )  # fmt: skip
        super().__init__(asked, path, store, journal, language)

    @property
    def wanted(self) -> bool:
        """Whether it stands there."""
        return self.store.value(self.path) is not None

    def _written(self) -> str:
        return self._write(self.wanted)

    def _shows_what_is_there(self) -> bool:
        return not self._wrong and self.text() == self._written()

    def _give(self, text: str) -> None:
        self.journal.owe(self.path)
        faults: tuple[Fault, ...] = ()
        try:
            yes = text.strip() != "" and self._read(text) is True
        except NoAnswerError as error:
            yes, faults = self.wanted, (error.fault,)
        if yes != self.wanted:
            faults = self.store.give(self.path, {}) if yes else self.store.clear(self.path)
        self._wrong = tell(faults[0], self.language) if faults else ""
        if faults:
            self.store.keep_draft(self.path, text)
        elif self.store.draft(self.path) is not None:
            self.store.keep_draft(self.path, None)
        self._tell_beside()

    def _judge(self, text: str) -> str:
        faults = self.store.why_not(self.path, {})
        return tell(faults[0], self.language) if faults else super()._judge(text)

    def _explained(self) -> str:
        # A yes has no second reading to be told of.
        told = self.language.text(self.field.help)
        return f'<p class="koers-help">{html.escape(told)}</p>' if told else ""


class Wanted:
    """The question whether, and below it, after a yes, the fields themselves."""

    def __init__(self, whether: WhetherWanted, make_inner: Callable[[], Form]) -> None:
        self.whether = whether
        self._make_inner = make_inner
        self.inner: Form | None = None
        self.widget = make(widgets.VBox, [whether.widget])
        self.widget.add_class("koers-titled")
        self.refresh()

    def refresh(self) -> None:
        """Show what the store has."""
        self.whether.refresh()
        if self.whether.wanted and self.inner is None:
            self.inner = self._make_inner()
            self.widget.children = (self.whether.widget, self.inner.widget)
        elif not self.whether.wanted and self.inner is not None:
            self.inner.forget()
            self.inner = None
            self.widget.children = (self.whether.widget,)
        elif self.inner is not None:
            self.inner.refresh()

    def forget(self) -> None:
        """Give up all places."""
        for part in self._parts():
            part.forget()

    def show(self, path: str) -> None:
        """Bring the field at `path` onto the screen."""
        if self.inner is not None:
            self.inner.show(path)

    def _parts(self) -> list[Part]:
        return [self.whether, *([self.inner] if self.inner is not None else [])]
