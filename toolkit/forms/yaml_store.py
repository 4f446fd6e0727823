"""Answers that live in a file of the client folder: YAML, or a note in Markdown.

Each change is made in the text of the file, which keeps its remarks, and saved at once when the
whole is valid; a new row that has no name yet keeps nothing else from being saved. What is not
saved waits in ``.koers/unfinished``, so that nothing is lost. A file that another program changed
is never overwritten: both versions are kept until somebody chooses.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from toolkit.clients import ClientFolder, find_free
from toolkit.errors import Fault, InputError
from toolkit.files import write_atomically
from toolkit.forms.file_faults import (
    find_faults,
    find_lacking,
    find_wrong,
    refuse_what_no_form_shows,
)
from toolkit.forms.places import default_at, field_at, name_place
from toolkit.forms.store import key_of
from toolkit.language import Language
from toolkit.model.note import WrittenNote
from toolkit.readers import note_edit, yaml_edit
from toolkit.readers.documents import read_text, validate, write_place
from toolkit.readers.yaml_edit import as_text
from toolkit.workshop_log.answers import Rows, Tree, find, grow, plain
from toolkit.workshop_log.finished import FINISHED
from toolkit.workspace import CACHE

SHOWN = 3


class YamlStore:
    """A file of a client folder, as a form reads and writes it.

    Parameters
    ----------
    workspace, slug
        Whose file it is.
    name
        Relative to the client folder: ``client.yaml``, ``data/survey/codebook.yaml``.
    model
        What the whole should be.
    words
        The language in which it says what is not saved.
    locked
        Says whether nothing may be changed now; default: never.

    Raises
    ------
    InputError
        If the file is there but cannot be read, or holds what no form can show; its text has to be
        mended first.
    """

    def __init__(
        self,
        workspace: Path,
        slug: str,
        name: str,
        model: type[BaseModel],
        words: Language,
        locked: Callable[[], bool] = lambda: False,
    ) -> None:
        self.model = model
        self._locked = locked
        self._folder = ClientFolder(workspace / "clients" / slug)
        self.key = key_of(self._folder, name)
        self._name = name
        self._words = words
        self._edit = note_edit if model is WrittenNote else yaml_edit
        kept = f"{name.replace('/', '--')}.json"
        self._unfinished = workspace / CACHE / "unfinished" / slug / kept
        self._watchers: list[Callable[[], None]] = []
        self._drafts: dict[str, str] = {}
        self._new_rows: set[str] = set()
        self._generation = 0
        self._saved_at = ""
        self._saved, self._read = self._on_disk()
        self._text = self._saved
        self._plant(self._parse(self._text))
        refuse_what_no_form_shows(plain(self._tree), self.model, self._name)
        self._take_up_unfinished()

    # What stands there.

    def value(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Give the value at `path`; where the file has none, what is taken instead."""
        try:
            raw = plain(find(self._tree, path)) if path else plain(self._tree)
        except KeyError:
            raw = None
        field = field_at(self.model, path)
        if field is None:
            return raw
        if raw is None:
            return default_at(self.model, path)
        try:
            return field.adapter.dump_python(field.adapter.validate_python(raw), mode="json")
        except ValidationError:
            return raw

    def is_given(self, path: str) -> bool:
        """Say whether the file says anything at `path`, or something is taken in its stead."""
        try:
            if find(self._tree, path) not in (None, ""):
                return True
        except KeyError:
            pass
        return default_at(self.model, path) not in (None, "", [], {})

    def draft(self, path: str) -> str | None:
        """Give the text that was typed at `path` but is no value yet."""
        return self._drafts.get(path)

    def rows(self, path: str) -> tuple[str, ...]:
        """Give the ids of the rows of the table at `path`, in order."""
        try:
            here = find(self._tree, path)
        except KeyError:
            return ()
        return tuple(here) if isinstance(here, Rows) else ()

    def is_locked(self, path: str) -> bool:  # noqa: ARG002 - of a file, all or nothing
        """Say whether the value at `path` may not be changed now."""
        return self._locked()

    # Changing it.

    def give(self, path: str, value: object) -> tuple[Fault, ...]:
        """Set a value. Give what is wrong with it, or that the file was changed elsewhere."""
        if self._locked():
            return (Fault(FINISHED, self._name),)
        place = self._place(path)
        edited = self._edit.set_value(self._text, place, value)
        wrong = find_wrong(plain(self._tree), self._parse(edited), place, self.model, self._name)
        if wrong:
            return wrong
        self._put(path, value)
        self._forget_drafts(path)
        return self._take(edited)

    def why_not(self, path: str, value: object) -> tuple[Fault, ...]:
        """Say what would be wrong if `value` stood at `path`, and change nothing."""
        place = self._place(path)
        edited = self._edit.set_value(self._text, place, value)
        return find_wrong(plain(self._tree), self._parse(edited), place, self.model, self._name)

    def clear(self, path: str) -> tuple[Fault, ...]:
        """Take a value away; the line stays where there is something empty to put on it."""
        if self._locked():
            return (Fault(FINISHED, self._name),)
        field = field_at(self.model, path)
        try:
            find(self._tree, path)
        except KeyError:
            self._forget_drafts(path)
            return self._take(self._text)
        default = default_at(self.model, path)
        place = self._place(path)
        if field is not None and not field.required and default in (None, "", [], {}):
            self._put(path, default)
            self._forget_drafts(path)
            return self._take(self._edit.set_value(self._text, place, default))
        edited = self._edit.remove_entry(self._text, place)
        *parents, last = path.split(".")
        del self._parent(parents)[last]
        self._forget_drafts(path)
        return self._take(edited)

    def keep_draft(self, path: str, text: str | None) -> None:
        """Keep text that is no value yet; None forgets it."""
        if text is None:
            self._drafts.pop(path, None)
        else:
            self._drafts[path] = text
        self._keep_unfinished()
        self._tell()

    def add(self, path: str, value: object = None, place: int | None = None) -> str:
        """Add a row to the table at `path` and give its id."""
        count = len(self.rows(path))
        at = count if place is None else min(place, count)
        row = as_text(value or {})
        edited = self._edit.insert_entry(self._text, self._place(path), at, row)
        here = self._parent(path.split("."), rows=True)
        self._generation += 1
        key = f"n{self._generation}"
        here.put(key, grow(row, key), at)
        self._new_rows.add(f"{path}.{key}")
        self._take(edited)
        return key

    def remove(self, path: str) -> None:
        """Remove the row at `path`."""
        edited = self._edit.remove_entry(self._text, self._place(path))
        *parents, last = path.split(".")
        del self._parent(parents)[last]
        self._forget_drafts(path)
        self._take(edited)

    def move(self, path: str, place: int) -> None:
        """Move the row at `path` to `place`, counted from 0."""
        *parents, last = path.split(".")
        rows = self._parent(parents)
        old = list(rows).index(last)
        if old == place:
            return
        table = self._place(".".join(parents))
        edited = self._edit.move_entry(self._text, table, old, place)
        rows.put(last, rows[last], place)
        self._take(edited)

    # Saving it.

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` after every change, and after every save."""
        self._watchers.append(told)

    def flush(self) -> None:
        """Save now what is not saved yet, if it can be."""
        self._take(self._text)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was given is on the disk, in the file or waiting beside it."""
        return not self.in_conflict

    @property
    def unsaved(self) -> str:
        """Why something cannot be saved, in the user's words; empty if all can."""
        if self.in_conflict:
            return self._words.text(
                "Another program changed {file}. Choose which version to keep; the other one stays "
                "beside it.",
                file=self._name,
            )
        told = [*self._tell_refused(), *self._tell_waiting()]
        return " ".join([*told[:SHOWN], "…"] if len(told) > SHOWN else told)

    def _tell_refused(self) -> Iterator[str]:
        for path, text in self._drafts.items():
            try:
                place = write_place(self._place(path))
            except ValueError:
                # The row that it was typed in had another id when this was kept.
                place = path.partition(".")[0]
            name = name_place(self.model, place, self._words)
            yield self._words.text("{question}: “{typed}” is not taken.", question=name, typed=text)

    def _tell_waiting(self) -> Iterator[str]:
        if self._text == self._saved:
            return
        for one in self._find_faults(plain(self._tree)):
            name = name_place(self.model, one.column, self._words)
            yield f"{name}: {self._words.told(one.what)}"

    @property
    def saved_at(self) -> str:
        """When it was last saved, as ``14:32``; empty if nothing was yet."""
        return self._saved_at

    @property
    def in_conflict(self) -> bool:
        """Whether the file on the disk is another than the one that was read."""
        return self._digest() != self._read

    def catch_up(self) -> None:
        """Take in what another program wrote, where nothing that was given here waits."""
        if not self.in_conflict or self._text != self._saved or self._drafts:
            return
        # What cannot be read is shown as a conflict; the file may still be being written.
        with suppress(InputError):
            self.reload()

    def reload(self) -> None:
        """Take what another program wrote; what was given here is kept as ``….mine``.

        Raises
        ------
        InputError
            If it cannot be read.
        """
        text, read = self._on_disk()
        tree = self._parse(text)
        refuse_what_no_form_shows(tree, self.model, self._name)
        if self._text not in (text, self._saved):
            self._put_beside("mine", self._text)
        self._text, self._read, self._drafts = text, read, {}
        self._saved = text
        self._new_rows.clear()
        self._plant(tree)
        self._unfinished.unlink(missing_ok=True)
        self._tell()

    def keep_mine(self) -> None:
        """Save what was given here; what another program wrote is kept as ``….other``."""
        path = self._folder.path / self._name
        if path.is_file():
            self._put_beside("other", path.read_bytes())
        self._read = self._digest()
        self._saved = ""
        self._take(self._text)

    def _put_beside(self, ending: str, content: str | bytes) -> None:
        place, _, last = self._name.rpartition("/")
        free = find_free(self._folder.path / place, f"{last}.{ending}")
        self._folder.save(free.relative_to(self._folder.path).as_posix(), content)

    def _take(self, text: str) -> tuple[Fault, ...]:
        self._text = text
        conflict = self.in_conflict
        if not conflict and text != self._saved:
            if not self._find_faults(plain(self._tree)):
                self._new_rows.clear()
                self._save(text)
            elif finished := self._leave_out_new_rows():
                self._save(finished)
        self._keep_unfinished()
        self._tell()
        return (Fault(self.unsaved, self._name),) if conflict else ()

    def _save(self, text: str) -> None:
        self._folder.save(self._name, text)
        self._saved, self._read = text, self._digest()
        self._saved_at = f"{dt.datetime.now():%H:%M}"  # noqa: DTZ005 - the clock on the wall

    def _leave_out_new_rows(self) -> str:
        """Give the text without new rows that lack something; empty if that is nothing to save."""
        text = self._text
        lacking = {
            place
            for place in map(self._place, self._new_rows)
            if any(
                loc[: len(place)] == place for loc in find_lacking(self._parse(text), self.model)
            )
        }
        for place in sorted(lacking, key=repr, reverse=True):
            # A row in a row that goes too goes with it.
            if not any(place[:size] in lacking for size in range(1, len(place))):
                text = self._edit.remove_entry(text, place)
        rest = self._parse(text)
        if not lacking or self._find_faults(rest) or rest == self._parse(self._saved):
            return ""
        return text

    def _keep_unfinished(self) -> None:
        if self._text == self._saved and not self._drafts:
            self._unfinished.unlink(missing_ok=True)
            return
        kept = {"text": self._text, "read": self._read, "drafts": self._drafts}
        write_atomically(self._unfinished, json.dumps(kept, ensure_ascii=False, indent=1))

    def _take_up_unfinished(self) -> None:
        try:
            kept = json.loads(self._unfinished.read_text(encoding="utf-8"))
            text, read, drafts = kept["text"], kept["read"], dict(kept["drafts"])
            tree = self._parse(text)
        except (OSError, ValueError, KeyError, TypeError, InputError):
            # Nothing waits here, or nothing that can be read: the file itself is whole.
            return
        self._text, self._read, self._drafts = text, read, drafts
        self._plant(tree)

    def _tell(self) -> None:
        for told in self._watchers:
            told()

    # The text, and the tree that is read from it.

    def _on_disk(self) -> tuple[str, str]:
        path = self._folder.path / self._name
        text = read_text(path, self._name) if path.is_file() else ""
        return text, self._digest()

    def _digest(self) -> str:
        path = self._folder.path / self._name
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""

    def _find_faults(self, data: dict[str, Any]) -> tuple[Fault, ...]:
        return find_faults(data, self.model, self._name)

    def _parse(self, text: str) -> dict[str, Any]:
        read = self._edit.read_fields(text, self._name)
        data = {} if read is None else as_text(read)
        if not isinstance(data, dict):
            # The model says why a list, or a word, is no such file.
            validate(data, self.model, self._name)
        return dict(data)

    def _plant(self, data: dict[str, Any]) -> None:
        self._generation += 1
        self._tree: Tree = grow(data, f"f{self._generation}")

    def _put(self, path: str, value: object) -> None:
        *parents, last = path.split(".")
        self._generation += 1
        self._parent(parents)[last] = grow(as_text(value), f"n{self._generation}")

    def _parent(self, parts: list[str], *, rows: bool = False) -> Any:  # noqa: ANN401 - a tree
        here = self._tree
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            if here.get(part) is None:
                here[part] = Rows() if rows and last else {}
            here = here[part]
        return here

    def _place(self, path: str) -> yaml_edit.Place:
        here, place = self._tree, list[str | int]()
        for part in path.split("."):
            place.append(list(here).index(part) if isinstance(here, Rows) else part)
            here = here.get(part) if isinstance(here, dict) else None
        return tuple(place)

    def _forget_drafts(self, path: str) -> None:
        self._new_rows = {one for one in self._new_rows if not f"{one}.".startswith(f"{path}.")}
        for one in [one for one in self._drafts if one == path or one.startswith(f"{path}.")]:
            del self._drafts[one]
