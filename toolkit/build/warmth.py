"""What every report needs, made once before the first: imports, the exporter, a first picture."""

from __future__ import annotations

from pathlib import Path

from toolkit.batch.shell import open_shell
from toolkit.deliver import html
from toolkit.errors import ToolkitError
from toolkit.language import Language

# What the process imports that reports start from.
PRELOAD = ("toolkit.build", "toolkit.figures.intervals", "toolkit.batch.engine")


def warm_up(workspace: Path) -> None:
    """Make what does not depend on a client."""
    for language in ("nl", "en"):
        Language(language).text("Client")
    open_shell()
    try:
        html.warm_up(workspace)
    except (ToolkitError, OSError, ValueError):
        # A broken template is the fault of each report that it is used for, and told there.
        return
