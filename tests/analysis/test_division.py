import pandas as pd

from toolkit.analysis.division import divide


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
