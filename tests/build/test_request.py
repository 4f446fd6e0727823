"""A request from Python is read as it is meant, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.build import Request
from toolkit.errors import UsageError


def test_one_name_is_a_list_of_one_and_a_path_may_be_a_text(tmp_path: Path) -> None:
    given = Request(str(tmp_path), slugs="shop", notebooks="goals")  # type: ignore[arg-type]
    assert given == Request(tmp_path, slugs=("shop",), notebooks=("goals",))


def test_the_workspace_is_that_of_the_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = Request(Path("workspace"))
    monkeypatch.chdir("/")
    assert given.workspace == tmp_path / "workspace"


@pytest.mark.parametrize("name", ["jobs", "timeout", "memory"])
def test_nothing_is_below_zero(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=f"{name}.*-1"):
        Request(tmp_path, **{name: -1})
