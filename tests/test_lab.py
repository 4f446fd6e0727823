"""Opening JupyterLab: a working copy with the client filled in, run in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest

from tests.lab_server import TOKEN, running_lab
from toolkit.errors import UsageError
from toolkit.working_copies import home_page, working_copy


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


def bar_of(path: Path) -> dict[str, str]:
    words: dict[str, str] = nbformat.read(path, as_version=4).metadata["koers"]["words"]
    return words


def test_the_home_page_is_one_cell_without_output(workspace: Path) -> None:
    path = home_page(workspace)
    page = nbformat.read(path, as_version=4)
    nbformat.validate(page)
    assert path == workspace / "working-copies" / "home.ipynb"
    assert [cell.source for cell in page.cells] == [
        "from toolkit.home import show_home\n\nshow_home()"
    ]
    assert page.metadata.kernelspec.name == "python3"


def test_the_bar_speaks_the_language_of_its_page(workspace: Path) -> None:
    assert bar_of(working_copy(workspace, "demo-fietsen"))["stop"] == "Koers afsluiten"
    assert bar_of(working_copy(workspace, "demo-outdoor"))["stop"] == "Stop Koers"
    assert bar_of(home_page(workspace))["stop"] == "Koers afsluiten"


def test_a_client_with_a_fault_keeps_nobody_from_the_home_page(workspace: Path) -> None:
    (workspace / "clients" / "demo-fietsen" / "client.yaml").write_text(
        "nam: x\n", encoding="utf-8"
    )
    assert home_page(workspace).is_file()


@pytest.mark.slow
def test_a_second_opening_leads_to_the_server_that_runs_and_one_ctrl_c_ends_it(
    workspace: Path,
) -> None:
    with running_lab(workspace) as lab:
        done = lab.koers("open", "demo-outdoor", "channel_benchmark", "--no-browser")
        assert done.returncode == 0, done.stderr
        copy = "working-copies/demo-outdoor/03_channel_benchmark.ipynb"
        assert done.stdout.strip() == f"http://127.0.0.1:{lab.port}/doc/tree/{copy}?token={TOKEN}"
        assert len(lab.servers()) == 1
        # Windows has no such signal to send from outside.
        if os.name != "nt":
            lab.interrupt()
            assert lab.wait() == 0
