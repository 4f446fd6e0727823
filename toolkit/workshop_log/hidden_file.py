"""Reading what is hidden until it is shown: a file beside the log that only Koers writes."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from toolkit.errors import Fault, InputError

Kept = TypeVar("Kept")


def read_hidden(path: Path, adapter: TypeAdapter[Kept], what: str, remedy: str) -> Kept | None:
    """Read a file of hidden votes or scores; None where there is none.

    Parameters
    ----------
    what, remedy
        What to say if it cannot be read.

    Raises
    ------
    InputError
        If the file was damaged or changed by hand.
    """
    if not path.is_file():
        return None
    try:
        return adapter.validate_json(path.read_bytes())
    except ValidationError as error:
        file = f"{path.parent.name}/{path.name}"
        raise InputError(Fault(what, file=file, remedy=remedy)) from error
