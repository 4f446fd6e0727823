"""The cards of the page of the research: a persona, an interview, a quote, each with what it needs.

A persona has the survey's figures beside it. Of an interview and a quote is told what in it points
at a person.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import ipywidgets as widgets

from toolkit.analysis.masking import KIND_NAMES, find_traces
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.grid import status
from toolkit.forms.group_choice import GroupControl
from toolkit.forms.group_links import PERSONAS, find_links, name_holders
from toolkit.forms.group_question import GroupQuestion
from toolkit.forms.journal import Journal
from toolkit.forms.open_workshop import OpenWorkshop
from toolkit.forms.persona_facts import Facts, tell_facts
from toolkit.forms.rows import Part
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model.fields import Field, describe
from toolkit.model.persona import Interview, Persona, Quote, Told

INTERVIEWS, QUOTES = "research.interviews", "research.quotes"
# What was found, not what somebody knows.
UNASKED = {"made_of", "known_by"}
SHORT = {"line", "date"}
Offers = Mapping[str, Callable[..., Control]]
"""By field how its control is made: one that offers answers."""


class OfferingControl(Control):
    """A line of text that offers what could stand there."""

    def __init__(self, offer: Callable[[], Sequence[str]], *around: Any) -> None:  # noqa: ANN401
        self._offered = offer
        super().__init__(*around)

    def refresh(self) -> None:
        """Show what the store has, and offer what there is now."""
        options = tuple(dict.fromkeys(self._offered()))
        if self.input.options != options:
            self.input.options = options
        super().refresh()

    def _make_input(self, label: str) -> Any:  # noqa: ANN401 - ipywidgets has no types
        return make(
            widgets.Combobox, options=tuple(dict.fromkeys(self._offered())), description=label
        )


class CardForm(Form):
    """The questions of a card; some of them offer answers."""

    def __init__(
        self, offers: Offers, store: Store, path: str, model: Any, journal: Journal,  # noqa: ANN401
        language: Language,
    ) -> None:  # fmt: skip
        self._offers = offers
        asked = [one.name for one in describe(model) if one.name not in UNASKED]
        super().__init__(store, path, model, journal, language, only=asked)
        if issubclass(model, Told):
            self._put_first([one for one in describe(model) if one.name in asked])

    def _put_first(self, fields: Sequence[Field]) -> None:
        # Who it is comes before what was told, whatever a model takes over from another.
        named = zip(fields, self.parts, strict=True)
        self.parts = [part for _, part in sorted(named, key=lambda one: not _is_short(one[0]))]
        self.widget.children = [part.widget for part in self.parts]

    def _make_part(self, field: Field, *, titled: bool) -> Part:
        path = f"{self.path}.{field.name}"
        around = (field, path, self.store, self.journal, self.language)
        if field.name in self._offers:
            return self._offers[field.name](*around)
        part = super()._make_part(field, titled=titled)
        if field.name == "name" and isinstance(part, Control):
            # A persona takes along what names it: not at every letter.
            part.input.continuous_update = False
        return part


class Remark:
    """Something that is said of a card, from what the store has."""

    def __init__(self, tell: Callable[[], str]) -> None:
        self.widget = make(widgets.HTML)
        self._tell = tell

    def refresh(self) -> None:
        """Say it anew."""
        words = self._tell()
        if self.widget.value != words:
            self.widget.value = words

    def forget(self) -> None:
        """Give up nothing: nothing is typed here."""


class Cards:
    """Makes the cards of the three tables.

    Parameters
    ----------
    facts
        Gives what the survey knows now.
    """

    def __init__(
        self,
        store: OpenWorkshop,
        journal: Journal,
        language: Language,
        facts: Callable[[], Facts],
    ) -> None:
        self.store, self.journal, self.language, self.facts = store, journal, language, facts

    def make_persona(self, path: str) -> Sequence[Part]:
        """Make the card of a persona: the survey's figures, and what is asked."""
        offers: Offers = {
            "group": partial(OfferingControl, self._groups),
            "segment": partial(GroupControl, self.store, self.facts),
        }
        facts = Remark(lambda: self._beside(path))
        facts.widget.add_class("koers-persona-facts")
        row = path.rpartition(".")[2]
        question = GroupQuestion(self.store, self.language, self.facts, row)
        return [facts, self._form(offers, path, Persona), question]

    def make_interview(self, path: str) -> Sequence[Part]:
        """Make the card of an interview, with a warning of what points at a person."""
        offers: Offers = {"persona": partial(OfferingControl, self.personas)}
        return [self._form(offers, path, Interview), Remark(lambda: self._warn_of_interview(path))]

    def make_quote(self, path: str) -> Sequence[Part]:
        """Make the card of a quote, with a warning of what points at a person."""
        offers: Offers = {
            "persona": partial(OfferingControl, self.personas),
            "question": partial(OfferingControl, self._open_questions),
            "theme": partial(OfferingControl, self._themes),
        }
        return [self._form(offers, path, Quote), Remark(lambda: self._warn_of_quote(path))]

    def personas(self) -> tuple[str, ...]:
        """Names of the personas."""
        rows = self.store.value(PERSONAS) or ()
        return tuple(str(one["name"]) for one in rows if one.get("name"))

    def _form(self, offers: Offers, path: str, model: Any) -> CardForm:  # noqa: ANN401
        return CardForm(offers, self.store, path, model, self.journal, self.language)

    def _groups(self) -> tuple[str, ...]:
        rows = self.store.value("intake.target_groups") or ()
        return tuple(str(one["name"]) for one in rows if one.get("name"))

    def _questions(self) -> Sequence[Any]:
        audience = self.facts().audience
        return audience.codebook.open_questions if audience and audience.codebook else ()

    def _open_questions(self) -> tuple[str, ...]:
        return tuple(one.name for one in self._questions())

    def _themes(self) -> tuple[str, ...]:
        return tuple(theme for one in self._questions() for theme in one.themes)

    def _beside(self, path: str) -> str:
        persona, text = self.store.value(path) or {}, self.language.text
        name, segment = persona.get("name"), persona.get("segment")
        if segment:
            known = find_links(self.store, self.facts()).get(path.rpartition(".")[2])
            if known and known.link == "doubtful":
                # What stands under this key may be other people: the question says so.
                return ""
            key = known.key if known and known.key else str(segment)
            return tell_facts(self.facts(), key, self.language)
        rows = self.store.value(INTERVIEWS) or ()
        count = sum(1 for one in rows if name and one.get("persona") == name)
        if count:
            words = self.language.plural(
                "Rests on one interview.", "Rests on {n} interviews.", count
            )
        else:
            words = text("Rests on nothing yet: it is printed as a proto-persona.")
        return f"<p class='koers-help'>{html.escape(words)}</p>"

    def _warn_of_interview(self, path: str) -> str:
        row = self.store.value(path) or {}
        role = str(row.get("role") or "")
        found = [(role[one.start : one.end], one.kind) for one in find_traces(role)]
        # A code is no name as far as it was taken; a persona is called as the consultant did.
        drafts = (self.store.draft(f"{path}.code") or "",)
        told = {
            name: value for name, value in row.items() if name not in ("code", "persona", "role")
        }
        for text in (*drafts, *_texts(told)):
            found += [(text[one.start : one.end], one.kind) for one in find_traces(text)]
        return self._warn(found)

    def _warn_of_quote(self, path: str) -> str:
        row = self.store.value(path) or {}
        text = str(row.get("text") or "")
        said = self._warn([(text[one.start : one.end], one.kind) for one in find_traces(text)])
        persona = row.get("persona")
        if persona and row.get("question") and self._is_withheld(str(persona)):
            message = (
                "“{persona}” stands for a group that is too small to be shown, so the quote is "
                "printed without it."
            )
            words = self.language.text(message, persona=persona)
            said += f"<p class='koers-help'>{html.escape(words)}</p>"
        return said

    def _is_withheld(self, persona: str) -> bool:
        holders = name_holders(self.store, self.facts())
        return any(holders.get(key) == persona for key in self.facts().withheld)

    def _warn(self, found: Sequence[tuple[str, str]]) -> str:
        if not found:
            return ""
        text = self.language.text
        listed = self.language.listing(
            f"“{words}” ({text(KIND_NAMES[kind])})" for words, kind in dict.fromkeys(found)
        )
        message = "This may tell who it was: {what}. Take it out, or write it more broadly."
        return status(html.escape(text(message, what=listed)), alarm=True)


def _is_short(field: Field) -> bool:
    return field.kind in SHORT and field.name not in Told.model_fields


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list | tuple):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []
