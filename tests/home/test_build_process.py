"""What a build in a process of its own tells the page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.errors import Fault, InputError, fill, join
from toolkit.home import build_process, building
from toolkit.language import Language


def test_a_fault_can_still_be_said_in_dutch_on_the_page(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    got = join([fill("{n} of {all} rows", n=2, all=9), "Name"], "; ")
    fault = Fault("This file is too large.", "a.csv", 3, got=got, rows=(3, 4))

    def fail(*_: object) -> None:
        raise InputError(fault)

    monkeypatch.setattr(build_process, "build", fail)
    assert build_process.main([str(tmp_path)]) == 1
    (came,) = building._built(json.loads(capsys.readouterr().out)).faults
    assert came == fault
    assert Language("nl").found(came.got) == "2 van de 9 rijen; Name"
