"""Both halves rest on the same weights and segments, and only what is shown is compared."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.respondents import gather_respondents
from toolkit.model.survey import Codebook, Segment

CODEBOOK = Codebook(
    file="answers.csv",
    sample="probability",
    population="Visitors",
    fieldwork_start=dt.date(2026, 1, 1),
    fieldwork_end=dt.date(2026, 1, 31),
    weight="weight",
    segment_column="group",
    segments=(Segment(key="young", name="Young", answers=("y",)),
              Segment(key="old", name="Old", answers=("o",))),
    smallest_base=5,
)  # fmt: skip


def test_shares_are_weighted_and_every_shown_segment_is_compared() -> None:
    answers = pd.DataFrame({"group": ["y"] * 20 + ["o"] * 20, "weight": [1.0] * 20 + [3.0] * 20})
    codes = {"chess": pd.Series([1] * 10 + [0] * 10 + [1] * 5 + [0] * 15)}
    table, contrasts = estimate_by_segment(
        codes, gather_respondents(answers, CODEBOOK), label="game"
    )
    shares = table.set_index("segment")["share"]
    # Young 10 of 20, old 5 of 20; together (10 * 1 + 5 * 3) of (20 * 1 + 20 * 3), 31.25 percent,
    # of which two weights leave whole percents to be told.
    assert shares.to_dict() == pytest.approx({"all": 0.31, "young": 0.5, "old": 0.25})
    assert list(zip(contrasts["segment"], contrasts["game"], strict=True)) == [
        ("young", "chess"), ("old", "chess"),
    ]  # fmt: skip
    assert contrasts["difference"].tolist() == pytest.approx([0.25, -0.25])


def test_what_is_withheld_is_not_compared() -> None:
    answers = pd.DataFrame({"group": ["y"] * 3 + ["o"] * 3 + [None] * 20, "weight": 1.0})
    codes = {"chess": pd.Series([1, 0] * 13)}
    table, contrasts = estimate_by_segment(
        codes, gather_respondents(answers, CODEBOOK), label="game"
    )
    assert table.set_index("segment")["share"].isna().to_dict() == {
        "all": False, "young": True, "old": True,
    }  # fmt: skip
    assert contrasts.empty
