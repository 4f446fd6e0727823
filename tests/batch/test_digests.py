"""What a file holds is known without reading it again, and never wrongly."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.conftest import sha256
from toolkit.batch import digests as module
from toolkit.batch.digests import Digests


@pytest.fixture
def look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Digests]:
    """Make a look at a folder, long after its files were written unless told otherwise."""

    def make(*, settled: bool = True) -> Digests:
        monkeypatch.setattr(module, "SLOWEST_TICK", -3600 * 10**9 if settled else 2 * 10**9)
        return Digests(tmp_path, tmp_path / ".koers" / "digests.json")

    return make


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def forbid() -> None:
        def read(*_: object) -> None:
            raise AssertionError("a file was read again")

        monkeypatch.setattr(module.hashlib, "file_digest", read)

    return forbid


def test_what_did_not_change_is_not_read_again(
    tmp_path: Path, look: Callable[..., Digests], unread: Callable[[], None]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    first = look()
    assert first.of(file) == sha256("one")
    first.keep()
    unread()
    assert look().of(file) == sha256("one")


def rewrite(file: Path) -> None:
    file.write_text("two", encoding="utf-8")


def rewrite_and_set_the_time_back(file: Path) -> None:
    before = file.stat()
    rewrite(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def take_the_place(file: Path) -> None:
    before = file.stat()
    other = file.with_name("other")
    rewrite(other)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)


@pytest.mark.parametrize("change", [rewrite, rewrite_and_set_the_time_back, take_the_place])
def test_a_change_of_the_same_length_is_seen(
    tmp_path: Path, look: Callable[..., Digests], change: Callable[[Path], None]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    first = look()
    first.of(file)
    first.keep()
    change(file)
    assert look().of(file) == sha256("two")


def test_nothing_is_kept_of_a_file_that_changed_a_moment_ago(
    tmp_path: Path, look: Callable[..., Digests], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    first = look(settled=False)
    assert first.of(file) == sha256("one")
    first.keep()
    # A disk with a slow clock: the second writing leaves no trace but the content.
    stamp = module._stamp(file.stat())
    monkeypatch.setattr(module, "_stamp", lambda _: stamp)
    rewrite(file)
    assert look(settled=False).of(file) == sha256("two")


def test_a_file_from_the_future_is_read_each_time(
    tmp_path: Path, look: Callable[..., Digests]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    ahead = file.stat().st_mtime_ns + 10**15
    os.utime(file, ns=(ahead, ahead))
    first = look()
    first.of(file)
    first.keep()
    assert not (tmp_path / ".koers" / "digests.json").exists()


def test_one_look_sees_one_moment_until_it_is_told_to_forget(
    tmp_path: Path, look: Callable[..., Digests]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    digests = look()
    digests.of(file)
    rewrite(file)
    assert digests.of(file) == sha256("one")
    digests.forget(file)
    assert digests.of(file) == sha256("two")


def test_what_is_no_file_has_no_hash(tmp_path: Path, look: Callable[..., Digests]) -> None:
    assert look().of(tmp_path) is None
    assert look().of(tmp_path / "nothing") is None
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
        assert look().of(tmp_path / "pipe") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a.csv": 1}', '{"a.csv": [[1, 2, 3], ""]}'])
def test_a_memory_that_makes_no_sense_is_made_again(
    tmp_path: Path, look: Callable[..., Digests], text: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("one", encoding="utf-8")
    kept = tmp_path / ".koers" / "digests.json"
    kept.parent.mkdir()
    kept.write_text(text, encoding="utf-8")
    digests = look()
    assert digests.of(file) == sha256("one")
    digests.keep()
    assert sha256("one") in kept.read_text("utf-8")


def test_what_is_gone_is_forgotten_and_what_was_not_asked_for_is_not(
    tmp_path: Path, look: Callable[..., Digests]
) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    first = look()
    for name in ("a", "b"):
        first.of(tmp_path / name)
    first.keep()
    (tmp_path / "a").unlink()
    second = look()
    second.of(tmp_path / "c")
    second.keep()
    kept = (tmp_path / ".koers" / "digests.json").read_text("utf-8")
    assert sha256("a") not in kept
    assert sha256("b") in kept
    assert sha256("c") in kept


def test_hidden_files_and_folders_are_not_named(
    tmp_path: Path, look: Callable[..., Digests]
) -> None:
    for name in ("a.csv", ".hidden", "~$a.xlsx"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    assert look().names(tmp_path) == {"a.csv"}
    assert look().names(tmp_path / "nothing") == frozenset()


def test_what_can_be_no_path_is_not_there(tmp_path: Path) -> None:
    digests = Digests(tmp_path)
    odd = f"{tmp_path}/a\0b"
    assert digests.of(odd) is None
    assert digests.names(odd) == frozenset()
    assert digests.sizes(odd) == {}
