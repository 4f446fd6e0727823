"""What can be wrong, told to the person who can put it right.

Every error of the toolkit carries *faults*: what is wrong, where, what was found there, what was
expected and what to do. A check gathers all faults before it speaks, so nobody repairs a file one
error at a time.

Faults are written in English. Where a sentence has names filled in, :func:`fill` keeps the message
and the names beside it, so that whoever shows it can say it in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from numbers import Number
from typing import Literal

Severity = Literal["error", "warning", "note"]


class Filled(str):
    """English words that remember the message they were made of, and what was filled in.

    To everything that takes a text it is one; only who translates looks further.

    Parameters
    ----------
    message
        With ``{names}`` where something is filled in.
    values
        What is filled in. Another `Filled` among them is translated as well; a plain text never is,
        for it is somebody's own: a header, an answer, a name.
    """

    message: str
    values: Mapping[str, object]

    def __new__(cls, message: str, values: Mapping[str, object]) -> Filled:
        """Fill in the message."""
        values = {name: _as_filled_in(value) for name, value in values.items()}
        made = super().__new__(cls, message.format(**values) if values else message)
        made.message, made.values = message, values
        return made

    def __reduce__(self) -> tuple[type[Filled], tuple[str, Mapping[str, object]]]:
        """Keep the message when the text crosses from one process to another."""
        return type(self), (self.message, self.values)


def _as_filled_in(value: object) -> object:
    """Give a text or a number; of all else, such as a day, its words are what is filled in.

    So what is wrong is made of texts and numbers only, which any process can tell another.
    """
    if isinstance(value, str):
        return show_controls(make_whole(value))
    return value if isinstance(value, Number) else str(value)


def make_whole(text: str) -> str:
    """Put a mark where a text holds half a character, which no file and no screen takes.

    Python reads names of files that are not UTF-8 so, and YAML and JSON can hold them.
    """
    if isinstance(text, Filled) or _is_whole(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# All but tab and line feed: a terminal obeys them, and so could be made to say what we did not.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def show_controls(text: str) -> str:
    """Put a sign that can be seen for each that a terminal would obey; line ends stay."""
    if isinstance(text, Filled) or not _CONTROLS.search(text):
        return text
    return _CONTROLS.sub(_sign_for, text.replace("\r\n", "\n"))


def _sign_for(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "�"


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def fill(message: str, /, **values: object) -> Filled:
    """Fill the ``{names}`` of a message so that it can still be said in another language."""
    return message if isinstance(message, Filled) else Filled(message, values)


def join(parts: Iterable[str], between: str) -> Filled:
    """Put texts one behind the other, each of which is translated as far as it can be."""
    values = {f"part_{number}": part for number, part in enumerate(parts)}
    return Filled(between.join(f"{{{name}}}" for name in values), values)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, or worth knowing, in what was given.

    Its texts are plain, or :func:`fill` made them. What was found (``got``) is a word of ours only
    in the second case.

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

    def __post_init__(self) -> None:
        """Make every text one that can be shown and kept, whatever was found."""
        for name in ("what", "file", "column", "got", "expected", "remedy"):
            text = getattr(self, name)
            if (shown := show_controls(make_whole(text))) is not text:
                object.__setattr__(self, name, shown)

    @property
    def where(self) -> str:
        """The place in words: file, row and column, as far as they are known."""
        place = [self.file] if self.file else []
        if self.row is not None:
            place.append(fill("row {number}", number=self.row))
        if self.column:
            place.append(fill("column “{name}”", name=self.column))
        return join(place, ", ")

    @property
    def told(self) -> Filled:
        """All of it in one line, to be said in any language."""
        parts = [join([self.where, fill(self.what)], ": ") if self.where else fill(self.what)]
        if self.got:
            parts.append(fill("Found: {what}.", what=self.got))
        if self.expected:
            parts.append(fill("Expected: {what}.", what=fill(self.expected)))
        if self.remedy:
            parts.append(fill(self.remedy))
        return join(parts, " ")

    def __str__(self) -> str:
        return str.__str__(self.told)


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
