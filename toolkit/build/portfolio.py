"""The page of all clients, from their manifests and from what a build would do now."""

from __future__ import annotations

from pathlib import Path

from toolkit import clients
from toolkit.batch.jobs import chapter_of
from toolkit.batch.manifest import Manifest, read_manifest
from toolkit.build.planning import find_templates, manifest_path, plan
from toolkit.build.request import ClientPlan, Planned, Request
from toolkit.deliver.portfolio import ChapterState, ClientState, State, render_portfolio
from toolkit.errors import ToolkitError
from toolkit.files import write_atomically
from toolkit.language import Language, language_of_most
from toolkit.prose.missing_exports import tell_records


def write_portfolio(workspace: Path) -> Path:
    """Write ``clients/portfolio.html``: every client with the state of each chapter."""
    plans = plan(Request(workspace))
    words = language_of_most([one.language for one in plans])
    states = [_client_state(one, workspace, words) for one in plans]
    page = render_portfolio(states, language=words, workspace=workspace)
    return write_atomically(workspace / "clients" / "portfolio.html", page)


def _client_state(one: ClientPlan, workspace: Path, words: Language) -> ClientState:
    manifest = read_manifest(manifest_path(workspace, one.slug), one.slug)
    reports = workspace / "clients" / one.slug / "reports"
    planned = {chapter.job.chapter: chapter for chapter in one.chapters}
    chapters = [chapter_of(stem) for stem in find_templates(workspace)]
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
        retain_until=_retain_until(one.slug, workspace),
        missing=tell_records(manifest.missing, words),
    )


def _retain_until(slug: str, workspace: Path) -> str:
    try:
        until = clients.load(slug, workspace=workspace).client.retain_until
    except ToolkitError:
        # What is wrong with this client stands on its own page.
        return ""
    return until.isoformat() if until else ""


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


def _link(reports: Path, slug: str, name: str) -> str:
    return f"{slug}/reports/{name}" if (reports / name).is_file() else ""
