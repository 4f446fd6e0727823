"""Keeping what was said of files in ``data/channels/profile.yaml``; the rest stays as it is."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from toolkit.clients import CHANNELS, ClientFolder
from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.home.inbox import is_data
from toolkit.language import mark
from toolkit.readers import Export, FileProfile, Profile, is_known
from toolkit.readers.documents import read_text, validate
from toolkit.readers.mapper import named_columns
from toolkit.readers.table import header_key
from toolkit.readers.yaml_edit import (
    Place,
    as_text,
    insert_entry,
    read_fields,
    remove_entry,
    set_value,
)

PROFILE = f"{CHANNELS}/profile.yaml"
FEWEST_ALIKE = 3


def find_entry(profile: Profile, export: Export, contents: str = "") -> FileProfile | None:
    """Give the entry by which a file is read; of several the one with these contents."""
    entries = profile.entries(export)
    alike = [entry for entry in entries if entry.contents == contents]
    return next(iter(alike or entries), None)


def find_alike(profile: Profile, headers: Iterable[str]) -> FileProfile | None:
    """Give an entry whose columns these all are: the same export under another name, probably."""
    keys = {header_key(header) for header in headers}
    for entry in profile.files:
        named = {header_key(column) for column in named_columns(entry)}
        if len(named) >= FEWEST_ALIKE and named <= keys:
            return entry
    return None


def keep_entry(
    folder: ClientFolder, entry: Mapping[str, object], instead_of: FileProfile | None = None
) -> None:
    """Save an entry of ``files``.

    Parameters
    ----------
    instead_of
        The entry that it takes the place of; its remarks stay where its fields do.

    Raises
    ------
    InputError
        If the whole would be no profile any more, if the pattern fits a file that is read
        otherwise, or if it cannot be written.
    """
    text = _text(folder)
    before = Profile.model_validate(read_fields(text, PROFILE) or {})
    if instead_of is None or instead_of not in before.files:
        edited = insert_entry(text, ("files",), len(before.files), dict(entry))
    else:
        place: Place = ("files", before.files.index(instead_of))
        edited = text
        for name in instead_of.model_fields_set - entry.keys():
            edited = remove_entry(edited, (*place, name))
        for name, value in entry.items():
            edited = set_value(edited, (*place, name), value)
    after = validate(read_fields(edited, PROFILE), Profile, PROFILE)
    _refuse_what_is_taken_along(folder, after, FileProfile.model_validate(entry))
    folder.save(PROFILE, edited)


def keep_answer(folder: ClientFolder, name: str, field: str, value: object) -> None:
    """Save an answer about one file.

    Parameters
    ----------
    name
        The file, relative to the client folder.
    field
        Of :class:`toolkit.readers.file_answers.FileAnswers`.

    Raises
    ------
    InputError
        If it is no such answer, or cannot be written.
    """
    text = _text(folder)
    match = glob.escape(PurePosixPath(name).name)
    data = as_text(read_fields(text, PROFILE) or {})
    known = [one.get("match") for one in data.get("answers") or []]
    if match in known:
        place: Place = ("answers", len(known) - 1 - known[::-1].index(match), field)
        edited = set_value(text, place, value)
    else:
        edited = insert_entry(text, ("answers",), len(known), {"match": match, field: value})
    validate(read_fields(edited, PROFILE), Profile, PROFILE)
    folder.save(PROFILE, edited)


def _text(folder: ClientFolder) -> str:
    path = folder.path / PROFILE
    text = read_text(path, PROFILE) if path.is_file() else ""
    # What is wrong in it already is told as such, and not as a fault of what is added.
    validate(read_fields(text, PROFILE) or {}, Profile, PROFILE)
    return text


def _refuse_what_is_taken_along(folder: ClientFolder, profile: Profile, entry: FileProfile) -> None:
    for name in folder.files(CHANNELS):
        export = Export(folder.path / CHANNELS / name, f"{CHANNELS}/{name}")
        entries = profile.entries(export)
        if entry not in entries or not is_data(name):
            continue
        places = [(one.contents, one.sheet) for one in entries]
        if len(set(places)) < len(places):
            raise InputError(_taken(mark("This name fits a file that is described already."), name))
        try:
            known = is_known(export)
        except ToolkitError:
            # What cannot be opened at all is told beside that file.
            continue
        if known:
            raise InputError(
                _taken(mark("This name fits a file that Koers knows by itself."), name)
            )


def _taken(what: str, name: str) -> Fault:
    remedy = mark("Make the name narrower, so that it fits this kind of file only.")
    return Fault(what, PROFILE, column="match", got=name, remedy=remedy)
