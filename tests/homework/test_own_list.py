"""Somebody's own list of initiatives: what is plain comes in, what is not is told cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.homework.invented import CLIENT_OF_ALL, DUTCH
from toolkit.errors import Fault, InputError
from toolkit.homework import Wanted, read_workbook
from toolkit.homework.own_words import plain_header
from toolkit.workshop_log.answers import Answers, grow


def book(path: Path, *rows: tuple[object, ...], **sheets: tuple[tuple[object, ...], ...]) -> Path:
    made = openpyxl.Workbook()
    for title, content in {"Blad1": rows, **sheets}.items():
        sheet = made.worksheets[0] if title == "Blad1" else made.create_sheet(title)
        sheet.title = title
        for row in content:
            sheet.append(row)
    made.save(path)
    return path


def wanted(path: Path) -> Wanted:
    return read_workbook(path, Answers(), CLIENT_OF_ALL, DUTCH)


def initiatives(path: Path) -> list[dict[str, Any]]:
    return list(wanted(path).after.plain()["choice"]["initiatives"])


def faults(path: Path) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as told:
        wanted(path)
    return tuple(told.value.faults)


def test_a_list_as_a_consultant_keeps_one_comes_in(tmp_path: Path) -> None:
    path = book(
        tmp_path / "ideeen.xlsx",
        ("Ideeënlijst 2027, versie 3",),
        (),
        ("Nr", "Initiatief", "Uren (eenmalig)", "Uren p/m", "Kosten (in €)", "Kosten/mnd", "Risico",
         "Eigen data", "Aandeel doelgroep"),
        (1, "Podcast", "40 uur", "8 uur/mnd", "€ 1.200,50", "€ 25,- p/m", "Gemiddeld", "x", "25%"),
        (2, "Forum", "1,5", 2, "1.200,00", "", "H", "nee", 0.4),
        (3, "Stands", "16u", "0,5 u", "\u20ac 1 200", "0", "laag", "J", "12,5 %"),
    )  # fmt: skip
    assert initiatives(path) == [
        {"name": "Podcast", "hours_organisational": 40, "hours_running": 8, "cost": 1200.5,
         "cost_running": 25, "risk": "middle", "data_ownership": True, "audience_share": 0.25,
         "key": "podcast"},
        {"name": "Forum", "hours_organisational": 1.5, "hours_running": 2, "cost": 1200,
         "risk": "high", "data_ownership": False, "audience_share": 0.4, "key": "forum"},
        {"name": "Stands", "hours_organisational": 16, "hours_running": 0.5, "cost": 1200,
         "cost_running": 0, "risk": "low", "data_ownership": True, "audience_share": 0.125,
         "key": "stands"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "typed", "what"),
    [
        ("Uren", "2 dagen", "not in hours"),
        ("Uren", "2 weken", "not in hours"),
        ("Uren", "8 uur/mnd", "every month"),
        ("Uren", "12 uur per week", "another period"),
        ("Uren per maand", "12 uur per week", "another period"),
        ("Kosten", "€ 50 per maand", "every month"),
        ("Kosten per maand", "€ 600 per jaar", "another period"),
        ("Kosten", "1.200", "two ways"),
        ("Uren", "1,200", "two ways"),
        ("Kosten", "$ 500", "a number"),
        ("Kosten", "10k", "a number"),
        ("Kosten", "p.m.", "a number"),
        ("Uren", "ca. 40", "a number"),
        ("Uren", "40-60", "a number"),
        ("Uren", "-5", "too low"),
        ("Uren", "=20+20", "came to nothing"),
        ("Eigen data", "misschien", "neither yes nor no"),
        ("Aandeel doelgroep", 25, "too high"),
        ("Risico", "4", "values that are known"),
    ],
)
def test_what_would_have_to_be_guessed_is_told_with_its_cell(
    tmp_path: Path, header: str, typed: object, what: str
) -> None:
    path = book(tmp_path / "a.xlsx", ("Naam", header), ("Forum", ""), ("Podcast", typed))
    (fault,) = faults(path)
    assert fault.file == "a.xlsx, blad “Blad1”, cel B3"
    assert what in fault.what
    assert fault.remedy


def test_rows_of_sums_are_left_out_and_that_is_told(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        ("Naam", "Uren", "Kosten"),
        ("Podcast", 40, "€ 100"), ("Forum", 20, None), ("Subtotaal", 60, 100),
        ("Stands", 1, 2), ("Naam", "Uren", "Kosten"), ("Folder", 3, 4), ("Subtotaal:", 4, 6),
        ("TOTAAL", "64 uur", "€ 106,00"), (None, 64, 106),
    )  # fmt: skip
    assert [one["name"] for one in initiatives(path)] == ["Podcast", "Forum", "Stands", "Folder"]
    told = [one.row for one in wanted(path).warnings if "adds up" in one.what]
    assert told == [4, 8, 9, 10]


@pytest.mark.parametrize("name", ["Totaal", None])
def test_a_row_that_looks_like_sums_and_is_none_stops_the_file(
    tmp_path: Path, name: str | None
) -> None:
    rows = (("Naam", "Uren"), ("Podcast", 40), ("Forum", 20), (name, 61))
    (fault,) = faults(book(tmp_path / "a.xlsx", *rows))
    assert fault.file.endswith("A4")


def test_a_name_that_stands_twice_and_headers_that_mean_the_same_are_refused(
    tmp_path: Path,
) -> None:
    path = book(tmp_path / "a.xlsx", ("Naam", "Uren"), ("Podcast", 40), ("podcast ", 4))
    assert [one.file[-2:] for one in faults(path)] == ["A3"]
    path = book(tmp_path / "b.xlsx", ("Naam", "Kosten", "Budget"), ("Podcast", 40, 50))
    assert [(one.file[-2:], one.got) for one in faults(path)] == [("C1", "Budget")]
    again = (("Naam", "Uren"), ("PODCAST", 9))
    path = book(tmp_path / "c.xlsx", ("Naam", "Uren"), ("Podcast", 40), Archief=again)
    assert [one.file for one in faults(path)] == ["c.xlsx, blad “Archief”, cel A2"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "\ufeffNaam;Uren;Kosten\r\nCafé;1,5;€ 1.200\r\n".encode()),
        ("b.csv", 'sep=,\nNaam,Uren,Kosten\nCafé,"1,5","€ 1.200"\n'.encode()),
        ("c.txt", "Naam\tUren\tKosten\nCafé\t1,5\t1200\n".encode("utf-16")),
        ("d.csv", "Naam;Uren;Kosten\r\nCafé;1,5;€ 1200\r\n".encode("cp1252")),
    ],
)
def test_a_text_file_of_a_spreadsheet_comes_in(tmp_path: Path, name: str, content: bytes) -> None:
    (path := tmp_path / name).write_bytes(content)
    assert initiatives(path) == [
        {"name": "Café", "hours_organisational": 1.5, "cost": 1200, "key": "cafe"}
    ]
    told = [one.got for one in wanted(path).warnings if "1252" in one.what]
    assert len(told) == (name == "d.csv")


def test_a_wrong_cell_of_a_text_file_is_named(tmp_path: Path) -> None:
    (path := tmp_path / "a.csv").write_bytes(b"Naam;Uren\nForum;1\nPodcast;2 dagen\n")
    (fault,) = faults(path)
    assert (fault.file, fault.got) == ("a.csv, cel B3", "2 dagen")
    assert fault.expected == "uren, zoals 16"


def test_a_list_of_names_alone_comes_in(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ("Initiatief",), ("Podcast",), ("Forum",))
    assert [one["key"] for one in initiatives(path)] == ["podcast", "forum"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("Kosten p/m (in €)", "kosten per maand"),
        ("Uren / mnd", "uren per maand"),
        ("  Kosten\n(EUR) ", "kosten"),
        ("Uren (u)", "uren"),
        ("Uren per week", "uren per week"),
        ("€", ""),
    ],
)
def test_a_header_is_the_same_however_it_is_dressed(typed: str, plain: str) -> None:
    assert plain_header(typed) == plain


def test_signs_that_turn_a_line_around_do_not_come_in(tmp_path: Path) -> None:
    rows = (("Naam", "Omschrijving"), ("\u202egniP", "<b>\u2067=1+1"))
    (one,) = initiatives(book(tmp_path / "a.xlsx", *rows))
    assert (one["name"], one["description"]) == ("gniP", "<b>=1+1")


def test_a_workbook_of_another_program_is_told_how_to_be_saved(tmp_path: Path) -> None:
    for name, content in (("a.ods", b"PK"), ("b.xlsx", b"PK..application/vnd.oasis.opendocument")):
        (tmp_path / name).write_bytes(content)
        (fault,) = faults(tmp_path / name)
        assert ".xlsx" in fault.remedy
        assert ".ods" in fault.what


def test_a_row_is_known_by_its_key_and_a_name_that_two_have_is_no_answer(tmp_path: Path) -> None:
    there = [{"name": "App", "key": "app"}, {"name": "App", "key": "app_2"}]
    now = Answers({"choice": {"initiatives": grow(there, "r1")}})
    path = book(tmp_path / "a.xlsx", ("Naam", "Sleutel", "Uren"), ("De app", "app_2", 4))
    after = read_workbook(path, now, CLIENT_OF_ALL, DUTCH).after.plain()["choice"]["initiatives"]
    assert after == [there[0], {"name": "De app", "key": "app_2", "hours_organisational": 4}]
    path = book(tmp_path / "b.xlsx", ("Naam", "Uren"), ("app", 4))
    with pytest.raises(InputError, match="More than one") as told:
        read_workbook(path, now, CLIENT_OF_ALL, DUTCH)
    (fault,) = told.value.faults
    assert (fault.file[-2:], fault.expected) == ("A2", "app, app_2")
