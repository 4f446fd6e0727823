"""Opening JupyterLab: a working copy with the client filled in, run in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser

from toolkit.errors import UsageError
from toolkit.lab import home_page, working_copy


def parameters(path: Path) -> dict[str, object]:
    cells = nbformat.read(path, as_version=4).cells
    source = next(c.source for c in cells if "parameters" in c.metadata.get("tags", []))
    values: dict[str, object] = {}
    exec(source, values)
    return values


def test_a_working_copy_has_the_client_filled_in(workspace: Path) -> None:
    path = working_copy(workspace, "demo-fietsen", "channel_benchmark")
    values = parameters(path)
    assert (values["client"], values["language"], values["interactive"]) == (
        "demo-fietsen", "nl", True,
    )  # fmt: skip
    assert "Wat een bericht oproept" in path.read_text(encoding="utf-8")
    again = working_copy(workspace, "demo-fietsen", "03_channel_benchmark")
    assert again == path


def test_the_first_notebook_is_opened_where_none_is_named(workspace: Path) -> None:
    assert working_copy(workspace, "demo-outdoor").name == "01_intake_workshop.ipynb"


def test_what_is_not_there_is_a_usage_error(workspace: Path) -> None:
    with pytest.raises(UsageError, match="channel_benchmark"):
        working_copy(workspace, "demo-outdoor", "nothing")
    with pytest.raises(UsageError, match="demo-outdoor"):
        working_copy(workspace, "nobody")


def test_the_home_page_names_all_clients(workspace: Path) -> None:
    text = home_page(workspace).read_text(encoding="utf-8")
    assert "demo-bibliotheek" in text
    assert "Harrowmere Outdoor" in text


def test_a_client_with_a_fault_keeps_nobody_from_the_others(workspace: Path) -> None:
    (workspace / "clients" / "demo-fietsen" / "client.yaml").write_text(
        "nam: x\n", encoding="utf-8"
    )
    text = home_page(workspace).read_text(encoding="utf-8")
    assert "koers check demo-fietsen" in text
    assert "Harrowmere Outdoor" in text


@pytest.mark.slow
@pytest.mark.browser
def test_run_all_in_jupyterlab_shows_the_chapter(workspace: Path, browser: Browser) -> None:
    command = [sys.executable, "-m", "toolkit.cli", "open", "demo-outdoor", "channel_benchmark"]
    log = workspace / "jupyter.log"
    with log.open("w", encoding="utf-8") as file:
        server = subprocess.Popen(
            [*command, "--no-browser"], cwd=workspace, stdout=file, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    try:
        found = None
        for _ in range(120):
            found = re.search(r"http://\S+03_channel_benchmark\.ipynb\?token=\w+", log.read_text())
            if found or server.poll() is not None:
                break
            time.sleep(0.5)
        assert found, log.read_text()
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        page.goto(found[0])
        page.get_by_text("03_channel_benchmark.ipynb").first.wait_for(timeout=60_000)
        page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).first.click()
        page.locator("figure.koers-figure").nth(2).wait_for(state="attached", timeout=90_000)
        assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
        page.close()
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)
