"""What a form writes to: the answers of a workshop, or a YAML file of the client folder.

Paths are dotted, as in the workshop's log: ``intake.goals.r12.owner``, where ``r12`` is the id of a
row. A store tells whoever watches it of every change, wherever the change came from.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any, Protocol

from pydantic import BaseModel

from toolkit.clients import ClientFolder
from toolkit.errors import Fault


class Store(Protocol):
    """Answers that can be read and changed, one at a time.

    Attributes
    ----------
    key
        Names this store among all of a workspace; the browser keeps unsaved answers under it.
    model
        What the whole of the answers should be.
    """

    key: str
    model: type[BaseModel]

    def value(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        """Give the plain value at `path`; None where nothing is known."""
        ...

    def is_given(self, path: str) -> bool:
        """Say whether anything was answered at `path`, be it that nobody knows."""
        ...

    def draft(self, path: str) -> str | None:
        """Give the text that was typed at `path` but is no answer yet."""
        ...

    def rows(self, path: str) -> tuple[str, ...]:
        """Give the ids of the rows of the table at `path`, in order."""
        ...

    def give(self, path: str, value: object) -> tuple[Fault, ...]:
        """Set an answer; None says that nobody knows. Give what is wrong, if it was not taken."""
        ...

    def why_not(self, path: str, value: object) -> tuple[Fault, ...]:
        """Say what would be wrong if `value` were the answer at `path`, and change nothing."""
        ...

    def clear(self, path: str) -> tuple[Fault, ...]:
        """Take an answer away, as if it had never been asked."""
        ...

    def keep_draft(self, path: str, text: str | None) -> None:
        """Keep text that is no answer yet; None forgets it."""
        ...

    def add(self, path: str, value: object = None, place: int | None = None) -> str:
        """Add a row to the table at `path` and give its id."""
        ...

    def remove(self, path: str) -> None:
        """Remove the row at `path`."""
        ...

    def move(self, path: str, place: int) -> None:
        """Move the row at `path` to `place`, counted from 0."""
        ...

    def is_locked(self, path: str) -> bool:
        """Say whether the answer at `path` may not be changed now."""
        ...

    def watch(self, told: Callable[[], None]) -> None:
        """Call `told` after every change of the answers, or of whether they are saved."""
        ...

    def flush(self) -> None:
        """Save now what is not saved yet."""
        ...

    def catch_up(self) -> None:
        """Take in what others wrote meanwhile; asked again and again while a form is shown."""
        ...

    @property
    def is_saved(self) -> bool:
        """Whether everything that was given is on the disk."""
        ...

    @property
    def unsaved(self) -> str:
        """Why something cannot be saved, in the user's words; empty if all can."""
        ...

    @property
    def saved_at(self) -> str:
        """When it was last saved, as ``14:32``; empty if nothing was yet."""
        ...


def key_of(folder: ClientFolder, name: str) -> str:
    """Name a store of a client, other than that of any workspace with a client of this name.

    Browsers know servers by their port alone; two workspaces can have the same client.
    """
    where = sha256(str(folder.path.resolve()).encode()).hexdigest()[:8]
    return f"{folder.slug}-{where}/{name}"
