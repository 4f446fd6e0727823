"""What is looked at before a client's chapters run: what is wrong, which exports are missing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from toolkit import clients
from toolkit.analysis.missing_exports import Gap
from toolkit.batch.manifest import Manifest
from toolkit.errors import Fault
from toolkit.language import Language
from toolkit.prose.missing_exports import find_missing, tell_gaps

GAPS = TypeAdapter(tuple[Gap, ...])


class Checked(NamedTuple):
    """What is wrong with a client, and its missing exports as its manifest keeps them."""

    faults: tuple[Fault, ...]
    missing: tuple[dict[str, Any], ...] = ()


def check_client(slug: str, workspace: Path, as_of: str) -> Checked:
    """Read everything of a client, once."""
    folder = clients.open_unread(slug, as_of, workspace)
    faults = clients.check_folder(folder)
    return Checked(faults, GAPS.dump_python(find_missing(folder), mode="json"))


def tell_missing(manifest: Manifest, words: Language) -> tuple[str, ...]:
    """Say which exports were missing when a client was last built."""
    return tell_gaps(_gaps(manifest.missing), words)


def _gaps(records: Iterable[dict[str, Any]]) -> tuple[Gap, ...]:
    try:
        return GAPS.validate_python(records)
    except ValidationError:
        # Another version wrote it; the next build writes it anew.
        return ()
