import datetime as dt

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from toolkit.model.posts import INSIGHTS
from toolkit.readers.insight_frame import make_insights_by_row

DAYS = [dt.datetime.combine(dt.date(2026, 1, day), dt.time()) for day in (1, 2)]


def test_each_figure_gets_a_row_and_a_missing_one_gets_none():
    frame = make_insights_by_row(
        "file.csv", [2, 3], {"reach": [1, None], "clicks": [None, 0]},
        platform="tiktok", start=DAYS, dimension="hour", members=["08", None],
    )  # fmt: skip
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == INSIGHTS
    told = frame[["row", "metric", "value", "dimension", "member"]].to_numpy().tolist()
    assert told == [[2, "reach", 1.0, "hour", "08"], [3, "clicks", 0.0, pd.NA, pd.NA]]
    assert frame["end"].tolist() == frame["start"].tolist() == DAYS


COLUMN = st.lists(st.one_of(st.none(), st.integers(-5, 5)), min_size=3, max_size=3)


@given(st.dictionaries(st.sampled_from(["reach", "clicks", "shares"]), COLUMN))
def test_nothing_is_lost_and_nothing_made_up(figures):
    frame = make_insights_by_row("file.csv", [2, 3, 4], figures, platform="x")
    given = {
        (row, metric): float(values[at])
        for at, row in enumerate([2, 3, 4])
        for metric, values in figures.items()
        if values[at] is not None
    }
    rows = frame[["row", "metric", "value"]].itertuples(index=False)
    assert given == {(row, metric): value for row, metric, value in rows}
    assert len(frame) == len(given)
    assert frame["start"].isna().all()
