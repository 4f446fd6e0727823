"""What every page of ours must pass, in a real browser, opened as a file with nothing behind it.

``check_page`` looks at a page as a client would: on a phone and on a desk, light and dark; at full
counts at all four together. The rules are those of axe-core for WCAG 2.2 AA and good practice, and
what axe cannot know: that nothing is asked of any network, that nothing scrolls sideways, that a
description describes.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Literal

from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

Scheme = Literal["light", "dark"]
Look = tuple[int, Scheme]
PHONE, DESK = 375, 1280
# What stands where depends on the width, and a colour on the scheme: the first two have met each.
LOOKS: tuple[Look, ...] = (
    (PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light"),
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
    "microsoft-edge", "microsoft-edge-stable",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
WINDOWS_PLACES = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)


def find_browser() -> Path:
    """Find an installed Chrome, Chromium or Edge; fail, in plain words, where there is none."""
    found = [shutil.which(name) for name in NAMES]
    found += list(PLACES)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if variable in os.environ:
            found += [str(Path(os.environ[variable]) / place) for place in WINDOWS_PLACES]
    for path in found:
        if path and Path(path).is_file():
            return Path(path)
    raise AssertionError(
        "These tests open the reports in a real browser, and found none. Install Chrome, Chromium "
        "or Edge (on Debian, as root: apt-get install chromium)."
    )


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the installed browser, without a window, and close it again."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        try:
            yield browser
        finally:
            browser.close()


def check_page(browser: Browser, path: Path, looks: Sequence[Look] = ()) -> None:
    """Check a page at both widths, in light and in dark; every fault found is in the message.

    Parameters
    ----------
    browser
        From :func:`open_browser`.
    path
        The HTML file.
    looks
        Widths and schemes to look at; usually the first two, and at full counts all four.
    """
    usual = LOOKS if settings.get_current_profile_name() == "proof" else LOOKS[:2]
    faults = [
        f"{path.name}, {width} pixels, {scheme}: {fault}"
        for width, scheme in looks or usual
        for fault in _look(browser, path, width, scheme)
    ]
    assert not faults, "\n".join(faults)


def _look(browser: Browser, path: Path, width: int, scheme: Scheme) -> list[str]:
    address = path.resolve().as_uri()
    faults: list[str] = []
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    try:
        page.on(
            "request",
            lambda request: (
                None
                if request.url == address or request.url.startswith("data:")
                else faults.append(f"asks for {request.url}")
            ),
        )
        page.on("console", lambda message: faults.append(f"the console says {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"an error on the page: {error}"))
        page.goto(address)
        faults += _structure(page) + _accessibility(page)
    finally:
        page.close()
    return faults


def _structure(page: Page) -> list[str]:
    faults: list[str] = page.evaluate(
        """() => {
          const faults = [], root = document.documentElement
          if (root.scrollWidth > window.innerWidth)
            faults.push(`scrolls sideways: ${root.scrollWidth} pixels wide`)
          const titles = document.querySelectorAll('h1').length
          if (titles !== 1) faults.push(`has ${titles} h1 elements`)
          const ids = [...document.querySelectorAll('[id]')].map(element => element.id)
          const twice = [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))]
          if (twice.length) faults.push(`uses ids twice: ${twice.join(', ')}`)
          for (const link of document.querySelectorAll('a[href^="#"]'))
            if (!document.getElementById(decodeURIComponent(link.hash.slice(1))))
              faults.push(`has a link to nowhere: ${link.hash}`)
          for (const picture of document.querySelectorAll('svg[role="img"]'))
            for (const part of ['title', 'desc']) {
              const words = picture.querySelector(`:scope > ${part}`)?.textContent.trim() ?? ''
              if (words.length < 8) faults.push(`has a picture without a ${part}: “${words}”`)
            }
          for (const picture of document.querySelectorAll('svg:not([role="img"])'))
            if (!picture.closest('svg[role="img"], [aria-hidden="true"]'))
              faults.push('has an svg without role="img"')
          if (!root.lang) faults.push('has no language')
          if (document.scripts.length) faults.push('holds a script')
          return faults
        }"""
    )
    return faults


def _accessibility(page: Page) -> list[str]:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    violations = page.evaluate(
        """async tags => {
          const found = await axe.run(document,
            {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
          return found.violations.map(one =>
            `axe ${one.id} (${one.impact}): ${one.help}: `
            + one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '))
        }""",
        TAGS,
    )
    return [str(one) for one in violations]
