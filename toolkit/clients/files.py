"""The files of a folder: what may be read in it, noted as read, written whole, and put aside.

Nothing outside the folder is reached, and each file that is read, or folder that is listed, counts
among the sources of the chapter that asked.
"""

from __future__ import annotations

import filecmp
import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from toolkit import bundle
from toolkit.errors import Fault, InputError, fill, make_whole
from toolkit.files import move_over_nothing, refuse_dead_link, write_atomically
from toolkit.readers.documents import read_yaml

AnyModel = TypeVar("AnyModel", bound=BaseModel)
Read = TypeVar("Read")
# Size, when content and entry last changed, and the number on the disk; None if it is not there.
Stamp = tuple[int, int, int, int] | None
_TRIES = 3
REMOVED = "removed"


class FolderFiles:
    """A folder whose every reading is noted.

    Parameters
    ----------
    path
        The folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._files: dict[str, bundle.SourceFile] = {}
        self._folders: dict[str, bundle.SourceFolder] = {}
        self._begun: dict[str, str] = {}

    def sources(self) -> bundle.Sources:
        """Everything that was read or listed through this folder so far."""
        return bundle.Sources(
            files=tuple(self._files[name] for name in sorted(self._files)),
            folders=tuple(self._folders[name] for name in sorted(self._folders)),
        )

    def files(self, name: str) -> tuple[str, ...]:
        """Name the files in a folder of this one, such as ``data/channels``."""
        return self._list(name)

    def save(self, name: str, content: str | bytes) -> Path:
        """Write a file of this folder, whole or not at all, and give where it stands.

        Parameters
        ----------
        name
            Relative to the folder, with ``/``: ``client.yaml``, ``notes/strategy.md``.

        Raises
        ------
        InputError
            If the name leads outside the folder, or the file cannot be written.
        """
        self._stay_inside(name)
        try:
            return write_atomically(self.path / name, content)
        except OSError as error:
            raise InputError(_unwritten(name, error)) from error

    def put_aside(self, name: str) -> str:
        """Move a file to ``removed/`` beside it, where nothing reads it, and give its new name.

        Raises
        ------
        InputError
            If it cannot be moved.
        """
        path = self.path / name
        aside = find_free(path.parent / REMOVED, path.name)
        return self._move(path, aside)

    def put_back(self, name: str) -> str:
        """Move a file that was put aside back to where it lay, and give its name there."""
        path = self.path / name
        return self._move(path, find_free(path.parent.parent, path.name))

    def take_in(self, path: Path, place: str, name: str) -> str:
        """Move a file from elsewhere into a folder of this one, over no other; give its name there.

        Parameters
        ----------
        place
            Relative to the folder, such as ``data/channels``.
        name
            What it is to be called; where that is taken, a number is put behind it.

        Raises
        ------
        InputError
            If it cannot be moved; it then stays where it was.
        """
        self._stay_inside(place)
        try:
            while True:
                to = find_free(self.path / place, name)
                try:
                    move_over_nothing(path, to)
                except FileExistsError:
                    # Another program was faster; the next number will do.
                    continue
                return to.relative_to(self.path).as_posix()
        except OSError as error:
            raise InputError(_unwritten(path.name, error)) from error

    def find_twin(self, path: Path, place: str) -> str:
        """Give the name of a file in a folder of this one with the same bytes; empty if none."""
        folder, size = self.path / place, path.stat().st_size
        if not folder.is_dir():
            return ""
        self._stay_inside(place)
        with os.scandir(folder) as entries:
            # A link is no copy: what it leads to may go.
            alike = sorted(
                one.name
                for one in entries
                if one.is_file(follow_symlinks=False) and one.stat().st_size == size
            )
        same = (name for name in alike if filecmp.cmp(folder / name, path, shallow=False))
        return next((f"{place}/{name}" for name in same), "")

    def _move(self, path: Path, to: Path) -> str:
        name = path.relative_to(self.path).as_posix()
        self._stay_inside(name)
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            path.rename(to)
        except OSError as error:
            raise InputError(_unwritten(name, error)) from error
        return to.relative_to(self.path).as_posix()

    def _list(self, name: str) -> tuple[str, ...]:
        found = self._find_files(name)
        for entry in found:
            _refuse_unreadable_name(f"{name}/{entry}")
            self._stay_inside(f"{name}/{entry}")
        self._folders[name] = bundle.SourceFolder(path=name, entries=tuple(found))
        return self._folders[name].entries

    def _find_files(self, name: str) -> list[str]:
        folder = self.path / name
        if not folder.is_dir():
            refuse_dead_link(self.path, name)
            return []
        # Hidden files are of the system or of a program that is at work, not of the client.
        names = [one.name for one in folder.iterdir() if not one.name.startswith((".", "~$"))]
        found = []
        for entry in sorted(names):
            if (folder / entry).is_file():
                found.append(entry)
            else:
                refuse_dead_link(self.path, f"{name}/{entry}")
        return found

    def _holds(self, name: str) -> bool:
        return (self.path / name).resolve().is_relative_to(self.path.resolve())

    def _stay_inside(self, name: str) -> None:
        # What a link elsewhere holds is not this client's, and might be another's.
        if not self._holds(name):
            raise InputError(
                Fault(
                    "This is a link to a file outside the client folder; it is not read.",
                    file=name,
                    remedy="Put the file itself here.",
                )
            )

    def _note(self, name: str, contents: str, rows: int | None = None) -> None:
        try:
            digest = self._begun.pop(name, "") or self._hash(name)
        except OSError as error:
            what = "The file cannot be opened."
            raise InputError(Fault(what, file=name, got=error.strerror or "")) from error
        self._files[name] = bundle.SourceFile(
            path=name, sha256=digest, contents=contents, rows=rows
        )

    def _note_absent(self, name: str) -> None:
        """Note that a file is not there: adding it must run the chapter again."""
        self._files[name] = bundle.SourceFile(path=name, sha256="")

    def _begin(self, name: str) -> None:
        """Look at what a file holds before it is read: what is saved meanwhile is another one."""
        # Of one that cannot be read, whoever reads it tells.
        with suppress(OSError):
            self._begun[name] = self._hash(name)

    def _read_at_rest(self, names: Sequence[str], read: Callable[[], Read]) -> Read:
        """Read files between two looks at them, again where one changed meanwhile.

        What a file holds is known from before it was read. Whoever saves it and takes that back
        while it is read leaves the same bytes, so that a second hash would tell nothing: what the
        system says of the file does, and costs no reading.
        """
        changed = ""
        for _ in range(_TRIES):
            before = {name: self._look(name) for name in names}
            for name in names:
                self._begin(name)
            found = read()
            changed = next((name for name in names if self._look(name) != before[name]), "")
            if not changed:
                return found
        raise InputError(
            Fault(
                "This file is being changed while it is read.",
                file=changed,
                remedy="Wait until the program that writes it is done, and try again.",
            )
        )

    def _look(self, name: str) -> Stamp:
        try:
            state = (self.path / name).stat()
        except OSError:
            return None
        return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino

    def _hash(self, name: str) -> str:
        return hashlib.sha256((self.path / name).read_bytes()).hexdigest()

    def _model(self, name: str, model: type[AnyModel], default: AnyModel | None = None) -> AnyModel:
        if not (self.path / name).is_file():
            refuse_dead_link(self.path, name)
            if default is not None:
                self._note_absent(name)
                return default
            raise InputError(
                Fault(fill("There is no {name} in the client folder.", name=name), file=name)
            )
        self._stay_inside(name)
        self._note(name, Path(name).name)
        return read_yaml(self.path / name, name, model)


def find_free(folder: Path, name: str) -> Path:
    """Give a path in `folder` that is free: `name`, else the same with a number behind it.

    Upper and lower case count as the same, as they do on Windows and macOS.
    """
    taken = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set()
    stem, suffix = Path(name).stem, Path(name).suffix
    number, free = 2, name
    while free.casefold() in taken:
        free, number = f"{stem} ({number}){suffix}", number + 1
    return folder / free


def _refuse_unreadable_name(name: str) -> None:
    # What was read is kept by its name, which neither a notebook nor a manifest could hold.
    if make_whole(name) != name:
        raise InputError(
            Fault(
                "The name of this file is not in UTF-8, so that it cannot be told apart.",
                file=name,
                remedy="Give the file another name.",
            )
        )


def _unwritten(name: str, error: OSError) -> Fault:
    return Fault(
        "This file cannot be written.",
        name,
        got=error.strerror or type(error).__name__,
        remedy="Look at the folder's permissions, at free space, and at open programs.",
    )
