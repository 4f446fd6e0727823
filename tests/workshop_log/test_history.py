"""Operations and the tree: rows that keep their ids, undo, redo, and what another program did."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model.workshop import Operation
from toolkit.workshop_log import find_unfinished, read_workshop
from toolkit.workshop_log.answers import Answers, Rows, find, fold, grow, plain
from toolkit.workshop_log.differences import Change, align, find_changes, take_in
from toolkit.workshop_log.files import read_log
from toolkit.workshop_log.history import list_steps
from toolkit.workshop_log.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "workshop")


def say(ledger: Ledger, path: str, value: object, time: str = "") -> None:
    ledger.record([Change("set", path, value)], who="A", time=time)


def names(ledger: Ledger) -> list[str]:
    return [row.get("name") for row in ledger.answers.plain()["intake"]["goals"]]


def test_rows_keep_their_ids_while_they_move(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a"}, {"name": "b"}, {"name": "c"}])
    ledger.record([Change("move", "intake.goals.r1-2", place=0)])
    say(ledger, "intake.goals.r1-2.owner", "Ann")
    ledger.record([Change("remove", "intake.goals.r1-0")])
    assert ledger.answers.plain()["intake"]["goals"] == [
        {"name": "c", "owner": "Ann"}, {"name": "b"},
    ]  # fmt: skip


def test_a_new_row_gets_the_number_of_its_operation(ledger: Ledger) -> None:
    (operation,) = ledger.record([Change("add", "intake.goals.+", {"name": "a"})])
    assert operation.path == "intake.goals.r1"
    assert list(ledger.answers.tree["intake"]["goals"]) == ["r1"]


def test_a_row_without_a_name_is_kept_and_left_out(ledger: Ledger) -> None:
    ledger.record([Change("add", "intake.goals.+", {"owner": "Ann"})])
    ledger.record([Change("add", "intake.goals.+", {"name": "b"})])
    ledger.record([Change("add", "intake.goals.+", {})])
    assert [one.name for one in read_workshop(ledger.folder).intake.goals] == ["b"]
    faults = find_unfinished(ledger.folder)
    assert [(one.column, one.expected) for one in faults] == [
        ("intake → goals 1", "name"), ("intake → goals 3", "name"),
    ]  # fmt: skip


def test_a_draft_is_kept_until_there_is_an_answer(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a"}])
    ledger.record([Change("draft", "intake.goals.r1-0.deadline", "31-02-2027")])
    assert read_workshop(ledger.folder).intake.goals[0].deadline is None
    assert ledger.answers.drafts == {"intake.goals.r1-0.deadline": "31-02-2027"}
    (fault,) = find_unfinished(ledger.folder)
    assert fault.got == "31-02-2027"
    say(ledger, "intake.goals.r1-0.deadline", "2027-02-28")
    assert ledger.answers.drafts == {}


def test_undo_and_redo_go_back_and_forth(ledger: Ledger) -> None:
    for value in ("a", "b", "c"):
        say(ledger, "intake.purpose.why", value)
    seen = []
    for move in (ledger.undo, ledger.undo, ledger.redo, ledger.undo, ledger.undo, ledger.undo):
        move()
        seen.append(ledger.answers.plain().get("intake", {}).get("purpose", {}).get("why"))
    assert seen == ["b", "a", "b", "a", None, None]
    assert ledger.redoable is not None
    say(ledger, "intake.purpose.how", "x")
    assert ledger.redoable is None
    assert len(read_log(ledger.folder)) == len(ledger.operations)


def test_what_is_typed_in_one_go_is_undone_in_one_go(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "old", "2026-01-01T10:00:00+00:00")
    say(ledger, "intake.purpose.why", "n", "2026-01-01T11:00:00+00:00")
    say(ledger, "intake.purpose.why", "ne", "2026-01-01T11:00:03+00:00")
    say(ledger, "intake.purpose.why", "new", "2026-01-01T11:00:05+00:00")
    ledger.undo()
    assert ledger.answers.plain()["intake"]["purpose"]["why"] == "old"


def test_a_removed_row_comes_back_in_its_place_with_its_id(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a"}, {"name": "b"}, {"name": "c"}])
    before = list(ledger.answers.tree["intake"]["goals"])
    ledger.record([Change("remove", "intake.goals.r1-1")])
    ledger.undo()
    assert list(ledger.answers.tree["intake"]["goals"]) == before
    assert names(ledger) == ["a", "b", "c"]


def test_any_earlier_state_can_be_had_back(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a"}])
    then = ledger.answers.plain()
    say(ledger, "intake.goals.r1-0.owner", "Ann")
    ledger.record([Change("add", "intake.goals.+", {"name": "b"}, 0)])
    ledger.go_back_to(1)
    assert ledger.answers.plain() == then
    assert len(ledger.operations) > 3


def test_going_back_leaves_finished_blocks_finished_and_says_where_to(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "first")
    say(ledger, "intake.purpose.why", "second", "2026-01-01T11:00:00+00:00")
    say(ledger, "meeting.locked", ["goals"])
    ledger.go_back_to(1, who="Ann", time="2026-01-01T11:00:05+00:00")
    plain = ledger.answers.plain()
    assert plain["intake"]["purpose"]["why"] == "first"
    assert plain["meeting"]["locked"] == ["goals"]
    assert list_steps(ledger.operations)[-1].back_to == 1
    # Typing on is a step of its own.
    say(ledger, "intake.purpose.why", "third", "2026-01-01T11:00:06+00:00")
    assert ledger.operations[-1].step is None


def test_two_ledgers_on_one_folder_keep_both_answers(tmp_path: Path) -> None:
    one, two = Ledger(tmp_path / "workshop"), Ledger(tmp_path / "workshop")
    say(one, "intake.purpose.why", "from one")
    say(two, "intake.purpose.how", "from two")
    assert one.catch_up()
    assert one.answers.plain() == two.answers.plain()
    assert [operation.id for operation in read_log(one.folder)] == [1, 2]
    assert not one.foreign
    assert not two.foreign


def test_a_state_changed_elsewhere_is_never_written_over(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "ours")
    state = ledger.folder / "state.json"
    changed = state.read_text(encoding="utf-8").replace("ours", "theirs")
    state.write_text(changed, encoding="utf-8")
    say(ledger, "intake.purpose.how", "more of ours")
    assert state.read_text(encoding="utf-8") == changed
    assert ledger.foreign is not None
    ours = json.loads((ledger.folder / "state.ours.json").read_text(encoding="utf-8"))
    assert ours["answers"]["intake"]["purpose"] == {"why": "ours", "how": "more of ours"}
    with pytest.raises(InputError):
        read_workshop(ledger.folder)


def test_of_two_states_either_can_be_chosen(ledger: Ledger) -> None:
    for choose, left in ((ledger.keep_ours, "ours"), (None, "theirs")):
        say(ledger, "intake.purpose.why", "ours")
        state = ledger.folder / "state.json"
        changed = state.read_text(encoding="utf-8").replace("ours", "theirs")
        state.write_text(changed, encoding="utf-8")
        assert ledger.catch_up()
        if choose:
            choose()
            (kept,) = ledger.folder.glob("state.other-*.json")
            assert kept.read_text(encoding="utf-8") == changed
        else:
            ledger.take_theirs(who="A")
        assert ledger.foreign is None
        assert read_workshop(ledger.folder).intake.purpose.why == left


def test_a_state_that_is_behind_its_log_is_no_harm(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "a")
    state = (ledger.folder / "state.json").read_bytes()
    say(ledger, "intake.purpose.why", "b")
    (ledger.folder / "state.json").write_bytes(state)
    assert read_workshop(ledger.folder).intake.purpose.why == "b"
    again = Ledger(ledger.folder)
    assert again.foreign is None
    say(again, "intake.purpose.why", "c")
    assert json.loads((ledger.folder / "state.json").read_text("utf-8"))["operation"] == 3


def test_a_torn_last_line_is_put_aside(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "a")
    log = ledger.folder / "log.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"id":2,"path":"intake.pur')
    again = Ledger(ledger.folder)
    assert again.torn == '{"id":2,"path":"intake.pur'
    assert log.read_bytes() == whole
    assert (ledger.folder / "unfinished.jsonl").read_text("utf-8").startswith('{"id":2')


def test_half_a_character_of_a_browser_is_text_all_the_same(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "a\ud83db")
    assert read_workshop(ledger.folder).intake.purpose.why == "a\ufffdb"


def test_wanted_rows_find_their_rows_by_name(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a", "owner": "Ann"}, {"name": "b"}])
    wanted = {"intake": {"goals": [{"name": "B", "unit": "%"}, {"name": "a", "owner": "Ann"}]}}
    ledger.take(wanted, who="import")
    assert list(ledger.answers.tree["intake"]["goals"]) == ["r1-1", "r1-0"]
    assert names(ledger) == ["B", "a"]


TEXT = st.text(max_size=5)
ROW = st.dictionaries(st.sampled_from(["name", "owner", "unit"]), TEXT, max_size=3)
PLAIN = st.fixed_dictionaries(
    {
        "intake": st.dictionaries(
            st.sampled_from(["goals", "media", "purpose", "discipline"]),
            st.one_of(TEXT, st.lists(ROW, max_size=4), ROW, st.none()),
        )
    }
)


def numbered(changes: tuple[Change, ...], after: int) -> list[Operation]:
    made = []
    for id_, change in enumerate(changes, start=after):
        head, _, key = change.path.rpartition(".")
        path = f"{head}.r{id_}" if key.startswith("+") else change.path
        made.append(
            Operation(id=id_, kind=change.kind, path=path, value=change.value, place=change.place)
        )
    return made


@given(PLAIN, PLAIN)
def test_the_changes_between_two_answers_lead_from_one_to_the_other(
    one: dict[str, Any], two: dict[str, Any]
) -> None:
    before = Answers(grow(one, "r1"))
    after = Answers(align(two, before.tree))
    changes = find_changes(before, after)
    assert fold(numbered(changes, 2), before).plain() == two
    assert bool(changes) == (one != two) or plain(before.tree) == plain(after.tree)


@given(PLAIN, PLAIN)
def test_going_back_restores_rows_and_ids(one: dict[str, Any], two: dict[str, Any]) -> None:
    before = Answers(grow(one, "r1"))
    away = fold(numbered(find_changes(before, take_in(two, before)), 2), before)
    back = fold(numbered(find_changes(away, before), 100), away)
    assert back.plain() == before.plain()
    for name, value in before.tree["intake"].items():
        if isinstance(value, Rows):
            assert list(find(back.tree, f"intake.{name}")) == list(value)


def test_a_step_that_came_to_nothing_does_not_stop_undo(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.mission", "m")
    moment = "2026-01-01T10:00:0{}+00:00"
    ledger.record([Change("set", "intake.purpose.vision", "v")], time=moment.format(1))
    ledger.record([Change("clear", "intake.purpose.vision")], time=moment.format(2))
    assert ledger.undo()
    assert not ledger.answers.plain()["intake"].get("purpose")
    assert ledger.redo()
    assert ledger.answers.plain()["intake"]["purpose"]["mission"] == "m"


@pytest.mark.parametrize("other", ["nothing", "older"])
def test_a_log_that_was_put_back_elsewhere_takes_nothing_away(ledger: Ledger, other: str) -> None:
    say(ledger, "intake.purpose.why", "first")
    older = (ledger.folder / "log.jsonl").read_bytes()
    say(ledger, "intake.purpose.how", "second")
    log = ledger.folder / "log.jsonl"
    if other == "older":
        log.write_bytes(older)
    else:
        log.unlink()
    assert ledger.catch_up()
    assert ledger.foreign is not None
    say(ledger, "intake.purpose.what", "third")
    assert read_log(ledger.folder)[-1].value == "third"
    assert len(read_log(ledger.folder)) == 3
    kept = [path.read_bytes() for path in ledger.folder.glob("log.other-*.jsonl")]
    assert kept == ([older] if other == "older" else [])
    ledger.keep_ours()
    purpose = read_workshop(ledger.folder).intake.purpose
    assert (purpose.why, purpose.how, purpose.what) == ("first", "second", "third")


def test_a_state_that_changed_twice_loses_neither_version(ledger: Ledger) -> None:
    say(ledger, "intake.purpose.why", "ours")
    state = ledger.folder / "state.json"
    ours = state.read_text(encoding="utf-8")
    state.write_text(ours.replace("ours", "one"), encoding="utf-8")
    assert ledger.catch_up()
    state.write_text(ours.replace("ours", "two"), encoding="utf-8")
    assert ledger.take_theirs(who="A") == ()
    ledger.keep_ours()
    kept = {path.read_text(encoding="utf-8") for path in ledger.folder.glob("state.other-*")}
    assert ours.replace("ours", "two") in kept


def test_what_goes_with_a_row_that_is_gone_is_told_and_holds_up_nothing(tmp_path: Path) -> None:
    one, two = Ledger(tmp_path / "workshop"), Ledger(tmp_path / "workshop")
    say(one, "intake.goals", [{"name": "a"}])
    two.catch_up()
    one.record([Change("draft", "intake.goals.r1-0.deadline", "31-1")])
    two.record([Change("remove", "intake.goals.r1-0")])
    with pytest.raises(InputError) as caught:
        one.record([Change("set", "intake.goals.r1-0.owner", "Ann")])
    assert caught.value.faults[0].got == "intake.goals.r1-0.owner"
    one.undo()
    assert names(one) == ["a"]


def test_a_draft_goes_with_its_row_when_a_file_leaves_the_row_out(ledger: Ledger) -> None:
    say(ledger, "intake.goals", [{"name": "a"}, {"name": "b"}])
    ledger.record([Change("draft", "intake.goals.r1-0.deadline", "31-1")])
    ledger.take({"intake": {"goals": [{"name": "b"}]}}, who="import")
    assert names(ledger) == ["b"]
    assert ledger.answers.drafts == {}


def test_a_half_written_line_of_ours_is_taken_back(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(ledger, "intake.purpose.why", "a")

    def full(folder: Path, added: object) -> None:
        with (folder / "log.jsonl").open("ab") as file:
            file.write(b'{"id":2,"pa')
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("toolkit.workshop_log.ledger.append", full)
        with pytest.raises(OSError, match="No space"):
            say(ledger, "intake.purpose.how", "b")
    say(ledger, "intake.purpose.how", "b")
    assert [one.value for one in read_log(ledger.folder)] == ["a", "b"]


def test_a_client_that_was_removed_is_not_brought_back(tmp_path: Path) -> None:
    client = tmp_path / "client"
    client.mkdir()
    ledger = Ledger(client / "workshop")
    say(ledger, "intake.purpose.why", "a")
    shutil.rmtree(client)
    with pytest.raises(InputError, match="removed"):
        say(ledger, "intake.purpose.why", "b")
    assert not client.exists()


def test_votes_are_kept_without_name_and_time_on_any_road(ledger: Ledger) -> None:
    vote = {"operational_excellence": 10, "product_leadership": 20, "customer_intimacy": 70}
    time = "2026-01-01T10:00:00+00:00"
    change = Change("set", "intake.discipline_votes", [vote])
    ledger.record([change], who="Ann", time=time)
    ledger.undo(who="Ann", time=time)
    ledger.redo(who="Ann", time=time)
    assert {(one.who, one.time) for one in read_log(ledger.folder)} == {("", "")}
