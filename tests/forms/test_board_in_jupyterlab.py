"""The board in a real browser: moved by two at once, by keys alone, by finger, and after a kill.

What is looked at is the log on the disk, and what every browser shows. At full counts two browsers
move sixty cards, otherwise twenty; the finger is then only in `test_board_in_a_browser.py`.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.forms.live_pages import check_files, make_client
from tests.forms.test_live_access import AXE, NAMELESS
from tests.lab_server import Lab
from tests.page_checks import TAGS
from toolkit.model.board import Board
from toolkit.working_copies import working_copy
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

FULL = settings.get_current_profile_name() == "proof"
PAIRS = 30 if FULL else 10
PAGE = "working-copies/{slug}/04_build_join_ignore.ipynb"
READY = """() => document.querySelector('.koers-board .koers-board-card')
    && document.querySelector('.koers-bar[data-state="ready"]')"""
SAVED = "() => document.querySelector('.koers-board-status')?.dataset.state === 'saved'"
SHOWN = "cards => document.querySelectorAll('.koers-plane > .koers-card-at').length === cards"
CARDS = ".koers-block--initiatives .koers-card"
PLACES = """() => Object.fromEntries([...document.querySelectorAll('.koers-plane > .koers-card-at')]
    .map(one => [one.querySelector('.koers-card-name').textContent,
        one.dataset.place.split(' ').map(Number)]))"""
# Arrow keys on cards, each at its own moment of the clock that both browsers share.
PRESS_AT = """moves => {
  for (const {name, key, when} of moves)
    setTimeout(() => {
      const card = [...document.querySelectorAll('.koers-board-card')].find(
        one => one.querySelector('.koers-card-name').textContent === name)
      card.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))
    }, when - Date.now())
}"""


def lay_down(workspace: Path, slug: str, count: int) -> Path:
    """Lay down a client with so many initiatives, and the page of its choice."""
    workshop = make_client(workspace, slug)
    group = ("lezers", "ouders")
    initiatives = [
        {"key": f"i{n}", "name": f"Card {n}", "target_groups": [group[n % 2]]} for n in range(count)
    ]
    Ledger(workshop).record([Change("set", "choice.initiatives", initiatives)])
    working_copy(workspace, slug, "build_join_ignore")
    return workshop


def open_board(window: BrowserContext, lab: Lab, slug: str) -> Page:
    page = window.new_page()
    page.goto(lab.url(PAGE.format(slug=slug)))
    page.wait_for_function(READY, timeout=90_000)
    return page


def board_of(workshop: Path) -> Board:
    return read_workshop(workshop).choice.board


def card(page: Page, name: str) -> Locator:
    return page.locator(".koers-board-card").filter(has_text=name).first


def places(workshop: Path) -> dict[str, tuple[float, float]]:
    return {one.initiative: (one.effort, one.benefit) for one in board_of(workshop).cards}


def wait_until_saved(page: Page) -> None:
    page.wait_for_function(SAVED, timeout=25_000)


def test_two_browsers_move_many_cards_two_at_a_time(
    live_lab: Lab, window: BrowserContext, beside: BrowserContext
) -> None:
    cards = 2 * PAIRS
    workshop = lay_down(live_lab.workspace, "pairs-board", cards)
    first = open_board(window, live_lab, "pairs-board")
    second = open_board(beside, live_lab, "pairs-board")
    start = first.evaluate("Date.now()") + 1000
    for page, own, key in (
        (first, range(PAIRS), "ArrowUp"),
        (second, range(PAIRS, cards), "ArrowLeft"),
    ):
        moves = [
            {"name": f"Card {n}", "key": key, "when": start + 150 * place}
            for place, n in enumerate(own)
        ]
        page.evaluate(PRESS_AT, moves)
    for page in (first, second):
        page.wait_for_function(SHOWN, arg=cards, timeout=40_000)
        wait_until_saved(page)
    wanted = {f"i{n}": (50, 52) if n < PAIRS else (48, 50) for n in range(cards)}
    assert places(workshop) == wanted
    shown = {name: tuple(place) for name, place in first.evaluate(PLACES).items()}
    assert shown == {f"Card {key[1:]}": place for key, place in wanted.items()}
    assert second.evaluate(PLACES) == first.evaluate(PLACES)

    # Twenty quick moves of one card by both: they end at one place, and nothing moves it back.
    start = first.evaluate("Date.now()") + 500
    for page, key in ((first, "ArrowUp"), (second, "ArrowLeft")):
        moves = [{"name": "Card 0", "key": key, "when": start + 60 * n} for n in range(20)]
        page.evaluate(PRESS_AT, moves)
    first.wait_for_timeout(4000)
    for page in (first, second):
        wait_until_saved(page)
    there = places(workshop)["i0"]
    for page in (first, second):
        assert tuple(page.evaluate(PLACES)["Card 0"]) == there
    # What another one moved is taken back for both, and is not sent once more.
    second.locator(".koers-tool-bar button").first.click()
    second.wait_for_timeout(3000)
    before = places(workshop)["i0"]
    assert before != there
    for page in (first, second):
        assert tuple(page.evaluate(PLACES)["Card 0"]) == before
    check_files(workshop)


def test_the_board_by_keys_by_mouse_by_taps_and_after_a_kill(
    live_lab: Lab, window: BrowserContext, browser: Browser
) -> None:
    workshop = lay_down(live_lab.workspace, "board", 4)
    page = open_board(window, live_lab, "board")

    # By the keyboard alone: put on the board, moved, taken off, voted, shown.
    card(page, "Card 0").focus()
    page.keyboard.press("Enter")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
        page.keyboard.press(key)
    page.keyboard.press("Tab")
    wait_until_saved(page)
    assert places(workshop) == {"i0": (54, 60)}
    card(page, "Card 0").focus()
    page.keyboard.press("Delete")
    wait_until_saved(page)
    assert places(workshop) == {}
    page.locator(".koers-tool-bar button").first.click()
    page.wait_for_function("() => document.querySelector('.koers-plane > .koers-card-at')")
    assert places(workshop) == {"i0": (54, 60)}

    # With the mouse: dragged to the middle of the upper left quarter.
    box = _box(page.locator(".koers-plane"))
    card(page, "Card 1").scroll_into_view_if_needed()
    box = _box(page.locator(".koers-plane"))
    here = _box(card(page, "Card 1"))
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 200, steps=4)
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 4, steps=4)
    page.mouse.up()
    wait_until_saved(page)
    assert places(workshop)["i1"] == pytest.approx((25, 75), abs=1)

    # With dots: hidden until they are shown, and then only their sum.
    page.locator(".koers-dots-toggle").click()
    page.get_by_role("button", name="A dot for Card 1").click(click_count=2)
    page.locator(".koers-put-in").click()
    page.get_by_text("votes in: 1").wait_for()
    assert board_of(workshop).dots == ()
    page.locator(".koers-reveal").click()
    page.get_by_text("1 people voted.").wait_for()
    assert [(one.initiative, one.dots) for one in board_of(workshop).dots] == [("i1", 2)]

    # The filter fades what is for others, and changes nothing.
    page.locator("select[data-name=group]").select_option("ouders")
    assert page.locator(".koers-faded").count() == 2

    try_folds(page)

    # A kernel that is killed, and the page anew: all is where it was.
    before = places(workshop)
    live_lab.end_kernels()
    page.reload()
    page.wait_for_function(READY, timeout=90_000)
    page.wait_for_function(SHOWN, arg=2)
    assert places(workshop) == before
    # What was unfolded stays so in this browser.
    opened = page.locator(CARDS).nth(3).locator("input").filter(visible=True)
    opened.first.wait_for()
    assert opened.first.input_value() == "Card 3"
    assert look(page) == []

    try_choices(page, workshop)

    if FULL:
        try_by_finger(browser, live_lab, page, workshop)
    # An initiative that is removed takes its card and its dots along.
    page.get_by_role("button", name="Remove: Card 1").click()
    left = {"i0", "i2"} if FULL else {"i0"}
    page.wait_for_function(SHOWN, arg=len(left))
    assert (set(places(workshop)), board_of(workshop).dots) == (left, ())
    check_files(workshop)
    log = [json.loads(line) for line in (workshop / "log.jsonl").read_text().splitlines()]
    votes = [one for one in log if one["path"].startswith("choice.board.dots")]
    assert not any(one.get("who") for one in votes if one.get("kind") != "remove")


def try_by_finger(browser: Browser, lab: Lab, page: Page, workshop: Path) -> None:
    """Tap a card and then its place; the other browser shows it too."""
    phone = browser.new_context(
        viewport={"width": 900, "height": 1100}, has_touch=True, is_mobile=False
    )
    try:
        small = open_board(phone, lab, "board")
        card(small, "Card 2").tap()
        assert card(small, "Card 2").get_attribute("aria-pressed") == "true"
        small.locator(".koers-plane").scroll_into_view_if_needed()
        box = _box(small.locator(".koers-plane"))
        small.touchscreen.tap(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.2)
        wait_until_saved(small)
        assert places(workshop)["i2"] == pytest.approx((80, 80), abs=1)
        page.wait_for_function(SHOWN, arg=3)
    finally:
        phone.close()


def try_folds(page: Page) -> None:
    """Open what is folded by the keyboard alone; one is open at a time."""
    named = page.locator(CARDS)
    names = page.locator(".koers-block--initiatives .koers-kind-line:first-child input")
    page.keyboard.press("Escape")
    assert names.filter(visible=True).count() == 0
    named.nth(2).locator(".koers-fold").focus()
    page.keyboard.press("Enter")
    for _ in range(4):  # past the buttons that move and remove it
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value") == "Card 2"
    named.nth(3).locator(".koers-fold").click()
    assert named.nth(2).locator(".koers-fold").get_attribute("aria-expanded") == "false"


def try_choices(page: Page, workshop: Path) -> None:
    """Choose an initiative by its name; whatever is added opens, and is there to be typed in."""
    page.get_by_role("button", name="+ Initiative").click()
    page.wait_for_function("() => document.activeElement.closest('.koers-card:nth-child(5)')")
    page.keyboard.type("Newcomer")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="+ Decision").click()
    chosen = page.get_by_role("combobox", name="Initiative").filter(visible=True).last
    chosen.select_option("Newcomer")
    page.wait_for_timeout(1500)
    choice = Ledger(workshop).answers.plain()["choice"]
    keys = [one["key"] for one in choice["initiatives"] if one["name"] == "Newcomer"]
    assert [one["initiative"] for one in choice["decisions"]] == keys


def look(page: Page) -> list[str]:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return [*page.evaluate(AXE, TAGS), *page.evaluate(NAMELESS)]


def _box(found: Locator) -> dict[str, Any]:
    box = found.bounding_box()
    assert box
    return dict(box)
