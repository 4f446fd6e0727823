"""Initiatives that decisions, fixed starts and others name: shown by name, kept by key.

A cell shows the name, for people choose names from a list; what stands in the answers is the key,
which stays when the name is mended. A name that would not come back as it was (two have it, or a
comma stands in it) is shown as its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from toolkit.homework.cells import as_read, show_text
from toolkit.homework.pages import INITIATIVES
from toolkit.model.fields import Field
from toolkit.workshop_log.answers import Rows

BETWEEN = frozenset(",;\n")


class Initiatives:
    """The initiatives of one tree of answers, or more, by key and by name.

    Parameters
    ----------
    trees
        Answers; where two know a key, the first one says its name.
    """

    def __init__(self, *trees: Mapping[str, object]) -> None:
        self._names: dict[str, str] = {}
        self._keys: dict[str, set[str]] = {}
        for tree in trees:
            for key, name in _read_names(tree):
                self._names.setdefault(key, name)
                self._keys.setdefault(_fold(name), set()).add(key)
        self._often = Counter(map(_fold, self._names.values()))

    @property
    def names(self) -> tuple[str, ...]:
        """All names, in order."""
        return tuple(self._names.values())

    def show(self, value: object, field: Field) -> object:
        """Give what a cell shows of an answer: names for keys."""
        if field.table != INITIATIVES:
            return value
        if isinstance(value, str):
            return self._name_of(value)
        if isinstance(value, list | tuple):
            return [self._name_of(str(one)) for one in value]
        return value

    def keep(self, value: object, field: Field) -> object:
        """Give the answer that a cell holds: keys for names, where a name is one initiative's."""
        if field.table != INITIATIVES:
            return value
        if isinstance(value, str):
            return self._key_of(value)
        if isinstance(value, list | tuple):
            return [self._key_of(str(one)) for one in value]
        return value

    def find_wrong(self, value: object, field: Field) -> tuple[str, bool] | None:
        """Give the first word that names no initiative, and whether that is for naming several."""
        words = [value] if isinstance(value, str) else value
        if field.table != INITIATIVES or not isinstance(words, Iterable):
            return None
        for word in (str(one).strip() for one in words):
            known = self._keys.get(_fold(word), set())
            if word not in self._names and len(known) != 1:
                return word, bool(known)
        return None

    def keys_called(self, name: str) -> tuple[str, ...]:
        """Give the keys of all that have this name."""
        return tuple(sorted(self._keys.get(_fold(name), ())))

    def _name_of(self, key: str) -> str:
        name = self._names.get(key, "")
        plain = name == name.strip() and as_read(show_text(name)) == name
        alone = self._often[_fold(name)] == 1 and name not in self._names
        return name if name and plain and alone and not BETWEEN & set(name) else key

    def _key_of(self, word: str) -> str:
        word = word.strip()
        known = self.keys_called(word)
        return known[0] if word not in self._names and len(known) == 1 else word


def _read_names(tree: Mapping[str, object]) -> Iterable[tuple[str, str]]:
    part, _, name = INITIATIVES.partition(".")
    choice = tree.get(part)
    rows = choice.get(name) if isinstance(choice, Mapping) else None
    for row in rows.values() if isinstance(rows, Rows) else ():
        if isinstance(row, Mapping) and row.get("key") and row.get("name"):
            yield str(row["key"]), str(row["name"])


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
