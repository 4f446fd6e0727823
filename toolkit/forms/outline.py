"""The outline: every block of the workshop, what is answered in it and what is still open.

It is made from the models: a block, or a question, that is added to them appears here by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.analysis.completeness import Completeness, check_completeness
from toolkit.forms.open_workshop import OpenWorkshop, finished_answers
from toolkit.forms.scripts import read_script
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.model.intake import BLOCKS, MOMENT_NAMES, Block, Intake, block_of
from toolkit.workshop_log.answers import Answers
from toolkit.workshop_log.finished import LOCKED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a block is.

    Parameters
    ----------
    answered, asked
        Numbers of questions.
    unknown
        How many were asked and nobody knew.
    finished
        Whether it is locked.
    """

    block: Block
    answered: int
    asked: int
    unknown: int
    finished: bool


def follow_progress(completeness: Completeness, locked: Collection[str]) -> tuple[Progress, ...]:
    """Work out how far each block is; `locked` are the keys of the finished ones."""
    found = []
    for block in BLOCKS:
        states = [one.state for one in completeness.questions if one.block == block.title]
        answered, unknown = states.count("known"), states.count("unknown")
        found.append(Progress(block, answered, len(states), unknown, block.key in locked))
    return tuple(found)


class OutlineList(anywidget.AnyWidget):
    """Lines that lead to blocks; ``share`` is None where nothing is counted."""

    _esm = read_script("elements.js", "outline.js")
    _css = Path(__file__).parent / "outline.css"
    parts: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class Outline:
    """The outline as a list whose lines lead to the blocks.

    A block on the page is an element of the classes ``koers-block`` and ``koers-block--<key>``.

    Parameters
    ----------
    client
        Gives the client as it is now: its hours and money are asked too.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(
        self, store: OpenWorkshop, client: Callable[[], Client], language: Language
    ) -> None:
        self.store, self.client, self.language = store, client, language
        self._answers: Answers | None = None
        self._client: Client | None = None
        words = {
            "outline": language.text("Outline"),
            "finished": language.text("finished"),
        }
        self.widget = OutlineList(words=words)
        store.watch(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how far each block is; what is not saved yet does not count."""
        client, answers = self.client(), self.store.ledger.answers
        if answers is self._answers and client == self._client:
            return
        self._answers, self._client = answers, client
        completeness = check_completeness(finished_answers(self.store).intake, client)
        progress = follow_progress(completeness, self.store.value(LOCKED) or ())
        wrong = Counter(_block_key(path) for path in answers.drafts)
        parts = [self._tell(one, wrong[one.block.key]) for one in progress]
        if self.widget.parts != parts:
            self.widget.parts = parts

    def _tell(self, one: Progress, wrong: int) -> dict[str, Any]:
        language = self.language
        answered = language.text(
            "{n} of {all} answered", n=language.number(one.answered), all=language.number(one.asked)
        )
        unknown = language.text("{n} nobody knows", n=language.number(one.unknown))
        return {
            "key": one.block.key,
            "title": language.text(one.block.title),
            "moment": language.text(MOMENT_NAMES[one.block.moment]),
            "answered": answered if one.asked else "",
            "unknown": unknown if one.unknown else "",
            "wrong": language.plural("{n} is not right", "{n} are not right", wrong)
            if wrong
            else "",
            "share": one.answered / one.asked if one.asked else 0.0,
            "finished": one.finished,
        }


def _block_key(path: str) -> str:
    part, _, rest = path.partition(".")
    field = rest.partition(".")[0]
    block = block_of(field) if part == "intake" and field in Intake.model_fields else None
    return block.key if block else ""
