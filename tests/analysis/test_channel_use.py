from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.channel_use import list_comparable, measure_channel_use
from toolkit.analysis.respondents import gather_respondents
from toolkit.errors import InputError


def measure(answers, codebook):
    return measure_channel_use(gather_respondents(answers, codebook))


@pytest.fixture
def codebook(make_codebook):
    return make_codebook(
        weight="Weight",
        channels=[
            {"column": "Insta", "channel": "instagram", "use": ["Daily", "Weekly"]},
            {"column": "TikTok", "channel": "tiktok", "use": ["Yes"], "blank": "no"},
        ],
    )


@pytest.fixture
def answers():
    # 12 families and 10 others; TikTok was asked of those on Instagram only: blank means no.
    return pd.DataFrame(
        {
            "Ticket": ["Family"] * 12 + ["Single"] * 6 + ["Student"] * 4,
            "Insta": ["Daily"] * 6 + ["Never"] * 5 + [None] + ["Weekly"] * 3 + ["Never"] * 7,
            "TikTok": ["Yes"] * 3 + ["No"] * 3 + [None] * 6 + ["Yes"] * 3 + [None] * 7,
            "Weight": [1.0] * 12 + [2.0] * 10,
        }
    )


def test_shares_by_hand(answers, codebook):
    table = measure(answers, codebook).table.set_index(["segment", "channel"])
    assert table.index.get_level_values("segment").unique().tolist() == ["all", "family", "single"]
    # One family member was not asked about Instagram: 6 of 11, and 6·1 + 3·2 over 11·1 + 10·2. Of
    # two weights whole percents are told.
    assert table.loc[("family", "instagram"), "share"] == 0.55
    assert table.loc[("family", "instagram"), "n"] == 11
    assert table.loc[("all", "instagram"), "share"] == 0.39
    assert table.loc[("all", "instagram"), "n_effective"] == pytest.approx(31**2 / (11 + 40))
    # Blank on TikTok means no: everybody is in the base.
    assert table.loc[("family", "tiktok"), "share"] == pytest.approx(3 / 12)
    assert table.loc[("all", "tiktok"), "n"] == 22


def test_the_order_of_rows_changes_nothing(answers, codebook):
    mixed = answers.sample(frac=1, random_state=np.random.default_rng(3))
    pd.testing.assert_frame_equal(
        measure(mixed, codebook).table,
        measure(answers, codebook).table,
    )


def test_small_segments_are_withheld_and_so_is_what_would_give_them_away(answers, codebook):
    found = measure_channel_use(
        gather_respondents(answers, codebook.model_copy(update={"smallest_base": 11}))
    )
    hidden = found.table[found.table["n"].isna()]
    assert set(hidden["segment"]) == {"family", "single"}
    assert hidden[["share", "low", "high", "n_effective"]].isna().all(axis=None)
    assert found.withheld == 4


def test_a_missing_column_is_a_fault(answers, codebook):
    with pytest.raises(InputError, match="TikTok"):
        measure(answers.drop(columns="TikTok"), codebook)


def test_without_channel_questions_the_table_is_empty(answers, make_codebook):
    assert measure(answers, make_codebook()).table.empty


def test_the_base_is_those_who_were_asked(make_codebook):
    # General Social Survey 2016: 1,372 of 2,867 people were asked about Snapchat.
    path = Path(__file__).parents[3] / "shared/data/gss2016/smallgss2016.csv"
    if not path.is_file():
        pytest.skip("../shared/data is not here: not checked against the General Social Survey")
    answers = pd.read_csv(path)
    codebook = make_codebook(
        segment_column="sex",
        segments=[
            {"key": "women", "name": "Women", "answers": ["Female"]},
            {"key": "men", "name": "Men", "answers": ["Male"]},
        ],
        channels=[{"column": "snapchat", "channel": "snapchat", "use": ["Yes"]}],
    )
    table = measure(answers, codebook).table.set_index("segment")
    asked = answers[answers["snapchat"].notna()]
    assert len(answers) - len(asked) == 1495
    assert table["n"].tolist() == [1372, *asked["sex"].value_counts()[["Female", "Male"]]]
    assert table.loc["women", "share"] == pytest.approx(
        (asked.loc[asked["sex"] == "Female", "snapchat"] == "Yes").mean()
    )


def test_only_what_the_same_people_were_asked_is_ranked_together():
    asked = pd.Series([1.0, 0.0] * 50)
    half = asked.where(asked.index < 50)
    other = asked.where(asked.index >= 50)
    nearly = asked.where(asked.index < 92)
    codes = {"half": half, "all": asked, "nearly": nearly, "other": other}
    assert list_comparable(codes) == ("all", "nearly")
    # Two halves of the people are as many, and are not the same.
    assert list_comparable({"half": half, "other": other}) == ("half",)
    assert list_comparable({}) == ()
