"""What is looked at before chapters run: what is wrong, and which exports are missing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from toolkit import clients
from toolkit.errors import Fault
from toolkit.prose.missing_exports import Record, as_records, find_missing


class Checked(NamedTuple):
    """What is wrong with a client, and its missing exports as its manifest keeps them."""

    faults: tuple[Fault, ...]
    missing: tuple[Record, ...] = ()


def check_client(slug: str, workspace: Path, as_of: str) -> Checked:
    """Read everything of a client, once."""
    folder = clients.open_unread(slug, as_of, workspace)
    faults = clients.check_folder(folder)
    return Checked(faults, as_records(find_missing(folder)))
