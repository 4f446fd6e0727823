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


@pytest.mark.parametrize(
    ("likes", "replies", "reposts", "right"),
    # The engagements are 70: no part may be above, nor may they be together.
    [(31, 5, 6, True), (59, 5, 6, True), (71, 0, 0, False), (60, 5, 6, False)],
)
def test_engagements_cannot_be_below_their_parts(read_bytes, likes, replies, reposts, right):
    figures = "1204,31,70,2,4,1,5,6,"
    changed = f"1204,{likes},70,2,4,1,{replies},{reposts},"
    text = SAMPLE.read_text(encoding="utf-8").replace(figures, changed)
    if right:
        (reading,) = read_bytes(text)
        assert reading.frame["engagements"].tolist() == [70, 3]
        return
    with pytest.raises(InputError) as caught:
        read_bytes(text)
    assert [(one.row, one.column) for one in caught.value.faults] == [(2, "Engagements")]


def test_an_id_that_its_own_address_contradicts_is_refused(read_bytes):
    # What a number with a decimal point makes of 2077154924865705607: the last digits differ.
    text = SAMPLE.read_text(encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_bytes(text.replace('"2077154924865705607","Tue', '"2077154924865705472","Tue'))
    (fault,) = caught.value.faults
    assert (fault.row, fault.column, fault.got) == (2, "Post id", "2077154924865705472")
    assert "2077154924865705607" in fault.expected
