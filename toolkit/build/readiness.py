"""What the process that reports start from makes ready, named without being imported here."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import toolkit
from toolkit.batch.tasks import Preparation

# What a client is checked with is there long before what draws and lays out; checks begin with it.
CHECKING = "toolkit.build.checking"
PRELOAD = ("toolkit.build.delivery",)


def prepare_for(workspace: Path) -> Preparation:
    """Give what is made ready for the reports of a workspace."""
    # Readers are found only when the first file is read: by each check for itself.
    found = pkgutil.iter_modules([f"{folder}/readers" for folder in toolkit.__path__])
    first = (CHECKING, *(f"toolkit.readers.{one.name}" for one in found))
    return Preparation(PRELOAD, "toolkit.build.warmth:warm_up", (workspace,), first=first)
