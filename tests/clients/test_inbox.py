"""The inbox: every file to whose it is or nowhere, none lost, doubled, split or shown to others."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit import clients
from toolkit.clients import CHANNELS, Inbox, Sorted, inbox, matching
from toolkit.errors import InputError

META = "Post ID,Page ID,Page name,Publish time,Reactions,Comments,Shares,Reach\n"


def meta(page: str, name: str, posts: int = 3) -> bytes:
    rows = (f"12{n},{page},{name},05/{n + 1:02d}/2026 10:00,3,1,0,90\n" for n in range(posts))
    return (META + "".join(rows)).encode()


def own(client: Path, page: str, more: str = "") -> None:
    file = client / "client.yaml"
    accounts = f'accounts:\n  - {{platform: facebook, id: "{page}"}}\n'
    file.write_text(file.read_text("utf-8") + accounts + more, encoding="utf-8")


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    """Make two clients, of which the first has the second among its competitors."""
    home = small_client("zuid", name="Zuid")
    small_client("noord", name="Noord")
    rival = 'competitors:\n  - {name: Noord, accounts: [{platform: facebook, id: "222"}]}\n'
    own(home / "clients" / "zuid", "111", rival)
    own(home / "clients" / "noord", "222")
    (home / "clients" / "inbox").mkdir()
    return home


def drop(home: Path, name: str, content: bytes) -> Path:
    path = home / "clients" / "inbox" / name
    path.write_bytes(content)
    return path


def sort(home: Path, **more: bool) -> list[Sorted]:
    return list(Inbox(home).sort(patience=0, **more))


def held(home: Path) -> set[str]:
    """Name every file of the clients and of the inbox, but for what the clients began with."""
    folder = home / "clients"
    found = (one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    return {one for one in found if not one.endswith((".yaml", "tally.csv"))}


def test_an_export_goes_to_the_owner_of_the_account(home: Path) -> None:
    drop(home, "a.csv", meta("111", "Zuid"))
    drop(home, "b.csv", meta("222", "Noord"))
    assert [(one.file, one.outcome, one.slug, one.platforms, one.brands) for one in sort(home)] == [
        ("a.csv", "sorted", "zuid", ("facebook",), ("Zuid",)),
        ("b.csv", "sorted", "noord", ("facebook",), ("Noord",)),
    ]
    assert held(home) == {f"zuid/{CHANNELS}/a.csv", f"noord/{CHANNELS}/b.csv"}


def test_a_dry_run_moves_nothing(home: Path) -> None:
    drop(home, "a.csv", meta("111", "Zuid"))
    (told,) = sort(home, dry_run=True)
    assert (told.outcome, told.slug, told.place) == ("sorted", "zuid", "")
    assert held(home) == {"inbox/a.csv"}


def test_a_file_of_two_clients_is_not_split(home: Path) -> None:
    both = meta("111", "Zuid") + meta("222", "Noord").split(b"\n", 1)[1]
    drop(home, "a.csv", both)
    (told,) = sort(home)
    assert (told.outcome, told.reason) == ("stays", matching.MIXED)
    assert held(home) == {"inbox/a.csv"}


def test_what_is_there_already_is_told_and_not_doubled(home: Path) -> None:
    there = home / "clients" / "zuid" / CHANNELS / "then.csv"
    there.write_bytes(meta("111", "Zuid"))
    drop(home, "now.csv", meta("111", "Zuid"))
    (told,) = sort(home)
    assert (told.outcome, told.place) == ("there", f"{CHANNELS}/then.csv")
    assert held(home) == {f"zuid/{CHANNELS}/then.csv"}


def test_no_file_is_written_over(home: Path) -> None:
    there = home / "clients" / "zuid" / CHANNELS / "A.CSV"
    there.write_bytes(meta("111", "Zuid", posts=1))
    drop(home, "a.csv", meta("111", "Zuid"))
    (told,) = sort(home)
    assert told.place == f"{CHANNELS}/a (2).csv"
    assert there.read_bytes() == meta("111", "Zuid", posts=1)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("profile.yaml", "profile.yaml export"),
        ("con.csv", "_con.csv"),
        ("what?.csv", "what-.csv"),
        ("e\u0301te\u0301 \u202egpj.csv", "été gpj.csv"),
        ("x" * 200 + ".csv", "x" * 116 + ".csv"),
    ],
)
def test_a_name_is_made_safe_on_the_way(home: Path, name: str, place: str) -> None:
    drop(home, name, meta("111", "Zuid"))
    (told,) = sort(home)
    assert told.place == f"{CHANNELS}/{place}"
    assert told.file.isprintable()


@pytest.mark.skipif(os.name == "nt", reason="such a name cannot be written there")
def test_a_name_that_is_no_text_can_be_told(home: Path) -> None:
    path = os.fsencode(home / "clients" / "inbox") + b"/\xff\n.csv"
    Path(os.fsdecode(path)).write_bytes(meta("111", "Zuid"))
    (told,) = sort(home)
    told.file.encode()
    assert (told.outcome, told.place) == ("sorted", f"{CHANNELS}/.csv".replace("/.csv", "/csv"))


def test_what_cannot_be_sorted_stays_with_its_reason(home: Path) -> None:
    folder = home / "clients" / "inbox"
    drop(home, "broken.csv", meta("111", "Zuid").replace(b",3,1,", b",three,1,"))
    drop(home, "empty.csv", b"")
    drop(home, "foreign.csv", b"Who,What\nme,this\n")
    drop(home, "half.csv.part", meta("111", "Zuid"))
    drop(home, "strange.csv", meta("999", "Elders"))
    (folder / "folder").mkdir()
    drop(home, ".DS_Store", b"x")
    drop(home, "~$open.xlsx", b"x")
    drop(home, "Thumbs.db", b"x")
    told = {one.file: one for one in sort(home)}
    assert {name: one.reason for name, one in told.items()} == {
        "broken.csv": inbox.UNREADABLE,
        "empty.csv": inbox.UNREADABLE,
        "foreign.csv": inbox.FORMAT,
        "half.csv.part": inbox.ON_ITS_WAY,
        "strange.csv": matching.STRANGER,
        "folder": inbox.FOLDER,
    }
    assert {one.outcome for one in told.values()} == {"stays"}
    assert told["strange.csv"].accounts == ("999",)
    assert told["broken.csv"].faults[0].row == 2


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_links_are_not_followed(home: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(meta("111", "Zuid"))
    (home / "clients" / "inbox" / "a.csv").symlink_to(secret)
    (told,) = sort(home)
    assert (told.outcome, told.reason) == ("stays", inbox.LINK)
    shutil.rmtree(home / "clients" / "inbox")
    (home / "clients" / "inbox").symlink_to(tmp_path)
    with pytest.raises(InputError, match="outside the workspace"):
        Inbox(home).waiting()


def test_a_file_that_still_grows_is_left_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(home, "a.csv", meta("111", "Zuid"))

    def grow(_: float) -> None:
        with path.open("ab") as file:
            file.write(b"13,111,Zuid,05/09/2026 10:00,3,1,0,90\n")

    monkeypatch.setattr(time, "sleep", grow)
    (told,) = Inbox(home).sort()
    assert (told.outcome, told.reason) == ("stays", inbox.ON_ITS_WAY)
    (told,) = sort(home)
    assert told.outcome == "sorted"


def test_a_table_of_another_maker_goes_to_the_one_that_describes_it(home: Path) -> None:
    profile = home / "clients" / "zuid" / CHANNELS / "profile.yaml"
    profile.write_text(
        "files:\n  - {match: 'tool_*.csv', contents: posts, brand: Company, platform: Where, "
        "date: Day, dates: year-first, decimal: '.', reactions: Applause}\n",
        encoding="utf-8",
    )
    drop(home, "tool_1.csv", b"Company,Where,Day,Applause\nNoord,facebook,2026-05-01,4\n")
    drop(home, "tool_2.csv", b"Company,Where,Day,Applause\nElders,facebook,2026-05-01,4\n")
    first, second = sort(home)
    assert (first.slug, first.reason) == ("zuid", matching.BY_PROFILE)
    assert (second.outcome, second.reason) == ("stays", inbox.FORMAT)


def test_somebody_says_whose_a_file_is_but_not_against_its_owner(home: Path) -> None:
    box = Inbox(home)
    drop(home, "foreign.csv", b"Who,What\nme,this\n")
    assert box.give("foreign.csv", "zuid").place == f"{CHANNELS}/foreign.csv"
    drop(home, "b.csv", meta("222", "Noord"))
    told = box.give("b.csv", "zuid")
    assert (told.outcome, told.reason, told.claimants) == ("stays", inbox.OF_ANOTHER, ("noord",))
    assert box.waiting() == ("b.csv",)
    with pytest.raises(InputError):
        box.give("../zuid/client.yaml", "noord")


def test_a_file_goes_back_to_the_inbox(home: Path) -> None:
    drop(home, "a.csv", meta("111", "Zuid"))
    (told,) = sort(home)
    drop(home, "a.csv", b"another one")
    assert Inbox(home).take_back(told.slug, told.place) == "a (2).csv"
    assert held(home) == {"inbox/a.csv", "inbox/a (2).csv"}


def test_two_that_sort_at_once_lose_and_double_nothing(home: Path) -> None:
    names = {f"{n:02d}.csv" for n in range(24)}
    for n, name in enumerate(sorted(names)):
        drop(home, name, meta("111", "Zuid", posts=n % 20 + 1) + b"\n" * (n // 20))
    told: list[Sorted] = []
    threads = [threading.Thread(target=lambda: told.extend(sort(home))) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert held(home) == {f"zuid/{CHANNELS}/{name}" for name in names}
    assert sorted(one.file for one in told if one.outcome == "sorted") == sorted(names)


def test_the_inbox_is_no_client(home: Path) -> None:
    drop(home, "client.yaml", b"name: Inbox\n")
    assert clients.slugs(home) == ("noord", "zuid")
    assert not clients.SLUG.fullmatch("inbox")
    assert clients.SLUG.fullmatch("inbox-2")


@pytest.mark.slow
def test_all_exports_of_the_demo_clients_find_their_way(workspace: Path) -> None:
    box = workspace / "clients" / "inbox"
    box.mkdir()
    expected: dict[str, str] = {}
    for slug in clients.slugs(workspace):
        for one in (workspace / "clients" / slug / CHANNELS).iterdir():
            if one.name != "profile.yaml" and one.name not in expected:
                one.rename(box / one.name)
                expected[one.name] = slug
    # Meta's figures by day say of no account whose they are.
    nameless = "Instagram_2025-10-01_2026-09-30.csv"
    expected[nameless] = ""
    assert {one.file: one.slug for one in sort(workspace)} == expected
    assert [one.name for one in box.iterdir()] == [nameless]


def test_git_keeps_no_file_of_the_inbox() -> None:
    lines = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "/clients/*" in lines
    assert not any("inbox" in line for line in lines)
