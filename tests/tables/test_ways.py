"""Ways of use of everybody, with groups and without, and what was asked for them."""

import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, check_numbers
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.prose.ways import ways_text
from toolkit.tables.questions import questions_table
from toolkit.tables.ways import ways_of_everybody, ways_table

ENGLISH = Language("en")
# Of 144 people 108 look things up and 36 buy; the column on Instagram is of half of them.
ASKED = ANSWERS.assign(
    Searches=["Yes"] * 108 + ["No"] * 36,
    Buys=["Yes", "No", "No", "No"] * 36,
    Talks=["Yes", None] * 72,
)


@pytest.fixture
def codebook():
    given = CODEBOOK.model_dump()
    given["ways"] = [
        {"column": "Talks", "channel": "instagram", "way": "talk", "counts": ["Yes"]},
        {"column": "Buys", "way": "buy", "counts": ["Yes"]},
        {"column": "Searches", "way": "search", "counts": ["Yes"], "blank": "no"},
    ]
    given["behaviours"][0]["counts"] = ["Yes", "Weekly; or <b>more</b>"]
    return Codebook.model_validate(given)


def cells(exhibit, *names):
    places = [[one.name for one in exhibit.bundle.columns].index(name) for name in names]
    return [tuple(row[place] for place in places) for row in exhibit.bundle.rows]


def test_everybodys_ways_stand_there_without_any_target_group(codebook):
    alone = codebook.model_copy(update={"segment_column": None, "segments": ()})
    audience = study_audience((), alone, ASKED)
    shown = cells(ways_of_everybody(audience, ENGLISH), "name", "said", "share", "n")
    assert shown == [
        ("social media", "to look things up", 0.75, 144),
        ("social media", "to choose or buy something", 0.25, 144),
        ("Instagram", "to talk with friends and family", 1.0, 72),
    ]
    said = ways_text(audience, ENGLISH).bundle
    assert said.sentences[0].text == (
        "They use social media mostly to look things up (75%) and to choose or buy something (25%)."
    )
    check_numbers(said, {"ways": ways_table(audience, ENGLISH).bundle})


def test_what_is_withheld_keeps_its_row_and_loses_its_values(codebook):
    audience = study_audience((), codebook, ASKED)
    rows = cells(ways_table(audience, ENGLISH), "segment", "way", "share", "low", "n")
    students = [row for row in rows if row[0] == "student"]
    assert [row[1] for row in students] == ["talk", "buy", "search"]
    assert all(value is None for row in students for value in row[2:])


def test_without_ways_there_is_nothing():
    audience = study_audience((), CODEBOOK, ANSWERS)
    assert ways_table(audience, ENGLISH) is None
    assert ways_of_everybody(audience, ENGLISH) is None
    assert not ways_text(audience, ENGLISH).bundle.sentences


def test_behind_each_number_stands_what_was_asked(codebook):
    table = questions_table(study_audience((), codebook, ASKED), ENGLISH)
    assert cells(table, "kind", "key", "column", "answers", "blank") == [
        ("channel", "instagram", "Insta", "Yes", "not_asked"),
        ("channel", "x", "X", "Yes", "not_asked"),
        ("rung", "creators", "Uploads", "Yes; Weekly; or <b>more</b>", "not_asked"),
        ("rung", "spectators", "Watches", "Yes", "not_asked"),
        ("way", "instagram talk", "Talks", "Yes", "not_asked"),
        ("way", "any buy", "Buys", "Yes", "not_asked"),
        ("way", "any search", "Searches", "Yes", "no"),
    ]
    assert table.bundle.folded
    assert table.bundle.published
    assert not table.bundle.note
    assert "<b>more" not in table.html


def test_several_questions_behind_a_rung_are_explained(codebook):
    given = codebook.model_dump()
    more = {"column": "Insta", "rung": "creators", "counts": ["Yes"]}
    given["behaviours"] = [*given["behaviours"], more]
    table = questions_table(study_audience((), Codebook.model_validate(given), ASKED), ENGLISH)
    assert "any of them is enough" in table.bundle.note
    assert cells(table, "key", "column")[2:4] == [("creators", "Uploads"), ("creators", "Insta")]


def test_without_a_survey_nothing_was_asked():
    assert questions_table(study_audience(()), ENGLISH) is None


def test_whom_a_question_was_put_to_and_what_leaves_its_base_is_shown(codebook):
    given = codebook.model_dump()
    plain = questions_table(study_audience((), codebook, ASKED), ENGLISH)
    assert "asked_of" not in plain.bundle.shown
    part = {"missing": ["99"], "asked_of": {"column": "Form", "answers": ["A", "B"]}}
    given["ways"] = [given["ways"][0] | part, *given["ways"][1:]]
    answers = ASKED.assign(Form="A")
    table = questions_table(study_audience((), Codebook.model_validate(given), answers), ENGLISH)
    assert {"missing", "asked_of"} <= set(table.bundle.shown)
    assert next(row[-2:] for row in table.bundle.rows if row[0] == "way") == ("99", "Form = A, B")
