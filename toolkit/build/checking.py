"""What is looked at before chapters run: what is wrong, and which exports are missing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit import clients
from toolkit.analysis.respondents import find_weight_faults
from toolkit.clients.folder import SURVEY
from toolkit.errors import Fault, InputError
from toolkit.prose.missing_exports import Record, as_records, find_missing


class Checked(NamedTuple):
    """What is wrong with a client, and its missing exports as its manifest keeps them."""

    faults: tuple[Fault, ...]
    missing: tuple[Record, ...] = ()


def check_client(slug: str, workspace: Path, as_of: str) -> Checked:
    """Read everything of a client, once."""
    folder = clients.open_unread(slug, as_of, workspace)
    return Checked(find_faults(folder), as_records(find_missing(folder)))


def find_faults(folder: clients.ClientFolder) -> tuple[Fault, ...]:
    """Give every fault of a client, errors first: of its files, and of what is made of them."""
    faults = clients.check_folder(folder)
    try:
        survey = folder.survey
    except InputError:
        survey = None  # why it cannot be read, is among the faults
    if survey is not None:
        found = find_weight_faults(survey.answers, survey.codebook)
        faults += tuple(replace(one, file=f"{SURVEY}/{one.file}") for one in found)
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(faults, key=lambda fault: order[fault.severity]))
