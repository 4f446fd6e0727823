"""Sheets for raters: out and back, hidden, refused whole where a cell is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests import test_cli
from toolkit.clients import load
from toolkit.errors import InputError
from toolkit.homework import read_rating_sheets, take_ratings, write_ratings
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.rating_urn import RatingUrn

koers = test_cli.koers
Koers = test_cli.Koers
ENGLISH = Language("en")
# Where the cells stand: who fills it in, and the first score.
RATER, FIRST = "C3", "C8"
GIVEN = {("forum", "reach"): 4, ("forum", "trust"): 0, ("app", "trust"): 5}


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    home = small_client()
    wanted = {
        "initiatives": [
            {"key": "forum", "name": "=Forum & Co", "description": "Where\npeople ask."},
            {"key": "app", "name": "App"},
        ],
        "criteria": [
            {"key": "reach", "name": "Reach", "swing": 100, "anchors": ["nobody", "all, or most"]},
            {"key": "trust", "name": "Trust", "swing": 50},
        ],
    }
    ledger_of(home).record([Change("set", f"choice.{k}", v) for k, v in wanted.items()])
    return home


def ledger_of(home: Path) -> Ledger:
    return Ledger(load("small", workspace=home).workshop_folder)


def make(home: Path, path: Path) -> Path:
    folder = load("small", workspace=home)
    return write_ratings(path, ledger_of(home).workshop().choice, folder.client, ENGLISH)


def fill(path: Path, cells: dict[str, object]) -> Path:
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(path)
    return path


def filled(home: Path, path: Path, rater: str = "Marketing", **cells: object) -> Path:
    given: dict[str, object] = {RATER: rater, "C8": 4, "D8": "0", "C9": "?", "D9": 5}
    return fill(make(home, path), given | cells)


def read(home: Path, *paths: Path) -> object:
    return read_rating_sheets(paths, load("small", workspace=home), ledger_of(home))


def test_the_sheet_has_the_steps_of_the_scale_a_list_and_fits_on_a4(
    home: Path, tmp_path: Path
) -> None:
    sheet = openpyxl.load_workbook(make(home, tmp_path / "a.xlsx")).worksheets[0]
    assert [sheet["B6"].value, sheet["C6"].value, sheet["D6"].value] == [
        "Initiative", "Reach", "Trust",
    ]  # fmt: skip
    assert sheet["C7"].value == "0  nobody\n1  all, or most"
    assert sheet["B8"].value == "=Forum & Co\nWhere people ask."
    assert sheet["B8"].data_type == "s"
    (limit,) = sheet.data_validations.dataValidation
    assert (limit.formula1, str(limit.sqref)) == ('"0,1,2,3,4,5"', "C8:D9")
    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.column_dimensions["A"].hidden


def test_the_same_choice_gives_the_same_bytes(home: Path, tmp_path: Path) -> None:
    one, other = make(home, tmp_path / "a.xlsx"), make(home, tmp_path / "b.xlsx")
    assert one.read_bytes() == other.read_bytes()


def test_what_a_rater_filled_in_comes_back_and_stays_hidden(home: Path, tmp_path: Path) -> None:
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx"))
    assert (sheet.rater, dict(sheet.scores), sheet.asked) == ("Marketing", GIVEN, 4)
    before = len(ledger_of(home).operations)
    assert take_ratings([sheet], ledger_of(home)) is False
    assert len(ledger_of(home).operations) == before
    assert RatingUrn(ledger_of(home).folder).sheets["Marketing"].scores == GIVEN


def test_after_the_reveal_scores_go_straight_to_the_others(home: Path, tmp_path: Path) -> None:
    ledger = ledger_of(home)
    RatingUrn(ledger.folder).type("marketing", ("forum", "reach"), "1")
    RatingUrn(ledger.folder).reveal(ledger)
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx"))
    assert "takes their place" in sheet.warnings[0].what
    assert take_ratings([sheet], ledger_of(home)) is True
    ratings = ledger_of(home).workshop().choice.ratings
    assert {(it.initiative, it.criterion): it.score for it in ratings} == GIVEN
    assert {it.rater for it in ratings} == {"marketing"}


def test_each_wrong_cell_of_all_files_is_named_and_nothing_is_taken(
    home: Path, tmp_path: Path
) -> None:
    files = [
        filled(home, tmp_path / "a.xlsx", C8=6, D9="high"),
        filled(home, tmp_path / "b.xlsx", rater="", D8=2.5),
    ]
    with pytest.raises(InputError) as told:
        read(home, *files)
    assert [(one.file, one.got) for one in told.value.faults] == [
        ("a.xlsx, sheet “Scores”, cell C8", "6"),
        ("a.xlsx, sheet “Scores”, cell D9", "high"),
        ("b.xlsx, sheet “Scores”, cell D8", "2.5"),
    ]
    assert not RatingUrn(ledger_of(home).folder).sheets


def test_a_sheet_without_a_rater_and_two_of_the_same_are_refused(
    home: Path, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="Nobody says who"):
        read(home, filled(home, tmp_path / "a.xlsx", rater=" "))
    one, other = filled(home, tmp_path / "b.xlsx"), filled(home, tmp_path / "c.xlsx", "MARKETING ")
    with pytest.raises(InputError, match="same rater"):
        read(home, one, other)


def test_another_client_s_sheet_is_refused(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    choice = ledger_of(home).workshop().choice
    write_ratings(path, choice, Client.model_validate({"name": "Somebody else"}), ENGLISH)
    with pytest.raises(InputError, match="another client"):
        read(home, fill(path, {RATER: "Marketing", FIRST: 1}))


def test_an_initiative_that_is_gone_is_told_and_the_rest_is_taken(
    home: Path, tmp_path: Path
) -> None:
    path = filled(home, tmp_path / "a.xlsx")
    ledger_of(home).record([Change("set", "choice.initiatives", [{"key": "app", "name": "App"}])])
    (sheet,) = read(home, path)
    assert dict(sheet.scores) == {("app", "trust"): 5}
    assert "not there any more" in sheet.warnings[0].what


def test_without_hidden_cells_the_words_in_the_sheet_do(home: Path, tmp_path: Path) -> None:
    path = filled(home, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.worksheets[0].unmerge_cells(str(next(iter(book.worksheets[0].merged_cells.ranges))))
    book.worksheets[0].delete_cols(1)
    book.save(path)
    (sheet,) = read(home, path)
    assert (sheet.rater, dict(sheet.scores)) == ("Marketing", GIVEN)


def test_without_anything_to_score_there_is_no_sheet(
    small_client: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(InputError):
        make(small_client(), tmp_path / "a.xlsx")


def test_the_command_shows_how_many_scores_and_never_which(
    koers: Koers, home: Path, tmp_path: Path
) -> None:
    where = ("--workspace", home)
    path = tmp_path / "marketing.xlsx"
    status, out, _ = koers("export", "small", "--ratings", path, *where)
    assert (status, "koers import small marketing.xlsx" in out) == (0, True)
    fill(path, {RATER: "Marketing", "C8": 4, "D8": 0, "D9": 5})
    other = filled(home, tmp_path / "care.xlsx", "Care")
    asked = ("import", "small", path, other, *where)
    counts = "  Marketing: 3 of 4 scores\n  Care: 3 of 4 scores\n"
    assert koers(*asked, "--dry-run")[:2] == (0, f"{counts}6 scores would be taken.\n")
    assert not RatingUrn(ledger_of(home).folder).sheets
    taken = f"{counts}6 scores taken, hidden until all scores are shown.\n"
    assert koers(*asked)[:2] == (0, taken)
    assert list(RatingUrn(ledger_of(home).folder).sheets) == ["Care", "Marketing"]


def given_by(sheet: object) -> dict[tuple[str, str], int]:
    return dict(sheet.scores)  # type: ignore[attr-defined]


def swap(path: Path, cells: dict[str, str]) -> Path:
    """Swap what is shown in pairs of cells, as sorting does that leaves hidden cells alone."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for one, other in cells.items():
        sheet[one].value, sheet[other].value = sheet[other].value, sheet[one].value
        for place in (one, other):
            if isinstance(sheet[place].value, str):
                sheet[place].data_type = "s"
    book.save(path)
    return path


def test_rows_that_were_sorted_without_their_hidden_cells_keep_their_scores(
    home: Path, tmp_path: Path
) -> None:
    path = swap(filled(home, tmp_path / "a.xlsx"), {"B8": "B9", "C8": "C9", "D8": "D9"})
    (sheet,) = read(home, path)
    assert given_by(sheet) == GIVEN
    assert sheet.warnings == ()


def test_columns_that_were_moved_without_their_hidden_cells_keep_their_scores(
    home: Path, tmp_path: Path
) -> None:
    moved = {f"C{row}": f"D{row}" for row in (6, 7, 8, 9)}
    (sheet,) = read(home, swap(filled(home, tmp_path / "a.xlsx"), moved))
    assert given_by(sheet) == GIVEN


def test_names_that_changed_hands_since_are_read_as_the_sheet_was_made(
    home: Path, tmp_path: Path
) -> None:
    path = filled(home, tmp_path / "a.xlsx")
    now = [{"key": "forum", "name": "App"}, {"key": "app", "name": "=Forum & Co"}]
    ledger_of(home).record([Change("set", "choice.initiatives", now)])
    (sheet,) = read(home, path)
    assert given_by(sheet) == GIVEN


def test_a_name_that_a_rater_mended_is_told_and_a_row_that_stands_twice_is_refused(
    home: Path, tmp_path: Path
) -> None:
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx", B9="The app"))
    assert given_by(sheet) == GIVEN
    assert [(one.got, one.file[-2:]) for one in sheet.warnings] == [("The app", "B9")]
    with pytest.raises(InputError, match="twice") as told:
        read(home, filled(home, tmp_path / "b.xlsx", B10="App", C10=1))
    assert told.value.faults[0].file.endswith("B10")


def test_two_of_the_same_name_are_told_apart_by_hidden_cells_or_not_at_all(
    home: Path, tmp_path: Path
) -> None:
    same = [{"key": "forum", "name": "App"}, {"key": "app", "name": "App"}]
    ledger_of(home).record([Change("set", "choice.initiatives", same)])
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx"))
    assert given_by(sheet) == GIVEN
    with pytest.raises(InputError, match="not clear which one"):
        read(home, filled(home, tmp_path / "b.xlsx", A8=None))


def test_a_sheet_that_was_copied_for_a_colleague_is_read_too(home: Path, tmp_path: Path) -> None:
    path = filled(home, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    copy = book.copy_worksheet(book.worksheets[0])
    copy[RATER], copy[FIRST] = "Care", 1
    book.save(path)
    one, other = read(home, path)
    assert (one.rater, other.rater) == ("Marketing", "Care")
    assert given_by(other) == GIVEN | {("forum", "reach"): 1}


def test_the_same_sheet_that_came_twice_is_taken_once_and_that_is_told(
    home: Path, tmp_path: Path
) -> None:
    one = filled(home, tmp_path / "a.xlsx")
    other = tmp_path / "a (1).xlsx"
    other.write_bytes(one.read_bytes())
    (sheet,) = read(home, one, other)
    assert [(it.file, it.got) for it in sheet.warnings] == [("a (1).xlsx", "a.xlsx")]


def test_a_formula_without_a_result_is_no_blank(home: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        read(home, filled(home, tmp_path / "a.xlsx", rater="=A1", C8="=2+2"))
    assert [one.file[-2:] for one in told.value.faults] == ["C3", "C8"]


def test_a_sheet_without_scores_is_told_and_seats_nobody(home: Path, tmp_path: Path) -> None:
    empty = dict.fromkeys(("C8", "D8", "C9", "D9"))
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx", **empty))
    assert "No score" in sheet.warnings[0].what
    take_ratings([sheet], ledger_of(home))
    assert not RatingUrn(ledger_of(home).folder).sheets


def test_a_function_typed_behind_its_question_and_signs_that_nobody_sees(
    home: Path, tmp_path: Path
) -> None:
    label = "Filled in by (function): \u202eCa\u200bre"
    (sheet,) = read(home, filled(home, tmp_path / "a.xlsx", rater="", B3=label))
    assert sheet.rater == "Care"


def test_scores_that_are_asked_since_count_among_those_that_are_lacking(
    home: Path, tmp_path: Path
) -> None:
    path = filled(home, tmp_path / "a.xlsx")
    choice = ledger_of(home).answers.plain()["choice"]
    more = [*choice["initiatives"], {"key": "new", "name": "New"}]
    ledger_of(home).record([Change("set", "choice.initiatives", more)])
    (sheet,) = read(home, path)
    assert (len(sheet.scores), sheet.asked) == (3, 6)
