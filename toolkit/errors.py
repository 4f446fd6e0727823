"""What can be wrong, told to the person who can put it right.

Every error of the toolkit carries *faults*: what is wrong, where, what was found there, what was
expected and what to do. A check gathers all faults before it speaks, so nobody repairs a file one
error at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, or worth knowing, in what was given.

    Parameters
    ----------
    what
        What is wrong, in one sentence a consultant understands.
    file
        Path as the user knows it: relative to the client folder, with ``/``.
    row
        Row number as a spreadsheet shows it: 1 is the file's first line.
    column
        Column header, or the field of a form (``goals 2 → deadline``).
    got
        What stands there now.
    expected
        What should have stood there.
    remedy
        What to do about it.
    severity
        ``error`` stops the client, ``warning`` is printed in the report, ``note`` is for the
        record.
    asks
        The field of ``profile.yaml``'s answers that would settle it, where it is a question;
        ``files`` where its columns have to be described there.
    rows
        Where the same stands in several rows and is told once: all of them.
    """

    what: str
    file: str = ""
    row: int | None = None
    column: str = ""
    got: str = ""
    expected: str = ""
    remedy: str = ""
    severity: Severity = "error"
    asks: str = ""
    rows: tuple[int, ...] = ()

    @property
    def where(self) -> str:
        """The place in words: file, row and column, as far as they are known."""
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column “{self.column}”")
        return ", ".join(place)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.got:
            parts.append(f"Found: {self.got}.")
        if self.expected:
            parts.append(f"Expected: {self.expected}.")
        if self.remedy:
            parts.append(self.remedy)
        return " ".join(parts)


class ToolkitError(Exception):
    """Base of every error that is meant for the user.

    Parameters
    ----------
    faults
        All that was found, at least one; a plain sentence is taken as a single fault.
    """

    def __init__(self, faults: Iterable[Fault] | Fault | str) -> None:
        if isinstance(faults, str):
            faults = Fault(faults)
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[ToolkitError], tuple[tuple[Fault, ...]]]:
        """Keep the faults when the error crosses from one process to another."""
        return type(self), (self.faults,)


class InputError(ToolkitError):
    """Something in the client folder cannot be used as it is."""


class UsageError(ToolkitError):
    """The command, or the call, asks for something that does not exist (exit status 2)."""


class RunError(ToolkitError):
    """A notebook did not finish; the faults say in which cell and why."""
