"""Finished blocks: their answers stand until somebody opens them again."""

from __future__ import annotations

from collections.abc import Collection

import ipywidgets as widgets

from toolkit.errors import Fault
from toolkit.forms.sparing import make
from toolkit.forms.store import Store
from toolkit.language import Language, mark
from toolkit.model.intake import BLOCKS, Block
from toolkit.workshop_log.finished import LOCKED, locked_block


def locked_fault(path: str, locked: Collection[str], language: Language) -> Fault | None:
    """Say in the user's words why an answer of a finished block is not changed."""
    block = locked_block(path, locked)
    return None if block is None else finished_fault(block, language)


def finished_fault(block: Block, language: Language) -> Fault:
    """Say in the user's words that a block is finished, and how it is opened again."""
    title = language.text(block.title)
    return Fault(
        language.text("“{title}” is finished; its answers stand.", title=title),
        remedy=language.text("Press “{button}” above it to change something.",
                             button=language.text(OPEN_AGAIN)),
    )  # fmt: skip


FINISHED = mark("Finished")
OPEN_AGAIN = mark("Open again")


class Locks:
    """Which blocks are finished, and for each a button that changes it.

    Attributes
    ----------
    buttons
        By the key of a block, to be put beside its title.
    """

    def __init__(self, store: Store, language: Language) -> None:
        self.store, self.language = store, language
        self.buttons = {block.key: self._make_button(block) for block in BLOCKS}
        store.watch(self.refresh)
        self.refresh()

    @property
    def locked(self) -> tuple[str, ...]:
        """Keys of the finished blocks."""
        return tuple(self.store.value(LOCKED) or ())

    def is_locked(self, block: str) -> bool:
        """Say whether the block of this key is finished."""
        return block in self.locked

    def toggle(self, block: str) -> tuple[Fault, ...]:
        """Finish a block, or open it again; give what is wrong, if it was not taken."""
        locked = self.locked
        wanted = [key for key in locked if key != block] if block in locked else [*locked, block]
        return self.store.give(LOCKED, wanted)

    def refresh(self) -> None:
        """Show on each button what it would do."""
        for block in BLOCKS:
            button = self.buttons[block.key]
            words = self.language.text(OPEN_AGAIN if self.is_locked(block.key) else FINISHED)
            if button.description != words:
                button.description = words
                # Of a dozen buttons that are called the same, this says which.
                button.tooltip = f"{words}: {self.language.text(block.title)}"

    def _make_button(self, block: Block) -> widgets.Button:
        button = make(widgets.Button)
        button.add_class("koers-lock")
        button.on_click(lambda _: self.toggle(block.key))
        return button
