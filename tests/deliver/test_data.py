from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.deliver.invented import chapter, notebook, ranking, shown
from toolkit.bundle import Column, Table
from toolkit.deliver.data import as_csv, as_download, write_tables
from toolkit.errors import RunError
from toolkit.formulas import disarm, restore


def table(*rows: tuple[object, ...], **changes: object) -> Table:
    width = len(rows[0]) if rows else 2
    values = {
        "name": "metrics",
        "title": "Alle maten",
        "columns": tuple(Column(name=f"c{n}", label=f"Kolom {n}") for n in range(width)),
        "rows": rows,
    }
    return Table(**(values | changes))


def test_cells_are_plain() -> None:
    made = table(("één, \"x\"", 1234.5, 0.1, 3, True, None, "2026-10-31"))  # fmt: skip
    assert as_csv(made) == ('c0,c1,c2,c3,c4,c5,c6\n"één, ""x""",1234.5,0.1,3,true,,2026-10-31\n')


def test_columns_that_the_page_does_not_show_are_there_too() -> None:
    assert as_csv(table(("a", 1), shown=("c0",))) == "c0,c1\na,1\n"


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(st.tuples(words, numbers), min_size=1))
def test_what_is_written_reads_back_the_same(rows: list[tuple[str, float]]) -> None:
    _, *back = csv.reader(io.StringIO(as_csv(table(*rows))))
    assert [(restore(text), float(number)) for text, number in back] == rows
    assert not any(text.startswith(("=", "+", "-", "@")) for text, _ in back)


def test_a_published_file_disarms_formulas_and_leaves_numbers() -> None:
    made = table(("=HYPERLINK(1)", -5), ("\tx", -0.5), ("Wie?", None))
    assert as_csv(made) == "c0,c1\n'=HYPERLINK(1),-5\n'\tx,-0.5\nWie?,\n"


@given(st.text())
def test_words_come_back_as_they_were(text: str) -> None:
    assert restore(disarm(text)) == text


def test_a_download_is_a_safe_address_and_disarms_formulas() -> None:
    made = table(("=1+1", -5), ("@x", None), ("a#b%c \"d\"<e>", 1.5))  # fmt: skip
    address = as_download(made)
    assert address.isascii()
    assert not set(address) & set(" \"<>#'\n")
    head, data = address.split(",", 1)
    assert head == "data:text/csv;charset=utf-8"
    assert unquote(data) == 'c0,c1\n\'=1+1,-5\n\'@x,\n"a#b%c ""d""<e>",1.5\n'


def test_published_tables_are_written_and_stale_ones_removed(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "channel_benchmark"
    folder.mkdir(parents=True)
    (folder / "old.csv").write_text("x")
    (folder / "notes.txt").write_text("x")
    written = write_tables(chapter(), folder)
    assert written == (folder / "ranking.csv",)
    assert sorted(path.name for path in folder.iterdir()) == ["notes.txt", "ranking.csv"]
    lines = (folder / "ranking.csv").read_bytes().decode("utf-8").split("\n")
    assert lines[0] == "initiative,verdict,rule,hours,cost,share,start"
    assert lines[1] == (
        "Webcare binnen 4 uur,bouwen,hoogste opbrengst bij elke weging,456,1250.0,0.3125,2027-01-04"
    )


def test_a_chapter_without_tables_leaves_no_tables(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x")
    assert write_tables(notebook(shown(ranking(published=False))), tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_same_table_shown_twice_is_written_once(tmp_path: Path) -> None:
    assert len(write_tables(notebook(shown(ranking(), ranking())), tmp_path)) == 1


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a b", "con:x"])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RunError):
        write_tables(notebook(shown(ranking(name=name))), tmp_path / "data")
    assert list(tmp_path.iterdir()) == []


def test_two_tables_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError):
        write_tables(notebook(shown(ranking(), ranking(title="Anders"))), tmp_path)
