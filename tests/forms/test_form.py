"""Forms made from the models: each kind of answer, what is wrong beside it, and nothing lost."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Annotated, Literal

import ipywidgets as widgets
import pytest
from pydantic import Field

from toolkit import clients
from toolkit.forms.controls import Control
from toolkit.forms.form import Form, find_model
from toolkit.forms.journal import Journal
from toolkit.forms.rows import Rows
from toolkit.forms.wording import read_text, write_value
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language
from toolkit.model import Labels, Model, Name, Prose, Whole
from toolkit.model.fields import describe
from toolkit.model.initiative import Criterion, Initiative
from toolkit.model.intake import Goal, Medium, Offer
from toolkit.model.workshop import Workshop
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.files import read_log

ROOT = Path(__file__).parents[2]
DUTCH = Language("nl")
ENGLISH = Language("en")


@pytest.fixture
def store(tmp_path: Path) -> WorkshopStore:
    client = tmp_path / "clients" / "small"
    client.mkdir(parents=True)
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (client / "client.yaml").write_text("name: Small\nlanguage: nl\n", encoding="utf-8")
    return WorkshopStore(clients.load("small", workspace=tmp_path), DUTCH)


def make(store: WorkshopStore, path: str, language: Language = DUTCH) -> Form:
    journal = Journal(store, language)
    made = Form(store, path, find_model(Workshop, path), journal, language)
    store.watch(made.refresh)
    return made


def control(form: Form, name: str) -> Control:
    return next(one for one in form.parts if isinstance(one, Control) and one.field.name == name)


def beside(one: Control) -> str:
    return str(one._beside.value) if one._beside else ""


def goals(store: WorkshopStore, language: Language = DUTCH) -> Rows:
    field = next(one for one in describe(Workshop.model_fields["intake"].annotation)
                 if one.name == "goals")  # fmt: skip
    journal = Journal(store, language)

    def card(path: str) -> list[Form]:
        return [Form(store, path, Goal, journal, language)]

    made = Rows(field, "intake.goals", store, journal, language, make_card=card)
    store.watch(made.refresh)
    return made


def card_of(rows: Rows, number: int) -> Form:
    key = rows.store.rows(rows.path)[number]
    (form,) = rows._views[key].parts
    assert isinstance(form, Form)
    return form


def test_every_field_of_the_model_is_an_ordinary_widget_with_a_name(store: WorkshopStore) -> None:
    form = make(store, "intake.offer")
    assert [one.field.name for one in form.parts] == list(Offer.model_fields)
    for one in form.parts:
        assert isinstance(one.input, widgets.Textarea)
        assert one.input.description


def test_what_is_typed_is_in_the_log_and_in_the_state(store: WorkshopStore) -> None:
    form = make(store, "intake.offer")
    control(form, "product").input.value = "Fietsen, <b>met</b> =1+1"
    assert read_workshop(store.ledger.folder).intake.offer.product == "Fietsen, <b>met</b> =1+1"
    (operation,) = read_log(store.ledger.folder)
    assert operation.path == "intake.offer.product"


def test_a_question_mark_says_that_nobody_knows(store: WorkshopStore) -> None:
    form = make(store, "intake.offer")
    control(form, "market").input.value = "?"
    assert store.is_given("intake.offer.market")
    assert store.value("intake.offer.market") is None
    again = make(store, "intake.offer")
    assert control(again, "market").input.value == "?"


def test_an_emptied_answer_is_as_if_never_asked(store: WorkshopStore) -> None:
    form = make(store, "intake.offer")
    control(form, "market").input.value = "Holland"
    control(form, "market").input.value = ""
    assert not store.is_given("intake.offer.market")


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("31-05-2027", DUTCH, "2027-05-31"),
        ("31 mei 2027", DUTCH, "2027-05-31"),
        ("1/2/2027", DUTCH, "2027-02-01"),
        ("2027-05-31", DUTCH, "2027-05-31"),
        ("31 May 2027", ENGLISH, "2027-05-31"),
        ("1 september 27", DUTCH, "2027-09-01"),
    ],
)
def test_dates_are_read_as_people_write_them(
    store: WorkshopStore, typed: str, language: Language, day: str
) -> None:
    rows = goals(store, language)
    rows.add()
    deadline = control(card_of(rows, 0), "deadline")
    deadline.input.value = typed
    assert store.value(deadline.path) == day
    assert language.date(dt.date.fromisoformat(day)) in beside(deadline)


@pytest.mark.parametrize("typed", ["31-02-2027", "binnenkort", "2027"])
def test_what_is_no_date_is_kept_as_typed_and_told(store: WorkshopStore, typed: str) -> None:
    rows = goals(store)
    rows.add()
    deadline = control(card_of(rows, 0), "deadline")
    deadline.input.value = typed
    assert "koers-wrong" in beside(deadline)
    assert store.value(deadline.path) is None
    again = goals(store)
    assert control(card_of(again, 0), "deadline").input.value == typed


@pytest.mark.parametrize(
    ("typed", "language", "number"),
    [("1.250,5", DUTCH, 1250.5), ("1250", DUTCH, 1250.0), ("1,250.5", ENGLISH, 1250.5),
     ("12%", DUTCH, 12.0)],
)  # fmt: skip
def test_numbers_are_read_in_the_form_s_language(
    store: WorkshopStore, typed: str, language: Language, number: float
) -> None:
    rows = goals(store, language)
    rows.add()
    target = control(card_of(rows, 0), "target")
    target.input.value = typed
    assert store.value(target.path) == number
    assert target.input.value == typed


def test_what_is_no_number_is_told_beside_the_field(store: WorkshopStore) -> None:
    rows = goals(store)
    rows.add()
    target = control(card_of(rows, 0), "target")
    target.input.value = "veel"
    assert "koers-wrong" in beside(target)
    target.input.value = "20"
    assert "koers-wrong" not in beside(target)
    assert store.draft(target.path) is None


def test_a_row_counts_when_it_has_its_name(store: WorkshopStore) -> None:
    rows = goals(store)
    rows.add()
    form = card_of(rows, 0)
    control(form, "owner").input.value = "Jan"
    assert read_workshop(store.ledger.folder).intake.goals == ()
    assert "koers-wanted" in beside(control(form, "name"))
    control(form, "name").input.value = "Meer leden"
    (goal,) = read_workshop(store.ledger.folder).intake.goals
    assert (goal.name, goal.owner) == ("Meer leden", "Jan")


def test_rows_are_put_in_order_and_removed(store: WorkshopStore) -> None:
    rows = goals(store)
    for number, name in enumerate("abc"):
        rows.add()
        control(card_of(rows, number), "name").input.value = name
    first, _, last = store.rows("intake.goals")
    rows.shift(last, -1)
    store.remove(f"intake.goals.{first}")
    assert [goal.name for goal in read_workshop(store.ledger.folder).intake.goals] == ["c", "b"]
    store.undo()
    assert [goal.name for goal in read_workshop(store.ledger.folder).intake.goals] == [
        "a", "c", "b",
    ]  # fmt: skip
    assert len(rows._body.children) == 3


def test_of_a_long_list_a_page_is_shown_and_all_of_it_is_searched(store: WorkshopStore) -> None:
    store.give("intake.media", [{"name": f"Kanaal {number}"} for number in range(200)])
    field = next(one for one in describe(Workshop.model_fields["intake"].annotation)
                 if one.name == "media")  # fmt: skip
    rows = Rows(field, "intake.media", store, Journal(store, DUTCH), DUTCH)
    columns = len(Medium.model_fields) + 1
    assert len(rows._body.children) == columns * 21
    rows._search.value = "kanaal 199"
    assert len(rows._body.children) == columns * 2


def test_two_names_that_are_the_same_are_told_and_kept(store: WorkshopStore) -> None:
    store.give("intake.target_groups", [{"name": "Gezinnen"}, {"name": "Forenzen"}])
    faults = store.give("intake.target_groups.r1-1.name", "gezinnen")
    assert faults
    assert store.value("intake.target_groups.r1-1.name") == "Forenzen"


def test_a_finished_block_takes_nothing(store: WorkshopStore) -> None:
    form = make(store, "intake.offer")
    control(form, "product").input.value = "Fietsen"
    store.give("meeting.locked", ["offer"])
    assert control(form, "product").input.disabled
    assert store.give("intake.offer.product", "Brommers")
    assert store.value("intake.offer.product") == "Fietsen"
    store.give("meeting.locked", [])
    assert not control(form, "product").input.disabled


def test_a_change_from_elsewhere_is_shown(store: WorkshopStore) -> None:
    one, two = make(store, "intake.offer"), make(store, "intake.offer")
    control(one, "product").input.value = "Fietsen"
    assert control(two, "product").input.value == "Fietsen"


class Extra(Model):
    """A model that no form has heard of."""

    name: Name = Field(title="Naam")
    story: Prose | None = Field(default=None, title="Verhaal")
    colour: Annotated[Literal["red", "blue"], Labels({"red": "Rood", "blue": "Blauw"})] | None = (
        Field(default=None, title="Kleur")
    )
    stars: Whole | None = Field(default=None, ge=1, le=5, title="Sterren")
    sure: bool | None = Field(default=None)
    tags: tuple[str, ...] = ()
    words: dict[str, str] = Field(default_factory=dict)


def test_a_new_model_needs_no_other_line() -> None:
    kinds = {field.name: field.kind for field in describe(Extra)}
    assert kinds == {
        "name": "line", "story": "text", "colour": "choice", "stars": "scale", "sure": "yes_no",
        "tags": "words", "words": "pairs",
    }  # fmt: skip
    assert [field.label for field in describe(Extra)][4:] == ["Sure", "Tags", "Words"]


def test_the_demo_s_answers_are_all_on_the_screen(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "clients" / "demo-fietsen", tmp_path / "clients" / "demo-fietsen",
                    ignore=shutil.ignore_patterns("reports"))  # fmt: skip
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    store = WorkshopStore(clients.load("demo-fietsen", workspace=tmp_path), DUTCH)
    before = store.ledger.folder.joinpath("log.jsonl").read_bytes()
    form = make(store, "intake.offer")
    rows = goals(store)
    assert control(form, "product").input.value.startswith("Stadsfietsen")
    assert control(card_of(rows, 0), "channels").input.value == "Instagram, YouTube, Facebook"
    assert store.ledger.folder.joinpath("log.jsonl").read_bytes() == before


def test_cells_of_a_spreadsheet_are_pasted_over_rows(store: WorkshopStore) -> None:
    field = next(one for one in describe(Workshop.model_fields["intake"].annotation)
                 if one.name == "media")  # fmt: skip
    rows = Rows(field, "intake.media", store, Journal(store, DUTCH), DUTCH)
    store.watch(rows.refresh)
    rows.add()
    (key,) = store.rows("intake.media")
    rows.paste(f"intake.media.{key}.name", "Nieuwsbrief\teigen\tja\tJan\r\nFolder\t\tnee\r\n")
    assert [(one.name, one.kind, one.online, one.owner) for one in
            read_workshop(store.ledger.folder).intake.media] == [
        ("Nieuwsbrief", "owned", True, "Jan"), ("Folder", None, False, None),
    ]  # fmt: skip


def test_steps_of_a_scale_take_a_line_each_and_may_hold_commas() -> None:
    (field,) = (one for one in describe(Criterion) if one.name == "anchors")
    (other,) = (one for one in describe(Initiative) if one.name == "target_groups")
    steps = ["nobody", "some, or few", "", "all; or most"]
    text = write_value(steps, field, ENGLISH)
    assert text == "nobody\nsome, or few\n\nall; or most"
    assert read_text(f"{text}\n", field, ENGLISH) == steps
    # Other lists are read as they always were.
    assert read_text("a, b\nc", other, ENGLISH) == ["a", "b", "c"]
    assert describe(Criterion)[1].kind == "lines"
