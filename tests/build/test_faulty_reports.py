"""Each way in which a report can go wrong, all in one build: exactly those reports fail."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counts import examples
from tests.small_clients import FIRST, hash_reports, write_template
from toolkit.build import Request, build
from toolkit.build.failures import failure_path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="/dev/full and signals are of Linux"),
]
CLIENTS = examples(20, full=30)
# What the client's own first chapter does, and what is said of it.
FAULTS = {
    "1 / 0": "division by zero",
    "while True:\n    pass": "longer than 10 seconds",
    "held = [b'1' * 10_000_000 for _ in range(300)]": "more memory",
    "import ctypes\nctypes.string_at(0)": "A library that it uses crashed",
    "import os\nos._exit(0)": "ended Python itself",
    "import sys\nsys.exit(0)": "ended itself before its last cell",
    "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)": "stopped from outside",
    "import subprocess\nleft = subprocess.Popen(['sleep', '600'])": "left programs running",
    "import os\nx = os.system('(setsid sleep 600 &)')": "left programs running",
    "while True:\n    print('x' * 1000)": "shows more than 50 MB",
    "import os\nwhile True:\n    n = os.write(1, b'x' * 1_000_000)": "more into one file than",
    "with open('/dev/full', 'w') as file:\n    n = file.write('x' * 100_000)": "No space left",
    "this is no Python": "invalid syntax",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "import os\nfor number in range(3, 60):\n    try:\n        n = os.write(number, b'N.')\n"
    "    except OSError:\n        pass": "tells the build in the end cannot be read",
}


def test_exactly_the_faulty_ones_fail_and_say_why(many_clients: Callable[..., Path]) -> None:
    folder = many_clients(CLIENTS)
    assert all(one.ok for one in build(Request(folder)))
    before = hash_reports(folder)
    said = {f"client-{place:03d}": said for place, said in enumerate(FAULTS.values())}
    for slug, code in zip(said, FAULTS, strict=True):
        own = folder / "clients" / slug / "notebooks" / "01_first.ipynb"
        write_template(own, *FIRST[:2], code, FIRST[3])
    broken = folder / "clients" / "client-019"
    unreadable = folder / "clients" / "client-017"
    for name in ("page.html.j2", "index.html.j2"):
        template = broken / "templates" / "report" / name
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text("{% if %}", encoding="utf-8")
    (unreadable / "notes" / "first.md").write_bytes(b"\xff\x00 no text")

    results = {one.slug: one for one in build(Request(folder, timeout=10, memory=1000))}
    failed = {slug for slug, one in results.items() if not one.ok}
    assert failed == {*said, "client-017", "client-019"}
    for slug, words in said.items():
        assert words in str(results[slug].faults[0]), slug
        assert failure_path(folder, f"{slug}/first").is_file()
    assert "template cannot be used" in str(results["client-019"].faults[0])
    after = hash_reports(folder)
    pages = [name for name in before if name.endswith((".html", ".ipynb"))]
    kept = [name for name in pages if name.split("/")[1] in failed and "portfolio" not in name]
    # The last good report stays, of the chapter that failed and of the whole. Only the notebook
    # that ran to its end, and then could not say so, is a new one.
    kept.remove("clients/client-014/reports/notebooks/01_first.ipynb")
    assert [name for name in kept if after.get(name) != before[name]] == []
    portfolio = (folder / "clients" / "portfolio.html").read_text(encoding="utf-8")
    assert portfolio.count('class="state failed"') >= len(failed)


def test_a_disk_without_room_fails_the_client_and_not_the_build(
    many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = many_clients(2)
    # Where its reports should come stands a file.
    (folder / "clients" / "client-001" / "reports").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr("toolkit.files._TRIES", 1)
    good, bad = build(Request(folder))
    assert good.ok
    assert not bad.ok
    assert "cannot be written" in str(bad.faults[0])
