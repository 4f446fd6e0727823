"""Nothing is lost: kernel, browser and server are killed in the middle of a sentence.

What was acknowledged is on the disk; what the browser still held comes back; the files are whole.
At full counts thirty seeded moments are tried, otherwise two: the browser is killed, and the
server with its kernels.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.forms.live_pages import (
    HELD,
    PAGE,
    check_files,
    field,
    make_client,
    wait_until_ready,
    wait_until_saved,
)
from tests.lab_server import Lab
from tests.page_checks import find_browser
from toolkit.workshop_log import read_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]
MOMENTS = range(30) if settings.get_current_profile_name() == "proof" else (1, 2)
VICTIMS = ("kernel", "browser", "server")
SENTENCE = "We mend bicycles so that nobody has to buy a new one, and we like to explain how."


class Window:
    """A browser of its own, whose storage outlives it."""

    def __init__(self, browser: Browser, profile: Path) -> None:
        self._type, self._profile = browser.browser_type, profile
        self._context: BrowserContext | None = None

    def open(self, lab: Lab, slug: str) -> Page:
        """Open the live intake of a client."""
        self._context = self._type.launch_persistent_context(
            self._profile, executable_path=find_browser(), viewport={"width": 1366, "height": 768},
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )  # fmt: skip
        page = self._context.pages[0]
        page.goto(lab.url(PAGE.format(slug=slug)))
        wait_until_ready(page)
        return page

    def kill(self) -> None:
        """End the browser at once, without a word."""
        for process in psutil.process_iter(["cmdline"]):
            if any(str(self._profile) in part for part in process.info["cmdline"] or ()):
                process.kill()

    def close(self) -> None:
        """Close the browser."""
        if self._context is not None:
            self._context.close()


@pytest.fixture
def window(browser: Browser, tmp_path: Path, live_lab: Lab) -> Iterator[Window]:
    made = Window(browser, tmp_path / "profile")
    yield made
    made.close()
    if not live_lab.runs:
        live_lab.start()
    live_lab.end_kernels()
    shutil.rmtree(tmp_path / "profile", ignore_errors=True)


def mission(page: Page) -> Locator:
    return page.locator(field("intake.purpose.mission"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_kill_in_the_middle_of_a_sentence_loses_nothing(
    live_lab: Lab, window: Window, moment: int
) -> None:
    dice = random.Random(moment)
    victim = VICTIMS[moment % 3]
    cut = dice.randrange(5, len(SENTENCE) - 5)
    pause = dice.choice([0.0, 0.05, 0.2, 0.5])
    slug = f"moment-{moment}"
    folder = make_client(live_lab.workspace, slug)
    page = window.open(live_lab, slug)
    mission(page).press_sequentially(SENTENCE[:cut], delay=dice.choice([5, 25, 60]))
    time.sleep(pause)
    acknowledged = mission(page).input_value() if page.evaluate(HELD) == 0 else ""
    if victim == "kernel":
        for process in live_lab.kernels(PAGE.format(slug=slug)):
            os.kill(process, signal.SIGKILL)
    elif victim == "server":
        live_lab.kill()
    else:
        window.kill()
    on_disk = read_workshop(folder).intake.purpose.mission or ""
    assert on_disk.startswith(acknowledged)
    if victim == "browser":
        page = window.open(live_lab, slug)
        page.wait_for_timeout(1500)
        kept = mission(page).input_value()
        assert SENTENCE[:cut].startswith(kept)
        assert kept.startswith(acknowledged)
        mission(page).press("End")
        mission(page).press_sequentially(SENTENCE[len(kept) :])
    else:
        # The room goes on typing; nobody looks at the screen.
        page.keyboard.type(SENTENCE[cut:], delay=5)
        if victim == "server":
            time.sleep(dice.choice([0.5, 4]))
            live_lab.start()
            if dice.random() < 0.5:
                page.reload()
    page.wait_for_function(
        "([at, text]) => document.querySelector(at)?.value === text",
        arg=[field("intake.purpose.mission"), SENTENCE], timeout=90_000,
    )  # fmt: skip
    # What was typed while nobody heard it goes once there is a kernel again, which takes time.
    page.wait_for_function(f"() => {HELD} === 0", timeout=90_000)
    wait_until_saved(page)
    assert page.locator(".koers-notice").count() == 0
    assert read_workshop(folder).intake.purpose.mission == SENTENCE
    check_files(folder)
