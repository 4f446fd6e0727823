"""What a client's folder may hold that nobody foresaw: it costs that client only, and is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.build import NoPageError, Request, build, plan
from toolkit.build.failures import failure_path
from toolkit.errors import UsageError

NOT_UTF8 = os.fsdecode(b"caf\xe9")


def read_text(path: Path) -> str:
    """Read a file that has to be UTF-8."""
    return path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_half_characters_in_names_fail_their_client_and_no_other(
    many_clients: Callable[..., Path],
) -> None:
    folder = many_clients(4)
    clients = folder / "clients"
    half = 'name: "Cli\\ud800ent"\nlanguage: en\nas_of: 2026-06-30\n'
    (clients / "client-000" / "client.yaml").write_text(half, encoding="utf-8")
    (clients / "client-001" / "notes" / f"{NOT_UTF8}.md").write_text("a word", encoding="utf-8")
    (clients / NOT_UTF8).mkdir()
    (clients / NOT_UTF8 / "client.yaml").write_text("name: x\nlanguage: en\n", encoding="utf-8")
    own = clients / "client-002" / "notebooks" / "01_first.ipynb"
    own.parent.mkdir()
    own.write_text('{"metadata": {}, "nbformat": 4, "nbformat_minor": 5}', encoding="utf-8")
    layout = folder / "templates" / "report" / f"{NOT_UTF8}.css"
    layout.parent.mkdir(parents=True, exist_ok=True)
    layout.write_text("", encoding="utf-8")

    results = {one.slug: one for one in build(Request(folder))}
    assert [slug for slug, one in results.items() if one.ok] == ["client-003"]
    assert "row 1: This is not valid YAML: found invalid Unicode" in str(
        results["client-000"].faults[0]
    )
    assert "notes/caf\ufffd.md: The name" in str(results["client-001"].faults[0])
    assert "not a notebook that can be read" in str(results["client-002"].faults[0])
    assert "caf\ufffd" in str(results[NOT_UTF8].faults[0])
    for slug, one in results.items():
        assert read_text(clients / slug / "reports" / "manifest.json")
        assert one.ok or read_text(clients / slug / "reports" / "problems.html")
    assert "caf\ufffd" in read_text(clients / "portfolio.html")


def test_a_file_that_may_not_be_read_fails_its_client_and_no_other(
    many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = many_clients(2)
    read = Path.read_bytes

    # As it goes for every user but the one who may read everything.
    def refuse(path: Path) -> bytes:
        if path == folder / "clients" / "client-000" / "client.yaml":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    closed, open_ = plan(Request(folder))
    assert [str(one) for one in closed.faults] == [
        "client.yaml: The file cannot be opened. Found: Permission denied."
    ]
    assert not open_.faults


def test_what_nobody_foresaw_in_a_plan_fails_its_client_and_no_other(
    many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.build import parameters

    folder = many_clients(2)
    settle = parameters.settle_parameters

    def stumble(client: object, *rest: object) -> object:
        if getattr(client, "slug", "") == "client-000":
            raise ZeroDivisionError
        return settle(client, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(parameters, "settle_parameters", stumble)
    bad, good = plan(Request(folder))
    assert "did not foresee" in str(bad.faults[0])
    assert "Traceback" in read_text(failure_path(folder, "client-000/plan"))
    assert not good.faults


@pytest.mark.slow
def test_a_page_of_all_clients_that_cannot_be_written_costs_nobody_their_result(
    many_clients: Callable[..., Path],
) -> None:
    folder = many_clients(1)
    (folder / "clients" / "client-000" / "client.yaml").write_text("name: Ża\n", encoding="utf-8")
    (folder / "clients" / "portfolio.html").mkdir()
    with pytest.raises(NoPageError, match="page of all clients cannot be written") as caught:
        build(Request(folder))
    assert [one.slug for one in caught.value.results] == ["client-000"]
    # The command tells the results first, in letters that every output has.
    command = [sys.executable, "-m", "toolkit.cli", "build", "--json", "--workspace", str(folder)]
    surroundings = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    assert ran.returncode == 1
    assert [one["client"] for one in json.loads(ran.stdout.decode("ascii"))] == ["client-000"]
    assert b"page of all clients cannot be written" in ran.stderr


@pytest.mark.slow
@pytest.mark.parametrize("more", [(), ("--json",)])
def test_no_letter_that_an_output_lacks_keeps_a_build_from_telling(
    many_clients: Callable[..., Path], more: tuple[str, ...]
) -> None:
    folder = many_clients(1)
    text = "name: Zażółć 😀\nlanguage: en\nparameters: {ż: 1}\n"
    (folder / "clients" / "client-000" / "client.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "toolkit.cli", "build", "--workspace", str(folder), *more]
    surroundings = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    ran = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    assert (ran.returncode, b"Traceback" in ran.stderr) == (1, False)
    told = ran.stdout.decode("latin-1")
    assert "\\u017c" in told
    assert not more or json.loads(told)[0]["name"] == "Zażółć 😀"


def test_nothing_is_made_in_a_folder_that_is_no_workspace(tmp_path: Path) -> None:
    typo = tmp_path / "typo"
    for ask in (plan, build):
        with pytest.raises(UsageError, match=r"no Koers workspace: it holds no koers\.toml"):
            ask(Request(typo))
    assert not typo.exists()
