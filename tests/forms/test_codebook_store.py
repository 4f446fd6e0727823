"""The codebook in a form: headers and answers are chosen from the file; what it lacks is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.forms.codebook_store import CodebookStore
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.language import Language
from toolkit.model.survey import Codebook

NAME = "data/survey/codebook.yaml"
ENGLISH = Language("en")
TEXT = """\
file: answers.csv
sample: convenience
population: Swimmers
fieldwork_start: 2026-01-01
fieldwork_end: 2026-02-01
channels:
  - {column: Instagramm, channel: instagram, use: ["Yes, often"]}
"""
ANSWERS = "Instagram;Media;Remarks\n" + "".join(
    f"{['Yes, often', 'No'][n % 2]};{['Press, radio', 'Radio'][n % 2]};Remark {n}\n"
    for n in range(40)
).replace("Press, radio", "Press|Radio")


@pytest.fixture
def store(tmp_path: Path) -> CodebookStore:
    survey = tmp_path / "clients" / "pool" / "data" / "survey"
    survey.mkdir(parents=True)
    (survey / "codebook.yaml").write_text(TEXT, encoding="utf-8")
    (survey / "answers.csv").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "clients" / "pool" / "client.yaml").write_text("name: Pool\n", encoding="utf-8")
    return CodebookStore(tmp_path, "pool", NAME, Codebook, ENGLISH)


def controls_of(store: CodebookStore, table: str) -> dict[str, Control]:
    """Give the controls of the last row of a table."""
    form = Form(store, "", Codebook, Journal(store, ENGLISH), ENGLISH, only=[table])
    (rows,) = form.parts
    (card,) = rows.make_parts(f"{table}.{store.rows(table)[-1]}")
    return {one.field.name: one for one in card.parts if isinstance(one, Control)}


def test_a_header_that_the_file_lacks_is_told_at_its_field(store: CodebookStore) -> None:
    column = controls_of(store, "channels")["column"]
    assert column.input.options == ("–", "Instagram", "Media", "Remarks", "Instagramm")
    assert "The file has no column “Instagramm”" in column.widget.children[1].value
    assert "geen kolom" in Language("nl").text("The file has no column “{word}”.", word="X")
    column.input.value = "Instagram"
    column.refresh()
    assert "The file has no column" not in column.widget.children[1].value
    assert store.value("channels")[0]["column"] == "Instagram"
    assert column.input.options == ("–", "Instagram", "Media", "Remarks")


def test_answers_are_those_of_the_column(store: CodebookStore) -> None:
    row = store.add("behaviours")
    store.give(f"behaviours.{row}.column", "Instagram")
    counts = controls_of(store, "behaviours")["counts"]
    assert len(counts.input.options) == 2
    counts.take(counts.input.options[0])
    assert store.value(f"behaviours.{row}.counts") == ["Yes, often"]


def test_several_answers_of_a_cell_are_offered_one_by_one(store: CodebookStore) -> None:
    several = store.add("several")
    store.give(f"several.{several}.column", "Media")
    store.give(f"several.{several}.separator", "|")
    row = store.add("behaviours")
    store.give(f"behaviours.{row}.column", "Media")
    assert controls_of(store, "behaviours")["counts"].input.options == ("Press", "Radio")


def test_what_people_wrote_is_offered_nowhere(store: CodebookStore) -> None:
    row = store.add("behaviours")
    store.give(f"behaviours.{row}.column", "Remarks")
    assert controls_of(store, "behaviours")["counts"].input.options == ()


def test_a_value_that_is_refused_is_not_called_saved(store: CodebookStore) -> None:
    form = Form(store, "", Codebook, Journal(store, ENGLISH), ENGLISH,
                only=["segment_column", "classes"])  # fmt: skip
    column = form.parts[0]
    assert store.give("classes", {}) == ()
    assert store.unsaved == ""
    column.take("Instagram")
    assert "Column that divides into groups: “Instagram” is not taken." in store.unsaved
    column.take("–")
    assert store.unsaved == ""
