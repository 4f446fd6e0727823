import pandas as pd
import pytest

from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.participation import measure_participation
from toolkit.analysis.persona_research import study_audience
from toolkit.analysis.respondents import (
    find_weight_faults,
    gather_respondents,
    read_weights,
    require_columns,
)
from toolkit.errors import InputError


def test_without_weights_everybody_counts_alike(make_codebook):
    people = gather_respondents(pd.DataFrame({"Ticket": ["Family", None]}), make_codebook())
    assert people.weights.tolist() == [1, 1]
    assert len(people) == 2


def test_all_missing_columns_are_told_at_once(make_codebook):
    codebook = make_codebook(
        weight="w", channels=[{"column": "Q1", "channel": "x", "use": ["Yes"]}]
    )
    with pytest.raises(InputError) as caught:
        require_columns(pd.DataFrame({"Q2": []}), codebook)
    assert [fault.column for fault in caught.value.faults] == ["w", "Ticket", "Q1"]


def test_a_weight_that_cannot_be_used_is_told_with_its_row(make_codebook):
    answers = pd.DataFrame({"w": ["1.5", "heavy", "0", None]})
    with pytest.raises(InputError) as caught:
        read_weights(answers, make_codebook(weight="w"))
    assert [fault.row for fault in caught.value.faults] == [3, 4, 5]
    assert "heavy" not in str(caught.value)


def test_answers_are_weighted_to_what_the_population_looks_like(make_codebook):
    answers = pd.DataFrame(
        {"Ticket": "Family", "Age": ["18-29"] * 30 + ["30-44"] * 10 + ["45+"] * 60}
    )
    codebook = make_codebook(
        demographics=[
            {
                "column": "Age",
                "name": "Age",
                "answers": {"18-29": "young", "30-44": "young", "45+": "old"},
            }
        ],
        margins=[
            {"column": "Age", "label": "young", "share": 0.5},
            {"column": "Age", "label": "old", "share": 0.5},
        ],
    )
    people = gather_respondents(answers, codebook)
    # 40 young people stand for 50, 60 old ones for 50.
    assert people.weights.tolist() == pytest.approx([1.25] * 40 + [5 / 6] * 60)
    assert people.weighting.converged


def test_what_made_the_groups_is_no_finding_about_them(make_codebook):
    answers = pd.DataFrame(
        {"Films": ["Yes"] * 30 + ["No"] * 30, "Reads": "Yes", "tiktok": ["Yes"] * 25 + ["No"] * 35}
    )
    codebook = make_codebook(
        segment_column=None, segments=[], classes={},
        behaviours=[
            {"column": "Films", "rung": "creators", "counts": ["Yes"]},
            {"column": "Reads", "rung": "spectators", "counts": ["Yes"]},
        ],
        channels=[{"column": "tiktok", "channel": "tiktok", "use": ["Yes"]}],
    )  # fmt: skip
    people = gather_respondents(answers, codebook)
    made = measure_participation(people).contrasts
    assert not made["clear"].any()
    assert made["difference"].abs().max() == 1
    assert measure_channel_use(people).contrasts["clear"].all()


def test_a_weight_with_a_comma_is_a_number(make_codebook):
    answers = pd.DataFrame({"w": ["1,5", " 0,75 ", "2"]})
    assert read_weights(answers, make_codebook(weight="w")).tolist() == [1.5, 0.75, 2.0]


def test_many_unusable_weights_are_told_once_and_ten_by_row(make_codebook):
    answers = pd.DataFrame({"w": ["1", *["heavy"] * 40]})
    with pytest.raises(InputError) as caught:
        read_weights(answers, make_codebook(weight="w"))
    assert [fault.row for fault in caught.value.faults] == list(range(3, 13))
    assert caught.value.faults[0].got == "40 such rows"


def test_one_respondent_cannot_outweigh_all_others(make_codebook):
    # 149 of weight 1 and one of a million: 150 answers that tell as much as one (Kish 1965).
    answers = pd.DataFrame({"w": [1.0] * 149 + [1e6]})
    with pytest.raises(InputError) as caught:
        read_weights(answers, make_codebook(weight="w"))
    assert (caught.value.faults[0].row, caught.value.faults[0].got) == (
        151, "150 answers that tell as much as 1.0",
    )  # fmt: skip
    assert read_weights(answers.clip(upper=5), make_codebook(weight="w")).max() == 5


def test_what_stops_the_weights_can_be_had_without_a_report(make_codebook):
    answers = pd.DataFrame(
        {
            "Ticket": ["Family"] * 200,
            "Age": ["young", "old"] * 100,
            "Weight": [1000.0] + [1.0] * 199,
        }
    )
    demographics = [{"column": "Age", "name": "Age"}]
    for shares, told in [
        ({"young": 0.5, "old": 0.2}, "These targets do not sum to a whole."),
        ({"young": 0.5, "ancient": 0.5}, "Nobody gave an answer that has a target"),
    ]:
        margins = [{"column": "Age", "label": one, "share": n} for one, n in shares.items()]
        codebook = make_codebook(demographics=demographics, margins=margins)
        faults = find_weight_faults(answers, codebook)
        assert any(one.severity == "error" and told in one.what for one in faults), told
    [fault] = find_weight_faults(answers, make_codebook(weight="Weight"))
    assert (fault.row, "hardly count" in fault.what) == (2, True)
    assert find_weight_faults(answers.iloc[1:], make_codebook(weight="Weight")) == ()
    assert find_weight_faults(answers, make_codebook()) == ()


@pytest.mark.parametrize(
    "parts",
    [
        {"classes": {}, "segment_column": None, "segments": []},
        {"weight": "Weight"},
        {"margins": [{"column": "Age", "label": one, "share": 0.5} for one in ("old", "young")]},
    ],
)
def test_a_survey_without_answers_yet_is_no_accident(make_codebook, parts):
    columns = ["Ticket", "Age", "Insta", "Posts"]
    answers = pd.DataFrame({one: pd.Series([], dtype="string") for one in columns})
    answers["Weight"] = pd.Series([], dtype="float64")
    codebook = make_codebook(
        channels=[{"column": "Insta", "channel": "instagram", "use": ["Daily"]}],
        behaviours=[{"column": "Posts", "rung": "creators", "counts": ["Often"]}],
        demographics=[{"column": "Age", "name": "Age"}],
        **parts,
    )
    assert find_weight_faults(answers, codebook) == ()
    found = study_audience((), codebook, answers)
    assert found.respondents == 0
    assert found.use_table["share"].isna().all()
