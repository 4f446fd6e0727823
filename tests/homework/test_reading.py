"""A workbook that came back: sorted, renamed, rough, wrong or hostile."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.homework.invented import CLIENT_OF_ALL, DUTCH, read, written
from tests.homework.test_round_trip import edit
from toolkit.clients import ClientFolder
from toolkit.errors import InputError
from toolkit.homework import preview, read_wanted, read_workbook, take, write_votes
from toolkit.homework.preview import PreviewLine, _Preview
from toolkit.model.intake import Goal
from toolkit.workshop_log.answers import Answers, Rows
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger

MEDIA = "Al uw kanalen en media"
GOALS = "Wat u wilt bereiken"


def some_answers() -> Answers:
    media = {"r1": {"name": "Website", "owner": "Jip", "hours_per_week": 6.0, "action": "keep"},
             "r2": {"name": "X", "online": True, "frequency": "weekly"},
             "r3": {"name": "Folder"}}  # fmt: skip
    goals = {"r7": {"name": "More", "deadline": "2027-12-31", "channels": ["X", "Website"]}}
    return Answers({"intake": {"media": Rows(media), "goals": Rows(goals),
                               "offer": {"product": "Books", "market": None}}})  # fmt: skip


def change(path: Path, sheet: str, edit: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    edit(book[sheet])
    book.save(path)
    return path


def cell_of(sheet: Any, text: object) -> Any:
    return next(one for row in sheet.iter_rows() for one in row if one.value == text)


def lines(path: Path, answers: Answers) -> tuple[PreviewLine, ...]:
    return preview(read(path, answers), DUTCH)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path / "intake.xlsx", some_answers())


def test_a_changed_cell_is_shown_by_its_question(book: Path) -> None:
    change(book, MEDIA, lambda sheet: setattr(cell_of(sheet, "Jip"), "value", "Janneke"))
    assert lines(book, some_answers()) == (
        PreviewLine("Kanalen en media → Website → Verantwoordelijke", "Jip", "Janneke", "changed"),
    )


def test_an_answer_that_was_emptied_is_taken_away_and_a_question_mark_says_nobody_knows(
    book: Path,
) -> None:
    edit(book, "intake.offer.product", None)
    edit(book, "intake.offer.market", None)
    edit(book, "intake.offer.plainly", "Onbekend")
    assert lines(book, some_answers()) == (
        PreviewLine("Wat u biedt → Product of dienst", "Books", "", "taken away"),
        PreviewLine("Wat u biedt → In gewone woorden", "", "?", "answered"),
        PreviewLine("Wat u biedt → Markt", "?", "", "taken away"),
    )


def test_answers_of_every_kind_are_read_as_people_type_them(book: Path) -> None:
    def fill(sheet: Any) -> None:
        row = cell_of(sheet, "More").row
        for column, value in ((5, 2026), (7, 1.5), (8, "2,5"), (10, dt.date(2028, 2, 29)),
                              (12, "Mail, Folder"), (13, "JA")):  # fmt: skip
            sheet.cell(row, column).value = value
        sheet.cell(row + 4, 2).value = "Fewer calls"
        sheet.cell(row + 4, 10).value = "31-05-2027"

    change(book, GOALS, fill)
    goals = read(book, some_answers()).after.plain()["intake"]["goals"]
    assert goals == [
        {
            "name": "More", "deadline": "2028-02-29", "channels": ["Mail", "Folder"],
            "measure": "2026", "baseline": 1.5, "target": 2.5, "vanity": True,
        },
        {"name": "Fewer calls", "deadline": "2027-05-31"},
    ]  # fmt: skip


def test_rows_are_known_after_sorting_renaming_inserting_and_removing(book: Path) -> None:
    def shuffle(sheet: Any) -> None:
        first = cell_of(sheet, "Website").row
        rows = [[cell.value for cell in sheet[first + n]] for n in range(3)]
        rows[1][1] = "Twitter"
        new = [None, "Mail", *[None] * (len(rows[0]) - 2)]
        for n, values in enumerate([rows[2], new, rows[1]]):
            for column, value in enumerate(values, start=1):
                sheet.cell(first + n, column).value = value

    change(book, MEDIA, shuffle)
    wanted = read(book, some_answers())
    assert {line.kind for line in preview(wanted, DUTCH)} == {
        "removed",
        "added",
        "changed",
        "order",
    }
    media = wanted.after.tree["intake"]["media"]
    assert [key for key in media if not key.startswith("+")] == ["r3", "r2"]
    assert media["r2"] == {"name": "Twitter", "online": True, "frequency": "weekly"}
    assert [row["name"] for row in media.values()] == ["Folder", "Mail", "Twitter"]


def test_what_was_answered_meanwhile_stays(book: Path) -> None:
    change(book, MEDIA, lambda sheet: setattr(cell_of(sheet, "Jip"), "value", "Janneke"))
    now = some_answers()
    now.tree["intake"]["media"]["r1"]["frequency"] = "daily"
    now.tree["intake"]["media"]["r9"] = {"name": "Mail"}
    now.tree["intake"]["offer"]["product"] = "Books and talks"
    del now.tree["intake"]["media"]["r3"]
    (one,) = lines(book, now)
    assert (one.now, one.then) == ("Jip", "Janneke")
    assert list(read(book, now).after.tree["intake"]["media"]) == ["r1", "r2", "r9"]


def test_sheets_that_were_renamed_and_columns_that_were_moved_are_still_known(book: Path) -> None:
    def move(sheet: Any) -> None:
        sheet.title = "Anders"
        cell_of(sheet, "Jip").value = "Janneke"
        sheet.insert_cols(3)

    change(book, MEDIA, move)
    (one,) = lines(book, some_answers())
    assert (one.now, one.then) == ("Jip", "Janneke")


def test_a_rough_workbook_is_read_by_its_words_and_takes_nothing_away(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = MEDIA
    for row in (["Kanaal of medium", "Verantwoordelijke", "Opmerking"], ["website", "Janneke", "!"],
                ["Mail", None, None]):  # fmt: skip
        sheet.append(row)
    offer = book.create_sheet("What you offer")
    offer.append(["Product of dienst", "Wat biedt u?", None])
    offer.append(["Markt", "In welke markt?", "Utrecht"])
    book.create_sheet("Kladblok").append(["iets"])
    book.save(path := tmp_path / "rough.xlsx")
    wanted = read(path, some_answers())
    assert [(line.now, line.then, line.kind) for line in preview(wanted, DUTCH)] == [
        ("?", "Utrecht", "changed"), ("Website", "website", "changed"),
        ("Jip", "Janneke", "changed"), ("", "Mail", "added"),
    ]  # fmt: skip
    assert [one.severity for one in wanted.warnings] == ["warning"] * 2
    assert "Kladblok" in wanted.warnings[0].file


def test_every_cell_that_is_wrong_is_told_at_once_and_nothing_is_taken(book: Path) -> None:
    def spoil(sheet: Any) -> None:
        row = cell_of(sheet, "Website").row
        sheet.cell(row, 3).value = "geleend"
        sheet.cell(row, 10).value = "veel"
        sheet.cell(row, 2).value = None
        sheet.cell(row + 10, 5).value = "Jip"

    change(book, MEDIA, spoil)
    cell = edit(book, "client.capacity.people", 2.5)
    with pytest.raises(InputError) as caught:
        read(book, some_answers())
    told = {fault.file.rpartition(" cel ")[2]: fault for fault in caught.value.faults}
    # What two cells of a column lack is told once.
    both = f"intake.xlsx, blad “{MEDIA}”, cellen B8 en B18"
    assert set(told) == {"C8", "J8", both, cell.partition("!")[2]}
    assert told["C8"].file == f"intake.xlsx, blad “{MEDIA}”, cel C8"
    assert (told["C8"].got, told["C8"].column) == ("geleend", "Soort")
    assert told["C8"].expected.startswith("een van: ")
    assert "eigen" in told["C8"].expected
    assert told["C8"].remedy.startswith("Verbeter deze cel")
    # Not the number of a file that is typed: 1250.5.
    assert "1250.5" not in told["J8"].expected
    assert all(fault.remedy for fault in told.values())


def test_a_long_row_is_shown_to_its_last_answer() -> None:
    row = _Preview(DUTCH)._row({"name": "word " * 60, "owner": "Ann"}, Goal)
    assert "Ann" in row


@pytest.mark.slow
def test_text_of_any_length_comes_back(tmp_path: Path) -> None:
    text = "Zo lang 👩‍👩‍👧 als nodig.\n" * 5000
    goals = Rows({"r1": {"name": "x", "reached": text}})
    offer = {"product": text, "market": "kort […1]"}
    answers = Answers({"intake": {"offer": offer, "goals": goals}})
    path = written(tmp_path / "long.xlsx", answers)
    assert lines(path, answers) == ()
    sheet = openpyxl.load_workbook(path)["Lange teksten"]
    assert max(len(str(c.value).encode("utf-16-le")) // 2 for r in sheet for c in r) <= 32_767
    change(path, "Lange teksten", lambda sheet: setattr(sheet["C2"], "value", "!"))
    (one,) = lines(path, answers)
    assert one.kind == "changed"
    assert len(one.then) < 200


def test_nothing_in_a_workbook_is_a_formula_but_our_sums(tmp_path: Path) -> None:
    answers = Answers({"intake": {"offer": {"product": '=cmd|"/c calc"!A1', "market": "=1+1"}}})
    path = written(tmp_path / "hostile.xlsx", answers)
    with zipfile.ZipFile(path) as archive:
        sheets = "".join(
            archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name
        )
    formulas = {part.partition("</f>")[0][:9] for part in sheets.split("<f>")[1:]}
    assert formulas == {"IF(COUNT("}


@pytest.mark.parametrize(
    ("name", "content", "word"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0rest", "old kind"),
        ("locked.xlsx", b"\xd0\xcf\x11\xe0rest", "password"),
        ("macro.xlsm", b"PK", "macros"),
        ("text.xlsx", b"name;owner", "cannot be opened"),
        ("empty.xlsx", b"", "cannot be opened"),
    ],
)
def test_what_is_no_workbook_of_ours_is_refused_with_a_word(
    tmp_path: Path, name: str, content: bytes, word: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=word):
        read(tmp_path / name, Answers())
    with pytest.raises(InputError, match="cannot be opened"):
        read(tmp_path / "nowhere.xlsx", Answers())


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 160_000_000)
    with pytest.raises(InputError, match="too large"):
        read(path, Answers())


def test_a_workbook_about_something_else_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(path := tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="question of the intake"):
        read(path, Answers())


@pytest.fixture
def folder(tmp_path: Path) -> ClientFolder:
    path = tmp_path / "clients" / "shop"
    path.mkdir(parents=True)
    text = "name: Müller & Zn.\nlanguage: nl\n# Uren.\ncapacity:\n  hours_per_week: 4   # ruim\n"
    (path / "client.yaml").write_text(text, "utf-8")
    return ClientFolder(path)


def test_hours_and_money_go_into_client_yaml_and_its_remarks_stay(
    folder: ClientFolder, tmp_path: Path
) -> None:
    path = written(tmp_path / "homework.xlsx", Answers(), homework=True)
    edit(path, "client.capacity.hours_per_week", 6)
    edit(path, "client.budget.per_year", None)
    edit(path, "intake.offer.product", "Fietsen")
    ledger = Ledger(folder.workshop_folder)
    wanted = read_wanted(path, folder, ledger)
    assert [line.what for line in preview(wanted, DUTCH)] == [
        "Wat u biedt → Product of dienst", "Uren per week",
    ]  # fmt: skip
    take(wanted, ledger, folder)
    text = (folder.path / "client.yaml").read_text("utf-8")
    assert text.startswith(
        "name: Müller & Zn.\nlanguage: nl\n# Uren.\ncapacity:\n  hours_per_week: 6"
    )
    assert "# ruim" in text
    again = ClientFolder(folder.path)
    assert again.client.capacity.hours_per_week == 6
    assert again.workshop.intake.offer.product == "Fietsen"
    assert read_wanted(path, again, Ledger(folder.workshop_folder)).empty


def test_nothing_is_taken_where_hours_and_money_cannot_be_saved(
    folder: ClientFolder, tmp_path: Path
) -> None:
    ledger = Ledger(folder.workshop_folder)
    path = written(tmp_path / "intake.xlsx", Answers())
    edit(path, "intake.offer.product", "Fietsen")
    edit(path, "client.capacity.hours_per_week", 60)
    wanted = read_wanted(path, folder, ledger)
    (folder.path / "client.yaml").write_text("nam: nobody\n", encoding="utf-8")
    with pytest.raises(InputError):
        take(wanted, ledger, folder)
    assert ledger.workshop().intake.offer.product is None


@pytest.mark.slow
@pytest.mark.parametrize("question", ["intake.offer.product", "client.capacity.people"])
def test_a_formula_that_came_to_nothing_is_no_answer(
    folder: ClientFolder, tmp_path: Path, question: str
) -> None:
    path = written(tmp_path / "intake.xlsx", Answers())
    edit(path, question, "#REF!")
    with pytest.raises(InputError) as refused:
        read_wanted(path, folder, Ledger(folder.workshop_folder))
    (fault,) = refused.value.faults
    assert fault.what == "The formula in this cell came to nothing."
    assert fault.got == "#REF!"


def test_a_finished_block_is_left_as_it_is_and_that_is_told(
    folder: ClientFolder, tmp_path: Path
) -> None:
    ledger = Ledger(folder.workshop_folder)
    ledger.record([Change("set", "meeting.locked", ["offer", "means"])])
    path = written(tmp_path / "intake.xlsx", Answers())
    edit(path, "intake.offer.product", "Fietsen")
    edit(path, "client.capacity.hours_per_week", 60)
    edit(path, "intake.purpose.mission", "Rijden")
    wanted = read_wanted(path, folder, ledger)
    (line,) = preview(wanted, DUTCH)
    assert line.then == "Rijden"
    assert [one.column for one in wanted.warnings] == ["What you offer", "Hours and money"]


def test_votes_come_from_paper_without_name_time_or_order(
    folder: ClientFolder, tmp_path: Path
) -> None:
    path = write_votes(tmp_path / "votes.xlsx", CLIENT_OF_ALL, DUTCH)

    def vote(sheet: Any) -> None:
        first = cell_of(sheet, 1).row
        for row, points in ((first, (50, 30, 20)), (first + 2, (10, 10, 80))):
            for column, value in enumerate(points, start=3):
                sheet.cell(row, column).value = value

    change(path, "Waarmee u wint", vote)
    ledger = Ledger(folder.workshop_folder)
    added = take(read_wanted(path, folder, ledger), ledger, folder)
    assert {(one.who, one.time) for one in added} == {("", "")}
    votes = Ledger(folder.workshop_folder).workshop().intake.discipline_votes
    assert [one.operational_excellence for one in votes] == [10, 50]
    change(path, "Waarmee u wint", lambda sheet: setattr(cell_of(sheet, 80), "value", 81))
    with pytest.raises(InputError, match="101"):
        read_wanted(path, folder, ledger)


def test_the_workbook_of_another_client_is_refused(book: Path) -> None:
    other = CLIENT_OF_ALL.model_copy(update={"name": "Somebody Else"})
    with pytest.raises(InputError) as caught:
        read_workbook(book, some_answers(), other, DUTCH)
    (fault,) = caught.value.faults
    assert (fault.got, fault.expected) == (CLIENT_OF_ALL.name, "Somebody Else")
    once = other.model_copy(update={"also_called": (CLIENT_OF_ALL.name,)})
    read_workbook(book, some_answers(), once, DUTCH)
