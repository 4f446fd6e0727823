"""The choice of a group of the survey: people see what it is called, and its key is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit.forms.controls import Control
from toolkit.forms.group_links import PERSONAS, find_holders, find_links, link_group
from toolkit.forms.open_workshop import OpenWorkshop
from toolkit.forms.persona_facts import Facts
from toolkit.forms.row_names import RowNames
from toolkit.forms.wording import NOTHING, tell
from toolkit.language import mark
from toolkit.model.fields import Field

HELP = mark("Empty for a persona from interviews, or an assumption.")
TAKEN = mark(
    "Choosing a group that another persona has takes it from that one, which has none then."
)


class GroupNames(RowNames):
    """What the survey's groups are called, by their keys.

    Parameters
    ----------
    facts
        Gives what the survey knows now.
    path
        Of the answer that names a group.
    """

    def __init__(self, facts: Callable[[], Facts], store: OpenWorkshop, path: str) -> None:
        super().__init__(store, PERSONAS, path)
        self._facts = facts

    def named(self) -> dict[str, str]:
        """Give what the groups are called, by their keys."""
        return dict(self._facts().labels)

    def offered(self) -> tuple[str, ...]:
        """Give what the groups are called, also those that another persona has."""
        return tuple(self.known().values())


class GroupControl(Control):
    """A list of the survey's groups, for a persona to rest on one.

    What is shown is the group that the persona stands for in the answers that there are now; where
    that is not known, that it is not.
    """

    # A name that was refused is no key, and would be taken for one as soon as it fits.
    keeps_refused = False

    def __init__(
        self,
        workshop: OpenWorkshop,
        facts: Callable[[], Facts],
        field: Field,
        path: str,
        *around: Any,  # noqa: ANN401
    ) -> None:
        self._workshop, self._facts = workshop, facts
        self._row = path.split(".")[2]
        self._took = ""
        # In a spreadsheet it is a key that is typed.
        super().__init__(replace(field, help=HELP), path, *around)

    def refresh(self) -> None:
        """Show what the store has."""
        holders = find_holders(self._workshop, self._facts())
        taken = any(row != self._row for row in holders.values())
        self.field = replace(self.field, help=TAKEN if taken else HELP)
        super().refresh()

    def _find_rows(self) -> RowNames:
        return GroupNames(self._facts, self._workshop, self.path)

    def _written(self) -> str:
        known = find_links(self._workshop, self._facts()).get(self._row)
        if known is None:
            return super()._written()
        if known.link == "doubtful":
            return self.language.text("not known any more")
        return self._write(known.key or known.named)

    def _shows_what_is_there(self) -> bool:
        return not self._wrong and self.text() == self._written()

    def _give(self, text: str) -> None:
        self.journal.owe(self.path)
        self._wrong = ""
        key = "" if not text.strip() or text == NOTHING else str(self._read(text))
        if key and key not in self._facts().names:
            # What is shown of a group that is gone, or not known, says nothing new.
            self.refresh()
            return
        if faults := link_group(self._workshop, self._facts(), self._row, key):
            self._wrong = tell(faults[0], self.language)
        self._tell_beside()
