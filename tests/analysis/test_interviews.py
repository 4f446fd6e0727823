"""How often a thing was told."""

from toolkit.analysis.interviews import Said, count_surprises, count_told, split_words
from toolkit.model.persona import Interview


def ask(number: int, **told: object) -> Interview:
    return Interview.model_validate({"code": f"I{number}", **told})


def test_a_thing_is_counted_once_for_each_interview_in_which_it_was_told() -> None:
    interviews = [
        ask(1, pains=["Late parcels", "late  parcels."]),
        ask(2, pains=["Price", "Late parcels"]),
        ask(3, pains=[]),
        ask(4, jobs=["Late parcels"]),
    ]
    # As it was spelled last in the first interview that has it; what most told comes first.
    assert count_told(interviews, "pains") == (Said("late  parcels.", 2), Said("Price", 1))
    assert count_told((), "pains") == ()


def test_words_behind_each_other_are_words_of_their_own() -> None:
    assert split_words(["lesson, list; badge", "list", " "]) == ("lesson", "list", "badge")
    interviews = [ask(1, words=["lesson, list"]), ask(2, words=["List"])]
    assert count_told(interviews, "words") == (Said("list", 2), Said("lesson", 1))


def test_what_nobody_expected_is_counted_too() -> None:
    interviews = [
        ask(1, surprise="Never looks\nat it"),
        ask(2, surprise="Never looks at it."),
        ask(3),
    ]
    assert count_surprises(interviews) == (Said("Never looks at it", 2),)
