"""The button that makes the minutes, and opens them when they are there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.errors import ToolkitError
from toolkit.forms.open_workshop import tell_fault
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.workspace import find_workspace


class _Button(anywidget.AnyWidget):
    _esm = Path(__file__).parent / "minutes_button.js"
    _css = Path(__file__).parent / "minutes_button.css"
    words = traitlets.Dict().tag(sync=True)


class MinutesButton:
    """Makes the minutes of the workshop at the press of a button.

    Parameters
    ----------
    make
        Makes them and gives the file.
    store
        Its answers are saved first.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(self, make: Callable[[], Path], store: Store, language: Language) -> None:
        self.make, self.store, self.language = make, store, language
        words = {
            "make": language.text("Make the minutes"),
            "making": language.text("Making the minutes …"),
            "done": language.text("The minutes are ready."),
            "open": language.text("Open the minutes"),
            "undated": language.text(
                "The minutes are ready, but without a date: fill in the day of the workshop."
            ),
            "failed": language.text("The minutes could not be made: {why}"),
        }
        self.widget = _Button(words=words)
        self.widget.on_msg(self._hear)

    def _hear(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "make" not in message:
            return
        # Two browsers hear the answer; only the one that asked opens the file.
        answer: dict[str, Any] = {"asked": message["make"]}
        try:
            self.store.flush()
            path = self.make().resolve()
            answer["dated"] = self.store.is_given("meeting.held_on")
            answer["path"] = path.relative_to(find_workspace(path.parent)).as_posix()
        except ToolkitError as error:
            answer["why"] = " ".join(tell_fault(one, self.language) for one in error.faults)
        except OSError as error:
            answer["why"] = error.strerror or str(error)
        self.widget.send(answer)
