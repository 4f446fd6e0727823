"""What to do when another program changed a file that waits to be saved here: choose, lose nothing.

The version that is not chosen stays beside the file.
"""

from __future__ import annotations

import html
from collections.abc import Callable

import ipywidgets as widgets

from toolkit.errors import ToolkitError
from toolkit.forms.wording import tell
from toolkit.forms.yaml_store import YamlStore
from toolkit.language import Language


class FileNotice:
    """The notice of a file that somebody else changed; nothing as long as there is none.

    Parameters
    ----------
    taken
        Called once the other version was taken.

    Attributes
    ----------
    widget
        To be put above the form.
    """

    def __init__(
        self, store: YamlStore, language: Language, taken: Callable[[], None] = lambda: None
    ) -> None:
        self._store, self._language, self._taken = store, language, taken
        self._told = widgets.HTML()
        self._buttons = widgets.HBox(
            [
                _button(language.text("Keep what stands here"), store.keep_mine),
                _button(language.text("Take what the other program wrote"), self._take),
            ]
        )
        self.widget = widgets.VBox()
        self.widget.add_class("koers-file-conflict")
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the notice while there is something to choose."""
        if not self._store.in_conflict:
            if self.widget.children:
                self.widget.children = ()
        elif not self.widget.children:
            self._told.value = _alarm(self._store.unsaved)
            self.widget.children = (self._told, self._buttons)

    def _take(self) -> None:
        try:
            self._store.reload()
        except ToolkitError as error:
            words = (tell(fault, self._language) for fault in error.faults)
            self._told.value = _alarm(" ".join(words))
            return
        self._taken()


def _alarm(words: str) -> str:
    return f'<div role="alert"><p><b>{html.escape(words)}</b></p></div>'


def _button(text: str, press: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=text)
    button.on_click(lambda _: press())
    return button
