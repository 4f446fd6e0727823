"""The matrix: how well each social objective fits each way to compete, and what follows from it.

Each cell is a row of its own in the answers, so that two people can fill in two cells at once.
Below the columns stands what the objectives weigh by the votes, at every key that is typed.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import partial
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis.discipline import (
    BEST_FIT,
    DISCIPLINES,
    OBJECTIVE_MEANINGS,
    OBJECTIVES,
    Priorities,
    prioritise,
)
from toolkit.forms.grid import Cell, Keys, status
from toolkit.forms.journal import Journal
from toolkit.forms.open_workshop import tell_fault
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language, mark
from toolkit.model.intake import (
    DISCIPLINE_NAMES,
    OBJECTIVE_NAMES,
    Discipline,
    DisciplineVote,
    Fit,
    Objective,
)

FITS = "intake.fits"
VOTES = "intake.discipline_votes"
UNKNOWN = "?"

# What a cell could look like at the client, to think of when it is scored.
PROMPTS: Mapping[Discipline, Mapping[Objective, str]] = {
    "operational_excellence": {
        "listening": mark("Where does it go wrong, and what do people complain of?"),
        "talking": mark("Prices, opening hours, what is late and why"),
        "energizing": mark("Reviews that show you can be relied on"),
        "supporting": mark("People help themselves and each other, and need not call"),
        "embracing": mark("Ideas to make it go faster or cost less"),
    },
    "product_leadership": {
        "listening": mark("What is coming, and what does nobody offer yet?"),
        "talking": mark("News, knowledge, a first look"),
        "energizing": mark("Enthusiasts and people of name who show it"),
        "supporting": mark("Experienced users who help others get more out of it"),
        "embracing": mark("Making it together, and trying it before anybody else"),
    },
    "customer_intimacy": {
        "listening": mark("What happens in somebody's life that asks for you?"),
        "talking": mark("Personal, and for each group something else"),
        "energizing": mark("Customers who bring their friends"),
        "supporting": mark("An answer to each question, and advice to one person"),
        "embracing": mark("Customers at your table, and made to their measure"),
    },
}


class FitMatrix:
    """The matrix of fits as a grid of fifteen cells.

    Parameters
    ----------
    store
        The workshop's answers.
    journal
        Keeps in the browser what is typed until it is saved.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(self, store: Store, language: Language, journal: Journal | None = None) -> None:
        self.store, self.language = store, language
        self.cells = {
            (discipline, objective): Cell(
                f"fits.{discipline}.{objective}",
                f"{self._name(DISCIPLINE_NAMES, discipline)} · "
                f"{self._name(OBJECTIVE_NAMES, objective)}",
                partial(self._typed, discipline, objective),
                journal,
            )
            for discipline in DISCIPLINES
            for objective in OBJECTIVES
        }
        self._sums = {objective: make(widgets.HTML) for objective in OBJECTIVES}
        self._said = make(widgets.HTML)
        self._refused: dict[tuple[Discipline, Objective], str] = {}
        self._wrong: dict[tuple[Discipline, Objective], str] = {}
        self._storing = False
        self._shown: object = None
        matrix = make(widgets.Box, [*self._heads(), *map(self._line, DISCIPLINES), *self._foot()])
        matrix.add_class("koers-matrix")
        self.widget = make(widgets.VBox, [matrix, self._said, Keys("scores")])
        for name in ("koers-fits", "koers-grid"):
            self.widget.add_class(name)
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the scores there are, and what they make of the objectives."""
        if self._storing:
            return
        locked = self.store.is_locked(FITS)
        rows = self._rows()
        given = {key: score for key, (_, score) in rows.items()}
        drafts = {
            key: text
            for key, (row, _) in rows.items()
            if (text := self.store.draft(f"{FITS}.{row}.score")) is not None
        }
        self._wrong = {**{key: self._judge(text) for key, text in drafts.items()}, **self._refused}
        state = (given, locked, dict(self._wrong), self.store.value(VOTES))
        if state == self._shown:
            return
        self._shown = state
        for key, cell in self.cells.items():
            score = given.get(key)
            if key in drafts:
                cell.show(drafts[key])
            elif key not in self._wrong:
                # A question mark that was typed is left as the sign that it was asked.
                known = cell.text() if score is None and cell.text() == UNKNOWN else ""
                cell.show(known if score is None else str(score))
            cell.set_class("koers-wrong", on=key in self._wrong)
            for step in range(1, BEST_FIT + 1):
                cell.set_class(f"koers-fit-{step}", on=score == step)
            if cell.disabled != locked:
                cell.disabled = locked
        self._tell(self._priorities(given))

    def _rows(self) -> dict[tuple[Discipline, Objective], tuple[str, int | None]]:
        found: dict[tuple[Discipline, Objective], tuple[str, int | None]] = {}
        for row in self.store.rows(FITS):
            value: dict[str, Any] = self.store.value(f"{FITS}.{row}") or {}
            if "discipline" in value and "objective" in value:
                key = (value["discipline"], value["objective"])
                found[key] = (row, value.get("score"))
        return found

    def _typed(self, discipline: Discipline, objective: Objective, text: str) -> None:
        key, plain = (discipline, objective), text.strip()
        self._refused.pop(key, None)
        row, _ = self._rows().get(key, ("", None))
        # Until all of it is stored, what is shown would be half of it.
        self._storing = True
        try:
            if plain in {"", UNKNOWN}:
                if row:
                    self.store.remove(f"{FITS}.{row}")
            elif plain in {str(score) for score in range(BEST_FIT + 1)}:
                self._give(key, row, int(plain))
            else:
                self._keep(key, row, text)
        finally:
            self._storing = False
        self.refresh()

    def _judge(self, text: str) -> str:
        message = "“{text}” is no score: type 0, 1, 2 or 3, or ? where nobody knows."
        return self.language.text(message, text=text.strip()[:20])

    def _keep(self, key: tuple[Discipline, Objective], row: str, text: str) -> None:
        if row:
            # The score that stood there is not what is meant any more.
            if self.store.is_given(f"{FITS}.{row}.score"):
                self.store.clear(f"{FITS}.{row}.score")
                self.store.flush()
        else:
            row = self.store.add(FITS, {"discipline": key[0], "objective": key[1]})
        if row:
            self.store.keep_draft(f"{FITS}.{row}.score", text)

    def _give(self, key: tuple[Discipline, Objective], row: str, score: int) -> None:
        if row:
            faults = self.store.give(f"{FITS}.{row}.score", score)
            if faults:
                self._refused[key] = " ".join(tell_fault(one, self.language) for one in faults)
        else:
            self.store.add(FITS, {"discipline": key[0], "objective": key[1], "score": score})

    def _priorities(self, given: Mapping[tuple[Discipline, Objective], int | None]) -> Priorities:
        votes = [DisciplineVote.model_validate(one) for one in self.store.value(VOTES) or ()]
        fits = [
            Fit(discipline=discipline, objective=objective, score=score)
            for (discipline, objective), score in given.items()
            if score is not None
        ]
        return prioritise(votes, fits)

    def _tell(self, priorities: Priorities) -> None:
        voted = not priorities.cells["weight"].isna().all()
        for row in priorities.objectives.to_dict("records"):
            objective: Objective = row["objective"]
            first = False
            bar = ""
            if pd.isna(row["priority"]):
                words = self.language.text("not scored yet")
                if not voted and row["unknown"] < len(DISCIPLINES):
                    words = self.language.text("no votes yet")
            else:
                first = bool(row["rank"] == 1)
                width = f"{row['priority'] / BEST_FIT:.0%}"
                bar = f'<span class="koers-weight"><span style="width:{width}"></span></span>'
                words = self.language.number(row["priority"], 1)
                if row["unknown"]:
                    at_most = self.language.number(row["at_most"], 1)
                    words = self.language.text("{low} to {high}", low=words, high=at_most)
                words = f"<b>{html.escape(words)}</b>"
            box = self._sums[objective]
            text = f'<div class="koers-sum{" koers-first" if first else ""}">{words}{bar}</div>'
            if box.value != text:
                box.value = text
        said, alarm = self._say(priorities, voted=voted)
        if self._said.value != (text := status(html.escape(said), alarm=alarm)):
            self._said.value = text

    def _say(self, priorities: Priorities, *, voted: bool) -> tuple[str, bool]:
        language = self.language
        if self._wrong:
            return " ".join(self._wrong.values()), True
        if not voted:
            message = "Without votes nothing weighs more than another; show the votes first."
            return language.text(message), False
        open_cells = priorities.unknown
        weighed = language.text("Weighed by the votes, from 0 to {best}.", best=BEST_FIT)
        if not open_cells:
            return weighed, False
        left = language.plural("{n} cell is open.", "{n} cells are open.", open_cells)
        return f"{weighed} {left}", False

    def _heads(self) -> list[widgets.Widget]:
        heads = [make(widgets.HTML, "")]
        for objective in OBJECTIVES:
            name = html.escape(self._name(OBJECTIVE_NAMES, objective))
            meaning = html.escape(self.language.text(OBJECTIVE_MEANINGS[objective]))
            heads.append(
                make(
                    widgets.HTML, f'<div class="koers-fit-head"><b>{name}</b><i>{meaning}</i></div>'
                )
            )
        return heads

    def _line(self, discipline: Discipline) -> widgets.Widget:
        name = html.escape(self._name(DISCIPLINE_NAMES, discipline))
        head = make(widgets.HTML, f'<div class="koers-fit-head"><b>{name}</b></div>')
        line = make(widgets.Box, [head, *(self._fit(discipline, one) for one in OBJECTIVES)])
        line.add_class("koers-line")
        return line

    def _fit(self, discipline: Discipline, objective: Objective) -> widgets.Widget:
        prompt = html.escape(self.language.text(PROMPTS[discipline][objective]))
        words = make(widgets.HTML, f'<p class="koers-prompt">{prompt}</p>')
        box = make(widgets.VBox, [words, self.cells[discipline, objective].widget])
        box.add_class("koers-fit")
        return box

    def _foot(self) -> list[widgets.Widget]:
        title = html.escape(self.language.text("Comes to"))
        return [
            make(widgets.HTML, f'<div class="koers-fit-head"><b>{title}</b></div>'),
            *self._sums.values(),
        ]

    def _name(self, names: Mapping[str, str], key: str) -> str:
        return self.language.text(names[key])
