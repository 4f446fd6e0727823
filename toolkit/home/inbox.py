"""Taking files in: under a name that every system takes, never over another file, recognised."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from toolkit.clients import BESIDE, NOT_EXPORTS, SURVEY, ClientFolder, find_free
from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.language import Language, mark
from toolkit.readers import Export, Settings, read_answers, read_export
from toolkit.readers.source import open_source

LONGEST = 120
FALLBACK = "file"
FORBIDDEN = re.compile(r'[<>:"|?*]')
# Windows has devices of these names, with any ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
CODEBOOK = "codebook.yaml"

MAKERS: dict[str, str] = {
    "meta": mark("Meta Business Suite"),
    "tiktok_content": mark("TikTok, content"),
    "x_classic": mark("X, classic export"),
    "x_content": mark("X, content"),
    "youtube_content": mark("YouTube Studio, table of videos"),
    "tally": mark("Tally sheet"),
    "linkedin_posts": mark("LinkedIn, content of a page"),
    "linkedin_followers": mark("LinkedIn, followers of a page"),
    "linkedin_competitors": mark("LinkedIn, competitors of a page"),
    "mapper": mark("Table of another maker, read as its description says"),
}
Outcome = Literal["saved", "there", "clash"]


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file that came in.

    ``saved``: it stands at `name`. ``there``: the same file stood there already. ``clash``: another
    file has this name, and nothing was written.
    """

    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, in a sentence; what is wrong with it, if anything."""

    sentence: str
    faults: tuple[Fault, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether nothing in it stops a report."""
        return all(fault.severity != "error" for fault in self.faults)


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
    folder: ClientFolder, place: str, name: str, content: bytes, *, keep_both: bool = False
) -> Received:
    """Save a file that came in.

    Parameters
    ----------
    place
        ``data/channels`` or ``data/survey``.
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


def is_data(name: str) -> bool:
    """Say whether a file of the data folders is data, and not ours or a page of explanation."""
    last = PurePosixPath(name).name.lower()
    return last not in {*NOT_EXPORTS, CODEBOOK} and not last.endswith(BESIDE)


def recognise(folder: ClientFolder, name: str, words: Language) -> Recognised:
    """Say in plain words what a file of ``data/`` is, and what is wrong with it."""
    try:
        if name.startswith(f"{SURVEY}/"):
            return _recognise_answers(folder, name, words)
        return _recognise_export(folder, name, words)
    except ToolkitError as error:
        return Recognised(words.text("This file cannot be used yet."), error.faults)


def _recognise_export(folder: ClientFolder, name: str, words: Language) -> Recognised:
    client = folder.client
    settings = Settings(client.time_zone, dict(client.export_time_zones))
    readings = read_export(Export(folder.path / name, name), settings, folder.profile)
    told = []
    for reading in readings:
        maker = words.text(MAKERS.get(reading.reader, reading.reader))
        count = _count(reading.contents, len(reading.frame), words)
        told.append(f"{maker}: {count}")
    faults = tuple(fault for reading in readings for fault in reading.faults)
    return Recognised("; ".join(told), faults)


def _count(contents: str, n: int, words: Language) -> str:
    match contents:
        case "posts":
            return words.plural("{n} post", "{n} posts", n)
        case "followers":
            return words.plural("followers on {n} day", "followers on {n} days", n)
        case _:
            return words.plural("{n} total of a period", "{n} totals of a period", n)


def _recognise_answers(folder: ClientFolder, name: str, words: Language) -> Recognised:
    source = open_source(Export(folder.path / name, name))
    rows = [row for row in source.sheets[0].rows if not row.blank]
    n = max(len(rows) - 1, 0)
    found = words.plural("Answers of {n} respondent", "Answers of {n} respondents", n)
    if not (folder.path / SURVEY / CODEBOOK).is_file():
        more = words.text("Now say in the codebook what the columns mean.")
        return Recognised(f"{found}. {more}")
    codebook = folder.codebook
    if Path(name).name != codebook.file:
        more = words.text("The codebook is about another file: {file}.", file=codebook.file)
        return Recognised(f"{found}. {more}")
    _, faults = read_answers(Export(folder.path / name, name), codebook)
    return Recognised(words.text("{found}, as the codebook says", found=found), tuple(faults))


def remove(folder: ClientFolder, name: str) -> str:
    """Move a file to ``removed/``; give its name there.

    Raises
    ------
    InputError
        If it is no data file, or cannot be moved.
    """
    if not is_data(name):
        raise InputError(Fault("This file cannot be removed here.", name))
    return folder.put_aside(name)
