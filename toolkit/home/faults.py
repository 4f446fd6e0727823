"""What is wrong, told in the reader's language: by file, what stops a report first.

Faults come in English, the language of the code; what has no translation is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from toolkit.errors import Fault, Severity
from toolkit.language import Language, mark

SEVERITIES: dict[Severity, str] = {
    "error": mark("Stops the report"),
    "warning": mark("Is printed in the report"),
    "note": mark("For the record"),
}
MOST = 200
LONG = 400


def count_faults(faults: Sequence[Fault], words: Language) -> str:
    """Say in one sentence how many things are wrong."""
    errors = sum(fault.severity == "error" for fault in faults)
    warnings = sum(fault.severity == "warning" for fault in faults)
    if errors:
        return words.plural(
            "{n} thing must be put right before the report can be made.",
            "{n} things must be put right before the report can be made.",
            errors,
        )
    if warnings:
        return words.plural(
            "Nothing stops the report; {n} thing is printed in it as a warning.",
            "Nothing stops the report; {n} things are printed in it as a warning.",
            warnings,
        )
    return words.text("All is well.")


def show_faults(
    faults: Sequence[Fault], words: Language, severities: Mapping[Severity, str] = SEVERITIES
) -> str:
    """Give the faults as HTML, everything from outside escaped; notes are folded away.

    Parameters
    ----------
    severities
        What each severity means here, in English.
    """
    serious = [fault for fault in faults if fault.severity != "note"]
    notes = [fault for fault in faults if fault.severity == "note"]
    parts = [_by_file(serious[:MOST], words, severities)]
    if len(serious) > MOST:
        left = len(serious) - MOST
        parts.append(f"<p>{escape(words.plural('and {n} more', 'and {n} more', left))}</p>")
    if notes:
        title = words.plural("{n} note for the record", "{n} notes for the record", len(notes))
        body = _by_file(notes[:MOST], words, severities)
        parts.append(f"<details><summary>{escape(title)}</summary>{body}</details>")
    return "".join(parts)


def _by_file(faults: Sequence[Fault], words: Language, severities: Mapping[Severity, str]) -> str:
    order = list(SEVERITIES)
    urgency = [order.index(fault.severity) for fault in faults]
    most_urgent: dict[str, int] = {}
    for fault, rank in zip(faults, urgency, strict=True):
        most_urgent[fault.file] = min(rank, most_urgent.get(fault.file, rank))
    ordered = sorted(
        faults,
        key=lambda one: (most_urgent[one.file], one.file, order.index(one.severity), one.row or 0),
    )
    html = []
    for file, group in groupby(ordered, key=lambda one: one.file):
        title = file or words.text("The folder as a whole")
        items = "".join(_item(fault, words, severities) for fault in group)
        html.append(f"<h4>{escape(title)}</h4><ul class='home-faults'>{items}</ul>")
    return "".join(html)


def _item(fault: Fault, words: Language, severities: Mapping[Severity, str]) -> str:
    facts = [
        (words.text("Row"), words.number(fault.row) if fault.row is not None else ""),
        (words.text("Column or field"), fault.column),
        (words.text("Found"), words.found(fault.got)),
        (words.text("Expected"), words.told(fault.expected)),
        (words.text("What to do"), words.told(fault.remedy)),
    ]
    lines = "".join(
        f"<dt>{escape(label)}</dt><dd>{_folded(text, words)}</dd>" for label, text in facts if text
    )
    severity = words.text(severities[fault.severity])
    return (
        f"<li class='home-{fault.severity}'><p class='home-severity'>{escape(severity)}</p>"
        f"<p class='home-what'>{escape(words.told(fault.what))}</p><dl>{lines}</dl></li>"
    )


def _folded(text: str, words: Language) -> str:
    if len(text) <= LONG:
        return escape(text)
    summary = escape(words.text("Show all of it"))
    return f"<details><summary>{summary}</summary>{escape(text)}</details>"
