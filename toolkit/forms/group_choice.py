"""The choice of a group of the survey: people see what it is called, and its key is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit.forms.controls import Control
from toolkit.forms.persona_facts import Facts
from toolkit.forms.row_names import RowNames
from toolkit.forms.store import Store
from toolkit.language import mark
from toolkit.model.fields import Field

HELP = mark("Empty for a persona from interviews, or an assumption.")


class GroupNames(RowNames):
    """What the survey's groups are called, by their keys.

    Parameters
    ----------
    facts
        Gives what the survey knows now.
    path
        Of the answer that names a group; a group that stands in another row is not offered.
    """

    def __init__(self, facts: Callable[[], Facts], store: Store, path: str) -> None:
        table = path.rsplit(".", 2)[0]
        super().__init__(store, table, path)
        self._facts, self._path = facts, path

    def named(self) -> dict[str, str]:
        """Give what the groups are called, by their keys."""
        return dict(self._facts().labels)

    def offered(self) -> tuple[str, ...]:
        """Give what the groups are called that no other row has."""
        taken = {row.get("segment") for row in self.store.value(self.table) or ()}
        taken.discard(self.store.value(self._path))
        return tuple(name for key, name in self.known().items() if key not in taken)


class GroupControl(Control):
    """A list of the survey's groups, for a persona to rest on one.

    Groups that were found in the answers go with a mark of these, which is kept beside the key: in
    other answers the same key may be other people.
    """

    # A name that was refused is no key, and would be taken for one as soon as it fits.
    keeps_refused = False

    def __init__(
        self,
        facts: Callable[[], Facts],
        field: Field,
        *around: Any,  # noqa: ANN401
    ) -> None:
        self._facts = facts
        # In a spreadsheet it is a key that is typed.
        super().__init__(replace(field, help=HELP), *around)

    def _find_rows(self) -> RowNames:
        return GroupNames(self._facts, self.store, self.path)

    def _give(self, text: str) -> None:
        before = self.store.value(self.path)
        super()._give(text)
        if self.store.value(self.path) == before:
            return
        audience, made_of = self._facts().audience, ""
        if audience and audience.people and self.store.value(self.path):
            made_of = audience.people.division.made_of
        beside = f"{self.path.rpartition('.')[0]}.made_of"
        if made_of:
            self.store.give(beside, made_of)
        elif self.store.is_given(beside):
            self.store.clear(beside)
