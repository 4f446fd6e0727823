"""The journal's piece alone in a real browser: what it still holds, and what it says of that.

There is no kernel behind it: what a kernel would say is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.forms.test_board_in_a_browser import ADDRESS, MODEL
from toolkit.forms.journal import _words
from toolkit.forms.scripts import read_script
from toolkit.language import Language

pytestmark = [pytest.mark.slow, pytest.mark.browser]

KEY, GONE, SAVED = "client/workshop", "rated.0.forum.reach", "rated.0.app.reach"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    window = browser.new_context()
    page = window.new_page()
    body = "<!doctype html><html lang=en><title>Journal</title><main></main>"
    page.route(ADDRESS, lambda route: route.fulfill(content_type="text/html", body=body))
    script = read_script("elements.js", "guide.js", "journal.js")
    page.add_init_script(f"(() => {{ {script.replace('export default', 'window.piece =')} }})()")
    page.goto(ADDRESS)
    yield page
    window.close()


def test_of_what_came_too_late_only_what_is_still_held_is_shown(page: Page) -> None:
    held = json.dumps({"text": "5", "base": "", "steps": [], "when": 0})
    page.evaluate("one => localStorage.setItem(...one)", [f"koers:{KEY}:{GONE}", held])
    values = {
        "key": KEY, "scope": "koers-of--client", "saved_at": "", "unsaved": "", "besides": "",
        "words": _words(Language("en")),
    }  # fmt: skip
    page.evaluate(MODEL, values)
    page.evaluate("orphan => window.say({orphan})", {GONE: "5", SAVED: "3"})
    notices = page.locator(".koers-notice pre")
    assert notices.all_inner_texts() == ["5"]
    page.get_by_role("button", name="Throw it away").click()
    assert notices.count() == 0
    assert page.locator(".koers-status").inner_text().startswith("Everything is saved.")
