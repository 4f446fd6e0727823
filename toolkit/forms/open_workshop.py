"""A workshop that is open in a form: its answers as a store, and the log behind them.

What is asked in a form goes through the store. A few things are of the log itself: votes that are
shown together, going back to an earlier state, a state file that somebody else changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from toolkit.errors import Fault
from toolkit.forms.store import Store
from toolkit.language import Language
from toolkit.model.workshop import Workshop
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger


class OpenWorkshop(Store, Protocol):
    """A store of a workshop's answers.

    Attributes
    ----------
    ledger
        The log, open for changes.
    """

    ledger: Ledger

    def change(self, changes: Sequence[Change]) -> tuple[Fault, ...]:
        """Make changes in one step, all or none; give what is wrong, if they were not taken."""
        ...

    def change_log(self, do: Callable[[], object]) -> None:
        """Do something with the log itself once all is saved, and tell whoever watches."""
        ...


def finished_answers(store: OpenWorkshop) -> Workshop:
    """Give the saved answers as a model, without rows that are not finished."""
    return store.ledger.workshop()


def tell_fault(fault: Fault, language: Language) -> str:
    """Write a fault as a sentence or two beside what it is about."""
    parts = (fault.what, fault.remedy)
    return " ".join(language.text(part) for part in parts if part)
