"""Rows that moved by one column, where every cell is still a number: told by what it leaves."""

from __future__ import annotations

import pytest

from toolkit.errors import InputError
from toolkit.readers.shifted_rows import find_shifted_rows

HEADER = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves"
)
# Views, reach, likes, shares, follows, comments, saves of invented posts.
FIGURES = [
    (5200, 4100, 310, 12, 2, 31, 44), (4300, 3900, 250, 9, 1, 22, 30), (800, 640, 41, 1, 0, 4, 5),
    (6100, 5000, 290, 15, 3, 40, 51), (3900, 3100, 190, 8, 1, 19, 26),
    (2500, 2000, 130, 4, 0, 9, 12),
    (5600, 4600, 350, 11, 2, 27, 38), (91000, 72000, 4100, 260, 35, 380, 900),
    (4700, 3600, 220, 7, 1, 18, 29), (3300, 2700, 160, 6, 1, 14, 17),
]  # fmt: skip
FIRST = HEADER.split(",").index("Views")


def rows() -> list[list[str]]:
    """Give the rows of an export of Instagram, all invented."""
    return [
        [
            f"1790000000000{at:04}", "17840000000000001", "shop", "Shop", f"A day in {at}", "0",
            f"03/{at + 10}/2026 12:15", f"https://www.instagram.com/p/{at}/", "IG image", "",
            "Lifetime", *map(str, figures),
        ]
        for at, figures in enumerate(FIGURES, start=1)
    ]  # fmt: skip


def test_a_cell_lost_pulls_the_rest_to_the_left() -> None:
    table = rows()
    del table[4][FIRST]
    table[4].append("")
    assert {place: way for place, (_, way) in find_shifted_rows(table).items()} == {
        4: "to the right"
    }


def test_a_blank_put_in_pushes_the_rest_to_the_right() -> None:
    table = rows()
    table[4].insert(FIRST, "")
    table[4].pop()
    assert find_shifted_rows(table) == {4: (FIRST, "to the left")}


@pytest.mark.parametrize("gap", range(FIRST, FIRST + 7))
def test_a_figure_that_is_only_lacking_is_no_slip_nor_is_a_post_that_went_round(gap: int) -> None:
    table = rows()
    assert find_shifted_rows(table) == {}
    table[4][gap] = ""
    assert find_shifted_rows(table) == {}


def test_a_few_rows_prove_nothing() -> None:
    table = rows()[:4]
    table[1].insert(FIRST, "")
    table[1].pop()
    assert find_shifted_rows(table) == {}


def faults(read_bytes, table):
    text = "\n".join([HEADER, *(",".join(row) for row in table), ""])
    with pytest.raises(InputError) as caught:
        read_bytes(text)
    return {one.row for one in caught.value.faults if one.severity == "error"}


@pytest.mark.parametrize("at", range(FIRST + 1))
@pytest.mark.parametrize("filled", [True, False])
def test_instagrams_row_with_a_cell_lost_is_refused_from_any_column_on(read_bytes, at, filled):
    table = rows()
    del table[4][at]
    if filled:
        table[4].append("")
    assert faults(read_bytes, table) == {6}


@pytest.mark.parametrize("at", range(FIRST + 3))
@pytest.mark.parametrize("cut", [True, False])
def test_instagrams_row_with_a_cell_too_many_is_refused_from_any_column_on(read_bytes, at, cut):
    table = rows()
    table[4].insert(at, "")
    if cut:
        table[4].pop()
    assert faults(read_bytes, table) == {6}


def test_the_clean_export_is_read(read_bytes):
    text = "\n".join([HEADER, *(",".join(row) for row in rows()), ""])
    (reading,) = read_bytes(text)
    assert reading.frame["reactions"].tolist() == [row[2] for row in FIGURES]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Permalink", "IG image"), ("Post type", "4100"), ("Post type", "03/11/2026 12:15"),
        ("Post ID", "Shop"), ("Account ID", "shop"), ("Date", "5200"),
    ],
)  # fmt: skip
def test_a_cell_that_its_column_cannot_hold_is_named_in_a_short_file_too(read_bytes, column, cell):
    table = rows()[:2]
    table[1][HEADER.split(",").index(column)] = cell
    text = "\n".join([HEADER, *(",".join(row) for row in table), ""])
    with pytest.raises(InputError) as caught:
        read_bytes(text)
    assert [(one.row, one.column) for one in caught.value.faults if one.severity == "error"] == [
        (3, column)
    ]
