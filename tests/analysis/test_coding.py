import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.coding import (
    assign_segments,
    code_answers,
    code_any,
    merge_ballots,
    read_weights,
    require_columns,
)
from toolkit.errors import InputError


def test_an_empty_cell_is_not_asked_or_no_as_the_codebook_says():
    answers = pd.Series(["Daily", " Daily ", "Never", None, ""], dtype="string")
    assert code_answers(answers, ["Daily"], "not_asked").tolist()[:3] == [1, 1, 0]
    assert code_answers(answers, ["Daily"], "not_asked").isna().sum() == 2
    assert code_answers(answers, ["Daily"], "no").tolist() == [1, 1, 0, 0, 0]


def test_a_rung_counts_only_those_who_were_asked_all_of_it():
    codes = [pd.Series([1.0, 1.0, 0.0, np.nan]), pd.Series([0.0, np.nan, 0.0, 0.0])]
    found = code_any(codes)
    assert found.tolist()[0] == 1
    assert found.tolist()[2] == 0
    assert found.isna().tolist() == [False, True, False, True]


def test_ballots_of_one_question_complete_each_other():
    codes = [pd.Series([1.0, np.nan, np.nan]), pd.Series([np.nan, 0.0, np.nan])]
    assert merge_ballots(codes).tolist()[:2] == [1, 0]
    assert merge_ballots(codes).isna().tolist() == [False, False, True]


def test_answers_in_no_segment_are_missing(make_codebook):
    answers = pd.DataFrame({"Ticket": ["Family", "Student", "Other", None]})
    found = assign_segments(answers, make_codebook())
    assert found.tolist()[:2] == ["family", "single"]
    assert found.isna().tolist() == [False, False, True, True]


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
