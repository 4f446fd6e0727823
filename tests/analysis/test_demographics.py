import pandas as pd
import pytest

from toolkit.analysis.demographics import (
    find_dividing,
    find_telling,
    join_rare,
    measure_demographics,
)
from toolkit.analysis.respondents import gather_respondents

AGE = {
    "column": "Age",
    "name": "Age",
    "answers": {"a": "Young", "b": "Young", "c": "Old"},
    "order": ["Old", "Young"],
}


@pytest.fixture
def answers():
    return pd.DataFrame(
        {
            "Ticket": ["Family"] * 20 + ["Single"] * 20,
            "Age": ["a"] * 10 + ["b"] * 6 + ["c"] * 4 + ["a"] * 5 + ["c"] * 14 + ["?"],
        }
    )


def test_labels_join_answers_and_what_is_not_listed_is_no_part_of_the_base(answers, make_codebook):
    codebook = make_codebook(smallest_base=5, demographics=[AGE])
    found = measure_demographics(gather_respondents(answers, codebook))
    table = found.table.set_index(["segment", "answer"])
    assert table.loc[("all", "Young")][["share", "n"]].tolist() == [21 / 39, 39]
    assert table.loc[("family", "Young"), "share"] == 0.8
    assert found.table["answer"].drop_duplicates().tolist() == ["Old", "Young"]
    clear = found.contrasts[found.contrasts["clear"].astype(bool)]
    assert set(zip(clear["segment"], clear["answer"], strict=True)) == {
        ("family", "Old"), ("family", "Young"), ("single", "Old"), ("single", "Young"),
    }  # fmt: skip


def test_a_question_is_withheld_for_a_group_as_a_whole(answers, make_codebook):
    answers.loc[4:19, "Age"] = None
    codebook = make_codebook(smallest_base=5, demographics=[AGE])
    table = measure_demographics(gather_respondents(answers, codebook)).table
    hidden = table.groupby("segment")["n"].apply(lambda n: n.isna().tolist())
    assert hidden["family"] == [True, True]
    assert hidden["single"] == [True, True]  # or 4 could be had by subtraction
    assert hidden["all"] == [False, False]


def test_what_divides_people_is_not_counted_among_them(answers, make_codebook):
    codebook = make_codebook(demographics=[{"column": "Ticket", "name": "Ticket"}])
    assert measure_demographics(gather_respondents(answers, codebook)) is None


def test_what_few_people_wrote_is_taken_together_and_nobody_is_left_out(make_codebook):
    parts = {"segment_column": None, "segments": []}
    codebook = make_codebook(**parts, demographics=[{"column": "Sex", "name": "Sex"}])
    wrote = ["m"] * 15 + ["f"] * 12 + ["Jan de Vries", "1234 AB", "x", "x"]
    table = measure_demographics(gather_respondents(pd.DataFrame({"Sex": wrote}), codebook)).table
    # Four people are no group: with the twelve they are. All 31 answered.
    assert dict(zip(table["answer"], table["share"] * 31, strict=True)) == pytest.approx(
        {"m": 15, "other": 16}
    )
    assert set(table["n"]) == {31}
    more = [*wrote, *(f"name {number}" for number in range(6))]
    table = measure_demographics(gather_respondents(pd.DataFrame({"Sex": more}), codebook)).table
    assert dict(zip(table["answer"], table["share"] * 37, strict=True)) == pytest.approx(
        {"f": 12, "m": 15, "other": 10}
    )


def test_one_person_of_a_group_is_not_told_by_what_they_are():
    segments = pd.Series(["a"] * 20 + ["b"] * 20 + ["c"] * 20, dtype="string")
    # One of a is old; of b and c ten each.
    given = pd.Series(["old"] + ["young"] * 19 + (["old"] * 10 + ["young"] * 10) * 2)
    # With b and c shown, a could be had by subtraction: c, the last of two alike, goes as well.
    assert find_telling(given, segments, ["a", "b", "c"]) == {"a", "c"}
    assert find_telling(given[20:], segments[20:], ["b", "c"]) == set()
    two = pd.Series(["old", "old"] + ["young"] * 18 + ["old"] * 20 + ["young"] * 20)
    # c is all young, so that a and c together still hold just two who are old.
    assert find_telling(two, segments, ["a", "b", "c"]) == {"a", "b", "c"}


def test_a_label_that_joins_those_of_few_is_named(make_codebook):
    parts = {"segment_column": None, "segments": []}
    codebook = make_codebook(**parts, demographics=[{"column": "Sex", "name": "Sex"}])
    wrote = pd.DataFrame({"Sex": ["m"] * 15 + ["f"] * 12 + ["x"] * 2})
    assert measure_demographics(gather_respondents(wrote, codebook)).joined == {"Sex": "f"}
    enough = pd.DataFrame({"Sex": ["m"] * 15 + ["f"] * 12 + [f"x{n % 3}" for n in range(11)]})
    assert measure_demographics(gather_respondents(enough, codebook)).joined == {}


@pytest.mark.parametrize("rare", [0, 1, 9, 10, 30])
def test_the_base_is_all_who_answered(rare):
    given = pd.Series(["m"] * 20 + ["f"] * 30 + [f"x{n % 5}" for n in range(rare)] + [None])
    assert join_rare(given.astype("string"), 10).count() == 50 + rare
    assert join_rare(given.astype("string"), 10).value_counts().min() >= 10


@pytest.mark.parametrize(
    ("ages", "dividing"),
    [
        # All of the middle are of 30 and nobody else is: the label tells how many, and so how many
        # are old.
        ({"young": "18", "middle": "30", "old": None}, True),
        # Few as they are, the old are joined with the middle, and neither is told.
        ({"young": "18", "middle": "30", "old": "61"}, False),
        ({"young": "18", "middle": "61", "old": "61"}, False),
    ],
)
def test_a_question_that_divides_as_the_groups_do_tells_no_size(ages, dividing, make_codebook):
    sizes = {"young": 60, "middle": 40, "old": 6}
    answers = pd.DataFrame(
        [(group, ages[group]) for group, n in sizes.items() for _ in range(n)],
        columns=["Generation", "Age"],
    )
    codebook = make_codebook(
        segment_column="Generation",
        segments=[{"key": one, "name": one, "answers": [one]} for one in sizes],
        demographics=[{"column": "Age", "name": "Age"}],
    )
    people = gather_respondents(answers, codebook)
    assert ("Age" in find_dividing(people)) is dividing
    found = measure_demographics(people)
    assert found.table["n"].isna().all() == dividing
    assert found.left_out == (("Age",) if dividing else ())


def test_a_division_that_is_set_off_against_another_is_left_out(make_codebook):
    # 6 people are 75 or over. Of the ages those of few are taken together; of band A without the
    # youngest they would be what is left.
    answers = pd.DataFrame(
        {
            "Age": ["18"] * 40 + ["30"] * 50 + ["45"] * 20 + ["60"] * 8 + ["75"] * 6,
            "Band": ["A"] * 40 + ["B"] * 78 + ["A"] * 6,
            "Half": ["x", "y"] * 62,
        },
        dtype="string",
    )
    questions = [{"column": name, "name": name} for name in ("Age", "Band", "Half")]
    book = make_codebook(segment_column=None, segments=[], channels=[], demographics=questions)
    found = measure_demographics(gather_respondents(answers, book))
    assert found.set_off == ("Band",)
    assert found.table["question"].unique().tolist() == ["Age", "Half"]
