import numpy as np
import pandas as pd

from toolkit.analysis.coding import code_answers, code_any, merge_ballots


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
