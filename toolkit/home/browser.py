"""The parts of the page that need the browser: buttons that open things, and a place for files.

A button with a path opens it at once, in the click itself, so that no browser takes it for an
advertisement; one without asks Python, which may answer with a path. Files come in pieces, each
acknowledged, because a connection carries only so much at once.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as widgets
import traitlets

PIECE = 1_000_000


class Button(anywidget.AnyWidget):
    """A button with a full name, that does something here or opens a document of the workspace.

    Parameters
    ----------
    label
        What stands on it.
    act
        Called on a click, unless there is a path; may give the path of what is to be opened.
    name
        Its full name, for those who do not see what stands around it.
    event
        ``open`` for a document here, ``show`` for a finished file in a tab of its own.
    path
        What a click opens at once, relative to the workspace.
    main
        Whether it is what most people are here for.
    """

    _esm = Path(__file__).parent / "button.js"
    label = traitlets.Unicode().tag(sync=True)
    name = traitlets.Unicode().tag(sync=True)
    event = traitlets.Unicode("open").tag(sync=True)
    path = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(default_value=False).tag(sync=True)
    main = traitlets.Bool(default_value=False).tag(sync=True)

    def __init__(
        self, label: str, act: Callable[[object], object] | None = None, **more: object
    ) -> None:
        # One layout serves all: each would be a message to the browser of its own.
        super().__init__(label=label, layout=_shared_layout(), **more)
        self._act = act
        self.on_msg(self._clicked)

    def _clicked(self, _: object, content: dict[str, Any], __: object) -> None:
        try:
            path = self._act(self) if self._act else None
        finally:
            if self.comm is not None:
                self.send({"click": content.get("click")})
        if isinstance(path, str) and path:
            # Only the browser in which it was clicked opens it.
            self.send({"open": path, "by": content.get("click")})


class Arrival(anywidget.AnyWidget):
    """Does something in the browser once, when it appears: comes into sight, or sends an event.

    Parameters
    ----------
    event, path
        What JupyterLab is asked, and about which path; without it the page scrolls to here.
    """

    _esm = Path(__file__).parent / "arrival.js"
    event = traitlets.Unicode().tag(sync=True)
    path = traitlets.Unicode().tag(sync=True)


class DropPlace(anywidget.AnyWidget):
    """A place to drop files on, or to choose them with a click.

    Parameters
    ----------
    label, help, working
        What it is for; what else to know; what it says while files come in.
    take
        Called with the name and the content of each file.
    """

    _esm = Path(__file__).parent / "drop_place.js"
    label = traitlets.Unicode().tag(sync=True)
    help = traitlets.Unicode().tag(sync=True)
    working = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)
    piece = traitlets.Int(PIECE).tag(sync=True)

    def __init__(self, label: str, take: Callable[[str, bytes], None], **more: object) -> None:
        super().__init__(label=label, **more)
        self._take = take
        self._arriving: dict[str, bytearray] = {}
        self.on_msg(self._receive)

    def _receive(self, _: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        key, end = str(content["file"]), bool(content["end"])
        data = self._arriving.setdefault(key, bytearray())
        # A piece that was sent twice, after a lost connection, counts once.
        if int(content["start"]) == len(data):
            for buffer in buffers:
                data += buffer
        if end:
            self._take(str(content["name"]), bytes(self._arriving.pop(key)))
        self.send({"file": key, "has": int(content["start"]) + sum(map(len, buffers))})


class Cursor(anywidget.AnyWidget):
    """Puts the cursor in the first field of the form that it is part of, when that appears."""

    _esm = Path(__file__).parent / "cursor.js"


_SHARED: list[widgets.Layout] = []


def _shared_layout() -> widgets.Layout:
    if not _SHARED or _SHARED[0].comm is None:
        _SHARED[:] = [widgets.Layout()]
    return _SHARED[0]
