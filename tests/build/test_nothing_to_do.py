"""Many clients of whom little changed: only that little is done, and nothing is loaded for it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from toolkit.build import Request, build, plan
from toolkit.build.portfolio import write_portfolio
from toolkit.erasure import remove_client

CLIENTS = 20
PARAMETERS = """\
client: str = "client-00"  # whose
language: str = ""  # which
as_of: str = ""  # when
interactive: bool = False  # live"""
OPENING = """\
from toolkit.clients import load
from toolkit.prose import wording
folder = load(client, as_of)
words = folder.words(language)
names = dict(chapter_title="One", lede="", as_of="2026-06-30")"""
NOTE = """\
note = folder.note("first")
title = note.title if note else "Nothing noted\""""
TALLY = """title = f"{len(folder.channels.posts)} posts\""""
HEAVY = ("pandas", "numpy", "matplotlib", "nbformat", "nbconvert", "papermill", "IPython")
# What a build may not load or start, asked of a process of its own.
ALONE = f"""
import json, resource, sys
from pathlib import Path
import psutil
from toolkit.build import Request, build
results = build(Request(Path(sys.argv[1])))
print(json.dumps({{
    "ran": [one.slug for one in results if one.ran],
    "clients": len(results),
    "loaded": [name for name in {HEAVY} if name in sys.modules],
    "living": len(psutil.Process().children(recursive=True)),
    "ended": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss,
}}))
"""


def write_template(path: Path, read: str) -> None:
    chapter = path.stem.partition("_")[2]
    cover = f'wording.cover(folder, words, chapter="{chapter}", title=title, **names)'
    cells = [new_code_cell(text) for text in (PARAMETERS, OPENING, read, cover)]
    cells += [new_markdown_cell("Rank"), new_code_cell("wording.sources(folder, words)")]
    notebook = new_notebook(cells=cells)
    notebook.cells[0].metadata["tags"] = ["parameters"]
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    nbformat.write(notebook, path)


@pytest.fixture(scope="module")
def many_clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a workspace with a client that was built for real, and nineteen that are like it."""
    from toolkit.scaffold import make_workspace

    folder = tmp_path_factory.mktemp("many") / "workspace"
    make_workspace(folder)
    for old in [*(folder / "clients").iterdir(), *(folder / "notebooks").iterdir()]:
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    write_template(folder / "notebooks" / "01_noted.ipynb", NOTE)
    write_template(folder / "notebooks" / "02_counted.ipynb", TALLY)
    first = folder / "clients" / "client-00"
    (first / "data" / "channels").mkdir(parents=True)
    (first / "client.yaml").write_text("name: Small\nlanguage: nl\n", encoding="utf-8")
    rows = [f"Small,facebook,2026-0{month}-03,{month},1,0,500" for month in range(1, 7)]
    head = "brand,platform,date,reactions,comments,shares,followers"
    (first / "data" / "channels" / "tally.csv").write_text("\n".join([head, *rows]), "utf-8")
    (result,) = build(Request(folder, jobs=1))
    assert result.faults == ()
    for number in range(1, CLIENTS):
        slug = f"client-{number:02d}"
        shutil.copytree(first, folder / "clients" / slug)
        manifest = folder / "clients" / slug / "reports" / "manifest.json"
        text = manifest.read_text("utf-8").replace("client-00", slug)
        manifest.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(many_clients: Path, tmp_path: Path) -> Path:
    return shutil.copytree(many_clients, tmp_path / "workspace")


def due(workspace: Path) -> dict[str, tuple[str, ...]]:
    return {c.job.key: c.reasons for one in plan(Request(workspace)) for c in one.due}


def build_alone(workspace: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(workspace)], capture_output=True, text=True, check=True
    )
    told: dict[str, object] = json.loads(done.stdout)
    return told


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no processes that ended")
def test_a_build_with_nothing_to_do_starts_no_process_and_loads_nothing(workspace: Path) -> None:
    nothing = {"ran": [], "clients": CLIENTS, "living": 0, "ended": 0, "loaded": []}
    # The first look at copied files, and the page of all clients, take libraries.
    assert build_alone(workspace) | {"loaded": []} == nothing
    assert build_alone(workspace) == nothing


@pytest.mark.slow
def test_only_what_read_the_changed_file_of_one_client_is_due(workspace: Path) -> None:
    assert due(workspace) == {}
    tally = workspace / "clients" / "client-07" / "data" / "channels" / "tally.csv"
    tally.write_text(tally.read_text("utf-8").replace("-03,1,1,", "-03,9,1,"), encoding="utf-8")
    changed = {"client-07/counted": ("data/channels/tally.csv changed",)}
    assert due(workspace) == changed
    results = build(Request(workspace))
    assert {one.slug: one.ran for one in results if one.ran} == {"client-07": ("counted",)}
    assert due(workspace) == {}


@pytest.mark.slow
def test_each_thing_that_a_report_depends_on_makes_it_due_after_a_look_without_change(
    workspace: Path,
) -> None:
    assert due(workspace) == {}
    here = workspace / "clients" / "client-03"
    (here / "notes").mkdir()
    (here / "notes" / "first.md").write_text("# Noted\n", encoding="utf-8")
    # A cover looks for notes too.
    assert due(workspace) == dict.fromkeys(
        ("client-03/noted", "client-03/counted"), ("notes/first.md is new",)
    )
    (here / "client.yaml").write_text("name: Small\nlanguage: en\n", encoding="utf-8")
    assert {key for key in due(workspace) if "03" not in key} == set()
    reasons = due(workspace)["client-03/counted"]
    assert "language is now 'en'" in reasons
    assert "client.yaml changed" in reasons


@pytest.mark.slow
def test_a_template_that_changed_is_put_into_the_language_again(workspace: Path) -> None:
    assert due(workspace) == {}
    write_template(workspace / "notebooks" / "01_noted.ipynb", NOTE + "\ntitle += '!'")
    assert due(workspace) == {
        f"client-{number:02d}/noted": ("the template changed",) for number in range(CLIENTS)
    }
    (prepared,) = (workspace / ".koers" / "prepared").glob("*/01_noted.ipynb")
    assert "title += '!'" in prepared.read_text("utf-8")
    prepared.write_text("spoilt", encoding="utf-8")
    due(workspace)
    assert "title += '!'" in prepared.read_text("utf-8")


@pytest.mark.slow
def test_a_broken_client_and_a_mended_one_are_seen_at_once(workspace: Path) -> None:
    assert due(workspace) == {}
    file = workspace / "clients" / "client-05" / "client.yaml"
    good = file.read_text("utf-8")
    file.write_text("nam: Small\n", encoding="utf-8")
    wrong = [one for one in plan(Request(workspace)) if one.faults]
    assert [one.slug for one in wrong] == ["client-05"]
    assert {fault.column for fault in wrong[0].faults} == {"name", "nam"}
    file.write_text(good, encoding="utf-8")
    assert [one for one in plan(Request(workspace)) if not one.idle] == []


@pytest.mark.slow
def test_a_deliverable_that_is_gone_is_made_again(workspace: Path) -> None:
    assert due(workspace) == {}
    (workspace / "clients" / "client-11" / "reports" / "counted.html").unlink()
    assert [one.slug for one in plan(Request(workspace)) if not one.idle] == ["client-11"]


@pytest.mark.slow
def test_the_page_of_all_clients_is_left_alone_until_one_of_them_changes(workspace: Path) -> None:
    page = write_portfolio(workspace)
    written, before = page.read_text("utf-8"), page.stat().st_ino
    assert write_portfolio(workspace).stat().st_ino == before
    page.write_text("spoilt", encoding="utf-8")
    assert write_portfolio(workspace).read_text("utf-8") == written
    (workspace / "clients" / "client-02" / "client.yaml").write_text(
        "name: Small\nlanguage: nl\nretain_until: 2020-01-01\n", encoding="utf-8"
    )
    assert "1 januari 2020" in write_portfolio(workspace).read_text("utf-8")


@pytest.mark.slow
def test_what_a_plan_remembers_of_a_client_goes_with_it(workspace: Path) -> None:
    plan(Request(workspace))
    kept = [workspace / ".koers" / name for name in ("plans.json", "digests.json")]
    assert "client-04" in kept[0].read_text("utf-8")
    remove_client(workspace, "client-04")
    assert [one for one in kept if one.exists() and "client-04" in one.read_text("utf-8")] == []
