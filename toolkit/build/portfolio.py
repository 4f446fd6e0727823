"""The page of all clients, from their manifests and from what a build would do now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.batch.jobs import chapter_of, hash_data
from toolkit.batch.manifest import Manifest
from toolkit.batch.plan import hash_folder
from toolkit.build.memory import Memory
from toolkit.build.planning import find_templates, plan
from toolkit.build.request import ClientPlan, Planned, Request
from toolkit.deliver.portfolio import ChapterState, ClientState, State, render_portfolio
from toolkit.files import write_atomically
from toolkit.language import language_of_most
from toolkit.workspace import find_slugs, package_resources

PAGE = "clients/portfolio.html"


def write_portfolio(workspace: Path, plans: Iterable[ClientPlan] = ()) -> Path:
    """Write ``clients/portfolio.html``: every client with the state of each chapter.

    Parameters
    ----------
    workspace
        The folder.
    plans
        Of clients for whom nothing was done since they were planned; the others are planned now.

    Returns
    -------
    Path
        The page. It is left alone where it would be what it is.
    """
    known = {one.slug: one for one in plans}
    slugs = find_slugs(workspace / "clients")
    rest = tuple(slug for slug in slugs if slug not in known)
    if rest:
        known |= {one.slug: one for one in plan(Request(workspace, slugs=rest))}
    ordered = [known[slug] for slug in slugs]
    chapters = [chapter_of(stem) for stem in find_templates(workspace)]
    states = [_client_state(one, chapters, workspace) for one in ordered]
    memory = Memory(workspace)
    made_of = hash_data(
        [
            [repr(one) for one in states],
            [one.language for one in ordered],
            [one.manifest.missing for one in ordered],
            memory.hash_pages(None),
            hash_folder(package_resources() / "templates" / "report", memory.digests),
        ]
    )
    page = workspace / PAGE
    if not memory.is_written(page, made_of):
        write_atomically(page, _render(ordered, states, workspace))
        memory.note_written(page, made_of)
        memory.keep(slugs)
    return page


def _render(plans: Sequence[ClientPlan], states: Sequence[ClientState], workspace: Path) -> str:
    # Here, since a build with nothing to do ends before it needs what words are made with.
    from toolkit.prose.missing_exports import tell_records

    words = language_of_most([one.language for one in plans])
    told = (
        replace(state, missing=tell_records(one.manifest.missing, words))
        for one, state in zip(plans, states, strict=True)
    )
    return render_portfolio(told, language=words, workspace=workspace)


def _client_state(one: ClientPlan, chapters: Sequence[str], workspace: Path) -> ClientState:
    """Say how a client stands; which exports are missing is told where the page is made."""
    manifest = one.manifest
    reports = f"{workspace}{os.sep}clients{os.sep}{one.slug}{os.sep}reports{os.sep}"
    planned = {chapter.job.chapter: chapter for chapter in one.chapters}
    return ClientState(
        name=manifest.name or one.name,
        chapters=tuple(
            ChapterState(
                chapter,
                _title(chapter, manifest),
                _state(chapter, manifest, planned.get(chapter)),
                _link(reports, one.slug, f"{chapter}.html"),
            )
            for chapter in chapters
        ),
        as_of=manifest.as_of,
        strategy=_link(reports, one.slug, "strategy.html"),
        problems=_link(reports, one.slug, "problems.html"),
        fictional=manifest.fictional,
        retain_until=one.retain_until,
    )


def _state(chapter: str, manifest: Manifest, planned: Planned | None) -> State:
    entry = manifest.notebooks.get(chapter)
    if entry is None:
        return "failed" if manifest.status == "failed" else "never"
    if entry.status == "failed":
        return "failed"
    return "stale" if planned is None or planned.reasons else "ok"


def _title(chapter: str, manifest: Manifest) -> str:
    entry = manifest.notebooks.get(chapter)
    return entry.title if entry and entry.title else chapter.replace("_", " ").capitalize()


def _link(reports: str, slug: str, name: str) -> str:
    there = os.path.isfile(reports + name)  # noqa: PTH113 - one of thousands
    return f"{slug}/reports/{name}" if there else ""
