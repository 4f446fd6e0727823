"""Whose account is whose: known of all clients, read once, and told to nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.test_inbox import meta, own
from toolkit import clients
from toolkit.clients import CHANNELS, register
from toolkit.clients.register import ACCOUNTS, find_others_accounts
from toolkit.erasure import remove_client
from toolkit.errors import InputError


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    home = small_client("zuid", name="Zuid")
    small_client("noord", name="Noordzijde")
    own(home / "clients" / "zuid", "111")
    own(home / "clients" / "noord", "222")
    return home


def test_others_accounts_are_those_of_all_but_one(home: Path) -> None:
    folder = home / "clients"
    assert find_others_accounts(folder / "zuid") == {("facebook", "222")}
    assert find_others_accounts(folder / "noord") == {("facebook", "111")}
    assert find_others_accounts(home / "elsewhere") == frozenset()


def test_no_client_is_read_twice_until_it_changes(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = home / "clients"
    find_others_accounts(folder / "zuid")
    with monkeypatch.context() as patch:
        patch.setattr(register, "read_yaml", None)
        assert find_others_accounts(folder / "zuid") == {("facebook", "222")}
    own_file = folder / "noord" / "client.yaml"
    own_file.write_text(own_file.read_text("utf-8").replace('"222"', '"3333"'), "utf-8")
    assert find_others_accounts(folder / "zuid") == {("facebook", "3333")}
    own_file.write_text("nam: x\n", "utf-8")
    assert find_others_accounts(folder / "zuid") == frozenset()
    (home / ACCOUNTS).write_text("{", "utf-8")
    assert find_others_accounts(folder / "noord") == {("facebook", "111")}


def test_another_s_export_stops_a_client_without_a_word_of_whose_it_is(home: Path) -> None:
    export = home / "clients" / "zuid" / CHANNELS / "export.csv"
    export.write_bytes(meta("222", "Noordzijde"))
    folder = clients.load("zuid", workspace=home)
    with pytest.raises(InputError) as stop:
        _ = folder.channels
    assert [fault.file for fault in stop.value.faults] == [f"{CHANNELS}/export.csv"]
    for secret in ("222", "noord"):
        assert secret not in str(stop.value).lower()


def test_a_new_client_changes_nothing_that_another_s_chapter_depends_on(
    home: Path, small_client: Callable[..., Path]
) -> None:
    before = clients.load("zuid", workspace=home)
    posts, sources = before.channels.posts, before.sources()
    own(small_client("oost", name="Oost") / "clients" / "oost", "444")
    after = clients.load("zuid", workspace=home)
    assert after.channels.posts.equals(posts)
    assert after.sources() == sources


def test_what_was_kept_of_a_client_goes_with_it(home: Path) -> None:
    find_others_accounts(home / "clients" / "zuid")
    assert "Noordzijde" in (home / ACCOUNTS).read_text("utf-8")
    remove_client(home, "noord")
    assert not (home / ACCOUNTS).exists() or "Noordzijde" not in (home / ACCOUNTS).read_text(
        "utf-8"
    )
