"""Answers that name rows of a table: chosen from the names that there are, and stored as keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.open_store import OpenStore
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.forms.rows import Rows
from toolkit.forms.wording import NOTHING
from toolkit.language import Language
from toolkit.model.choice import Choice

ENGLISH = Language("en")
TABLE = "choice.initiatives"


class Page:
    """The initiatives and the decisions of a choice, as a page asks them."""

    def __init__(self, folder: Path, *names: str) -> None:
        self.store = OpenStore(folder / "client" / "workshop")
        rows = [{"key": f"i{number}", "name": name} for number, name in enumerate(names)]
        self.store.give(TABLE, rows)
        self.store.add("choice.decisions", {})
        self.journal = Journal(self.store, ENGLISH)
        fields = ("initiatives", "decisions")
        self.form = Form(self.store, "choice", Choice, self.journal, ENGLISH, only=fields)
        self.store.watch(self.form.refresh)

    def path(self, table: str, number: int, name: str) -> str:
        return f"{table}.{self.store.rows(table)[number]}.{name}"

    def control(self, path: str) -> Control:
        found = self.journal._places[path]
        assert isinstance(found, Control)
        return found

    @property
    def decided(self) -> str:
        return self.path("choice.decisions", 0, "initiative")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path, "Forum", "Podcast, weekly", "Yes")


def test_a_decision_chooses_a_name_and_stores_the_key(page: Page) -> None:
    control = page.control(page.decided)
    assert control.input.options == (NOTHING, "Forum", "Podcast, weekly", "Yes")
    control.input.value = "Podcast, weekly"
    assert page.store.value(page.decided) == "i1"
    assert control.text() == "Podcast, weekly"


def test_a_name_that_is_mended_is_mended_wherever_it_was_chosen(page: Page) -> None:
    control = page.control(page.decided)
    control.input.value = "Forum"
    before = len(page.store.ledger.operations)
    page.store.give(page.path(TABLE, 0, "name"), "Meeting place")
    assert control.text() == "Meeting place"
    assert control.input.options[1] == "Meeting place"
    assert page.store.value(page.decided) == "i0"
    # Showing other names is no answer of anybody.
    assert len(page.store.ledger.operations) == before + 1


def test_what_is_added_can_be_chosen_and_nothing_else_changes(page: Page) -> None:
    control = page.control(page.decided)
    control.input.value = "Yes"
    page.store.add(TABLE, {"key": "app", "name": "App"})
    assert "App" in control.input.options
    assert (control.text(), page.store.value(page.decided)) == ("Yes", "i2")


def test_rows_of_one_name_are_told_apart(tmp_path: Path) -> None:
    page = Page(tmp_path, "Forum", "forum")
    control = page.control(page.decided)
    assert control.input.options == (NOTHING, "Forum (i0)", "forum (i1)")
    control.input.value = "forum (i1)"
    assert page.store.value(page.decided) == "i1"


def test_what_a_sheet_or_a_spreadsheet_says_is_found_by_name_or_key(page: Page) -> None:
    control = page.control(page.decided)
    for text in ("podcast,  WEEKLY", "i1"):
        control.take(text)
        assert page.store.value(page.decided) == "i1", text
    control.take("Something else")
    assert page.store.value(page.decided) == "i1"
    assert "not one of the values" in control._wrong


def test_a_name_that_was_stored_as_such_is_shown(tmp_path: Path) -> None:
    page = Page(tmp_path, "Forum")
    page.store.give(page.decided, "forum")
    assert page.control(page.decided).text() == "Forum"


def test_what_an_initiative_waits_for_is_offered_behind_what_stands_there(page: Page) -> None:
    path = page.path(TABLE, 0, "depends_on")
    control = page.control(path)
    assert control.input.options == ('"Podcast, weekly"', "Yes")
    control.input.value = "Yes"
    assert page.store.value(path) == ["i2"]
    control.input.value = "Yes, Pod"
    assert control.input.options == ('Yes, "Podcast, weekly"',)
    (control.input.value,) = control.input.options
    assert page.store.value(path) == ["i2", "i1"]
    page.store.give(page.path(TABLE, 2, "name"), "No")
    assert control.text() == 'No, "Podcast, weekly"'


def test_rows_still_show_a_part_for_each_question(page: Page) -> None:
    assert all(isinstance(getattr(part, "inner", part), Rows) for part in page.form.parts)
