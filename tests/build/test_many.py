"""Many clients beside each other: what is one client's own stays there, and nothing adds up."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from hypothesis import settings

from tests.small_clients import FIRST, canary, hash_reports, write_template
from toolkit.build import Request, build, plan

FULL = settings.get_current_profile_name() == "proof"
pytestmark = pytest.mark.slow


def test_a_word_of_one_client_is_in_no_other_client_s_files(
    many_clients: Callable[..., Path],
) -> None:
    number = 200 if FULL else 8
    folder = many_clients(number)
    assert all(one.ok for one in build(Request(folder)))
    words = {f"client-{one:03d}": canary(one).encode() for one in range(number)}
    seen = set()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        place = path.relative_to(folder).parts
        owner = place[1] if place[0] == "clients" and len(place) > 2 else ""
        found = {slug for slug, word in words.items() if word in path.read_bytes()}
        assert found <= {owner}, path
        seen |= found if "reports" in place else set()
    assert seen == set(words)


def test_one_changed_file_runs_its_readers_only(many_clients: Callable[..., Path]) -> None:
    folder = many_clients(20 if FULL else 8)
    build(Request(folder))
    changed = folder / "clients" / "client-007" / "notes" / "second.md"
    changed.write_text("Another word.\n", encoding="utf-8")
    due = [chapter.job.key for one in plan(Request(folder)) for chapter in one.due]
    assert due == ["client-007/second"]
    ran = {one.slug: one.ran for one in build(Request(folder)) if one.ran}
    assert ran == {"client-007": ("second",)}


def test_a_build_with_nothing_to_do_starts_no_process(
    many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = many_clients(3)
    build(Request(folder))
    before = hash_reports(folder)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    monkeypatch.setattr(os, "fork", refuse)
    assert all(one.ok and not one.ran for one in build(Request(folder)))
    assert hash_reports(folder) == before


def test_reports_in_a_row_leave_nothing_open_and_no_memory_taken(
    many_clients: Callable[..., Path],
) -> None:
    clients = 50 if FULL else 6
    folder = many_clients(clients)
    for number in range(3, 21 if FULL else 4):
        write_template(folder / "notebooks" / f"{number:02d}_again_{number}.ipynb", *FIRST)
    seen: list[tuple[int, int]] = []

    def look(key: str, *_: int) -> None:
        if key.endswith("/deliver"):
            own = psutil.Process()
            parts = [own, *own.children()]
            files = sum(one.num_fds() for one in parts)
            seen.append((files, sum(one.memory_info().rss for one in parts)))

    rounds = 2
    for _ in range(rounds):
        assert all(one.ok for one in build(Request(folder, force=True, jobs=2), look))
    assert len(seen) == rounds * clients
    early, late = seen[len(seen) // 5], seen[-1]
    # What runs side by side at the moment of looking may differ by one report.
    assert late[0] <= early[0] + 8
    assert late[1] <= early[1] * 1.1 + 20_000_000


def test_other_surroundings_give_the_same_bytes(many_clients: Callable[..., Path]) -> None:
    number = 3 if FULL else 2
    folder = many_clients(number)
    build(Request(folder, jobs=2))
    other = many_clients(number, "another place – with spaces")
    surroundings = {
        **os.environ,
        "PYTHONHASHSEED": "77",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "POSIX",
        "LANG": "nl_NL",
        "USER": "somebody",
        "HOME": str(other.parent),
        "COLUMNS": "40",
    }
    code = (
        "import sys; from pathlib import Path; from toolkit.build import Request, build;"
        "assert all(one.ok for one in build(Request(Path(sys.argv[1]), jobs=1)))"
    )
    subprocess.run([sys.executable, "-c", code, str(other)], env=surroundings, check=True)
    assert hash_reports(other) == hash_reports(folder)
