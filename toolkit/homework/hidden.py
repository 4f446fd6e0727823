"""What a workbook carries out of sight: what its answers were when it was written.

It stands in a sheet that a spreadsheet does not list, as text that survives every program. Without
it a workbook can still be read, by the words in it; then nothing is taken away.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from toolkit.readers.table import Sheet, write
from toolkit.workshop_log.answers import Rows, Tree
from toolkit.workshop_log.differences import ROW

SHEET = "koers"
VERSION = 1
WIDTH = 30_000


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the workbook is (``intake`` or ``votes``), whose, and its answers, rows by their ids."""

    kind: str
    tree: Mapping[str, Any]
    client: str = ""


def pack(hidden: Hidden) -> list[str]:
    """Write it as text for cells."""
    document = {"version": VERSION, "kind": hidden.kind}
    document |= {"client": hidden.client, "answers": _with_ids(hidden.tree)}
    text = base64.b64encode(json.dumps(document).encode()).decode()
    return [text[start : start + WIDTH] for start in range(0, len(text), WIDTH)]


def unpack(sheet: Sheet) -> Hidden | None:
    """Read it back; None where it was damaged, or is of another version."""
    try:
        text = "".join(write(row.cells[0]) for row in sheet.rows if row.cells)
        document = json.loads(base64.b64decode(text, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(document, dict) or document.get("version") != VERSION:
        return None
    tree = _by_ids(document.get("answers"))
    if not isinstance(tree, dict):
        return None
    return Hidden(str(document.get("kind")), tree, str(document.get("client") or ""))


def _with_ids(tree: Tree) -> Tree:
    if isinstance(tree, Rows):
        return [{ROW: key, **_with_ids(row)} for key, row in tree.items()]
    if isinstance(tree, Mapping):
        return {key: _with_ids(one) for key, one in tree.items()}
    return tree


def _by_ids(value: Tree) -> Tree:
    if isinstance(value, dict):
        return {key: _by_ids(one) for key, one in value.items() if key != ROW}
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return Rows((str(one.get(ROW)), _by_ids(one)) for one in value)
    return value
