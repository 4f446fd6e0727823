"""What comes to light while a file is read: faults and decisions, gathered until the end.

Nobody repairs a file one error at a time, so a reader goes on after a fault and speaks once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from toolkit.errors import Fault, InputError, Severity
from toolkit.readers.reading import Decision

SHOWN = 20


@dataclass(slots=True)
class Findings:
    """Faults and decisions of one file, in the order in which they were met."""

    file: str
    faults: list[Fault] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def add(
        self,
        what: str,
        *,
        severity: Severity = "error",
        row: int | None = None,
        column: str = "",
        got: str = "",
        expected: str = "",
        remedy: str = "",
    ) -> None:
        """Note a fault of this file; what stands in a cell is shortened."""
        got = shorten(got, 400 if row is None else 80)
        self.faults.append(Fault(what, self.file, row, column, got, expected, remedy, severity))

    def ask(
        self, field: str, question: str, *, column: str = "", got: str = "", expected: str = ""
    ) -> None:
        """Ask what the file leaves open and no evidence settles; it stops until it is answered.

        Parameters
        ----------
        field
            The field of :class:`toolkit.readers.file_answers.FileAnswers` that takes the answer.
        """
        name = self.file.rsplit("/", 1)[-1]
        remedy = (
            "Answer beside the file on the home page, or under answers in "
            f"data/channels/profile.yaml: {{match: {name}, {field}: …}}"
        )
        self.faults.append(
            Fault(
                question, self.file, None, column, shorten(got, 400), expected, remedy, asks=field
            )
        )

    def decide(self, column: str, taken_as: str, evidence: str) -> None:
        """Note how something that the file leaves open was read, and why."""
        self.decisions.append(Decision(self.file, column, taken_as, evidence))

    def settle(self) -> tuple[Fault, ...]:
        """Give the faults, abridged.

        Raises
        ------
        InputError
            If one of them is an error; it carries them all.
        """
        faults = abridge(self.faults)
        if any(fault.severity == "error" for fault in faults):
            raise InputError(faults)
        return faults


def abridge(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Keep the first 20 faults of a kind in a column and count the rest in one line."""
    kinds: dict[tuple[str, str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        kinds[fault.what, fault.column, fault.severity].append(fault)
    kept: list[Fault] = []
    for alike in kinds.values():
        kept += alike[:SHOWN]
        rest = alike[SHOWN:]
        if rest:
            rows = [fault.row for fault in rest if fault.row is not None]
            kept.append(
                replace(
                    rest[0],
                    row=None,
                    got=f"the same in {len(rest)} more rows ({name_rows(rows)})"
                    if rows
                    else f"the same of {len(rest)} more",
                )
            )
    return tuple(kept)


def name_rows(rows: Iterable[int]) -> str:
    """Write row numbers for a sentence, the first eight of them: ``rows 3, 8, 12 and 4 more``."""
    numbers = list(rows)
    first = ", ".join(str(number) for number in numbers[:8])
    if len(numbers) > 8:
        return f"rows {first} and {len(numbers) - 8} more"
    return f"{'row' if len(numbers) == 1 else 'rows'} {first}"


def name_columns(headers: Iterable[str]) -> str:
    """List headers for a sentence, and only count those that may be cells of a file without any.

    An address, a number or a long text is no header that has to be told.
    """
    every = [header for header in headers if header]
    told = [
        header
        for header in every
        if "@" not in header and len(header) <= 80 and any(sign.isalpha() for sign in header)
    ]
    rest = len(every) - len(told)
    parts = [*told, "1 that is not told here" if rest == 1 else f"{rest} that are not told here"]
    return ", ".join(parts if rest else told)


def shorten(text: str, longest: int = 80) -> str:
    """Make a text fit into a sentence: one line, at most 80 signs unless told otherwise."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
