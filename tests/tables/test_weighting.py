import pandas as pd
import pytest

from toolkit.analysis.raking import rake_weights
from toolkit.language import Language
from toolkit.tables.weighting import weighting_table

ENGLISH = Language("en")
ANSWERS = pd.DataFrame(
    {
        "sex": ["m"] * 40 + ["v"] * 60,
        "place": ["town"] * 20 + ["land"] * 50 + ["town"] * 25 + [""] * 5,
    }
)
MARGINS = {"sex": {"m": 50, "v": 50}, "place": {"town": 40, "land": 60}}


def test_margins_stand_before_and_after_beside_their_targets():
    table = weighting_table(rake_weights(ANSWERS, MARGINS), 5, ENGLISH).bundle
    assert [column.name for column in table.columns] == [
        "column", "label", "target", "before", "after", "n",
    ]  # fmt: skip
    assert table.published
    assert table.rows[0] == ("sex", "m", 0.5, 0.4, pytest.approx(0.5, abs=1e-6), 40)
    assert table.rows[3][:4] == ("place", "land", 0.6, 0.5263)  # 50 of 95
    assert not table.note


def test_a_margin_that_tells_of_too_few_shows_no_numbers():
    # 5 left the place open, and 10 is the least.
    weighting = rake_weights(ANSWERS, MARGINS)
    table = weighting_table(weighting, 10, ENGLISH).bundle
    assert table.rows[0][3:] != (None, None, None)
    assert table.rows[2] == ("place", "town", None, None, None, None)
    assert "“place” no shares are shown: fewer than 10" in table.note
    assert "“sex”" not in table.note
    assert table.shown == ()
    # The margin that also makes the groups says nothing where a group is withheld.
    table = weighting_table(weighting, 5, ENGLISH, blocked=["sex"]).bundle
    assert table.rows[0] == ("sex", "m", None, None, None, None)
    assert table.rows[2][3:] == (0.4737, 0.4, 45)  # 45 of 95
    assert "“sex” no shares are shown: it also makes" in table.note
    assert "fewer than" not in table.note


def test_where_every_margin_tells_of_too_few_no_empty_columns_are_printed():
    weighting = rake_weights(ANSWERS[["place"]], {"place": MARGINS["place"]})
    exhibit = weighting_table(weighting, 10, ENGLISH)
    assert exhibit.bundle.shown == ("column", "label")
    assert "fewer than 10 people" in exhibit.html
    assert "After weighting" not in exhibit.html
    # Published as it always is, so that another chapter finds the columns.
    assert exhibit.bundle.rows == (
        ("place", "town", None, None, None, None),
        ("place", "land", None, None, None, None),
    )


def test_answers_without_a_target_are_not_hidden_among_those_left_open():
    # 3 say "other", and 12 said nothing: the other tables tell how many answered.
    answers = pd.DataFrame({"sex": ["m"] * 40 + ["v"] * 60 + ["other"] * 3 + [""] * 12})
    table = weighting_table(rake_weights(answers, {"sex": MARGINS["sex"]}), 5, ENGLISH).bundle
    assert table.rows[0] == ("sex", "m", None, None, None, None)


def test_without_margins_there_is_no_table():
    assert weighting_table(rake_weights(ANSWERS, {}), 5, ENGLISH) is None
