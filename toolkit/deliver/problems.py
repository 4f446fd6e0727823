"""What is wrong with a client, as a page for whoever put the folder together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from toolkit.deliver.page import plain_page
from toolkit.deliver.template import render_page
from toolkit.errors import Fault, Severity
from toolkit.language import Language, mark

SEVERITIES: dict[Severity, str] = {
    "error": mark("Stops the report"),
    "warning": mark("Is printed in the report"),
    "note": mark("For the record"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one file, or of one chapter that did not finish; ``id`` is its address."""

    title: str
    id: str
    faults: tuple[Fault, ...]


def render_problems(
    client: str,
    faults: Iterable[Fault] = (),
    *,
    language: Language,
    failures: Mapping[str, Iterable[Fault]] | None = None,
    workspace: Path | None = None,
) -> str:
    """Give the page of a client's faults: what stops it first, then file by file.

    Parameters
    ----------
    client
        Name of the client.
    faults
        What a check of the folder found.
    language
        Of the page; a fault without a translation stays in English.
    failures
        Title of each chapter that did not finish, with its faults.
    workspace
        Folder that may hold a report template of its own.
    """
    chapters = [(title, tuple(found)) for title, found in (failures or {}).items()]
    whole = language.text("The folder as a whole")
    files = [
        (file or whole, tuple(sorted(group, key=_urgency)))
        for file, group in groupby(sorted(faults, key=lambda fault: fault.file), _file)
    ]
    files.sort(key=lambda group: list(SEVERITIES).index(group[1][0].severity))
    groups = tuple(
        Group(title, f"group-{number}", found)
        for number, (title, found) in enumerate([*chapters, *files], start=1)
    )
    stopping = sum(fault.severity == "error" for group in groups for fault in group.faults)
    lede = (
        language.plural(
            "{n} thing must be put right before the report can be made.",
            "{n} things must be put right before the report can be made.",
            stopping,
        )
        if stopping
        else language.text("Nothing stops the report; this is worth knowing.")
    )
    return render_page(
        "problems.html.j2",
        workspace=workspace,
        page=plain_page(
            language, title=language.text("What is wrong at {client}", client=client), lede=lede
        ),
        t=language.text,
        groups=groups,
        severities=SEVERITIES,
    )


def _file(fault: Fault) -> str:
    return fault.file


def _urgency(fault: Fault) -> tuple[int, int, str]:
    return list(SEVERITIES).index(fault.severity), fault.row or 0, fault.column
