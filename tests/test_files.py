from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from toolkit.files import (
    move_over_nothing,
    settle_aside,
    sweep,
    write_atomically,
    write_if_other,
)


def hold_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for another program that has a file open, on Windows."""
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == path:
            raise PermissionError(32, "used by another process")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_text_is_written_as_utf_8_with_its_own_line_ends(tmp_path: Path) -> None:
    path = write_atomically(tmp_path / "new" / "a.html", "één\n")
    assert path == tmp_path / "new" / "a.html"
    assert path.read_bytes() == b"\xc3\xa9\xc3\xa9n\n"


def test_nothing_else_is_left_in_the_folder(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.bin", b"1")
    write_atomically(tmp_path / "a.bin", b"2")
    assert [path.name for path in tmp_path.iterdir()] == ["a.bin"]
    assert (tmp_path / "a.bin").read_bytes() == b"2"


def test_what_stood_there_survives_a_failure(tmp_path: Path, monkeypatch) -> None:
    path = write_atomically(tmp_path / "a.html", "old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("toolkit.files.os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_is_open_elsewhere_gets_the_new_version_beside_it(
    tmp_path: Path, monkeypatch
) -> None:
    path = write_atomically(tmp_path / "strategy.pptx", b"old")
    hold_open(path, monkeypatch)
    beside = write_atomically(path, b"new")
    assert beside == tmp_path / "strategy (new).pptx"
    assert (path.read_bytes(), beside.read_bytes()) == (b"old", b"new")
    beside = write_atomically(path, b"newer")
    assert (path.read_bytes(), beside.read_bytes()) == (b"old", b"newer")

    monkeypatch.undo()
    assert write_atomically(path, b"newest") == path
    assert [one.name for one in tmp_path.iterdir()] == ["strategy.pptx"]


def test_somebody_s_own_file_with_such_a_name_stays(tmp_path: Path, monkeypatch) -> None:
    path = write_atomically(tmp_path / "first.md", "1")
    own = tmp_path / "first (new).md"
    own.write_text("mine", encoding="utf-8")
    write_atomically(path, "2")
    write_if_other(path, "2")
    settle_aside(tmp_path)
    hold_open(path, monkeypatch)
    with pytest.raises(PermissionError):
        write_atomically(path, "3")
    monkeypatch.undo()
    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == {
        "first.md": "2", "first (new).md": "mine",
    }  # fmt: skip


def test_what_stood_aside_and_was_changed_since_is_somebody_s_own(
    tmp_path: Path, monkeypatch
) -> None:
    path = write_atomically(tmp_path / "a.csv", "old")
    hold_open(path, monkeypatch)
    beside = write_atomically(path, "new")
    monkeypatch.undo()
    beside.write_text("mine", encoding="utf-8")
    settle_aside(tmp_path)
    write_atomically(path, "newer")
    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == {
        "a.csv": "newer", "a (new).csv": "mine",
    }  # fmt: skip


def test_a_file_that_holds_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    path = write_atomically(tmp_path / "a.csv", "één\n")
    there = path.stat().st_ino
    assert write_if_other(path, "één\n") == path
    assert path.stat().st_ino == there
    assert write_if_other(path, "twee\n") == path
    assert path.read_text(encoding="utf-8") == "twee\n"
    assert write_if_other(tmp_path / "b.csv", "1\n").read_bytes() == b"1\n"


def test_an_older_version_that_stood_aside_goes_though_the_file_holds_the_same(
    tmp_path: Path, monkeypatch
) -> None:
    path = write_atomically(tmp_path / "a.csv", "new\n")
    hold_open(path, monkeypatch)
    beside = write_atomically(path, "older\n")
    monkeypatch.undo()
    assert write_if_other(path, "new\n") == path
    assert not beside.exists()


@pytest.fixture(params=["links", "no links"])
def _disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand for a disk on which a file can have two names, and for a stick or another disk."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    if request.param == "no links":
        monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("_disk")
def test_a_file_moves_to_where_nothing_is(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes(b"mine")
    move_over_nothing(source, tmp_path / "new" / "b.csv")
    assert [one.name for one in tmp_path.rglob("*.csv")] == ["b.csv"]
    assert (tmp_path / "new" / "b.csv").read_bytes() == b"mine"


@pytest.mark.usefixtures("_disk")
def test_a_file_never_moves_over_another(tmp_path: Path) -> None:
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(b"mine")
    target.write_bytes(b"yours")
    with pytest.raises(FileExistsError):
        move_over_nothing(source, target)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {
        "a.csv": b"mine", "b.csv": b"yours",
    }  # fmt: skip


def test_a_version_that_stood_aside_takes_its_place_when_it_can(
    tmp_path: Path, monkeypatch
) -> None:
    path = write_atomically(tmp_path / "strategy.html", "old")
    hold_open(path, monkeypatch)
    write_atomically(path, "new")
    settle_aside(tmp_path)
    assert path.read_text(encoding="utf-8") == "old"
    monkeypatch.undo()
    settle_aside(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["strategy.html"]
    assert (tmp_path / "strategy.html").read_text(encoding="utf-8") == "new"


def test_what_a_living_process_is_writing_stays(tmp_path: Path) -> None:
    ours = tmp_path / f".page.html.{os.getpid()}-abc.part"
    stale = tmp_path / f".old.html.{os.getpid()}-abc.part"
    for path in (ours, stale):
        path.write_text("half", encoding="utf-8")
    os.utime(stale, (0, 0))
    sweep([tmp_path])
    assert list(tmp_path.iterdir()) == [ours]
