"""A fault stands at the field that it is about, and a row that does not count says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import clients
from toolkit.forms.choice_page import ChoicePage
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.forms.left_out import LeftOutNotice
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.prose.left_out import left_out
from toolkit.workshop_log import find_unfinished, read_workshop

ENGLISH, DUTCH = Language("en"), Language("nl")
DECISIONS = "choice.decisions"


@pytest.fixture
def store(tmp_path: Path) -> WorkshopStore:
    client = tmp_path / "clients" / "small"
    client.mkdir(parents=True)
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (client / "client.yaml").write_text("name: Small\n", encoding="utf-8")
    made = WorkshopStore(clients.load("small", workspace=tmp_path), ENGLISH)
    made.give("choice.initiatives", [{"key": "own", "name": "Own community in WhatsApp"}])
    return made


def decide(store: WorkshopStore, name: str) -> str:
    """Fill a row in, one field after the other, and give its path."""
    row = f"{DECISIONS}.{store.add(DECISIONS)}"
    store.give(f"{row}.initiative", name)
    store.give(f"{row}.decision", "yes")
    store.give(f"{row}.who", "Director")
    return row


def test_the_field_at_fault_becomes_text_and_the_one_that_shows_it_an_answer(
    store: WorkshopStore,
) -> None:
    row = decide(store, "WhatsApp community")
    assert store.give(f"{row}.when", "2026-11-13") == ()
    assert store.value(f"{row}.when") == "2026-11-13"
    assert store.drafts() == {f"{row}.initiative": "WhatsApp community"}
    assert not store.is_given(f"{row}.initiative")
    # One step: undone, the row is as it was before the date.
    store.undo()
    assert store.value(f"{row}.initiative") == "WhatsApp community"
    assert not store.is_given(f"{row}.when")


def test_with_the_name_mended_the_decision_counts(store: WorkshopStore) -> None:
    row = decide(store, "WhatsApp community")
    store.give(f"{row}.when", "2026-11-13")
    assert store.give(f"{row}.initiative", "Own community in WhatsApp") == ()
    (decision,) = read_workshop(store.ledger.folder).choice.decisions
    assert (decision.initiative, decision.who) == ("own", "Director")
    assert not store.drafts()
    assert not find_unfinished(store.ledger.folder)


def test_the_page_tells_the_fault_at_its_field_and_that_the_row_does_not_count(
    store: WorkshopStore,
) -> None:
    row = decide(store, "WhatsApp community")
    journal = Journal(store, ENGLISH)
    form = Form(store, "choice", Choice, journal, ENGLISH, only=("decisions",))
    store.watch(form.refresh)
    date = journal._places[f"{row}.when"]
    assert isinstance(date, Control)
    date.input.value = "13-11-2026"
    name = journal._places[f"{row}.initiative"]
    assert isinstance(name, Control)
    assert "There is no such initiative" in name._beside.value
    assert "wrong" not in (date._beside.value if date._beside else "")
    notice = LeftOutNotice("choice", ("decisions",), ENGLISH)
    notice.show(store.left_out())
    assert "“WhatsApp community” does not count yet" in notice.widget.value
    name.input.value = "Own community in WhatsApp"
    notice.show(store.left_out())
    assert notice.widget.value == ""
    assert "wrong" not in name._beside.value


def test_what_was_refused_for_another_answer_is_taken_once_that_one_is_mended(
    store: WorkshopStore,
) -> None:
    rows = [store.add("choice.criteria") for _ in range(2)]
    for number, row in enumerate(rows):
        for field, value in (("name", f"C{number}"), ("key", f"c{number}"), ("swing", 50)):
            store.give(f"choice.criteria.{row}.{field}", value)
    first, second = (f"choice.criteria.{row}.least" for row in rows)
    store.give(first, 0.7)
    # Both together weigh more than all: the fault is of neither row alone, so it stays here.
    (fault,) = store.give(second, 0.5)
    assert "more than 1" in fault.what
    store.keep_draft(second, "0.5")
    store.give(first, 0.4)
    assert store.value(second) == 0.5
    assert not store.drafts()


def test_an_unfinished_row_is_named_by_what_it_is_about(
    store: WorkshopStore, tmp_path: Path
) -> None:
    row = decide(store, "own")
    store.keep_draft(f"{row}.when", "30-02-2026")
    store.flush()
    folder = store.ledger.folder
    unfinished, draft = find_unfinished(folder)
    assert unfinished.got == "Decision “Own community in WhatsApp”"
    assert (draft.column, draft.got) == ("choice → decisions 1 → when", "30-02-2026")
    client = clients.load("small", workspace=tmp_path)
    html = left_out(client, "choice", DUTCH).html
    assert "Besluit “Own community in WhatsApp” telt nog niet mee" in html
    assert "“30-02-2026” is geen antwoord bij “Op”" in html
    assert left_out(client, "intake", DUTCH).html == ""


def test_beside_saved_stands_how_many_rows_do_not_count(
    store: WorkshopStore, tmp_path: Path
) -> None:
    page = ChoicePage(clients.load("small", workspace=tmp_path), ENGLISH, store)
    assert page.journal.widget.besides == ""
    row = decide(store, "Own community in WhatsApp")
    assert page.journal.widget.besides == "1 row does not count yet"
    told = " ".join(notice.widget.value for notice in page._notices)
    assert "Decision “Own community in WhatsApp” does not count yet: “On” is missing." in told
    store.give(f"{row}.when", "2026-11-13")
    assert page.journal.widget.besides == ""
    # A row that was only just added is nobody's answer.
    store.add(DECISIONS)
    assert page.journal.widget.besides == ""


def test_a_start_after_the_end_of_the_plan_is_told_at_its_quarter(store: WorkshopStore) -> None:
    store.give("choice.plan.quarters", 6)
    row = f"choice.plan.pins.{store.add('choice.plan.pins')}"
    store.give(f"{row}.quarter", 9)
    store.give(f"{row}.initiative", "own")
    assert store.value(f"{row}.initiative") == "own"
    assert store.drafts() == {f"{row}.quarter": "9"}
    (fault,) = store.why_not(f"{row}.quarter", 9)
    assert fault.what == "This quarter lies after the end of the plan."
    # With a longer plan it is right, and what was typed is taken.
    assert store.give("choice.plan.quarters", 9) == ()
    assert store.value(f"{row}.quarter") == 9
    assert not store.drafts()
