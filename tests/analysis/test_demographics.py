import pandas as pd
import pytest

from toolkit.analysis.demographics import measure_demographics
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


def test_what_few_people_wrote_themselves_is_no_label(make_codebook):
    wrote = ["m"] * 15 + ["f"] * 12 + ["Jan de Vries", "1234 AB", "x", "x"]
    codebook = make_codebook(
        segment_column=None, segments=[], demographics=[{"column": "Sex", "name": "Sex"}]
    )
    answers = pd.DataFrame({"Sex": wrote})
    table = measure_demographics(gather_respondents(answers, codebook)).table
    assert dict(zip(table["answer"], table["share"] * 31, strict=True)) == pytest.approx(
        {"f": 12, "m": 15, "other": 4}
    )
    listed = codebook.demographics[0].model_copy(update={"order": ("x", "m")})
    codebook = codebook.model_copy(update={"demographics": (listed,)})
    table = measure_demographics(gather_respondents(answers, codebook)).table
    # A label that is not in the order is shown all the same, so that the shares add up to one.
    assert table["answer"].tolist() == ["x", "m", "f", "other"]
    assert table["share"].sum() == pytest.approx(1)
