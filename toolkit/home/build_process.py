"""A build in a process of its own, which tells on its output, line by line in JSON, how it goes.

The page in JupyterLab stays alive meanwhile, and a build that fails costs itself only::

    python -m toolkit.home.build_process WORKSPACE [SLUG…]
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from toolkit.build import Request, build
from toolkit.errors import ToolkitError


def main(arguments: list[str]) -> int:
    """Build, and give an exit status."""
    workspace, *slugs = arguments

    def watch(key: str, done: int, total: int) -> None:
        _tell({"key": key, "done": done, "total": total})

    try:
        results = build(Request(Path(workspace), tuple(slugs)), watch)
    except ToolkitError as error:
        _tell({"faults": [asdict(fault) for fault in error.faults]})
        return 1
    _tell({"results": [asdict(one) for one in results]})
    return 0 if all(one.ok for one in results) else 1


def _tell(message: dict[str, object]) -> None:
    # In ASCII, so that no system's own encoding comes between.
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
