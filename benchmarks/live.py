"""Measures the live intake in a real browser: how soon it is there, and how soon it has saved.

Run ``python -m benchmarks.live``; what each line means stands in ``benchmarks/README.md``.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page

from tests.forms.live_pages import PAGE, field, make_client, wait_until_ready
from tests.lab_server import Lab, running_lab
from tests.page_checks import open_browser
from toolkit.scaffold import make_workspace
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.ledger import Ledger

TIMES = 30
ANSWERS = 1000
FIRST = "() => document.querySelector('.koers-block--offer .koers-question textarea')"
LAST = "() => document.querySelector('.koers-block--maturity .koers-question')"
# From the last keystroke until nothing is held any longer; both by the browser's own clock.
ACKNOWLEDGED = """() => new Promise(done => {
  const held = () => Object.keys(localStorage).some(one => one.startsWith('koers:'))
  const start = window.koersTyped
  const look = () => held() ? setTimeout(look, 5) : done(performance.now() - start)
  look()
})"""
NOTE_KEYS = "addEventListener('input', () => { window.koersTyped = performance.now() }, true)"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one client; times in seconds, acknowledgements in milliseconds."""

    first: float
    blocks: float
    again: float
    acknowledged: tuple[float, ...]


def measure(window: BrowserContext, lab: Lab, slug: str) -> Measured:
    """Open the page of a client, type in it, and open it again."""
    page = window.new_page()
    page.add_init_script(NOTE_KEYS)
    first, blocks = _open(page, lab, slug)
    acknowledged = tuple(_type(page, number) for number in range(TIMES))
    _, again = _open(page, lab, slug)
    page.close()
    return Measured(first, blocks, again, acknowledged)


def measure_log(folder: Path) -> int:
    """Give the bytes of a log of a thousand answers, given one by one."""
    ledger = Ledger(folder)
    for number in range(ANSWERS):
        change = Change("set", "intake.purpose.mission", f"What was answered as number {number}")
        ledger.record([change], who="workshop", time="2026-10-31T12:00:00+00:00")
    return (folder / "log.jsonl").stat().st_size


def _open(page: Page, lab: Lab, slug: str) -> tuple[float, float]:
    start = time.monotonic()
    page.goto(lab.url(PAGE.format(slug=slug)))
    page.wait_for_function(FIRST, timeout=120_000)
    first = time.monotonic() - start
    page.wait_for_function(LAST, timeout=120_000)
    blocks = time.monotonic() - start
    wait_until_ready(page)
    page.wait_for_timeout(1000)
    return first, blocks


def _type(page: Page, number: int) -> float:
    page.locator(field("intake.purpose.mission")).focus()
    page.keyboard.type(f" word{number}", delay=30)
    waited: float = page.evaluate(ACKNOWLEDGED)
    return waited


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        workspace = Path(place) / "workspace"
        make_workspace(workspace)
        make_client(workspace, "small")
        many = Ledger(make_client(workspace, "many"))
        many.record(
            Change("add", f"intake.media.{NEW}{number}", {"name": f"Channel {number}"})
            for number in range(200)
        )
        size = measure_log(Path(place) / "log")
        with running_lab(workspace) as lab, open_browser() as browser:
            window = browser.new_context(viewport={"width": 1366, "height": 768})
            measured = {slug: measure(window, lab, slug) for slug in ("small", "many")}
    small, many_channels = measured["small"], measured["many"]
    rows = [
        ("opening, first block", "s", small.first, many_channels.first),
        ("opening, all blocks", "s", small.blocks, many_channels.blocks),
        ("reload, all blocks", "s", small.again, many_channels.again),
        ("ack, median", "ms", median(small.acknowledged), median(many_channels.acknowledged)),
        ("ack, worst", "ms", max(small.acknowledged), max(many_channels.acknowledged)),
    ]
    print(f"{'':24}{'':4}{'small':>10}{'200 channels':>15}")
    for name, unit, *values in rows:
        print(f"{name:24}{unit:4}{values[0]:10.1f}{values[1]:15.1f}")
    print(f"{f'log, {ANSWERS:,} answers':24}{'kB':4}{size / 1000:10.1f}")
    ratio = median(many_channels.acknowledged) / median(small.acknowledged)
    print(f"ack(200 channels) / ack(small): {ratio:.2f}")


if __name__ == "__main__":
    main()
