"""The history of a workshop: what was done, the latest first, and the way back to any of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from toolkit.errors import Fault, ToolkitError
from toolkit.forms.open_workshop import OpenWorkshop, tell_fault
from toolkit.forms.scripts import read_script
from toolkit.forms.steps import Told, ask, name_rows, tell_answers, tell_steps, tell_time
from toolkit.language import Language
from toolkit.workshop_log.history import earlier_states
from toolkit.workshop_log.ledger import now
from toolkit.workshop_log.redaction import find_beside

PAGE = 40


class _Steps(anywidget.AnyWidget):
    _esm = read_script("elements.js", "history.js")
    _css = Path(__file__).parent / "history.css"
    steps: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)
    more = traitlets.Bool().tag(sync=True)
    beside: traitlets.List[str] = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    gone = traitlets.Unicode().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)


class History:
    """The steps of a workshop, each a moment to go back to.

    Nothing is read from the log until somebody opens the list.

    Parameters
    ----------
    redact
        Takes the answer at a path out of the log for good, and the reports that may hold it;
        without it there is no such button.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(
        self,
        store: OpenWorkshop,
        language: Language,
        redact: Callable[[str], object] | None = None,
    ) -> None:
        self.store, self.language, self.redact = store, language, redact
        self._shown = 0
        self._unfolded: set[int] = set()
        self.widget = _Steps(words=_words(language, may_take_out=redact is not None))
        self.widget.on_msg(self._hear)
        store.watch(self.refresh)

    def refresh(self) -> None:
        """Show the steps there are, if the list is open."""
        if not self._shown:
            return
        operations = self.store.ledger.operations
        latest = list(islice(earlier_states(operations), self._shown + 1))
        self.widget.more = len(latest) > self._shown
        told = tell_steps(latest[: self._shown], operations, self.language)
        self.widget.beside = [one.name for one in find_beside(self.store.ledger.folder)]
        self.widget.steps = [self._as_line(one) for one in told]

    def go_back_to(self, operation: int) -> None:
        """Bring back the answers that were there after `operation`."""
        ledger = self.store.ledger
        self.store.change_log(lambda: ledger.go_back_to(operation, who="workshop", time=now()))

    def take_out(self, path: str) -> None:
        """Take the answer at `path` out of the log for good."""
        if self.redact is None:
            return
        redact, ledger = self.redact, self.store.ledger
        question = ask(path, name_rows(ledger.operations), self.language)
        beside = [one.name for one in find_beside(ledger.folder)]
        faults: list[Fault] = []

        def take_out() -> None:
            # A store tells of its own troubles elsewhere; these are told here.
            try:
                redact(path)
            except ToolkitError as error:
                faults.extend(error.faults)

        self.widget.said = self.widget.gone = ""
        self.store.change_log(take_out)
        if faults:
            self.widget.said = " ".join(tell_fault(fault, self.language) for fault in faults)
            return
        done = self.language.text(
            "Taken out for good: {question}. The reports were removed too.", question=question
        )
        files = self.language.text("Removed: {files}.", files=", ".join(beside)) if beside else ""
        self.widget.gone = f"{done} {files}".strip()

    def _as_line(self, one: Told) -> dict[str, Any]:
        return {
            "operation": one.operation,
            "path": one.path,
            "time": tell_time(one.time),
            "question": one.question,
            "done": one.done,
            "out": one.may_go and not one.several,
            "several": one.several,
            "answers": self._answers(one),
        }

    def _answers(self, one: Told) -> list[dict[str, str]]:
        if one.operation not in self._unfolded:
            return []
        told = tell_answers(one.operation, self.store.ledger.operations, self.language)
        return [asdict(answer) for answer in told]

    def _hear(self, _widget: object, message: dict[str, Any], _buffers: object) -> None:
        if "open" in message:
            self._shown = PAGE if message["open"] else 0
            self.refresh()
        elif "more" in message:
            self._shown += PAGE
            self.refresh()
        elif isinstance(message.get("unfold"), int):
            self._unfolded ^= {message["unfold"]}
            self.refresh()
        elif "ask" in message:
            self.refresh()
        elif isinstance(message.get("back"), int):
            self.go_back_to(message["back"])
        elif isinstance(message.get("out"), str):
            self.take_out(message["out"])


def _words(language: Language, *, may_take_out: bool) -> dict[str, str]:
    return {
        "history": language.text("History"),
        "none": language.text("Nothing was answered yet."),
        "time": language.text("When"),
        "question": language.text("Question"),
        "done": language.text("What was done"),
        "back": language.text("Back to here"),
        "back_to": language.text("Back to how it was after this: {question}"),
        "out": language.text("Take out for good") if may_take_out else "",
        "out_of": language.text("Take out for good: {question}"),
        "sure": language.text(
            "What was ever typed at {question} goes out of the log, and cannot be brought back. "
            "The reports that were made go too."
        ),
        "beside": language.text("These files may hold it, and go too: {files}."),
        "back_sure": language.text(
            "All answers become as they were then; finished blocks stay finished. What came later "
            "stays in this list."
        ),
        "back_yes": language.text("Yes, go back"),
        "answers": language.text("Show the answers"),
        "answers_of": language.text("Show the answers: {question}"),
        "fewer": language.text("Hide the answers"),
        "yes": language.text("Yes, take it out"),
        "no": language.text("No"),
        "more": language.text("Show earlier ones"),
        "latest": language.text("now"),
    }
