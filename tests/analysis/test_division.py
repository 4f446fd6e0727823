import random

import pandas as pd
import pytest

from toolkit.analysis import division
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language

ENGLISH = Language("en")


def divide(answers, codebook):
    return division.divide(answers, codebook, pd.Series(1.0, index=answers.index), ENGLISH)


def test_answers_in_no_segment_are_missing(make_codebook):
    answers = pd.DataFrame({"Ticket": ["Family", "Student", "Other", None]})
    found = divide(answers, make_codebook()).segments
    assert found.tolist()[:2] == ["family", "single"]
    assert found.isna().tolist() == [False, False, True, True]


def test_a_group_that_nobody_is_in_keeps_its_name(make_codebook):
    found = divide(pd.DataFrame({"Ticket": ["Family", "Other", " "]}), make_codebook())
    assert found.unmatched == ("single",)
    assert found.sizes == {"family": 1, "single": 0}
    assert found.placed.tolist() == [True, True, False]


def test_without_a_column_nobody_is_divided(make_codebook):
    found = divide(
        pd.DataFrame({"Ticket": ["Family"]}), make_codebook(segment_column=None, segments=[])
    )
    assert (found.kind, found.keys, found.placed.any()) == ("none", (), False)


BEHAVIOURS = [
    {"column": "Films", "rung": "creators", "counts": ["Yes"]},
    {"column": "Replies", "rung": "critics", "counts": ["Yes"]},
    {"column": "Reads", "rung": "spectators", "counts": ["Yes"]},
]
CHANNELS = [
    {"column": name, "channel": name, "use": ["Yes"]}
    for name in ("facebook", "instagram", "tiktok", "youtube", "linkedin", "reddit")
]


def test_few_answers_are_divided_by_a_rule_and_it_says_why(make_codebook):
    kinds = {"makers": "YYY", "responders": "NYY", "watchers": "NNY", "nothing": "NNN"}
    rows = [list(kind) for kind in kinds.values() for _ in range(12)]
    rows += [["N", "N", ""], ["", "N", "Y"]] * 10
    codebook = make_codebook(segment_column=None, segments=[], classes={}, behaviours=BEHAVIOURS)
    found = divide(spell(rows), codebook)
    assert (found.kind, found.segmentation.reason) == ("rule", "too_few_answers")
    assert found.sizes == {"makers": 12, "responders": 12, "watchers": 12, "nothing": 12}
    assert found.names["watchers"] == "Watch only"


def spell(rows):
    answers = pd.DataFrame(rows, columns=["Films", "Replies", "Reads"], dtype="string")
    return answers.replace({"Y": "Yes", "N": "No", "": pd.NA})


def test_who_was_not_asked_all_is_in_no_group_made_by_a_rule(make_codebook):
    rows = [list("YYY")] * 10 + [list("NNN")] * 10 + [["", "N", "Y"], ["N", "", "Y"]] * 10
    codebook = make_codebook(segment_column=None, segments=[], classes={}, behaviours=BEHAVIOURS)
    found = divide(spell(rows), codebook)
    assert found.sizes == {"makers": 10, "nothing": 10}
    assert found.segments.isna().sum() == found.placed.eq(other=False).sum() == 20


def test_a_few_who_were_asked_a_part_are_placed_by_what_they_said(make_codebook):
    # Everybody's ten yeses less the makers' ten would tell what the one beside them does.
    rows = [list("YYY")] * 10 + [list("NNN")] * 10 + [["Y", "", ""], ["", "", ""]]
    codebook = make_codebook(segment_column=None, segments=[], classes={}, behaviours=BEHAVIOURS)
    found = divide(spell(rows), codebook)
    assert found.sizes == {"makers": 11, "nothing": 10}
    assert found.placed.tolist() == [True] * 21 + [False]


@pytest.mark.parametrize(
    ("sizes", "joined"),
    [
        ((12, 3, 15, 20), (("a",), ("b", "c"), ("d",))),
        ((12, 15, 0, 3), (("a",), ("b", "d"))),
        ((4, 4, 4, 40), (("a", "b", "c"), ("d",))),
        ((3, 0, 40, 0), (("a", "c"),)),
        ((3, 2, 1, 0), ()),
        ((0, 0, 0, 0), ()),
    ],
)
def test_groups_of_too_few_join_their_neighbours(sizes, joined):
    assert division.join_few(dict(zip("abcd", sizes, strict=True)), 10) == joined


def test_a_rule_that_leaves_one_group_divides_nobody(make_codebook):
    codebook = make_codebook(segment_column=None, segments=[], classes={}, behaviours=BEHAVIOURS)
    found = divide(spell([list("YYY")] * 40 + [list("NNN")] * 3), codebook)
    assert (found.kind, found.keys) == ("none", ())


@pytest.fixture(scope="module")
def planted():
    """Give 240 people in two groups that answer alike, nine times in ten."""
    chance = random.Random(7)
    rows = []
    for group in (0, 1):
        for _ in range(120):
            own = [number < 3 if group == 0 else number >= 3 for number in range(6)]
            rows.append(["Yes" if (chance.random() < 0.9) == one else "No" for one in own])
    return pd.DataFrame(rows, columns=[one["column"] for one in CHANNELS])


@pytest.mark.slow
def test_groups_that_are_there_are_found_named_and_marked(planted, make_codebook):
    codebook = make_codebook(segment_column=None, segments=[], classes={}, channels=CHANNELS)
    found = divide(planted, codebook)
    assert (found.kind, found.keys) == ("found", ("group_1", "group_2"))
    assert list(found.names.values()) == ["Group 1", "Group 2"]
    columns = {one["column"] for one in CHANNELS}
    assert found.made_by - columns == {f"channel {one['channel']}" for one in CHANNELS}
    first, second = found.segments[:120].mode()[0], found.segments[120:].mode()[0]
    assert first != second
    again = divide(planted.sample(frac=1, random_state=1), codebook)
    assert again.made_of == found.made_of
    assert divide(planted.replace({"reddit": {"Yes": "No"}}), codebook).made_of != found.made_of


def test_only_the_columns_that_are_named_make_groups(planted, make_codebook):
    answers = planted.assign(Ages=["Old", "Young"] * 120)
    codebook = make_codebook(
        segment_column=None, segments=[], channels=CHANNELS,
        classes={"columns": ["facebook", "Ages"]},
        demographics=[{"column": "Ages", "name": "Age"}],
    )  # fmt: skip
    makers = division.gather_makers(answers, codebook)
    assert list(makers.columns) == ["channel facebook", "Ages"]
    assert set(makers["channel facebook"]) == {"yes", "no"}


@pytest.mark.slow
def test_a_copy_of_what_made_the_groups_tells_nothing_of_them(planted, make_codebook):
    """The search leaves a copy out; the groups differ on it because they were made by its twin."""
    answers = planted.assign(Copy=planted["reddit"])
    codebook = make_codebook(
        segment_column=None, segments=[], classes={}, channels=CHANNELS,
        behaviours=[{"column": "Copy", "rung": "critics", "counts": ["Yes"]}],
        ways=[{"column": "reddit", "channel": "reddit", "way": "talk", "counts": ["Yes"]}],
        demographics=[{"column": "reddit", "name": "On Reddit"}],
    )  # fmt: skip
    found = divide(answers, codebook)
    left_out = found.segmentation.left_out
    assert set(left_out.values()) == {"duplicate"}
    assert {"channel reddit", "rung critics", "rung inactives"} <= found.made_by
    told = study_audience((), codebook, answers)
    for result in (told.use, told.participation, told.ways, told.who):
        assert len(result.contrasts)
        assert not result.contrasts["clear"].any()


def test_what_hardly_anybody_answered_or_answered_so_makes_no_groups():
    makers = pd.DataFrame(
        {
            "channel x": ["yes", "no"] * 20,
            "channel threads": ["yes", "no", "yes"] + [None] * 37,
            "rung critics": ["yes"] * 9 + ["no"] * 31,
            "rung joiners": ["yes"] * 40,
        },
        dtype="string",
    )
    kept, few = division.drop_few(makers, 10)
    assert list(kept) == ["channel x", "rung joiners"]
    assert few == ("channel threads", "rung critics")
