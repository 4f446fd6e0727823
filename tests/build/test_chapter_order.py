"""Chapters run in their order: one reads what an earlier one published, and runs again with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from toolkit.build import Request, build, plan

pytestmark = pytest.mark.slow

PARAMETERS = """\
client: str = "small"  # whose
language: str = ""  # which
as_of: str = ""  # when
interactive: bool = False  # live"""
OPENING = """\
from toolkit.bundle import Column, Table
from toolkit.clients import load
from toolkit.prose import wording
from toolkit.tables.layout import exhibit_table
folder = load(client, as_of)
words = folder.words(language)
names = dict(chapter_title="One", lede="", as_of="2026-06-30")"""
FIRST = """\
title = folder.note("first").title
columns = (Column(name="title", label="Title"),)
exhibit_table(Table(name="titles", title="Titles", columns=columns, rows=((title,),)), words)"""
SECOND = """\
table = folder.published("first", "titles")
title = "Read: " + ("nothing" if table is None else table["title"].iloc[0])"""


def template(path: Path, *cells: str) -> None:
    chapter = path.stem.partition("_")[2]
    cover = f'wording.cover(folder, words, chapter="{chapter}", title=title, **names)'
    made = [PARAMETERS, OPENING, *cells, cover, "wording.sources(folder, words)"]
    notebook = new_notebook(cells=[new_code_cell(source) for source in made])
    notebook.cells[0].metadata["tags"] = ["parameters"]
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    nbformat.write(notebook, path)


def test_a_chapter_reads_what_an_earlier_one_published_in_the_same_build(
    small_client: Callable[..., Path],
) -> None:
    workspace = small_client(rows=1)
    for old in (workspace / "notebooks").glob("*.ipynb"):
        old.unlink()
    template(workspace / "notebooks" / "01_first.ipynb", FIRST)
    template(workspace / "notebooks" / "02_second.ipynb", SECOND)
    client = workspace / "clients" / "small"
    note = client / "notes" / "first.md"
    note.parent.mkdir()
    page = client / "reports" / "second.html"
    for title in ("Buttons", "Zips"):
        note.write_text(f"# {title}\n", encoding="utf-8")
        if title == "Zips":
            (one,) = plan(Request(workspace))
            assert [chapter.reasons for chapter in one.chapters] == [
                ("notes/first.md changed",), ("first runs again, whose tables it reads",),
            ]  # fmt: skip
        (result,) = build(Request(workspace))
        assert result.faults == ()
        assert f"Read: {title}" in page.read_text(encoding="utf-8")
    (one,) = plan(Request(workspace))
    assert [chapter.reasons for chapter in one.chapters] == [(), ()]
