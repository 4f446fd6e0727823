"""What the process that reports start from makes ready, named without being imported here."""

from __future__ import annotations

from pathlib import Path

from toolkit.batch.tasks import Preparation

PRELOAD = ("toolkit.build.running", "toolkit.batch.engine")


def prepare_for(workspace: Path) -> Preparation:
    """Give what is made ready for the reports of a workspace."""
    return Preparation(PRELOAD, "toolkit.build.warmth:warm_up", (workspace,))
