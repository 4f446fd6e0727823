"""The board of effort and benefit, live: every move of a card is an operation in the log.

The browser says where a card is put; the kernel writes it down, tells it done, and shows the board
as it is then in every browser. What a card's place means is a judgement of its own: the scores on
criteria never hear of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

import anywidget
import traitlets

from toolkit.analysis.build_join_ignore import QUADRANT_NAMES
from toolkit.analysis.scoring import HIGHEST_SCORE, measure_effort
from toolkit.errors import InputError
from toolkit.forms.open_workshop import OpenWorkshop, finished_answers, tell_fault
from toolkit.forms.scripts import read_script
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.initiative import LEVEL_NAMES, Initiative
from toolkit.model.intake import OBJECTIVE_NAMES
from toolkit.workshop_log.dots import DotUrn
from toolkit.workshop_log.finished import LOCKED

BOARD = "choice.board"
CARDS = f"{BOARD}.cards"
LEVELS: dict[str, float] = {"low": 1 / 3, "middle": 2 / 3, "high": 1.0}
ALIKE = 0.1  # of the largest bubble, where the size shows nothing
LONGEST = 300  # characters of a description that a card tells
REMEMBERED = 500  # messages of browsers, so that one that is sent once more is not heard twice


class _Piece(anywidget.AnyWidget):
    _esm = read_script("elements.js", "spread.js", "board.js")
    _css = Path(__file__).parent / "board.css"
    key = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    cards: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)
    board = traitlets.Dict().tag(sync=True)
    groups: traitlets.List[str] = traitlets.List().tag(sync=True)
    objectives: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    bubbles: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    saved = traitlets.Unicode().tag(sync=True)
    locked = traitlets.Bool().tag(sync=True)


class Board:
    """The board of a workshop.

    Parameters
    ----------
    store
        The workshop's answers.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(self, store: OpenWorkshop, language: Language) -> None:
        self.store, self.language = store, language
        self.urn = DotUrn(store.ledger.folder)
        self._heard: deque[str] = deque(maxlen=REMEMBERED)
        self.widget = _Piece(key=store.key, words=_words(language))
        self.widget.on_msg(self._hear)
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the board as the answers have it."""
        text = self.language.text
        choice = finished_answers(self.store).choice
        board = choice.board
        places = {card.initiative: card for card in board.cards}
        dots = {one.initiative: one.dots for one in board.dots}
        sizes = _sizes(choice)
        widget = self.widget
        with widget.hold_sync():
            widget.cards = [
                {
                    "key": one.key,
                    "name": one.name,
                    "told": " ".join(one.description.split())[:LONGEST],
                    "on": one.key in places,
                    "effort": places[one.key].effort if one.key in places else 50,
                    "benefit": places[one.key].benefit if one.key in places else 50,
                    "groups": list(one.target_groups),
                    "objectives": sorted({place.objective for place in one.places}),
                    "size": sizes.get(one.key),
                    "bubble_told": self._tell_size(one, board.bubble),
                    "dots": dots.get(one.key, 0) if board.dots_shown else 0,
                }
                for one in choice.initiatives
            ]
            widget.board = {
                "quadrants": {
                    name: getattr(board.quadrants, name).strip() or text(usual)
                    for name, usual in QUADRANT_NAMES.items()
                },
                "dots_each": board.dots_each,
                "dots_shown": board.dots_shown,
                "voters": board.voters,
                "ballots": self._count_ballots(),
                "bubble": board.bubble,
            }
            widget.groups = sorted(
                {group for one in choice.initiatives for group in one.target_groups}
            )
            widget.objectives = [[key, text(name)] for key, name in OBJECTIVE_NAMES.items()]
            widget.bubbles = [list(pair) for pair in self._bubbles(choice)]
            widget.saved = self._saved()
            widget.locked = "board" in (self.store.value(LOCKED) or ())

    def _saved(self) -> str:
        if self.store.unsaved:
            return self.language.text("Not saved: {why}", why=self.store.unsaved)
        if self.store.saved_at:
            return self.language.text("Saved at {time}", time=self.store.saved_at) + " ✓"
        return self.language.text("Everything is saved.") + " ✓"

    def _count_ballots(self) -> int:
        try:
            return len(self.urn.ballots)
        except InputError as error:
            self._tell(error)
            return 0

    def _bubbles(self, choice: Choice) -> tuple[tuple[str, str], ...]:
        text = self.language.text
        usual = (
            ("", text("All the same")),
            ("hours", text("Hours in the first year")),
            ("cost", text("Money in the first year")),
            ("risk", text("Risk")),
            ("dots", text("Dots")),
        )
        return (*usual, *((f"criterion:{one.key}", one.name) for one in choice.criteria))

    def _tell_size(self, one: Initiative, bubble: str) -> str:
        text, number = self.language.text, self.language.number
        hours, money, _ = measure_effort(one)
        match bubble:
            case "hours":
                return text("{n} hours in the first year.", n=number(hours, 0))
            case "cost":
                return text("{n} in money in the first year.", n=number(money, 0))
            case "risk" if one.risk:
                return text("Risk: {risk}.", risk=text(LEVEL_NAMES[one.risk]))
            case _:
                return ""

    def _hear(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "ping" in message:
            self.store.catch_up()
        if isinstance(move := message.get("move"), dict):
            self._move(move)
        if isinstance(key := message.get("bubble"), str):
            known = {one for one, _ in self._bubbles(finished_answers(self.store).choice)}
            if key in known:
                self.store.give(f"{BOARD}.bubble", key)
                self.store.flush()
        if isinstance(ballot := message.get("ballot"), dict):
            self._put_in(ballot, str(message.get("id", "")))
        if message.get("reveal"):
            self._reveal()
        if message.get("again"):
            self.urn.wipe()
            self.store.give(f"{BOARD}.dots_shown", value=False)
            self.store.flush()

    def _move(self, move: Mapping[str, Any]) -> None:
        key = str(move.get("key", ""))
        done = {"done": [{"key": key, "id": move.get("id")}], "trouble": ""}
        known = {one.key for one in finished_answers(self.store).choice.initiatives}
        number = str(move.get("id", ""))
        if key not in known or self.widget.locked or number in self._heard:
            # Its initiative is gone, the board is finished, or it was written down before, and
            # somebody may have moved the card since: nothing waits for this any more.
            self.widget.send(done)
            return
        row = self._row(key)
        if not move.get("on"):
            if row:
                self.store.remove(f"{CARDS}.{row}")
        else:
            card = {"initiative": key, "effort": move.get("effort"), "benefit": move.get("benefit")}
            if row:
                self.store.give(f"{CARDS}.{row}", card)
                self.store.flush()
            else:
                self.store.add(CARDS, card)
        # Said only of what is on the disk: the browser keeps and sends the rest again.
        if self.store.is_saved and not self.store.unsaved:
            self._heard.append(number)
            self.widget.send(done)

    def _row(self, key: str) -> str:
        for row in self.store.rows(CARDS):
            if (self.store.value(f"{CARDS}.{row}") or {}).get("initiative") == key:
                return row
        return ""

    def _put_in(self, ballot: Mapping[str, Any], number: str) -> None:
        if number and number in self._heard:
            self.widget.send({"voted": number})
            return
        choice = finished_answers(self.store).choice
        known = {one.key for one in choice.initiatives}
        given = {key: dots for key, dots in ballot.items() if key in known and type(dots) is int}
        try:
            self.urn.put_in(given, each=choice.board.dots_each)
        except InputError as error:
            self._tell(error)
            return
        self._heard.append(number)
        self._tell(None)
        self.widget.send({"voted": number})
        self.refresh()

    def _reveal(self) -> None:
        troubles: list[InputError] = []

        def reveal() -> None:
            try:
                self.urn.reveal(self.store.ledger)
            except InputError as error:
                troubles.append(error)

        self.store.change_log(reveal)
        self._tell(troubles[0] if troubles else None)

    def _tell(self, error: InputError | None) -> None:
        faults = error.faults if error else ()
        self.widget.send({"trouble": " ".join(tell_fault(one, self.language) for one in faults)})


def _sizes(choice: Choice) -> dict[str, float | None]:
    """Give the bubble of each card, 0 to 1; None where what it would show is unknown."""
    kind, _, criterion = choice.board.bubble.partition(":")
    amounts: dict[str, float | None]
    if kind == "risk":
        return {one.key: LEVELS[one.risk] if one.risk else None for one in choice.initiatives}
    if kind == "criterion":
        scores: dict[str, list[int]] = {one.key: [] for one in choice.initiatives}
        for rating in choice.ratings:
            if rating.criterion == criterion:
                scores[rating.initiative].append(rating.score)
        return {key: median(got) / HIGHEST_SCORE if got else None for key, got in scores.items()}
    if kind == "dots":
        votes = {one.initiative: one.dots for one in choice.board.dots}
        shown = choice.board.dots_shown
        amounts = {one.key: votes.get(one.key, 0) if shown else None for one in choice.initiatives}
    elif kind in {"hours", "cost"}:
        place = ("hours", "cost").index(kind)
        amounts = {one.key: measure_effort(one)[place] for one in choice.initiatives}
    else:
        return {one.key: ALIKE for one in choice.initiatives}
    most = max((amount for amount in amounts.values() if amount), default=0.0)
    return {
        key: amount / most if most and amount is not None else None
        for key, amount in amounts.items()
    }


def _words(language: Language) -> dict[str, str]:
    text = language.text
    return {
        "board": text("Board of effort and benefit"),
        "effort": text("Effort: little to much →"),
        "benefit": text("Benefit: little to much →"),
        "for_whom": text("For whom"),
        "objective": text("Objective"),
        "bubble": text("The size shows"),
        "all": text("All"),
        "tray": text("Not on the board yet"),
        "help": text(
            "Drag a card, or tap it and then its place. With the keyboard: Enter puts it on the "
            "board, arrow keys move it (with Shift further), Delete takes it off."
        ),
        "picked": text("“{name}” is picked up: tap its place."),
        "told": text("{name}: benefit {benefit}, effort {effort}; {quarter}."),
        "off": text("{name}: not on the board."),
        "beside": text("Drawn beside its place, since other cards lie there."),
        "faded": text("Left out by the filter."),
        "vote": text("Vote with dots"),
        "left": text("{n} dots left"),
        "in_urn": text("votes in: {n}"),
        "voted": text("{n} people voted."),
        "put_in": text("Put this vote in"),
        "reveal": text("Show the votes"),
        "again": text("Vote once more"),
        "more": text("A dot for {name}"),
        "less": text("A dot less for {name}"),
        "saving": text("Not saved yet …"),
    }
