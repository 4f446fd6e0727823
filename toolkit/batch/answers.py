"""What a process says of its task in the end, of which nothing is believed that could act.

The process has run a notebook, which may have written anything where the answer stands. So only
plain data and the classes of our own that hold data are taken; a name of any other thing, and every
answer that is not whole, is refused.
"""

from __future__ import annotations

import dataclasses
import io
import pickle
from typing import Any, NamedTuple

from toolkit.errors import Filled, ToolkitError

OURS = __name__.partition(".")[0]


class Answer(NamedTuple):
    """The value of a task, or the error that it ended with."""

    value: Any
    error: Exception | None


def write_answer(value: object, error: Exception | None) -> bytes:
    """Write what a task ended with, so that it can be read.

    Raises
    ------
    pickle.PicklingError, TypeError, AttributeError
        If the value is none that goes from one process to another.
    """
    held = io.BytesIO()
    pickler = pickle.Pickler(held)
    # Libraries tell Python other ways to write errors down, of which nothing is read here.
    pickler.dispatch_table = {}
    pickler.dump((value, error))
    return held.getvalue()


def read_answer(sent: bytes) -> Answer | None:
    """Read what a task's process sent; None where that is no answer."""
    try:
        value, error = _Reader(io.BytesIO(sent)).load()
    except Exception:  # noqa: BLE001 - bytes that anybody may have written fail in any way
        return None
    if error is not None and not isinstance(error, ToolkitError):
        return None
    return Answer(value, error)


class _Reader(pickle.Unpickler):
    """Finds nothing but classes of this package that hold data."""

    def find_class(self, module: str, name: str) -> type:
        """Give a class by its name."""
        if module.partition(".")[0] == OURS:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _holds_data(found):
                return found
        raise pickle.UnpicklingError(name)


def _holds_data(found: type) -> bool:
    return dataclasses.is_dataclass(found) or issubclass(found, tuple | Filled | ToolkitError)
