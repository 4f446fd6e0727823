"""A file of the client folder behind a form: its remarks stay, and nothing is overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import clients
from toolkit.errors import InputError
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.forms.wanted import Wanted
from toolkit.forms.wording import read_text, write_value
from toolkit.forms.yaml_store import YamlStore
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.model.fields import describe
from toolkit.model.note import WrittenNote
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import Demographic
from toolkit.readers.documents import validate
from toolkit.readers.profile import Profile
from toolkit.readers.yaml_edit import Place, as_text, set_value
from toolkit.readers.yaml_text import parse_yaml
from toolkit.scaffold import make_client

ROOT = Path(__file__).parents[2]
WORDS = Language("en")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    make_client(tmp_path, "bakery", language="nl", name="Bakery")
    return tmp_path


def opened(place: Path, name: str = "client.yaml", model: type = Client) -> YamlStore:
    return YamlStore(place, "bakery", name, model, WORDS)


def text(place: Path, name: str = "client.yaml") -> str:
    return (place / "clients" / "bakery" / name).read_text(encoding="utf-8")


def test_a_change_alters_its_own_line_and_no_other(place: Path) -> None:
    before = text(place).splitlines()
    store = opened(place)
    assert store.value("capacity.hours_per_week") is None
    assert store.give("capacity.hours_per_week", 12.5) == ()
    after = text(place).splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("  hours_per_week:", "  hours_per_week: 12.5")]
    assert store.is_saved
    assert store.saved_at
    assert opened(place).value("capacity.hours_per_week") == 12.5
    assert clients.check("bakery", place) == ()


def test_a_list_among_parameters_is_shown_as_one_text_and_stays(place: Path) -> None:
    path = place / "clients" / "bakery" / "client.yaml"
    path.write_text("name: Bakery\nparameters:\n  tags: [a, b]\n", encoding="utf-8")
    store = opened(place)
    assert store.value("parameters") == {"tags": '["a", "b"]'}
    assert store.give("sector", "Bread") == ()
    assert "  tags: [a, b]\n" in text(place)
    given = {"tags": '["a", "b"]', "goal": "20"}
    assert store.give("parameters", given) == ()
    assert clients.load("bakery", workspace=place).client.parameters == given


def test_an_emptied_field_keeps_its_line_and_the_remark_on_it(place: Path) -> None:
    store = opened(place)
    store.give("sector", "Bread")
    store.clear("sector")
    assert 'sector: ""' in text(place)
    assert "# in a few words" in text(place)


def test_a_row_waits_until_it_is_finished_and_is_not_lost(place: Path) -> None:
    store = opened(place)
    row = store.add("accounts")
    assert "name.of.page" in text(place)
    assert (
        store.unsaved == "The client’s own accounts 1 → Platform: This field has to be filled in."
    )
    assert store.unsaved
    store.give(f"accounts.{row}.handle", "@bakery")
    again = opened(place)
    (kept,) = again.rows("accounts")
    assert again.value(f"accounts.{kept}.handle") == "@bakery"
    assert again.give(f"accounts.{kept}.platform", "instagram") == ()
    assert again.is_saved
    account = clients.load("bakery", workspace=place).client.accounts[0]
    assert (account.platform, account.handle) == ("instagram", "@bakery")
    assert not list((place / ".koers" / "unfinished").rglob("*.json"))


def test_a_name_that_is_taken_is_refused_and_keeps_nothing_else_from_being_saved(
    place: Path,
) -> None:
    store = opened(place)
    first = store.add("competitors")
    assert store.give(f"competitors.{first}.name", "Crust") == ()
    second = store.add("competitors")
    (fault,) = store.give(f"competitors.{second}.name", "CRUST")
    assert fault.what == "This name is another one's already."
    assert Language("nl").text(fault.what) == "Deze naam hoort al bij een ander."
    assert store.give("sector", "Bread") == ()
    client = clients.load("bakery", workspace=place).client
    assert client.sector == "Bread"
    assert [one.name for one in client.competitors] == ["Crust"]
    assert "Competitors 2" in store.unsaved
    # It waits beside the file, as the form shows it.
    assert len(opened(place).rows("competitors")) == 2
    assert store.give(f"competitors.{second}.name", "Crumb") == ()
    client = clients.load("bakery", workspace=place).client
    assert [one.name for one in client.competitors] == ["Crust", "Crumb"]
    assert client.sector == "Bread"
    assert not store.unsaved


def test_rows_are_moved_and_removed_with_what_is_in_them(place: Path) -> None:
    store = opened(place)
    for name in ("Crust", "Crumb", "Dough"):
        row = store.add("competitors")
        store.give(f"competitors.{row}.name", name)
        account = store.add(f"competitors.{row}.accounts")
        store.give(f"competitors.{row}.accounts.{account}.platform", "x")
        store.give(f"competitors.{row}.accounts.{account}.handle", f"the{name}")
    rows = store.rows("competitors")
    store.move(f"competitors.{rows[2]}", 0)
    store.remove(f"competitors.{rows[1]}")
    client = clients.load("bakery", workspace=place).client
    assert [one.name for one in client.competitors] == ["Dough", "Crust"]
    assert [one.accounts[0].handle for one in client.competitors] == ["theDough", "theCrust"]
    assert store.rows("competitors") == (rows[2], rows[0])


def test_whether_groups_are_looked_for_is_asked_first_and_looking_writes_nothing(
    place: Path,
) -> None:
    name = "data/survey/codebook.yaml"
    (place / "clients" / "bakery" / name).write_text(
        "file: responses.csv  # ours\nsample: convenience\npopulation: Visitors\n"
        "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n", encoding="utf-8",
    )  # fmt: skip
    before = text(place, name)
    store = opened(place, name, Codebook)
    form = Form(store, "", Codebook, Journal(store, WORDS), WORDS, only=("classes",))
    store.watch(form.refresh)
    (part,) = form.parts
    assert isinstance(part, Wanted)
    assert (part.whether.text(), part.inner) == ("no", None)
    form.refresh()
    part.whether.take("no")
    assert text(place, name) == before
    part.whether.take("yes")
    assert text(place, name) == before + "classes: {}\n"
    assert part.inner is not None
    assert [one.text() for one in part.inner.parts if isinstance(one, Control)] == ["", "6", "1"]
    assert validate(parse_yaml(text(place, name), ""), Codebook, name).classes is not None
    part.whether.take("no")
    assert part.inner is None
    assert validate(parse_yaml(text(place, name), ""), Codebook, name).classes is None
    # What cannot be is told beside it, and keeps the file as it was.
    store.give("segment_column", "Which?")
    kept = text(place, name)
    part.whether.take("yes")
    assert (part.whether.wanted, text(place, name)) == (False, kept)


def test_what_is_no_value_is_not_taken(place: Path) -> None:
    store = opened(place)
    before = text(place)
    (fault,) = store.give("time_zone", "Mars/Olympus")
    assert "Mars/Olympus" in fault.what
    (fault,) = store.give("capacity.people", "many")
    assert fault.what == "This should be a whole number."
    assert text(place) == before
    assert store.value("time_zone") == "Europe/Amsterdam"


def test_a_draft_survives(place: Path) -> None:
    opened(place).keep_draft("capacity.people", "two or th")
    store = opened(place)
    assert store.draft("capacity.people") == "two or th"
    store.give("capacity.people", 3)
    assert store.draft("capacity.people") is None
    assert opened(place).draft("capacity.people") is None


def test_a_file_that_another_program_changed_is_never_overwritten(place: Path) -> None:
    store = opened(place)
    path = place / "clients" / "bakery" / "client.yaml"
    theirs = text(place).replace("Bakery", "Bakery Ltd")
    path.write_text(theirs, encoding="utf-8", newline="\n")
    (fault,) = store.give("sector", "Bread")
    assert "Another program changed client.yaml" in fault.what
    assert text(place) == theirs
    assert store.in_conflict
    store.keep_mine()
    assert clients.load("bakery", workspace=place).client.sector == "Bread"
    assert text(place, "client.yaml.other") == theirs


def test_what_another_program_wrote_is_taken_in_where_nothing_waits(place: Path) -> None:
    store = opened(place)
    told: list[object] = []
    store.watch(lambda: told.append(store.value("name")))
    theirs = text(place).replace("Bakery", "Bakery Ltd")
    (place / "clients" / "bakery" / "client.yaml").write_text(
        theirs, encoding="utf-8", newline="\n"
    )
    store.catch_up()
    assert told == ["Bakery Ltd"]
    assert store.give("sector", "Bread") == ()
    client = clients.load("bakery", workspace=place).client
    assert (client.name, client.sector) == ("Bakery Ltd", "Bread")


def test_what_waits_here_is_not_given_up_for_what_another_program_wrote(place: Path) -> None:
    store = opened(place)
    store.keep_draft("capacity.people", "two or th")
    path = place / "clients" / "bakery" / "client.yaml"
    path.write_text("name: Other\n", encoding="utf-8")
    store.catch_up()
    assert store.in_conflict
    assert store.draft("capacity.people") == "two or th"


def test_every_version_that_was_not_chosen_stays(place: Path) -> None:
    store = opened(place)
    path = place / "clients" / "bakery" / "client.yaml"
    for name in ("First", "Second"):
        path.write_text(f"name: {name}\n", encoding="utf-8")
        store.give("sector", f"Bread {name}")
        store.keep_mine()
    kept = [text(place, one.name) for one in path.parent.glob("*.other")]
    assert sorted(kept) == ["name: First\n", "name: Second\n"]


def test_nothing_is_taken_while_it_is_locked(place: Path) -> None:
    locked = True
    store = YamlStore(place, "bakery", "client.yaml", Client, WORDS, lambda: locked)
    before = text(place)
    assert store.is_locked("capacity.people")
    assert store.give("capacity.people", 3)
    assert store.clear("sector")
    assert text(place) == before
    locked = False
    assert store.give("capacity.people", 3) == ()


def test_theirs_can_be_taken_and_mine_stays_beside_it(place: Path) -> None:
    store = opened(place)
    path = place / "clients" / "bakery" / "client.yaml"
    path.write_text("name: Other\n", encoding="utf-8")
    store.give("sector", "Bread")
    store.reload()
    assert store.value("name") == "Other"
    assert store.is_saved
    assert "Bread" in text(place, "client.yaml.mine")


def test_a_file_that_is_not_there_is_made_with_the_first_value(place: Path) -> None:
    store = opened(place, "data/channels/profile.yaml", Profile)
    row = store.add("files")
    for name, value in {
        "match": "*.csv", "platform": "= tiktok", "brand": "Company", "date": "Day",
        "dates": "day-first", "decimal": ",",
    }.items():  # fmt: skip
        assert store.give(f"files.{row}.{name}", value) == ()
    assert store.unsaved
    assert store.give(f"files.{row}.reactions", "Likes") == ()
    assert store.is_saved
    assert store.value(f"files.{row}.platform") == "= tiktok"
    assert opened(place, "data/channels/profile.yaml", Profile).is_saved


def test_a_list_that_aliases_share_is_changed_in_one_place_only(place: Path) -> None:
    name = "data/survey/codebook.yaml"
    source = ROOT / "clients" / "demo-fietsen" / name
    shutil.copy(source, place / "clients" / "bakery" / name)
    store = opened(place, name, Codebook)
    first, second = store.rows("channels")[:2]
    shared = store.value(f"channels.{second}.use")
    assert store.give(f"channels.{first}.use", ["Ja, vaak"]) == ()
    again = opened(place, name, Codebook)
    rows = again.rows("channels")
    assert again.value(f"channels.{rows[0]}.use") == ["Ja, vaak"]
    assert again.value(f"channels.{rows[1]}.use") == shared
    assert "# Wat de kolommen van responses.csv betekenen." in text(place, name)


def test_a_note_keeps_facts_and_text_apart(place: Path) -> None:
    store = opened(place, "notes/strategy.md", WrittenNote)
    assert store.give("text", "# Bread first\n\nPeople buy smell.") == ()
    assert store.give("author", "Ann: consultant") == ()
    for sentence in ("Then act", "Choose one, please"):
        row = store.add("asks", place=0)
        assert store.give(f"asks.{row}.sentence", sentence) == ()
    assert store.is_saved
    note = clients.load("bakery", workspace=place).note("strategy")
    assert note is not None
    assert (note.author, note.title, note.lede) == (
        "Ann: consultant", "Bread first", "People buy smell.",
    )  # fmt: skip
    assert note.asks == ("Choose one, please", "Then act")


@pytest.mark.parametrize("broken", ["name: [", "- a\n- b\n", "name: X\nnam: Y\n"])
def test_a_file_that_no_form_can_show_is_refused(place: Path, broken: str) -> None:
    (place / "clients" / "bakery" / "client.yaml").write_text(broken, encoding="utf-8")
    with pytest.raises(InputError):
        opened(place)


def test_a_codebook_is_made_field_by_field(place: Path) -> None:
    name = "data/survey/codebook.yaml"
    store = opened(place, name, Codebook)
    assert store.unsaved == ""
    for field, value in {
        "file": "answers.csv", "sample": "convenience", "population": "Readers",
        "fieldwork_start": "2026-01-01",
    }.items():  # fmt: skip
        assert store.give(field, value) == ()
    assert "Last day of the survey" in store.unsaved
    assert not (place / "clients" / "bakery" / name).exists()
    assert opened(place, name, Codebook).value("population") == "Readers"
    assert store.give("fieldwork_end", "2026-02-01") == ()
    assert store.is_saved
    assert text(place, name).startswith("file: ")


def test_who_watches_is_told(place: Path) -> None:
    store = opened(place)
    told: list[str] = []
    store.watch(lambda: told.append(store.saved_at))
    store.give("sector", "Bread")
    assert len(told) == 1
    assert told[0]


def test_words_that_programs_take_for_something_else_come_back_as_typed(place: Path) -> None:
    store = opened(place)
    for word in ("no", "0123", "=1+1", "a: b #c", "<script>", "“x”\nsecond", "‮rtl", "😀", "- x"):
        assert store.give("sector", word) == ()
        assert clients.load("bakery", workspace=place).client.sector == word


@given(st.lists(st.text(max_size=8)))
def test_lists_of_words_come_back_from_a_form_as_they_were(words: list[str]) -> None:
    field = next(one for one in describe(Demographic) if one.name == "order")
    typed = write_value(words, field, WORDS)
    assert read_text(typed, field, WORDS) == words


@given(
    st.recursive(
        st.text(max_size=6) | st.none() | st.lists(st.text(max_size=4), max_size=3),
        lambda inner: (
            st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3)
            | st.lists(
                st.dictionaries(st.text(min_size=1, max_size=5), inner, max_size=3), max_size=3
            )
        ),
        max_leaves=8,
    ),
    st.sampled_from([("accounts",), ("capacity", "people"), ("new", "part"), ("competitors",)]),
)
def test_whatever_is_put_into_a_text_is_what_is_read_from_it(value: object, path: Place) -> None:
    template = (ROOT / "templates" / "client" / "client.yaml").read_text(encoding="utf-8")
    before = parse_yaml(template, "")
    after = parse_yaml(text_after := set_value(template, path, value), "")
    here = after
    for part in path:
        here = here[part]
    assert here == as_text(value)
    others = [key for key in before if key != path[0]]
    assert [after[key] for key in others] == [before[key] for key in others]
    assert text_after.count("#") >= template.count("#")
