"""What goes to a worker elsewhere and comes back: all of one client, and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.build import Request
from toolkit.build.cluster import run_on_cluster
from toolkit.build.cluster.errand import (
    GONE,
    RESULT,
    NotDoneError,
    pack_faults,
    read_brought,
)
from toolkit.build.cluster.parcel import (
    find_files,
    find_shared,
    is_clean,
    leads_out,
    pack,
    pack_client,
    unpack,
)
from toolkit.build.planning import plan
from toolkit.errors import Fault, InputError, RunError


def tell_result(**changes: object) -> bytes:
    return json.dumps({"slug": "noord", "name": "Noord"} | changes).encode()


def tell_manifest(entry: object = None, **changes: object) -> bytes:
    notebooks = {"benchmark": entry or {"status": "ok"}}
    return json.dumps({"client": "noord", "notebooks": notebooks} | changes).encode()


CHAPTERS = ("benchmark", "personas")
MANIFEST = "clients/noord/reports/manifest.json"
GOOD = {
    RESULT: tell_result(ran=["benchmark"], report="clients/noord/reports/strategy.html"),
    GONE: b"clients/noord/reports/problems.html",
    "clients/noord/reports/strategy.html": b"page",
    "clients/noord/reports/data/benchmark/ranks.csv": b"a",
    "clients/noord/reports/notebooks/03_benchmark.ipynb": b"{}",
    MANIFEST: tell_manifest(
        {
            "status": "ok",
            "outputs": {"data/benchmark/ranks.csv": "0"},
            "sizes": {"benchmark.html": 1},
            "inputs": {
                "template": "0", "toolkit": "0", "parameters": {},
                "files": {"data/Bron: één\n.csv": "0"}, "folders": {"data": ["x"]},
            },
        }
    ),
    ".koers/failures/noord/check.txt": b"why",
    ".koers/failures/noord/benchmark.txt": b"why",
}  # fmt: skip


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


def test_links_out_of_what_all_share_go_nowhere(home: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "key.txt").write_text("canary", "utf-8")
    (home / "templates" / "pictures").symlink_to(home / "clients/zuid", target_is_directory=True)
    (home / "notebooks" / "keys").symlink_to(outside, target_is_directory=True)
    (home / "notebooks" / "key.txt").symlink_to(outside / "key.txt")
    (home / "templates" / "house").mkdir()
    (home / "templates" / "house" / "own.txt").write_text("Ours.", "utf-8")
    (home / "templates" / "again.txt").symlink_to(home / "templates" / "house" / "own.txt")
    (home / "notebooks" / "house").symlink_to(home / "templates/house", target_is_directory=True)
    files = unpack(pack_client(home, "noord"))
    assert files["templates/again.txt"] == files["notebooks/house/own.txt"] == b"Ours."
    assert not any(b"canary" in held.lower() for held in files.values())
    # A worker would make another report without them, so nobody is sent.
    request = Request(home, cluster="tcp://127.0.0.1:9")
    with pytest.raises(InputError) as stop:
        run_on_cluster(plan(request), request, lambda *_: None)
    assert {fault.file for fault in stop.value.faults} == {
        one.relative_to(home).as_posix() for one in find_shared(home).links
    }
    assert {"notebooks/key.txt", "notebooks/keys/key.txt", "templates/pictures/client.yaml"} <= {
        fault.file for fault in stop.value.faults
    }


def test_what_all_share_may_lie_elsewhere_as_a_whole(home: Path, tmp_path: Path) -> None:
    content = pack_client(home, "noord")
    (home / "templates").rename(tmp_path / "house")
    (home / "templates").symlink_to(tmp_path / "house", target_is_directory=True)
    assert find_shared(home).links == ()
    assert pack_client(home, "noord") == content
    # But never where the clients lie, or above them.
    for place in (home / "clients" / "zuid", home / "clients", home):
        (home / "templates").unlink()
        (home / "templates").symlink_to(place, target_is_directory=True)
        files = unpack(pack_client(home, "noord"))
        assert not any(b"canary" in held.lower() for held in files.values())
        assert find_shared(home).links


def test_what_comes_back_is_reports_of_this_client_only() -> None:
    brought = read_brought(pack(GOOD), "noord", CHAPTERS)
    assert brought.result.slug == "noord"
    assert brought.gone == ("clients/noord/reports/problems.html",)
    assert {*brought.files} == {*GOOD} - {RESULT, GONE}
    for damaged in (b"", b"no parcel", pack(GOOD)[:-30]):
        with pytest.raises(RunError, match="damaged"):
            read_brought(damaged, "noord", CHAPTERS)


@pytest.mark.parametrize(
    "strange",
    [
        {"clients/zuid/reports/strategy.html": b""},
        {"clients/noord/client.yaml": b""},
        {"koers.toml": b""},
        {"clients/noord/reports//x.html": b""},
        {"clients/noord/reports/./x.html": b""},
        {"clients/noord/reports/": b""},
        {"clients/noord/reports/manifest.json/x": b""},
        {"clients/noord/reports/a\x1b[2J.html": b""},
        {".koers/failures/noord/another.txt": b""},
        {".koers/failures/noord/below/check.txt": b""},
        {GONE: b"clients/noord/client.yaml"},
        {GONE: b"clients/noord/reports/../client.yaml"},
        {GONE: b"clients/noord/reports/"},
        {GONE: b"clients/noord/reports/a\0b"},
        {GONE: b"\xff"},
        {RESULT: b"{}"},
        {RESULT: tell_result(slug="zuid")},
        {RESULT: tell_result(ran=["/place/victim"])},
        {RESULT: tell_result(ran=["../../../clients/zuid/precious"])},
        {RESULT: tell_result(skipped=["another"])},
        {RESULT: tell_result(report="clients/zuid/reports/strategy.html")},
        {RESULT: tell_result(report="\x1b[2Jclients/noord/reports/strategy.html")},
        {RESULT: tell_result(faults=["no fault"])},
        {RESULT: tell_result(faults=[{"what": "x", "severity": "another"}])},
        {MANIFEST: b'{"nonsense'},
        {MANIFEST: tell_manifest(notebooks={"../x": {"status": "ok"}})},
        {MANIFEST: tell_manifest(outputs={"../x": "0"})},
        {MANIFEST: tell_manifest({"status": "ok", "sizes": {"a\0b": 1}})},
        {
            MANIFEST: tell_manifest(
                {
                    "status": "ok",
                    "inputs": {
                        "template": "0", "toolkit": "0", "parameters": {}, "files": {"a\0b": "0"}
                    },
                }
            )
        },
    ],
)  # fmt: skip
def test_what_is_strange_among_what_comes_back_is_refused(strange: dict[str, bytes]) -> None:
    with pytest.raises(RunError, match=r"no reports of this client|damaged") as stop:
        read_brought(pack(GOOD | strange), "noord", CHAPTERS)
    assert "\x1b" not in str(stop.value)


def test_names_that_a_build_gives_are_clean() -> None:
    for name in ("a.html", "data/één/10:30 x.csv", "notebooks/01_a (new).ipynb"):
        assert is_clean(name)
    for name in ("a/", "a//b", "./a", "a\\b", "a\nb", "a\0b", "\u009b2J", "\udc80", "a/./b"):
        assert not is_clean(name)


class BrokenError(Exception):
    """One that says nothing of itself."""

    def __str__(self) -> str:
        raise RuntimeError

    def __reduce__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("error", "what", "got"),
    [
        (RunError(Fault("Said so.", got="this")), "Said so.", "this"),
        (RecursionError("too deep"), "did not foresee", "RecursionError: too deep"),
        (BrokenError(), "did not foresee", "BrokenError: "),
    ],
)
def test_why_a_worker_did_nothing_comes_back_as_data(error: Exception, what: str, got: str) -> None:
    with pytest.raises(NotDoneError, match=what) as stop:
        read_brought(pack_faults(error), "noord", CHAPTERS)
    assert stop.value.faults[0].got == got
