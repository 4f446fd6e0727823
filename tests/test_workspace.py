"""Where things lie: the nearest workspace, and the client's own before anybody else's."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import UsageError
from toolkit.workspace import MARKER, find_resource, find_workspace, package_resources

TEMPLATE = "notebooks/03_channel_benchmark.ipynb"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / MARKER).write_text("", encoding="utf-8")
    (tmp_path / "clients" / "shop").mkdir(parents=True)
    return tmp_path


def put(folder: Path, text: str) -> Path:
    path = folder / TEMPLATE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_workspace_is_found_from_any_folder_in_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_workspace(home) == home.resolve()
    assert find_workspace(home / "clients" / "shop") == home.resolve()
    monkeypatch.chdir(home / "clients")
    assert find_workspace() == home.resolve()


def test_the_nearest_workspace_is_the_one(home: Path) -> None:
    inner = home / "clients" / "shop"
    (inner / MARKER).write_text("", encoding="utf-8")
    assert find_workspace(inner) == inner.resolve()


def test_outside_a_workspace_is_wrong_usage_and_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        find_workspace(tmp_path)
    assert caught.value.faults[0].got == str(tmp_path)
    assert "koers init" in caught.value.faults[0].remedy


def test_a_folder_of_that_name_marks_nothing(tmp_path: Path) -> None:
    (tmp_path / MARKER).mkdir()
    with pytest.raises(UsageError):
        find_workspace(tmp_path)


def test_a_template_is_the_client_s_else_the_workspace_s_else_the_package_s(home: Path) -> None:
    client = home / "clients" / "shop"
    shipped = package_resources() / TEMPLATE
    assert find_resource(TEMPLATE, workspace=home, client=client) == shipped
    ours = put(home, "workspace")
    assert find_resource(TEMPLATE, workspace=home, client=client) == ours
    own = put(client, "client")
    assert find_resource(TEMPLATE, workspace=home, client=client) == own
    assert find_resource(TEMPLATE, workspace=home) == ours
    assert find_resource(TEMPLATE, workspace=None) == shipped


def test_what_nobody_has_is_wrong_usage(home: Path) -> None:
    with pytest.raises(UsageError, match="99_nothing"):
        find_resource("notebooks/99_nothing.ipynb", workspace=home)


def test_the_package_brings_notebooks_templates_and_demo_clients() -> None:
    shipped = package_resources()
    for part in ("notebooks", "templates/report", "templates/client", "clients"):
        assert (shipped / part).is_dir()
