"""What a choice refuses, and names that stand for keys."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion, key_from_name

BLOG = {"key": "blog", "name": "A blog"}
CLUB = {"key": "club", "name": "The club", "depends_on": ["A blog"]}


def test_people_may_name_an_initiative_where_its_key_is_asked() -> None:
    choice = Choice.model_validate(
        {
            "initiatives": [BLOG, CLUB],
            "decisions": [
                {"initiative": "the  CLUB", "decision": "yes", "who": "Board", "when": "2026-11-01"}
            ],
            "plan": {"pins": [{"initiative": "A blog", "quarter": 1}]},
        }
    )
    assert choice.decisions[0].initiative == "club"
    assert choice.initiatives[1].depends_on == ("blog",)
    assert choice.plan.pins[0].initiative == "blog"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"initiatives": [BLOG | {"depends_on": ["blog"]}]}, "depends on itself"),
        ({"initiatives": [BLOG | {"depends_on": ["club"]}, CLUB]}, "depends on itself"),
        ({"initiatives": [BLOG], "plan": {"pins": [{"initiative": "x", "quarter": 1}]}}, "no such"),
        ({"board": {"cards": [{"initiative": "x", "effort": 1, "benefit": 1}]}}, "no such"),
        ({"initiatives": [BLOG], "board": {"cards": [
            {"initiative": "blog", "effort": 1, "benefit": 1},
            {"initiative": "blog", "effort": 2, "benefit": 2}]}}, "card is on the board"),
        ({"plan": {"teams": [{"name": "Web", "hours_per_week": 1},
                             {"name": "web", "hours_per_week": 2}]}}, "team is there"),
        ({"weighting": "points", "criteria": [{"key": "a", "name": "A", "swing": 60}]}, "100"),
        ({"criteria": [{"key": "a", "name": "A", "swing": 60, "least": 0.6, "most": 0.5}]},
         "at least more than"),
        ({"criteria": [{"key": "a", "name": "A", "swing": 60, "least": 0.6},
                       {"key": "b", "name": "B", "swing": 60, "least": 0.6}]}, "more than 1"),
        ({"criteria": [{"key": "a", "name": "A", "swing": 60, "most": 0.3},
                       {"key": "b", "name": "B", "swing": 60, "most": 0.6}]}, "less than 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Choice.model_validate(wrong)


def test_a_circle_is_told_as_it_goes_round() -> None:
    rows = [{"key": one, "name": one, "depends_on": [other]} for one, other in ("ab", "bc", "cb")]
    with pytest.raises(ValidationError) as told:
        Choice.model_validate({"initiatives": rows})
    # What leads into the circle is no part of it.
    assert "(b → c → b)" in str(told.value)
    assert "(c → b → c)" in str(told.value)
    assert "a → " not in str(told.value)


def test_a_name_that_two_have_is_told_with_their_keys_and_a_long_list_is_cut() -> None:
    same = [{"key": one, "name": "The club"} for one in ("club", "club_2")]
    pins = {"pins": [{"initiative": "the club", "quarter": 1}]}
    with pytest.raises(ValidationError, match=r"More than one .* club or club_2"):
        Choice.model_validate({"initiatives": same, "plan": pins})
    many = [{"key": f"k{number}", "name": f"K {number}"} for number in range(200)]
    with pytest.raises(ValidationError, match="or 192 others") as told:
        Choice.model_validate({"initiatives": many, "plan": pins})
    assert "k199" not in str(told.value)


@given(st.text(min_size=1, max_size=60), st.sets(st.sampled_from(["a", "i", "a_2"])))
def test_every_name_gives_a_key_that_is_free(name: str, taken: set[str]) -> None:
    key = key_from_name(name, taken)
    assert key not in taken
    assert Criterion(key=key, name="A", swing=1).key == key
