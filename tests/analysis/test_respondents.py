import pandas as pd
import pytest

from toolkit.analysis.respondents import gather_respondents, read_weights, require_columns
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
