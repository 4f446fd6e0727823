"""Personas keep to their group when the answers are others, or have none until somebody says so."""

from __future__ import annotations

import random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.division import Division, divide
from toolkit.analysis.known_groups import (
    Known,
    match_groups,
    measure_distance,
    read_traits,
    recognise,
    write_traits,
)
from toolkit.analysis.personas import describe_personas
from toolkit.analysis.respondents import gather_respondents
from toolkit.errors import InputError
from toolkit.language import Language
from toolkit.model.intake import TargetGroup
from toolkit.model.persona import Persona, Research

NAMES = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "reddit")
CHANNELS = [{"column": name, "channel": name, "use": ["Yes"]} for name in NAMES]


def traits(*shares: float) -> dict[str, dict[str, float]]:
    return {
        f"channel {name}": {"yes": share, "no": 1 - share}
        for name, share in zip(NAMES, shares, strict=False)
    }


def answers_of(first: int, second: int, seed: int = 7, turned: int = 3) -> pd.DataFrame:
    """Give people who use the first channels, and people who use the others, nine in ten."""
    chance = random.Random(seed)
    rows = []
    for group, people in ((0, first), (1, second)):
        for _ in range(people):
            own = [(number < turned) == (group == 0) for number in range(6)]
            rows.append(["Yes" if (chance.random() < 0.9) == one else "No" for one in own])
    return pd.DataFrame(rows, columns=list(NAMES))


@pytest.fixture
def codebook(make_codebook):
    return make_codebook(segment_column=None, segments=[], classes={}, channels=CHANNELS)


def divided(answers: pd.DataFrame, codebook) -> Division:
    return divide(answers, codebook, pd.Series(1.0, index=answers.index), Language("en"))


def named(name: str, key: str, division: Division) -> Persona:
    return Persona(
        name=name, segment=key, made_of=division.made_of,
        known_by=write_traits(key, division.traits[key]),
    )  # fmt: skip


def test_the_distance_is_the_mean_of_half_the_differences():
    # Differences of 0.2, 0.4 and 0.0 between the shares of yes.
    assert measure_distance(traits(0.5, 0.9, 0.1), traits(0.7, 0.5, 0.1)) == pytest.approx(0.2)
    three = {"a": {"x": 0.5, "y": 0.5}, "b": {"x": 1.0}, "c": {"x": 1.0}}
    other = {"a": {"x": 0.2, "z": 0.8}, "b": {"x": 1.0}, "c": {"y": 1.0}}
    # Half of (0.3 + 0.5 + 0.8), nothing, and all.
    assert measure_distance(three, other) == pytest.approx((0.8 + 0 + 1) / 3)


def test_of_few_questions_in_common_nothing_is_known():
    assert measure_distance(traits(0.5, 0.5), traits(0.5, 0.5)) == 1
    assert measure_distance(traits(*[0.5] * 6), {"x": {"yes": 1.0}}) == 1


shares = st.lists(st.floats(0, 1), min_size=6, max_size=6)


@given(shares, shares, shares)
def test_the_distance_is_one(one, two, three):
    a, b, c = traits(*one), traits(*two), traits(*three)
    assert measure_distance(a, a) == 0
    assert measure_distance(a, b) == measure_distance(b, a) <= 1 + 1e-9
    assert measure_distance(a, c) <= measure_distance(a, b) + measure_distance(b, c) + 1e-9


def test_what_was_kept_is_read_again_and_only_of_its_own_group():
    text = write_traits("group_1", {"Age": {"18–24": 1 / 3, "older": 2 / 3}})
    assert read_traits(text, "group_1") == {"Age": {"18–24": 0.33, "older": 0.67}}
    for broken in (text.replace("0.33", '"x"'), "", "[]", "{}", '{"group": "group_1"}'):
        assert read_traits(broken, "group_1") == {}
    assert read_traits(text, "group_2") == {}


def test_a_group_is_matched_only_where_nothing_else_is_near():
    old = traits(0.9, 0.9, 0.9, 0.1, 0.1, 0.1)
    groups = {"group_1": traits(0.1, 0.1, 0.1, 0.9, 0.9, 0.9), "group_2": old}
    assert match_groups({0: old}, groups, set()) == {0: "group_2"}
    assert match_groups({0: old}, groups, {"group_2"}) == {}
    # Another group half as far again, and another persona as near.
    near = groups | {"group_3": traits(0.8, 0.9, 0.9, 0.1, 0.1, 0.1)}
    moved = traits(0.85, 0.9, 0.9, 0.1, 0.1, 0.1)
    assert match_groups({0: moved}, near, set()) == {}
    assert match_groups({0: old, 1: old}, groups, set()) == {}
    # Each share differs by 0.2: the nearest is still no near one.
    far = traits(0.7, 0.7, 0.7, 0.3, 0.3, 0.3)
    assert match_groups({0: far}, groups, set()) == {}


def test_a_group_with_another_number_is_known_again(codebook):
    before, after = (
        divided(answers_of(140, 100), codebook),
        divided(answers_of(100, 140, 8), codebook),
    )
    personas = [named("First", "group_1", before), named("Second", "group_2", before)]
    # The larger group has the first number, and the others are the larger now.
    assert recognise(personas, before) == (
        Known("sure", "group_1", "group_1"), Known("sure", "group_2", "group_2"),
    )  # fmt: skip
    assert recognise(personas, after) == (
        Known("again", "group_2", "group_1"), Known("again", "group_1", "group_2"),
    )  # fmt: skip


def test_other_people_get_no_figures(codebook):
    before = divided(answers_of(140, 100), codebook)
    other = answers_of(140, 100, 8, turned=1)
    personas = (named("First", "group_1", before), Persona(name="Third", segment="group_9"))
    people = gather_respondents(other, codebook)
    assert people.division.kind == "found"
    found = describe_personas(Research(personas=personas), (), people)
    assert [one.known.link for one in found.sheets] == ["doubtful", "gone"]
    assert [one.lost for one in found.sheets] == ["group_1", "group_9"]
    assert found.table[["share", "low", "high", "n", "segment"]].isna().all(axis=None)
    assert set(found.table["evidence"]) == {"assumption"}


@pytest.mark.slow
def test_a_persona_known_again_has_the_figures_of_its_own_group(codebook):
    before = divided(answers_of(140, 100), codebook)
    people = gather_respondents(answers_of(60, 180, 8), codebook)
    research = Research(personas=(named("First", "group_1", before),))
    found = describe_personas(research, (), people)
    assert found.sheets[0].outdated
    assert found.table["segment"].tolist() == ["group_2"]
    assert found.table["n"].tolist() == [people.division.sizes["group_2"]]
    assert people.division.sizes["group_2"] < 90


@pytest.mark.slow
def test_a_changed_key_tells_nothing_of_the_old_group(codebook):
    before, after = (
        divided(answers_of(140, 100), codebook),
        divided(answers_of(100, 140, 8), codebook),
    )
    typed = named("First", "group_1", before).model_copy(update={"segment": "group_2"})
    assert [one.link for one in recognise([typed], after)] == ["doubtful"]
    assert [one.link for one in recognise([typed], before)] == ["sure"]


@pytest.mark.slow
def test_a_key_that_nobody_marked_gives_way(codebook):
    before, after = (
        divided(answers_of(140, 100), codebook),
        divided(answers_of(100, 140, 8), codebook),
    )
    groups = [TargetGroup(name="Typed", segment="group_2")]
    people = gather_respondents(answers_of(100, 140, 8), codebook)
    alone = describe_personas(Research(), groups, people)
    assert [one.known.link for one in alone.sheets] == ["unmarked"]
    assert recognise([Persona(name="Typed", segment="group_2")], after)[0].key == "group_2"
    both = describe_personas(
        Research(personas=(named("First", "group_1", before),)), groups, people
    )
    assert [one.known.link for one in both.sheets] == ["again", "doubtful"]


@pytest.mark.slow
def test_the_mark_tells_of_who_is_in_which_group(codebook, make_codebook):
    answers = answers_of(140, 100)
    one = divided(answers, codebook)
    weights = pd.Series([0.5] * 140 + [1.5] * 100, index=answers.index)
    other = divide(answers, codebook, weights, Language("en"))
    # By weight the others are the larger group, of the same answers.
    assert one.made_of != other.made_of
    assert recognise([named("First", "group_1", one)], other)[0] == Known(
        "again", "group_2", "group_1"
    )


def test_groups_that_are_no_longer_looked_for_stop_no_report(codebook, make_codebook):
    persona = named("First", "group_1", divided(answers_of(140, 100), codebook))
    off = make_codebook(segment_column=None, segments=[], channels=CHANNELS)
    people = gather_respondents(answers_of(140, 100), off)
    found = describe_personas(Research(personas=(persona,)), (), people)
    assert found.sheets[0].lost == "group_1"
    with pytest.raises(InputError, match="families"):
        describe_personas(Research(personas=(Persona(name="X", segment="families"),)), (), people)
