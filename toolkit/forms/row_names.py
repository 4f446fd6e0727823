"""Rows that another answer names: people see and choose names, and what is stored are keys.

A name that is mended later is mended everywhere, since the key stays the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.forms.store import Store
from toolkit.language import Language


class RowNames:
    """The names of a table's rows as they are now, and their keys.

    Parameters
    ----------
    table
        Where the table stands; its rows have a ``key`` and a ``name``.
    path
        Of the answer that names them: the row that it stands in is none of those it can name.
    """

    def __init__(self, store: Store, table: str, path: str) -> None:
        self.store, self.table = store, table
        inside, _, rest = path.partition(f"{table}.")
        self._own = f"{table}.{rest.partition('.')[0]}" if rest and not inside else ""

    def named(self) -> dict[str, str]:
        """Give the names by their keys, as they were written."""
        rows = self.store.value(self.table) or ()
        return {
            str(row["key"]): " ".join(str(row["name"]).split())
            for row in rows
            if row.get("key") and row.get("name")
        }

    def known(self) -> dict[str, str]:
        """Give the names by their keys; rows of one name are told apart by their keys."""
        named = self.named()
        often = Counter(name.casefold() for name in named.values())
        return {
            key: f"{name} ({key})" if often[name.casefold()] > 1 else name
            for key, name in named.items()
        }

    def offered(self) -> tuple[str, ...]:
        """Give the names that can be chosen here."""
        own = self.store.value(f"{self._own}.key") if self._own else None
        return tuple(name for key, name in self.known().items() if key != own)

    def doubt(self, value: object, language: Language) -> str:  # noqa: ARG002
        """Say what is wrong with a value that is none of these; empty where that is told of."""
        return ""

    def to_names(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """Put names in the place of keys; what is no key stays as it is."""
        known = self.known()
        keys = _by_name(known)
        return _each(value, lambda one: known.get(keys.get(_fold(one), one), one))

    def to_keys(self, value: Any) -> Any:  # noqa: ANN401 - any JSON
        """Put keys in the place of names; what is no name stays as it is."""
        keys = _by_name(self.known())
        return _each(value, lambda one: keys.get(_fold(one), one))


def _by_name(known: Mapping[str, str]) -> dict[str, str]:
    # A key that is also the name of another row is that key.
    return {_fold(name): key for key, name in known.items()} | {key: key for key in known}


def _each(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, list | tuple):
        return [change(str(one)) for one in value]
    return change(value) if isinstance(value, str) else value


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
