"""One client in the list: who it is, how its report is, and all that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import ipywidgets as widgets

from toolkit.build.checking import tell_all
from toolkit.errors import ToolkitError
from toolkit.home.browser import Button
from toolkit.home.building import Built
from toolkit.home.faults import count_faults, show_faults
from toolkit.home.looks import button, buttons, markup, message
from toolkit.home.overview import Listed, describe_state, missing_of, report_of, state_of
from toolkit.home.work import Work, tell_built
from toolkit.language import Language, mark

WORKSHOP = ""
"""The page that a client opens on."""
RESEARCH, CHOICE = "persona_research", "build_join_ignore"
PAGES = {
    WORKSHOP: (mark("Open workshop"), mark("Open workshop: {client}")),
    RESEARCH: (mark("Open research"), mark("Open research: {client}")),
    CHOICE: (mark("Open choice"), mark("Open choice: {client}")),
}
"""What can be filled in, by chapter, and how the button to it is called."""
ALSO = {
    "channel_benchmark": (mark("Open comparison"), mark("Open comparison: {client}")),
}
"""What is only read as it stands, and offered where one client is opened."""


class ClientRow:
    """A client in the list.

    Parameters
    ----------
    one
        The client.
    work
        Where its report is made.
    open_details
        Called with its slug.
    level
        Of its heading.
    """

    def __init__(
        self,
        one: Listed,
        workspace: Path,
        words: Language,
        work: Work,
        open_details: Callable[[str], None] | None,
        level: int = 3,
    ) -> None:
        self.one, self._workspace, self._words, self._work = one, workspace, words, work
        self._level = level
        self._head = markup()
        self._outcome = markup("home-outcome")
        self._make = button(
            words.text("Make report"),
            lambda _: self.build(),
            name=words.text("Make report: {client}", client=one.name),
        )
        self._report = Button(
            words.text("Open report"),
            event="show",
            name=words.text("Open report: {client}", client=one.name),
        )
        actions: list[widgets.Widget] = [
            Button(
                words.text(label), partial(self.find_page, chapter), main=chapter == WORKSHOP,
                name=words.text(name, client=one.name),
            )
            for chapter, (label, name) in (PAGES if open_details else PAGES | ALSO).items()
        ]  # fmt: skip
        if open_details is not None:
            actions.append(
                button(
                    words.text("Details"), lambda _: open_details(one.slug),
                    name=words.text("Details: {client}", client=one.name),
                )
            )  # fmt: skip
        check = button(
            words.text("Check"),
            lambda _: self.check(),
            name=words.text("Check: {client}", client=one.name),
        )
        line = widgets.Box([self._head, buttons(*actions, check, self._make, self._report)])
        line.add_class("home-line")
        self.widget = widgets.VBox([line, self._outcome])
        self.widget.add_class("home-row")
        self.refresh()

    def refresh(self) -> None:
        """Show how its report is, and whether one can be made now."""
        state = state_of(self.one, self._workspace)
        told = describe_state(self.one, self._workspace, self._words)
        sector = f"<div>{escape(self.one.sector)}</div>" if self.one.sector else ""
        name = f"<h{self._level}>{escape(self.one.name)}</h{self._level}>"
        status = f"<span class='home-state is-{state}'>{escape(told)}</span>"
        missing = self._tell_missing()
        self._head.value = f"{name}<div class='home-facts'>{sector}{status}{missing}</div>"
        path = report_of(self.one.slug, self._workspace)
        self._report.path, self._report.disabled = path, not path
        self._make.disabled = self._work.busy

    def _tell_missing(self) -> str:
        missing = missing_of(self.one.slug, self._workspace, self._words)
        if not missing:
            return ""
        listed = "".join(f"<li>{escape(one)}</li>" for one in missing)
        title = self._words.plural("{n} export is missing", "{n} exports are missing", len(missing))
        return f"<details><summary>{escape(title)}</summary><ul>{listed}</ul></details>"

    def build(self) -> None:
        """Make its report."""
        self._outcome.value = ""
        self._work.start((self.one.slug,), self.show_built)

    def show_built(self, built: Built) -> None:
        """Show what came of a build, as far as it is about this client."""
        mine = tuple(one for one in built.results if one.slug == self.one.slug)
        faults = [fault for one in mine for fault in one.faults]
        told = tell_built(Built(mine, stopped=built.stopped), self._words)
        self._outcome.value = told + show_faults([*faults, *built.faults], self._words)
        self.refresh()

    def check(self) -> None:
        """Name everything that is wrong with it."""
        faults = tell_all(self.one.slug, self._workspace)
        count = count_faults(faults, self._words)
        self._outcome.value = message(count) + show_faults(faults, self._words)

    def find_page(self, chapter: str, _: object = None) -> str:
        """Give the path of the page of a chapter, ready to be opened; empty where there is none."""
        from toolkit.working_copies import working_copy

        try:
            path = working_copy(self._workspace, self.one.slug, chapter)
        except ToolkitError as error:
            self._outcome.value = show_faults(error.faults, self._words)
            return ""
        return path.relative_to(self._workspace).as_posix()
