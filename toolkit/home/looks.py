"""How the page is put together: buttons with words, panels, and HTML in which nothing is raw."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from toolkit.home.browser import Button

STYLE = Path(__file__).parent / "looks.css"


def style() -> widgets.HTML:
    """Give the page's style sheet."""
    return widgets.HTML(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def button(
    label: str, act: Callable[[object], object], *, name: str = "", main: bool = False
) -> Button:
    """Make a button.

    Parameters
    ----------
    label
        The words on it.
    act
        What a click does; it may give the path of a document to open.
    name
        Its full name, where the label alone does not say which client or file it is about.
    main
        Whether it is what most people are here for.
    """
    return Button(label, act, name=name, main=main)


def buttons(*made: widgets.Widget) -> widgets.Box:
    """Lay buttons in a row that wraps where there is no room."""
    row = widgets.Box(made)
    row.add_class("home-buttons")
    return row


def panel(*parts: widgets.Widget, kind: str = "") -> widgets.VBox:
    """Lay parts under each other."""
    box = widgets.VBox(parts)
    box.add_class("home-panel")
    if kind:
        box.add_class(kind)
    return box


def markup(kind: str = "", html: str = "") -> widgets.HTML:
    """Give a place for HTML; whoever fills it escapes what came from outside."""
    made = widgets.HTML(html)
    made.add_class("home-html")
    if kind:
        made.add_class(kind)
    return made


def title(text: str, level: int = 2) -> widgets.HTML:
    """Give a heading."""
    return markup("home-title", f"<h{level}>{escape(text)}</h{level}>")


def message(text: str) -> str:
    """Give a sentence that a screen reader tells as soon as it stands there."""
    return f"<p role='status'>{escape(text)}</p>" if text else ""


def close_all(widget: widgets.Widget) -> None:
    """Let go of a widget and of all that is in it, here and in the browser."""
    for child in getattr(widget, "children", ()):
        close_all(child)
    widget.close()
