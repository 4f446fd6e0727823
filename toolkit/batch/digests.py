"""What files hold, without reading a file twice: its hash is known while its stamp is the same.

The stamp is what the system says of a file that is not opened: its size, when its content and its
entry last changed, and its number on the disk. Whoever sets a file's time back, as programs that
copy and sync do, cannot set back when the entry changed; Windows, which does not tell that, gives a
file that takes another's place a number of its own.

Two changes in one tick of a disk's clock leave the same stamp. So a hash is kept only of what had
not changed for two seconds, the slowest tick there is, when it was read; the clock that counts is
that of the disk on which the hashes are kept, not this machine's. Files from the future are read
each time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from functools import cached_property
from pathlib import Path
from stat import S_ISREG

from pydantic import TypeAdapter

from toolkit.files import leads_nowhere, write_atomically

SLOWEST_TICK = 2_000_000_000

Stamp = tuple[int, int, int, int]
Kept = dict[str, tuple[Stamp, str]]
_KEPT = TypeAdapter(Kept)

# Of the system, or of a program that is at work: no report depends on them.
HIDDEN = (".", "~$")
# In place of a hash: a link to nothing is no absence, and like no file that there was.
NOWHERE = "leads nowhere"


class Digests:
    """SHA-256 of files and names in folders, as they were when they were first asked for.

    Parameters
    ----------
    root
        Paths below this folder are kept relative to it.
    kept
        The file that holds what is known, made when it is not there; without one nothing is known.
    """

    def __init__(self, root: Path, kept: Path | None = None) -> None:
        self._root = f"{root}{os.sep}"
        self._place = kept
        self._asked: dict[str, str | None] = {}
        self._listed: dict[str, frozenset[str]] = {}
        self._sizes: dict[str, dict[str, int]] = {}
        self._fresh: Kept = {}

    def of(self, path: Path | str) -> str | None:
        """Give the hash of a file; None where there is none, or none that can be read.

        Of a link that leads nowhere it is :data:`NOWHERE`.
        """
        name = str(path)
        if name not in self._asked:
            self._asked[name] = self._find(name)
        return self._asked[name]

    def forget(self, path: Path | str) -> None:
        """Look at a file once more: we wrote it ourselves a moment ago."""
        self._asked.pop(str(path), None)

    def names(self, folder: Path | str) -> frozenset[str]:
        """Name the files in a folder, but for hidden ones; none where it cannot be listed.

        Links that lead nowhere are among them; a folder that is one holds one without a name.
        """
        name = str(folder)
        if name not in self._listed:
            try:
                with os.scandir(name) as found:
                    self._listed[name] = frozenset(
                        one.name
                        for one in found
                        if not one.name.startswith(HIDDEN)
                        and (one.is_file() or leads_nowhere(one.path))
                    )
            except (OSError, ValueError):
                self._listed[name] = frozenset({""} if self._leads_nowhere(name) else ())
        return self._listed[name]

    def sizes(self, folder: Path | str) -> dict[str, int]:
        """Give the bytes of the files in a folder, by name, as they are when they are asked for."""
        name = str(folder)
        if name not in self._sizes:
            try:
                with os.scandir(name) as found:
                    self._sizes[name] = {
                        one.name: one.stat().st_size for one in found if one.is_file()
                    }
            except (OSError, ValueError):
                self._sizes[name] = {}
        return self._sizes[name]

    def keep(self) -> None:
        """Write down what was learned; what cannot be written is learned again another time."""
        if self._place is None or not self._fresh:
            return
        there = {key: one for key, one in self._known.items() if os.path.exists(self._full(key))}  # noqa: PTH110
        try:
            write_atomically(self._place, _KEPT.dump_json(there | self._fresh))
        except OSError:
            return
        self._fresh = {}

    @cached_property
    def _known(self) -> Kept:
        if self._place is None:
            return {}
        try:
            return _KEPT.validate_json(self._place.read_bytes())
        except (OSError, ValueError):
            # It can be made again.
            return {}

    @cached_property
    def _started(self) -> int:
        """Say what time the disk had before anything was read; 0 where that cannot be asked."""
        if self._place is None:
            return 0
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=self._place.parent) as file:
                return os.fstat(file.fileno()).st_mtime_ns
        except OSError:
            return 0

    def _find(self, name: str) -> str | None:
        key = name.removeprefix(self._root)
        try:
            state = os.stat(name)  # noqa: PTH116 - one of tens of thousands
            if not S_ISREG(state.st_mode):
                return None
            stamp = _stamp(state)
            known = self._known.get(key)
            if known and known[0] == stamp:
                return known[1]
            started = self._started
            with open(name, "rb") as file:  # noqa: PTH123
                before = _stamp(os.fstat(file.fileno()))
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                after = _stamp(os.fstat(file.fileno()))
        except (OSError, ValueError):
            # No path at all, such as one with a NUL in it, leads to no file either.
            return NOWHERE if self._leads_nowhere(name) else None
        _, content, entry, _ = stamp
        if stamp == before == after and max(content, entry) + SLOWEST_TICK < started:
            self._fresh[key] = (stamp, digest)
        return digest

    def _leads_nowhere(self, name: str) -> bool:
        # The first on the way up that is there decides.
        while name.startswith(self._root) and not os.path.lexists(name):
            name = os.path.dirname(name)  # noqa: PTH120 - one of thousands
        return leads_nowhere(name)

    def _full(self, key: str) -> str:
        return key if os.path.isabs(key) else self._root + key  # noqa: PTH117


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
