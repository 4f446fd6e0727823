"""The command ``koers``: wires only. Commands say what they do; ``toolkit.build`` and others do it.

Exit status: 0 all well, 1 something failed or was found wrong, 2 wrong usage.
"""

from __future__ import annotations

import io
import os
import sys

# Help lists the commands in this order: as they are needed.
from toolkit.cli import (  # noqa: F401  # isort: skip
    workspaces,
    checking,
    building,
    arrivals,
    homework,
    surveys,
    removal,
)
from toolkit.cli.asking import complain
from toolkit.cli.options import app
from toolkit.errors import ToolkitError, UsageError


def main() -> None:
    """Run the command; errors meant for the user are printed without a traceback."""
    _open_streams()
    # A name that a screen, or the file that output goes to, has no letters for stops nothing.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except UsageError as error:
        sys.exit(complain(error, 2))
    except ToolkitError as error:
        sys.exit(complain(error, 1))


def _open_streams() -> None:
    """Open what whoever called us closed: the next file would be taken for it."""
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)  # noqa: FBT003 - as it is called
    os.close(number)
