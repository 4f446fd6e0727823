import pandas as pd
import pytest

from toolkit.analysis.open_answers import measure_themes
from toolkit.analysis.respondents import gather_respondents

OPEN = [
    {
        "column": "Anything else?",
        "name": "Anything else",
        "themes": {"Price": "price, expensive", "Opening hours": "opening hour, sunday"},
    }
]


@pytest.fixture
def texts():
    return pd.DataFrame(
        {
            "Anything else?": ["Too expensive"] * 6
            + ["Prices, and open on Sundays!"] * 6
            + [None] * 8
        }
    )


def test_the_base_is_who_wrote_something(texts, make_codebook):
    answers = pd.DataFrame({"Ticket": (["Family"] * 3 + ["Single"] * 3) * 2 + ["Family"] * 8})
    codebook = make_codebook(smallest_base=5, open_questions=OPEN, language="en")
    table = measure_themes(gather_respondents(answers, codebook), texts).table
    found = table.set_index(["segment", "theme"])
    assert found.loc[("all", "Price"), "share"] == 1
    assert found.loc[("all", "Opening hours"), "share"] == 0.5
    assert found.loc[("family", "Opening hours"), "n"] == 6
    assert set(table["question"]) == {"Anything else"}


def test_few_who_wrote_are_withheld(texts, make_codebook):
    answers = pd.DataFrame({"Ticket": ["Family"] * 3 + ["Single"] * 9 + ["Family"] * 8})
    codebook = make_codebook(smallest_base=5, open_questions=OPEN, language="en")
    table = measure_themes(gather_respondents(answers, codebook), texts).table
    hidden = table[table["segment"] != "all"]
    assert hidden[["share", "n"]].isna().all(axis=None)


def test_without_themes_there_is_nothing_to_count(texts, make_codebook):
    people = gather_respondents(pd.DataFrame({"Ticket": ["Family"] * 20}), make_codebook())
    assert measure_themes(people, texts) is None
