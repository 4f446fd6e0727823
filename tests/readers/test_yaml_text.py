"""YAML stays the text that was typed, and slips in it are told by their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.model.client import Client
from toolkit.model.initiative import Decision
from toolkit.readers.documents import parse_note, read_yaml, validate
from toolkit.readers.yaml_text import find_rows, parse_yaml


def test_no_value_is_turned_into_another() -> None:
    text = "a: 18:30\nb: 0123456\nc: no\nd: 1_000\ne: 2026-10-31\nf: 0x1F\ng: .nan\nh: 1e3\n"
    assert parse_yaml(text, "f.yaml") == {
        "a": "18:30", "b": "0123456", "c": "no", "d": "1_000", "e": "2026-10-31", "f": "0x1F",
        "g": ".nan", "h": "1e3",
    }  # fmt: skip
    assert parse_yaml("a:\nb: ~\nc: null\nd: ''\n", "f.yaml") == {
        "a": None, "b": None, "c": None, "d": "",
    }  # fmt: skip
    assert parse_yaml("# nothing yet\n", "f.yaml") is None


def test_aliases_and_merges_stand_for_what_they_name() -> None:
    text = "a: &a {x: '1', y: '2'}\nb: {<<: *a, y: '3'}\nc: *a\n"
    first = {"x": "1", "y": "2"}
    assert parse_yaml(text, "f.yaml") == {"a": first, "b": {"x": "1", "y": "3"}, "c": first}


def test_every_key_that_stands_twice_is_told_with_its_row() -> None:
    text = "name: A\naccounts:\n  - id: 1\n    id: 2\nsector: s\nname: B\nname: C\n"
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "f.yaml")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (6, "name"), (7, "name"), (4, "id"),
    ]  # fmt: skip


def test_rows_of_a_notes_facts_are_rows_of_the_note() -> None:
    with pytest.raises(InputError) as caught:
        parse_note("---\nauthor: A\nauthor: B\n---\nText\n", "notes/x.md")
    assert [fault.row for fault in caught.value.faults] == [3]


def test_a_note_may_end_with_its_facts() -> None:
    assert parse_note("---\nauthor: A\n---", "notes/x.md").author == "A"
    assert parse_note("---\n---\nText", "notes/x.md").body == "Text"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("a: " + "[" * 3000, 1),
        ("a: " + "[" * 90 + "]" * 90, 1),
        ("\n" + "".join(f"{'  ' * n}a:\n" for n in range(90)), None),
        ("a: &a [*a]\n", None),
        ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 60)), None),
        (
            "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 8)),
            None,
        ),
        ("ok: 1\nname: !!python/object/apply:os.system [ls]\n", 2),
        ("ok: 1\nname: !!timestamp 2026-02-30\n", 2),
        ("ok: 1\n{a: b}: 2\n", 2),
        ("name: a\x07b\n", 1),
        ("a: 1\n---\nb: 2\n", 2),
    ],
)
def test_what_no_person_writes_is_a_fault(text: str, row: int | None) -> None:
    with pytest.raises(InputError) as caught:
        parse_yaml(text, "f.yaml")
    assert caught.value.faults[0].file == "f.yaml"
    assert row is None or caught.value.faults[0].row == row


def test_numbers_that_are_none_are_told_by_their_field(tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    file.write_text(
        "name: Shop\ncapacity: {hours_per_week: 18:30, people: two}\nbudget: {per_year: 6.500}\n"
        "accounts:\n  - {platform: x, id: 0123456, followers: [{date: 2026-01-01, followers: "
        "12.000}]}\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as caught:
        read_yaml(file, "client.yaml", Client)
    assert {fault.column: fault.got for fault in caught.value.faults} == {
        "capacity → hours_per_week": "18:30",
        "capacity → people": "two",
        "budget → per_year": "6.500",
        "accounts 1 → followers 1 → followers": "12.000",
    }


def test_an_id_keeps_its_leading_zero_and_a_word_its_letters(tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    file.write_text(
        "name: No\naccounts: [{platform: x, id: 0123456}]\nas_of: 2026-10-31\n", "utf-8"
    )
    client = read_yaml(file, "client.yaml", Client)
    assert (client.name, client.accounts[0].id) == ("No", "0123456")
    assert str(client.as_of) == "2026-10-31"


def test_yes_and_no_need_no_quotes() -> None:
    facts = parse_yaml("{initiative: a, decision: no, who: Bo, when: 2026-01-01}", "f.yaml")
    assert validate(facts, Decision, "f.yaml").decision == "no"


def test_names_below_a_field_are_found_by_their_rows() -> None:
    text = "name: a\n# why\nparameters:\n  goal: 20\n\n  tags:\n    - one\n  first.goal: 3\n"
    assert find_rows(text, "parameters") == {"goal": 4, "tags": 6, "first.goal": 8}
    assert find_rows("parameters: {a: 1,\n b: 2}\n", "parameters") == {"a": 1, "b": 2}
    for nothing in ("", "name: a\n", "parameters:\n", "parameters: []\n", "[parameters]\n"):
        assert find_rows(nothing, "parameters") == {}
