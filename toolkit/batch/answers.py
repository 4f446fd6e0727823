"""What a process says of its task in the end, of which nothing is believed that could act.

The process has run a notebook, which may have written anything where the answer stands. So an
answer is plain data and faults, as JSON, with the bytes that it holds behind it: it names no class
and calls nothing. What goes out as a record (a dataclass, a named tuple) comes in as a `dict`, for
whoever asked to make what was expected of it. What is not whole, or too large, is refused.
"""

from __future__ import annotations

import dataclasses
import io
import json
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, NamedTuple, get_args

from toolkit.errors import (
    Fault,
    Filled,
    InputError,
    RunError,
    Severity,
    ToolkitError,
    UsageError,
    make_whole,
    show_controls,
)

# Bytes of an answer without those that it carries, and characters of all words filled in: text may
# grow twentyfold where it is read, and words without end.
LARGEST_TEXT = 30_000_000

_ERRORS = {one.__name__: one for one in (ToolkitError, InputError, UsageError, RunError)}
_TEXTS = ("what", "file", "column", "got", "expected", "remedy")
# How our messages write numbers; a width could make a text of any length.
_FORMAT = re.compile(r",?(\.\d)?[dfg%]?")
_LENGTH = 8


class Answer(NamedTuple):
    """The value of a task, or the error that it ended with."""

    value: Any
    error: Exception | None


def write_answer(value: object, error: ToolkitError | None) -> bytes:
    """Write what a task ended with, so that it can be read.

    Raises
    ------
    TypeError
        If the value is none that goes from one process to another.
    """
    carried: list[bytes] = []
    told = None if error is None else [_kind_of(error), [_plain(one, []) for one in error.faults]]
    text = json.dumps([_plain(value, carried), told]).encode("ascii")
    return b"".join((len(text).to_bytes(_LENGTH), text, *carried))


def _kind_of(error: ToolkitError) -> str:
    return next(one.__name__ for one in type(error).__mro__ if one.__name__ in _ERRORS)


def _plain(value: object, carried: list[bytes]) -> object:
    """Give what JSON can hold; all but texts, numbers and lists stands behind a word for it."""
    match value:
        case Filled():
            words = {name: _plain(one, carried) for name, one in value.values.items()}
            return {"filled": [value.message, words]}
        case None | str() | int() | float():
            return value
        case bytes():
            carried.append(value)
            return {"bytes": len(value)}
        case list():
            return [_plain(one, carried) for one in value]
        case Fault():
            return {"fault": _plain_fields(_record(value), carried)}
        case tuple() if not hasattr(value, "_asdict"):
            return {"tuple": [_plain(one, carried) for one in value]}
        case Mapping():
            return {"dict": _plain_fields(value, carried)}
    return {"dict": _plain_fields(_record(value), carried)}


def _plain_fields(values: Mapping[str, object], carried: list[bytes]) -> dict[str, object]:
    if not all(isinstance(name, str) for name in values):
        raise TypeError("Only texts are names of values that another process is told.")
    return {name: _plain(one, carried) for name, one in values.items()}


def _record(value: object) -> dict[str, object]:
    if isinstance(value, tuple):
        return dict(value._asdict())  # type: ignore[attr-defined]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in dataclasses.fields(value)}
    raise TypeError(f"{type(value).__name__} is nothing that another process can be told.")


def read_answer(sent: bytes) -> Answer | None:
    """Read what a task's process sent; None where that is no answer."""
    try:
        length = int.from_bytes(sent[:_LENGTH])
        if length > min(LARGEST_TEXT, len(sent) - _LENGTH):
            return None
        carried = io.BytesIO(sent)
        carried.seek(_LENGTH + length)
        value, told = json.loads(sent[_LENGTH : _LENGTH + length])
        reader = _Reader(carried)
        answer = Answer(reader.read(value), None if told is None else reader.read_error(told))
        return None if carried.read(1) else answer
    except Exception:  # noqa: BLE001 - bytes that anybody may have written fail in any way
        return None


class _Reader:
    """Makes of JSON what went out, as long as it is what we write."""

    def __init__(self, carried: io.BytesIO) -> None:
        self._carried = carried
        self._left = LARGEST_TEXT

    def read(self, told: Any) -> Any:  # noqa: ANN401 - whatever a task gives
        """Give a value."""
        if isinstance(told, str):
            return make_whole(told)
        if isinstance(told, list):
            return [self.read(one) for one in told]
        if not isinstance(told, dict):
            return told
        ((word, held),) = told.items()
        match word, held:
            case "filled", [str(message), dict(values)]:
                return self._fill(show_controls(make_whole(message)), values)
            case "bytes", int(length):
                return self._take(length)
            case "tuple", list():
                return tuple(self.read(one) for one in held)
            case "dict", dict():
                return {make_whole(name): self.read(one) for name, one in held.items()}
            case "fault", dict():
                return _as_fault({name: self.read(one) for name, one in held.items()})
        raise ValueError(word)

    def read_error(self, told: Any) -> ToolkitError:  # noqa: ANN401 - whatever was sent
        """Give the error that a task ended with, with its faults."""
        kind, faults = told
        found = self.read(faults)
        if not found or not all(isinstance(one, Fault) for one in found):
            raise ValueError("an error has faults")
        return _ERRORS[kind](found)

    def _fill(self, message: str, told: dict[str, Any]) -> Filled:
        values = {name: self.read(one) for name, one in told.items()}
        if not all(one is None or isinstance(one, str | int | float) for one in values.values()):
            raise ValueError("only texts and numbers are filled in")
        lengths = {name: len(str(one)) for name, one in values.items()}
        self._left -= len(message)
        for _, name, form, turned in Formatter().parse(message) if values else ():
            if turned or not _FORMAT.fullmatch(form or ""):
                raise ValueError("our messages are not written so")
            self._left -= lengths[name] if name is not None else 0
            if self._left < 0:
                raise ValueError("too much is filled in")
        return Filled(message, values)

    def _take(self, length: int) -> bytes:
        taken = self._carried.read(length) if length >= 0 else b""
        if len(taken) != length:
            raise ValueError("not all was sent")
        return taken


def _as_fault(values: dict[str, Any]) -> Fault:
    fault = Fault(**values)
    numbers = fault.rows if fault.row is None else (fault.row, *fault.rows)
    if not (
        all(isinstance(getattr(fault, name), str) for name in (*_TEXTS, "asks"))
        and isinstance(fault.rows, tuple)
        and all(isinstance(one, int) for one in numbers)
        and fault.severity in get_args(Severity)
    ):
        raise ValueError("no fault of ours")
    return fault
