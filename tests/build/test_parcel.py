"""What goes to a worker elsewhere and comes back: all of one client, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.build.cluster.errand import GONE, RESULT, read_brought
from toolkit.build.cluster.parcel import find_files, leads_out, pack, pack_client, unpack
from toolkit.errors import RunError

RESULT_OF_NOORD = json.dumps({"slug": "noord", "name": "Noord"}).encode()


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    home = small_client("noord", name="Noord", only="channel_benchmark")
    small_client("zuid", name="Canary")
    for name, text in {
        ".env": "TOKEN=canary",
        ".koers/accounts.json": "canary",
        "passwords.txt": "canary",
        "clients/portfolio.html": "canary",
        "clients/inbox/export.csv": "canary",
        "clients/noord/.git/config": "canary",
        "clients/noord/data/channels/removed/old.csv": "canary",
        "clients/noord/data/channels/~$open.xlsx": "canary",
        "clients/noord/notes/strategy.md": "Ours.",
        "clients/noord/reports/notebooks/03_channel_benchmark.ipynb": "{}",
        "clients/noord/reports/data/channel_benchmark/ranks.csv": "a",
    }.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return home


def test_a_parcel_has_what_a_client_s_build_reads_and_nothing_of_another(home: Path) -> None:
    content = pack_client(home, "noord")
    files = unpack(content)
    assert {name for name in files if name.startswith("clients/")} == {
        "clients/noord/client.yaml",
        "clients/noord/data/channels/tally.csv",
        "clients/noord/notes/strategy.md",
        "clients/noord/reports/data/channel_benchmark/ranks.csv",
        "clients/noord/reports/notebooks/03_channel_benchmark.ipynb",
    }
    shared = {name.partition("/")[0] for name in files if not name.startswith("clients/")}
    assert shared == {"koers.toml", "notebooks", "templates"}
    assert files["clients/noord/notes/strategy.md"] == b"Ours."
    for name, held in files.items():
        assert b"canary" not in held.lower(), name
    assert pack_client(home, "noord") == content


def test_what_a_link_leads_to_outside_the_client_stays_here(home: Path) -> None:
    client = home / "clients" / "noord"
    (client / "data" / "channels" / "theirs.csv").symlink_to(home / "clients/zuid/client.yaml")
    (client / "theirs").symlink_to(home / "clients" / "zuid", target_is_directory=True)
    (client / "round").symlink_to(client, target_is_directory=True)
    (client / "notes" / "again.md").symlink_to(client / "notes" / "strategy.md")
    found = find_files(client)
    assert client / "data" / "channels" / "theirs.csv" in found.links
    assert client / "theirs" / "client.yaml" in found.links
    files = unpack(pack_client(home, "noord"))
    assert files["clients/noord/notes/again.md"] == b"Ours."
    assert not any(b"canary" in held.lower() for held in files.values())


@pytest.mark.parametrize(
    "name", ["", "/etc/x", "../x", "clients/../../x", "..\\x", "C:\\x", "c:x", "\\\\host\\share\\x"]
)
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert leads_out(name)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as parcel:
        parcel.writestr(zipfile.ZipInfo(name or "/"), b"")
    with pytest.raises(RunError, match="leads out"):
        unpack(held.getvalue())


def test_other_names_are_taken() -> None:
    files = {"clients/a/data/10:30 (é).csv": b"x", "a..b/c": b""}
    assert unpack(pack(files)) == files


def test_what_comes_back_is_reports_of_this_client_only() -> None:
    good = {
        RESULT: RESULT_OF_NOORD,
        GONE: b"clients/noord/reports/problems.html",
        "clients/noord/reports/strategy.html": b"page",
        ".koers/failures/noord/check.txt": b"why",
    }
    brought = read_brought(pack(good), "noord")
    assert brought.result.slug == "noord"
    assert brought.gone == ("clients/noord/reports/problems.html",)
    assert sorted(brought.files) == [
        ".koers/failures/noord/check.txt",
        "clients/noord/reports/strategy.html",
    ]
    for strange in (
        {"clients/zuid/reports/strategy.html": b""},
        {"clients/noord/client.yaml": b""},
        {"koers.toml": b""},
        {GONE: b"clients/noord/client.yaml"},
        {GONE: b"clients/noord/reports/../client.yaml"},
        {RESULT: b"{}"},
        {RESULT: json.dumps({"slug": "zuid", "name": "Zuid"}).encode()},
    ):
        with pytest.raises(RunError):
            read_brought(pack(good | strange), "noord")
    for damaged in (b"", b"no parcel", pack(good)[:-30]):
        with pytest.raises(RunError, match="damaged"):
            read_brought(damaged, "noord")
