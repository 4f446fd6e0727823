"""What a build would do: which chapters of which clients must run, and why.

A thousand clients with nothing to do are planned in a second or two: nothing is opened but their
manifests (:mod:`toolkit.build.memory`), and what it takes to read a client or a template is only
imported where one changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.batch.digests import Digests
from toolkit.batch.jobs import Job, chapter_of, hash_data
from toolkit.batch.manifest import Entry, Manifest, read_manifest
from toolkit.batch.plan import find_reasons
from toolkit.build.failures import PLAN, keep_failure
from toolkit.build.memory import PREPARED, Glance, Memory, hash_code
from toolkit.build.request import ENGINES, FORMATS, ClientPlan, Planned, Request
from toolkit.errors import Fault, InputError, ToolkitError, UsageError, fill
from toolkit.workspace import CACHE, check_workspace, find_resource, find_slugs

if TYPE_CHECKING:
    from toolkit.language import Language

__all__ = [
    "check_parameters",
    "choose_template",
    "find_templates",
    "hash_code",
    "manifest_path",
    "plan",
    "report_path",
    "tables_of",
]


def plan(request: Request) -> tuple[ClientPlan, ...]:
    """Say for each client what would run, and why; only prepared templates are written.

    Raises
    ------
    UsageError
        If the workspace, a client, notebook, format or engine does not exist, no notebook takes a
        parameter, or two notebooks are the same chapter.
    """
    check_workspace(request.workspace)
    templates = find_templates(request.workspace)
    _refuse_twins(templates)
    _check_request(request, templates)
    known = find_slugs(request.workspace / "clients")
    there = set(known)
    unknown = [slug for slug in request.slugs if slug not in there]
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
    if request.parameters:
        from toolkit.build.parameters import check_command

        check_command(request, slugs, templates)
    memory = Memory(request.workspace)
    plans = tuple(_plan_client(slug, request, templates, memory) for slug in slugs)
    memory.keep(known)
    return plans


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
    # Here, since a plan without a change never gets this far and nbformat takes long to import.
    from toolkit.batch.prepare import prepare, read_template
    from toolkit.build.parameters import choose_notebook

    chosen = choose_notebook(template, client)
    if chosen != template:
        read_template(chosen)
        return chosen
    return prepare(template, words, workspace / CACHE / PREPARED)


def check_parameters(slug: str, workspace: Path) -> tuple[Fault, ...]:
    """Find what keeps a client's notebooks from having their parameters and secrets."""
    from toolkit import clients
    from toolkit.build.parameters import find_missing_secrets, settle_parameters

    try:
        folder = clients.load(slug, workspace=workspace)
    except InputError:
        # What is wrong with client.yaml itself, a check of the folder tells.
        return ()
    settled = settle_parameters(folder, Request(workspace), find_templates(workspace))
    lacking = find_missing_secrets(settled.secrets, slug, settled.secrets)
    return (*settled.faults, *lacking)


def manifest_path(workspace: Path, slug: str) -> Path:
    """Say where a client's manifest lies."""
    return workspace / "clients" / slug / "reports" / "manifest.json"


def report_path(slug: str) -> str:
    """Say where a client's whole report lies in the workspace."""
    return f"clients/{slug}/reports/strategy.html"


def _refuse_twins(templates: Mapping[str, Path]) -> None:
    stems = {chapter_of(stem): stem for stem in templates}
    twins = {chapter_of(stem) for stem in templates if stems[chapter_of(stem)] != stem}
    if twins:
        names = [f"{one}.ipynb" for one in templates if chapter_of(one) in twins]
        raise UsageError(
            Fault(
                "Two notebooks are the same chapter.",
                file="notebooks",
                got=", ".join(names),
                remedy="Give them names that differ in more than the number, or take one away.",
            )
        )


def _check_request(request: Request, templates: Mapping[str, Path]) -> None:
    names = {*templates, *(chapter_of(stem) for stem in templates)}
    for given, known, what in (
        (request.notebooks, names, "There is no such notebook: {names}."),
        (request.formats, set(FORMATS), "There is no such format: {names}."),
        ((request.engine,), set(ENGINES), "There is no such engine: {names}."),
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
        from toolkit import clients

        clients.parse_date(request.as_of)


def _plan_client(
    slug: str, request: Request, templates: Mapping[str, Path], memory: Memory
) -> ClientPlan:
    path = request.workspace / "clients" / slug
    manifest = read_manifest(manifest_path(request.workspace, slug), slug)
    glance = Glance(name=slug, language="en", words="en")
    try:
        glance, faults = _look_at(slug, request, templates, memory)
        if faults:
            raise InputError(faults)
        chosen = {
            stem: _choose(template, path, glance, manifest, memory)
            for stem, template in templates.items()
        }
        chapters = _plan_chapters(slug, request, chosen, glance, manifest, memory)
        if not request.cluster:
            # A worker looks in its own environment, and no secret leaves this one.
            _refuse_missing_secrets(slug, glance, chapters)
        # The whole report has the chapters that there are, in their order.
        pages = hash_data([memory.hash_pages(path), list(chosen)])
    except ToolkitError as error:
        return ClientPlan(
            slug, glance.name, glance.language, faults=error.faults, manifest=manifest
        )
    except Exception as error:  # noqa: BLE001 - others are planned, whatever this one holds
        fault = _keep_unforeseen(slug, request.workspace, error)
        return ClientPlan(slug, glance.name, glance.language, faults=(fault,), manifest=manifest)
    return ClientPlan(
        slug,
        glance.name,
        glance.language,
        chapters,
        stale_pages=manifest.page != pages or _is_unfinished(manifest, path, memory.digests),
        pages=pages,
        manifest=manifest,
        retain_until=glance.retain_until,
    )


def _keep_unforeseen(slug: str, workspace: Path, error: Exception) -> Fault:
    import traceback

    from toolkit.batch.confined import unforeseen

    fault = unforeseen(f"clients/{slug}", error)
    trace = "".join(traceback.format_exception(error))
    keep_failure(workspace, f"{slug}/{PLAN}", str(fault), trace, "")
    return fault


def _plan_chapters(
    slug: str,
    request: Request,
    chosen: Mapping[str, Path],
    glance: Glance,
    manifest: Manifest,
    memory: Memory,
) -> tuple[Planned, ...]:
    path = request.workspace / "clients" / slug
    executed = path / "reports" / "notebooks"
    jobs = [
        Job(
            client=slug,
            notebook=stem,
            template=template,
            output=executed / template.name,
            parameters={**glance.values[stem], "as_of": request.as_of},
            secrets=glance.secrets[stem],
            folder=request.workspace,
            client_folder=path,
            engine=request.engine,
        )
        for stem, template in chosen.items()
    ]
    chapters = _plan_jobs(jobs, request, manifest, memory, {})
    if any(one.reasons for one in chapters):
        # Whatever runs may read any table of an earlier chapter. Where nothing runs, those that
        # were read are as they were, and of the others nothing depends on.
        spoilt = {job.chapter: _find_spoilt(job, manifest, memory.digests) for job in jobs}
        if any(spoilt.values()):
            chapters = _plan_jobs(jobs, request, manifest, memory, spoilt)
    return chapters


def _plan_jobs(
    jobs: Iterable[Job],
    request: Request,
    manifest: Manifest,
    memory: Memory,
    spoilt: Mapping[str, tuple[str, ...]],
) -> tuple[Planned, ...]:
    """Plan a client's chapters; `spoilt` names tables that are not what a chapter published."""
    there = {job.notebook for job in jobs}
    chapters: list[Planned] = []
    for job in jobs:
        entry = manifest.notebooks.get(job.chapter)
        reasons = find_reasons(job, entry, memory.code, memory.digests)
        reasons = reasons or spoilt.get(job.chapter, ()) or _of_earlier(entry, chapters)
        reasons = reasons or _of_gone(entry, there) or _of_false(entry, manifest)
        if request.force:
            reasons = reasons or ("asked for with --force",)
        if not request.asks_for(job.notebook):
            chapters.append(Planned(job, (), asked=False))
        else:
            chapters.append(Planned(job, reasons))
    return tuple(chapters)


def _look_at(
    slug: str, request: Request, templates: Mapping[str, Path], memory: Memory
) -> tuple[Glance, tuple[Fault, ...]]:
    """Give what a plan has to know of a client, and what is wrong with its parameters."""
    if not request.parameters and (known := memory.recall(slug)):
        return known, ()
    from toolkit import clients
    from toolkit.build.parameters import find_missing_secrets, settle_parameters

    folder = clients.load(slug, workspace=memory.workspace)
    client = folder.client
    settled = settle_parameters(folder, request, templates)
    glance = Glance(
        name=client.name,
        language=client.language,
        words=folder.words().key,
        vocabulary=client.vocabulary,
        retain_until=client.retain_until.isoformat() if client.retain_until else "",
        values=dict(settled.values),
        secrets=dict(settled.secrets),
    )
    if settled.faults:
        asked = [one for one in templates if request.asks_for(one) and not request.cluster]
        return glance, (*settled.faults, *find_missing_secrets(settled.secrets, slug, asked))
    if not (request.parameters or request.notebooks):
        # Of what is not asked for, faults were passed over.
        memory.note(slug, glance)
    return glance, ()


def _refuse_missing_secrets(slug: str, glance: Glance, chapters: Iterable[Planned]) -> None:
    due = [one.job.notebook for one in chapters if one.reasons and one.job.secrets]
    if not due:
        return
    from toolkit.build.parameters import find_missing_secrets

    if lacking := find_missing_secrets(glance.secrets, slug, due):
        raise InputError(lacking)


def _choose(
    template: Path, client: Path, glance: Glance, manifest: Manifest, memory: Memory
) -> Path:
    """Give the notebook to run for a client, and look into none that was found good before."""
    own = f"{client}{os.sep}notebooks{os.sep}{template.name}"
    if os.path.isfile(own):  # noqa: PTH113 - one of thousands
        entry = manifest.notebooks.get(chapter_of(template.stem))
        ran = entry.inputs if entry and entry.status == "ok" else None
        if ran and (ran.template, ran.toolkit) == (memory.digests.of(own), memory.code):
            return Path(own)
    elif not _is_dead_link(template.name, client, memory.digests) and (
        prepared := memory.find_prepared(template, glance.words)
    ):
        return prepared
    from toolkit.language import Language

    words = Language(glance.language, glance.vocabulary)
    chosen = choose_template(template, client, words, memory.workspace)
    if chosen.parent != client / "notebooks":
        memory.note_prepared(template, glance.words, chosen)
    return chosen


def _is_dead_link(name: str, client: Path, digests: Digests) -> bool:
    # Listed once for a client, where looking at each of its notebooks would take as often again.
    return bool(digests.names(f"{client}{os.sep}notebooks") & {"", name})


def _of_earlier(entry: Entry | None, chapters: Iterable[Planned]) -> tuple[str, ...]:
    """Say which chapters run again whose tables this one reads."""
    read = (*entry.inputs.files, *entry.inputs.folders) if entry and entry.inputs else ()
    return tuple(
        f"{one.job.chapter} runs again, whose tables it reads"
        for one in chapters
        if one.reasons and any(f"{name}/".startswith(tables_of(one.job)) for name in read)
    )


def _of_gone(entry: Entry | None, templates: Iterable[str]) -> tuple[str, ...]:
    """Say which chapters are no longer there whose tables this one read."""
    if entry is None or entry.inputs is None:
        return ()
    read = [*entry.inputs.files, *(f"{one}/" for one, held in entry.inputs.folders.items() if held)]
    there = {chapter_of(stem) for stem in templates}
    named = {one.split("/")[2] for one in read if one.startswith("reports/data/")}
    return tuple(
        f"{one} is no longer a chapter, whose tables it read"
        for one in sorted(named - there - {""})
    )


def _of_false(entry: Entry | None, manifest: Manifest) -> tuple[str, ...]:
    """Say which tables this chapter read were not what the other had published."""
    read = entry.inputs.files if entry and entry.inputs else {}
    wrong = []
    for name, digest in read.items():
        if name.startswith("reports/data/"):
            other = manifest.notebooks.get(name.split("/")[2])
            published = other.outputs if other else {}
            if digest != published.get(name.removeprefix("reports/"), digest):
                wrong.append(f"{name} was not what its chapter had published")
    return tuple(wrong)


def _find_spoilt(job: Job, manifest: Manifest, digests: Digests) -> tuple[str, ...]:
    """Say which tables of a chapter are not what it published, so that it must write them anew."""
    entry = manifest.notebooks.get(job.chapter)
    if entry is None or not entry.outputs:
        # Of what was never delivered it is not known.
        return ()
    place = tables_of(job)
    known = {
        f"reports/{name}": digest
        for name, digest in entry.outputs.items()
        if f"reports/{name}".startswith(place)
    }
    now = {name: digests.of(f"{job.client_folder}{os.sep}{name}") for name in known}
    there = digests.names(f"{job.client_folder}{os.sep}{place}")
    added = {f"{place}{one}" for one in there if one.endswith(".csv")} - {*known}
    return (
        *(
            f"{name} {'is gone' if now[name] is None else 'changed'}, which it published"
            for name, digest in sorted(known.items())
            if now[name] != digest
        ),
        *(f"{name} is there, which it did not publish" for name in sorted(added)),
    )


def tables_of(job: Job) -> str:
    """Say where a chapter's published tables lie, below the client's folder."""
    return f"reports/data/{job.chapter}/"


def _is_unfinished(manifest: Manifest, path: Path, digests: Digests) -> bool:
    entries = manifest.notebooks.values()
    if any(entry.status == "ok" and not entry.outputs for entry in entries):
        return True
    if manifest.status == "failed":
        return True
    # A thousand clients have a hundred thousand of these, in a handful of folders each.
    reports = f"{path}{os.sep}reports"
    records: tuple[Manifest | Entry, ...] = (manifest, *entries)
    for made in records:
        for name in made.outputs:
            folder, _, file = name.rpartition("/")
            place = f"{reports}{os.sep}{folder}" if folder else reports
            if name in made.sizes:
                if digests.sizes(place).get(file) != made.sizes[name]:
                    return True
            elif file not in digests.names(place):
                return True
    return False
