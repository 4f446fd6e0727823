"""The answers to open questions, read one by one; an answer leaves this page only as a quote.

Nothing of an answer is written anywhere before somebody releases it: neither in the workshop's log,
nor in what the browser keeps of half-typed text. What points at a person is taken out before it is
shown, and a word that may be a name is marked and asked about.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis.masking import KIND_NAMES, find_signs, find_traces, mask
from toolkit.analysis.released_quotes import choose_answers
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.themes import code_themes
from toolkit.forms.grid import status
from toolkit.forms.group_links import name_holders
from toolkit.forms.persona_facts import Facts
from toolkit.forms.research_cards import QUOTES
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model.survey_question import OpenQuestion

ALL, NONE = "", "\0"
"""No theme and no group is called so."""


class AnswerReader:
    """Shows answers one at a time, and releases them as quotes.

    Parameters
    ----------
    facts
        Gives what the survey knows now.
    who
        Who releases quotes, if that is known.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(
        self, store: Store, language: Language, facts: Callable[[], Facts], who: str = ""
    ) -> None:
        self.store, self.language, self._facts = store, language, facts
        self._rows: list[int] = []
        self._at = 0
        self._confirmed = ""
        self._offering = False
        self._themes: dict[str, pd.Series] = {}
        text = language.text
        self.question = make(widgets.Dropdown, options=(), description=text("Open question"))
        self.theme = make(widgets.Dropdown, options=(), description=text("Theme"))
        self.segment = make(widgets.Dropdown, options=(), description=text("Group of the survey"))
        self._answer, self._where, self._carried = (make(widgets.HTML) for _ in range(3))
        self._answer.add_class("koers-open-answer")
        self.back = self._button("‹", text("Earlier answer"), lambda: self.turn(self._at - 1))
        self.on = self._button("›", text("Later answer"), lambda: self.turn(self._at + 1))
        # No field of the journal: the browser keeps nothing of what is typed here.
        self.words = make(widgets.Textarea, rows=3, description=text("Quote"))
        self.who = make(widgets.Text, value=who, description=text("Released by"))
        self.release_button = self._button(text("Release as a quote"), "", self.release)
        for one in (self.question, self.theme, self.segment, self.words, self.who):
            one.add_class("koers-plain")
        self.release_button.add_class("koers-press")
        self._said = make(widgets.HTML)
        pager = make(widgets.HBox, [self.back, self._where, self.on])
        pager.add_class("koers-pager")
        filters = make(widgets.HBox, [self.question, self.theme, self.segment])
        filters.add_class("koers-filters")
        self._body = make(
            widgets.VBox,
            [filters, pager, self._answer, self._carried, self.words, self.who,
             self.release_button, self._said],
        )  # fmt: skip
        self._empty = make(widgets.HTML)
        self.widget = make(widgets.VBox, [self._empty, self._body])
        self.widget.add_class("koers-answers")
        for one in (self.theme, self.segment):
            one.observe(lambda _change: self._choose(), names="value")
        self.question.observe(lambda _change: self._open(), names="value")
        self.read_anew()

    def read_anew(self) -> None:
        """Take in the survey as it is now."""
        text = self.language.text
        names = [one.name for one in self._questions]
        self._empty.value = "" if names else _quiet(text("The survey has no open questions."))
        self._body.layout = widgets.Layout(display="" if names else "none")
        self._offer_groups(ALL)
        if list(self.question.options) != names:
            self.question.options = names
            self.question.value = names[0] if names else None
        self._open()

    def refresh(self) -> None:
        """Call groups as their personas are called now; what is read and written stays."""
        self._offer_groups(str(self.segment.value or ALL))
        self._carried.value = _quiet(self._tell_persona()) if self._rows else ""

    def _offer_groups(self, chosen: str) -> None:
        facts, holders = self._facts(), name_holders(self.store, self._facts())
        shown = [
            (holders.get(key) or facts.labels[key], key)
            for key in facts.names
            if key not in facts.withheld
        ]
        options = ((self.language.text("everybody"), ALL), *shown)
        if self.segment.options == options and self.segment.value == chosen:
            return
        self._offering = True
        try:
            self.segment.options = options
            self.segment.value = chosen if chosen in {key for _, key in options} else ALL
        finally:
            self._offering = False

    @property
    def shown(self) -> str:
        """The answer that is read now; empty where none is."""
        return self._texts.iloc[self._rows[self._at]].strip() if self._rows else ""

    def turn(self, place: int) -> None:
        """Read another answer, counted from 0 among those chosen."""
        self._at = min(max(place, 0), max(len(self._rows) - 1, 0))
        self._said.value, self._confirmed = "", ""
        pieces = mask(self.shown)
        self._answer.value = f"<blockquote>{''.join(map(self._piece, pieces))}</blockquote>"
        self.words.value = "".join(
            one.text or f"[{self.language.text(KIND_NAMES[str(one.kind)])}]" for one in pieces
        )
        known = "{n} of {all}" if self._rows else "No answer is like this."
        numbers = {"n": self._at + 1, "all": len(self._rows)} if self._rows else {}
        self._where.value = html.escape(self.language.text(known, **numbers))
        self.back.disabled = self._at == 0
        self.on.disabled = self._at >= len(self._rows) - 1
        self.release_button.disabled = not self._rows
        self._carried.value = _quiet(self._tell_persona()) if self._rows else ""

    def release(self) -> None:
        """Put the text among the quotes, unless it still tells who wrote it."""
        words, text = self.words.value.strip(), self.language.text
        signs = [words[one.start : one.end] for one in find_signs(words)]
        names = [words[one.start : one.end] for one in find_traces(words) if one.kind == "name"]
        left = [f"[{text(name)}]" for name in KIND_NAMES.values() if f"[{text(name)}]" in words]
        if not words:
            return
        if signs or left:
            message = "Take this out, or write something else for it: {what}."
            self._tell(text(message, what=self.language.listing(map(_quoted, signs + left))))
        elif names and self._confirmed != words:
            self._confirmed = words
            message = (
                "Is {what} a name, or a place that tells who it was? Take it out; or press again "
                "if it is neither."
            )
            self._tell(text(message, what=self.language.listing(map(_quoted, names))))
        elif not self.who.value.strip():
            self._tell(text("Say who releases it."))
        elif words in {one.get("text") for one in self.store.value(QUOTES) or ()}:
            self._tell(text("This is among the quotes already."))
        else:
            self._add(words)

    def _add(self, words: str) -> None:
        value = {
            "text": words,
            "question": self._question.name,
            "theme": self._theme_of_answer(),
            "persona": self._persona()[0],
            "released_by": self.who.value.strip(),
            "released_on": dt.datetime.now().astimezone().date().isoformat(),
        }
        added = self.store.add(QUOTES, value)
        done = self.language.text("Released: it stands among the quotes below.")
        self._tell(done if added else self.store.unsaved, alarm=not added)

    def _open(self) -> None:
        if self._people is None or not self._questions:
            self._rows, self._themes = [], {}
            return
        themes = {name: words.split(",") for name, words in self._question.themes.items()}
        self._themes = code_themes(self._texts, themes, self._people.codebook.language)
        text = self.language.text
        options = [(text("all answers"), ALL), *((name, name) for name in themes)]
        chosen = self.theme.value
        self.theme.options = [*options, (text("none of the themes"), NONE)]
        self.theme.value = chosen if chosen in {*themes, NONE} else ALL
        self._choose()

    def _choose(self) -> None:
        people = self._people
        if people is None or not self._questions or self._offering:
            return
        theme = self.theme.value
        self._rows = choose_answers(
            self._texts, people.division.segments, self._themes,
            segment=self.segment.value or ALL, theme=None if theme == NONE else theme or ALL,
        )  # fmt: skip
        self.turn(0)

    @property
    def _people(self) -> Respondents | None:
        audience = self._facts().audience
        return audience.people if audience else None

    @property
    def _questions(self) -> Sequence[OpenQuestion]:
        people = self._people
        return () if people is None else people.codebook.open_questions

    @property
    def _question(self) -> OpenQuestion:
        return next(
            (one for one in self._questions if one.name == self.question.value), self._questions[0]
        )

    @property
    def _texts(self) -> pd.Series:
        people = self._people
        if people is None:
            return pd.Series(dtype="string")
        return people.answers[self._question.column].astype("string").fillna("")

    def _theme_of_answer(self) -> str:
        row = self._rows[self._at]
        about = [name for name, codes in self._themes.items() if codes.iloc[row] == 1]
        chosen = self.theme.value
        return str(chosen) if chosen in about else (about[0] if about else "")

    def _persona(self) -> tuple[str, str]:
        """Give the persona that the quote may carry, and else why it carries none."""
        facts, text = self._facts(), self.language.text
        people = self._people
        row = self._rows[self._at]
        segment = None if people is None else people.division.segments.iloc[row]
        if segment is None or pd.isna(segment):
            return "", text("Whoever wrote this is in none of the groups: no persona.")
        if segment in facts.withheld:
            message = "Whoever wrote this is in a group that is too small to be shown: no persona."
            return "", text(message)
        persona = name_holders(self.store, facts).get(str(segment), "")
        if not persona:
            message = "The group “{name}” has no persona yet, so the quote carries none."
            return "", text(message, name=facts.labels[str(segment)])
        return persona, ""

    def _tell_persona(self) -> str:
        persona, why = self._persona()
        return why or self.language.text("Persona: {name}", name=persona)

    def _piece(self, piece: Any) -> str:  # noqa: ANN401 - a Piece
        if piece.kind is None:
            return html.escape(piece.text)
        kind = html.escape(self.language.text(KIND_NAMES[piece.kind]))
        if piece.text:
            return f"<mark title='{kind}'>{html.escape(piece.text)}</mark>"
        return f"<mark>[{kind}]</mark>"

    def _tell(self, words: str, *, alarm: bool = True) -> None:
        self._said.value = status(html.escape(words), alarm=alarm)

    def _button(self, sign: str, words: str, do: Callable[[], None]) -> widgets.Button:
        button = make(widgets.Button, description=sign, tooltip=words)
        if words:
            button.add_class("koers-small")
        button.on_click(lambda _button: do())
        return button


def _quiet(words: str) -> str:
    return f"<p class='koers-help'>{html.escape(words)}</p>"


def _quoted(words: str) -> str:
    return f"“{words}”"
