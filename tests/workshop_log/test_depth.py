"""A log that somebody changed by hand: an answer far too deep is told, and stops nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.workshop_log import read_workshop


@pytest.mark.parametrize("deep", [17, 500])
def test_an_answer_that_lies_too_deep_is_a_fault_of_its_line(tmp_path: Path, deep: int) -> None:
    path = ".".join(["choice", *["a"] * deep])
    (tmp_path / "log.jsonl").write_text(f'{{"id": 1, "path": "{path}", "value": 1}}\n', "utf-8")
    with pytest.raises(InputError) as told:
        read_workshop(tmp_path)
    (fault,) = told.value.faults
    assert fault.row == 1
    assert fault.expected == "the path of an answer, such as intake.goals"
