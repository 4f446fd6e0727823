import pytest
from pydantic import ValidationError

from toolkit.model.ladder import RUNGS
from toolkit.model.questionnaire import Questionnaire

ROWS = [{"wording": f"Doing {rung}", "rung": rung} for rung in RUNGS]
CHOICE = {
    "key": "ways", "kind": "several", "meaning": "ways", "wording": "Why?", "asked": "everybody",
    "options": [{"wording": "To look", "way": "look"}],
}  # fmt: skip


def grid(rows, key="does"):
    return {
        "key": key, "kind": "grid", "meaning": "behaviours", "wording": "How often?",
        "asked": "everybody", "statements": rows,
    }  # fmt: skip


def make(**parts):
    base = {
        "name": "invented-2026-en-1", "language": "en", "instrument": "modern",
        "dated": "2026-01-01", "title": "T", "introduction": "I",
        "answers": ["Daily", "Weekly", "Never"], "weekly": ["Daily"],
        "monthly": ["Daily", "Weekly"], "yes": "Yes", "questions": [grid(ROWS), CHOICE],
    }  # fmt: skip
    return Questionnaire.model_validate(base | parts)


def places(error):
    return [one.place for one in error.value.errors()[0]["ctx"]["error"].found]


def test_a_row_counts_as_often_as_its_rung_asks():
    made = make()
    assert made.counting("weekly") == ("Daily",)
    assert made.counting("monthly") == ("Daily", "Weekly")
    assert [row.rung for row in made.statements] == list(RUNGS)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"weekly": ["Hourly"]}, ("weekly", 0)),
        ({"questions": [grid(ROWS), grid([ROWS[0]], "again")]}, None),
        ({"questions": [grid(ROWS[1:])]}, ("questions",)),
        (
            {"questions": [grid(ROWS), CHOICE | {"options": [{"wording": "Look, or search"}]}]},
            ("questions", 1, "options", 0),
        ),
        ({"questions": [grid(ROWS), CHOICE, CHOICE]}, ("questions", 2, "key")),
        ({"questions": [grid(ROWS), grid([], "empty")]}, ("questions", 1, "statements")),
    ],
)
def test_what_could_not_be_known_again_is_refused(change, place):
    with pytest.raises(ValidationError) as error:
        make(**change)
    found = places(error)
    if place is None:
        # The same words twice: each of the two is told.
        assert found == [("questions", 0, "statements", 0), ("questions", 1, "statements", 0)]
    else:
        assert place in found


def test_forresters_six_rungs_are_a_ladder_and_todays_are_not():
    six = [row for row in ROWS if row["rung"] != "conversationalists"]
    assert make(instrument="forrester", questions=[grid(six)])
    with pytest.raises(ValidationError):
        make(questions=[grid(six)])
