"""Taking leave of a client: all that this workspace has of it goes for good."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets as widgets

from toolkit.errors import ToolkitError
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message, panel, title
from toolkit.language import Language

MOST = 12


def farewell_panel(
    workspace: Path, slug: str, words: Language, gone: Callable[[], None]
) -> widgets.Widget:
    """Give the panel that removes a client, once its folder's name was typed.

    Parameters
    ----------
    gone
        Called when it is removed.
    """
    from toolkit.erasure import find_traces, remove_client
    from toolkit.working_copies import home_page

    typed = widgets.Text(description=words.text("Type {folder} to go on", folder=slug))
    told = markup()

    def wait(*_: object) -> None:
        told.value = message(
            words.text("Reports are still being made; after that this goes on by itself.")
        )

    def remove(_: object) -> None:
        if typed.value.strip() != slug:
            told.value = message(words.text("That is another name; nothing was removed."))
            return
        try:
            remove_client(workspace, slug, wait)
            # This page's own notebook named the client too; somebody is looking at it.
            home_page(workspace)
        except ToolkitError as error:
            told.value = show_faults(error.faults, words)
            return
        gone()

    try:
        found = (one.relative_to(workspace).as_posix() for one in find_traces(workspace, slug))
        traces = [one for one in found if slug in one]
    except ToolkitError as error:
        return markup(html=show_faults(error.faults, words))
    names = [*traces[:MOST], *(["…"] if len(traces) > MOST else [])]
    items = "".join(f"<li>{escape(one)}</li>" for one in names)
    what = words.text(
        "This goes for good, with every answer and every report. Reports that were sent, and "
        "backups, are not in reach."
    )
    return panel(
        title(words.text("Remove this client"), 3),
        markup(html=f"<p>{escape(what)}</p><ul>{items}</ul>"),
        typed,
        buttons(button(words.text("Remove for good"), remove)),
        told,
        kind="home-fields",
    )
