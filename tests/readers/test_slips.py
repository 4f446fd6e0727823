"""Rows that slipped against their headers, and those that only end early."""

from __future__ import annotations

import pytest

from toolkit.readers.slips import find_slips, shape

ROW = ("9900000000000101", "2026-01-31", "12", "3", "https://x.example/1", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "blank"), ("-", "blank"), ("12", "number"), ("1,250.5", "number"), ("1.2K", "number"),
        ("9900000000000101", "id"), ("2026-01-31 10:00", "date"), ("https://x.example", "address"),
        ("ten", "words"),
    ],
)  # fmt: skip
def test_what_a_cell_looks_like(text: str, name: str) -> None:
    assert shape(text) == name


def test_a_row_with_a_cell_too_many_or_too_few_has_slipped() -> None:
    long, short = (*ROW[:2], "", *ROW[2:]), (*ROW[:1], *ROW[2:])
    assert find_slips([ROW, ROW, ROW, long, ROW], 6) == {3: (4, "address")}
    assert find_slips([ROW, ROW, ROW, short], 6) == {3: (1, "date")}


def test_a_row_that_only_ends_early_has_not() -> None:
    assert find_slips([ROW, ROW, ROW, ROW[:3]], 6) == {}


def test_rows_of_many_lengths_prove_nothing() -> None:
    assert find_slips([ROW, ROW[:5], ROW[:4], ROW[1:]], 6) == {}
