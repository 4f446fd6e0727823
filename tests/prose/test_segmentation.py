"""What is said of segments: the numbers are those found, and small ones stay in."""

from __future__ import annotations

import dataclasses

import pytest

from benchmarks.segmentation import invent_groups, invent_noise
from toolkit.analysis.segmentation import Demands, Segmentation, find_segments, judge_numbers
from toolkit.figures.segmentation import grounds_figure
from toolkit.language import Language
from toolkit.prose import segmentation as prose
from toolkit.tables.segmentation import grounds_table

ENGLISH, DUTCH = Language("en"), Language("nl")
BOTH = pytest.mark.parametrize("language", [ENGLISH, DUTCH], ids=["en", "nl"])
BRIEF = Demands(most=5, draws=4, starts=10)


@pytest.fixture(scope="module")
def found() -> Segmentation:
    return find_segments(invent_groups(1, 300)[0], demands=BRIEF)


@pytest.fixture(scope="module")
def none() -> Segmentation:
    return find_segments(invent_noise(1, 150), demands=BRIEF)


def change(found: Segmentation, k: int, **values: float) -> Segmentation:
    """Change what was found for so many groups, and judge anew."""
    grounds = found.grounds.copy()
    for name, value in values.items():
        grounds.loc[grounds["k"] == k, name] = value
    grounds["verdict"] = judge_numbers(grounds, found.demands)
    return dataclasses.replace(found, grounds=grounds)


def say(segmentation: Segmentation, language: Language = ENGLISH) -> list[str]:
    return [one.text for one in prose.grounds(segmentation, language).bundle.sentences]


def test_the_sentences_name_the_number_and_what_is_wrong_with_the_next(found) -> None:
    assert found.chosen == 4
    assert prose.segments_title(found, ENGLISH) == "The answers show 4 groups of people"
    small = say(change(found, 5, smallest=12, smallest_share=0.04, bic=0))
    assert "4 groups show in what people answered" in small[0]
    assert small[1] == "With 5 groups, one would hold 12 people (4%)."
    assert say(change(found, 5, smallest=9))[1] == (
        "With 5 groups, one would hold fewer than 10 people."
    )
    shaky = say(change(found, 5, smallest=40, smallest_share=0.1, stability=0.41, weakest=0.3))
    assert "(agreement 0.41, of the weakest group 0.30)" in shaky[1]


@BOTH
def test_each_number_is_that_of_its_cell(found, language) -> None:
    table = grounds_table(found, language).bundle
    places = [column.name for column in table.columns]
    numbers = [
        number
        for sentence in prose.grounds(found, language).bundle.sentences
        for number in sentence.numbers
    ]
    assert numbers
    for number in numbers:
        assert number.table == table.name
        value = table.rows[number.row][places.index(number.column)]
        if number.column == "smallest_share":
            assert number.text == language.share(value)
        else:
            assert number.text == language.number(value, 0 if isinstance(value, int) else 2)


def test_without_segments_it_says_why_and_what_serves_instead(none) -> None:
    assert none.reason == "no_better_than_one"
    assert prose.segments_title(none, ENGLISH) == "The answers show no groups that hold"
    assert "there are no stable segments" in say(none)[0]
    assert "by a rule" in say(none)[1]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"smallest": 12}, "With 2 groups, one would hold 12 people (20%)."),
        ({"stability": 0.3, "weakest": 0.2}, "not all would come back in another sample"),
        ({"telling": 2}, "no more than 2 of the questions would tell them apart"),
    ],
)
def test_each_reason_for_none_has_its_words(none, values, words) -> None:
    good = {"bic": 0, "stability": 0.9, "weakest": 0.9, "smallest": 50, "smallest_share": 0.2}
    changed = change(none, 2, **{**good, "telling": 9, **values})
    changed = dataclasses.replace(changed, reason="unstable")
    assert words in say(changed)[0]
    assert say(changed)[0].startswith("There are no stable segments")


@BOTH
def test_too_few_answers_or_questions_have_words_and_no_figure(language) -> None:
    answers = invent_noise(1, 150)
    few, narrow = find_segments(answers.head(60)), find_segments(answers[["q0", "q1"]])
    assert "60" in say(few, language)[0]
    assert "100" in say(few, language)[0]
    assert "3" in say(narrow, language)[0]
    assert "60" not in say(find_segments(answers.head(9)), language)[0]
    assert prose.segments_title(few, language) != prose.segments_title(narrow, language)
    for one in (few, narrow):
        assert grounds_figure(one, language, "Title") is None
        assert grounds_table(one, language) is None


@BOTH
def test_the_method_names_what_was_asked(found, language) -> None:
    words = " ".join(one.text for one in prose.method(found, language).bundle.sentences)
    for number in (language.number(0.65, 2), language.number(30), language.share(0.05)):
        assert number in words


def test_groups_made_by_a_rule_are_said_to_be_made_and_not_found(none) -> None:
    words = " ".join(
        one.text for one in prose.grounds(none, ENGLISH, by_rule=True).bundle.sentences
    )
    assert "made, and not found" in words
    assert "can serve instead" not in words


def test_the_method_names_no_correction_that_is_not_used(found) -> None:
    words = " ".join(one.text for one in prose.method(found, ENGLISH).bundle.sentences)
    assert "Benjamini" not in words
    assert "did not make it" in words


def test_questions_that_too_few_answered_in_one_way_are_named_in_the_method(found) -> None:
    def tell(left_out, language=ENGLISH):
        changed = dataclasses.replace(found, left_out=left_out)
        return [one.text for one in prose.method(changed, language).bundle.sentences]

    few = {"channel x": "few", "Town": "few", "rung critics": "few", "Same": "duplicate"}
    assert tell(few)[-1].endswith(": X, “Town” and “Respond and review”.")
    assert "“Reageren en beoordelen”" in tell(few, DUTCH)[-1]
    assert "Town" in tell(few, DUTCH)[-1]
    assert not any("Took no part" in one for one in tell({"Same": "duplicate"}))
