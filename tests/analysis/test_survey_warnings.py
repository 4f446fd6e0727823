"""What a report prints of the warnings on a survey tells of nobody."""

from __future__ import annotations

import re

import pytest

from tests.invented_answers import ANSWERS, CODEBOOK
from toolkit.analysis.empty_cells import holds_anything_back
from toolkit.analysis.persona_research import Audience, study_audience
from toolkit.analysis.survey_warnings import ROWS, list_printable
from toolkit.errors import Fault, fill
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.survey.identical import IDENTICAL

FILE = "data/survey/answers.csv"
WITHHELD = study_audience((), CODEBOOK, ANSWERS)
"""Students are four, so they and the club members are withheld."""
TWO = CODEBOOK.model_copy(update={"segments": CODEBOOK.segments[:2]})
SHOWN = study_audience((), TWO, ANSWERS[ANSWERS["Ticket"].isin(["Family", "Single"])])
AGES = {
    "column": "Age",
    "name": "Age",
    "answers": {"..29": "young", "30..64": "older", "65..": "old"},
}


def warn(what: str, column: str = "", got: str = "", row: int | None = None) -> Fault:
    return Fault(what, FILE, row, column, got, "expected", "remedy", "warning")


def tell(audience: Audience, *faults: Fault) -> list[tuple[str, str]]:
    return [(one.what, one.column) for one in list_printable(faults, audience)]


def read(tmp_path, ages: list[int], **parts: object) -> tuple[Audience, tuple[Fault, ...]]:
    """Read a survey with these ages, everybody in one of two groups by turns."""
    path = tmp_path / "answers.csv"
    lines = [f"{('Family', 'Single')[n % 2]},{('Yes', 'No')[n % 2]},{age}"
             for n, age in enumerate(ages)]  # fmt: skip
    path.write_text("\n".join(["Ticket,Insta,Age", *lines]) + "\n", encoding="utf-8")
    book = CODEBOOK.model_dump() | {
        "segments": CODEBOOK.model_dump()["segments"][:2],
        "channels": [{"column": "Insta", "channel": "instagram", "use": ["Yes"]}],
        "behaviours": [], "demographics": [AGES],
    }  # fmt: skip
    codebook = Codebook.model_validate(book | parts)
    answers, faults = read_answers(Export(path, FILE), codebook)
    return study_audience((), codebook, answers), faults


def test_nothing_that_was_found_is_printed() -> None:
    faults = (warn("Odd.", "Insta", "“Yes” 3 times"), warn("Odd too.", got="“No” 12 times"))
    assert list_printable(faults, SHOWN) == (
        Fault("Odd.", FILE, column="Insta", severity="warning"),
        Fault("Odd too.", FILE, severity="warning"),
    )


def test_a_warning_on_rows_says_no_more_than_that_there_is_one() -> None:
    told = tell(
        WITHHELD,
        warn(fill("Letters were broken ({rows}).", rows="row 7"), got="Zo\u00c3\u00ab", row=7),
        warn("The last cell is shorter than others.", "Insta", row=144),
    )
    assert told == [(ROWS, "")]


def test_a_header_that_the_codebook_does_not_name_may_be_an_answer() -> None:
    assert tell(SHOWN, warn("Looks like weights.", "Mine are 1,3", "mean 1")) == [
        ("Looks like weights.", "")
    ]


def test_where_anything_is_withheld_what_was_counted_in_answers_is_not_told() -> None:
    assert holds_anything_back(WITHHELD)
    assert not holds_anything_back(SHOWN)
    counted = (warn("Unlisted.", "Ticket", "“98” 10 times"), warn("Unique.", got="8 of 144"))
    others = (
        warn(IDENTICAL, got="20 of 144"),
        warn("Weights were left out.", "wt", "3 of 147"),
        warn("About health, which the law protects.", "Insta"),
    )
    assert [what for what, _ in tell(WITHHELD, *counted, *others)] == [one.what for one in others]
    assert len(tell(SHOWN, *counted, *others)) == 5


def test_of_a_handful_no_question_is_told_of() -> None:
    few = study_audience((), CODEBOOK, ANSWERS.head(6))
    assert tell(few, warn("Nobody has an answer in this column.", "X")) == []


def test_notes_and_what_has_no_survey_are_not_printed() -> None:
    assert list_printable([Fault("A note.", FILE, severity="note")], SHOWN) == ()
    assert list_printable([warn("Odd.")], study_audience(())) == ()


@pytest.mark.parametrize("outside", [10, 13])
def test_who_is_outside_every_class_is_told_without_a_number(tmp_path, outside: int) -> None:
    between = {"column": "Age", "name": "Age", "answers": {"..29": "young", "40..": "old"}}
    ages = [20] * 40 + [50] * 40 + [35] * outside
    audience, faults = read(tmp_path, ages, demographics=[between])
    assert any(f"{outside} times" in one.got for one in faults)
    told = list_printable(faults, audience)
    assert [one.column for one in told] == ["Age"]
    assert not re.search(r"[0-9]", " ".join(str(one.what) for one in told))


def test_a_code_in_a_class_does_not_tell_how_large_the_class_is(tmp_path) -> None:
    # Of 22 other answers 20 would be known to be old, and two people to be young.
    audience, faults = read(tmp_path, [18] * 2 + [50] * 60 + [98] * 20)
    assert any(one.what.startswith("Numbers that are often a code") for one in faults)
    assert list_printable(faults, audience) == ()
    audience, faults = read(tmp_path, [18] * 30 + [50] * 60 + [98] * 20)
    assert [one.column for one in list_printable(faults, audience)] == ["Age"]


def test_a_question_of_which_nothing_is_shown_holds_back(tmp_path) -> None:
    audience, _ = read(tmp_path, [18] * 4 + [50] * 76)
    assert audience.who is None
    assert holds_anything_back(audience)
