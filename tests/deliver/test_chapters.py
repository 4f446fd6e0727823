from __future__ import annotations

import nbformat
import pytest

from tests.deliver.invented import chapter, foreign
from toolkit.deliver.chapters import is_joined, join_chapters, split_chapters
from toolkit.errors import UsageError


def test_a_joined_notebook_is_valid_and_splits_into_its_chapters() -> None:
    parts = [chapter(), foreign(), chapter("nl", "b")]
    joined = join_chapters(parts)
    nbformat.validate(joined)
    assert is_joined(joined)
    assert [len(cells) for cells in split_chapters(joined)] == [len(one.cells) for one in parts]
    assert len({cell.id for cell in joined.cells}) == len(joined.cells)


def test_joining_leaves_the_chapters_alone() -> None:
    one = chapter()
    before = nbformat.writes(one)
    join_chapters([one])
    assert nbformat.writes(one) == before
    assert not is_joined(one)
    assert split_chapters(one) == [one.cells]


def test_nothing_to_join_is_a_wrong_use() -> None:
    with pytest.raises(UsageError):
        join_chapters([])
