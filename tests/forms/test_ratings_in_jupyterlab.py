"""Scores in a real browser: by the number keys alone, unseen by the next, and shown together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.forms.live_pages import check_files, make_client
from tests.lab_server import Lab
from toolkit.working_copies import working_copy
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

PAGE = "working-copies/{slug}/04_build_join_ignore.ipynb"
READY = """() => document.querySelector('.koers-ratings .koers-rater input')
    && document.querySelector('.koers-bar[data-state="ready"]')"""
ENTRY, AGREED = ".koers-rating-lines .koers-slot input", ".koers-agreed-lines .koers-slot input"


def lay_down(workspace: Path, slug: str) -> Path:
    workshop = make_client(workspace, slug)
    initiatives = [{"key": key, "name": key.title()} for key in ("forum", "app", "podcast")]
    steps = ["nobody", "a few, or some", "many"]
    criteria = [
        {"key": "reach", "name": "Reach", "swing": 100, "anchors": steps},
        {"key": "trust", "name": "Trust", "swing": 50},
    ]
    Ledger(workshop).record(
        [
            Change("set", "choice.initiatives", initiatives),
            Change("set", "choice.criteria", criteria),
        ]
    )
    working_copy(workspace, slug, "build_join_ignore")
    return workshop


def enter(page: Page, rater: str, keys: str) -> None:
    """Score by the keyboard: the name, Enter on the button, and then digits alone."""
    page.locator(".koers-rater input").fill(rater)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Enter scores").click()
    expect(page.locator(".koers-ratings h4")).to_have_text(rater)
    expect(page.locator(ENTRY).first).to_be_focused()
    for key in keys:
        page.keyboard.press(key)


def test_scores_by_the_number_keys_hidden_shown_and_agreed_on(
    live_lab: Lab, window: BrowserContext
) -> None:
    workshop = lay_down(live_lab.workspace, "rated")
    page = window.new_page()
    page.goto(live_lab.url(PAGE.format(slug="rated")))
    page.wait_for_function(READY, timeout=90_000)

    enter(page, "Marketing", "501223")
    expect(page.get_by_text("Marketing: 6 of 6 in")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    enter(page, "Care", "1")
    # What the one gave is not on the screen of the other, nor in the log.
    values = [one.input_value() for one in page.locator(ENTRY).all()]
    assert values == ["1", "", "", "", "", ""]
    for key in ("0", "2", "2", "2", "Tab"):
        page.keyboard.press(key)
    expect(page.get_by_text("Care: 5 of 6 in")).to_be_visible()
    kept = json.loads((workshop / "ratings.json").read_text(encoding="utf-8"))["raters"]
    assert kept["Marketing"]["typed"] == {
        "forum": {"reach": "5", "trust": "0"},
        "app": {"reach": "1", "trust": "2"},
        "podcast": {"reach": "2", "trust": "3"},
    }
    assert read_workshop(workshop).choice.ratings == ()

    page.get_by_role("button", name="Show the scores").click()
    expect(page.get_by_text("talk about this first")).to_have_count(1)
    expect(page.locator(".koers-agreed-lines")).to_contain_text("Care 1 · Marketing 5")
    first = page.locator(AGREED).first
    first.click()
    page.keyboard.type("4")
    page.keyboard.press("Tab")
    page.keyboard.type("after a talk, 3 or 5")
    expect(page.locator(".koers-journal .koers-status")).to_contain_text("Saved", timeout=15_000)
    page.wait_for_timeout(800)
    choice = read_workshop(workshop).choice
    assert len(choice.ratings) == 11
    (agreed,) = choice.agreed
    assert (agreed.initiative, agreed.criterion, agreed.score, agreed.why) == (
        "forum", "reach", 4, "after a talk, 3 or 5",
    )  # fmt: skip
    assert not (workshop / "ratings.json").exists()
    check_files(workshop)
