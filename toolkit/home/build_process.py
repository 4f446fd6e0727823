"""A build in a process of its own, which tells on its output, line by line in JSON, how it goes.

The page in JupyterLab stays alive meanwhile, and a build that fails costs itself only::

    python -m toolkit.home.build_process WORKSPACE [SLUG…]
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from toolkit.build import Request, build
from toolkit.errors import Filled, ToolkitError


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
    sys.stdout.write(json.dumps(_as_data(message)) + "\n")
    sys.stdout.flush()


def _as_data(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Take texts with something filled in apart, so that the page can say them in its language."""
    match value:
        case Filled():
            return {"message": value.message, "values": _as_data(dict(value.values))}
        case dict():
            return {name: _as_data(one) for name, one in value.items()}
        case list() | tuple():
            return [_as_data(one) for one in value]
    return value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
