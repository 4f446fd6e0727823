"""Widgets that share their looks.

Each widget's layout and style would be a message to the browser of its own; a page of hundreds of
questions has a few that all of them share.
"""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

_LAYOUTS: dict[str, widgets.Layout] = {}
_STYLES: dict[type, Any] = {}


def make(kind: Any, *arguments: object, **traits: object) -> Any:  # noqa: ANN401 - has no types
    """Make a widget of `kind`, with the layout and style that all of its kind share."""
    if not _alive(_LAYOUTS.get("plain")):
        _LAYOUTS["plain"] = widgets.Layout()
    looks: dict[str, object] = {"layout": _LAYOUTS["plain"]}
    if "style" in kind.class_traits():
        if not _alive(_STYLES.get(kind)):
            _STYLES[kind] = kind().style
        looks["style"] = _STYLES[kind]
    return kind(*arguments, **looks, **traits)


def _alive(widget: widgets.Widget | None) -> bool:
    # A page that runs again can close what the one before shared.
    return widget is not None and widget.comm is not None
