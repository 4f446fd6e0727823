"""What beginners get: a workspace with demo clients, and a client folder that reads at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.conftest import DEMOS
from toolkit import clients
from toolkit.errors import UsageError
from toolkit.scaffold import make_client, make_workspace
from toolkit.workspace import find_workspace


def test_a_workspace_has_all_that_a_build_needs_and_no_more(workspace: Path) -> None:
    assert find_workspace(workspace) == workspace.resolve()
    assert sorted(path.name for path in workspace.iterdir()) == [
        "Start Koers.bat",
        "Start Koers.command",
        "clients",
        "koers.toml",
        "notebooks",
        "templates",
    ]
    assert clients.slugs(workspace) == DEMOS
    for unwanted in ("reports", "_source", "__pycache__", ".ipynb_checkpoints"):
        assert not list(workspace.rglob(unwanted))


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    make_workspace(folder)
    assert clients.slugs(folder) == DEMOS


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(UsageError):
        make_workspace(tmp_path)
    with pytest.raises(UsageError):
        make_workspace(tmp_path / "letter.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_new_client_has_no_faults(workspace: Path, language: str) -> None:
    path = make_client(workspace, "city-library", language=language)
    assert path == workspace / "clients" / "city-library"
    client = clients.load("city-library", workspace=workspace).client
    assert (client.name, client.language) == ("City Library", language)
    assert clients.check("city-library", workspace) == ()
    assert all(file.stat().st_mode & stat.S_IWUSR for file in path.rglob("*"))


@pytest.mark.parametrize("name", ['Café "De Kroon"', "Tom's: $name & #1", "- | >", "yes", "1234"])
def test_any_name_survives(workspace: Path, name: str) -> None:
    make_client(workspace, "odd", language="nl", name=name)
    assert clients.load("odd", workspace=workspace).client.name == name


@pytest.mark.parametrize("slug", ["City", "a b", "../up", "", "-a", "a_b", "café"])
def test_a_slug_that_is_no_folder_name_is_wrong_usage(workspace: Path, slug: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_client(workspace, slug, language="nl")
    assert caught.value.faults[0].got == slug
    assert clients.slugs(workspace) == DEMOS


def test_a_client_that_exists_is_left_as_it_is_and_all_faults_are_told(workspace: Path) -> None:
    before = (workspace / "clients" / DEMOS[0] / "client.yaml").read_bytes()
    with pytest.raises(UsageError) as caught:
        make_client(workspace, DEMOS[0], language="fr")
    assert [fault.got for fault in caught.value.faults] == [DEMOS[0], "fr"]
    assert (workspace / "clients" / DEMOS[0] / "client.yaml").read_bytes() == before
