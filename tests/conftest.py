"""What tests of several rooms share: a browser, and workspaces to build in."""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.counts import PROOF, QUICK, USUAL

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# What the fixtures need is imported in them: the process that deals out the tests needs none of it.
ROOT = Path(__file__).parents[1]
# A slow machine is no fault of a law.
settings.register_profile("koers", deadline=None, max_examples=USUAL)
settings.register_profile("quick", deadline=None, max_examples=QUICK)
settings.register_profile("proof", deadline=None, max_examples=PROOF)
settings.load_profile("koers")
# jsonschema, which checks notebooks, takes two seconds to learn what addresses look like, which
# nothing here asks; without this module it leaves that out.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
DEMOS = ("demo-bibliotheek", "demo-fietsen", "demo-outdoor")


def proves() -> bool:
    """Say whether this run has full counts."""
    return settings.get_current_profile_name() == "proof"


def pytest_report_header() -> str:
    return (
        "counts: full" if proves() else "counts: fewer; `make proof` has all, and tests marked so"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give tests with a browser three more tries: browser, server, kernel, builds share two cores.

    A try that failed is counted aloud in the last line (``rerun``), and four in a row fail. What
    takes seconds comes first, so that no worker is left with it when the others are done. What is
    marked ``proof`` runs at full counts only; the first line of a run says so.
    """
    left = [] if proves() else [item for item in items if item.get_closest_marker("proof")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=3))
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(autouse=True)
def _no_loop_of_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    # A browser's loop goes on running in the thread of the tests, though nothing turns it: a store
    # would wait for it before it saves. In a test without a browser there is none, as in a script.
    loop = None if "browser" in request.fixturenames else asyncio._get_running_loop()
    if loop is not None:
        asyncio._set_running_loop(None)
    yield
    if loop is not None:
        asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from tests.page_checks import open_browser

    with open_browser() as opened:
        yield opened


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Make a workspace as ``koers init`` makes it, demo clients included."""
    from toolkit.scaffold import make_workspace

    folder = tmp_path / "workspace"
    make_workspace(folder)
    return folder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace whose demo clients have been built; tests only look at it."""
    from toolkit.build import Request, build
    from toolkit.scaffold import make_workspace

    folder = tmp_path_factory.mktemp("built") / "workspace"
    make_workspace(folder)
    results = build(Request(folder))
    assert [(one.slug, one.faults) for one in results] == [(slug, ()) for slug in DEMOS]
    return folder


@pytest.fixture
def small_client(tmp_path: Path) -> Callable[..., Path]:
    """Make a workspace with one client that has a tally sheet and nothing else: quick to build.

    A report of `only` one chapter is a report too, and four times as quick to build.
    """
    from toolkit.scaffold import make_workspace

    def make(
        slug: str = "small", *, name: str = "Small & Co", rows: int = 24, only: str = ""
    ) -> Path:
        folder = tmp_path / "workspace"
        if not folder.exists():
            make_workspace(folder)
            for demo in DEMOS:
                shutil.rmtree(folder / "clients" / demo)
        for template in (folder / "notebooks").glob("*.ipynb"):
            if only not in template.name:
                template.unlink()
        client = folder / "clients" / slug
        (client / "data" / "channels").mkdir(parents=True)
        (client / "client.yaml").write_text(
            f"name: {name!r}\nlanguage: en\nas_of: 2026-06-30\n", encoding="utf-8"
        )
        lines = ["brand,platform,date,reactions,comments,shares,followers"]
        for brand, more in ((name, 0), ("Rival", 5)):
            lines += [
                f"{brand},facebook,2026-{1 + row // 12:02d}-{1 + row % 12 * 2:02d},"
                f"{row + more},1,0,500"
                for row in range(rows)
            ]
        tally = client / "data" / "channels" / "tally.csv"
        tally.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return folder

    return make


@pytest.fixture
def many_clients(tmp_path: Path) -> Callable[..., Path]:
    """Make a workspace of many small clients, with two short chapters each."""
    from tests.small_clients import make_clients

    def make(number: int, name: str = "workspace") -> Path:
        return make_clients(tmp_path / name, number)

    return make
