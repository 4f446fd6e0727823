"""Nothing is lost: kernel, browser and server are killed in the middle of a sentence.

What was acknowledged is on the disk; what the browser still held comes back; the files are whole.
At full counts thirty seeded moments are tried, otherwise three.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import psutil
import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.forms.live_pages import (
    HELD,
    PAGE,
    field,
    make_client,
    wait_until_ready,
    wait_until_saved,
)
from tests.forms.rooms import check_files
from tests.lab_server import Lab
from tests.page_checks import find_browser
from toolkit.workshop_log import read_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]
MOMENTS = 30 if settings.get_current_profile_name() == "proof" else 3
VICTIMS = ("kernel", "browser", "server")
SENTENCE = "We mend bicycles so that nobody has to buy a new one, and we like to explain how."


def open_window(
    browser: Browser, profile: Path, lab: Lab, slug: str
) -> tuple[BrowserContext, Page]:
    """Open the live intake in a browser of its own, whose storage outlives it."""
    window = browser.browser_type.launch_persistent_context(
        profile, executable_path=find_browser(), viewport={"width": 1366, "height": 768},
        args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
    )  # fmt: skip
    page = window.pages[0]
    page.goto(lab.url(PAGE.format(slug=slug)))
    wait_until_ready(page)
    return window, page


def mission(page: Page) -> Locator:
    return page.locator(field("intake.purpose.mission"))


def kill_browser(profile: Path) -> None:
    for process in psutil.process_iter(["cmdline"]):
        if any(str(profile) in part for part in process.info["cmdline"] or ()):
            process.kill()


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_kill_in_the_middle_of_a_sentence_loses_nothing(
    live_lab: Lab, tmp_path: Path, browser: Browser, moment: int
) -> None:
    dice = random.Random(moment)
    victim = VICTIMS[moment % 3]
    cut = dice.randrange(5, len(SENTENCE) - 5)
    pause = dice.choice([0.0, 0.05, 0.2, 0.5])
    slug = f"moment-{moment}"
    folder = make_client(live_lab.workspace, slug)
    profile = tmp_path / "profile"
    window, page = open_window(browser, profile, live_lab, slug)
    mission(page).press_sequentially(SENTENCE[:cut], delay=dice.choice([5, 25, 60]))
    time.sleep(pause)
    acknowledged = mission(page).input_value() if page.evaluate(HELD) == 0 else ""
    if victim == "kernel":
        for process in live_lab.kernels(PAGE.format(slug=slug)):
            os.kill(process, signal.SIGKILL)
    elif victim == "server":
        live_lab.kill()
    else:
        kill_browser(profile)
    on_disk = read_workshop(folder).intake.purpose.mission or ""
    assert on_disk.startswith(acknowledged)
    if victim == "browser":
        window, page = open_window(browser, profile, live_lab, slug)
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
    wait_until_saved(page)
    assert page.locator(".koers-notice").count() == 0
    window.close()
    live_lab.end_kernels()
    assert read_workshop(folder).intake.purpose.mission == SENTENCE
    check_files(folder)
    shutil.rmtree(profile, ignore_errors=True)
