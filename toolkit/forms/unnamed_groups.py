"""The groups of the survey for which no persona was named yet, each with what is known of it."""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

from toolkit.forms.group_links import PERSONAS, find_holders, keep_group
from toolkit.forms.journal import Journal
from toolkit.forms.persona_facts import Facts, tell_facts
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language


class UnnamedGroups:
    """Offers each group without a persona to be named.

    Parameters
    ----------
    facts
        Gives what the survey knows now.

    Attributes
    ----------
    widget
        To be put on the page; empty where every group has its persona.
    """

    def __init__(
        self, store: Store, journal: Journal, language: Language, facts: Callable[[], Facts]
    ) -> None:
        self.store, self.journal, self.language, self._facts = store, journal, language, facts
        self._shown: object = None
        self.widget = make(widgets.VBox, [])
        self.widget.add_class("koers-unnamed")
        self.refresh()

    def refresh(self) -> None:
        """Show the groups that have no persona."""
        facts = self._facts()
        taken = find_holders(self.store, facts)
        left = [key for key in facts.names if key not in taken]
        if (left, id(facts)) == self._shown:
            return
        self._shown = (left, id(facts))
        parts: list[widgets.Widget] = []
        if facts.wrong:
            parts.append(
                make(widgets.HTML, f"<p class='koers-wrong'>{html.escape(facts.wrong)}</p>")
            )
        if left:
            words = html.escape(self.language.text("Groups of the survey without a persona"))
            parts.append(make(widgets.HTML, f"<h4>{words}</h4>{self._how_to_name(facts)}"))
        self.widget.children = [*parts, *map(self._offer, left)]

    def name(self, key: str) -> None:
        """Make a persona of the group `key`, and go to where it is named."""
        facts = self._facts()
        people = facts.audience.people if facts.audience else None
        value = keep_group(facts, key)
        rows = self.store.value(PERSONAS) or ()
        taken = {one.get("name") for one in rows}
        # Whoever answered called these groups so themselves; what was found has no name.
        if people and people.division.kind == "asked" and facts.names[key] not in taken:
            value["name"] = facts.names[key]
        groups = self.store.value("intake.target_groups") or ()
        group = next((one.get("name") for one in groups if one.get("segment") == key), None)
        if group and group not in {one.get("group") for one in rows}:
            value["group"] = str(group)
        row = self.store.add(PERSONAS, value)
        if row:
            self.journal.focus(f"{PERSONAS}.{row}.name")

    def _how_to_name(self, facts: Facts) -> str:
        people = facts.audience.people if facts.audience else None
        if people is None or people.division.kind != "found":
            return ""
        told = self.language.text(
            "Found in the answers, so that nobody gave them a name yet. Call them after what they "
            "do, as people at the table would."
        )
        return f"<p class='koers-help'>{html.escape(told)}</p>"

    def _offer(self, key: str) -> widgets.Widget:
        facts = self._facts()
        name = html.escape(facts.labels[key])
        told = make(widgets.HTML, f"<h4>{name}</h4>{tell_facts(facts, key, self.language)}")
        button = make(widgets.Button, description=self.language.text("Name this group"))
        button.tooltip = f"{self.language.text('Name this group')}: {facts.labels[key]}"
        button.add_class("koers-press")
        button.on_click(lambda _button: self.name(key))
        card = make(widgets.VBox, [told, button])
        card.add_class("koers-card")
        return card
