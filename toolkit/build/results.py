"""What the tasks of a client tell; apart, so that a build need not load what they are done with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from toolkit.errors import Fault
from toolkit.loan import Loan


class Checked(NamedTuple):
    """What is wrong with a client, its missing exports as its manifest keeps them, what was read.

    ``loan`` is for the client's chapters, which need not read it again.
    """

    faults: tuple[Fault, ...]
    missing: tuple[dict[str, Any], ...] = ()
    loan: Loan | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """The files that were made, below ``reports/``, with their hashes.

    ``chapters`` maps each chapter to its files; ``strategy`` is empty if it was left as it was.
    ``titles`` maps chapters to their names; these, ``as_of`` and ``fictional`` the covers say.
    ``aside`` names files whose new version stands beside them, since another program has them open.
    """

    chapters: dict[str, dict[str, str]]
    strategy: dict[str, str]
    titles: dict[str, str]
    as_of: str = ""
    fictional: bool = False
    aside: tuple[str, ...] = ()
