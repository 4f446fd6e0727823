"""The piece in the browser that loses nothing: it keeps what was typed until the kernel saved it.

A kernel that is busy hears nothing, and one that died forgets; the browser remembers in its own
storage and sends it again. The journal also says when the form was last saved, and says by itself
when the connection is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import anywidget
import traitlets

from toolkit.forms.scripts import read_script
from toolkit.forms.store import Store
from toolkit.language import Language

FIELD = "koers-field"
AT = "koers-at--"


class Typed(Protocol):
    """Something that text can be typed into, at a path."""

    def take(self, text: str) -> None:
        """Take text as if it had been typed."""
        ...

    def text(self) -> str:
        """Give the text that is shown."""
        ...

    def label(self) -> str:
        """Name the question, for people."""
        ...


class _Piece(anywidget.AnyWidget):
    _esm = read_script("elements.js", "guide.js", "journal.js")
    _css = Path(__file__).parent / "forms.css"
    key = traitlets.Unicode().tag(sync=True)
    scope = traitlets.Unicode().tag(sync=True)
    saved_at = traitlets.Unicode().tag(sync=True)
    unsaved = traitlets.Unicode().tag(sync=True)
    besides = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Journal:
    """Keeps account of what the browser holds and what the store has.

    Parameters
    ----------
    store
        Where answers go.
    language
        Of what the journal says.

    Attributes
    ----------
    widget
        To be shown once, with the form.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self.store = store
        self._places: dict[str, Typed] = {}
        self._missing: Callable[[str], None] | None = None
        self._owed: set[str] = set()
        self._refused: dict[str, str] = {}
        self._tables: dict[str, Callable[[str, str], None]] = {}
        self.widget = _Piece(key=store.key, scope=scope_of(store), words=_words(language))
        self.widget.on_msg(self._hear)
        store.watch(self._tell)
        self._tell()

    def register(self, path: str, place: Typed) -> None:
        """Make `place` known as where text for `path` is typed."""
        self._places[path] = place

    def forget(self, path: str) -> None:
        """Forget a place that is no longer shown."""
        self._places.pop(path, None)
        self.refuse(path, "")

    def register_table(self, path: str, paste: Callable[[str, str], None]) -> None:
        """Call `paste` with a cell's path and cells of a spreadsheet, where they are pasted."""
        self._tables[path] = paste

    def when_missing(self, show: Callable[[str], None]) -> None:
        """Call `show` with a path that the browser has text for, but no place is shown for yet."""
        self._missing = show

    def focus(self, path: str) -> None:
        """Put the cursor in the field at `path`, once it is on the screen."""
        self.widget.send({"focus": path})

    def bring(self, name: str) -> None:
        """Scroll to the top what is of the class `name`, once it is on the screen."""
        self.widget.send({"bring": name})

    def point_out(self, path: str, block: str, words: str) -> None:
        """Lead to what changed at `path`, or else to its block, and say `words` of it."""
        self.widget.send({"changed": {"path": path, "block": block, "words": words}})

    def add_to_saved(self, words: str) -> None:
        """Say `words` beside that all is saved: what is saved and does not count."""
        if self.widget.besides != words:
            self.widget.besides = words

    def refuse(self, path: str, words: str) -> None:
        """Say that what was typed at `path` was not taken and is kept nowhere; empty: it was."""
        if self._refused.get(path, "") != words:
            if words:
                self._refused[path] = words
            else:
                self._refused.pop(path)
            self._tell()

    def owe(self, path: str) -> None:
        """Promise to tell the browser when the text at `path` is saved."""
        self._owed.add(path)

    def acknowledge(self, path: str, text: str) -> None:
        """Tell the browser at once that `text` is on the disk, beside the store, as hidden votes.

        Of these the store tells nobody, and what is not acknowledged the browser sends again: also
        when the votes were shown meanwhile, and the question is gone.
        """
        self._owed.discard(path)
        self.widget.send({"saved": {path: text}})

    def _tell(self) -> None:
        self.widget.saved_at = self.store.saved_at
        self.widget.unsaved = self.store.unsaved or next(iter(self._refused.values()), "")
        if self._owed and self.store.is_saved:
            owed, self._owed = self._owed, set()
            texts = {path: self._places[path].text() for path in owed if path in self._places}
            self.widget.send({"saved": texts})

    def _hear(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "ping" in message:
            self.store.catch_up()
            self.widget.send({"pong": message["ping"]})
        if pasted := message.get("paste"):
            for table, paste in self._tables.items():
                if pasted["path"].startswith(f"{table}."):
                    paste(pasted["path"], pasted["text"])
        for path, one in message.get("typed", {}).items():
            self._take(path, one)
        if message.get("typed"):
            self._settle()

    def _take(self, path: str, one: dict[str, Any]) -> None:
        if path not in self._places and self._missing:
            self._missing(path)
        place = self._places.get(path)
        if place is None:
            self.widget.send({"orphan": {path: one.get("text", "")}})
            return
        text, base, shown = one.get("text", ""), one.get("base"), place.text()
        clash = base is not None and shown not in {base, text} and not one.get("insist")
        if clash:
            self.widget.send({"clash": {path: {"there": shown, "label": place.label()}}})
            return
        place.take(text)
        self.owe(path)

    def _settle(self) -> None:
        self.store.flush()
        self._tell()


def scope_of(store: Store) -> str:
    """Give the CSS class by which the browser finds this store's fields."""
    return "koers-of--" + store.key.replace("/", "--").replace(".", "-")


def place_class(path: str) -> str:
    """Give the CSS class by which the browser finds the field at `path`."""
    return AT + path.replace(".", "--")


def _words(language: Language) -> dict[str, str]:
    return {
        "lang": language.code,
        "saved": language.text("Saved at {time}"),
        "ready": language.text("Everything is saved."),
        "saving": language.text("Not saved yet …"),
        "stuck": language.text("Not saved: {why}"),
        "lost": language.text(
            "The connection is gone. Go on typing: this browser keeps it, and sends it when the "
            "connection is back."
        ),
        "clash": language.text(
            "“{label}” was changed elsewhere while this browser kept another answer. Both are "
            "here: choose one."
        ),
        "together": language.text(
            "Somebody else typed in “{label}” at the same moment. What is typed here stands; "
            "theirs was:"
        ),
        "use_theirs": language.text("Use theirs"),
        "mine": language.text("Kept in this browser"),
        "there": language.text("Saved"),
        "use_mine": language.text("Use what this browser kept"),
        "use_there": language.text("Use what was saved"),
        "orphan": language.text("This browser kept text for a question that is gone:"),
        "forget": language.text("Throw it away"),
        "restored": language.text("What this browser still held was brought back."),
    }
