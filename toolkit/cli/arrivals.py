"""Sort the files that wait in the inbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.asking import count
from toolkit.cli.options import Workspace, app
from toolkit.errors import Fault, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from toolkit.clients import Sorted


@app.command()
def inbox(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE]...", help="Only these files of the inbox.")
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="SLUG", help="Give these files to this client.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show where files would go.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Result for other programs.")] = False,
    workspace: Workspace = None,
) -> None:
    """Sort the files in clients/inbox to whose they are; what is not certain stays there."""
    from toolkit import clients
    from toolkit.workspace import find_workspace

    home = find_workspace(workspace)
    box = clients.Inbox(home)
    names = [Path(name).name for name in files or ()]
    strangers = sorted({*names} - {*box.waiting()})
    if strangers:
        raise UsageError(Fault("There is no such file in the inbox.", ", ".join(strangers)))
    if to and (not names or dry_run):
        raise UsageError("Say which files of the inbox this client gets: koers inbox FILE --to …")
    found: Iterable[Sorted]
    if to:
        clients.load(to, workspace=home)
        found = (box.give(name, to) for name in names)
    else:
        found = box.sort(names or None, dry_run=dry_run)
    told = []
    for one in found:
        told.append(one)
        if not as_json:
            _show_sorted(one, dry_run=dry_run)
    if as_json:
        typer.echo(json.dumps([_sorted_as_data(one) for one in told], ensure_ascii=False, indent=1))
    stay = sum(one.outcome == "stays" for one in told)
    if not as_json:
        typer.echo(f"{count(stay, 'file stays', 'files stay')} in the inbox.")
    if stay:
        raise typer.Exit(1)


def _show_sorted(one: Sorted, *, dry_run: bool) -> None:
    whose = ", ".join(filter(None, (" and ".join(one.brands), " and ".join(one.platforms))))
    about = f" ({whose})" if whose else ""
    match one.outcome:
        case "sorted":
            goes = "would go to" if dry_run else "went to"
            typer.echo(f"{one.file}: {goes} {one.slug}{about}, {one.reason}")
            if one.place and not one.place.endswith(f"/{one.file}"):
                typer.echo(f"  It is called {one.place} there.")
        case "there":
            typer.echo(f"{one.file}: {one.slug} had it already, as {one.place}; the copy is gone")
        case _:
            found = f" In it: {', '.join(one.accounts)}." if one.accounts else ""
            could = f" These could: {', '.join(one.claimants)}." if one.claimants else ""
            typer.echo(f"{one.file}: stays{about}. {one.reason}{found}{could}")
            for fault in one.faults:
                typer.echo(f"  {fault.severity}: {fault}")


def _sorted_as_data(one: Sorted) -> dict[str, object]:
    return {
        "file": one.file,
        "outcome": one.outcome,
        "client": one.slug,
        "brands": list(one.brands),
        "platforms": list(one.platforms),
        "reason": one.reason,
        "place": one.place,
        "accounts": list(one.accounts),
        "claimants": list(one.claimants),
        "faults": [str(fault) for fault in one.faults],
    }
