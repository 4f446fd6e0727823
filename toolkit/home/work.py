"""What is being made now: one build at a time, with its progress, for the whole page to see."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import ipywidgets as widgets

from toolkit.home.building import Build, Built, Step
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message
from toolkit.language import Language


class Work:
    """The strip that shows a build at work.

    Parameters
    ----------
    workspace
        Where clients are built.
    names
        Gives the name of a client.
    words
        The page's language.
    """

    def __init__(self, workspace: Path, names: Callable[[str], str], words: Language) -> None:
        self._workspace, self._names, self._words = workspace, names, words
        self._build: Build | None = None
        self._watchers: list[Callable[[], None]] = []
        self._end: Callable[[Built], None] | None = None
        self._told = markup()
        self._bar = widgets.IntProgress(value=0, max=1, description=words.text("Progress"))
        self._bar.layout.width = "100%"
        stop = buttons(button(words.text("Stop"), lambda _: self.stop()))
        self._strip = widgets.VBox([self._told, self._bar, stop])
        self._strip.add_class("home-working")
        self._strip.layout.display = "none"
        self._outcome = markup("home-outcome")
        self.widget = widgets.VBox([self._strip, self._outcome])

    @property
    def busy(self) -> bool:
        """Whether something is being built."""
        return self._build is not None

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` whenever a build begins or ends."""
        self._watchers.append(told)

    def start(self, slugs: Sequence[str], end: Callable[[Built], None]) -> None:
        """Begin a build, unless one is at work; `end` is called with what came of it."""
        if self.busy:
            return
        self._bar.value, self._bar.max = 0, 1
        self._say(self._words.text("Starting …"))
        self._strip.layout.display = ""

        self._outcome.value = ""
        self._end = end

        def finish(built: Built) -> None:
            self._build = None
            self._strip.layout.display = "none"
            (self._end or self._show)(built)
            self._tell()

        self._build = Build(self._workspace, slugs, self._step, finish)
        self._tell()

    def leave(self) -> None:
        """Forget who watches: another part of the page is shown now."""
        self._watchers.clear()
        self._end = None
        self._outcome.value = ""

    def stop(self) -> None:
        """End the build at work."""
        if self._build:
            self._say(self._words.text("Stopping …"))
            self._build.stop()

    def _show(self, built: Built) -> None:
        faults = [fault for one in built.results for fault in one.faults]
        told = show_faults([*faults, *built.faults], self._words)
        self._outcome.value = tell_built(built, self._words) + told

    def _step(self, step: Step) -> None:
        self._bar.max, self._bar.value = max(step.total, 1), step.done
        if step.total and step.slug != "starting":
            self._say(
                self._words.text(
                    "Working on {client}: step {done} of {total}",
                    client=self._names(step.slug),
                    done=self._words.number(step.done),
                    total=self._words.number(step.total),
                )
            )

    def _say(self, text: str) -> None:
        self._told.value = message(text)

    def _tell(self) -> None:
        for told in self._watchers:
            told()


def tell_built(built: Built, words: Language) -> str:
    """Say in one line what came of a build; nothing where faults kept it from beginning."""
    if built.stopped:
        return message(words.text("Stopped. What was finished stays."))
    if not built.results:
        return ""
    failed = [one.name for one in built.results if not one.ok]
    n = len(built.results)
    if failed:
        names = words.listing(failed)
        if len(failed) == n:
            return message(words.text("It did not work out for: {names}.", names=names))
        made = words.plural("{n} report is ready.", "{n} reports are ready.", n - len(failed))
        return message(
            words.text("{made} It did not work out for: {names}.", made=made, names=names)
        )
    if n == 1:
        one = built.results[0]
        if one.ran:
            return message(words.text("The report is ready."))
        return message(words.text("The report was up to date."))
    return message(words.plural("{n} report is ready.", "{n} reports are ready.", n))
