"""The list of clients: twenty at a time, and a box to search in where there are many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import ipywidgets as widgets

from toolkit.home.building import Built
from toolkit.home.client_row import ClientRow
from toolkit.home.looks import button, buttons, close_all, markup, message
from toolkit.home.overview import Listed, find_clients
from toolkit.home.work import Work
from toolkit.language import Language

AT_ONCE = 20
MANY = 8


class ClientList:
    """All clients, a page at a time.

    Parameters
    ----------
    listed
        The clients, in order.
    open_details
        Called with the slug of the client whose details are wanted.
    """

    def __init__(
        self,
        listed: tuple[Listed, ...],
        workspace: Path,
        words: Language,
        work: Work,
        open_details: Callable[[str], None],
    ) -> None:
        self._listed, self._workspace, self._words = listed, workspace, words
        self._work, self._open_details = work, open_details
        self._first = 0
        self._rows: list[ClientRow] = []
        self.search = widgets.Text(
            description=words.text("Search"), placeholder=words.text("name or sector")
        )
        self.search.add_class("home-search")
        self.search.layout.display = "" if len(listed) > MANY else "none"
        self.search.observe(lambda _: self.show(0), "value")
        self._list = widgets.VBox()
        self._list.add_class("home-list")
        self._count = markup()
        self._back = button(words.text("Previous"), lambda _: self.show(self._first - AT_ONCE))
        self._on = button(words.text("Next"), lambda _: self.show(self._first + AT_ONCE))
        self._pager = buttons(self._back, self._on, self._count)
        self._pager.add_class("home-pager")
        self.widget = widgets.VBox([self._list, self._pager])
        work.watch(self.refresh)
        self.show(0)

    def show(self, first: int) -> None:
        """Show the clients from number `first` on, of those that were searched for."""
        found = find_clients(self._listed, self.search.value)
        self._first = first = max(0, min(first, len(found) - 1))
        shown = found[first : first + AT_ONCE]
        around = (self._workspace, self._words, self._work, self._open_details)
        old = self._list.children
        self._rows = [ClientRow(one, *around) for one in shown]
        self._list.children = [row.widget for row in self._rows] or [self._nobody()]
        for widget in old:
            close_all(widget)
        last = first + len(shown)
        self._count.value = message(
            self._words.text(
                "{first} to {last} of {n}",
                first=self._words.number(min(first + 1, last)),
                last=self._words.number(last),
                n=self._words.number(len(found)),
            )
        )
        self._back.disabled, self._on.disabled = first == 0, last >= len(found)
        self._pager.layout.display = "" if len(found) > AT_ONCE else "none"

    def refresh(self) -> None:
        """Show again how the reports of the clients on the page are."""
        for row in self._rows:
            row.refresh()

    def show_built(self, built: Built) -> None:
        """Show what came of a build beside each client that has something to put right."""
        wrong = {one.slug for one in built.results if not one.ok}
        for row in self._rows:
            if row.one.slug in wrong:
                row.show_built(built)

    def _nobody(self) -> widgets.Widget:
        text = (
            self._words.text("No client has these words in its name or sector.")
            if self._listed
            else self._words.text("There are no clients yet. Make the first one.")
        )
        return markup("home-empty", message(text))
