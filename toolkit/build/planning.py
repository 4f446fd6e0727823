"""What a build would do: which chapters of which clients must run, and why."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import toolkit
from toolkit import clients
from toolkit.batch.jobs import Job, chapter_of
from toolkit.batch.manifest import Entry, Manifest, read_manifest
from toolkit.batch.plan import find_reasons, hash_folder, hash_toolkit
from toolkit.batch.prepare import prepare, read_template
from toolkit.build.parameters import (
    check_command,
    choose_notebook,
    find_missing_secrets,
    settle_parameters,
)
from toolkit.build.request import ENGINES, FORMATS, ClientPlan, Planned, Request
from toolkit.errors import Fault, InputError, ToolkitError, UsageError, fill
from toolkit.language import Language, mark
from toolkit.workspace import CACHE, find_resource


def plan(request: Request) -> tuple[ClientPlan, ...]:
    """Say for each client what would run, and why; only prepared templates are written.

    Raises
    ------
    UsageError
        If a client, notebook, format or engine does not exist, or no notebook takes a parameter.
    """
    _check_request(request)
    known = clients.slugs(request.workspace)
    unknown = [slug for slug in request.slugs if slug not in known]
    if unknown:
        raise UsageError(
            Fault(
                fill("There is no such client: {names}.", names=", ".join(unknown)),
                expected=fill(
                    "one of: {names}",
                    names=", ".join(known) or fill("none yet; make one with koers new"),
                ),
            )
        )
    slugs = request.slugs or known
    check_command(request, slugs, find_templates(request.workspace))
    return tuple(_plan_client(slug, request) for slug in slugs)


def find_templates(workspace: Path) -> dict[str, Path]:
    """Find the numbered notebooks of a workspace, by stem in number order."""
    folder = find_resource("notebooks", workspace=workspace)
    found = sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    return {path.stem: path for path in found}


def choose_template(template: Path, client: Path, words: Language, workspace: Path) -> Path:
    """Give the notebook to run for a client: its own copy, else `template` in its words.

    Raises
    ------
    InputError
        If it is no notebook that can be run with parameters.
    """
    chosen = choose_notebook(template, client)
    if chosen != template:
        read_template(chosen)
        return chosen
    return prepare(template, words, workspace / CACHE / "prepared")


def check_parameters(slug: str, workspace: Path) -> tuple[Fault, ...]:
    """Find what keeps a client's notebooks from having their parameters and secrets."""
    try:
        folder = clients.load(slug, workspace=workspace)
    except InputError:
        # What is wrong with client.yaml itself, a check of the folder tells.
        return ()
    settled = settle_parameters(folder, Request(workspace), find_templates(workspace))
    lacking = find_missing_secrets(settled.secrets, slug, settled.secrets)
    return (*settled.faults, *lacking)


def hash_code() -> str:
    """SHA-256 over everything in the toolkit that a report may depend on."""
    return hash_toolkit(Path(toolkit.__path__[0]))


def hash_pages(workspace: Path, client: Path) -> str:
    """SHA-256 over the report template that a client's pages are laid out with."""
    return hash_folder(find_resource("templates/report", workspace=workspace, client=client))


def manifest_path(workspace: Path, slug: str) -> Path:
    """Say where a client's manifest lies."""
    return workspace / "clients" / slug / "reports" / "manifest.json"


def _check_request(request: Request) -> None:
    stems = find_templates(request.workspace)
    names = {*stems, *(chapter_of(stem) for stem in stems)}
    for given, known, what in (
        (request.notebooks, names, mark("There is no such notebook: {names}.")),
        (request.formats, set(FORMATS), mark("There is no such format: {names}.")),
        ((request.engine,), set(ENGINES), mark("There is no such engine: {names}.")),
    ):
        wrong = [one for one in given if one not in known]
        if wrong:
            raise UsageError(
                Fault(
                    fill(what, names=", ".join(wrong)),
                    expected=fill("one of: {names}", names=", ".join(sorted(known))),
                )
            )
    if request.as_of:
        clients.parse_date(request.as_of)


def _plan_client(slug: str, request: Request) -> ClientPlan:
    path = request.workspace / "clients" / slug
    try:
        folder = clients.load(slug, workspace=request.workspace)
    except ToolkitError as error:
        return ClientPlan(slug, slug, "en", faults=error.faults)
    client, words = folder.client, folder.words()
    templates = find_templates(request.workspace)
    settled = settle_parameters(folder, request, templates)
    if settled.faults:
        asked = filter(request.asks_for, templates)
        lacking = find_missing_secrets(settled.secrets, slug, asked)
        faults = (*settled.faults, *lacking)
        return ClientPlan(slug, client.name, client.language, faults=faults)
    manifest = read_manifest(manifest_path(request.workspace, slug), slug)
    code = hash_code()
    chapters: list[Planned] = []
    for stem, template in templates.items():
        try:
            prepared = choose_template(template, path, words, request.workspace)
        except ToolkitError as error:
            return ClientPlan(slug, client.name, client.language, faults=error.faults)
        job = Job(
            client=slug,
            notebook=stem,
            template=prepared,
            output=path / "reports" / "notebooks" / template.name,
            parameters=settled.values[stem],
            secrets=settled.secrets[stem],
            folder=request.workspace,
            client_folder=path,
            engine=request.engine,
        )
        entry = manifest.notebooks.get(job.chapter)
        reasons = find_reasons(job, entry, code) or _of_earlier(entry, chapters)
        if request.force:
            reasons = reasons or ("asked for with --force",)
        if not request.asks_for(stem):
            chapters.append(Planned(job, (), asked=False))
            continue
        chapters.append(Planned(job, reasons))
    due = [chapter.job.notebook for chapter in chapters if chapter.reasons]
    if lacking := find_missing_secrets(settled.secrets, slug, due):
        return ClientPlan(slug, client.name, client.language, faults=lacking)
    stale = manifest.page != hash_pages(request.workspace, path) or _is_unfinished(manifest, path)
    return ClientPlan(slug, client.name, client.language, tuple(chapters), stale)


def _of_earlier(entry: Entry | None, chapters: Iterable[Planned]) -> tuple[str, ...]:
    """Say which chapters run again whose tables this one reads."""
    read = (*entry.inputs.files, *entry.inputs.folders) if entry and entry.inputs else ()
    return tuple(
        f"{one.job.chapter} runs again, whose tables it reads"
        for one in chapters
        if one.reasons and any(f"{name}/".startswith(tables_of(one.job)) for name in read)
    )


def tables_of(job: Job) -> str:
    """Say where a chapter's published tables lie, below the client's folder."""
    return f"reports/data/{job.chapter}/"


def _is_unfinished(manifest: Manifest, path: Path) -> bool:
    entries = manifest.notebooks.values()
    if any(entry.status == "ok" and not entry.outputs for entry in entries):
        return True
    made = [manifest.outputs, *(entry.outputs for entry in entries)]
    gone = any(not (path / "reports" / name).is_file() for files in made for name in files)
    return gone or manifest.status == "failed"
