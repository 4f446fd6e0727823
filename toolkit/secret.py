"""Secrets that a notebook may use and nobody may read: named in it, never held by it.

A cell tagged ``parameters`` says ``token: Secret = Secret("token")``; ``token.reveal()`` gives the
value, which comes from the environment and is written into no cell, metadata, log, manifest or
report. Whatever a notebook shows of it all the same is blotted out before anything is written.

A build looks the values up itself, passes them to the process of the one notebook that named them,
and takes all others out of its environment: a client's secret is not there for another's notebook.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from html.entities import codepoint2name
from typing import Any

from toolkit.errors import Fault, InputError, fill

HIDDEN = "•••"
PREFIX = "KOERS_SECRET_"
# One underscore at a time: two stand between a client and the name of its secret.
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
SHORTEST = 4
# Of a part of a value: shorter ones turn up in what has nothing to do with it.
SHORTEST_PART = 8

# What the notebook of this process was lent; None in a process that no build lent anything.
_lent: Mapping[str, str] | None = None


class Secret:
    """A value that is known by its name only, and shows itself to nobody.

    Parameters
    ----------
    name
        Small letters, digits and single underscores, such as ``token``.
    client
        Slug of the client whose own value goes before the one for all; a build knows it already.
    """

    __slots__ = ("_client", "_name")

    def __init__(self, name: str, client: str = "") -> None:
        self._name, self._client = name, client

    def reveal(self) -> str:
        """Give the value.

        Raises
        ------
        InputError
            If it is not there; in a build, also if the cell tagged ``parameters`` does not name it.
        """
        if _lent is None:
            return find_secret(self._name, self._client)
        if self._name not in _lent:
            raise InputError(
                Fault(
                    "A notebook gets only the secrets that its parameters name.",
                    got=self._name,
                    remedy=fill(
                        "{line} in the cell tagged “parameters”",
                        line=f'{self._name}: Secret = Secret("{self._name}")',
                    ),
                )
            )
        return _lent[self._name]

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __format__(self, _: str) -> str:
        return HIDDEN

    def __reduce__(self) -> tuple[type[Secret], tuple[str, str]]:
        """Copy the name, which is all that it holds."""
        return type(self), (self._name, self._client)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Keyring:
    """Values of secrets, by name, on their way to the process that runs a notebook."""

    values: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return HIDDEN


def find_lent(arguments: Iterable[object]) -> tuple[str, ...]:
    """Give the values of all secrets among the arguments of a task."""
    lent = [one for one in arguments if isinstance(one, Keyring)]
    return tuple(value for one in lent for value in one.values.values())


def name_variables(name: str, client: str = "") -> tuple[str, ...]:
    """Name the environment variables that may hold a secret, the client's own first."""
    own = f"{PREFIX}{client.upper().replace('-', '_')}__{name.upper()}"
    return (*((own,) if client else ()), PREFIX + name.upper())


def find_secret(name: str, client: str = "") -> str:
    """Look a secret up in the environment.

    Raises
    ------
    InputError
        If it is not there, or too short to be kept out of what is shown.
    """
    variables = name_variables(name, client)
    for variable in variables:
        value = os.environ.get(variable, "")
        if len(value.strip()) >= SHORTEST:
            return value
        if value:
            raise InputError(
                Fault(
                    "This secret is too short to be kept out of what a notebook shows.",
                    column=variable,
                    expected=fill("{n} characters or more", n=SHORTEST),
                )
            )
    message = "Set the environment variable {variable}, and start again."
    if client:
        message = (
            "Set the environment variable {variable}, or {own} for this client alone, and start "
            "again."
        )
    raise InputError(
        Fault(
            "A secret that a notebook needs is not there.",
            column=name,
            remedy=fill(message, variable=variables[-1], own=variables[0]),
        )
    )


def gather_secrets(names: Iterable[str], client: str) -> Keyring:
    """Look up the secrets that a client's notebook names.

    Raises
    ------
    InputError
        With a fault for each that is not there.
    """
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for name in names:
        try:
            values[name] = find_secret(name, client)
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return Keyring(values)


@contextmanager
def lend_secrets(keyring: Keyring, *, to_children: bool = False) -> Iterator[None]:
    """Let what runs in this process reveal these secrets, and find no others, for a while.

    Parameters
    ----------
    to_children
        Whether processes that are started meanwhile find them in their environment.
    """
    global _lent
    before = _lent
    kept = {name: os.environ.pop(name) for name in [*os.environ] if name.startswith(PREFIX)}
    lent = {name_variables(name)[0]: value for name, value in keyring.values.items()}
    _lent = keyring.values
    if to_children:
        os.environ.update(lent)
    try:
        yield
    finally:
        _lent = before
        for name in lent:
            os.environ.pop(name, None)
        os.environ.update(kept)


def hide_secrets(text: str, values: Iterable[str]) -> str:
    """Blot out every occurrence of these values, as URLs, code, HTML and base64 write them too."""
    pattern = _look_for(frozenset(value for value in values if len(value) >= SHORTEST))
    # A text in which there is nothing stays what it is, with what it remembers of its making.
    return pattern.sub(HIDDEN, text) if pattern and pattern.search(text) else text


def keep_end(text: str, values: Iterable[str], length: int) -> str:
    """Give the last letters of a text with these values blotted out, and none of them cut through.

    Parameters
    ----------
    text
        All that there is, or at least as much more than `length` as a value is long.
    """
    start = max(0, len(text) - length)
    pattern = _look_for(frozenset(value for value in values if len(value) >= SHORTEST))
    for found in pattern.finditer(text) if pattern and start else ():
        # What is left of a value that begins before the cut would not be known as one.
        if found.start() < start:
            start = max(start, found.end())
    return hide_secrets(text[start:], values)


def hide_in(data: Any, values: Iterable[str]) -> Any:  # noqa: ANN401 - any JSON
    """Blot these values out of every text in plain data, names of fields among them."""
    if isinstance(data, str):
        return hide_secrets(data, values)
    if isinstance(data, Mapping):
        return {hide_in(key, values): hide_in(one, values) for key, one in data.items()}
    if isinstance(data, list | tuple):
        return [hide_in(one, values) for one in data]
    return data


@lru_cache(maxsize=8)
def _look_for(values: frozenset[str]) -> re.Pattern[str] | None:
    spellings = {one for value in values for one in _spell(value)}
    # The longest first, or a part would leave the rest standing.
    ordered = sorted(spellings, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(_match, ordered))) if ordered else None


def _spell(value: str) -> Iterator[str]:
    # A key of several lines may be shown line by line.
    lines = (line.strip() for line in (value, *value.splitlines()))
    for one in {value, *(line for line in lines if len(line) >= SHORTEST_PART)}:
        data = one.encode("utf-8", "surrogateescape")
        yield from (one, data.hex(), *_spell_in_base64(data))


def _match(text: str) -> str:
    """Give a pattern for a text in a URL, in HTML, and in code within code within code.

    Each of these may put more backslashes before a letter. All that stand there are taken at once,
    and none before the first, so that the search takes no longer where there are many.
    """
    parts = re.findall(r"\\+|.", text, re.DOTALL)
    found = []
    for before, part in zip(["", *parts], parts, strict=False):
        n = len(part)
        if part.startswith("\\"):
            alone = r"(?<!\\)" if not before else ""
            found.append(rf"(?:{alone}\\{{{n},}}+|(?i:%(?:25)*5c){{{n}}})")
        elif part.isascii() and (part.isalnum() or part in "_.-"):
            found.append(re.escape(part))
        elif before:
            some = "" if before.startswith("\\") else r"\\*+"
            found.append(some + _match_letter(part, r"(?<=\\)"))
        else:
            found.append(_match_letter(part, r"\\"))
    return "".join(found)


@cache
def _match_letter(letter: str, escape: str) -> str:
    number = ord(letter)
    data, pairs = letter.encode("utf-8", "replace"), letter.encode("utf-16-be", "replace")
    units = [pairs[start : start + 2].hex() for start in range(0, len(pairs), 2)]
    ways = [
        "".join(f"%(?:25)*{byte:02x}" for byte in data),
        escape + r"\\++".join(f"x{byte:02x}" for byte in data),
        escape + r"\\++".join(f"u{unit}" for unit in units),
        escape + (f"(?:x|u00|U000000){number:02x}" if number < 256 else f"U{number:08x}"),
        rf"&(?:amp;)*#(?:x0*{number:x}|0*{number});",
        *(f"&(?:amp;)*{name};" for name in _find_names(letter)),
        *([escape + _SHORT[letter]] if letter in _SHORT else ()),
        *([r"\+"] if letter == " " else ()),
        # Last, or of a letter that begins an encoded one the rest would stay.
        re.escape(letter),
    ]
    return f"(?i:{'|'.join(ways)})"


_SHORT = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}


def _find_names(letter: str) -> tuple[str, ...]:
    known = codepoint2name.get(ord(letter), "apos" if letter == "'" else "")
    return (known,) if known else ()


def _spell_in_base64(data: bytes) -> Iterator[str]:
    """Give the letters of base64 that a value decides, wherever it begins in what was encoded."""
    yield from (base64.b64encode(data).decode(), base64.urlsafe_b64encode(data).decode())
    for before, undecided in enumerate((0, 2, 3)):
        whole = bytes(before) + data
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            part = encode(whole).decode()[undecided : len(whole) * 8 // 6]
            if len(part) >= SHORTEST_PART:
                yield part


def hide_in_fault(fault: Fault, values: tuple[str, ...]) -> Fault:
    """Blot secrets out of everything that a fault says."""
    return replace(
        fault,
        what=hide_secrets(fault.what, values),
        got=hide_secrets(fault.got, values),
        expected=hide_secrets(fault.expected, values),
        remedy=hide_secrets(fault.remedy, values),
    )
