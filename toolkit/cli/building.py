"""Say what a build would run, and run it."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.cli.asking import complain, tell_waiting
from toolkit.cli.options import AsOf, Force, Notebooks, Params, Slugs, Workspace, app
from toolkit.errors import Fault, ToolkitError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.build import ClientPlan, ClientResult, Request

# Clients that are up to date and are still named, each on a line of its own.
MOST_LINES = 40
# Letters that a line of the closing table may have.
WIDEST = 1_000


@app.command()
def plan(
    slugs: Slugs = None,
    notebook: Notebooks = None,
    as_of: AsOf = "",
    param: Params = None,
    force: Force = False,
    workspace: Workspace = None,
) -> None:
    """Say what a build would run, and why; what stands in exports is read by koers check."""
    from toolkit import build as pipeline

    asked = _request(slugs, notebook, as_of, workspace, param=param, force=force)
    plans = pipeline.plan(asked)
    _show_plan(plans)
    if any(one.faults for one in plans):
        raise typer.Exit(1)


@app.command()
def build(
    slugs: Slugs = None,
    all_clients: Annotated[
        bool, typer.Option("--all", help="All clients, as without SLUG.")
    ] = False,
    notebook: Notebooks = None,
    formats: Annotated[str, typer.Option("--format", help="File formats: html.")] = "html",
    as_of: AsOf = "",
    param: Params = None,
    jobs: Annotated[int, typer.Option("--jobs", min=0, help="Side by side; 0: all cores.")] = 0,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Seconds a notebook.")] = 600,
    memory: Annotated[int, typer.Option("--memory", min=200, help="Megabytes a notebook.")] = 2000,
    force: Force = False,
    engine: Annotated[str, typer.Option("--engine", help="koers or papermill")] = "koers",
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster", metavar="ADDRESS", help="Build on Dask's workers: tls://HOST:8786."
        ),
    ] = "",
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Tell of each report as it goes.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Result for other programs.")] = False,
    workspace: Workspace = None,
) -> None:
    """Run the notebooks and make the reports; without SLUG, for all clients."""
    from toolkit import build as pipeline
    from toolkit.progress import log_reports, show_progress

    if slugs and all_clients:
        raise UsageError("Give client names or --all, not both.")
    asked = _request(
        slugs, notebook, as_of, workspace, param=param, force=force, formats=formats, jobs=jobs,
        timeout=timeout, memory=memory, engine=engine, cluster=cluster,
    )  # fmt: skip
    tell_waiting(asked.workspace)
    if verbose:
        log_reports()
    undone: ToolkitError | None = None
    try:
        seen = not as_json and sys.stdout is not None and sys.stdout.isatty()
        with show_progress() if seen else nullcontext(_tell_on_line) as watch:
            results = pipeline.build(asked, watch)
    except pipeline.NoPageError as error:
        results, undone = error.results, error
    except KeyboardInterrupt:
        typer.echo("Stopped. What was done stays; the next build goes on from there.", err=True)
        raise typer.Exit(130) from None
    if as_json:
        # In ASCII, which whatever it is sent to can take.
        typer.echo(json.dumps([_as_data(one) for one in results], indent=1))
    else:
        _show_results(results, asked.workspace)
    if undone:
        complain(undone, 1)
    if undone or not all(result.ok for result in results):
        raise typer.Exit(1)


def _tell_on_line(key: str, _done: int, _total: int) -> None:
    """Say, where no bar is shown, what a bar would say of waiting."""
    from toolkit.build.turn import WAITING

    if key == WAITING:
        typer.echo(f"{key[:1].upper()}{key[1:]}.", err=True)


def _request(
    slugs: Sequence[str] | None,
    notebooks: Sequence[str] | None,
    as_of: str,
    workspace: Path | None,
    *,
    param: Sequence[str] | None,
    force: bool,
    formats: str = "html",
    jobs: int = 0,
    timeout: float = 600,
    memory: int = 2000,
    engine: str = "koers",
    cluster: str = "",
) -> Request:
    from toolkit.build import Request
    from toolkit.workspace import find_workspace

    return Request(
        workspace=find_workspace(workspace),
        slugs=tuple(slugs or ()),
        notebooks=tuple(notebooks or ()),
        formats=tuple(formats.split(",")),
        as_of=as_of,
        jobs=jobs,
        timeout=timeout,
        memory=memory,
        force=force,
        engine=engine,
        parameters=_read_params(param or ()),
        cluster=cluster,
    )


def _read_params(given: Sequence[str]) -> dict[str, Any]:
    """Take NAME=VALUE apart; what a value means its parameter's type says."""
    from toolkit.build import Written

    values: dict[str, Any] = {}
    faults = []
    for one in given:
        name, sign, text = one.partition("=")
        if not sign or not name:
            # What stands there may be a secret, which was not meant to be shown.
            faults.append(Fault("--param takes a name and a value.", expected="NAME=VALUE"))
        elif name in values:
            faults.append(Fault("This parameter stands there twice.", file=f"--param {name}"))
        else:
            values[name] = Written(text)
    if faults:
        raise UsageError(faults)
    return values


def _show_plan(plans: Sequence[ClientPlan]) -> None:
    due = sum(len(one.due) for one in plans)
    idle = [one for one in plans if one.idle]
    for one in plans if len(idle) <= MOST_LINES else (one for one in plans if not one.idle):
        for fault in one.faults:
            typer.echo(f"{one.slug}: cannot be built. {fault}")
        for chapter in one.chapters:
            why = "; ".join(chapter.reasons) or ("up to date" if chapter.asked else "not asked for")
            typer.echo(f"{chapter.job.key}: {'runs: ' if chapter.reasons else ''}{why}")
        if one.stale_pages and not one.due and not one.faults:
            typer.echo(f"{one.slug}: pages are made anew from the executed notebooks")
    if len(idle) > MOST_LINES:
        typer.echo(f"{len(idle)} clients are up to date.")
    typer.echo(f"{due} notebook{'' if due == 1 else 's'} would run.")


def _show_results(results: Sequence[ClientResult], workspace: Path) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Client", "State", "Ran", "Up to date", "Report", box=None, pad_edge=False)
    busy = [one for one in results if one.ran or not one.ok]
    # Of hundreds nobody reads a line each.
    shown = results if len(results) - len(busy) <= MOST_LINES else busy
    for one in shown:
        state = "[green]ok[/]" if one.ok else "[red]failed[/]"
        table.add_row(one.slug, state, str(len(one.ran)), str(len(one.skipped)), one.report)
    console = Console()
    if shown:
        # Names and places stay whole, also in a narrow window: they are there to be copied.
        console.width = WIDEST
        console.print(table)
    if len(shown) < len(results):
        console.print(f"{len(results) - len(shown)} clients are up to date.", highlight=False)
    for one in results:
        for fault in one.faults:
            console.print(f"\n{one.slug}: {fault}", markup=False, highlight=False, soft_wrap=True)
        for name in one.aside:
            told = (
                f"{one.slug}: reports/{name} is open in another program. Its new version stands "
                "beside it, with “(new)” in its name, and takes its place at the next build."
            )
            console.print(f"\n{told}", markup=False, highlight=False, soft_wrap=True)
    portfolio = workspace / "clients" / "portfolio.html"
    console.print(f"\nAll clients: {portfolio}", markup=False, highlight=False, soft_wrap=True)


def _as_data(one: ClientResult) -> dict[str, object]:
    return {
        "client": one.slug,
        "name": one.name,
        "status": "ok" if one.ok else "failed",
        "ran": list(one.ran),
        "up_to_date": list(one.skipped),
        "report": one.report,
        "aside": list(one.aside),
        "faults": [str(fault) for fault in one.faults],
    }
