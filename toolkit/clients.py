"""The client folder: the only place that knows its layout.

``load`` opens a folder; each part is read when a chapter asks for it, checked as a whole, and noted
among the chapter's sources. ``check`` reads everything and gives every fault at once.

    clients/<slug>/client.yaml  brand.yaml  workshop/  data/channels/  data/survey/  notes/
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

import pandas as pd
from pydantic import BaseModel

from toolkit import bundle
from toolkit.errors import Fault, InputError, UsageError
from toolkit.files import write_atomically
from toolkit.language import Language
from toolkit.model.brand import Brand
from toolkit.model.client import Client
from toolkit.model.note import Note
from toolkit.model.survey import Codebook
from toolkit.model.workshop import Workshop
from toolkit.readers import Export, Profile, read_answers
from toolkit.readers.channels import ChannelData, read_channels
from toolkit.readers.documents import parse_note, read_text, read_yaml
from toolkit.workshop_log import find_unfinished, read_workshop
from toolkit.workshop_log.files import LOG, STATE
from toolkit.workshop_log.imports import find_foreign_segments
from toolkit.workspace import find_workspace

AnyModel = TypeVar("AnyModel", bound=BaseModel)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CHANNELS = "data/channels"
SURVEY = "data/survey"
WORKSHOP = "workshop"
REMOVED = "removed"
# What these folders may hold besides exports: our own profile, explanations for people, and what
# two programs wrote at once.
BESIDE = (".example", ".other", ".mine")
NOT_EXPORTS = {"profile.yaml", "readme.md", "desktop.ini", "thumbs.db"}


@dataclass(frozen=True, slots=True)
class Survey:
    """A survey: its codebook and the answers of the columns that the codebook names."""

    codebook: Codebook
    answers: pd.DataFrame
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    faults: tuple[Fault, ...]


class ClientFolder:
    """An open client folder.

    Parameters
    ----------
    path
        The folder.
    as_of
        The only "now": a given date, else the client's, else the last day in the channel data.
    """

    def __init__(self, path: Path, as_of: dt.date | None = None) -> None:
        self.path = path
        self.slug = path.name
        self._given_date = as_of
        self._files: dict[str, bundle.SourceFile] = {}
        self._folders: dict[str, bundle.SourceFolder] = {}

    @cached_property
    def client(self) -> Client:
        """Who the client is, as ``client.yaml`` says."""
        return self._model("client.yaml", Client)

    def words(self, code: str = "") -> Language:
        """Give the language of what is made for this client, with its own words in place of ours.

        Parameters
        ----------
        code
            ``nl`` or ``en``; empty for the client's own.
        """
        return Language(code or self.client.language, self.client.vocabulary)

    @cached_property
    def brand(self) -> Brand:
        """How the client looks, as ``brand.yaml`` says."""
        return self._model("brand.yaml", Brand, default=Brand())

    @cached_property
    def as_of(self) -> dt.date | None:
        """Give the report's date: given, else the client's, else the last day in any data."""
        known = self._given_date or self.client.as_of
        if known:
            return known
        data = self.channels
        ends = [data.posts["day"].max(), data.followers["day"].max(), data.totals["end"].max()]
        days = [pd.Timestamp(end).date() for end in ends if not pd.isna(end)]
        if self.survey:
            days.append(self.survey.codebook.fieldwork_end)
        return max(days, default=None)

    @property
    def profile(self) -> Profile:
        """What ``data/channels/profile.yaml`` says of tables of other makers."""
        return self._model(f"{CHANNELS}/profile.yaml", Profile, default=Profile())

    @property
    def codebook(self) -> Codebook:
        """What ``data/survey/codebook.yaml`` says of the answers."""
        return self._model(f"{SURVEY}/codebook.yaml", Codebook)

    @cached_property
    def channels(self) -> ChannelData:
        """Everything in ``data/channels``.

        Raises
        ------
        InputError
            With the faults of all files, if any of them cannot be used.
        """
        profile = self.profile
        exports = [
            Export(self.path / CHANNELS / name, f"{CHANNELS}/{name}")
            for name in self._list(CHANNELS)
            if not _is_no_export(name)
        ]
        data = read_channels(exports, self.client, profile)
        for file in data.files:
            self._note(file.name, file.contents, file.rows)
        return data

    @cached_property
    def survey(self) -> Survey | None:
        """The survey, or None where the client has none."""
        names = [name for name in self._list(SURVEY) if not name.startswith((".", "~$"))]
        if "codebook.yaml" not in names:
            files = [name for name in names if name.endswith((".csv", ".xlsx", ".xls"))]
            if files:
                raise InputError(
                    Fault(
                        "There are survey answers, but no codebook that says what they mean.",
                        file=f"{SURVEY}/{files[0]}",
                        expected=f"{SURVEY}/codebook.yaml",
                        remedy="Write a codebook; codebook.yaml.example in that folder shows how.",
                    )
                )
            return None
        codebook = self.codebook
        name = f"{SURVEY}/{codebook.file}"
        if codebook.file not in names:
            raise InputError(
                Fault(
                    "The codebook names a file that is not there.",
                    file=f"{SURVEY}/codebook.yaml",
                    column="file",
                    got=codebook.file,
                    expected="one of: " + ", ".join(names),
                )
            )
        answers, faults = read_answers(Export(self.path / name, name), codebook)
        self._note(name, "survey answers", len(answers))
        _stop_on_errors(faults)
        return Survey(codebook, answers, tuple(faults))

    @property
    def segments(self) -> tuple[str, ...]:
        """Keys of the codebook's segments; none without a codebook."""
        if not (self.path / SURVEY / "codebook.yaml").is_file():
            return ()
        return tuple(one.key for one in self.codebook.segments)

    @cached_property
    def workshop(self) -> Workshop:
        """The workshop's answers, empty where there was no workshop yet."""
        known = [name for name in (LOG, STATE) if (self.workshop_folder / name).is_file()]
        for name in known:
            self._stay_inside(f"{WORKSHOP}/{name}")
            self._note(f"{WORKSHOP}/{name}", "workshop answers")
        if not known:
            # The chapter depends on its absence too: the first answer must run it again.
            self._list(WORKSHOP)
        return read_workshop(self.workshop_folder)

    @property
    def workshop_folder(self) -> Path:
        """Where the workshop's log lies."""
        return self.path / WORKSHOP

    def note(self, chapter: str) -> Note | None:
        """Give the consultant's own reading of `chapter` (a stem without number), if written."""
        name = f"notes/{chapter}.md"
        if f"{chapter}.md" not in self._list("notes"):
            return None
        self._note(name, "own reading")
        return parse_note(read_text(self.path / name, name), name)

    def sources(self) -> bundle.Sources:
        """Everything that was read or listed through this folder so far."""
        return bundle.Sources(
            files=tuple(self._files[name] for name in sorted(self._files)),
            folders=tuple(self._folders[name] for name in sorted(self._folders)),
        )

    def logo(self) -> str:
        """Give the logo as a ``data:`` address; empty without one."""
        if not self.brand.logo:
            return ""
        kinds = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
        kinds[".svg"] = "image/svg+xml"
        path = self.path / self.brand.logo
        kind = kinds.get(path.suffix.lower())
        if kind is None or not self._holds(self.brand.logo) or not path.is_file():
            raise InputError(
                Fault(
                    "The logo cannot be used.",
                    file="brand.yaml",
                    column="logo",
                    got=self.brand.logo,
                    expected="a PNG, JPEG or SVG file in the client folder",
                )
            )
        self._note(self.brand.logo, "logo")
        return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"

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
        folder = self.path / name
        found = (
            # Hidden files are of the system or of a program that is at work, not of the client.
            sorted(
                one.name
                for one in folder.iterdir()
                if one.is_file() and not one.name.startswith((".", "~$"))
            )
            if folder.is_dir()
            else []
        )
        for entry in found:
            self._stay_inside(f"{name}/{entry}")
        self._folders[name] = bundle.SourceFolder(path=name, entries=tuple(found))
        return self._folders[name].entries

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
        digest = hashlib.sha256((self.path / name).read_bytes()).hexdigest()
        self._files[name] = bundle.SourceFile(
            path=name, sha256=digest, contents=contents, rows=rows
        )

    def _model(self, name: str, model: type[AnyModel], default: AnyModel | None = None) -> AnyModel:
        if not (self.path / name).is_file():
            if default is not None:
                # The chapter depends on its absence too: adding the file must run it again.
                self._list(Path(name).parent.as_posix())
                return default
            raise InputError(Fault(f"There is no {name} in the client folder.", file=name))
        self._stay_inside(name)
        self._note(name, Path(name).name)
        return read_yaml(self.path / name, name, model)


def load(slug: str, as_of: str = "", workspace: Path | None = None) -> ClientFolder:
    """Open the folder of client `slug`.

    Parameters
    ----------
    slug
        The folder's name below ``clients/``.
    as_of
        A date (``2026-10-31``) to report on; empty for the client's own.
    workspace
        Default: the workspace around the current folder.

    Raises
    ------
    UsageError
        If there is no such client.
    InputError
        If ``client.yaml`` or ``brand.yaml`` cannot be used.
    """
    folder = _open(slug, as_of, workspace)
    _stop_on_errors(_gather([lambda: folder.client, lambda: folder.brand]))
    return folder


def _open(slug: str, as_of: str, workspace: Path | None) -> ClientFolder:
    path = (workspace or find_workspace()) / "clients" / slug
    if not SLUG.fullmatch(slug) or not path.is_dir():
        known = ", ".join(slugs(workspace)) or "none yet"
        raise UsageError(Fault("There is no such client.", got=slug, expected=f"one of: {known}"))
    return ClientFolder(path, parse_date(as_of) if as_of else None)


def slugs(workspace: Path | None = None) -> tuple[str, ...]:
    """Name all clients of a workspace: the folders below ``clients/`` with a ``client.yaml``."""
    folder = (workspace or find_workspace()) / "clients"
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(one.name for one in found if (one / "client.yaml").is_file()))


def check(slug: str, workspace: Path | None = None, as_of: str = "") -> tuple[Fault, ...]:
    """Read everything of a client and give every fault, errors first."""
    folder = _open(slug, as_of, workspace)
    notes = sorted((folder.path / "notes").glob("*.md"))
    parts: list[Callable[[], object]] = [
        lambda: folder.client,
        lambda: folder.brand,
        lambda: folder.channels,
        lambda: folder.survey,
        lambda: folder.workshop,
        lambda: _Found(find_unfinished(folder.workshop_folder)),
        folder.logo,
        lambda: _match_segments(folder),
        *(partial(folder.note, note.stem) for note in notes),
    ]
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(_gather(parts), key=lambda fault: order[fault.severity]))


def find_overdue(slug: str, today: dt.date, workspace: Path | None = None) -> Fault | None:
    """Warn where a client's data may no longer be kept on the day `today`.

    Raises
    ------
    UsageError
        If there is no such client.
    """
    try:
        until = _open(slug, "", workspace).client.retain_until
    except InputError:
        # What is wrong with client.yaml, a check of the folder tells.
        return None
    if until is None or today <= until:
        return None
    return Fault(
        "The time that this client's data may be kept has passed.",
        "client.yaml",
        column="retain_until",
        got=until.isoformat(),
        remedy=f"Remove the client (koers remove {slug}), or agree on a later date.",
        severity="warning",
    )


def _gather(parts: Iterable[Callable[[], object]]) -> tuple[Fault, ...]:
    # What rests on a file that cannot be used tells that file's faults again: each counts once.
    faults: list[Fault] = []
    for part in parts:
        try:
            found = part()
        except InputError as error:
            faults.extend(error.faults)
        else:
            faults.extend(found.faults if isinstance(found, ChannelData | Survey | _Found) else ())
    return tuple(dict.fromkeys(faults))


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


def _unwritten(name: str, error: OSError) -> Fault:
    return Fault(
        "This file cannot be written.",
        name,
        got=error.strerror or type(error).__name__,
        remedy="Look at the folder's permissions, at free space, and at open programs.",
    )


def parse_date(text: str) -> dt.date:
    """Read a date as ``2026-10-31``.

    Raises
    ------
    UsageError
        If it is anything else.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            Fault("This is not a date.", got=text, expected="year-month-day, such as 2026-10-31")
        ) from error


def _is_no_export(name: str) -> bool:
    return name.lower() in NOT_EXPORTS or name.startswith((".", "~$")) or name.endswith(BESIDE)


def _match_segments(folder: ClientFolder) -> None:
    log = f"{WORKSHOP}/{LOG}"
    _stop_on_errors(find_foreign_segments(folder.workshop, folder.segments, log))


def _stop_on_errors(faults: Iterable[Fault]) -> None:
    errors = [fault for fault in faults if fault.severity == "error"]
    if errors:
        raise InputError(errors)
