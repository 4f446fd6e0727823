"""A build on a Dask cluster: real scheduler, real workers, each a program of its own."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dask
import pytest
from hypothesis import settings

from tests.clients.test_inbox import meta, own
from tests.conftest import ROOT
from toolkit.build import Request, build, plan
from toolkit.build.cluster import check_address, dispatch, errand
from toolkit.build.cluster.errand import Errand, carry_out, describe_equipment, read_brought
from toolkit.build.cluster.parcel import pack_client
from toolkit.errors import RunError, UsageError
from toolkit.scaffold import make_workspace

FULL = settings.get_current_profile_name() == "proof"
# What takes longest has most pictures; otherwise what takes least.
STEM = "03_channel_benchmark" if FULL else "01_intake_workshop"
DASK = [sys.executable, "-m", "dask"]
CONNECT = "distributed.comm.timeouts.connect"
# One cluster for all: a worker takes seconds to start, and again to load what a report needs.
pytestmark = pytest.mark.xdist_group("cluster")


@dataclass
class Cluster:
    """A scheduler and its workers; ``folder`` holds what the workers keep, one folder each."""

    folder: Path
    options: Sequence[str] = ()
    address: str = ""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            # A report that ends two workers is given to no third.
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        with log:
            process = subprocess.Popen(
                [*DASK, *words, "--no-dashboard", *self.options],
                env=environment, cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        self.processes.append(process)
        return process

    def start_scheduler(self) -> None:
        told = self.folder / "scheduler.json"
        here = ("--host", "127.0.0.1", "--port", "0")
        self.start("scheduler", *here, "--scheduler-file", str(told))
        self.address = json.loads(_wait_for(told).read_bytes())["address"]

    def start_worker(self, *words: str) -> subprocess.Popen[bytes]:
        scratch = str(self.folder / f"worker-{len(self.processes)}")
        one = ("--nthreads", "1", "--local-directory", scratch)
        return self.start("worker", self.address, *one, *words)

    def wait_for_workers(self) -> None:
        """Wait until all that were started are known to the scheduler."""
        for number in range(1, len(self.processes)):
            _wait_for(self.folder / f"{number}.log", b"Registered to")

    def left_behind(self) -> list[Path]:
        return [
            path
            for folder in self.folder.glob("worker-*")
            for path in folder.rglob("*")
            if path.is_file() and path.suffix not in (".lock", ".dirlock")
        ]

    def end(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(path: Path, text: bytes = b"}") -> Path:
    until = time.monotonic() + 30
    while not (path.is_file() and text in path.read_bytes()):
        assert time.monotonic() < until, path.parent
        time.sleep(0.05)
    return path


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers: one whose death a nanny mends, and one without."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.start_scheduler()
        made.start_worker()
        made.start_worker("--no-nanny")
        made.wait_for_workers()
        yield made
    finally:
        made.end()


def hashes(folder: Path) -> dict[str, str]:
    """Of all that is made of clients, but for failed notebooks: those say when they ran."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((folder / "clients").rglob("*"))
        if path.is_file() and not path.name.endswith(".failed.ipynb")
    }


def spoil(home: Path, slug: str, code: str) -> None:
    """Give a client a notebook of its own, the second of its cells with this code."""
    (template,) = (home / "notebooks").glob("*.ipynb")
    notebook = json.loads(template.read_text("utf-8"))
    assert "parameters" in json.dumps(notebook["cells"][:2])
    cell = {"cell_type": "code", "execution_count": None, "id": "x", "metadata": {}, "outputs": []}
    notebook["cells"].append({**cell, "source": code})
    place = home / "clients" / slug / "notebooks" / template.name
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(notebook), "utf-8")


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes_as_this_machine(
    small_client: Callable[..., Path],
    cluster: Cluster,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    home = small_client("noord", name="Noord", only=STEM)
    for slug in ("oost", "west", "zuid"):
        small_client(slug, name=slug.capitalize())
    spoil(home, "oost", "raise ValueError('spoiled')")
    own(home / "clients" / "noord", "111")
    theirs = home / "clients" / "west" / "data" / "channels" / "export.csv"
    theirs.write_bytes(meta("111", "Noord"))
    (home / "clients" / "zuid" / "client.yaml").write_text("nam: x\n", "utf-8")
    other = tmp_path / "other"
    shutil.copytree(home, other)

    steps: list[tuple[str, int, int]] = []
    there = build(Request(home, cluster=cluster.address), lambda *step: steps.append(step))
    here = build(Request(other, jobs=2))
    assert there == here
    assert [one.ok for one in there] == [True, False, False, False]
    assert hashes(home) == hashes(other)
    failures = f".koers/failures/oost/{STEM[3:]}.txt"
    assert "spoiled" in (home / failures).read_text("utf-8")
    assert steps[-1][1:] == (9, 9)
    (said,) = [one.message for one in caplog.records if "goes to" in one.message]
    assert said == f"Client data of 3 clients goes to {cluster.address} (2 workers)."
    assert cluster.left_behind() == []

    # What is up to date asks nobody, and what was mended is forgotten here too.
    (home / f"clients/oost/notebooks/{STEM}.ipynb").unlink()
    (home / failures).with_name("plan.txt").write_text("why it could not be planned", "utf-8")
    (mended,) = build(Request(home, slugs=("oost",), cluster=cluster.address))
    assert mended.ok
    assert not (home / "clients/oost/reports/problems.html").exists()
    assert [*(home / failures).parent.iterdir()] == []
    again = build(Request(home, slugs=("noord", "oost"), cluster="tcp://127.0.0.1:9"))
    assert [(one.ok, one.ran) for one in again] == [(True, ()), (True, ())]


@pytest.mark.slow
def test_a_worker_that_dies_costs_no_report(
    small_client: Callable[..., Path], cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    slugs = tuple(f"client-{number}" for number in range(4 if FULL else 3))
    for slug in slugs:
        home = small_client(slug, name=slug, only="intake_workshop")
    caplog.set_level(logging.INFO, "koers")
    victim = cluster.processes[2]
    killed = []

    def watch(key: str, done: int, total: int) -> None:
        # The first that is done: the others are on their way or wait at a worker.
        if done and not killed:
            killed.append(key)
            victim.kill()
            victim.wait()

    results = build(Request(home, cluster=cluster.address), watch)
    assert killed
    assert [one for one in caplog.messages if "A worker was lost: tcp://127.0.0.1:" in one]
    assert [(one.slug, one.ok) for one in results] == [(slug, True) for slug in slugs]
    for slug in slugs:
        assert (home / "clients" / slug / "reports" / "strategy.html").is_file()


@pytest.mark.slow
def test_a_report_that_ends_its_workers_fails_alone(
    small_client: Callable[..., Path], cluster: Cluster
) -> None:
    home = small_client("noord", name="Noord", only="intake_workshop")
    small_client("oost", name="Oost")
    # The process above the one that reports start from is the worker.
    spoil(home, "oost", "import psutil\npsutil.Process().parents()[1].kill()")
    # One of the two may have been killed before; to wait for its nanny twice takes half a minute.
    cluster.start_worker("--no-nanny")
    cluster.wait_for_workers()
    good, bad = build(Request(home, cluster=cluster.address))
    assert good.ok
    assert "Each worker that it was given to ended" in bad.faults[0].what
    assert (home / bad.report).name == "problems.html"


@pytest.mark.slow
def test_no_client_goes_to_workers_with_another_koers(
    small_client: Callable[..., Path], cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small_client("noord", name="Noord", only="intake_workshop")
    monkeypatch.setattr(errand, "hash_code", lambda: "another")
    describe_equipment.cache_clear()
    try:
        with pytest.raises(RunError) as stop:
            build(Request(home, cluster=cluster.address))
    finally:
        monkeypatch.undo()
        describe_equipment.cache_clear()
    places = [fault.file for fault in stop.value.faults]
    assert "the scheduler" in places
    assert len(places) > 1
    assert {fault.got for fault in stop.value.faults} == {"Koers"}
    assert not (home / "clients" / "noord" / "reports").exists()


def test_a_worker_refuses_what_another_koers_asks(tmp_path: Path) -> None:
    asked = Errand("noord", b"", {}, {**describe_equipment(), "koers": "another"})
    with pytest.raises(RunError, match="another Koers"):
        carry_out(asked, tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert "parcel" not in repr(asked)


def test_dask_is_needed_for_a_cluster_only() -> None:
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "sys.modules['distributed'] = None\n"
        "from toolkit.build import Request, _run\n"
        "_run((), Request(Path()), lambda *_: None)\n"
        "_run((), Request(Path(), cluster='tls://x:1'), lambda *_: None)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert "line 6" in done.stderr
    assert "UsageError" in done.stderr
    assert 'pip install "koers[cluster]"' in done.stderr


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("tcp://192.0.2.1:8786", "only encrypted"),
        ("tcp://127.0.0.1.example:8786", "only encrypted"),
        ("tcp://localhost@192.0.2.1:8786", "only encrypted"),
        ("ws://127.0.0.1:8786", "no address"),
        ("127.0.0.1:8786", "no address"),
        ("tls://[::1", "no address"),
        ("tls://", "no address"),
        ("tls://192.0.2.1:8786", "certificate for the cluster is missing"),
    ],
)
def test_client_data_goes_nowhere_in_the_clear(address: str, what: str) -> None:
    with pytest.raises(UsageError, match=what):
        check_address(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_needs_no_certificate(host: str) -> None:
    assert not check_address(f"tcp://{host}:8786").require_encryption


def test_nobody_waits_for_a_scheduler_that_is_not_there(small_client: Callable[..., Path]) -> None:
    home = small_client(only="intake_workshop")
    with (
        dask.config.set({CONNECT: "1s"}),
        pytest.raises(RunError, match="No Dask scheduler"),
    ):
        build(Request(home, cluster="tcp://127.0.0.1:9"))


@pytest.mark.slow
def test_nobody_waits_for_workers_that_do_not_come(
    small_client: Callable[..., Path], tmp_path: Path
) -> None:
    home = small_client(only="intake_workshop")
    alone = Cluster(tmp_path)
    try:
        alone.start_scheduler()
        with dask.config.set({CONNECT: "1s"}), pytest.raises(RunError, match="no workers"):
            build(Request(home, cluster=alone.address))
    finally:
        alone.end()


@pytest.mark.slow
def test_a_scheduler_that_dies_costs_only_what_was_not_done(
    small_client: Callable[..., Path], tmp_path: Path
) -> None:
    slugs = tuple(f"client-{number}" for number in range(4))
    for slug in slugs:
        home = small_client(slug, name=slug, only="intake_workshop")
    mortal = Cluster(tmp_path)
    steps: list[tuple[str, int, int]] = []

    def watch(*step: object) -> None:
        steps.append(step)  # type: ignore[arg-type]
        if len(steps) == 2:
            # The first is back; one is at work, one waits, and one has not gone out.
            mortal.processes[0].kill()
            mortal.processes[0].wait()

    try:
        mortal.start_scheduler()
        mortal.start_worker()
        mortal.wait_for_workers()
        with dask.config.set({CONNECT: "3s"}):
            good, *lost = build(Request(home, cluster=mortal.address), watch)
    finally:
        mortal.end()
    assert good.ok
    assert (home / good.report).is_file()
    for one in lost:
        assert "was lost before this client was done" in one.faults[0].what
        assert (home / one.report).name == "problems.html"
    assert steps[-1][1:] == (12, 12)


@pytest.mark.slow
def test_a_worker_whose_own_work_fails_tells_why_and_nobody_waits(
    small_client: Callable[..., Path], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    # Dask loses an error like this one on its way, and whoever waits for its task waits for ever.
    (tmp_path / "deep.py").write_text(
        "from toolkit.build.cluster import dispatch\n"
        "def fall(errand, scratch):\n    return fall(errand, scratch)\n"
        "dispatch.carry_out = fall\n",
        "utf-8",
    )
    home = small_client(only="intake_workshop")
    caplog.set_level(logging.INFO, "koers")
    broken = Cluster(tmp_path)
    try:
        broken.start_scheduler()
        broken.start_worker("--no-nanny", "--preload", str(tmp_path / "deep.py"))
        (result,) = build(Request(home, cluster=broken.address))
    finally:
        broken.end()
    assert "RecursionError" in result.faults[0].got
    assert sum("It is done again." in one.message for one in caplog.records) == 1


@pytest.mark.slow
def test_nobody_waits_for_ever_for_what_dask_lost_on_its_way(
    small_client: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "deep.py").write_text(
        "from toolkit.build.cluster import dispatch\n"
        "def fall(errand):\n    return fall(errand)\n"
        "fall.__module__, fall.__qualname__ = dispatch.__name__, 'build_elsewhere'\n"
        "dispatch.build_elsewhere = fall\n",
        "utf-8",
    )
    home = small_client(only="intake_workshop")
    monkeypatch.setattr(dispatch, "_FETCH", 2.0)
    broken = Cluster(tmp_path)
    try:
        broken.start_scheduler()
        broken.start_worker("--no-nanny", "--preload", str(tmp_path / "deep.py"))
        (result,) = build(Request(home, timeout=1, cluster=broken.address))
    finally:
        broken.end()
    assert "Nothing came back" in result.faults[0].what


@pytest.mark.slow
def test_a_secret_is_looked_for_where_a_report_is_made(
    small_client: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = small_client(only="intake_workshop")
    (template,) = (home / "notebooks").glob("*.ipynb")
    notebook = json.loads(template.read_text("utf-8"))
    notebook["cells"][0]["source"] += (
        '\nfrom toolkit.secret import Secret\nkey: Secret = Secret("key")'
    )
    template.write_text(json.dumps(notebook), "utf-8")
    monkeypatch.delenv("KOERS_SECRET_KEY", raising=False)
    request = Request(home, cluster="tcp://127.0.0.1:9")
    (planned,), (here,) = plan(request), plan(Request(home))
    assert planned.due
    assert not planned.faults
    chapters = {one.job.chapter for one in planned.chapters}
    parcel = pack_client(home, "small")
    asked = Errand("small", parcel, errand.options_of(request), describe_equipment())

    there = read_brought(carry_out(asked, tmp_path), "small", chapters)
    assert "secret" in here.faults[0].what
    assert there.result.faults == here.faults
    monkeypatch.setenv("KOERS_SECRET_KEY", "of the worker alone")
    assert read_brought(carry_out(asked, tmp_path), "small", chapters).result.ok


def test_an_address_is_looked_at_even_where_nothing_is_due(tmp_path: Path) -> None:
    make_workspace(tmp_path / "home")
    shutil.rmtree(tmp_path / "home" / "clients")
    with pytest.raises(UsageError, match="only encrypted"):
        build(Request(tmp_path / "home", cluster="tcp://192.0.2.1:8786"))


def make_certificate(folder: Path, name: str) -> dict[str, str]:
    program = shutil.which("openssl")
    if not program:
        pytest.skip("openssl is not installed: no certificate can be made")
    certificate, key = str(folder / f"{name}.pem"), str(folder / f"{name}.key")
    kind = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")
    subprocess.run(
        [
            program,
            "req",
            "-x509",
            *kind,
            "-keyout",
            key,
            "-out",
            certificate,
            "-subj",
            f"/CN={name}",
        ],
        check=True,
        capture_output=True,
    )
    place = "distributed.comm.tls."
    return {
        place + "ca-file": certificate,
        place + "client.cert": certificate,
        place + "client.key": key,
    }


@pytest.mark.slow
def test_what_goes_out_encrypted_goes_only_with_the_right_certificate(
    small_client: Callable[..., Path], tmp_path: Path
) -> None:
    home = small_client(only="intake_workshop")
    ours, stranger = (make_certificate(tmp_path, name) for name in ("ours", "stranger"))
    authority, certificate, key = ours.values()
    own = ("--tls-ca-file", authority, "--tls-cert", certificate, "--tls-key", key)
    sealed = Cluster(tmp_path, own)
    try:
        with dask.config.set(ours):
            sealed.start_scheduler()
            sealed.start_worker()
            assert sealed.address.startswith("tls://")
            with (
                dask.config.set({**stranger, CONNECT: "2s"}),
                pytest.raises(RunError, match="No Dask scheduler that trusts"),
            ):
                build(Request(home, cluster=sealed.address))
            assert not (home / "clients" / "small" / "reports").exists()
            (result,) = build(Request(home, cluster=sealed.address))
            assert result.ok
    finally:
        sealed.end()
