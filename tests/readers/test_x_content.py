"""The newer export of X: moments from the numbers, and numbers that a spreadsheet ruined."""

from pathlib import Path

import pytest

from toolkit.errors import InputError

SAMPLE = Path(__file__).parent / "data" / "x_content" / "content_en.csv"


def test_ruined_numbers_are_told_and_not_dated(read_bytes):
    text = SAMPLE.read_text(encoding="utf-8")
    number = text.splitlines()[1].split('"')[1]
    with pytest.raises(InputError) as caught:
        read_bytes(text.replace(f'"{number}","Tue', '"2.07715E+18","Tue'))
    assert {one.column for one in caught.value.faults} == {"Post id"}


def test_a_day_of_another_post_is_named(read_bytes):
    text = SAMPLE.read_text(encoding="utf-8").replace("Wed, Jul 15, 2026", "Wed, Jul 22, 2026")
    with pytest.raises(InputError) as caught:
        read_bytes(text)
    assert [(one.row, one.column) for one in caught.value.faults] == [(3, "Date")]
