"""The workshop's log: what is imported, what stays, and that nothing wrong is ever written."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.files import read_log
from toolkit.workshop_log.imports import import_answers
from toolkit.workshop_log.ledger import Ledger

ANSWERS = """\
intake:
  goals:
    - name: More visitors
      deadline: 2026-12-31
      target: 1200
    - name: Fewer calls
      deadline: "2027-06-30"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workshop"


def answers(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "answers.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_answers_with_unquoted_dates_are_taken_in(tmp_path: Path, folder: Path) -> None:
    assert import_answers(folder, answers(tmp_path, ANSWERS)) == 1
    goals = read_workshop(folder).intake.goals
    assert [goal.deadline for goal in goals] == [dt.date(2026, 12, 31), dt.date(2027, 6, 30)]
    (operation,) = read_log(folder)
    assert (operation.id, operation.path, operation.who) == (1, "intake.goals", "import")
    assert operation.value[0] == {
        "name": "More visitors", "deadline": "2026-12-31", "target": 1200.0,
    }  # fmt: skip


def test_the_same_answers_again_change_nothing(tmp_path: Path, folder: Path) -> None:
    import_answers(folder, answers(tmp_path, ANSWERS))
    before = contents(folder)
    assert import_answers(folder, answers(tmp_path, ANSWERS)) == 0
    assert contents(folder) == before


def test_what_the_file_leaves_out_stays(tmp_path: Path, folder: Path) -> None:
    import_answers(folder, answers(tmp_path, ANSWERS))
    import_answers(folder, answers(tmp_path, "intake:\n  discipline: customer_intimacy\n"))
    intake = read_workshop(folder).intake
    assert intake.discipline == "customer_intimacy"
    assert len(intake.goals) == 2
    state = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    assert state["operation"] == 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ("intake:\n  goals:\n    - {name: More, deadline: 2026-02-30}\n", "goals 1 → deadline"),
        ("intake:\n  goals:\n    - {name: ''}\n", "goals 1 → name"),
        ("intake:\n  weather: fine\n", "weather"),
        ("strategy: {}\n", "strategy"),
    ],
)
def test_a_wrong_answer_leaves_log_and_state_as_they_were(
    tmp_path: Path, folder: Path, wrong: str, field: str
) -> None:
    import_answers(folder, answers(tmp_path, ANSWERS))
    before = contents(folder)
    with pytest.raises(InputError) as caught:
        import_answers(folder, answers(tmp_path, wrong))
    assert caught.value.faults[0].file == "answers.yaml"
    assert caught.value.faults[0].column.endswith(field)
    assert contents(folder) == before


def test_answers_that_only_together_are_wrong_are_not_written(folder: Path) -> None:
    with pytest.raises(InputError):
        Ledger(folder).take({"intake": {"discipline_votes": [{"customer_intimacy": 101}]}}, who="A")
    assert not folder.exists()


def test_a_file_that_is_no_yaml_is_told_with_its_row(tmp_path: Path, folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        import_answers(folder, answers(tmp_path, "intake:\n  goals: [\n  - name: x: y\n"))
    assert caught.value.faults[0].row is not None


def test_an_answer_keeps_line_ends_of_every_kind(folder: Path) -> None:
    reason = "one\ntwo\u2028three\x85four"
    Ledger(folder).take({"intake": {"discipline_reason": reason}}, who="A")
    assert read_workshop(folder).intake.discipline_reason == reason


def test_the_last_answer_wins_and_the_log_keeps_the_first(folder: Path) -> None:
    for reason in ("first", "second"):
        Ledger(folder).take({"intake": {"discipline_reason": reason}}, who="A")
    assert read_workshop(folder).intake.discipline_reason == "second"
    assert [one.value for one in read_log(folder)] == ["first", "second"]


def test_a_damaged_log_names_each_damaged_line(folder: Path) -> None:
    for reason in ("first", "second", "third"):
        Ledger(folder).take({"intake": {"discipline_reason": reason}}, who="A")
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    damaged = [lines[0], lines[2], "{half"]
    (folder / "log.jsonl").write_text("\n".join(damaged) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_log(folder)
    assert [fault.row for fault in caught.value.faults] == [2, 3]
    assert caught.value.faults[0].got == "number 3"


def test_no_log_is_an_empty_workshop(folder: Path) -> None:
    assert read_log(folder) == ()
    assert read_workshop(folder).intake.goals == ()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few people make links")
@pytest.mark.parametrize("name", ["workshop", "workshop/log.jsonl", "workshop/state.json"])
def test_nothing_of_another_client_is_reached_through_a_link(tmp_path: Path, name: str) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    Ledger(other / "workshop").take({"intake": {"discipline_reason": "Secret"}}, who="A")
    before = contents(other / "workshop")
    (mine / name).parent.mkdir(parents=True)
    (mine / name).symlink_to(other / name)
    with pytest.raises(InputError) as refused:
        Ledger(mine / "workshop").take({"intake": {"discipline_reason": "Mine"}}, who="B")
    assert [one.file for one in refused.value.faults] == [name]
    assert contents(other / "workshop") == before


def test_what_a_kill_in_the_middle_of_writing_left_is_cleared_away(folder: Path) -> None:
    Ledger(folder).take({"intake": {"discipline_reason": "first"}}, who="A")
    (folder / ".state-x1y2.json").write_text('{"half', encoding="utf-8")
    (folder / ".log-x1y2.jsonl").write_text('{"half', encoding="utf-8")
    Ledger(folder)
    assert sorted(one.name for one in folder.iterdir()) == ["log.jsonl", "state.json"]


def write_log(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "log.jsonl").write_text(text, encoding="utf-8", newline="\n")


def operation(number: int, path: str, value: str) -> str:
    return f'{{"id": {number}, "time": "", "path": "{path}", "value": {value}}}\n'


@pytest.mark.parametrize("before", ['["a"]', '"a"', "null"])
def test_a_part_of_an_answer_without_parts_is_a_fault_of_its_row(folder: Path, before: str) -> None:
    lines = operation(1, "intake.offer", before) + operation(2, "intake.offer.product", '"x"')
    write_log(folder, lines + operation(3, "intake.offer.market.size", '"x"'))
    with pytest.raises(InputError) as caught:
        read_workshop(folder)
    assert [(fault.row, fault.got) for fault in caught.value.faults] == [
        (2, "intake.offer.product"),
        (3, "intake.offer.market.size"),
    ]
    with pytest.raises(InputError):
        Ledger(folder).take({"intake": {"discipline_reason": "x"}}, who="A")


def test_a_last_line_that_was_broken_off_is_told_as_such(folder: Path) -> None:
    write_log(folder, operation(1, "intake.discipline_reason", '"x"') + '{"id": 2, "ti')
    with pytest.raises(InputError) as caught:
        read_log(folder)
    (fault,) = caught.value.faults
    assert fault.row == 2
    assert "last line of the log is incomplete" in fault.what
    assert "puts this line aside" in fault.remedy


def test_a_last_line_without_its_end_is_not_written_on(folder: Path) -> None:
    write_log(folder, operation(1, "intake.discipline_reason", '"x"').strip())
    Ledger(folder).take({"intake": {"discipline_reason": "y"}}, who="A")
    assert [one.value for one in read_log(folder)] == ["x", "y"]


@pytest.mark.parametrize("value", ["NaN", "1e999", '[{"target": -Infinity}]'])
def test_a_log_holds_only_numbers(folder: Path, value: str) -> None:
    write_log(folder, operation(1, "intake.goals", value))
    with pytest.raises(InputError) as caught:
        read_log(folder)
    assert caught.value.faults[0].row == 1


@pytest.mark.parametrize("value", [".nan", ".inf", "1e999", "nan", "1e13"])
def test_an_import_takes_only_numbers(tmp_path: Path, folder: Path, value: str) -> None:
    text = f"intake: {{goals: [{{name: More, target: {value}}}]}}\n"
    with pytest.raises(InputError) as caught:
        import_answers(folder, answers(tmp_path, text))
    assert caught.value.faults[0].column == "intake → goals 1 → target"
    goal = {"name": "More", "target": float("nan")}
    with pytest.raises(InputError):
        Ledger(folder).take({"intake": {"goals": [goal]}}, who="A")
    assert not folder.exists()


def test_the_state_stays_the_logs_where_an_empty_answer_is_given(folder: Path) -> None:
    Ledger(folder).take({"intake": {"discipline": None, "discipline_reason": "x"}}, who="A")
    assert read_workshop(folder).intake.discipline_reason == "x"


def test_a_state_that_goes_too_deep_is_a_fault(folder: Path) -> None:
    folder.mkdir()
    (folder / "state.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match="not valid JSON"):
        read_workshop(folder)


def test_a_segment_that_the_codebook_does_not_have_is_refused(tmp_path: Path, folder: Path) -> None:
    file = answers(
        tmp_path,
        "intake:\n  target_groups:\n    - name: Readers\n    - {name: Others, segment: raeders}\n",
    )
    with pytest.raises(InputError) as caught:
        import_answers(folder, file, segments=["readers"])
    (fault,) = caught.value.faults
    assert (fault.file, fault.got) == ("answers.yaml", "raeders")
    assert fault.column == "intake → target_groups 2 → segment"
    assert not folder.exists()
    assert import_answers(folder, file) == 1


def test_the_answers_as_a_model_are_read_once_and_anew_after_each_change(tmp_path):
    first, second = (Ledger(tmp_path / "client" / "workshop") for _ in range(2))
    first.record([Change("set", "intake.purpose.mission", "One")])
    assert first.workshop() is first.workshop()
    second.record([Change("set", "intake.purpose.mission", "Two")])
    first.catch_up()
    assert first.workshop().intake.purpose.mission == "Two"
