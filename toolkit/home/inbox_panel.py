"""Files for any client: a place to drop them, what went where, and what waits for a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path, PurePosixPath

import ipywidgets as widgets

from toolkit.clients import Inbox, Sorted, shown
from toolkit.clients.inbox import PATIENCE
from toolkit.errors import ToolkitError
from toolkit.home.browser import DropPlace
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, close_all, markup, message, panel, title
from toolkit.home.overview import Listed
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES

AT_ONCE = 10
MOST_NEWS = 30
MOST_ACCOUNTS = 5


class InboxPanel:
    """The inbox of a workspace.

    Parameters
    ----------
    workspace
        Whose.
    listed
        The clients that a file can be given to.
    words
        The page's language.
    """

    def __init__(self, workspace: Path, listed: tuple[Listed, ...], words: Language) -> None:
        self._inbox, self._words = Inbox(workspace), words
        self._names = {one.slug: one.name for one in listed}
        self._known: dict[str, Sorted] = {}
        drop = DropPlace(
            words.text("Drop files of any client here, or click to choose"), self.take,
            help=words.text(
                "Each goes to the client whose account is in it. What is not certain waits here."
            ),
            working=words.text("Reading"), accept=".csv,.tsv,.txt,.xlsx,.xls,.zip",
        )  # fmt: skip
        self._news = widgets.VBox()
        self._news.add_class("home-outcome")
        self._show_news([])
        self._waiting = widgets.VBox()
        self.widget = panel(
            title(words.text("Files for any client")), drop, self._news, self._waiting
        )
        self.refresh()

    def take(self, name: str, content: bytes) -> None:
        """Take in a file, and sort it at once."""
        try:
            received = self._inbox.receive(name, content)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
            return
        self._sort({PurePosixPath(received.name).name}, patience=0)

    def refresh(self) -> None:
        """List what waits."""
        old = self._waiting.children
        try:
            waiting = self._inbox.waiting()
        except ToolkitError as error:
            self._waiting.children = [
                markup("home-outcome", show_faults(error.faults, self._words))
            ]
        else:
            self._waiting.children = self._list(waiting) if waiting else ()
        for widget in old:
            close_all(widget)

    def sort(self, _: object = None) -> None:
        """Sort all that waits."""
        self._sort(None)

    def _sort(self, names: set[str] | None, patience: float = PATIENCE) -> None:
        try:
            for one in self._inbox.sort(names, patience=patience):
                self._known[one.file] = one
                # What stays is told below, beside its choice of a client.
                if one.outcome != "stays":
                    self._report(one)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
        self.refresh()

    def _list(self, waiting: tuple[str, ...]) -> Iterable[widgets.Widget]:
        count = self._words.plural("{n} file waits.", "{n} files wait.", len(waiting))
        again = button(self._words.text("Sort what waits"), self.sort)
        head = widgets.Box([markup(html=message(count)), buttons(again)])
        head.add_class("home-line")
        return (head, *(self._row(name) for name in waiting[:AT_ONCE]))

    def _row(self, name: str) -> widgets.Widget:
        known = self._known.get(shown(name))
        why = self._words.text(known.reason) if known else self._words.text("Not sorted yet")
        if known and known.claimants:
            why = f"{why} ({self._words.listing(map(self._name, known.claimants))})"
        told = (
            f"<span class='home-file-name'>{escape(shown(name))}</span>"
            f"<p class='home-facts'>{escape(why)}</p>"
        )
        if known and known.accounts:
            listed = self._words.listing(known.accounts[:MOST_ACCOUNTS])
            text = self._words.text("In it: {accounts}", accounts=listed)
            told += f"<p class='home-facts'>{escape(text)}</p>"
        if known and known.faults:
            summary = escape(self._words.text("What is wrong"))
            faults = show_faults(known.faults, self._words)
            told += f"<details><summary>{summary}</summary>{faults}</details>"
        choice = widgets.Dropdown(
            options=[(self._words.text("Which client?"), ""), *self._choices()],
            description=self._words.text("Client of {file}", file=shown(name)),
        )
        choice.add_class("home-choose")

        def give(_: object) -> None:
            if choice.value:
                self._give(name, choice.value)

        hand_over = button(
            self._words.text("Give to this client"), give,
            name=self._words.text("Give {file} to this client", file=shown(name)),
        )  # fmt: skip
        line = widgets.Box([markup(html=told), buttons(choice, hand_over)])
        line.add_class("home-line")
        line.add_class("home-file")
        return line

    def _choices(self) -> list[tuple[str, str]]:
        return [(name, slug) for slug, name in self._names.items()]

    def _give(self, name: str, slug: str) -> None:
        try:
            given = self._inbox.give(name, slug)
            self._known[given.file] = given
            self._report(given)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
        self.refresh()

    def _report(self, one: Sorted) -> None:
        words, client = self._words, self._name(one.slug)
        match one.outcome:
            case "sorted":
                platforms = [PLATFORM_NAMES.get(name, name) for name in one.platforms]
                about = words.listing([*one.brands, *platforms])
                went = words.text("{file} went to {client}.", file=one.file, client=client)
                why = words.text(one.reason)
                facts = f"{about}; {why}" if about else why
                told = f"{message(went)}<p class='home-facts'>{escape(facts)}</p>"
                self._tell(told, lambda: self._take_back(one))
            case "there":
                text = words.text(
                    "{client} has {file} already; it is the same file.", client=client,
                    file=PurePosixPath(one.place).name,
                )  # fmt: skip
                self._tell(message(text))
            case _:
                text = words.text("{file} waits: {reason}", file=one.file,
                                  reason=words.text(one.reason))  # fmt: skip
                self._tell(message(text))

    def _take_back(self, one: Sorted) -> None:
        try:
            name = self._inbox.take_back(one.slug, one.place)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
            return
        self._known.pop(one.file, None)
        self._tell(message(self._words.text("{file} is back in the inbox.", file=shown(name))))
        self.refresh()

    def _tell(self, html: str, undo: Callable[[], None] | None = None) -> None:
        line = widgets.Box([markup(html=html)])
        line.add_class("home-line")
        line.add_class("home-file")

        def back(_: object) -> None:
            self._show_news([one for one in self._news.children if one is not line])
            if undo:
                undo()

        if undo:
            again = button(self._words.text("Back to the inbox"), back)
            line.children = [*line.children, buttons(again)]
        self._show_news([*self._news.children, line][-MOST_NEWS:])

    def _show_news(self, lines: list[widgets.Widget]) -> None:
        self._news.children = lines
        self._news.layout.display = "" if lines else "none"

    def _name(self, slug: str) -> str:
        return self._names.get(slug, slug)
