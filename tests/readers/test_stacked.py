from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.stacked import cut_blocks, read_comment
from toolkit.readers.table import Row, Sheet


def sheet(*lines):
    rows = (Row(number, tuple(line.split(","))) for number, line in enumerate(lines, start=1))
    return Sheet("", tuple(rows))


def cut(*lines):
    return [
        ([row.number for row in block.comments], [row.number for row in block.sheet.rows])
        for block in cut_blocks(sheet(*lines))
    ]


def test_each_table_has_the_comments_above_it():
    assert cut("# a", "x,y", "1,2", "", "# b", "# c", "z,w", "3,4") == [
        ([1], [2, 3]), ([5, 6], [7, 8]),
    ]  # fmt: skip


def test_a_table_without_comments_goes_on_with_those_before():
    assert cut("# a", "", "x,y", "1,2", "", "z,w", "3,4") == [([1], [3, 4]), ([1], [6, 7])]


def test_a_comment_ends_a_table_and_a_member_that_looks_like_one_does_not():
    assert cut("# a", "x,y", "#1,2", "# b", "z,w") == [([1], [2, 3]), ([4], [5])]


def test_comments_alone_are_no_table():
    assert cut("# a", "# b") == []


def test_a_comment_that_was_cut_at_a_comma_is_whole_again():
    assert read_comment(Row(1, ("# Property: Bikes", " Ltd", "", ""))) == "Property: Bikes, Ltd"


LINES = st.lists(st.sampled_from(["", "# note", "a,b", "#1,2", "3,"]), max_size=20)


@given(LINES)
def test_every_row_is_in_one_table_at_most_and_only_comments_and_blanks_are_in_none(lines):
    blocks = list(cut_blocks(sheet(*lines)))
    held = [row.number for block in blocks for row in block.sheet.rows]
    assert sorted(set(held)) == held
    free = [line for number, line in enumerate(lines, start=1) if number not in held]
    assert all(not line or line.startswith("#") for line in free)
