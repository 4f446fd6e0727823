"""What stays behind of a build: each client's manifest, and a page with what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from glob import escape
from pathlib import Path
from typing import Any

from toolkit.batch.jobs import Job, Outcome
from toolkit.batch.manifest import Entry, Manifest, as_json, read_manifest
from toolkit.batch.plan import record_inputs
from toolkit.build.failures import forget_failure
from toolkit.build.planning import hash_code, manifest_path, report_path
from toolkit.build.request import ClientPlan, ClientResult, Request
from toolkit.build.results import Delivered
from toolkit.errors import Fault
from toolkit.files import write_atomically
from toolkit.language import Language


def drop_gone(plan: ClientPlan, request: Request) -> None:
    """Remove what was made of chapters that are no longer there, before others may read it."""
    there = {one.job.chapter for one in plan.chapters}
    gone = {name: one for name, one in plan.manifest.notebooks.items() if name not in there}
    if not gone:
        return
    reports = (request.workspace / "clients" / plan.slug / "reports").resolve()
    for chapter, entry in gone.items():
        forget_failure(request.workspace, f"{plan.slug}/{chapter}")
        made = [reports / name for name in entry.outputs]
        for end in (".ipynb", ".failed.ipynb"):
            made += reports.glob(f"notebooks/[0-9][0-9]_{escape(chapter)}{end}")
        for path in made:
            if path.resolve().is_relative_to(reports):
                path.unlink(missing_ok=True)
        with suppress(OSError):
            (reports / "data" / chapter).rmdir()
    entries = {name: one for name, one in plan.manifest.notebooks.items() if name in there}
    manifest = plan.manifest.model_copy(update={"notebooks": entries})
    write_atomically(manifest_path(request.workspace, plan.slug), as_json(manifest))


def note(job: Job, outcome: Outcome, plan: ClientPlan, request: Request) -> None:
    """Write down that a chapter ran, before its pages are made.

    A build that is stopped goes on after it; a chapter without outputs says that pages are due.
    """
    path = manifest_path(request.workspace, plan.slug)
    manifest = read_manifest(path, plan.slug)
    inputs = record_inputs(job, outcome, hash_code())
    # Under another number it ran before; if it gets that again, this is not what it would be.
    for old in job.output.parent.glob(f"[0-9][0-9]_{escape(job.chapter)}.ipynb"):
        if old.name != job.output.name:
            old.unlink()
    entries = {**manifest.notebooks, job.chapter: Entry(status="ok", inputs=inputs)}
    changed = manifest.model_copy(update={"name": plan.name, "notebooks": entries})
    write_atomically(path, as_json(changed))


def conclude(
    plan: ClientPlan,
    outcomes: Sequence[Outcome],
    faults: tuple[Fault, ...],
    delivered: Delivered | None,
    request: Request,
    missing: tuple[dict[str, Any], ...] = (),
) -> ClientResult:
    """Write down what a build did for a client.

    Parameters
    ----------
    outcomes
        Of the chapters that ran.
    faults
        All that went wrong.
    delivered
        The files that were made, if that went well.
    missing
        Records of the exports that are missing.
    """
    slug, path = plan.slug, request.workspace / "clients" / plan.slug
    manifest = read_manifest(manifest_path(request.workspace, slug), slug)
    entries = dict(manifest.notebooks)
    jobs = {chapter.job.notebook: chapter.job for chapter in plan.chapters}
    for outcome in outcomes:
        job = jobs[outcome.notebook]
        known = entries.get(job.chapter)
        if outcome.ok:
            inputs = record_inputs(job, outcome, hash_code())
            entries[job.chapter] = Entry(status="ok", inputs=inputs)
        else:
            kept = {"inputs", "outputs", "sizes", "title"}
            last_good = known.model_dump(include=kept) if known else {}
            entries[job.chapter] = Entry(
                status="failed", problem=str(outcome.faults[0]), **last_good
            )
    pages = plan.pages if delivered else manifest.page
    delivered = delivered or Delivered({}, {}, {}, manifest.as_of, manifest.fictional)
    for chapter, files in delivered.chapters.items():
        if chapter in entries:
            changes = {
                "outputs": files,
                "sizes": _measure(path / "reports", files, delivered.aside),
                "title": delivered.titles.get(chapter, ""),
            }
            entries[chapter] = entries[chapter].model_copy(update=changes)
    strategy = _measure(path / "reports", delivered.strategy, delivered.aside)
    made = Manifest(
        client=slug,
        name=plan.name,
        language=plan.language,
        as_of=delivered.as_of,
        fictional=delivered.fictional,
        page=pages,
        status="failed" if faults else "ok",
        problem=Language(plan.language).told(faults[0].told) if faults else "",
        missing=missing,
        notebooks=entries,
        outputs=delivered.strategy or manifest.outputs,
        sizes=strategy if delivered.strategy else manifest.sizes,
    )
    write_atomically(manifest_path(request.workspace, slug), as_json(made))
    page = _write_problems(path, plan, faults)
    finished = {one.notebook for one in outcomes if one.ok}
    ran = tuple(c.job.chapter for c in plan.chapters if c.job.notebook in finished)
    skipped = tuple(c.job.chapter for c in plan.chapters if c.asked and not c.reasons)
    report = page.relative_to(request.workspace).as_posix() if faults else report_path(slug)
    if not (request.workspace / report).is_file() and ran:
        report = f"clients/{slug}/reports/{ran[0]}.html"
    return ClientResult(slug, plan.name, ran, skipped, faults, report, delivered.aside)


def _measure(reports: Path, names: Iterable[str], aside: Iterable[str]) -> dict[str, int]:
    """Give the sizes of files that stand where they belong.

    Tables are left out: of a thousand clients there are a hundred thousand, too many to look at
    each time. Who reads one holds it against its hash.
    """
    return {
        name: (reports / name).stat().st_size
        for name in names
        if name not in aside and not name.startswith("data/")
    }


def recorded(one: ClientPlan, record: Callable[[], ClientResult]) -> ClientResult:
    """Write down what came of a client; where that cannot be written, the client fails."""
    try:
        return record()
    except OSError as error:
        return ClientResult(one.slug, one.name, faults=(not_written(one.slug, error),))


def not_written(slug: str, error: OSError) -> Fault:
    """Say that a client's reports cannot be written."""
    return Fault(
        "The reports of this client cannot be written.",
        file="/".join(("clients", slug, "reports")),
        got=error.strerror or str(error),
        remedy="Look at the folder's permissions, at free space, and at open programs.",
    )


def give_up(one: ClientPlan, faults: Iterable[Fault], request: Request) -> ClientResult:
    """Write down why a client was not built at all; its last good reports stay as they are."""
    found = tuple(faults)
    path = request.workspace / "clients" / one.slug
    manifest = read_manifest(manifest_path(request.workspace, one.slug), one.slug)
    changes = {
        "name": one.name,
        "language": one.language,
        "status": "failed",
        "problem": Language(one.language).told(found[0].told),
    }
    failed = manifest.model_copy(update=changes)
    write_atomically(manifest_path(request.workspace, one.slug), as_json(failed))
    page = _write_problems(path, one, found)
    return ClientResult(
        one.slug, one.name, faults=found, report=page.relative_to(request.workspace).as_posix()
    )


def _write_problems(path: Path, one: ClientPlan, faults: Sequence[Fault]) -> Path:
    page = path / "reports" / "problems.html"
    if faults:
        # Here, since most builds end without it.
        from toolkit.deliver.problems import render_problems

        return write_atomically(
            page, render_problems(one.name, faults, language=Language(one.language))
        )
    page.unlink(missing_ok=True)
    return page
