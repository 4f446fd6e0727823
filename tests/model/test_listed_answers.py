import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from toolkit.model.listed_answers import ListedAnswers, read_range
from toolkit.model.survey import Codebook

BASE = {
    "file": "answers.csv",
    "sample": "probability",
    "population": "people of an invented town",
    "fieldwork_start": dt.date(2026, 3, 1),
    "fieldwork_end": dt.date(2026, 3, 31),
}


def refuse(**parts):
    with pytest.raises(ValidationError) as caught:
        Codebook.model_validate(BASE | parts)
    return str(caught.value)


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("18", "18..29"), ("29", "18..29"), ("29.9", "18..29"), ("26,7", "18..29"), ("30", None),
        ("17", None), ("65", "65.."), ("97", "65.."), ("-3", "..4"), ("4.0", "..4"), ("5", None),
        ("18.0", "18..29"), ("twenty", None), ("", None), ("1e2", None),
    ],
)  # fmt: skip
def test_a_range_holds_numbers_up_to_the_next_whole_one(answer, found):
    assert ListedAnswers(["18..29", "65..", "..4"]).find(answer) == found


def test_what_is_listed_by_itself_goes_before_a_range_and_a_code_has_no_zeros_behind_it():
    listed = ListedAnswers(["18..99", "98", "Yes", "2.0"])
    assert listed.find("98.0") == "98"
    assert listed.find("2") == listed.find("2.00") == "2.0"
    assert listed.find(" Yes ") == "Yes"
    assert listed.find("yes") is None
    assert "01" not in ListedAnswers(["1"])


@pytest.mark.parametrize("text", ["..", "18", "18-29", "a..b", "1.5..2", "1...3", ""])
def test_other_words_are_no_range(text):
    assert read_range(text) is None


@given(low=st.integers(-999, 999), width=st.integers(0, 99), number=st.floats(-2000, 2000))
def test_neighbouring_ranges_share_no_number_and_leave_none_between(low, width, number):
    high = low + width
    ranges = [read_range(text) for text in (f"..{low - 1}", f"{low}..{high}", f"{high + 1}..")]
    assert sum(one.holds(number) for one in ranges) == 1


def test_an_answer_that_counts_and_is_missing_is_an_error_that_names_both():
    who = {"column": "educ", "name": "Education", "answers": {"7": "Mid", "8": "High"}}
    told = refuse(missing=["8"], demographics=[who])
    assert "column educ" in told
    assert "stands in missing as well" in told
    assert "(8)" in told
    channel = {"column": "fb", "channel": "facebook", "use": ["1.0"]}
    assert "channels 1 missing" in refuse(channels=[channel | {"missing": ["1"]}])
    several = {"column": "fb", "missing": ["1"]}
    assert "several 1 missing" in refuse(channels=[channel], several=[several])
    segments = [{"key": "a", "name": "A", "answers": ["9"]}]
    parts = {"segment_column": "form", "segments": segments}
    assert "segment_missing" in refuse(**parts, segment_missing=["9"])
    asked = {"asked_of": {"column": "form", "answers": ["NA"]}}
    assert "column form" in refuse(channels=[channel | asked], missing=["NA"])


def test_a_code_that_one_question_leaves_out_may_count_in_another():
    book = Codebook.model_validate(
        BASE
        | {
            "channels": [
                {"column": "fb", "channel": "facebook", "use": ["1"], "missing": ["8", "9"]}
            ],
            "demographics": [
                {"column": "educ", "name": "Education", "answers": {"8": "High"}},
                # A code within an open class is what missing is for.
                {"column": "age", "name": "Age", "answers": {"65..": "65+"}, "missing": ["98"]},
            ],
        }
    )
    assert book.channels[0].missing == ("8", "9")


def test_ranges_overlap_only_under_one_label():
    who = {"column": "age", "name": "Age"}
    overlap = who | {"answers": {"18..30": "Young", "30..": "Old"}}
    assert "which is 18..30" in refuse(demographics=[overlap])
    alike = who | {"answers": {"18..30": "Adult", "30..": "Adult"}}
    assert Codebook.model_validate(BASE | {"demographics": [alike]})
    assert "wrong way round" in refuse(demographics=[who | {"answers": {"30..18": "Nobody"}}])
    segments = [
        {"key": "a", "name": "A", "answers": ["..40"]},
        {"key": "b", "name": "B", "answers": ["40.."]},
    ]
    assert "which is ..40" in refuse(segment_column="age", segments=segments)


def test_a_column_that_counts_twice_is_told_the_way():
    one = {"column": "fb", "channel": "facebook", "use": ["1"]}
    other = one | {"asked_of": {"column": "net", "answers": ["1"]}}
    assert "segment_column" in refuse(channels=[one, other])


def test_two_questions_of_one_name_would_be_printed_as_one():
    ages = [{"column": name, "name": "Age"} for name in ("age", "age_class")]
    assert "print this question and another one as one" in refuse(demographics=ages)


def test_weights_do_not_say_who_was_asked():
    asked = {"column": "fb", "channel": "facebook", "use": ["1"]}
    asked |= {"asked_of": {"column": "w", "answers": ["1"]}}
    assert "Weights do not say" in refuse(weight="w", channels=[asked])
