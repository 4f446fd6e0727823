"""Name every fault of a client folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.asking import tell_waiting, write_fault
from toolkit.cli.options import Slugs, Workspace, app
from toolkit.errors import Fault, InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.language import Language


@app.command()
def check(
    slugs: Slugs = None,
    workspace: Workspace = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print notes too.")] = False,
) -> None:
    """Name every fault of a client folder at once."""
    from toolkit import clients
    from toolkit.build.checking import tell_all
    from toolkit.workspace import find_workspace

    home = find_workspace(workspace)
    tell_waiting(home)
    found = {slug: tell_all(slug, home) for slug in slugs or clients.slugs(home)}
    for slug, faults in found.items():
        _show_faults(slug, faults, _words_of(slug, home), notes=notes)
    errors = sum(fault.severity == "error" for faults in found.values() for fault in faults)
    if errors:
        raise typer.Exit(1)


def _words_of(slug: str, workspace: Path) -> Language:
    """Give the client's language; English where client.yaml does not say it."""
    from toolkit import clients
    from toolkit.language import Language

    try:
        return clients.open_unread(slug, "", workspace).words()
    except InputError:
        return Language("en")


def _show_faults(slug: str, faults: Sequence[Fault], words: Language, *, notes: bool) -> None:
    found = Counter(fault.severity for fault in faults)
    counts = []
    if n := found["error"]:
        counts.append(words.plural("{n} error", "{n} errors", n))
    if n := found["warning"]:
        counts.append(words.plural("{n} warning", "{n} warnings", n))
    if n := found["note"]:
        counts.append(words.plural("{n} note", "{n} notes", n))
    hidden = found["note"] and not notes
    hint = " (" + words.text("--notes shows them") + ")" if hidden else ""
    typer.echo(f"{slug}: {', '.join(counts) or words.text('nothing wrong')}{hint}")
    for fault in faults:
        if notes or fault.severity != "note":
            typer.echo(f"  {write_fault(fault, words)}")
