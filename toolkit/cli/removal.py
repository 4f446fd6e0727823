"""Remove for good: a client with all that was made of it, or one answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.asking import ask, count, tell_turn, tell_waiting
from toolkit.cli.options import Slug, Workspace, app
from toolkit.errors import UsageError


@app.command()
def remove(
    slug: Slug,
    answer: Annotated[
        str | None,
        typer.Option("--answer", metavar="PATH", help="Only this answer; ? lists all."),
    ] = None,
    with_text: Annotated[
        str | None,
        typer.Option("--answer-with", metavar="TEXT", help="List the answers with this text."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
    workspace: Workspace = None,
) -> None:
    """Remove a client and all that was made of it, or one answer of the workshop, for good."""
    from toolkit.workspace import find_workspace

    home = find_workspace(workspace)
    if "" in (answer, with_text):
        raise UsageError("Say which answer: --answer PATH or --answer-with TEXT has nothing in it.")
    if with_text or answer == "?":
        _list_answers(home, slug, with_text or "")
    elif answer:
        _remove_answer(home, slug, answer, yes=yes)
    else:
        _remove_client(home, slug, yes=yes)


def _list_answers(workspace: Path, slug: str, text: str) -> None:
    from toolkit import clients
    from toolkit.workshop_log.redaction import find_paths

    folder = clients.load(slug, workspace=workspace)
    found = find_paths(folder.workshop_folder, text)
    for path, held in found.items():
        typer.echo(f"{path}: {' '.join(held.split())[:80]}")
    typer.echo(count(len(found), "answer found.", "answers found."))


def _remove_answer(workspace: Path, slug: str, path: str, *, yes: bool) -> None:
    from toolkit import clients, erasure
    from toolkit.workshop_log.redaction import find_beside, find_paths, redact

    folder = clients.load(slug, workspace=workspace).workshop_folder
    held = {
        text for place, text in find_paths(folder).items() if f"{place}.".startswith(f"{path}.")
    }
    beside = [one.name for one in find_beside(folder)]
    if beside:
        typer.echo(f"These files may hold it, and are removed too: {', '.join(beside)}")
    if not yes:
        ask("This cannot be undone. Take it out?", "Say --yes to take it out without asking.")
    gone = redact(folder, path)
    erasure.remove_reports(workspace, slug, tell_turn)
    typer.echo(count(gone, "operation held it; it is gone.", "operations held it; it is gone."))
    typer.echo(f"The reports held it too and were removed. Next: koers build {slug}")
    typer.echo("Reports, workbooks and backups that were made before or sent to others still do.")
    # A short answer, such as a yes, stands in many places and tells nothing.
    for text in sorted(one for one in held if len(one) > len("yes!")):
        for place in (found for found, other in find_paths(folder).items() if other == text):
            typer.echo(f"The same text stands at {place}.")


def _remove_client(workspace: Path, slug: str, *, yes: bool) -> None:
    from toolkit import erasure

    for one in erasure.find_traces(workspace, slug):
        typer.echo(f"  {one.relative_to(workspace).as_posix()}")
    if not yes:
        without = "Say --yes to remove it without asking."
        ask("All of this goes for good. Type the client's folder name to go on", without, slug)
    erasure.remove_client(workspace, slug, tell_turn)
    typer.echo(f"{slug} is removed. Reports that were sent, and backups, are not in reach.")
    tell_waiting(workspace)
