"""A grid of small cells that are filled in fast, by keyboard: ballots and the matrix.

A cell is an ordinary text widget that is named for screen readers. What the keys do within a grid
is done in the browser, so that nobody waits for the kernel to get to the next cell.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import anywidget
import ipywidgets as widgets
import traitlets

from toolkit.forms.journal import FIELD, Journal, place_class
from toolkit.forms.sparing import make

DOTS = "••"


class Keys(anywidget.AnyWidget):
    """What keys do in the grid that this stands in: an element of class ``koers-grid``.

    In ``ballots`` Enter, and Tab on a line's last cell, lead to the next line. In ``scores`` arrows
    move, and Enter leads to the next cell; in ``ratings`` a digit from 0 to 5 does so too. What is
    typed stays where it is typed.
    """

    _esm = Path(__file__).parent / "grid.js"
    _css = Path(__file__).parent / "grid.css"
    kind = traitlets.Unicode().tag(sync=True)

    def __init__(self, kind: Literal["ballots", "scores", "ratings"]) -> None:
        super().__init__(kind=kind)


class Cell:
    """One cell of a grid.

    Parameters
    ----------
    path
        By which the browser keeps what was typed until it is saved.
    label
        What a screen reader calls it.
    told
        Called with the text at each change.
    """

    def __init__(
        self, path: str, label: str, told: Callable[[str], None], journal: Journal | None = None
    ) -> None:
        self.path = path
        self._label, self._told, self._journal = label, told, journal
        self._showing = False
        self.widget = make(widgets.Text, description=label)
        for name in (FIELD, place_class(path), "koers-slot"):
            self.widget.add_class(name)
        self._typed = ""
        self.widget.observe(self._hear, names="value")
        if journal:
            journal.register(path, self)

    @property
    def disabled(self) -> bool:
        """Whether nothing can be typed."""
        return bool(self.widget.disabled)

    @disabled.setter
    def disabled(self, value: bool) -> None:
        self.widget.disabled = value

    def label(self) -> str:
        """Name the question, for people."""
        return self._label

    def text(self) -> str:
        """Give what was typed, also where dots stand for it."""
        return self._typed

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        if DOTS in text:
            return
        self._typed = text
        self.show(text)
        self._told(text)

    def show(self, text: str, *, masked: bool = False) -> None:
        """Show text, or dots in its place."""
        self._typed = text
        self._showing = True
        try:
            shown = DOTS if masked else text
            if self.widget.value != shown:
                self.widget.value = shown
        finally:
            self._showing = False
        self.set_class("koers-masked", on=masked)

    def set_class(self, name: str, *, on: bool) -> None:
        """Give the cell a class, or take it away."""
        if on:
            self.widget.add_class(name)
        else:
            self.widget.remove_class(name)

    def forget(self) -> None:
        """Give up its place: it is no longer shown."""
        if self._journal:
            self._journal.forget(self.path)

    def _hear(self, change: dict[str, str]) -> None:
        if self._showing:
            return
        if DOTS in change["new"] or "koers-masked" in self.widget._dom_classes:  # noqa: SLF001
            self.show(self._typed, masked=True)
            return
        self._typed = change["new"]
        if self._journal:
            self._journal.owe(self.path)
        self._told(self._typed)


def status(text: str, *, alarm: bool = False) -> str:
    """Write a line that screen readers read out when it changes; `text` is safe HTML."""
    kind = "koers-alarm" if alarm else "koers-said"
    return f'<p class="{kind}" role="status">{text}</p>'
