"""Files that people write themselves: every slip is told where it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from pydantic import BaseModel

from toolkit.errors import InputError
from toolkit.model.brand import Brand
from toolkit.model.client import Client
from toolkit.model.initiative import Rating
from toolkit.model.note import Note
from toolkit.readers.documents import parse_note, read_text, read_yaml, validate


def test_a_note_has_facts_a_title_a_lede_and_a_body() -> None:
    note = parse_note(
        "---\nauthor: A. Visser\nwritten: 2026-10-01\nasks: [Two hours a week]\n---\n"
        "# What stands out\n\nThe first\nparagraph.\n\nThe second, **bold**.\n",
        "notes/x.md",
    )
    assert (note.author, note.written) == ("A. Visser", dt.date(2026, 10, 1))
    assert note.asks == ("Two hours a week",)
    assert note.title == "What stands out"
    assert note.lede == "The first paragraph."
    assert note.body == "The first\nparagraph.\n\nThe second, **bold**."


def test_a_note_needs_neither_facts_nor_a_heading() -> None:
    note = parse_note("Only this.\r\n", "notes/x.md")
    assert (note.title, note.lede, note.body) == ("", "Only this.", "Only this.")


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("---\nauthor: A\n", ""),
        ("---\nauthor: [\n---\n", ""),
        ("---\n5\n---\n", ""),
        ("---\nwriten: 2026-10-01\n---\n", "writen"),
        ("---\nwritten: 2026-10-32\n---\n", "written"),
    ],
)
def test_a_note_with_wrong_facts_says_which(text: str, column: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_note(text, "notes/x.md")
    assert caught.value.faults[0].file == "notes/x.md"
    assert caught.value.faults[0].column == column


def test_a_date_that_does_not_exist_is_told_by_its_field_with_all_other_faults(
    tmp_path: Path,
) -> None:
    file = tmp_path / "client.yaml"
    file.write_text("name: ''\nas_of: 2026-02-30\ncompetitors: [{accounts: []}]\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_yaml(file, "client.yaml", Client)
    found = {fault.column: fault.got for fault in caught.value.faults}
    assert found == {"name": "", "as_of": "2026-02-30", "competitors 1 → name": ""}


def test_a_yaml_error_has_its_row(tmp_path: Path) -> None:
    file = tmp_path / "client.yaml"
    file.write_text("name: Shop\nsector: a: b\n", "utf-8")
    with pytest.raises(InputError) as caught:
        read_yaml(file, "client.yaml", Client)
    assert caught.value.faults[0].row == 2


def test_text_that_is_not_utf_8_or_not_there_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "latin.md").write_bytes("café".encode("latin-1"))
    for name in ("latin.md", "gone.md"):
        with pytest.raises(InputError) as caught:
            read_text(tmp_path / name, name)
        assert caught.value.faults[0].file == name


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_bytes(b"\xef\xbb\xbfHi")
    assert read_text(tmp_path / "note.md", "note.md") == "Hi"


def told(model: type[BaseModel], data: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        validate(data, model, "file.yaml")
    return [(fault.what, fault.expected) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("written", "what", "expected"),
    [
        ("31-05-2026", "This date is written in another order.", "2026-05-31"),
        ("31-02-2026", "This day does not exist.", "year-month-day, such as 2026-05-31"),
        ("2026-02-30", "This day does not exist.", "year-month-day, such as 2026-05-31"),
        ("in May", "This is not a date.", "year-month-day, such as 2026-05-31"),
    ],
)
def test_a_date_is_told_as_it_should_be_written(written: str, what: str, expected: str) -> None:
    assert told(Note, {"written": written}) == [(what, expected)]


@pytest.mark.parametrize(
    ("model", "data", "expected"),
    [
        (Rating, {"rater": "A", "initiative": "x", "criterion": "y", "score": "6"}, "5 or less"),
        (Rating, {"rater": "A", "initiative": "x", "criterion": "y", "score": "-1"}, "0 or more"),
        (Client, {"name": "A", "budget": {"currency": "euro"}}, "three capitals, such as EUR"),
        (Client, {"name": ["A"]}, "plain text"),
        (Client, {"name": "A", "sector": None}, "a value; or take the line out"),
        (Client, {"name": "A", "fictional": "perhaps"}, "true or false"),
        (Client, {"name": "A", "accounts": "X"}, "[one, another], or lines that begin with -"),
        (Client, {"name": "A", "budget": "100"}, "lines such as name: value"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words(
    model: type[BaseModel], data: object, expected: str
) -> None:
    ((what, hoped),) = told(model, data)
    assert hoped == expected
    for word in ("Input", "pattern", "valid", "^"):
        assert word not in what


@pytest.mark.parametrize("written", ["b5651d", "#b5651d", " #b5651d "])
def test_a_colour_needs_no_hash(written: str) -> None:
    assert validate({"accent": written}, Brand, "brand.yaml").accent == "#b5651d"


@pytest.mark.parametrize(("written", "word"), [("", "quotes"), ("brown", "#0b5c6b")])
def test_what_is_no_colour_is_told_with_one(tmp_path: Path, written: str, word: str) -> None:
    file = tmp_path / "brand.yaml"
    file.write_text(f"accent: {written or '#b5651d'}\n", "utf-8")
    with pytest.raises(InputError, match=word) as caught:
        read_yaml(file, "brand.yaml", Brand)
    assert "^" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "place", "known"),
    [
        ({"budget": {"yearly": "1"}}, "budget → yearly", "per_year, currency"),
        ({"accounts": [{"platfrom": "x"}]}, "accounts 1 → platfrom", "platform, id, handle"),
    ],
)
def test_a_field_that_is_not_known_is_told_with_those_that_may_stand_there(
    data: dict[str, object], place: str, known: str
) -> None:
    with pytest.raises(InputError) as caught:
        validate({"name": "A", **data}, Client, "client.yaml")
    expected = {fault.column: fault.expected for fault in caught.value.faults}
    assert expected[place].startswith(f"one of: {known}")
