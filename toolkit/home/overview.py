"""All clients of a workspace as the home page lists them: who they are, and how their report is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from toolkit import clients
from toolkit.batch.manifest import read_manifest
from toolkit.errors import InputError
from toolkit.files import write_atomically
from toolkit.language import LOCALES, Language, language_of_most
from toolkit.prose.missing_exports import tell_records
from toolkit.workspace import CACHE

State = Literal["unreadable", "new", "failed", "made"]
# Said here once more, because what makes reports takes seconds to load.
REPORTS = "clients/{slug}/reports"
SETTINGS = f"{CACHE}/home.json"
NAMES = f"{CACHE}/names.json"


@dataclass(frozen=True, slots=True)
class Listed:
    """A client in the list; where ``client.yaml`` cannot be read, its folder stands for its name.

    ``modified`` is when ``client.yaml`` was last written, by which this is known to be fresh.
    """

    slug: str
    name: str
    language: str
    sector: str
    readable: bool
    modified: int


def list_clients(workspace: Path) -> tuple[Listed, ...]:
    """List all clients by name.

    What was read once is kept in ``.koers``: a page for hundreds of clients opens no file twice.
    """
    known = _read_json(workspace / NAMES)
    found = [_list_one(slug, workspace, known.get(slug)) for slug in clients.slugs(workspace)]
    fresh = {one.slug: [getattr(one, name) for name in Listed.__slots__] for one in found}
    if fresh != known:
        write_atomically(workspace / NAMES, json.dumps(fresh, ensure_ascii=False))
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.slug)))


def _list_one(slug: str, workspace: Path, known: object) -> Listed:
    file = workspace / "clients" / slug / "client.yaml"
    # It may be a link that leads nowhere.
    modified = file.stat().st_mtime_ns if file.exists() else 0
    if isinstance(known, list) and len(known) == len(Listed.__slots__) and known[-1] == modified:
        return Listed(*known)
    try:
        client = clients.ClientFolder(workspace / "clients" / slug).client
    except InputError:
        return Listed(slug, slug, "", "", readable=False, modified=modified)
    return Listed(slug, client.name, client.language, client.sector, True, modified)  # noqa: FBT003


def find_clients(listed: tuple[Listed, ...], sought: str) -> tuple[Listed, ...]:
    """Give the clients that have every word of `sought` in their name, sector or folder."""
    words = sought.casefold().split()
    return tuple(
        one
        for one in listed
        if all(word in f"{one.name} {one.sector} {one.slug}".casefold() for word in words)
    )


def state_of(one: Listed, workspace: Path) -> State:
    """Say how a client's report is."""
    if not one.readable:
        return "unreadable"
    path = workspace / REPORTS.format(slug=one.slug) / "manifest.json"
    manifest = read_manifest(path, one.slug)
    if manifest.status == "failed":
        return "failed"
    return "made" if report_of(one.slug, workspace) else "new"


def report_of(slug: str, workspace: Path) -> str:
    """Give the path of a client's whole report; empty where there is none."""
    path = f"{REPORTS.format(slug=slug)}/strategy.html"
    return path if (workspace / path).is_file() else ""


def describe_state(one: Listed, workspace: Path, words: Language) -> str:
    """Say in a few words how a client's report is."""
    path = report_of(one.slug, workspace)
    day = ""
    if path:
        made = dt.datetime.fromtimestamp((workspace / path).stat().st_mtime)  # noqa: DTZ006
        day = words.short_date(made.date())
    match state_of(one, workspace):
        case "unreadable":
            return words.text("client.yaml cannot be read")
        case "failed" if day:
            return words.text("The last report did not work out; there is one of {day}", day=day)
        case "failed":
            return words.text("The report did not work out")
        case "made":
            return words.text("Report of {day}", day=day)
        case _:
            return words.text("No report yet")


def missing_of(slug: str, workspace: Path, words: Language) -> tuple[str, ...]:
    """Say which exports were missing when a client's report was last made."""
    path = workspace / REPORTS.format(slug=slug) / "manifest.json"
    return tell_records(read_manifest(path, slug).missing, words)


def choose_words(workspace: Path, listed: tuple[Listed, ...]) -> Language:
    """Choose the language of the page: as it was last set, else that of most clients."""
    chosen = _read_json(workspace / SETTINGS).get("language")
    if chosen in LOCALES:
        return Language(str(chosen))
    return language_of_most([one.language for one in listed])


def keep_language(workspace: Path, code: str) -> None:
    """Remember in which language the page is wanted."""
    settings = {**_read_json(workspace / SETTINGS), "language": code}
    write_atomically(workspace / SETTINGS, json.dumps(settings))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # It can be made again.
        return {}
    return read if isinstance(read, dict) else {}
