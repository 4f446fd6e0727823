"""What one process of a build has read, lent to others that need the same.

A build reads all that a client has before it makes anything of it, and its chapters read the same,
each in a process of its own. What is lent is known by a digest of all that it was made of: whoever
has other files in front of it, another day or another profile, reads for itself.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Loan:
    """Something on its way to another process: what it was made of, and its bytes."""

    made_of: str
    packed: bytes = field(repr=False)


class _Held:
    """What this process was lent; like a report's process, it is of one client."""

    loan: Loan | None = None


def describe(parts: Iterable[object]) -> str:
    """Give the digest of what something is made of: parts whose ``repr`` tells all of them."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode()).hexdigest()


def lend(thing: object, made_of: str) -> Loan:
    """Pack something for another process."""
    return Loan(made_of, zlib.compress(pickle.dumps(thing), 1))


def take_on(loan: Loan | None) -> None:
    """Keep what another process of the same build lends, until somebody here asks for it."""
    _Held.loan = loan


def borrow(made_of: str) -> Any | None:  # noqa: ANN401 - whatever was lent
    """Give what was lent if it is made of the same, else None."""
    loan = _Held.loan
    if loan is None or loan.made_of != made_of:
        return None
    return pickle.loads(zlib.decompress(loan.packed))  # noqa: S301 - of a process that runs our code only
