"""Response time: counted by hand."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.response_time import RESPONSE_COLUMNS, measure_response


def log(hours: list[float | None]) -> pd.DataFrame:
    asked = pd.Timestamp("2026-03-01 09:00", tz="UTC")
    answered = [pd.NaT if h is None else asked + pd.Timedelta(hours=h) for h in hours]
    return pd.DataFrame({"platform": "x", "received": asked, "answered": pd.Series(answered)})


def test_the_middle_message_counts_the_unanswered_as_longest() -> None:
    row = measure_response(log([1, 2, 5, None, None])).iloc[0]
    assert row["response_hours_median"] == 5
    assert row["share_answered"] == pytest.approx(0.6)
    # Over answered ones alone it would be 2.
    assert measure_response(log([1, 2, 5])).iloc[0]["response_hours_median"] == 2


def test_where_half_get_no_answer_there_is_no_middle_one() -> None:
    assert np.isnan(measure_response(log([1, 2, None, None])).iloc[0]["response_hours_median"])


def test_the_shares_within_an_hour_and_a_day_are_of_all_messages() -> None:
    row = measure_response(log([0.5, 1, 24, 25, None])).iloc[0]
    assert row["messages"] == 5
    assert row["share_within_hour"] == pytest.approx(2 / 5)
    assert row["share_within_day"] == pytest.approx(3 / 5)
    assert row["share_answered"] == pytest.approx(4 / 5)


def test_compliments_wait_for_no_answer() -> None:
    told = log([2, None, None]).assign(kind=["question", "compliment", "compliment"])
    row = measure_response(told).iloc[0]
    assert (row["messages"], row["share_answered"]) == (1, 1)
    assert measure_response(log([None]).assign(kind="compliment")).empty


def test_weekends_are_those_of_the_clients_clock() -> None:
    # 23:30 UTC on Friday 6 March 2026 is Saturday in Amsterdam.
    asked = pd.to_datetime(["2026-03-06 23:30", "2026-03-06 10:00"], utc=True)
    answered = asked + pd.to_timedelta([10, 1], unit="h")
    told = pd.DataFrame({"platform": "x", "received": asked, "answered": answered})
    here = measure_response(told, "Europe/Amsterdam").set_index("part")
    assert here["response_hours_median"].to_dict() == {"all": 5.5, "week": 1, "weekend": 10}
    assert here.loc["weekend", "first"] == dt.date(2026, 3, 7)
    assert measure_response(told, "UTC")["part"].tolist() == ["all"]


def test_what_comes_after_the_reports_day_is_not_known_yet() -> None:
    asked = pd.to_datetime(["2026-03-02 10:00", "2026-03-02 22:00", "2026-03-03 10:00"], utc=True)
    answered = asked + pd.Timedelta(hours=4)
    told = pd.DataFrame({"platform": "x", "received": asked, "answered": answered})
    row = measure_response(told, "UTC", dt.date(2026, 3, 2)).iloc[0]
    assert (row["messages"], row["share_answered"]) == (2, 0.5)


def test_an_answer_before_its_message_does_not_count() -> None:
    assert measure_response(log([-1, 3])).iloc[0]["messages"] == 1


def test_without_messages_there_is_nothing() -> None:
    empty = pd.DataFrame(columns=["platform", "received", "answered"])
    assert list(measure_response(empty).columns) == RESPONSE_COLUMNS
    assert measure_response(empty).empty
