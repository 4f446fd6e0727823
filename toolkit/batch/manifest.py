"""What a client's last builds made, and from what: ``reports/manifest.json``.

It holds no time of day and no absolute path, so that the same inputs give the same manifest
anywhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

# The field of :class:`Inputs` that holds somebody else's data.
_PARAMETERS = "parameters"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Inputs(_Record):
    """Everything that a report depends on: SHA-256 of files, and parameters as they were given.

    ``files`` maps paths relative to the client folder to hashes, ``folders`` to the names in them.
    """

    template: str
    toolkit: str
    parameters: dict[str, Any]
    files: dict[str, str] = {}
    folders: dict[str, tuple[str, ...]] = {}


class Entry(_Record):
    """One chapter: the state of its last run, and inputs and outputs of its last good one.

    ``outputs`` maps files below ``reports/`` to their hashes, ``sizes`` pages and notebooks to
    their bytes: what a sync or a full disk cut off is seen by these without being read.
    """

    status: Literal["ok", "failed"]
    inputs: Inputs | None = None
    outputs: dict[str, str] = {}
    sizes: dict[str, int] = {}
    title: str = ""
    problem: str = ""


class Manifest(_Record):
    """All chapters of a client.

    ``page`` hashes what the reports were laid out with; ``problem`` says why the client as a whole
    was not built; ``missing`` lists the exports that were missing when it was, a record each.
    """

    version: Literal[1] = 1
    client: str
    name: str = ""
    language: str = "en"
    as_of: str = ""
    fictional: bool = False
    page: str = ""
    status: Literal["ok", "failed"] = "ok"
    problem: str = ""
    missing: tuple[dict[str, Any], ...] = ()
    notebooks: dict[str, Entry] = {}
    outputs: dict[str, str] = {}
    sizes: dict[str, int] = {}


def read_manifest(path: Path, client: str) -> Manifest:
    """Read a manifest; a missing one, or one of another version, is empty: all is to be made."""
    try:
        return Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Manifest(client=client)


def as_json(manifest: Manifest) -> str:
    """Write a manifest as JSON, keys sorted but for those within a parameter's value."""
    data = _sort(manifest.model_dump(mode="json"))
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _sort(data: Any) -> Any:  # noqa: ANN401 - plain data
    if isinstance(data, list):
        return [_sort(one) for one in data]
    if not isinstance(data, dict):
        return data
    # What a parameter was given stays as it was written: a notebook may show it in that order.
    return {
        key: dict(sorted(data[key].items())) if key == _PARAMETERS else _sort(data[key])
        for key in sorted(data)
    }
