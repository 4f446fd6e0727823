"""The hidden vote: ballots are entered from paper, hidden as they are finished, and shown together.

Until then only their number is on the screen: no mean and no spread, and of a finished ballot no
number either. The consultant reads papers aloud to nobody and types them in; a line that was typed
wrongly is typed again as a whole.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from toolkit.analysis.discipline import DISCIPLINE_MEANINGS, summarise_votes
from toolkit.errors import InputError
from toolkit.forms.grid import Cell, Keys, status
from toolkit.forms.journal import Journal
from toolkit.forms.open_workshop import OpenWorkshop, finished_answers, tell_fault
from toolkit.forms.sparing import make
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES
from toolkit.prose.intake_titles import votes_title
from toolkit.workshop_log.urn import FIELDS, TOTAL, VOTES, Ballot, Urn, draw_key

SPARE = 3
"""Empty lines that stand ready below the votes, so that fast fingers need not wait."""


class Line:
    """The line of one ballot: its number, a cell for each discipline, and what is missing."""

    def __init__(
        self,
        urn: Urn,
        key: str,
        number: int,
        language: Language,
        journal: Journal | None,
        told: Callable[[Line], None],
        *,
        replaces: str = "",
    ) -> None:
        self.urn, self.key, self.number, self.language = urn, key, number, language
        self.journal, self.replaces = journal, replaces
        self._told = told
        self.ballot = urn.ballots.get(key, Ballot())
        self.cells = {
            field: Cell(
                f"urn.{key}.{field}",
                language.text(
                    "Vote {number}: {discipline}",
                    number=number,
                    discipline=language.text(DISCIPLINE_NAMES[field]),
                ),
                partial(self._typed, field),
                journal,
            )
            for field in FIELDS
        }
        self._number = make(widgets.HTML, f'<span class="koers-number">{number}</span>')
        self._sum = make(widgets.HTML)
        self._sum.add_class("koers-sum")
        self.again = widgets.Button(
            description=language.text("Type again"),
            tooltip=language.text("Type again: vote {number}", number=number),
        )
        self.again.add_class("koers-again")
        slots = [cell.widget for cell in self.cells.values()]
        self.widget = make(widgets.Box, [self._number, *slots, self._sum, self.again])
        self.widget.add_class("koers-line")
        self.show()

    def show(self) -> None:
        """Show the ballot as far as it may be seen."""
        done = self.ballot.is_complete
        for field, cell in self.cells.items():
            cell.show(self.ballot.typed.get(field, ""), masked=done)
            cell.set_class("koers-wrong", on=field in self.ballot.wrong)
        self._sum.value = status(html.escape(self._say()), alarm=bool(self.ballot.wrong))
        self.again.layout.visibility = "visible" if done else "hidden"

    def forget(self) -> None:
        """Give up its places."""
        for cell in self.cells.values():
            cell.forget()

    def _typed(self, field: str, text: str) -> None:
        self.ballot = self.urn.type(self.key, field, text)
        if self.journal:
            self.journal.acknowledge(self.cells[field].path, text)
        if self.replaces:
            self.urn.take_out(self.replaces)
            self.replaces = ""
        self.show()
        self._told(self)

    def _say(self) -> str:
        language, ballot = self.language, self.ballot
        if ballot.is_complete:
            return language.text("in ✓")
        if ballot.is_blank:
            return ""
        if ballot.wrong:
            return language.text("Whole numbers only, 0 to {total}", total=TOTAL)
        missing = TOTAL - ballot.given
        if missing > 0:
            return language.text("{n} to go", n=missing)
        if missing < 0:
            return language.text("{n} too many", n=-missing)
        return language.text("Type 0 where nothing was given")


class VotePanel:
    """The vote on what the client competes on, as it is entered, and once it is shown.

    Parameters
    ----------
    store
        The workshop; its log takes the votes when they are shown.
    journal
        Keeps in the browser what is typed until it is saved.

    Attributes
    ----------
    widget
        To be put on the page, above the choice of the primary discipline.
    """

    def __init__(
        self, store: OpenWorkshop, language: Language, journal: Journal | None = None
    ) -> None:
        self.store, self.language, self.journal = store, language, journal
        self.urn = Urn(store.ledger.folder)
        self.lines: list[Line] = []
        self._shown: object = None
        self._box = make(widgets.VBox)
        self._lines = make(widgets.VBox)
        self._count = make(widgets.HTML)
        self._trouble = make(widgets.HTML)
        self._ask = make(widgets.VBox)
        self._show = self._button(language.text("Show the result"), self._press_show)
        self._show.button_style = "primary"
        self._leave = self._button(language.text("Leave it at the first round"), self._press_leave)
        self._vote_again = self._button(language.text("Vote once more"), self._press_again)
        self._figure = make(widgets.HTML)
        self.widget = make(widgets.VBox, [self._box, Keys("ballots")])
        for name in ("koers-votes", "koers-grid"):
            self.widget.add_class(name)
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is: ballots being entered, or votes that were shown."""
        shown = self._votes()
        gathering = self.urn.is_open or not shown
        state = ("gathering", bool(shown)) if gathering else (repr(shown), self._choice())
        if state != self._shown:
            self._shown = state
            if gathering:
                self._start(again=bool(shown))
            else:
                self._present()
        self._lock()

    def show(self, path: str) -> None:
        """Make a line for a ballot that a browser still holds text for."""
        parts = path.split(".")
        known = {line.key for line in self.lines}
        if len(parts) == 3 and parts[0] == "urn" and parts[1] not in known and self.lines:
            self._add(parts[1])

    def _votes(self) -> object:
        return self.store.value(VOTES)

    def _choice(self) -> object:
        return self.store.value("intake.discipline")

    def _lock(self) -> None:
        locked = self.store.is_locked(VOTES)
        for button in (self._show, self._leave, self._vote_again):
            if button.disabled != locked:
                button.disabled = locked
        for line in self.lines:
            for cell in line.cells.values():
                if cell.disabled != locked:
                    cell.disabled = locked
            line.again.disabled = locked

    def _start(self, *, again: bool) -> None:
        self._forget()
        for key in self.urn.ballots:
            self._add(key)
        self._keep_spare()
        head = make(widgets.HTML, self._head())
        buttons = make(widgets.HBox, [self._show, self._leave] if again else [self._show])
        self._box.children = [head, self._lines, self._count, buttons, self._ask, self._trouble]
        self._tell_count()

    def _present(self) -> None:
        # What draws takes a second to load, and is wanted only now.
        from toolkit.figures.intake_workshop import votes_figure

        self._forget()
        intake = finished_answers(self.store).intake
        votes = summarise_votes(intake.discipline_votes)
        title = votes_title(votes, self.language)
        # Until the team chose, what got most stands out.
        best = votes.table[votes.table["rank"] == 1]["discipline"]
        first = str(best.iloc[0]) if len(best) == 1 else None
        figure = votes_figure(votes, intake.discipline or first, self.language, title)
        self._figure.value = figure.html if figure else ""
        self._box.children = [self._figure, make(widgets.HBox, [self._vote_again]), self._trouble]

    def _forget(self) -> None:
        for line in self.lines:
            line.forget()
        self.lines = []
        self._lines.children = ()
        self._ask.children = ()
        self._trouble.value = ""

    def _head(self) -> str:
        names = "".join(
            f"<span><b>{html.escape(self.language.text(DISCIPLINE_NAMES[field]))}</b>"
            f"<i>{html.escape(self.language.text(DISCIPLINE_MEANINGS[field]))}</i></span>"
            for field in FIELDS
        )
        return f'<div class="koers-heads" aria-hidden="true"><span></span>{names}</div>'

    def _add(self, key: str, place: int | None = None, *, replaces: str = "") -> Line:
        place = len(self.lines) if place is None else place
        number = place + 1
        line = Line(
            self.urn, key, number, self.language, self.journal, self._typed, replaces=replaces
        )
        line.again.on_click(lambda _: self._press_type_again(line))
        if replaces:
            self.lines[place].forget()
            self.lines[place] = line
        else:
            self.lines.insert(place, line)
        self._lines.children = [one.widget for one in self.lines]
        return line

    def _keep_spare(self) -> None:
        while not all(line.ballot.is_blank for line in self.lines[-SPARE:]) or (
            len(self.lines) < SPARE
        ):
            self._add(draw_key())

    def _typed(self, _line: Line) -> None:
        self._keep_spare()
        self._ask.children = ()
        self._trouble.value = ""
        self._tell_count()

    def _tell_count(self) -> None:
        n = sum(line.ballot.is_complete for line in self.lines)
        said = self.language.plural("{n} vote is in", "{n} votes are in", n)
        if self._count.value != (text := status(html.escape(said))):
            self._count.value = text

    def _press_type_again(self, line: Line) -> None:
        if line.ballot.is_complete:
            self._add(draw_key(), self.lines.index(line), replaces=line.key)
            self._tell_count()

    def _press_show(self) -> None:
        unfinished = [
            line for line in self.lines if not line.ballot.is_blank and not line.ballot.is_complete
        ]
        if unfinished and not self._ask.children:
            said = self.language.plural(
                "{n} vote is not finished; it will not count.",
                "{n} votes are not finished; they will not count.",
                len(unfinished),
            )
            self._ask.children = [
                make(widgets.HTML, f'<p class="koers-alarm" role="alert">{html.escape(said)}</p>'),
                make(widgets.HBox, [
                    self._button(self.language.text("Show without these"), self._reveal),
                    self._button(self.language.text("Back to the votes"), self._press_back),
                ]),
            ]  # fmt: skip
            return
        self._reveal()

    def _press_back(self) -> None:
        self._ask.children = ()

    def _reveal(self) -> None:
        troubles: list[str] = []

        def show() -> None:
            try:
                self.urn.reveal(self.store.ledger)
            except InputError as error:
                troubles.extend(tell_fault(fault, self.language) for fault in error.faults)

        self.store.change_log(show)
        self.refresh()
        words = html.escape(" ".join(troubles))
        self._trouble.value = status(words, alarm=True) if words else ""
        if self.journal and not troubles:
            self.journal.bring("koers-votes")

    def _press_again(self) -> None:
        self.urn.open()
        self.refresh()

    def _press_leave(self) -> None:
        if any(not line.ballot.is_blank for line in self.lines):
            words = self.language.text("There are votes in this round; show them, or wipe them.")
            self._trouble.value = status(html.escape(words), alarm=True)
            return
        self.urn.close()
        self.refresh()

    def _button(self, text: str, press: Callable[[], None]) -> widgets.Button:
        button = make(widgets.Button, description=text)
        button.on_click(lambda _: press())
        return button
