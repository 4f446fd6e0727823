"""Forms are made from the models: every field of a model becomes a labelled, ordinary widget.

A field that is added to a model appears by itself, in its place, with its label, help and checks.
"""

from __future__ import annotations

import html
import typing
from collections.abc import Collection, Sequence

import ipywidgets as widgets
from pydantic import BaseModel

from toolkit.forms.allocation import AllocationRow
from toolkit.forms.controls import Control
from toolkit.forms.journal import Journal, scope_of
from toolkit.forms.places import field_at
from toolkit.forms.rows import Part, Rows
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.forms.wanted import Wanted, WhetherWanted, may_be_left_away
from toolkit.language import Language
from toolkit.model.fields import Field, describe


class Form:
    """All questions of the model that stands at a path of a store.

    Parameters
    ----------
    path
        Where the model stands; empty for the whole.
    model
        The model.
    only
        Names of the fields to ask; default: all.

    Attributes
    ----------
    paths
        Where the answers to its questions stand.
    """

    def __init__(
        self,
        store: Store,
        path: str,
        model: type[BaseModel],
        journal: Journal,
        language: Language,
        *,
        only: Collection[str] = (),
    ) -> None:
        self.store, self.path = store, path
        self.journal, self.language = journal, language
        chosen = [one for one in describe(model) if not only or one.name in only]
        # What is asked alone stands under the heading of whoever asks it.
        self.parts: list[Part] = [
            self._make_part(field, titled=not only or len(chosen) > 1) for field in chosen
        ]
        self.widget = make(widgets.VBox, [part.widget for part in self.parts])
        self.widget.add_class("koers-form")
        self.paths = tuple(f"{path}.{one.name}" if path else one.name for one in chosen)

    def refresh(self) -> None:
        """Show what the store has."""
        for part in self.parts:
            part.refresh()

    def forget(self) -> None:
        """Give up all places: the form is no longer shown."""
        for part in self.parts:
            part.forget()

    def show(self, path: str) -> None:
        """Bring the field at `path` onto the screen, be it on a later page of rows."""
        for part in self.parts:
            show = getattr(part, "show", None)
            if show:
                show(path)

    def _make_part(self, field: Field, *, titled: bool) -> Part:
        path = f"{self.path}.{field.name}" if self.path else field.name
        around = (self.store, self.journal, self.language)
        if field.model and may_be_left_away(field):
            return self._make_wanted(field, field.model, path)
        if field.kind == "fields" and field.model:
            inner = Form(self.store, path, field.model, self.journal, self.language)
            return Titled(field, inner, self.language) if titled else inner
        if field.kind == "allocation" and field.model:
            return AllocationRow(field, path, *around)
        if field.kind in {"table", "groups"} and field.model:
            card = self._make_card(field.model) if field.kind == "groups" else None
            rows = Rows(field, path, *around, make_card=card)
            return Titled(field, rows, self.language) if titled else rows
        return Control(field, path, *around)

    def _make_wanted(self, field: Field, model: type[BaseModel], path: str) -> Wanted:
        def make_inner() -> Form:
            return Form(self.store, path, model, self.journal, self.language)

        whether = WhetherWanted(field, path, self.store, self.journal, self.language)
        return Wanted(whether, make_inner)

    def _make_card(self, model: type[BaseModel]) -> typing.Callable[[str], Sequence[Part]]:
        def make_card(path: str) -> Sequence[Part]:
            return [Form(self.store, path, model, self.journal, self.language)]

        return make_card


class Titled:
    """A part under a heading of its own."""

    def __init__(self, field: Field, inner: Form | Rows, language: Language) -> None:
        self.inner = inner
        told = html.escape(language.text(field.help)) if field.help else ""
        help_text = f'<p class="koers-help">{told}</p>' if told else ""
        head = make(widgets.HTML, f"<h4>{html.escape(language.text(field.label))}</h4>{help_text}")
        head.add_class("koers-heading")
        self.widget = make(widgets.VBox, [head, inner.widget])
        self.widget.add_class("koers-titled")

    def refresh(self) -> None:
        """Show what the store has."""
        self.inner.refresh()

    def forget(self) -> None:
        """Give up all places."""
        self.inner.forget()

    def show(self, path: str) -> None:
        """Bring the field at `path` onto the screen."""
        self.inner.show(path)


def form(
    store: Store, path: str, language: Language, *, only: Collection[str] = ()
) -> widgets.Widget:
    """Make a whole form, with its journal, of the model that stands at `path` of a store.

    Parameters
    ----------
    path
        Such as ``capacity``; empty for the whole.
    only
        Names of the fields to ask; default: all.
    """
    journal = Journal(store, language)
    made = Form(store, path, find_model(store.model, path), journal, language, only=only)
    journal.when_missing(made.show)
    store.watch(made.refresh)
    made.refresh()
    return scoped([journal.widget, made.widget], store)


def scoped(children: Sequence[widgets.Widget], store: Store) -> widgets.VBox:
    """Put widgets in a box in which the journal of `store` finds its fields."""
    box = widgets.VBox(list(children))
    box.add_class("koers-live")
    box.add_class(scope_of(store))
    return box


def find_model(model: type[BaseModel], path: str) -> type[BaseModel]:
    """Give the model that stands at a path of fields, without rows.

    Raises
    ------
    KeyError
        If there is no such field, or it has no fields of its own.
    """
    if not path:
        return model
    field = field_at(model, path)
    if field is None or field.model is None:
        raise KeyError(path)
    return field.model
