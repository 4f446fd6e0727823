"""The table of the grounds: what was found, without groups that are too small to be shown."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from benchmarks.segmentation import invent_groups
from toolkit.analysis.segmentation import Demands, Segmentation, find_segments
from toolkit.language import Language
from toolkit.language.grid import write_grid
from toolkit.tables.segmentation import grounds_table

ENGLISH = Language("en")


@pytest.fixture(scope="module")
def found() -> Segmentation:
    demands = Demands(most=5, draws=4, starts=10)
    return find_segments(invent_groups(1, 300)[0], demands=demands)


def test_small_groups_are_in_no_table(found) -> None:
    grounds = found.grounds.copy()
    grounds.loc[grounds["k"] == 5, ["smallest", "smallest_share"]] = (9, 0.03)
    table = grounds_table(dataclasses.replace(found, grounds=grounds), ENGLISH).bundle
    frame = pd.DataFrame(table.rows, columns=[column.name for column in table.columns])
    last = frame[frame["k"] == 5].iloc[0]
    assert pd.isna(last["smallest"])
    assert pd.isna(last["smallest_share"])
    assert frame.loc[frame["k"] < 5, "smallest"].notna().all()


@pytest.mark.parametrize("language", [ENGLISH, Language("nl")], ids=["en", "nl"])
def test_the_chosen_number_stands_out_and_every_outcome_has_words(found, language) -> None:
    table = grounds_table(found, language).bundle
    assert table.published
    assert table.emphasis == (found.chosen - 1,)
    assert {column.name for column in table.columns} >= set(found.grounds.columns)
    rows = write_grid(table, language).rows
    assert [row[0].text for row in rows] == ["1", "2", "3", "4", "5"]
    assert all(row[-1].text not in set(found.grounds["verdict"]) - {"chosen"} for row in rows)
