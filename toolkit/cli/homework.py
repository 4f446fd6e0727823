"""Answers that travel: workbooks to fill in go out, and come back in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.asking import count, somebody_is_there
from toolkit.cli.options import Slug, Workspace, app
from toolkit.errors import Fault, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.homework import RatingSheet
    from toolkit.workshop_log.ledger import Ledger


@app.command("import")
def import_answers(
    slug: Slug,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="A workbook of koers export, or YAML; or several raters' sheets.",
        ),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Take it without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
    workspace: Workspace = None,
) -> None:
    """Show what a workbook or YAML file with answers would change, and take it."""
    from toolkit import clients, homework
    from toolkit.homework.preview import write_line
    from toolkit.workshop_log.ledger import Ledger
    from toolkit.workspace import find_workspace

    folder = clients.load(slug, workspace=find_workspace(workspace))
    ledger = Ledger(folder.workshop_folder)
    if sheets := homework.read_rating_sheets(files, folder, ledger):
        _import_scores(sheets, ledger, yes=yes, dry_run=dry_run)
        return
    if len(files) > 1:
        raise UsageError("Give one file with answers at a time; only raters' sheets go together.")
    wanted = homework.read_wanted(files[0], folder, ledger)
    words = folder.words()
    for fault in wanted.warnings:
        typer.echo(f"{fault.severity}: {fault}")
    lines = homework.preview(wanted, words)
    for line in lines:
        typer.echo(f"  {write_line(line, words)}")
    if dry_run:
        typer.echo(count(len(lines), "answer would change.", "answers would change."))
        return
    if lines and not yes and somebody_is_there():
        typer.confirm("Take this?", abort=True)
    homework.take(wanted, ledger, folder)
    typer.echo(count(len(lines), "answer changed.", "answers changed."))


@app.command()
def export(
    slug: Slug,
    workshop: Annotated[
        Path | None, typer.Option("--workshop", metavar="FILE.xlsx", help="The intake.")
    ] = None,
    votes: Annotated[
        Path | None, typer.Option("--votes", metavar="FILE.xlsx", help="A sheet for votes.")
    ] = None,
    ratings: Annotated[
        Path | None,
        typer.Option("--ratings", metavar="FILE.xlsx", help="A sheet for one rater's scores."),
    ] = None,
    questionnaire: Annotated[
        Path | None,
        typer.Option("--questionnaire", metavar="FILE.xlsx", help="What the audience is asked."),
    ] = None,
    instrument: Annotated[
        str, typer.Option("--instrument", help="Of the questionnaire: modern or forrester.")
    ] = "modern",
    for_client: Annotated[
        bool, typer.Option("--homework", help="Only what is asked before the workshop.")
    ] = False,
    language: Annotated[
        str, typer.Option("--language", help="nl or en; default: the client's.")
    ] = "",
    workspace: Workspace = None,
) -> None:
    """Write as a workbook the intake, a sheet for votes or scores, or a questionnaire."""
    from toolkit import clients, homework
    from toolkit.readers.questionnaire import choose_questionnaire, load_questionnaires
    from toolkit.workshop_log.ledger import Ledger
    from toolkit.workspace import find_workspace

    wanted = [path for path in (workshop, votes, ratings, questionnaire) if path]
    if not wanted:
        raise UsageError(
            "Say what to write: --workshop FILE.xlsx, --votes FILE.xlsx, --ratings FILE.xlsx or "
            "--questionnaire FILE.xlsx."
        )
    home = find_workspace(workspace)
    folder = clients.load(slug, workspace=home)
    words = folder.words(language)
    taken = [path for path in wanted if _as_workbook(path).exists()]
    if taken:
        # It may hold what somebody filled in.
        faults = (Fault("There is such a file already.", file=str(path)) for path in taken)
        raise UsageError(faults)
    if workshop:
        answers = Ledger(folder.workshop_folder).answers
        made = homework.write_workbook(
            _as_workbook(workshop), answers, folder.client, words, homework=for_client
        )
        typer.echo(f"{made} is ready. When it is filled in:  koers import {slug} {made.name}")
    if votes:
        made = homework.write_votes(_as_workbook(votes), folder.client, words)
        typer.echo(f"{made} is ready. When it is filled in:  koers import {slug} {made.name}")
    if ratings:
        choice = Ledger(folder.workshop_folder).workshop().choice
        made = homework.write_ratings(_as_workbook(ratings), choice, folder.client, words)
        typer.echo(f"{made} is ready. When it is filled in:  koers import {slug} {made.name}")
    if questionnaire:
        asked = choose_questionnaire(load_questionnaires(home), instrument, words.code)
        groups = [
            one.name for one in Ledger(folder.workshop_folder).workshop().intake.target_groups
        ]
        made = homework.write_questionnaire(
            _as_workbook(questionnaire), asked, folder.client, words, groups, slug
        )
        typer.echo(
            f"{made} is ready: {asked.name}, for whoever builds the form. With the answers in "
            f"data/survey:  koers codebook {slug}"
        )


def _import_scores(
    sheets: Sequence[RatingSheet], ledger: Ledger, *, yes: bool, dry_run: bool
) -> None:
    from toolkit import homework

    for sheet in sheets:
        for fault in sheet.warnings:
            typer.echo(f"{fault.severity}: {fault}")
        # Which scores they are stays hidden.
        typer.echo(f"  {sheet.rater}: {len(sheet.scores)} of {sheet.asked} scores")
    n = sum(len(sheet.scores) for sheet in sheets)
    if dry_run:
        typer.echo(count(n, "score would be taken.", "scores would be taken."))
        return
    if n and not yes and somebody_is_there():
        typer.confirm("Take this?", abort=True)
    shown = homework.take_ratings(sheets, ledger)
    what = "shown with the others" if shown else "hidden until all scores are shown"
    typer.echo(count(n, f"score taken, {what}.", f"scores taken, {what}."))


def _as_workbook(path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"A workbook's name ends with .xlsx, and this is {path.name}.")
    return path
