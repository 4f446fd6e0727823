import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.smart import find_smart_gaps, find_vanity, lint
from toolkit.language import Language
from toolkit.model.fields import describe
from toolkit.model.intake import Goal

ENGLISH, DUTCH = Language("en"), Language("nl")
TODAY = dt.date(2026, 10, 31)
WHOLE = Goal(
    name="More finds", reached="A find a day", serves="Mission", measure="Finds", source="Book",
    baseline=100, target=365, deadline=dt.date(2027, 12, 31), owner="Jip",
)  # fmt: skip


def change(**answers):
    return WHOLE.model_copy(update=answers)


def rules(goals, **when):
    return [(one.rule, one.goal) for one in lint(goals, **when)]


def test_three_whole_goals_are_left_in_peace():
    assert lint([WHOLE] * 3, TODAY, TODAY) == ()


def test_smart_says_which_letters_lack_something():
    goal = Goal(name="More members", measure="members", source="register", target=500, owner="Jip")
    assert find_smart_gaps(goal) == {
        "specific": ("reached", "serves"),
        "measurable": (),
        "acceptable": (),
        "realistic": ("baseline",),
        "timely": ("deadline",),
    }


def test_each_missing_letter_names_the_fields_that_would_fix_it():
    found = [one for one in lint([change(source=None, target=None, owner=" ")]) if one.letter]
    assert [(one.letter, one.fields) for one in found] == [
        ("measurable", ("source", "target")),
        ("acceptable", ("owner",)),
    ]
    assert found[0].write(ENGLISH) == (
        "Not yet measurable: “Source” and “Target” would make it so."
    )
    assert found[1].write(DUTCH) == "Nog niet toegewezen: vul “Verantwoordelijke” in."


def test_a_goal_without_a_business_goal_is_told_once():
    found = lint([WHOLE, WHOLE, change(serves=None)])
    assert [(one.rule, one.letter, one.goal) for one in found] == [("serves", "specific", 2)]
    both = lint([change(serves=None, reached=None)] * 3)[:2]
    assert [(one.rule, one.fields) for one in both] == [
        ("letter", ("reached",)), ("serves", ("serves",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"vanity": True, "measure": "Finds"}, ("vanity", "")),
        ({"measure": "Aantal volgers op Instagram"}, ("measure", "volgers")),
        ({"measure": "Bereik per bericht"}, ("measure", "Bereik")),
        ({"measure": "Likes"}, ("measure", "Likes")),
        ({"measure": "Number of impressions a month"}, ("measure", "impressions")),
        ({"measure": "vind-ik-leuks"}, ("measure", "vind-ik-leuks")),
        ({"measure": None, "unit": "views"}, ("unit", "views")),
        ({"measure": None, "unit": "", "name": "10.000 volgers"}, ("name", "volgers")),
        # The measure decides: this one counts people who became something.
        ({"name": "Followers become members", "measure": "New members"}, None),
        ({"measure": "Followers who bought a ticket"}, None),
        ({"measure": "Volgers die lid worden"}, None),
        ({"measure": "Doorkliks van bereik naar agenda"}, None),
        # Here the word is a verb.
        ({"measure": None, "unit": "", "name": "Reach new members"}, None),
        ({"measure": None, "unit": "", "name": "Bereik meer gezinnen"}, None),
        ({"measure": "Reviews"}, None),  # and here it is part of another
        ({"measure": "Likelihood to recommend"}, None),
    ],
)
def test_attention_is_known_by_what_is_measured_and_says_by_which_word(answers, why):
    assert find_vanity(change(**answers)) == why


def test_goals_that_all_count_attention_are_told_so():
    vain = change(measure="Followers")
    assert ("all_vanity", None) in rules([vain] * 3)
    assert ("all_vanity", None) not in rules([vain, vain, WHOLE])
    found = lint([vain, vain, WHOLE])
    assert [one.write(ENGLISH) for one in found] == [
        "It counts attention only: its measure says “Followers”."
    ] * 2


@pytest.mark.parametrize(
    ("goals", "words"),
    [
        ([], "There are no goals yet. At least three are wanted."),
        ([WHOLE], "There is one goal. At least three are wanted."),
        ([WHOLE, WHOLE], "There are 2 goals. At least three are wanted."),
    ],
)
def test_fewer_than_three_goals_are_told_so(goals, words):
    (found,) = lint(goals)
    assert (found.rule, found.goal) == ("few", None)
    assert found.write(ENGLISH) == words


def test_a_target_that_is_the_baseline_asks_for_nothing():
    assert rules([change(target=100.0), WHOLE, WHOLE]) == [("same", 0)]
    assert rules([change(target=None, baseline=None), WHOLE, WHOLE]) == [
        ("letter", 0), ("letter", 0),
    ]  # fmt: skip


def test_deadlines_are_held_against_today_and_against_the_workshop():
    late = change(deadline=dt.date(2026, 9, 1))
    others = [WHOLE, WHOLE]
    assert rules([late, *others], as_of=TODAY) == [("over", 0)]
    assert rules([late, *others], as_of=TODAY, held_on=dt.date(2026, 8, 1)) == [("over", 0)]
    assert rules([late, *others], as_of=TODAY, held_on=TODAY) == [("before_meeting", 0)]
    assert rules([late, *others]) == []
    assert rules([change(deadline=TODAY), *others], as_of=TODAY, held_on=TODAY) == []
    found, *_ = lint([late, *others], TODAY)
    assert found.write(DUTCH) == "De einddatum, 1 september 2026, is voorbij."


words = st.none() | st.sampled_from(["", "volgers", "leden", "{fields}"])
numbers = st.none() | st.integers(0, 2)
goals = st.builds(
    Goal, name=st.just("One"), reached=words, serves=words, measure=words, source=words,
    baseline=numbers, target=numbers, owner=words,
    deadline=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)),
)  # fmt: skip


@given(st.lists(goals, max_size=4))
def test_every_finding_can_be_said_and_names_fields_that_there_are(given_goals):
    names = {field.name for field in describe(Goal)}
    for one in lint(given_goals, TODAY, dt.date(2026, 6, 1)):
        assert set(one.fields) <= names
        assert one.goal is None or one.goal < len(given_goals)
        for language in (ENGLISH, DUTCH):
            assert one.write(language).endswith(".")
