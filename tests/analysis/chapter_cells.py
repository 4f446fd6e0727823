"""Everything that a chapter's notebook shows of a client, taken from its cells as they stand.

The cells are run one after the other without a kernel, so whatever a chapter comes to show is among
what is returned, with no list to keep.
"""

from __future__ import annotations

import ast
import json
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import toolkit.clients
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


@cache
def read_cells(name: str) -> tuple[tuple[Any, Any], ...]:
    """Give each code cell in two parts: what is done, and the expression that it shows."""
    cells = []
    for cell in json.loads((NOTEBOOKS / name).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        shown = None
        if tree.body and isinstance(tree.body[-1], ast.Expr):
            last = ast.Expression(tree.body.pop().value)
            shown = compile(last, name, "eval")
        cells.append((compile(tree, name, "exec"), shown))
    return tuple(cells)


def run_chapter(name: str, folder: ClientFolder) -> list[Exhibit]:
    """Run a notebook's cells for `folder` and collect what they show."""
    shown: list[object] = []
    space: dict[str, object] = {"display": shown.append}
    with patch.object(toolkit.clients, "load", lambda *_: folder):
        for body, last in read_cells(name):
            exec(body, space)
            if last is not None:
                shown.append(eval(last, space))
    return [one for one in shown if isinstance(one, Exhibit)]
