"""Draft a survey's codebook, and forget the file that the answers came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.asking import ask, write_fault
from toolkit.cli.options import Slug, Workspace, app
from toolkit.errors import UsageError

if TYPE_CHECKING:
    from toolkit.clients import ClientFolder


@app.command()
def codebook(
    slug: Slug,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="The answers in data/survey; default: the one.")
    ] = "",
    population: Annotated[
        str, typer.Option("--population", metavar="TEXT", help="Of whom the answers speak.")
    ] = "",
    sample: Annotated[
        str, typer.Option("--sample", help="convenience, or probability if drawn by chance.")
    ] = "convenience",
    forget_raw: Annotated[
        bool, typer.Option("--forget-raw", help="Keep only what the codebook names; for good.")
    ] = False,
    without_open_answers: Annotated[
        bool,
        typer.Option(
            "--without-open-answers", help="With --forget-raw: what people wrote goes as well."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Forget without asking.")] = False,
    workspace: Workspace = None,
) -> None:
    """Draft the survey's codebook from its file, or add what a codebook does not name yet."""
    from toolkit import clients
    from toolkit.prose.drafted_codebook import tell_drafted
    from toolkit.workspace import find_workspace

    folder = clients.load(slug, workspace=find_workspace(workspace))
    if forget_raw:
        _forget_raw(folder, keep_open=not without_open_answers, yes=yes)
        return
    if without_open_answers:
        raise UsageError("--without-open-answers goes with --forget-raw.")
    drafted = clients.draft_survey(folder, file, population=population, sample=sample)
    words = folder.words()
    for fault in drafted.draft.faults:
        typer.echo(write_fault(fault, words))
    for line in tell_drafted(drafted, slug, words):
        typer.echo(line)


def _forget_raw(folder: ClientFolder, *, keep_open: bool, yes: bool) -> None:
    from toolkit import clients
    from toolkit.prose.drafted_codebook import tell_raw

    words = folder.words()
    for line in tell_raw(clients.find_raw(folder, keep_open=keep_open), words):
        typer.echo(line)
    if not yes:
        question = words.text("This cannot be undone. Forget the raw file?")
        ask(question, words.text("Say --yes to forget without asking."))
    kept = clients.forget_raw(folder, keep_open=keep_open)
    message = "{file} holds the answers now. Backups and copies elsewhere are not in reach."
    typer.echo(words.text(message, file=kept))
