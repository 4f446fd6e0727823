"""The board's piece alone in a real browser: touched, crowded, attacked, and cut off in mid-drag.

There is no kernel behind it: what it sends is gathered, and what a kernel would say is said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.forms.test_live_access import AXE
from tests.page_checks import TAGS
from toolkit.forms.board import _words
from toolkit.forms.scripts import FOLDER, read_script
from toolkit.language import Language

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ADDRESS = "http://127.0.0.1:9/board"
# What anywidget gives a piece: its values, what is sent, and who is told.
MODEL = """values => {
  const told = {}
  window.sent = []
  window.model = {
    get: name => values[name],
    send: message => { if (window.cut) throw new Error('gone'); window.sent.push(message) },
    on: (name, act) => (told[name] ??= []).push(act),
    off: () => {},
  }
  window.change = (name, value) => {
    values[name] = value
    for (const act of told[`change:${name}`] ?? []) act()
  }
  window.say = message => { for (const act of told['msg:custom'] ?? []) act(message) }
  const here = document.querySelector('main')
  here.replaceChildren()
  window.end?.()
  window.end = window.piece.render({model: window.model, el: here})
}"""
DRAWN = """() => [...document.querySelectorAll('.koers-plane > .koers-card-at')].map(one => {
  const box = part => {
    const at = one.querySelector(part).getBoundingClientRect()
    return [at.left, at.top, at.right, at.bottom]
  }
  return {name: one.querySelector('.koers-card-name').textContent, place: one.dataset.place,
    circle: box('.koers-bubble'), words: box('.koers-card-name')}
})"""
PLANE = """() => {
  const at = document.querySelector('.koers-plane').getBoundingClientRect()
  return [at.left, at.top, at.right, at.bottom]
}"""

Box = tuple[float, float, float, float]


def make_card(number: int, **more: object) -> dict[str, object]:
    usual = {
        "key": f"i{number}", "name": f"Card {number}", "told": "", "on": True, "effort": 50,
        "benefit": 50, "groups": [], "objectives": [], "size": 0.1, "bubble_told": "", "dots": 0,
    }  # fmt: skip
    return usual | more


def show(page: Page, cards: list[dict[str, object]], **board: object) -> None:
    names = ("quick_win", "big_step", "in_between", "time_sink")
    usual: dict[str, object] = {
        "quadrants": {name: name.replace("_", " ") for name in names}, "dots_each": 3,
        "dots_shown": False, "voters": 0, "ballots": 0, "bubble": "",
    }  # fmt: skip
    values = {
        "key": "client/workshop", "words": _words(Language("en")), "cards": cards,
        "board": usual | board, "groups": ["readers", "parents"], "objectives": [],
        "bubbles": [["", "All the same"]], "saved": "Saved", "locked": False,
    }  # fmt: skip
    page.evaluate(MODEL, values)
    page.wait_for_timeout(250)


def open_piece(window: BrowserContext) -> Page:
    page = window.new_page()
    styles = "".join((FOLDER / name).read_text() for name in ("forms.css", "board.css"))
    styles += "body { margin: 0; padding: 12px } .koers-live { padding: 0 }"
    page.route(
        ADDRESS,
        lambda route: route.fulfill(
            content_type="text/html",
            body="<!doctype html><html lang=en><title>Board</title>"
            "<meta name=viewport content='width=device-width'><style>" + styles
            + "</style><div class='koers-live koers-workshop'><main></main>"
            + "<p style='height:2000px'></p></div>",
        ),
    )  # fmt: skip
    script = read_script("elements.js", "spread.js", "board.js")
    script = script.replace("export default", "window.piece =")
    page.add_init_script(f"(() => {{ {script} }})()")
    page.goto(ADDRESS)
    return page


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    window = browser.new_context(viewport={"width": 1366, "height": 768})
    yield open_piece(window)
    window.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    window = browser.new_context(
        viewport={"width": 375, "height": 812}, has_touch=True, is_mobile=True
    )
    yield open_piece(window)
    window.close()


def swipe(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    """Draw a finger over the screen, as the screen itself reports it."""
    hand = page.context.new_cdp_session(page)
    points = [{"x": start[0], "y": start[1]}]
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": points})
    for step in range(1, 9):
        points = [{"x": start[0] + by[0] * step / 8, "y": start[1] + by[1] * step / 8}]
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": points})
        page.wait_for_timeout(16)
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(300)


def middle(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def drawn(page: Page) -> dict[str, Any]:
    return {one["name"]: one for one in page.evaluate(DRAWN)}


def moves(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("window.sent.map(one => one.move).filter(Boolean)")
    return found


def covers(one: Box, other: Box) -> bool:
    slack = 0.5
    return (
        one[0] + slack < other[2] and other[0] + slack < one[2]
        and one[1] + slack < other[3] and other[1] + slack < one[3]
    )  # fmt: skip


def grab(page: Page, name: str) -> None:
    page.mouse.move(*middle(drawn(page)[name]["circle"]))
    page.mouse.down()
    page.mouse.move(600, 300, steps=3)


def test_a_finger_on_a_card_moves_it_and_beside_a_card_scrolls(phone: Page) -> None:
    show(phone, [make_card(0, effort=30, benefit=70)])
    before = middle(drawn(phone)["Card 0"]["circle"])
    swipe(phone, before, (80, -60))
    assert phone.evaluate("scrollY") == 0
    (move,) = moves(phone)
    left, top, right, bottom = phone.evaluate(PLANE)
    assert move["effort"] == pytest.approx(30 + 100 * 80 / (right - left), abs=1)
    assert move["benefit"] == pytest.approx(70 + 100 * 60 / (bottom - top), abs=1)
    swipe(phone, (left + 20, bottom - 30), (0, -150))
    assert phone.evaluate("scrollY") > 60
    assert len(moves(phone)) == 1


@pytest.mark.parametrize("width", [375, 768, 1366])
def test_cards_at_one_place_are_all_seen_within_the_plane_and_stay_where_they_are(
    desk: Page, width: int
) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    names = ["Answer every message within a working day", "A reading club in a group of its own"]
    cards = [
        make_card(n, name=f"{names[n % 2]} {n}", effort=effort, benefit=benefit)
        for n, (effort, benefit) in enumerate([(50, 48), (0, 50), (100, 0)] * 3)
    ]
    show(desk, cards)
    found, plane = drawn(desk), desk.evaluate(PLANE)
    assert [one["place"] for one in found.values()] == [
        f"{card['effort']} {card['benefit']}" for card in cards
    ]
    assert moves(desk) == []
    boxes = [(name, one["circle"]) for name, one in found.items()]
    boxes += [(name, one["words"]) for name, one in found.items() if one["words"][2]]
    for (name, box), (other_name, other) in combinations(boxes, 2):
        assert name == other_name or not covers(box, other), (name, other_name)
    for name, box in boxes:
        out = (plane[0] - box[0], plane[1] - box[1], box[2] - plane[2], box[3] - plane[3])
        assert max(out) <= 1, name
    told = [
        one.get_attribute("aria-label") or "" for one in desk.locator(".koers-board-card").all()
    ]
    assert "benefit 48, effort 50" in told[3]
    assert sum("Drawn beside its place" in one for one in told) >= 6
    # Where the names do not fit beside the circles, they stand in the list below.
    listed = desk.locator(".koers-board-list").inner_text()
    assert all(one["words"][2] for one in found.values()) or all(name in listed for name in found)
    assert desk.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_hundred_cards_can_all_be_reached_and_are_drawn_the_same_each_time(desk: Page) -> None:
    cards = [make_card(n, effort=40 + n % 20, benefit=45 + n % 10) for n in range(100)]
    show(desk, cards)
    found = drawn(desk)
    for one in found.values():
        if middle(one["circle"])[1] < 760:
            hit = desk.evaluate(
                "([x, y]) => document.elementFromPoint(x, y).closest('.koers-card-at')"
                ".querySelector('.koers-card-name').textContent",
                middle(one["circle"]),
            )
            assert hit == one["name"]
    show(desk, cards)
    assert drawn(desk) == found


def test_hostile_names_are_words_and_nothing_else(desk: Page) -> None:
    names = [
        "<img src=x onerror='window.hit=1'>", "{name} {benefit} $& $1", "\u202egnirts", "W" * 900,
        "constructor", "__proto__",
    ]  # fmt: skip
    keys = ["a", "b", "c", "d", "constructor", "x__proto__"]
    cards = [
        make_card(n, key=key, name=name, effort=15 * n, benefit=15 * n)
        for n, (key, name) in enumerate(zip(keys, names, strict=True))
    ]
    show(desk, cards)
    assert set(drawn(desk)) == set(names)
    assert desk.evaluate("window.hit") is None
    for one in drawn(desk).values():
        assert one["words"][2] - one["words"][0] < 200
        assert one["words"][3] - one["words"][1] < 80
    desk.locator(".koers-dots-toggle").click()
    desk.get_by_role("button", name="A dot for constructor").click()
    assert desk.get_by_text("2 dots left").is_visible()
    desk.locator(".koers-put-in").click()
    assert desk.evaluate("window.sent.find(one => one.ballot).ballot") == {"constructor": 1}


def test_a_card_that_goes_in_mid_drag_takes_nothing_with_it(desk: Page) -> None:
    faults: list[str] = []
    desk.on("pageerror", lambda error: faults.append(str(error)))
    show(desk, [make_card(0, effort=20, benefit=80), make_card(1, effort=80, benefit=20)])
    grab(desk, "Card 0")
    desk.evaluate("window.change('cards', window.model.get('cards').slice(1))")
    desk.mouse.move(620, 320)
    desk.mouse.up()
    assert moves(desk) == []
    grab(desk, "Card 1")
    desk.mouse.up()
    assert [one["key"] for one in moves(desk)] == ["i1"]
    assert faults == []


def test_a_card_in_the_hand_stays_there_whatever_others_do_and_filter(desk: Page) -> None:
    cards = [make_card(0, effort=20, benefit=80, groups=["readers"]), make_card(1, effort=80)]
    show(desk, cards)
    grab(desk, "Card 0")
    there = drawn(desk)["Card 0"]["circle"]
    cards[0] |= {"effort": 90, "benefit": 10}
    desk.evaluate("cards => window.change('cards', cards)", cards)
    desk.locator("select[data-name=group]").evaluate(
        "one => { one.value = 'parents'; one.dispatchEvent(new Event('change')) }"
    )
    cards[0] |= {"on": False}
    desk.evaluate("cards => window.change('cards', cards)", cards)
    desk.wait_for_timeout(250)
    assert drawn(desk)["Card 0"]["circle"] == pytest.approx(there, abs=1)
    desk.mouse.up()
    left, top, right, bottom = desk.evaluate(PLANE)
    (move,) = moves(desk)
    assert move["effort"] == pytest.approx(100 * (600 - left) / (right - left), abs=1)
    assert move["benefit"] == pytest.approx(100 - 100 * (300 - top) / (bottom - top), abs=1)
    assert "Left out by the filter." in str(
        desk.locator(".koers-board-card").first.get_attribute("aria-label")
    )


def test_a_move_while_the_kernel_is_gone_is_sent_when_it_is_back(desk: Page) -> None:
    cards = [make_card(0, effort=20, benefit=80)]
    show(desk, cards)
    grab(desk, "Card 0")
    desk.evaluate("window.cut = true")
    desk.mouse.up()
    desk.wait_for_timeout(1700)
    assert desk.locator(".koers-board-status").get_attribute("data-state") == "saving"
    desk.evaluate("window.cut = false")
    show(desk, cards)
    desk.wait_for_timeout(200)
    (move, *_) = moves(desk)
    desk.evaluate("id => window.say({done: [{key: 'i0', id}]})", move["id"])
    assert desk.locator(".koers-board-status").get_attribute("data-state") == "saved"


def test_a_vote_outlives_a_reload_and_is_kept_until_the_kernel_has_it(desk: Page) -> None:
    cards = [make_card(0), make_card(1)]
    show(desk, cards)
    desk.locator(".koers-dots-toggle").click()
    desk.get_by_role("button", name="A dot for Card 1").click(click_count=2)
    desk.reload()
    show(desk, cards)
    assert desk.get_by_text("1 dots left").is_visible()
    desk.locator(".koers-put-in").click()
    ballot = desk.evaluate("window.sent.find(one => one.ballot)")
    assert ballot["ballot"] == {"i1": 2}
    # Nobody said that it came through.
    assert desk.get_by_text("1 dots left").is_visible()
    desk.evaluate("id => window.say({voted: id})", ballot["id"])
    assert desk.get_by_text("3 dots left").is_visible()
    kept = json.loads(desk.evaluate("sessionStorage.getItem('koers-board:client/workshop:ballot')"))
    assert kept["dots"] == []


def test_the_keys_keep_their_card_and_tab_goes_by_the_list(desk: Page) -> None:
    cards = [make_card(n, on=n != 1, effort=30 * n, benefit=70) for n in range(3)]
    show(desk, cards)
    name = "document.activeElement.querySelector('.koers-card-name')?.textContent"
    desk.locator(".koers-tray .koers-board-card").focus()
    for key in ("Enter", "ArrowUp", "Delete", "ArrowLeft"):
        desk.keyboard.press(key)
        assert desk.evaluate(name) == "Card 1", key
    cards[1] |= {"on": True}
    desk.evaluate("cards => window.change('cards', cards)", cards)
    assert desk.evaluate(name) == "Card 1"
    assert list(drawn(desk)) == ["Card 0", "Card 1", "Card 2"]


@pytest.mark.parametrize("crowd", [4, 60])
def test_everybody_can_use_the_board(desk: Page, crowd: int) -> None:
    cards = [make_card(n, groups=["readers"] if n % 2 else []) for n in range(crowd)]
    show(desk, cards)
    desk.locator(".koers-dots-toggle").click()
    desk.locator("select[data-name=group]").select_option("readers")
    desk.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    assert desk.evaluate(AXE, TAGS) == []
