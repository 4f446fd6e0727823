"""What is kept of a report that failed, until it runs well again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.build import Request, build
from toolkit.build.failures import failure_path, forget_failure


@pytest.mark.slow
def test_a_failed_report_keeps_its_traceback_until_it_runs_well(
    small_client: Callable[..., Path],
) -> None:
    folder = small_client(only="intake_workshop")
    template = folder / "notebooks" / "91_trial.ipynb"
    notebook = json.loads((folder / "notebooks" / "01_intake_workshop.ipynb").read_text("utf-8"))
    kept = failure_path(folder, "small/trial")
    for code, what in (
        ("def deep():\n    raise ValueError('too deep')\ndeep()", "in deep()"),
        ("import ctypes; ctypes.string_at(0)", "string_at"),
        ("import sys; sys.exit(0)", "ended itself before its last cell"),
        ("import sys; sys.exit(3)", "ended itself before its last cell"),
        ("print('x' * 60_000_000)", "shows more than 50 MB"),
        ("held = bytearray(4_000_000_000)", "more memory"),
    ):
        notebook["cells"] = [notebook["cells"][0], {**notebook["cells"][1], "source": code}]
        template.write_text(json.dumps(notebook), encoding="utf-8")
        (result,) = build(Request(folder))
        assert not result.ok
        assert what in kept.read_text(encoding="utf-8"), code
    notebook["cells"] = notebook["cells"][:1]
    template.write_text(json.dumps(notebook), encoding="utf-8")
    (result,) = build(Request(folder))
    assert result.ok
    assert not kept.exists()


@pytest.mark.parametrize(
    "key",
    ["noord/{folder}/victim", "noord/../../../victim", "../victim", "./victim", "noord/a\0b", ""],
)
def test_no_failure_is_kept_or_removed_elsewhere(key: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / ".koers" / "failures" / "noord").mkdir(parents=True)
    key = key.format(folder=tmp_path)
    for place in (tmp_path, home, home / ".koers", home / ".koers" / "failures"):
        (place / "victim.txt").write_text("kept", "utf-8")
    forget_failure(home, key)
    assert len([*tmp_path.rglob("victim.txt")]) == 4
    with pytest.raises(ValueError, match="no failure can be kept"):
        failure_path(home, key)
