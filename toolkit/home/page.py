"""The home page as a whole: its head, the list of clients, and one client opened."""

from __future__ import annotations

from html import escape
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Any

import ipywidgets as widgets
from IPython.display import display

from toolkit.home.browser import Arrival, Button
from toolkit.home.building import Built
from toolkit.home.client_list import ClientList
from toolkit.home.client_row import ClientRow
from toolkit.home.details import Details
from toolkit.home.faults import show_faults
from toolkit.home.inbox_panel import InboxPanel
from toolkit.home.looks import button, buttons, close_all, markup, message, style
from toolkit.home.new_client import new_client_form
from toolkit.home.overview import Listed, choose_words, keep_language, list_clients
from toolkit.home.work import Work, tell_built
from toolkit.language import Language
from toolkit.workspace import find_workspace

PORTFOLIO = "clients/portfolio.html"
COPIES = "working-copies"


class HomePage:
    """The page of a workspace.

    Attributes
    ----------
    widget
        What is shown.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.words = choose_words(workspace, list_clients(workspace))
        self.widget = widgets.VBox()
        self.widget.add_class("koers-home")
        self._top = widgets.Box()
        self._top.add_class("home-head")
        self._body = widgets.VBox()
        self._news = markup("home-outcome")
        self._work = self._new_work()
        self._fill()

    def show_list(self, _: object = None) -> None:
        """Show all clients."""
        self._work.leave()
        self._news.value = ""
        listed = list_clients(self.workspace)
        rows = ClientList(listed, self.workspace, self.words, self._work, self.show_details)
        portfolio = Button(self.words.text("Open the overview of all reports"), event="show")

        def finish(built: Built) -> None:
            told = tell_built(built, self.words) + show_faults(built.faults, self.words)
            self._news.value = told
            rows.show_built(built)

        def make_all(_: object) -> None:
            self._news.value = ""
            self._work.start((), finish)

        every = button(self.words.text("Make all reports"), make_all)

        def refresh() -> None:
            there = (self.workspace / PORTFOLIO).is_file()
            portfolio.path, portfolio.disabled = PORTFOLIO if there else "", not there
            every.disabled = self._work.busy or not listed

        self._work.watch(refresh)
        refresh()
        new = button(self.words.text("New client"), lambda _: self._show_new(), main=True)
        bar = widgets.Box([buttons(new, every, portfolio), rows.search])
        bar.add_class("home-bar-of-page")
        inbox = InboxPanel(self.workspace, listed, self.words)
        self._replace(bar, self._news, inbox.widget, rows.widget)
        self._top.layout.display = ""

    def show_details(self, slug: str) -> None:
        """Show one client with all its files."""
        one = next((one for one in list_clients(self.workspace) if one.slug == slug), None)
        if one is None:
            self.show_list()
            return
        self._work.leave()
        back = button("← " + self.words.text("All clients"), self.show_list)
        back.add_class("home-quiet")
        row = ClientRow(one, self.workspace, self.words, self._work, None, level=2)
        self._work.watch(row.refresh)
        box = widgets.VBox(
            [
                buttons(back),
                row.widget,
                Details(self.workspace, slug, self.words, lambda: self._part_from(one)).widget,
            ]
        )
        box.add_class("home-details")
        self._replace(box)
        self._top.layout.display = "none"

    def _part_from(self, one: Listed) -> None:
        self.show_list()
        self._news.value = message(self.words.text("{client} is removed.", client=one.name))
        closing = Arrival(event="gone", path=f"{COPIES}/{one.slug}")
        self._body.children = (*self._body.children, closing)

    def _show_new(self) -> None:
        self._work.leave()
        made = new_client_form(self.workspace, self.words, self.show_details, self.show_list)
        self._replace(made)
        self._top.layout.display = "none"

    def _replace(self, *parts: widgets.Widget) -> None:
        old = [one for one in self._body.children if one not in (*parts, self._news)]
        self._body.children = parts
        for widget in old:
            close_all(widget)

    def _new_work(self) -> Work:
        def name(slug: str) -> str:
            found = (one.name for one in list_clients(self.workspace) if one.slug == slug)
            return next(found, slug)

        return Work(self.workspace, name, self.words)

    def _fill(self) -> None:
        lede = self.words.text("All that you do for a client begins here.")
        head = markup(html=f"<h1>Koers</h1><p class='home-lede'>{escape(lede)}</p>")
        switch = widgets.ToggleButtons(
            description=self.words.text("Language of this page"),
            options=[("Nederlands", "nl"), ("English", "en")],
            value=self.words.code,
        )
        switch.style.button_width = "auto"
        switch.add_class("home-language")
        switch.observe(self._switch, "value")
        old = self.widget.children
        self._top.children = (head, switch)
        self.show_list()
        self.widget.children = (style(), self._top, self._work.widget, self._body)
        for widget in old:
            if widget not in self.widget.children:
                widget.close()

    def _switch(self, change: dict[str, Any]) -> None:
        if change["new"] == self.words.code:
            return
        if self._work.busy:
            change["owner"].value = self.words.code
            self._news.value = message(self.words.text("First let the reports be finished."))
            return
        keep_language(self.workspace, change["new"])
        self.words = Language(change["new"])
        self._work = self._new_work()
        self._fill()


def show_home() -> None:
    """Show the home page of the workspace around the current folder."""
    display(HomePage(find_workspace()).widget)
    # What opens a workshop takes seconds to load; it is loaded while the page is read.
    Thread(target=import_module, args=("toolkit.working_copies",), daemon=True).start()
