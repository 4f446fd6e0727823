import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.tabulating import tabulate_shares


def test_everybody_stands_first_and_people_in_no_segment_count_there_only():
    segments = pd.Series(["a", "a", "b", pd.NA], dtype="string")
    codes = {"x": pd.Series([1.0, 0.0, 0.0, 1.0]), "y": pd.Series([np.nan, 1.0, 1.0, 1.0])}
    weights = pd.Series(np.ones(4))
    table = tabulate_shares(codes, weights, segments, ["a", "b"], label="what", smallest_base=1)
    assert table[["segment", "what"]].values.tolist() == [
        ["all", "x"], ["all", "y"], ["a", "x"], ["a", "y"], ["b", "x"], ["b", "y"],
    ]  # fmt: skip
    assert table["share"].tolist() == pytest.approx([0.5, 1, 0.5, 1, 0, 1])
    assert table["n"].tolist() == [4, 3, 2, 1, 1, 1]


def test_nothing_asked_gives_an_empty_table_with_its_columns():
    none = pd.Series([], dtype="string")
    weights = pd.Series([], dtype="float64")
    table = tabulate_shares({}, weights, none, ["a"], label="what", smallest_base=5)
    assert table.empty
    assert table.columns[:3].tolist() == ["segment", "what", "share"]
