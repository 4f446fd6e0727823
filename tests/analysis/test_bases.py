"""Who is in the base of a question: worked by hand, person by person."""

import pandas as pd
import pytest

from toolkit.analysis.coding import code_any, code_question, find_meant, label_answers
from toolkit.analysis.division import divide
from toolkit.analysis.misread import is_misread, list_misread
from toolkit.analysis.participation import measure_participation
from toolkit.analysis.respondents import gather_respondents
from toolkit.language import Language
from toolkit.model.survey_question import Demographic

NOT = -1.0


def frame(**columns):
    return pd.DataFrame(columns, dtype="string")


def codes(answers, codebook, place=0):
    found = code_question(answers, codebook.channels[place], codebook)
    return found.fillna(NOT).tolist()


def channel(**parts):
    return {"column": "fb", "channel": "facebook", "use": ["1"]} | parts


@pytest.fixture
def book(make_codebook):
    def make(**parts):
        return make_codebook(segment_column=None, segments=[], **parts)

    return make


@pytest.mark.parametrize(
    ("blank", "expected"), [("no", [1, 0, NOT, NOT, 0]), ("not_asked", [1, 0, NOT, NOT, NOT])]
)
def test_missing_leaves_the_base_whatever_an_empty_cell_means(book, blank, expected):
    answers = frame(fb=["1", "2", "8", "9", None])
    assert codes(answers, book(channels=[channel(blank=blank, missing=["8", "9"])])) == expected
    # Without it who does not know is in the base, as in published figures.
    plain = codes(answers, book(channels=[channel(blank=blank)]))
    assert plain[2:4] == [0, 0]


def test_outside_the_part_nobody_is_asked_and_inside_it_blank_means_what_it_says(book):
    answers = frame(
        form=["A", "A", "A", "B", "B", None], fb=["1", "2", None, "1", None, "1"]
    )  # fmt: skip
    part = {"asked_of": {"column": "form", "answers": ["A"]}}
    assert codes(answers, book(channels=[channel(blank="no", **part)])) == [1, 0, 0, *[NOT] * 3]
    asked = book(channels=[channel(blank="not_asked", **part)])
    assert codes(answers, asked) == [1, 0, NOT, *[NOT] * 3]
    assert find_meant(answers, asked.channels[0], asked).tolist() == [True] * 3 + [False] * 3


def test_what_a_column_with_several_answers_says_holds_for_its_questions(book):
    answers = frame(
        fb=["Facebook\nX", "None known", "X\nNone known", None, "X"], form=["A"] * 4 + ["B"]
    )
    several = {
        "column": "fb", "missing": ["None known"], "asked_of": {"column": "form", "answers": ["A"]}
    }  # fmt: skip
    asked = [channel(use=["Facebook"], blank="no")]
    # The second gave nothing else, the third a channel beside it, the fifth was not asked.
    assert codes(answers, book(channels=asked, several=[several])) == [1, NOT, 0, 0, NOT]


def test_a_missing_answer_is_no_option_that_was_chosen(book):
    answers = frame(fb=["1", None, "9"], ig=[None, "1", None])
    parts = {"blank": "unchosen", "question": "Which?"}
    channels = [
        channel(missing=["9"], **parts),
        {"column": "ig", "channel": "instagram", "use": ["1"], **parts},
    ]
    asked = book(channels=channels)
    assert codes(answers, asked) == [1, 0, NOT]
    assert codes(answers, asked, 1) == [0, 1, NOT]


def test_numbers_fall_into_classes_and_codes_for_unknown_do_not():
    ages = pd.Series(["18", "26.7", "29.9", "30", "64", "65", "98", "99", "17", None])
    question = Demographic(
        column="age",
        name="Age",
        answers={"18..29": "18-29", "30..64": "30-64", "65..": "65+"},
        missing=("98", "99"),
    )
    assert label_answers(ages.astype("string"), question).fillna("").tolist() == [
        "18-29", "18-29", "18-29", "30-64", "30-64", "65+", "", "", "", "",
    ]  # fmt: skip


def test_segments_of_numbers_and_answers_that_say_that_it_is_not_known(make_codebook):
    segments = [
        {"key": "young", "name": "Young", "answers": ["..29"]},
        {"key": "old", "name": "Old", "answers": ["30.."]},
    ]
    book = make_codebook(segment_column="age", segments=segments, segment_missing=["99"])
    answers = frame(age=["18", "30", "99", None, "old"])
    found = divide(answers, book, pd.Series(1.0, index=answers.index), Language("en"))
    assert found.segments.fillna("").tolist() == ["young", "old", "", "", ""]
    assert found.placed.tolist() == [True, True, False, False, True]


def test_a_form_that_lacks_a_question_is_settled_by_the_others():
    first = pd.Series([1.0, 0.0, None, None, None, None])
    second = pd.Series([None, None, 1.0, 0.0, None, None])
    meant = [
        pd.Series([True, True, False, False, True, False]),
        pd.Series([False, False, True, True, False, False]),
    ]
    # The fifth left open what was put to them, the sixth was put nothing.
    assert code_any([first, second], meant).fillna(NOT).tolist() == [1, 0, 1, 0, NOT, NOT]
    assert code_any([first, second]).isna().all()


def split_forms(book, *, told):
    """40 people in two forms of 20: 5 of form A and 15 of form B make things; 10 of 40 respond."""
    form = ["A"] * 20 + ["B"] * 20
    part = [{"asked_of": {"column": "form", "answers": [one]}} if told else {} for one in "AB"]
    answers = frame(
        form=form,
        a=["Yes"] * 5 + ["No"] * 15 + [None] * 20,
        b=[None] * 20 + ["Yes"] * 15 + ["No"] * 5,
        c=(["Yes"] * 5 + ["No"] * 15) * 2,
    )
    behaviours = [
        {"column": "a", "rung": "creators", "counts": ["Yes"], **part[0]},
        {"column": "b", "rung": "creators", "counts": ["Yes"], **part[1]},
        {"column": "c", "rung": "critics", "counts": ["Yes"]},
    ]
    result = measure_participation(gather_respondents(answers, book(behaviours=behaviours)))
    return result, result.table.set_index("rung")


def test_two_forms_settle_a_rung_together(book):
    result, table = split_forms(book, told=True)
    # (5 + 15) of 40; inactive are the 15 of form A and the 5 of form B who also do not respond:
    # in form A the same 5 do both, in form B the 5 who respond make things too.
    assert table.loc["creators", ["share", "n"]].tolist() == [0.5, 40]
    assert table.loc["critics", ["share", "n"]].tolist() == [0.25, 40]
    assert table.loc["inactives", ["share", "n"]].tolist() == [0.5, 40]
    assert result.left_out == {}
    assert result.empty == ()


def test_two_forms_of_which_nothing_is_said_leave_a_rung_that_is_told_to_be_empty(book):
    result, table = split_forms(book, told=False)
    assert pd.isna(table.loc["creators", "share"])
    assert table.loc["critics", ["share", "n"]].tolist() == [0.25, 40]
    assert result.empty == ("creators", "inactives")
    assert result.left_out == {"creators": 40, "inactives": 40}


def test_who_was_put_none_of_a_rung_is_not_known_to_be_inactive(book):
    answers = frame(form=["A"] * 12 + ["B"] * 12, a=["No"] * 12 + [None] * 12, c=["No"] * 24)
    behaviours = [
        {"column": "a", "rung": "creators", "counts": ["Yes"],
         "asked_of": {"column": "form", "answers": ["A"]}},
        {"column": "c", "rung": "critics", "counts": ["Yes"]},
    ]  # fmt: skip
    result = measure_participation(gather_respondents(answers, book(behaviours=behaviours)))
    table = result.table.set_index("rung")
    assert table.loc["creators", ["share", "n"]].tolist() == [0, 12]
    assert table.loc["inactives", ["share", "n"]].tolist() == [1, 12]
    assert result.left_out == {"inactives": 12}


def test_an_answer_that_is_written_otherwise_is_not_a_zero(book):
    answers = frame(fb=["Yes", "No", "Yes", None])
    misread = book(channels=[channel(use=["yes"])])
    assert codes(answers, misread) == [NOT] * 4
    assert [one.column for one in list_misread(answers, misread)] == ["fb"]
    zeros = book(channels=[channel(use=["1"])])
    assert is_misread(frame(fb=["01", "02"]), zeros.channels[0], zeros)


@pytest.mark.parametrize(
    ("given", "use"),
    [
        (["No", "No"], ["yes"]),  # plainly a no
        (["0", "0.0"], ["1"]),
        (["Never", "Less often"], ["Daily", "Weekly"]),  # less often than what counts
        ([None, None], ["Yes"]),  # nobody chose it, or nobody was asked
        (["9", "9"], ["1"]),  # all of it leaves the base
    ],
)
def test_what_really_nobody_does_is_a_zero(book, given, use):
    asked = book(channels=[channel(use=use, missing=["9"])])
    assert not is_misread(frame(fb=given), asked.channels[0], asked)
    assert list_misread(frame(fb=given), asked) == ()


def test_another_column_on_the_same_scale_vouches_for_the_words(book):
    channels = [channel(use=["B"]), {"column": "ig", "channel": "instagram", "use": ["B"]}]
    asked = book(channels=channels)
    assert not is_misread(frame(fb=["C", "D"], ig=["B", "C"]), asked.channels[0], asked)
    # On a scale of its own it does not.
    assert is_misread(frame(fb=["C", "D"], ig=["B", "A"]), asked.channels[0], asked)


def test_an_option_that_the_codebook_lists_vouches_for_itself(book):
    several = {"column": "fb", "options": ["Facebook", "X"]}
    asked = [channel(use=["Facebook"])]
    listed, bare = book(channels=asked, several=[several]), book(channels=asked)
    assert not is_misread(frame(fb=["X", "X"]), listed.channels[0], listed)
    assert is_misread(frame(fb=["X", "X"]), bare.channels[0], bare)


def test_classes_that_nobody_is_in_are_asked_about(book):
    who = {"column": "age", "name": "Age", "answers": {"18..29": "Young"}}
    asked = book(demographics=[who])
    assert [one.column for one in list_misread(frame(age=["1990", "2001"]), asked)] == ["age"]
    assert list_misread(frame(age=["1990", "19"]), asked) == ()
