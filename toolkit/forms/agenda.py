"""The agenda of the live workshop, with its clock: which block, how long still, when it ends.

The clock runs in the browser, so that it goes on while the kernel is busy, and it is found again
after a reload. The minutes of the blocks are answers; what the clock shows is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.forms.scripts import read_script
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model.intake import BLOCKS
from toolkit.model.meeting import AgendaItem

AGENDA = "meeting.agenda"
FEWEST, MOST = 1, 600
TITLES = {block.key: block.title for block in BLOCKS}


@dataclass(frozen=True, slots=True)
class Planned:
    """A block on the agenda and its minutes; `row` is its row in the answers, if it has one."""

    block: str
    minutes: int
    row: str = ""


def plan_agenda(store: Store) -> tuple[Planned, ...]:
    """Give the agenda: the client's own, or the preset of 120 minutes with the live blocks."""
    own = []
    for row in store.rows(AGENDA):
        value: dict[str, Any] = store.value(f"{AGENDA}.{row}") or {}
        if value.get("block") and value.get("minutes"):
            own.append(Planned(value["block"], value["minutes"], row))
    preset = (Planned(one.key, one.minutes) for one in BLOCKS if one.moment == "live")
    return tuple(own or preset)


class _Clock(anywidget.AnyWidget):
    _esm = read_script("elements.js", "agenda.js")
    _css = Path(__file__).parent / "agenda.css"
    key = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    agenda: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Agenda:
    """The agenda with its clock.

    The browser's window tells which block is being done: an event ``koers:block`` with its key.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self.store, self.language = store, language
        self.widget = _Clock(key=store.key, language=language.code, words=_words(language))
        self.widget.on_msg(self._hear)
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the agenda as the answers have it."""
        self.widget.agenda = [
            {
                "key": one.block,
                "title": self.language.text(TITLES.get(one.block, one.block)),
                "minutes": one.minutes,
            }
            for one in plan_agenda(self.store)
        ]

    def change(self, block: str, minutes: int) -> None:
        """Give a block of the agenda other minutes; all of it is the client's own from then on."""
        if not FEWEST <= minutes <= MOST:
            return
        agenda = plan_agenda(self.store)
        row = next((one.row for one in agenda if one.block == block), "")
        if row:
            self.store.give(f"{AGENDA}.{row}.minutes", minutes)
        else:
            items = [
                AgendaItem(
                    block=one.block, minutes=minutes if one.block == block else one.minutes
                ).model_dump()
                for one in agenda
            ]
            self.store.give(AGENDA, items)

    def _hear(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        block, minutes = message.get("block"), message.get("minutes")
        if isinstance(block, str) and isinstance(minutes, int):
            self.change(block, minutes)


def _words(language: Language) -> dict[str, str]:
    return {
        "agenda": language.text("Agenda"),
        "start": language.text("Start the clock"),
        "pause": language.text("Pause"),
        "on": language.text("Go on"),
        "previous": language.text("Previous block"),
        "next": language.text("Next block"),
        "more": language.text("5 minutes more"),
        "again": language.text("Begin again"),
        "left": language.text("left"),
        "over": language.text("over time"),
        "minutes_left": language.text("{title}: {n} min. left"),
        "minutes_over": language.text("{title}: {n} min. over time"),
        "total": language.text("{n} min. to go"),
        "ends": language.text("Ready at {time}"),
        "would_end": language.text("If you go on now, ready at {time}"),
        "minutes_of": language.text("Minutes for {title}"),
        "minutes": language.text("min."),
        "paused": language.text("The clock stands still"),
        "change": language.text("Change the minutes"),
        "sum": language.text("Together {n} min."),
    }
