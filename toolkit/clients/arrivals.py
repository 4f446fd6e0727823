"""Files that come in: under a name that every system takes, and never over another file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from toolkit.clients.files import FolderFiles, find_free

LONGEST = 120
FALLBACK = "file"
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Windows has devices of these names, with any ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
Outcome = Literal["saved", "there", "clash"]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file that came in.

    ``saved``: it stands at `name`. ``there``: the same file stood there already. ``clash``: another
    file has this name, and nothing was written.
    """

    name: str
    outcome: Outcome


def safe_name(name: str) -> str:
    """Make a name that is a file's own, and that every system takes.

    Folders, control characters and what Windows does not allow are taken out; ``CON`` and its like
    get a line in front; a name that is too long loses its middle part, not its ending.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    plain = re.sub(r"\s+", " ", FORBIDDEN.sub("-", visible)).strip(" .~$")
    path = PurePosixPath(plain or FALLBACK)
    suffix = path.suffix if len(path.suffix) < 12 else ""
    stem = plain.removesuffix(suffix) if plain else FALLBACK
    while len(f"{stem}{suffix}".encode()) > LONGEST:
        stem = stem[:-1]
    safe = f"{stem.strip()}{suffix}"
    return f"_{safe}" if DEVICES.fullmatch(safe) else safe


def receive(
    folder: FolderFiles, place: str, name: str, content: bytes, *, keep_both: bool = False
) -> Received:
    """Save a file that came in.

    Parameters
    ----------
    place
        A folder below the client's, such as ``data/channels``.
    name
        As the sender calls it; it may be anything.
    keep_both
        Give it another name where its own is taken by another file.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    safe = safe_name(name)
    free = find_free(folder.path / place, safe)
    if free.name != safe:
        there = next(one for one in free.parent.iterdir() if one.name.casefold() == safe.casefold())
        if there.is_file() and there.read_bytes() == content:
            return Received(f"{place}/{there.name}", "there")
        if not keep_both:
            return Received(f"{place}/{there.name}", "clash")
    folder.save(f"{place}/{free.name}", content)
    return Received(f"{place}/{free.name}", "saved")
