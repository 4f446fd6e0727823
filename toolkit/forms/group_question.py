"""The question which group of the survey a persona stands for, where that is not sure any more."""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

from toolkit.analysis.known_groups import Link
from toolkit.forms.grid import status
from toolkit.forms.group_links import find_links, link_group, name_holders
from toolkit.forms.open_workshop import OpenWorkshop
from toolkit.forms.persona_facts import Facts
from toolkit.forms.sparing import make
from toolkit.forms.wording import tell
from toolkit.language import Language, mark

QUESTIONS: dict[Link, str] = {
    "again": mark(
        "The answers have changed since this group was named. It is known again by what its people "
        "do; is this it?"
    ),
    "unmarked": mark(
        "Nobody knows in which answers this group was named: where these have changed since, it "
        "is other people. Is this the group?"
    ),
    "doubtful": mark(
        "The answers have changed since this persona’s group was named, and which group it is now "
        "is not clear. The persona has no figures until you say so."
    ),
    "gone": mark(
        "The group of this persona is not among those that the survey has now. The persona has no "
        "figures until you choose another, or none."
    ),
}
ALARMING: tuple[Link, ...] = ("doubtful", "gone")


class GroupQuestion:
    """Asks which group a persona stands for; empty where that is sure.

    Attributes
    ----------
    widget
        To be put on the persona's card.
    buttons
        One for each group that it may be.
    """

    def __init__(
        self, store: OpenWorkshop, language: Language, facts: Callable[[], Facts], row: str
    ) -> None:
        self.store, self.language, self._facts, self._row = store, language, facts, row
        self.buttons: tuple[widgets.Button, ...] = ()
        self._shown: object = None
        self.widget = make(widgets.VBox, [])
        self.widget.add_class("koers-group-question")
        self.refresh()

    def refresh(self) -> None:
        """Ask what is to be asked now."""
        facts = self._facts()
        known = find_links(self.store, facts).get(self._row)
        holders = name_holders(self.store, facts)
        locked = self.store.is_locked(f"research.personas.{self._row}")
        shown = (known, tuple(holders.items()), tuple(facts.labels.items()), locked)
        if shown == self._shown:
            return
        self._shown = shown
        if known is None or known.link not in QUESTIONS:
            self.buttons, self.widget.children = (), ()
            return
        words = html.escape(self.language.text(QUESTIONS[known.link]))
        alarm = known.link in ALARMING
        told = status(words, alarm=True) if alarm else f"<p class='koers-help'>{words}</p>"
        keys = facts.labels if alarm else (known.key,)
        self.buttons = tuple(
            self._offer(key, "" if not alarm else holders.get(key)) for key in keys
        )
        for one in self.buttons:
            one.disabled = locked
        self.widget.children = (make(widgets.HTML, told), *self.buttons)

    def forget(self) -> None:
        """Give up nothing: nothing is typed here."""

    def choose(self, key: str) -> None:
        """Say that this is the group `key`."""
        faults = link_group(self.store, self._facts(), self._row, key)
        if faults:
            words = status(html.escape(tell(faults[0], self.language)), alarm=True)
            self.widget.children = (*self.widget.children, make(widgets.HTML, words))

    def _offer(self, key: str, holder: str | None) -> widgets.Button:
        label = self._facts().labels[key]
        words = self.language.text("This is the group: {group}", group=label)
        if holder:
            words = self.language.text(
                "This is the group: {group} (now of {persona}, which has none then)",
                group=label, persona=holder,
            )  # fmt: skip
        button = make(widgets.Button, description=words, tooltip=words)
        button.add_class("koers-press")
        button.on_click(lambda _button: self.choose(key))
        return button
