"""Readers: a file is recognised by its content and read into a canonical frame.

Each module here with ``identify(source)``, ``read(source, settings)`` and ``LOOKS_FOR`` is a
reader; adding a format is adding a file. One that can say what keeps a file from being its own does
so in ``explain_miss(source)``. A table of another maker is read through the client's
``profile.yaml``. Two that claim a file are an error that says what each looked for; none, one that
names those it comes nearest to. A reader whose headers many tables have says so in
``yields(source)``: any other claim, and ``profile.yaml``, goes before its own.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Protocol, cast

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.duplicates import settle_duplicates
from toolkit.readers.file_answers import FileAnswers
from toolkit.readers.findings import name_columns, shorten
from toolkit.readers.mapper import read_mapped
from toolkit.readers.nearest import find_nearest
from toolkit.readers.profile import FileProfile, Profile
from toolkit.readers.reading import Contents, Decision, Export, Reading, Settings
from toolkit.readers.source import open_source
from toolkit.readers.survey import read_answers
from toolkit.readers.table import Source, write

__all__ = [
    "DESCRIPTION",
    "Contents",
    "Decision",
    "Export",
    "FileProfile",
    "Profile",
    "Reading",
    "Settings",
    "is_known",
    "read_answers",
    "read_export",
    "settle_duplicates",
]

DESCRIPTION = "files"
"""What a file asks that nobody knows: an entry in this part of ``profile.yaml``."""


class Reader(Protocol):
    """A module that knows one export format."""

    LOOKS_FOR: str
    __name__: str

    def identify(self, source: Source) -> bool:
        """Say whether it knows this file."""

    def read(self, source: Source, settings: Settings) -> tuple[Reading, ...]:
        """Read it."""


@cache
def find_readers() -> tuple[Reader, ...]:
    """Find all readers, in the order of their names."""
    modules = [
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    ]
    return tuple(
        cast("Reader", module)
        for module in modules
        if all(hasattr(module, name) for name in ("identify", "read", "LOOKS_FOR"))
    )


def _explanations() -> list[Callable[[Source], Fault | None]]:
    return [reader.explain_miss for reader in find_readers() if hasattr(reader, "explain_miss")]


def read_export(
    export: Export, settings: Settings, profile: Profile | None = None
) -> tuple[Reading, ...]:
    """Read an export: one reading for each frame that the file gives.

    Parameters
    ----------
    profile
        The client's ``profile.yaml``; files that it names are read as it says.

    Raises
    ------
    InputError
        If the file cannot be opened, if none or more than one reader claims it, or with all that is
        wrong in it.
    """
    source = open_source(export)
    settings = replace(
        settings, answers=profile.answers_about(export) if profile else FileAnswers()
    )
    entries = profile.entries(export) if profile else ()
    claims = find_claims(source, entries)
    settle_claims(source, claims, entries)
    if entries:
        readings = tuple(read_mapped(source, entry, settings) for entry in entries)
    else:
        readings = claims[0].read(source, settings)
    first = replace(
        readings[0],
        decisions=source.decisions + readings[0].decisions,
        faults=source.faults + readings[0].faults,
    )
    return (first, *readings[1:])


def _name_nearest(source: Source) -> str:
    near = find_nearest(source, find_readers())
    if near:
        return "most like " + "; ".join(map(str, near))
    return "one of the exports that docs/channel-data.md lists; no column says which one it may be"


def find_claims(source: Source, entries: tuple[FileProfile, ...]) -> tuple[Reader, ...]:
    """Find the readers that know a file; those that yield only where nobody else does."""
    claims = tuple(reader for reader in find_readers() if reader.identify(source))
    firm = tuple(reader for reader in claims if not _yields(reader, source))
    return firm if firm or entries else claims


def _yields(reader: Reader, source: Source) -> bool:
    return hasattr(reader, "yields") and bool(reader.yields(source))


def is_known(export: Export) -> bool:
    """Say whether a reader knows a file by itself.

    Raises
    ------
    InputError
        If it cannot be opened.
    """
    source = open_source(export)
    return any(reader.identify(source) for reader in find_readers())


def settle_claims(
    source: Source, claims: tuple[Reader, ...], entries: tuple[FileProfile, ...]
) -> None:
    """See to it that exactly one reads the file.

    Raises
    ------
    InputError
        Saying what each looked for.
    """
    places = [(entry.contents, entry.sheet) for entry in entries]
    if len(set(places)) < len(places):
        patterns = ", ".join(entry.match for entry in entries)
        raise InputError(
            Fault(
                "Two entries of profile.yaml fit this file.",
                source.file,
                got=patterns,
                remedy="Make the patterns (match) narrower, so that each file fits one.",
            )
        )
    names = [reader.__name__.rsplit(".", 1)[-1] for reader in claims]
    looked = "; ".join(
        f"{name} found its {reader.LOOKS_FOR}" for name, reader in zip(names, claims, strict=True)
    )
    if claims and entries:
        raise InputError(
            Fault(
                fill(
                    "Both profile.yaml (“{match}”) and the reader {names} claim this "
                    "file: {looked}.",
                    match=entries[0].match,
                    names=", ".join(names),
                    looked=looked,
                ),
                source.file,
                remedy="Koers knows this format: take the file out of profile.yaml. If it is a "
                "different table that only looks alike, rename its columns and those in the "
                "profile.",
            )
        )
    if len(claims) > 1:
        raise InputError(
            Fault(
                fill("More than one reader claims this file: {looked}.", looked=looked),
                source.file,
                remedy="Export the tables into files of their own.",
            )
        )
    if not claims and not entries:
        close = [explain(source) for explain in _explanations()]
        if misses := [fault for fault in close if fault]:
            raise InputError([*misses, *source.faults])
        header = next(row for sheet in source.sheets for row in sheet.rows if not row.blank)
        shown = name_columns(write(cell) for cell in header.cells)
        unknown = Fault(
            "No reader knows this file.",
            source.file,
            got=fill("a first row of {headers}", headers=shorten(shown, 200)),
            expected=_name_nearest(source),
            remedy="If it is a table of another maker, say what its columns are beside the "
            "file on the home page, or in data/channels/profile.yaml; otherwise export it anew and "
            "leave it as it came, or take it away.",
            asks=DESCRIPTION,
        )
        raise InputError([unknown, *source.faults])
