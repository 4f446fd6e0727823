"""What is looked at before chapters run: what is wrong, and which exports are missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from toolkit import clients
from toolkit.analysis.respondents import find_weight_faults
from toolkit.build.results import Checked
from toolkit.clients.folder import SURVEY
from toolkit.errors import Fault, InputError, ToolkitError
from toolkit.prose.missing_exports import as_records, find_missing, note_missing


def check_client(slug: str, workspace: Path, as_of: str) -> Checked:
    """Read everything of a client, once."""
    folder = clients.open_unread(slug, as_of, workspace)
    return Checked(find_faults(folder), as_records(find_missing(folder)), folder.lend_channels())


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


def tell_all(slug: str, workspace: Path) -> tuple[Fault, ...]:
    """Give whoever asks all that is wrong with a client, and whether its data may still be kept.

    Beside what stops a build: notes on what is missing, and on what a workshop lost.
    """
    # A build checks without these, which take a while to load.
    from toolkit.build.planning import check_parameters
    from toolkit.prose.lost_personas import find_lost_personas

    # How long data may be kept is counted in days of the world, not of a report.
    today = dt.datetime.now().astimezone().date()
    try:
        overdue = clients.find_overdue(slug, today, workspace)
        folder = clients.open_unread(slug, "", workspace)
        faults = (*check_parameters(slug, workspace), *find_faults(folder))
        lost = find_lost_personas(folder)
        return (*faults, *lost, *note_missing(folder), *([overdue] if overdue else ()))
    except ToolkitError as error:
        return error.faults
