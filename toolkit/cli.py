"""The command ``koers``: wires only. Commands say what they do; ``toolkit.build`` and others do it.

Exit status: 0 all well, 1 something failed or was found wrong, 2 wrong usage.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toolkit.errors import Fault, InputError, ToolkitError, UsageError
from toolkit.workspace import CLIENTS, INBOX

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toolkit.build import ClientPlan, ClientResult, Request
    from toolkit.clients import ClientFolder, Sorted
    from toolkit.homework import RatingSheet
    from toolkit.language import Language
    from toolkit.workshop_log.ledger import Ledger

app = typer.Typer(
    help="Koers: from a client's exports, survey and workshop to a social media strategy.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Help in colours and frames takes as long to load as all the rest; what it would wrap, a wide
    # window holds.
    rich_markup_mode=None,
    context_settings={"max_content_width": 120},
)

# Clients that are up to date and have a line each in the closing table.
MOST_LINES = 40

Slugs = Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Client folders.")]
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="Client folder.")]
Workspace = Annotated[
    Path | None, typer.Option("--workspace", help="Workspace; default: the one around this folder.")
]
Notebooks = Annotated[
    list[str] | None, typer.Option("--notebook", help="Only this notebook; may be repeated.")
]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="Date to report on.")]
Params = Annotated[
    list[str] | None,
    typer.Option(
        "--param", metavar="NAME=VALUE", help="Value of a notebook's parameter; may be repeated."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Run also what is up to date.")]


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Make a workspace: notebooks, templates and the demo clients."""
    from toolkit.scaffold import make_workspace

    make_workspace(folder)
    typer.echo(f"{folder} is ready. Next: go there and run  koers build --all")


@app.command()
def new(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="Folder name, such as city-library.")],
    language: Annotated[str, typer.Option("--language", help="nl or en")] = "nl",
    name: Annotated[
        str, typer.Option("--name", help="The client's name as reports print it.")
    ] = "",
    workspace: Workspace = None,
) -> None:
    """Make a client folder with everything explained in it."""
    from toolkit.scaffold import make_client
    from toolkit.workspace import find_workspace

    path = make_client(find_workspace(workspace), slug, language=language, name=name)
    typer.echo(f"{path} is ready. Next: fill in client.yaml and put exports in data/channels.")


@app.command()
def check(
    slugs: Slugs = None,
    workspace: Workspace = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print notes too.")] = False,
) -> None:
    """Name every fault of a client folder at once."""
    from toolkit import clients
    from toolkit.workspace import find_workspace

    home = find_workspace(workspace)
    _tell_waiting(home)
    found = {slug: _check_client(slug, home) for slug in slugs or clients.slugs(home)}
    for slug, faults in found.items():
        _show_faults(slug, faults, _words_of(slug, home), notes=notes)
    errors = sum(fault.severity == "error" for faults in found.values() for fault in faults)
    if errors:
        raise typer.Exit(1)


@app.command()
def plan(
    slugs: Slugs = None,
    notebook: Notebooks = None,
    as_of: AsOf = "",
    param: Params = None,
    force: Force = False,
    workspace: Workspace = None,
) -> None:
    """Say what a build would run, and why."""
    from toolkit import build as pipeline

    asked = _request(slugs, notebook, as_of, workspace, param=param, force=force)
    _show_plan(pipeline.plan(asked))


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
    _tell_waiting(asked.workspace)
    if verbose:
        log_reports()
    if as_json:
        results = pipeline.build(asked)
        typer.echo(json.dumps([_as_data(one) for one in results], ensure_ascii=False, indent=1))
    else:
        with show_progress() as watch:
            results = pipeline.build(asked, watch)
        _show_results(results, asked.workspace)
    if not all(result.ok for result in results):
        raise typer.Exit(1)


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
        typer.echo(f"{_count(stay, 'file stays', 'files stay')} in the inbox.")
    if stay:
        raise typer.Exit(1)


@app.command("open")
def open_lab(
    slug: Annotated[str, typer.Argument(metavar="[SLUG]")] = "",
    notebook: Annotated[str, typer.Argument(metavar="[NOTEBOOK]")] = "",
    workspace: Workspace = None,
    browser: Annotated[bool, typer.Option(help="Open the browser too.")] = True,
) -> None:
    """Open JupyterLab: the home notebook, or a working copy of a client's notebook."""
    from toolkit.lab import open_notebook
    from toolkit.workspace import find_workspace

    raise typer.Exit(open_notebook(find_workspace(workspace), slug, notebook, browser=browser))


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
        typer.echo(_count(len(lines), "answer would change.", "answers would change."))
        return
    if lines and not yes and _somebody_is_there():
        typer.confirm("Take this?", abort=True)
    homework.take(wanted, ledger, folder)
    typer.echo(_count(len(lines), "answer changed.", "answers changed."))


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
        typer.echo(_write_fault(fault, words))
    for line in tell_drafted(drafted, slug, words):
        typer.echo(line)


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


def main() -> None:
    """Run the command; errors meant for the user are printed without a traceback."""
    try:
        app()
    except UsageError as error:
        sys.exit(_complain(error, 2))
    except ToolkitError as error:
        sys.exit(_complain(error, 1))


def _forget_raw(folder: ClientFolder, *, keep_open: bool, yes: bool) -> None:
    from toolkit import clients
    from toolkit.prose.drafted_codebook import tell_raw

    words = folder.words()
    for line in tell_raw(clients.find_raw(folder, keep_open=keep_open), words):
        typer.echo(line)
    if not yes:
        question = words.text("This cannot be undone. Forget the raw file?")
        _ask(question, words.text("Say --yes to forget without asking."))
    kept = clients.forget_raw(folder, keep_open=keep_open)
    message = "{file} holds the answers now. Backups and copies elsewhere are not in reach."
    typer.echo(words.text(message, file=kept))


def _list_answers(workspace: Path, slug: str, text: str) -> None:
    from toolkit import clients
    from toolkit.workshop_log.redaction import find_paths

    folder = clients.load(slug, workspace=workspace)
    found = find_paths(folder.workshop_folder, text)
    for path, held in found.items():
        typer.echo(f"{path}: {' '.join(held.split())[:80]}")
    typer.echo(_count(len(found), "answer found.", "answers found."))


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
        _ask("This cannot be undone. Take it out?", "Say --yes to take it out without asking.")
    count = redact(folder, path)
    erasure.remove_reports(workspace, slug)
    typer.echo(_count(count, "operation held it; it is gone.", "operations held it; it is gone."))
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
        _ask("All of this goes for good. Type the client's folder name to go on", without, slug)
    erasure.remove_client(workspace, slug)
    typer.echo(f"{slug} is removed. Reports that were sent, and backups, are not in reach.")
    _tell_waiting(workspace)


def _ask(question: str, without: str, answer: str = "") -> None:
    """Ask somebody at a terminal, and stop if nobody is there or they think better of it."""
    if not _somebody_is_there():
        raise UsageError(f"Nobody is there to ask. {without}")
    if not answer:
        typer.confirm(question, abort=True)
    elif typer.prompt(question) != answer:
        raise UsageError("That is another name; nothing was removed.")


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
        typer.echo(_count(n, "score would be taken.", "scores would be taken."))
        return
    if n and not yes and _somebody_is_there():
        typer.confirm("Take this?", abort=True)
    shown = homework.take_ratings(sheets, ledger)
    what = "shown with the others" if shown else "hidden until all scores are shown"
    typer.echo(_count(n, f"score taken, {what}.", f"scores taken, {what}."))


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _as_workbook(path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"A workbook's name ends with .xlsx, and this is {path.name}.")
    return path


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


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


def _check_client(slug: str, workspace: Path) -> tuple[Fault, ...]:
    from toolkit import clients
    from toolkit.build.checking import find_faults
    from toolkit.build.planning import check_parameters
    from toolkit.prose.lost_personas import find_lost_personas
    from toolkit.prose.missing_exports import note_missing

    # How long data may be kept is counted in days of the world, not of a report.
    today = dt.datetime.now().astimezone().date()
    overdue = clients.find_overdue(slug, today, workspace)
    folder = clients.open_unread(slug, "", workspace)
    faults = (*check_parameters(slug, workspace), *find_faults(folder))
    lost = find_lost_personas(folder)
    return (*faults, *lost, *note_missing(folder), *([overdue] if overdue else ()))


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
            typer.echo(f"  {_write_fault(fault, words)}")


def _write_fault(fault: Fault, words: Language) -> str:
    return f"{words.text(fault.severity)}: {words.told(fault.told)}"


def _show_plan(plans: Sequence[ClientPlan]) -> None:
    due = 0
    for one in plans:
        for fault in one.faults:
            typer.echo(f"{one.slug}: cannot be built. {fault}")
        for chapter in one.chapters:
            due += bool(chapter.reasons)
            why = "; ".join(chapter.reasons) or "up to date"
            typer.echo(f"{chapter.job.key}: {'runs: ' if chapter.reasons else ''}{why}")
        if one.stale_pages and not one.due and not one.faults:
            typer.echo(f"{one.slug}: pages are made anew from the executed notebooks")
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


def _tell_waiting(workspace: Path) -> None:
    """Say that files wait to be sorted: a build moves none, so that it gives the same again."""
    inbox = workspace / CLIENTS / INBOX
    # Most often nothing does, and then nothing has to be imported to say so.
    if not inbox.is_dir() or not any(inbox.iterdir()):
        return
    from toolkit import clients

    try:
        n = len(clients.Inbox(workspace).waiting())
    except ToolkitError as error:
        _complain(error, 1)
        return
    if n:
        held = _count(n, "file waits", "files wait")
        typer.echo(f"{held} in clients/inbox. To sort them:  koers inbox", err=True)


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


def _complain(error: ToolkitError, status: int) -> int:
    for fault in error.faults:
        typer.echo(str(fault), err=True)
    return status


if __name__ == "__main__":
    main()
