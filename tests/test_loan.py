"""What was read once is read again only by whoever has something else in front of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit import clients
from toolkit.batch.pool import Pool
from toolkit.batch.tasks import Task
from toolkit.build import Request, build
from toolkit.build.checking import check_client
from toolkit.clients import folder as reading
from toolkit.errors import InputError
from toolkit.loan import Loan, borrow, describe, lend, take_on
from toolkit.readers.channels import ChannelData


class ReadAgainError(Exception):
    """The files were read once more."""


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    yield
    take_on(None)


@pytest.fixture
def lent(small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace whose client's channels this process was lent, so that none need be read."""
    home = small_client()
    loan = check_client("small", home, "").loan
    take_on(loan)

    def read_again(*_: object) -> None:
        raise ReadAgainError

    monkeypatch.setattr(reading, "read_channels", read_again)
    return home


def test_only_what_is_made_of_the_same_is_borrowed() -> None:
    made_of = describe([("a.csv", "12"), None])
    assert borrow(made_of) is None
    take_on(lend({"a": [1, 2]}, made_of))
    assert borrow(made_of) == {"a": [1, 2]}
    assert borrow(describe([("a.csv", "13"), None])) is None
    assert borrow(describe([("a.csv", "12"), ""])) is None
    take_on(None)
    assert borrow(made_of) is None


@pytest.mark.slow
def test_what_is_borrowed_is_what_would_be_read(workspace: Path) -> None:
    loan = check_client("demo-fietsen", workspace, "").loan
    read = clients.load("demo-fietsen", workspace=workspace)
    names = ("posts", "followers", "totals", "insights")
    expected = {name: getattr(read.channels, name) for name in names}
    take_on(loan)
    borrowed = clients.load("demo-fietsen", workspace=workspace)
    for name in names:
        pd.testing.assert_frame_equal(getattr(borrowed.channels, name), expected[name])
    for name in ("decisions", "faults", "files"):
        assert getattr(borrowed.channels, name) == getattr(read.channels, name)
    assert borrowed.sources() == read.sources()
    assert borrowed.as_of == read.as_of


def test_a_loan_does_not_show_what_is_in_it() -> None:
    assert "canary" not in repr(lend("canary", "0"))
    assert "packed" not in repr(Loan("0", b"canary"))


def test_who_has_the_same_in_front_of_it_reads_nothing(lent: Path) -> None:
    folder = clients.load("small", workspace=lent)
    assert len(folder.channels.posts) == 48
    read = [one.path for one in folder.sources().files if one.sha256]
    assert read == ["client.yaml", "data/channels/tally.csv"]


def _change_a_number(home: Path) -> None:
    tally = home / "clients" / "small" / "data" / "channels" / "tally.csv"
    tally.write_text(tally.read_text().replace(",500", ",501", 1))


def _add_a_file(home: Path) -> None:
    channels = home / "clients" / "small" / "data" / "channels"
    lines = (channels / "tally.csv").read_text().splitlines()[:2]
    (channels / "more.csv").write_text("\n".join(lines).replace("2026-01", "2025-12"))


def _rename_a_file(home: Path) -> None:
    tally = home / "clients" / "small" / "data" / "channels" / "tally.csv"
    tally.rename(tally.with_name("count.csv"))


def _say_more_of_the_client(home: Path) -> None:
    with (home / "clients" / "small" / "client.yaml").open("a") as file:
        file.write("accounts: [{platform: facebook, handle: small}]\n")


def _say_how_to_read(home: Path) -> None:
    profile = home / "clients" / "small" / "data" / "channels" / "profile.yaml"
    profile.write_text("answers: [{match: tally.csv, year: 2026}]\n")


def _let_another_have_an_account(home: Path) -> None:
    other = home / "clients" / "other"
    other.mkdir()
    (other / "client.yaml").write_text(
        "name: Other\nlanguage: en\naccounts: [{platform: facebook, handle: rival}]\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [
        _change_a_number,
        _add_a_file,
        _rename_a_file,
        _say_more_of_the_client,
        _say_how_to_read,
        _let_another_have_an_account,
    ],
)
def test_who_has_something_else_in_front_of_it_reads(
    lent: Path, change: Callable[[Path], None]
) -> None:
    change(lent)
    with pytest.raises(ReadAgainError):
        _ = clients.load("small", workspace=lent).channels


def test_who_reports_on_another_day_reads(lent: Path) -> None:
    with pytest.raises(ReadAgainError):
        _ = clients.load("small", "2026-06-29", workspace=lent).channels


def test_nothing_is_lent_of_what_cannot_be_read(small_client: Callable[..., Path]) -> None:
    home = small_client()
    (home / "clients" / "small" / "data" / "channels" / "odd.csv").write_text("what,is\nthis,?\n")
    assert check_client("small", home, "").loan is None


@pytest.mark.slow
def test_a_chapter_of_a_build_is_lent_what_its_check_read(
    small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Task] = []
    plain = Pool.add

    def add(self: Pool, task: Task, rank: int = 0) -> None:
        seen.append(task)
        plain(self, task, rank)

    monkeypatch.setattr(Pool, "add", add)
    home = small_client(only="channel_benchmark")
    (result,) = build(Request(home, jobs=1))
    assert result.ok
    steps = ("check", "channel_benchmark", "deliver")
    assert [task.key for task in seen] == [f"small/{step}" for step in steps]
    loans = [one for task in seen for one in task.arguments if isinstance(one, Loan)]
    assert loans == [check_client("small", home, "").loan]


def _meddle(monkeypatch: pytest.MonkeyPatch, tally: Path, times: int) -> None:
    """Have another program save a file, and take that back, as it is read."""
    real, left = reading.read_channels, [times]

    def read(*given: Any) -> ChannelData:
        if not left[0]:
            return real(*given)
        left[0] -= 1
        before = tally.read_bytes()
        tally.write_bytes(before.replace(b",1,0,500", b",2,0,500"))
        try:
            return real(*given)
        finally:
            tally.write_bytes(before)

    monkeypatch.setattr(reading, "read_channels", read)


def test_what_changed_and_changed_back_while_it_was_read_is_read_again(
    small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small_client()
    expected = clients.load("small", workspace=home).channels.posts
    _meddle(monkeypatch, home / "clients" / "small" / "data" / "channels" / "tally.csv", 1)
    found = clients.load("small", workspace=home).channels.posts
    pd.testing.assert_frame_equal(found, expected)


def test_what_never_rests_is_not_read(
    small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small_client()
    _meddle(monkeypatch, home / "clients" / "small" / "data" / "channels" / "tally.csv", 99)
    with pytest.raises(InputError) as caught:
        _ = clients.load("small", workspace=home).channels
    (fault,) = caught.value.faults
    assert fault.what == "This file is being changed while it is read."
    assert fault.file == "data/channels/tally.csv"
