import pandas as pd
import pytest

from toolkit.analysis.participation import measure_participation
from toolkit.analysis.respondents import gather_respondents


def measure(answers, codebook):
    return measure_participation(gather_respondents(answers, codebook))


@pytest.fixture
def codebook(make_codebook):
    often = ["Weekly", "Monthly"]
    return make_codebook(
        smallest_base=5,
        behaviours=[
            {"column": "Uploads", "rung": "creators", "counts": often},
            {"column": "Writes", "rung": "creators", "counts": often},
            {"column": "Watches", "rung": "spectators", "counts": often},
        ],
    )


@pytest.fixture
def answers():
    return pd.DataFrame(
        {
            "Ticket": ["Family"] * 5 + ["Single"] * 5,
            "Uploads": ["Weekly", "Never", "Never", "Never", "Never"] * 2,
            "Writes": ["Never", "Monthly", "Never", "Never", "Never"] + ["Never"] * 5,
            "Watches": ["Weekly", "Weekly", "Weekly", "Never", "Never"] + ["Never"] * 5,
        }
    )


def test_rungs_overlap_and_only_the_inactive_stand_apart(answers, codebook):
    found = measure(answers, codebook)
    table = found.table.set_index(["segment", "rung"])
    # Families: two make, three watch (both makers among them), two do nothing.
    assert table.loc["family"]["share"].to_dict() == pytest.approx(
        {"creators": 0.4, "spectators": 0.6, "inactives": 0.4}
    )
    assert table.loc["all"]["share"].to_dict() == pytest.approx(
        {"creators": 0.3, "spectators": 0.3, "inactives": 0.6}
    )
    assert table.loc[("family", "spectators"), "index"] == pytest.approx(200)
    assert table.loc["all"]["index"].tolist() == pytest.approx([100, 100, 100])
    assert found.not_asked == ("conversationalists", "critics", "collectors", "joiners")


def test_who_was_not_asked_everything_is_neither_maker_nor_inactive(answers, codebook):
    answers.loc[0, "Writes"] = None
    table = measure(answers, codebook).table.set_index(["segment", "rung"])
    assert table.loc[("all", "creators"), "n"] == 9
    assert table.loc[("all", "inactives"), "n"] == 9
    assert table.loc[("all", "spectators"), "n"] == 10


def test_a_rung_that_nobody_is_on_has_no_index(answers, codebook):
    answers["Watches"] = "Never"
    table = measure(answers, codebook).table.set_index(["segment", "rung"])
    assert table.loc[("family", "spectators"), "share"] == 0
    assert pd.isna(table.loc[("family", "spectators"), "index"])


def test_what_is_withheld_has_no_index_either(answers, codebook):
    table = measure_participation(
        gather_respondents(answers, codebook.model_copy(update={"smallest_base": 6}))
    ).table
    hidden = table[table["segment"] != "all"]
    assert hidden[["share", "index", "n"]].isna().all(axis=None)
