"""The laws of the round trip: what nobody touched stays, and one changed cell is one change."""

from __future__ import annotations

import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from tests.homework.invented import DUTCH, HOSTILE, answers, written
from toolkit.homework.found import find_answers
from toolkit.homework.merging import Merging
from toolkit.workshop_log.answers import Answers
from toolkit.workshop_log.differences import Change, find_changes

# Each example writes and reads a whole workbook.
FEWER = settings(max_examples=examples(5, full=200))


def changes(path: Path, before: Answers) -> tuple[Change, ...]:
    merging = Merging(find_answers(path), path.name, DUTCH)
    means = {"capacity": {"hours_per_week": 12.5, "people": None},
             "budget": {"per_year": 4000.0, "currency": "EUR"}}  # fmt: skip
    after = merging.over(before, means)
    assert merging.faults == []
    assert merging.means == {}
    return find_changes(before, after)


@pytest.mark.slow
@FEWER
@given(before=answers(), homework=st.booleans())
def test_a_workbook_that_nobody_touched_changes_nothing(before: Answers, *, homework: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "intake.xlsx", before, homework=homework)
        assert changes(path, before) == ()


@pytest.mark.slow
@FEWER
@given(before=answers(), meanwhile=answers())
def test_a_workbook_that_nobody_touched_changes_nothing_in_answers_given_meanwhile(
    before: Answers, meanwhile: Answers
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "intake.xlsx", before)
        assert changes(path, meanwhile) == ()


@pytest.mark.slow
@FEWER
@given(before=answers(), text=st.one_of(st.sampled_from(HOSTILE[:6]), st.text("abc ", min_size=1)))
def test_one_cell_that_was_changed_is_one_change(before: Answers, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = written(Path(folder) / "intake.xlsx", before)
        edit(path, "intake.offer.market", text)
        now = before.tree.get("intake", {}).get("offer", {}).get("market", "")
        found = changes(path, before)
        if not text.strip():
            assert {one.kind for one in found} <= {"clear"}
        elif now == text:
            assert found == ()
        else:
            (one,) = found
            assert one.kind == "set"
            # Where nothing of the offer was answered yet, it is given as a whole.
            assert one.value in (text, {"market": text}, {"offer": {"market": text}})


def edit(path: Path, key: str, value: object, column: int = 4) -> str:
    """Change the cell of a question as a person would; give where it stands."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=1):
            if row[0].value == key:
                cell = sheet.cell(row[0].row, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
                book.save(path)
                return f"{sheet.title}!{cell.coordinate}"
    raise AssertionError(key)
