"""Dates in words, of both languages."""

import pytest

from toolkit.readers.worded import WordedDay, read_worded


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sep 14, 2026", WordedDay(9, 14, 2026)),
        ("Sept. 14, 2026", WordedDay(9, 14, 2026)),
        ("14 september 2026", WordedDay(9, 14, 2026)),
        ("14 mrt. 2026", WordedDay(3, 14, 2026)),
        ("Tue, Jul 14, 2026", WordedDay(7, 14, 2026)),
        ("dinsdag 14 juli 2026", WordedDay(7, 14, 2026)),
        ("February 29", WordedDay(2, 29)),
        ("February 30", None),
        ("Feb 29, 2026", None),
        ("14/07/2026", None),
        ("Sep", None),
        ("14 de jul. de 2026", None),
        ("", None),
    ],
)
def test_a_date_is_read_or_is_none(text, day):
    assert read_worded(text) == day
