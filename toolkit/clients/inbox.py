"""The inbox: files of any client, sorted to whose they are by the accounts in them.

Whatever is dropped into ``clients/inbox/`` is read as a client's own exports are, and moved to the
one client that it can be of (:mod:`toolkit.clients.matching`). Anything else stays where it is,
with the reason. No file is ever written over, split or changed, and only an equal copy of what is
in its place already goes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout

from toolkit.clients.arrivals import Received, receive, safe_name
from toolkit.clients.files import FolderFiles
from toolkit.clients.folder import BESIDE, CHANNELS, NOT_EXPORTS, ClientFolder
from toolkit.clients.matching import (
    BY_PROFILE,
    SEVERAL,
    UNSAID,
    Holder,
    Line,
    Match,
    find_lines,
    find_owners,
    match,
)
from toolkit.clients.register import read_cards
from toolkit.errors import Fault, InputError
from toolkit.language import mark
from toolkit.readers import DESCRIPTION, Export, Profile, Settings, read_export
from toolkit.workspace import CACHE, CLIENTS, INBOX

Outcome = Literal["sorted", "there", "stays"]

# A file that was written to less than so many seconds ago may still be on its way.
PATIENCE = 2.0
NOT_DATA = {"readme.md", "desktop.ini", "thumbs.db"}
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
LOCK = f"{CACHE}/locks/koers-inbox.lock"

CHOSEN = mark("as you said")
FOLDER = mark("This is a folder. Put the files themselves in the inbox.")
LINK = mark("This is a link. Put the file itself in the inbox.")
NO_FILE = mark("This is no file.")
ON_ITS_WAY = mark("This file is still being copied or downloaded. Sort again in a moment.")
FORMAT = mark(
    "Koers does not know this format. Say which client it is of, and describe it there as a table "
    "of another maker."
)
UNREADABLE = mark("This file cannot be read. Put it right, or say which client it is of.")
OF_ANOTHER = mark("This is an export of another client’s own account. It goes to nobody else.")
BUSY = mark("Another program has this file, or the inbox, in use. Sort again in a moment.")
UNWRITABLE = mark("This file cannot be moved.")


@dataclass(frozen=True, slots=True)
class Sorted:
    """What became of a file of the inbox, or would.

    ``sorted``: it is at ``place`` in the folder of ``slug``. ``there``: an equal file stood there
    already, and this copy is gone. ``stays``: it waits in the inbox. ``reason`` says why, in
    English for the catalogue; ``accounts`` are those in it, ``claimants`` the clients that could
    have it; ``faults`` say what is wrong with it.
    """

    file: str
    outcome: Outcome
    reason: str
    slug: str = ""
    place: str = ""
    brands: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    claimants: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a file says, and what is wrong with it if it cannot be read."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def accounts(self) -> tuple[str, ...]:
        """Ids and handles in it, each once."""
        return tuple(dict.fromkeys(line.account for line in self.lines if line.account))

    @property
    def unknown(self) -> bool:
        """Whether it is of a format that no reader knows."""
        return any(fault.asks == DESCRIPTION for fault in self.faults)

    @property
    def asks(self) -> bool:
        """Whether all that is wrong is that it leaves something open."""
        return all(fault.asks for fault in self.faults)


@dataclass(slots=True)
class Inbox:
    """The inbox of a workspace.

    Attributes
    ----------
    path
        Where its files lie; it need not be there.
    """

    workspace: Path
    path: Path = field(init=False)

    def __post_init__(self) -> None:
        self.path = self.workspace / CLIENTS / INBOX

    def waiting(self) -> tuple[str, ...]:
        """Name what lies in it, but for hidden files and those of systems and programs at work.

        Raises
        ------
        InputError
            If the inbox is a link to somewhere outside the workspace.
        """
        if not self.path.is_dir():
            return ()
        if not self.path.resolve().is_relative_to(self.workspace.resolve()):
            raise InputError(
                Fault(
                    "The inbox is a link to a folder outside the workspace; it is not read.",
                    f"{CLIENTS}/{INBOX}",
                    remedy="Make it a folder of its own.",
                )
            )
        return tuple(sorted(one.name for one in self.path.iterdir() if _is_visible(one.name)))

    def receive(self, name: str, content: bytes) -> Received:
        """Save a file that came in, under a name that is free; see :func:`arrivals.receive`."""
        files = FolderFiles(self.workspace / CLIENTS)
        return receive(files, INBOX, name, content, keep_both=True)

    def sort(
        self,
        names: Collection[str] | None = None,
        *,
        dry_run: bool = False,
        patience: float = PATIENCE,
    ) -> Iterator[Sorted]:
        """Sort files one by one, giving what became of each.

        Parameters
        ----------
        names
            Of the files; default: all that wait.
        dry_run
            Only say what would become of them.
        patience
            Seconds that a file must have been left alone for.
        """
        waiting = self.waiting()
        chosen = [name for name in waiting if names is None or name in names]
        seen = {name: state for name in chosen if (state := _state(self.path / name))}
        _wait_for(seen.values(), patience)
        holders, complete = self._holders()
        for name in chosen:
            # What is gone meanwhile, another Koers has sorted.
            if name in seen and (self.path / name).exists():
                yield self._sort_one(name, seen[name], holders, complete=complete, dry_run=dry_run)

    def give(self, name: str, slug: str) -> Sorted:
        """Move a file to the client that somebody chose, unless another client's account is in it.

        Raises
        ------
        InputError
            If there is no such file.
        """
        path = self.path / name
        if name not in self.waiting():
            raise InputError(Fault("There is no such file in the inbox.", shown(name)))
        if reason := _no_plain_file(path):
            return Sorted(shown(name), "stays", reason)
        before = _state(path)
        looked = self._look(path)
        holders, _ = self._holders()
        owners = find_owners(looked.lines, holders)
        if owners and slug not in owners:
            return Sorted(shown(name), "stays", OF_ANOTHER, claimants=owners)
        chosen = next((one for one in holders if one.slug == slug), None)
        brands = map(chosen.brand_of, looked.lines) if chosen else ()
        found = Match(slug, CHOSEN, brands=tuple(dict.fromkeys(filter(None, brands))))
        return self._move(path, before, found, looked)

    def take_back(self, slug: str, place: str) -> str:
        """Move a file that was sorted back into the inbox, and give its name there.

        Raises
        ------
        InputError
            If it cannot be moved.
        """
        path = self.workspace / CLIENTS / slug / place
        with self._lock():
            name = FolderFiles(self.workspace / CLIENTS).take_in(path, INBOX, path.name)
        return Path(name).name

    def _sort_one(
        self,
        name: str,
        before: os.stat_result,
        holders: tuple[Holder, ...],
        *,
        complete: bool,
        dry_run: bool,
    ) -> Sorted:
        path = self.path / name
        told = shown(name)
        if reason := _no_plain_file(path):
            return Sorted(told, "stays", reason)
        if name.lower().endswith(UNFINISHED) or _changed(path, before):
            return Sorted(told, "stays", ON_ITS_WAY)
        looked = self._look(path)
        if looked.unknown:
            looked, found = self._look_through_profiles(path, holders)
        elif looked.faults:
            reason = UNSAID if looked.asks else UNREADABLE
            return Sorted(told, "stays", reason, faults=looked.faults)
        else:
            found = match(looked.lines, holders, complete=complete)
        platforms = tuple(dict.fromkeys(line.platform for line in looked.lines))
        if not found.slug:
            return Sorted(
                told, "stays", found.reason,
                platforms=platforms, accounts=looked.accounts, claimants=found.claimants,
            )  # fmt: skip
        if dry_run:
            brands = found.brands
            return Sorted(told, "sorted", found.reason, found.slug, "", brands, platforms)
        return self._move(path, before, found, looked)

    def _look(self, path: Path, profile: Profile | None = None) -> _Looked:
        try:
            readings = read_export(Export(path, shown(path.name)), Settings(), profile)
        except InputError as error:
            return _Looked(faults=tuple(one for one in error.faults if one.severity == "error"))
        return _Looked(find_lines(readings, path.name))

    def _look_through_profiles(
        self, path: Path, holders: tuple[Holder, ...]
    ) -> tuple[_Looked, Match]:
        """Read a table of another maker as the one client says that describes it."""
        export = Export(path, path.name)
        able: dict[str, tuple[_Looked, Match]] = {}
        for one in holders:
            profile = self._profile(one.slug)
            if profile and profile.entries(export):
                looked = self._look(path, profile)
                if (found := match(looked.lines, (one,))).slug:
                    able[one.slug] = looked, replace(found, reason=BY_PROFILE)
        if not able:
            return _Looked(), Match("", FORMAT)
        if len(able) > 1:
            return _Looked(), Match("", SEVERAL, tuple(able))
        (only,) = able.values()
        return only

    def _profile(self, slug: str) -> Profile | None:
        folder = ClientFolder(self.workspace / CLIENTS / slug)
        try:
            return folder.profile
        except InputError:
            # What is wrong with it, a check of the client tells.
            return None

    def _move(
        self, path: Path, before: os.stat_result | None, found: Match, looked: _Looked
    ) -> Sorted:
        told = shown(path.name)
        folder = ClientFolder(self.workspace / CLIENTS / found.slug)
        outcome: Outcome = "sorted"
        try:
            with self._lock():
                if before is None or _changed(path, before):
                    return Sorted(told, "stays", ON_ITS_WAY)
                if twin := folder.find_twin(path, CHANNELS):
                    path.unlink()
                    place, outcome = twin, "there"
                else:
                    place = folder.take_in(path, CHANNELS, _name_there(path.name))
        except (PermissionError, Timeout):
            return Sorted(told, "stays", BUSY)
        except (InputError, OSError) as error:
            faults = error.faults if isinstance(error, InputError) else (_unmoved(told, error),)
            return Sorted(told, "stays", UNWRITABLE, faults=faults)
        platforms = tuple(dict.fromkeys(line.platform for line in looked.lines))
        return Sorted(told, outcome, found.reason, found.slug, place, found.brands, platforms)

    def _holders(self) -> tuple[tuple[Holder, ...], bool]:
        cards = read_cards(self.workspace / CLIENTS)
        holders = tuple(Holder(slug, card) for slug, card in cards.items() if card)
        return holders, len(holders) == len(cards)

    def _lock(self) -> FileLock:
        lock = self.workspace / LOCK
        lock.parent.mkdir(parents=True, exist_ok=True)
        return FileLock(lock, timeout=10)


def shown(name: str) -> str:
    """Write a file's name so that it can be printed, whatever signs it has."""
    plain = name.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() else "�" for sign in plain)


def _is_visible(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in NOT_DATA


def _no_plain_file(path: Path) -> str:
    if path.is_symlink():
        return LINK
    if path.is_dir():
        return FOLDER
    return "" if path.is_file() else NO_FILE


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:
        return None


def _changed(path: Path, before: os.stat_result) -> bool:
    now = _state(path)
    return now is None or (now.st_size, now.st_mtime_ns, now.st_ino) != (
        before.st_size, before.st_mtime_ns, before.st_ino,
    )  # fmt: skip


def _wait_for(states: Collection[os.stat_result], patience: float) -> None:
    # The one place where the time of day counts: a file that grows is not one to be moved.
    if any(abs(time.time() - state.st_mtime) < patience for state in states):
        time.sleep(patience)


def _name_there(name: str) -> str:
    safe = safe_name(name)
    # Under such a name nobody would read it.
    hidden = safe.lower() in NOT_EXPORTS or safe.lower().endswith(BESIDE)
    return f"{safe} export" if hidden else safe


def _unmoved(name: str, error: OSError) -> Fault:
    return Fault(UNWRITABLE, name, got=error.strerror or type(error).__name__)
