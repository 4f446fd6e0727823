"""What a plan knows without looking again: who each client is, templates put into its language.

Each is kept with the hashes of the files that it came from, and for one version of the code, so
that a plan of a thousand clients opens their manifests and nothing else. All of it can be made
again: it lies in the workspace's ``.koers``.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

import toolkit
from toolkit.batch.digests import Digests
from toolkit.batch.jobs import hash_data
from toolkit.batch.plan import hash_folder, hash_toolkit
from toolkit.files import write_atomically
from toolkit.workspace import CACHE, find_resource, package_resources

PREPARED = "prepared"
# A client's folder holds what these two say; the rest is read when a chapter asks for it.
FACTS = ("client.yaml", "brand.yaml")


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Glance(_Fact):
    """What a plan has to know of a client.

    ``words`` is the key of its language and vocabulary. ``values`` are what its notebooks are run
    with, by their stem, where the command gives nothing else, and ``secrets`` the names of what
    each of them asks for.
    """

    name: str
    language: str
    words: str
    vocabulary: dict[str, str] = {}
    retain_until: str = ""
    values: dict[str, dict[str, Any]] = {}
    secrets: dict[str, tuple[str, ...]] = {}
    made_of: tuple[str | None, ...] = ()


class _Prepared(_Fact):
    """The hash of a template, and of what it became in a language."""

    template: str | None
    prepared: str | None


class _Known(_Fact):
    """All that is kept; ``portfolio`` is the hash of what the page of all clients was made of."""

    code: str = ""
    clients: dict[str, Glance] = {}
    prepared: dict[str, _Prepared] = {}
    portfolio: tuple[str, str] = ("", "")


class Memory:
    """What is known of a workspace at one moment.

    Parameters
    ----------
    workspace
        The folder.
    """

    def __init__(self, workspace: Path) -> None:
        self.workspace = workspace
        self.digests = Digests(workspace, workspace / CACHE / "digests.json")
        self.code = hash_code()
        self._place = workspace / CACHE / "plans.json"
        self._before = _read(self._place)
        known = self._before if self._before.code == self.code else _Known(code=self.code)
        self._clients = dict(known.clients)
        self._prepared = dict(known.prepared)
        self._portfolio = known.portfolio
        self._ready: dict[str, Path] = {}
        self._pages: dict[Path, str] = {}

    def recall(self, slug: str) -> Glance | None:
        """Give what is known of a client, if its files still say so."""
        glance = self._clients.get(slug)
        return glance if glance and glance.made_of == self._facts(slug) else None

    def note(self, slug: str, glance: Glance) -> None:
        """Remember a client."""
        self._clients[slug] = glance.model_copy(update={"made_of": self._facts(slug)})

    def find_prepared(self, template: Path, words: str) -> Path | None:
        """Give what a template became in a language, if it did and neither changed since."""
        key = f"{words}/{template.name}"
        if key not in self._ready and key in self._prepared:
            place = self.workspace / CACHE / PREPARED / key
            if self._prepared[key] == self._hashes(template, place):
                self._ready[key] = place
        return self._ready.get(key)

    def note_prepared(self, template: Path, words: str, prepared: Path) -> None:
        """Remember that a template was put into a language."""
        self.digests.forget(prepared)
        self._prepared[f"{words}/{template.name}"] = self._hashes(template, prepared)

    def hash_pages(self, client: Path | None) -> str:
        """SHA-256 over the report template for the pages of a client, or of the workspace."""
        folder = find_resource("templates/report", workspace=self.workspace, client=client)
        if folder not in self._pages:
            self._pages[folder] = hash_folder(folder, self.digests)
        return self._pages[folder]

    def is_written(self, page: Path, made_of: str) -> bool:
        """Say whether the page of all clients was made of the same, a hash, and is as it was."""
        return self._portfolio == (made_of, self.digests.of(page))

    def note_written(self, page: Path, made_of: str) -> None:
        """Remember what the page of all clients was made of."""
        self.digests.forget(page)
        self._portfolio = (made_of, self.digests.of(page) or "")

    def keep(self, slugs: tuple[str, ...]) -> None:
        """Write down what is known; of clients that are no longer there nothing stays."""
        self.digests.keep()
        known = _Known(
            code=self.code,
            clients={slug: one for slug, one in self._clients.items() if slug in slugs},
            prepared=self._prepared,
            portfolio=self._portfolio,
        )
        if known != self._before:
            try:
                write_atomically(self._place, known.model_dump_json())
            except OSError:
                # It is found out again next time.
                return
            self._before = known

    def _facts(self, slug: str) -> tuple[str | None, ...]:
        folder = f"{self._folder}/{slug}"
        facts = [f"{folder}/{name}" for name in FACTS]
        own = f"{folder}/notebooks"
        facts += (f"{own}/{name}" for name in sorted(self.digests.names(own)))
        return (*self._templates, *(self.digests.of(path) for path in facts))

    @cached_property
    def _templates(self) -> tuple[str | None, ...]:
        folder = find_resource("notebooks", workspace=self.workspace)
        # With their names: what is kept of a client is kept by them.
        found = sorted(folder.glob("*.ipynb"))
        return (hash_data({path.name: self.digests.of(path) for path in found}),)

    @cached_property
    def _folder(self) -> str:
        return str(self.workspace / "clients")

    def _hashes(self, template: Path, prepared: Path) -> _Prepared:
        return _Prepared(template=self.digests.of(template), prepared=self.digests.of(prepared))


def hash_code() -> str:
    """SHA-256 over everything in the toolkit that a report may depend on."""
    checklists = package_resources() / "templates" / "checklists"
    return hash_data([hash_toolkit(Path(toolkit.__path__[0])), hash_toolkit(checklists)])


def _read(place: Path) -> _Known:
    try:
        return _Known.model_validate_json(place.read_bytes())
    except (OSError, ValueError):
        return _Known()
