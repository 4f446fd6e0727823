"""What the raters gave, shown together: how far apart they lie, and what they agree on.

What lies farthest apart comes first, since talking about that is worth most. A score that is agreed
on stands beside what each gave alone, and never in its place.
"""

from __future__ import annotations

import html
import math
from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis.scoring import WIDE, Scoring, score_initiatives
from toolkit.errors import Fault
from toolkit.forms.grid import Cell, status
from toolkit.forms.journal import Journal
from toolkit.forms.open_workshop import OpenWorkshop, finished_answers, tell_fault
from toolkit.forms.sparing import make
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.workshop_log.rating_urn import RATINGS, SCORE, Slot

AGREED = "choice.agreed"
ROWS_A_PAGE = 10
# Schmidt, R. C. (1997), Managing Delphi surveys using nonparametric statistical techniques,
# Decision Sciences 28, 763–774, table 2: from 0.7 strong, from 0.5 moderate agreement.
STRONG, MODERATE = 0.7, 0.5
IN_WORDS = (
    (STRONG, mark("The raters put the initiatives in much the same order.")),
    (MODERATE, mark("The raters partly agree on the order of the initiatives.")),
    (0.0, mark("The raters hardly agree on the order of the initiatives: talk first.")),
)
TOO_FEW = mark(
    "Whether the raters agree cannot be said yet: it takes two raters and two initiatives that "
    "both of them scored on everything."
)
HEADS = (mark("Initiative"), mark("What each gave"), mark("Median"), mark("Agreed"), mark("Why"))


class AgreedScores:
    """The scores side by side, with a cell for what is agreed on wherever they differ.

    Parameters
    ----------
    store
        The workshop.

    Attributes
    ----------
    widget
        To be put on the page; nothing shows until the scores do.
    cells
        Those on the screen for agreed scores, by initiative and criterion (keys).
    reasons
        Beside each a cell for why.
    names
        What each is about, and whether to talk about it first: as long as nothing was agreed on.
    """

    def __init__(
        self, store: OpenWorkshop, language: Language, journal: Journal | None = None
    ) -> None:
        self.store, self.language, self.journal = store, language, journal
        self.cells: dict[Slot, Cell] = {}
        self.reasons: dict[Slot, Cell] = {}
        self.names: dict[Slot, widgets.HTML] = {}
        self._choice = Choice()
        self._scoring: Scoring | None = None
        self._shown: object = None
        self._page = 0
        self._refused: dict[Slot, str] = {}
        self._storing = False
        self._told, self._table, self._said = (make(widgets.HTML) for _ in range(3))
        self._lines = widgets.GridBox()
        self._lines.add_class("koers-agreed-lines")
        self._back = self._button(mark("Earlier rows"), lambda: self._turn(self._page - 1))
        self._on = self._button(mark("Later rows"), lambda: self._turn(self._page + 1))
        self._tools = make(widgets.HBox, [self._back, self._on])
        self._tools.layout = widgets.Layout()
        parts = [self._told, self._lines, self._tools, self._said, self._table]
        self.widget = widgets.VBox(parts)
        for name in ("koers-agreed", "koers-grid"):
            self.widget.add_class(name)
        self.refresh()

    def refresh(self) -> None:
        """Show the scores there are."""
        # What is still hidden is not among the answers.
        ratings = self.store.value(RATINGS)
        self.widget.layout.display = "" if ratings else "none"
        if not ratings:
            return
        names = [
            [(row.get("key"), row.get("name")) for row in self.store.value(f"choice.{table}") or ()]
            for table in ("initiatives", "criteria")
        ]
        if (ratings, names) != self._shown:
            self._shown = (ratings, names)
            self._choice = finished_answers(self.store).choice
            self._scoring = score_initiatives(self._choice)
            self._told.value, self._table.value = self._tell(), self._tabulate()
            self._turn(self._page)
        self._show_agreed()

    def _apart(self) -> pd.DataFrame:
        """Give the scores that differ, the farthest apart first."""
        scores = self._scoring.scores if self._scoring else pd.DataFrame()
        if scores.empty:
            return scores
        apart = scores[scores["highest"] > scores["lowest"]]
        width = (apart["highest"] - apart["lowest"]).sort_values(ascending=False, kind="stable")
        return apart.loc[width.index]

    def _find_urgent(self) -> set[Slot]:
        """Give what lies far apart while nothing was agreed on: to be talked about first."""
        apart = self._apart()
        wide = apart[apart["highest"] - apart["lowest"] >= WIDE] if len(apart) else apart
        settled = {slot for slot, _, value in self._rows() if value.get("score") is not None}
        slots = zip(wide["initiative"], wide["criterion"], strict=True) if len(wide) else ()
        return {(str(initiative), str(criterion)) for initiative, criterion in slots} - settled

    def _name_line(self, slot: Slot, *, urgent: bool) -> str:
        initiative, criterion = self._name(slot)
        words = f"<b>{html.escape(initiative)}</b> · {html.escape(criterion)}"
        first = f" <em>{html.escape(self.language.text('talk about this first'))}</em>"
        return words + (first if urgent else "")

    def _turn(self, page: int) -> None:
        apart = self._apart()
        pages = max(1, math.ceil(len(apart) / ROWS_A_PAGE))
        self._page = min(max(page, 0), pages - 1)
        for cell in (*self.cells.values(), *self.reasons.values()):
            cell.forget()
            cell.widget.close()
        self.cells, self.reasons, self.names = {}, {}, {}
        start = self._page * ROWS_A_PAGE
        lines = [self._line(row) for row in apart[start : start + ROWS_A_PAGE].to_dict("records")]
        head = [
            make(widgets.HTML, f"<b>{html.escape(self.language.text(one))}</b>") for one in HEADS
        ]
        self._lines.children = [*head, *lines] if lines else ()
        self._tools.layout.display = "" if pages > 1 else "none"
        self._back.disabled, self._on.disabled = self._page == 0, self._page == pages - 1
        self._show_agreed()

    def _line(self, row: dict[Any, Any]) -> widgets.Widget:
        slot = (str(row["initiative"]), str(row["criterion"]))
        initiative, criterion = self._name(slot)
        each = " · ".join(
            f"{one.rater} {one.score}"
            for one in self._choice.ratings
            if (one.initiative, one.criterion) == slot
        )
        self.names[slot] = make(widgets.HTML)
        label, text = f"{initiative} · {criterion}", self.language.text
        self.cells[slot] = Cell(
            _path(slot, "score"), f"{text('Agreed')} · {label}",
            partial(self._give, slot), self.journal,
        )  # fmt: skip
        self.reasons[slot] = Cell(
            _path(slot, "why"), f"{text('Why')} · {label}",
            partial(self._give_reason, slot), self.journal,
        )  # fmt: skip
        self.reasons[slot].set_class("koers-why", on=True)
        line = make(
            widgets.Box,
            [
                self.names[slot],
                make(widgets.HTML, html.escape(each)),
                make(widgets.HTML, html.escape(self._spread(row))),
                self.cells[slot].widget,
                self.reasons[slot].widget,
            ],
        )
        line.add_class("koers-line")
        return line

    def _show_agreed(self) -> None:
        if self._storing:
            return
        agreed = {slot: (row, value) for slot, row, value in self._rows()}
        wrong = dict(self._refused)
        told = self._tell()
        if self._told.value != told:
            self._told.value = told
        urgent = self._find_urgent()
        for slot, cell in self.cells.items():
            name = self._name_line(slot, urgent=slot in urgent)
            if self.names[slot].value != name:
                self.names[slot].value = name
            row, value = agreed.get(slot, ("", {}))
            draft = self.store.draft(f"{AGREED}.{row}.score") if row else None
            if draft is not None:
                wrong[slot] = self._judge(draft)
            if draft is not None or slot not in wrong:
                score = value.get("score")
                cell.show(draft or ("" if score is None else str(score)))
            cell.set_class("koers-wrong", on=slot in wrong)
            self.reasons[slot].show(str(value.get("why") or ""))
        words = html.escape(" ".join(wrong.values()))
        said = status(words, alarm=True) if words else ""
        if self._said.value != said:
            self._said.value = said

    def _give(self, slot: Slot, text: str) -> None:
        self._refused.pop(slot, None)
        row, value = self._find(slot)
        score = SCORE.fullmatch(text)
        # Until all of it is stored, what is shown would be half of it.
        self._storing = True
        try:
            if score and row:
                self._hear(slot, self.store.give(f"{AGREED}.{row}.score", int(score[1])))
            elif score:
                self.store.add(AGREED, _place(slot) | {"score": int(score[1])})
            elif text.strip():
                row = row or self.store.add(AGREED, _place(slot))
                self._clear(row)
                self.store.keep_draft(f"{AGREED}.{row}.score", text)
            elif row and value.get("why"):
                self._clear(row)
            elif row:
                self.store.remove(f"{AGREED}.{row}")
        finally:
            self._storing = False
        self._show_agreed()

    def _give_reason(self, slot: Slot, text: str) -> None:
        row, value = self._find(slot)
        self._storing = True
        try:
            if row and (text.strip() or value.get("score") is not None):
                self._hear(slot, self.store.give(f"{AGREED}.{row}.why", text))
            elif row:
                self.store.remove(f"{AGREED}.{row}")
            elif text.strip():
                self.store.add(AGREED, _place(slot) | {"why": text})
        finally:
            self._storing = False

    def _clear(self, row: str) -> None:
        # The score that stood there is not what is meant any more.
        path = f"{AGREED}.{row}.score"
        if self.store.is_given(path) or self.store.draft(path) is not None:
            self.store.clear(path)
            self.store.flush()

    def _hear(self, slot: Slot, faults: tuple[Fault, ...]) -> None:
        if faults:
            self._refused[slot] = " ".join(tell_fault(one, self.language) for one in faults)

    def _rows(self) -> list[tuple[Slot, str, dict[str, Any]]]:
        found = []
        for row in self.store.rows(AGREED):
            value = self.store.value(f"{AGREED}.{row}") or {}
            if "initiative" in value and "criterion" in value:
                found.append(((value["initiative"], value["criterion"]), row, value))
        return found

    def _find(self, slot: Slot) -> tuple[str, dict[str, Any]]:
        return next(((row, value) for one, row, value in self._rows() if one == slot), ("", {}))

    def _judge(self, text: str) -> str:
        message = "“{text}” is no score: type 0 to 5, or nothing where you cannot say."
        return self.language.text(message, text=text.strip()[:20])

    def _tell(self) -> str:
        if not self._scoring:
            return ""
        text, number = self.language.text, self.language.number
        concordance = self._scoring.concordance
        parts = []
        if concordance.w is None:
            parts.append(text(TOO_FEW))
        else:
            parts.append(text(next(words for least, words in IN_WORDS if concordance.w >= least)))
            w = number(concordance.w, 2)
            parts.append(text("(Kendall's W = {w}, corrected for ties.)", w=w))
        wide = len(self._find_urgent())
        if wide:
            parts.append(
                self.language.plural(
                    "On {n} score they lie three steps or more apart: talk about that first.",
                    "On {n} scores they lie three steps or more apart: talk about those first.",
                    wide,
                )
            )
        return status(html.escape(" ".join(parts)))

    def _tabulate(self) -> str:
        text = self.language.text
        scores = {
            (row["initiative"], row["criterion"]): row
            for row in (self._scoring.scores if self._scoring else pd.DataFrame()).to_dict(
                "records"
            )
        }
        heads = "".join(
            f"<th scope='col'>{html.escape(one)}</th>"
            for one in (text("Initiative"), *(one.name for one in self._choice.criteria))
        )
        rows = ""
        for initiative in self._choice.initiatives:
            cells = "".join(
                f"<td>{html.escape(self._spread(scores[initiative.key, criterion.key]))}</td>"
                for criterion in self._choice.criteria
            )
            rows += f"<tr><th scope='row'>{html.escape(initiative.name)}</th>{cells}</tr>"
        said = html.escape(text("All scores: the median, and between brackets the middle half"))
        return (
            f"<details><summary>{said}</summary>"
            f"<div class='koers-scores-frame' role='region' tabindex='0' aria-label='{said}'>"
            f"<table class='koers-scores'><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table></div></details>"
        )

    def _spread(self, row: dict[Any, Any]) -> str:
        if not row["n"]:
            return "–"
        median, low, high = (
            self._write(float(row[name])) for name in ("median", "quartile_1", "quartile_3")
        )
        return self.language.text("{median} ({low} to {high})", median=median, low=low, high=high)

    def _write(self, score: float) -> str:
        return self.language.number(score, 0 if score == int(score) else 1)

    def _name(self, slot: Slot) -> tuple[str, str]:
        names = {one.key: one.name for one in self._choice.initiatives}
        criteria = {one.key: one.name for one in self._choice.criteria}
        return names.get(slot[0], slot[0]), criteria.get(slot[1], slot[1])

    def _button(self, message: str, press: Callable[[], None]) -> widgets.Button:
        button = make(widgets.Button, description=self.language.text(message))
        button.on_click(lambda _: press())
        return button


def _path(slot: Slot, part: str) -> str:
    return ".".join(("agreed", *slot, part))


def _place(slot: Slot) -> dict[str, Any]:
    return {"initiative": slot[0], "criterion": slot[1]}
