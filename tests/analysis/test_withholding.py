import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.withholding import ALL, choose_withheld, withhold, withhold_divisions


@pytest.mark.parametrize(
    ("bases", "everybody", "withheld"),
    [
        ({"a": 50, "b": 40, "c": 30}, 120, set()),  # everybody is shown
        ({"a": 50, "b": 40, "c": 9}, 99, {"c", "b"}),  # one alone would come back by subtraction
        ({"a": 50, "b": 9, "c": 8}, 67, {"b", "c"}),  # two shelter each other: 17 people
        ({"a": 50, "b": 30, "c": 4, "d": 3}, 87, {"b", "c", "d"}),  # 7 people are still too few
        ({"a": 50, "b": 9}, 80, {"b"}),  # 21 people in no segment shelter it
        ({"a": 50, "b": 40}, 93, set()),  # 3 people in no segment are no cell
        ({"a": 50, "b": 40}, 92, {"b"}),  # of 2, each would know what the other said
        ({"a": 50, "b": 40, "c": 4}, 97, {"b", "c"}),  # 3 of them shelter nobody
        ({"a": 5, "b": 4}, 9, {"a", "b", ALL}),
        ({}, 40, set()),
    ],
)
def test_segments_withheld(bases, everybody, withheld):
    assert choose_withheld(bases, everybody, 10) == withheld


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), max_size=6),
    st.integers(0, 30),
    st.integers(5, 20),
)
def test_nothing_small_is_shown_nor_had_back_by_subtraction(bases, in_no_segment, smallest):
    everybody = sum(bases.values()) + in_no_segment
    withheld = choose_withheld(bases, everybody, smallest)
    shown = set(bases) - withheld
    assert all(bases[name] >= smallest for name in shown)
    rest = everybody - sum(bases[name] for name in shown)
    if ALL not in withheld:
        least = smallest if any(bases[name] for name in withheld) else 3
        assert rest == 0 or rest >= least
    else:
        assert not shown


def test_a_group_is_not_withheld_alone():
    # Whatever it is withheld for: everybody minus those shown would be that group, as it is.
    bases = {"a": 50, "b": 40, "c": 30, "d": 0}
    assert choose_withheld(bases, 120, 10, elsewhere={"b"}) == {"b", "c", "d"}
    assert choose_withheld(bases, 121, 10, elsewhere={"b"}) == {"b", "d"}  # somebody in no group
    judged = choose_withheld(bases, 120, 10, find_telling=lambda shown: "b" * ("b" in shown))
    assert judged == {"b", "c", "d"}


def test_withheld_rows_stay_with_empty_values():
    table = pd.DataFrame(
        {
            "segment": ["all", "young", "old", "rest"] * 2,
            "channel": ["x"] * 4 + ["tiktok"] * 4,
            "share": [0.5, 0.4, 0.6, 0.2] * 2,
            "n": [60, 30, 24, 6, 60, 20, 20, 20],
        }
    )
    found = withhold(table, within="channel", values=["share", "n"], smallest_base=10)
    assert found["segment"].tolist() == table["segment"].tolist()
    assert found["share"].isna().tolist() == [False, False, True, True] + [False] * 4
    assert found["n"].isna().tolist() == found["share"].isna().tolist()
    assert found["n"].dropna().tolist() == [60, 30, 60, 20, 20, 20]


def test_a_rest_of_one_mind_is_made_larger():
    # c is too few and hides b: 44 people. None of them said yes, so that each would be known.
    bases = {"a": 50, "b": 40, "c": 4, "d": 60}
    of_one_mind = {ALL: 30, "a": 10, "b": 0, "c": 0, "d": 20}
    assert choose_withheld(bases, 154, 10) == {"b", "c"}
    assert choose_withheld(bases, 154, 10, given=[of_one_mind]) == {"a", "b", "c"}
    # All of them said yes: the same.
    yes = {ALL: 60, "a": 5, "b": 40, "c": 4, "d": 11}
    assert choose_withheld(bases, 154, 10, given=[yes]) == {"a", "b", "c"}
    # What is so of everybody is said of everybody.
    assert choose_withheld(bases, 154, 10, given=[dict.fromkeys([ALL, *bases], 0)]) == {"b", "c"}
    # Where no group is withheld, a rest of people in none of them may be of one mind.
    assert choose_withheld({"a": 50}, 65, 10, given=[{ALL: 10, "a": 10}]) == set()


def test_every_answer_of_a_question_counts():
    # Of the rest, c and b, nobody said "no idea", which 3 people of d did.
    table = pd.DataFrame(
        [
            (segment, "why", answer, n, count)
            for segment, n, counts in [
                ("all", 154, (100, 51, 3)),
                ("a", 50, (30, 20, 0)),
                ("b", 40, (30, 10, 0)),
                ("c", 4, (3, 1, 0)),
                ("d", 60, (37, 20, 3)),
            ]
            for answer, count in zip(("fun", "habit", "no idea"), counts, strict=True)
        ],
        columns=["segment", "question", "answer", "n", "count"],
    )
    found = withhold(
        table, within="question", values=["n", "count"], smallest_base=10, given="count"
    )
    # So d is withheld with them, though a is smaller: nobody of a said it either.
    assert set(found.loc[found["n"].notna(), "segment"]) == {"all", "a"}
    assert len(found) == len(table)


def withhold_ladder(rows, **how):
    table = pd.DataFrame(rows, columns=["segment", "rung", "n", "yes"])
    found = withhold(
        table, within="rung", values=["n", "yes"], smallest_base=10, given="yes", **how
    )
    return {
        rung: set(part.loc[part["n"].isna(), "segment"]) for rung, part in found.groupby("rung")
    }


def test_who_stands_on_no_rung_is_not_had_from_the_rungs():
    # Of a 9 answered both questions, and 10 and 11 either; of b all 40 answered both, so that of
    # the 49 who answered both 9 must be a's. Then a and b are withheld on the rungs too.
    ladder = [
        ("all", "makes", 150, 60), ("a", "makes", 10, 4), ("b", "makes", 40, 9),
        ("c", "makes", 100, 47),
        ("all", "reads", 151, 90), ("a", "reads", 11, 5), ("b", "reads", 40, 15),
        ("c", "reads", 100, 70),
        ("all", "none", 149, 40), ("a", "none", 9, 3), ("b", "none", 40, 20),
        ("c", "none", 100, 17),
    ]  # fmt: skip
    assert withhold_ladder(ladder) == {"makes": set(), "reads": set(), "none": {"a", "b"}}
    together = {"makes": {"a", "b"}, "reads": {"a", "b"}, "none": {"a", "b"}}
    assert (
        withhold_ladder(ladder, families=dict.fromkeys(("makes", "reads", "none"), "ladder"))
        == together
    )
    # A question that too few were asked is withheld, and takes none of the others with it.
    few = [(*row[:2], *((8, 4) if row[0] in {"all", "a"} else (0, 0))) for row in ladder[-4:]]
    alone = {"makes": set(), "reads": set(), "none": {"all", "a", "b", "c"}}
    assert (
        withhold_ladder(
            [*ladder[:-4], *few], families=dict.fromkeys(("makes", "reads", "none"), "ladder")
        )
        == alone
    )


def test_what_is_withheld_for_its_answers_is_withheld_on_every_rung():
    # c, 4 people, takes b with it. All of those 44 read, so that a goes as well.
    ladder = [
        ("all", "makes", 194, 60), ("a", "makes", 50, 24), ("b", "makes", 40, 9),
        ("c", "makes", 4, 1), ("d", "makes", 100, 26),
        ("all", "reads", 194, 160), ("a", "reads", 50, 46), ("b", "reads", 40, 40),
        ("c", "reads", 4, 4), ("d", "reads", 100, 70),
    ]  # fmt: skip
    assert withhold_ladder(ladder) == {"makes": {"b", "c"}, "reads": {"a", "b", "c"}}
    found = withhold_ladder(ladder, families=dict.fromkeys(("makes", "reads", "none"), "ladder"))
    assert found == {"makes": {"a", "b", "c"}, "reads": {"a", "b", "c"}}


def test_a_division_of_the_people_is_shown_whole_or_not_at_all():
    table = pd.DataFrame(
        {
            "column": ["age", "age", "sex", "sex", "place", "place", "ticket"],
            "n": [40, 60, 91, 9, 50, 45, 100],
            "before": [0.4, 0.6, 0.91, 0.09, 0.5, 0.45, 1.0],
        }
    )
    found = withhold_divisions(
        table,
        within="column",
        values=["n", "before"],
        everybody=100,
        smallest_base=10,
        blocked={"ticket"},
    )
    # 9 are too few, and so are the 5 who live nowhere.
    assert found["column"].tolist() == table["column"].tolist()
    assert set(found.loc[found["n"].notna(), "column"]) == {"age"}
    assert found["before"].isna().tolist() == found["n"].isna().tolist()
