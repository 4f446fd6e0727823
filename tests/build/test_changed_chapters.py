"""Notebooks that are taken away or get another number: reports are as if they were made at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_chapter_order import FIRST as PUBLISH
from tests.build.test_chapter_order import SECOND as READ
from tests.build.test_chapter_order import template
from tests.small_clients import hash_reports
from toolkit.build import Request, build, plan
from toolkit.errors import UsageError

pytestmark = pytest.mark.slow


def reasons(workspace: Path) -> dict[str, tuple[str, ...]]:
    return {c.job.key: c.reasons for one in plan(Request(workspace)) for c in one.due}


def assert_as_made_at_once(workspace: Path) -> None:
    """Hold what stands there against a build of the same files from nothing, and see it rest."""
    assert [one.slug for one in plan(Request(workspace)) if not one.idle] == []
    stands = hash_reports(workspace)
    for reports in workspace.glob("clients/*/reports"):
        shutil.rmtree(reports)
    assert all(one.ok for one in build(Request(workspace, jobs=1)))
    assert hash_reports(workspace) == stands


def test_what_was_made_of_a_chapter_that_is_taken_away_goes(
    many_clients: Callable[..., Path],
) -> None:
    workspace = many_clients(1)
    build(Request(workspace, jobs=1))
    (workspace / "notebooks" / "02_second.ipynb").unlink()
    (workspace / "clients" / "client-000" / "reports" / "second.html").unlink()
    assert reasons(workspace) == {}
    (result,) = build(Request(workspace, jobs=1))
    assert result.ok
    assert result.ran == ()
    assert_as_made_at_once(workspace)


def test_a_chapter_that_gets_another_number_and_its_own_again_tells_what_is_there_now(
    many_clients: Callable[..., Path],
) -> None:
    workspace = many_clients(1)
    notebooks = workspace / "notebooks"
    build(Request(workspace, jobs=1))
    (notebooks / "01_first.ipynb").rename(notebooks / "03_first.ipynb")
    note = workspace / "clients" / "client-000" / "notes" / "first.md"
    note.write_text("Another word.\n", encoding="utf-8")
    build(Request(workspace, jobs=1))
    (notebooks / "03_first.ipynb").rename(notebooks / "01_first.ipynb")
    assert reasons(workspace) == {"client-000/first": ("the executed notebook is gone",)}
    build(Request(workspace, jobs=1))
    assert_as_made_at_once(workspace)


def test_who_read_the_tables_of_a_chapter_that_is_taken_away_runs_without_them(
    small_client: Callable[..., Path],
) -> None:
    workspace = small_client(rows=1)
    for old in (workspace / "notebooks").glob("*.ipynb"):
        old.unlink()
    template(workspace / "notebooks" / "01_first.ipynb", PUBLISH)
    template(workspace / "notebooks" / "02_second.ipynb", READ)
    client = workspace / "clients" / "small"
    (client / "notes").mkdir()
    (client / "notes" / "first.md").write_text("# Zips\n", encoding="utf-8")
    build(Request(workspace, jobs=1))
    page = client / "reports" / "second.html"
    assert "Read: Zips" in page.read_text(encoding="utf-8")
    (workspace / "notebooks" / "01_first.ipynb").unlink()
    why = "first is no longer a chapter, whose tables it read"
    assert reasons(workspace) == {"small/second": (why,)}
    build(Request(workspace, jobs=1))
    assert "Read: nothing" in page.read_text(encoding="utf-8")
    assert_as_made_at_once(workspace)


def make_reader(small_client: Callable[..., Path]) -> tuple[Path, Path]:
    """Build a client of which one chapter reads what another published; gives the table too."""
    workspace = small_client(rows=1)
    for old in (workspace / "notebooks").glob("*.ipynb"):
        old.unlink()
    template(workspace / "notebooks" / "01_first.ipynb", PUBLISH)
    template(workspace / "notebooks" / "02_second.ipynb", READ)
    client = workspace / "clients" / "small"
    (client / "notes").mkdir()
    (client / "notes" / "first.md").write_text("# Zips\n", encoding="utf-8")
    assert all(one.ok for one in build(Request(workspace, jobs=1)))
    return workspace, client / "reports" / "data" / "first" / "titles.csv"


@pytest.mark.parametrize("how", ["gone", "changed", "changed before a new chapter"])
def test_a_published_table_is_made_right_before_it_is_read(
    small_client: Callable[..., Path], how: str
) -> None:
    workspace, table = make_reader(small_client)
    due = {"small/first", "small/second"}
    if how == "gone":
        table.unlink()
    else:
        table.write_text("title\nFalse\n", encoding="utf-8")
    if how == "changed before a new chapter":
        notebooks = workspace / "notebooks"
        (notebooks / "02_second.ipynb").rename(notebooks / "02_third.ipynb")
        due = {"small/first", "small/third"}
    found = reasons(workspace)
    assert set(found) == due
    why = "is gone" if how == "gone" else "changed"
    assert found["small/first"] == (f"reports/data/first/titles.csv {why}, which it published",)
    assert all(one.ok for one in build(Request(workspace, jobs=1)))
    assert_as_made_at_once(workspace)
    page = workspace / "clients" / "small" / "reports" / f"{max(due).partition('/')[2]}.html"
    assert "Read: Zips" in page.read_text(encoding="utf-8")


def test_a_chapter_that_was_run_alone_on_a_false_table_runs_again(
    small_client: Callable[..., Path],
) -> None:
    workspace, table = make_reader(small_client)
    table.write_text("title\nFalse\n", encoding="utf-8")
    build(Request(workspace, jobs=1, notebooks=("second",)))
    assert set(reasons(workspace)) == {"small/first", "small/second"}
    build(Request(workspace, jobs=1))
    assert_as_made_at_once(workspace)


def test_a_table_that_nobody_published_is_taken_away_before_it_is_read(
    small_client: Callable[..., Path],
) -> None:
    workspace, table = make_reader(small_client)
    more = table.with_name("more.csv")
    more.write_text("title\nFalse\n", encoding="utf-8")
    # Nothing reads it.
    assert reasons(workspace) == {}
    read = READ.replace('"titles"', '"more"')
    template(workspace / "notebooks" / "02_second.ipynb", read)
    assert set(reasons(workspace)) == {"small/first", "small/second"}
    build(Request(workspace, jobs=1))
    assert not more.exists()
    assert_as_made_at_once(workspace)


def test_two_notebooks_of_one_chapter_are_named(many_clients: Callable[..., Path]) -> None:
    workspace = many_clients(1)
    notebooks = workspace / "notebooks"
    shutil.copy(notebooks / "01_first.ipynb", notebooks / "03_first.ipynb")
    for ask in (plan, build):
        with pytest.raises(UsageError) as caught:
            ask(Request(workspace))
        (fault,) = caught.value.faults
        assert fault.got == "01_first.ipynb, 03_first.ipynb"


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("notebooks/01_first.ipynb", {"client-000/first"}),
        ("first.html", set()),
        ("strategy.html", set()),
    ],
)
def test_a_file_that_a_sync_emptied_is_made_again(
    many_clients: Callable[..., Path], name: str, due: set[str]
) -> None:
    workspace = many_clients(1)
    build(Request(workspace, jobs=1))
    before = hash_reports(workspace)
    (workspace / "clients" / "client-000" / "reports" / name).write_bytes(b"")
    assert set(reasons(workspace)) == due
    (result,) = build(Request(workspace, jobs=1))
    assert result.ok
    assert hash_reports(workspace) == before
    assert [one.slug for one in plan(Request(workspace)) if not one.idle] == []
