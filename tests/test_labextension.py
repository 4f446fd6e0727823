"""JupyterLab as a consultant meets it: pages that are alive when opened, and no code in sight.

Everything happens in a real browser before a real server, and nothing may leave the machine.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import psutil
import pytest
from jupyterlab_server.config import get_federated_extensions
from playwright.sync_api import Browser, BrowserContext, Page, Request

from tests.lab_server import Lab, close_tabs, running_lab
from toolkit import clients
from toolkit.lab import EXTENSION
from toolkit.scaffold import make_workspace
from toolkit.working_copies import working_copy

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("extension")]
COUNTED = """
from pathlib import Path
runs = Path(__file__ if "__file__" in globals() else ".").resolve() / "runs.txt"
runs.write_text(runs.read_text() + "." if runs.exists() else ".")
print(f"run {len(runs.read_text())}")
"""
PAGE = "working-copies/demo-outdoor/counted.ipynb"
OUTSIDE = "clients/demo-outdoor/notebooks/outside.ipynb"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    workspace = tmp_path_factory.mktemp("extension") / "workspace"
    make_workspace(workspace)
    for path in (PAGE, OUTSIDE):
        cells = [
            nbformat.v4.new_markdown_cell("# A title", id="title"),
            nbformat.v4.new_code_cell(COUNTED, id="counted"),
        ]
        notebook = nbformat.v4.new_notebook(cells=cells)
        notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
        (workspace / path).parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, workspace / path)
    with running_lab(workspace) as lab:
        yield lab


@pytest.fixture
def lab(running: Lab) -> Iterator[Lab]:
    """Give the server as it was when it started: nothing ran, and no layout was saved."""
    yield running
    running.end_kernels()
    running.forget_layouts()
    for counted in running.workspace.rglob("runs.txt"):
        counted.unlink()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Iterator[Page]:
    """Give a tab that remembers nothing, which fails the test on any request to elsewhere."""
    elsewhere: list[str] = []
    errors: list[str] = []

    def hear(request: Request) -> None:
        if urlsplit(request.url).hostname not in ("127.0.0.1", None):
            elsewhere.append(request.url)

    window.on("request", hear)
    page = window.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    close_tabs(window)
    window.remove_listener("request", hear)
    assert elsewhere == []
    assert [error for error in errors if "koers" in error] == []


def shows(page: Page, text: str) -> None:
    page.locator(".koers-page .jp-OutputArea-output", has_text=text).wait_for(timeout=60_000)


def ask(page: Page, name: str, **detail: object) -> None:
    page.evaluate(
        "([name, detail]) => dispatchEvent(new CustomEvent(`koers:${name}`, {detail}))",
        [name, detail],
    )


def test_a_page_runs_when_opened_when_it_is_reloaded_and_when_its_kernel_dies(
    lab: Lab, page: Page
) -> None:
    page.goto(lab.url(PAGE))
    shows(page, "run 1")
    page.reload()
    shows(page, "run 2")
    assert len(lab.kernels(PAGE)) == 1
    ask(page, "rerun")
    shows(page, "run 3")
    (kernel,) = lab.kernels(PAGE)
    os.kill(kernel, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    shows(page, "run 4")
    assert lab.kernels(PAGE) != [kernel]
    # Nobody has to click anything away.
    assert page.locator(".jp-Dialog").count() == 0


@pytest.mark.proof  # tests/forms/test_nothing_lost.py has it with somebody typing meanwhile
def test_a_server_that_is_gone_and_returns_finds_the_page_again(lab: Lab, page: Page) -> None:
    page.goto(lab.url(PAGE))
    shows(page, "run 1")
    lab.kill()
    page.locator(".koers-bar[data-state='lost']").wait_for(timeout=30_000)
    lab.start()
    shows(page, "run 2")
    page.locator(".koers-bar[data-state='ready']").wait_for(timeout=30_000)
    page.locator(".jp-Dialog").wait_for(state="detached", timeout=30_000)


def test_what_lies_outside_working_copies_is_not_run(lab: Lab, page: Page) -> None:
    page.goto(lab.url(OUTSIDE, look="lab"))
    page.get_by_role("heading", name="A title").wait_for(timeout=60_000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
    ask(page, "rerun")
    page.wait_for_timeout(2000)
    assert not list(lab.workspace.rglob("runs.txt"))
    assert page.locator(".koers-page").count() == 0
    assert page.locator(".jp-CodeCell .jp-Cell-inputWrapper").first.is_visible()


def test_the_tile_opens_the_home_page(lab: Lab, page: Page) -> None:
    (lab.workspace / "working-copies" / "home.ipynb").unlink()
    page.goto(f"http://127.0.0.1:{lab.port}/lab?token=only-for-tests")
    page.locator(".jp-LauncherCard", has_text="Koers").click(timeout=60_000)
    page.locator(".koers-page .koers-bar").wait_for(timeout=60_000)
    shows(page, "")
    assert (lab.workspace / "working-copies" / "home.ipynb").is_file()


def test_a_working_copy_shows_its_chapter_and_the_bar_the_client_s_name_and_language(
    lab: Lab, page: Page
) -> None:
    copy = working_copy(lab.workspace, "demo-fietsen", "channel_benchmark")
    page.goto(lab.url(copy.relative_to(lab.workspace).as_posix()))
    bar = page.locator(".koers-bar")
    name = clients.load("demo-fietsen", workspace=lab.workspace).client.name
    bar.get_by_text(name).wait_for(timeout=60_000)
    bar.get_by_role("button", name="Koers: Startpagina").wait_for()
    bar.get_by_role("button", name="Koers afsluiten").wait_for()
    page.locator("figure.koers-figure").nth(2).wait_for(state="attached", timeout=90_000)
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_the_server_listens_to_this_machine_only(lab: Lab) -> None:
    listening = {
        connection.laddr.ip
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN and connection.laddr.port == lab.port
    }
    assert listening == {"127.0.0.1"}


def test_an_installed_extension_and_the_checkouts_are_one(tmp_path: Path) -> None:
    shutil.copytree(EXTENSION / "koers", tmp_path / "koers")
    found = get_federated_extensions([str(EXTENSION), str(tmp_path)])
    assert [one["ext_dir"] for one in found.values()] == [str(EXTENSION)]
    for file in (EXTENSION / "koers" / "static").iterdir():
        words = file.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http" not in words, file.name


def test_stopping_is_asked_in_the_pages_language_and_leaves_a_sentence(
    workspace: Path, page: Page
) -> None:
    with running_lab(workspace, "demo-fietsen", "intake_workshop") as lab:
        page.goto(lab.address)
        page.locator(".koers-bar").wait_for(timeout=60_000)
        stop = page.get_by_role("button", name="Koers afsluiten", exact=True)
        stop.wait_for(timeout=60_000)
        page.wait_for_function("document.title === 'Koers – Rondewind Rijwielen'", timeout=30_000)
        stop.click()
        asked = page.get_by_role("dialog")
        asked.get_by_text("Alles is opgeslagen.").wait_for()
        asked.get_by_role("button", name="Annuleren").click()
        assert lab.ask("status")
        stop.click()
        posted: list[str] = []
        page.get_by_role("dialog").get_by_role("button", name="Koers afsluiten").click()
        told = page.get_by_text("Koers is gestopt; u kunt dit venster sluiten.")
        told.wait_for(timeout=30_000)
        page.on("request", lambda one: posted.append(one.url) if one.method == "POST" else None)
        assert lab.wait() == 0
        page.wait_for_timeout(3000)
        assert told.is_visible()
        assert page.locator(".koers-page").count() == 0
        assert posted == []


def test_a_page_in_all_of_jupyterlab_is_never_unsaved_and_can_be_all_that_is_seen(
    lab: Lab, page: Page
) -> None:
    page.goto(lab.url(PAGE, look="lab"))
    shows(page, "run 1")
    page.wait_for_timeout(500)
    assert page.locator(".jp-mod-dirty").count() == 0
    assert '"outputs": []' in (lab.workspace / PAGE).read_text(encoding="utf-8")
    parts = ["#jp-menu-panel", ".jp-SideBar.jp-mod-left", ".koers-bar", ".lm-DockPanel-tabBar"]
    around = [page.locator(part).first for part in parts]
    assert all(part.is_visible() for part in around)
    for leave in (lambda: ask(page, "present", on=False), lambda: page.keyboard.press("Escape")):
        ask(page, "present", on=True)
        page.locator("body.koers-presenting").wait_for(state="attached")
        assert not any(part.is_visible() for part in around)
        box = page.locator(".koers-page").bounding_box()
        assert box is not None
        assert (box["width"], box["height"]) == (1366, 768)
        leave()
        around[0].wait_for()
        assert all(part.is_visible() for part in around)


def test_a_page_shows_no_code_and_no_news_until_an_engineer_asks(lab: Lab, page: Page) -> None:
    page.goto(lab.url(PAGE))
    shows(page, "run 1")
    page.wait_for_timeout(3000)
    assert page.locator(".Toastify__toast").count() == 0
    code = page.locator(".jp-CodeCell .jp-Cell-inputWrapper").first
    toolbar = page.locator(".jp-NotebookPanel-toolbar")
    prompt = page.locator(".jp-OutputPrompt").first
    assert not any(part.is_visible() for part in (code, toolbar, prompt))
    for hidden in ("#jp-menu-panel", ".jp-SideBar.jp-mod-left", "#jp-bottom-panel"):
        assert not page.locator(hidden).is_visible()
    # A click beside the form and a careless key: in a notebook "d d" deletes a cell.
    page.locator(".jp-OutputArea-output").first.click()
    for key in "ddxbm":
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == 2
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("menuitem", name="View", exact=True).click()
    page.get_by_role("menuitem", name="Show Code").click()
    code.wait_for()
    assert toolbar.is_visible()


def test_a_page_shows_finished_files_and_opens_documents_of_this_workspace_only(
    lab: Lab, page: Page
) -> None:
    reports = lab.workspace / "clients" / "demo-outdoor" / "reports"
    reports.mkdir(exist_ok=True)
    (reports / "plan é #1.html").write_text("<h1>A plan</h1>", encoding="utf-8")
    page.goto(lab.url(PAGE))
    shows(page, "run 1")
    ask(page, "show", path="clients/demo-outdoor/client.yaml")
    ask(page, "show", path="clients/demo-outdoor/data/channels/x.html")
    with page.context.expect_page() as opened:
        ask(page, "show", path="clients/demo-outdoor/reports/plan é #1.html")
    opened.value.get_by_role("heading", name="A plan").wait_for()
    assert len(page.context.pages) == 2
    for path in ("/etc/passwd", "../other/x.ipynb", "clients/../../x", "C:\\x", "", None, 3):
        ask(page, "open", path=path)
        ask(page, "show", path=path)
    page.wait_for_timeout(500)
    assert page.locator(".jp-Document").count() == 1
    ask(page, "open", path=OUTSIDE)
    page.locator(".jp-Document").nth(1).wait_for(state="attached", timeout=30_000)
    assert len(page.context.pages) == 2
