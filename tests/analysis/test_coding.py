import numpy as np
import pandas as pd

from toolkit.analysis.coding import (
    code_answers,
    code_any,
    code_question,
    label_answers,
    merge_ballots,
)
from toolkit.model.survey_question import Demographic


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


def test_one_of_several_answers_in_a_cell_is_enough():
    answers = pd.Series(["Instagram\nX", "X", "Instagram stories", None], dtype="string")
    assert code_answers(answers, ["Instagram"], "no").tolist() == [1, 0, 0, 0]
    assert code_answers(answers, [" Instagram ", "X"], "no").tolist() == [1, 1, 0, 0]


def test_an_option_that_was_not_chosen_is_a_no_for_those_who_chose_another(make_codebook):
    # Five people: two options, both, neither but "none of these", nothing at all.
    answers = pd.DataFrame(
        {
            "Facebook": ["Facebook", None, "Facebook", None, None],
            "X": [None, "X", "X", None, None],
            "None": [None, None, None, "None of these", None],
            "Ticket": ["Family"] * 5,
        },
        dtype="string",
    )
    parts = {"blank": "unchosen", "question": "Which do you use?"}
    codebook = make_codebook(
        channels=[
            {"column": "Facebook", "channel": "facebook", "use": ["Facebook"], **parts},
            {"column": "X", "channel": "x", "use": ["X"], **parts},
        ],
        other_options=[{"column": "None", "question": "Which do you use?"}],
    )
    facebook, x = (code_question(answers, one, codebook) for one in codebook.channels)
    assert facebook.tolist()[:4] == [1, 0, 1, 0]
    assert x.tolist()[:4] == [0, 1, 1, 0]
    assert facebook.isna().tolist() == x.isna().tolist() == [False] * 4 + [True]
    without = make_codebook(channels=[one.model_dump() for one in codebook.channels])
    assert code_question(answers, without.channels[0], without).isna().tolist()[3:] == [True, True]


def test_ways_of_use_are_coded_as_channels_are(make_codebook):
    answers = pd.DataFrame({"Why": ["To buy\nTo look", "To look", None], "Ticket": ["Family"] * 3})
    codebook = make_codebook(ways=[{"column": "Why", "way": "buy", "counts": ["To buy"]}])
    found = code_question(answers, codebook.ways[0], codebook)
    assert found.tolist()[:2] == [1, 0]
    assert found.isna().tolist() == [False, False, True]


def test_labels_bring_spellings_together_and_leave_out_what_is_not_listed():
    answers = pd.Series(["Male", "male ", "NB", "unsure", None], dtype="string")
    mapped = Demographic(column="g", name="Gender", answers={"Male": "Man", "male": "Man"})
    assert label_answers(answers, mapped).tolist()[:2] == ["Man", "Man"]
    assert label_answers(answers, mapped).isna().tolist() == [False, False, True, True, True]
    plain = label_answers(answers, Demographic(column="g", name="Gender"))
    assert plain.tolist()[:4] == ["Male", "male", "NB", "unsure"]
    assert plain.isna().tolist()[4]
