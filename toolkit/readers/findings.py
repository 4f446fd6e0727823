"""What comes to light while a file is read: faults and decisions, gathered until the end.

Nobody repairs a file one error at a time, so a reader goes on after a fault and speaks once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from toolkit.errors import Fault, Filled, InputError, Severity, fill, join
from toolkit.readers.reading import Decision

SHOWN = 3
TOLD = 8
LONG_HEADER = 300  # Where the headers are known to be headers: a whole question with its option.


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
        remedy = fill(
            "Answer beside the file on the home page, or under answers in "
            "data/channels/profile.yaml: {{match: {name}, {field}: …}}",
            name=name,
            field=field,
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
    """Gather equal faults of one file and column into one, where there are more than three.

    It says what the first of them found, how many there are and the first of their rows;
    ``rows`` keeps the places of them all.
    """
    kinds: dict[tuple[object, ...], list[Fault]] = defaultdict(list)
    for fault in faults:
        kinds[fault.file, fault.what, fault.column, fault.severity, fault.asks].append(fault)
    kept: list[Fault] = []
    for alike in kinds.values():
        kept += alike if len(alike) <= SHOWN else [_gather(alike)]
    return tuple(kept)


def _gather(alike: list[Fault]) -> Fault:
    first = alike[0]
    rows = tuple(row for fault in alike for row in (fault.rows or (fault.row,)) if row is not None)
    if not rows:
        told = list(dict.fromkeys(fault.got for fault in alike if fault.got))
        rest = [fill("and {n} more", n=len(told) - TOLD)] if len(told) > TOLD else []
        return replace(first, got=join([*told[:TOLD], *rest], "; "))
    found = [first.got] if first.got else []
    times = fill("{n} times ({rows})", n=len(alike), rows=name_rows(rows))
    unlike = first.expected and any(fault.expected != first.expected for fault in alike)
    return replace(
        first,
        got=join([*found, times], "; "),
        expected=fill("{what} in row {row}", what=fill(first.expected), row=first.row)
        if unlike
        else first.expected,
        rows=rows,
    )


def name_rows(rows: Iterable[int]) -> str:
    """Write row numbers for a sentence, the first eight of them: ``rows 3, 8, 12 and 4 more``."""
    numbers = list(rows)
    first = ", ".join(str(number) for number in numbers[:TOLD])
    if len(numbers) > TOLD:
        return fill("rows {numbers} and {n} more", numbers=first, n=len(numbers) - TOLD)
    if len(numbers) == 1:
        return fill("row {number}", number=first)
    return fill("rows {numbers}", numbers=first)


def name_columns(headers: Iterable[str], longest: int = 80) -> str:
    """List headers for a sentence, and only count those that may be cells of a file without any.

    An address, a number or a text of more than `longest` signs is no header that has to be told.
    """
    every = [header for header in headers if header]
    told = [
        header
        for header in every
        if "@" not in header and len(header) <= longest and any(sign.isalpha() for sign in header)
    ]
    rest = len(every) - len(told)
    if rest == 1:
        told.append(fill("1 that is not told here"))
    elif rest:
        told.append(fill("{n} that are not told here", n=rest))
    return join(told, ", ")


def shorten(text: str, longest: int = 80) -> str:
    """Make a text fit into a sentence: one line, at most 80 signs unless told otherwise.

    Of words of ours with something filled in, only what is filled in is shortened.
    """
    if isinstance(text, Filled):
        values = {
            name: shorten(value, longest) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        return fill(text.message, **values)
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
