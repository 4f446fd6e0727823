from __future__ import annotations

import copy

import nbformat
import pytest

from tests.deliver.invented import chapter, foreign
from toolkit.deliver.chapters import is_joined, join_chapters, share_outputs, split_chapters
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


def test_what_is_done_to_a_copy_of_a_notebook_is_not_done_to_it() -> None:
    one = chapter()
    before = nbformat.writes(one)
    copied = copy.deepcopy(copy.deepcopy(share_outputs(one)))
    assert nbformat.writes(copied) == before
    copied.metadata["more"] = 1
    for cell in copied.cells:
        cell.metadata["more"] = 1
        cell["part"] = "a part"
        for output in cell.get("outputs", ()):
            output["part"] = "a part"
            output.get("data", {})["text/plain"] = "changed"
    copied.cells.pop()
    assert nbformat.writes(one) == before
