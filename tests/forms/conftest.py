"""One JupyterLab for all tests of the live page: each test has a client of its own in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.lab_server import Lab, close_tabs, running_lab
from toolkit.scaffold import make_workspace


@pytest.fixture(scope="session")
def live_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("live") / "workspace"
    make_workspace(folder)
    for demo in (folder / "clients").glob("demo-*"):
        shutil.rmtree(demo)
    with running_lab(folder) as lab:
        yield lab


@pytest.fixture(scope="session")
def lasting_window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context
    context.close()


@pytest.fixture(scope="session")
def second_browser(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    yield context
    context.close()


@pytest.fixture
def beside(second_browser: BrowserContext) -> Iterator[BrowserContext]:
    """Give a window of another browser: it keeps nothing of what `window` does."""
    yield second_browser
    close_tabs(second_browser)


@pytest.fixture
def window(lasting_window: BrowserContext, live_lab: Lab) -> Iterator[BrowserContext]:
    """Give a window whose pages, and their kernels, end with the test."""
    yield lasting_window
    close_tabs(lasting_window)
    live_lab.end_kernels()
