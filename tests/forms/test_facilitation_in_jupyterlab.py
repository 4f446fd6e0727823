"""Leading a workshop in a real browser: votes by keyboard, a lasting clock, a block on the wall."""

from __future__ import annotations

import json
from importlib.resources import files

import nbformat
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.forms.live_pages import make_client
from tests.lab_server import Lab
from tests.page_checks import TAGS
from toolkit.workshop_log.files import read_log

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]
SCRATCH = "working-copies/small/scratch.ipynb"
CELLS = "[...document.querySelectorAll('.koers-votes .koers-slot input')].map(one => one.value)"
PAGE = """
import ipywidgets as widgets
from toolkit.clients import load
from toolkit.forms.agenda import Agenda
from toolkit.forms.fits import FitMatrix
from toolkit.forms.journal import Journal
from toolkit.forms.form import scoped
from toolkit.forms.present import Present
from toolkit.forms.votes import VotePanel
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language
words = Language("en")
store = WorkshopStore(load("small"), words)
journal = Journal(store, words)
votes, fits = VotePanel(store, words, journal), FitMatrix(store, words, journal)
parts = {"competing": votes, "objectives": fits}
blocks = []
for key, part in parts.items():
    blocks.append(widgets.VBox([widgets.HTML(f"<h2>{key}</h2>"), part.widget]))
    blocks[-1].add_class("koers-block")
    blocks[-1].add_class(f"koers-block--{key}")
scoped([journal.widget, Present(words), Agenda(store, words).widget, *blocks], store)
"""


@pytest.fixture
def page(window: BrowserContext, live_lab: Lab) -> Page:
    make_client(live_lab.workspace, "small")
    cell = nbformat.v4.new_code_cell(PAGE, id="form")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, live_lab.workspace / SCRATCH)
    page = window.new_page()
    page.goto(live_lab.url(SCRATCH))
    page.locator(".koers-votes input").first.wait_for(timeout=90_000)
    return page


def type_votes(page: Page) -> None:
    page.locator(".koers-votes .koers-slot input").first.focus()
    for key, points in (("Enter", (71, 17, 12)), ("Tab", (10, 20, 70))):
        for number in points:
            page.keyboard.type(str(number), delay=30)
            page.keyboard.press(key)


def check_accessibility(page: Page) -> None:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate(
        """async tags => {
          const run = await axe.run('.jp-OutputArea-output', {runOnly: {type: 'tag', values: tags}})
          return run.violations.map(one => one.id + ': ' + one.nodes[0].html.slice(0, 200))
        }""",
        TAGS,
    )
    assert found == []


def test_a_room_is_led_by_keyboard(page: Page, live_lab: Lab) -> None:
    # Votes: hidden as they are finished, and nowhere but in the urn.
    type_votes(page)
    expect(page.get_by_text("2 votes are in")).to_be_visible()
    assert page.evaluate(CELLS)[:6] == ["••"] * 6
    seen = page.evaluate(CELLS) + page.locator(".koers-votes").inner_text().split()
    assert not {"71", "17", "12", "10", "20", "70"} & set(seen)
    folder = live_lab.workspace / "clients" / "small" / "workshop"
    assert len(json.loads((folder / "urn.json").read_text(encoding="utf-8"))["ballots"]) == 2
    assert read_log(folder) == ()
    check_accessibility(page)

    # After a reload they are still in, and still hidden.
    page.reload()
    expect(page.get_by_text("2 votes are in")).to_be_visible(timeout=90_000)
    assert page.evaluate(CELLS)[:6] == ["••"] * 6
    page.get_by_role("button", name="Show the result").click()
    page.locator(".koers-votes figure").wait_for()
    (shown,) = read_log(folder)
    assert (shown.who, shown.time, len(shown.value)) == ("", "", 2)
    assert not (folder / "urn.json").exists()

    # The matrix: Enter and Tab lead to the next cell, arrows go anywhere.
    page.locator(".koers-fits .koers-slot input").first.focus()
    for key in ("3", "Enter", "?", "Tab", "ArrowDown", "ArrowLeft", "ArrowLeft", "2"):
        page.keyboard.press(key)
    expect(page.get_by_text("13 cells are open")).to_be_visible()
    scores = {one.value["discipline"]: one.value["score"] for one in read_log(folder)[1:]}
    assert scores == {"operational_excellence": 3, "product_leadership": 2}
    check_accessibility(page)

    # The clock goes on over a reload, and says in words that time is over.
    page.get_by_role("button", name="Start the clock").click()
    page.evaluate(
        """() => {
          const place = Object.keys(localStorage).find(one => one.endsWith(':clock'))
          const clock = JSON.parse(localStorage[place])
          localStorage[place] = JSON.stringify({...clock, since: clock.since - 26 * 60000})
        }"""
    )
    page.reload()
    expect(page.locator(".koers-agenda .koers-what")).to_have_text("over time", timeout=90_000)
    expect(page.locator(".koers-agenda .koers-now")).to_have_text("What you compete on")
    page.get_by_role("button", name="5 minutes more").click()
    expect(page.locator(".koers-agenda .koers-what")).to_have_text("left")

    # On the wall: one block, its keys, and the way back.
    page.locator(".koers-fits input").first.wait_for(timeout=90_000)
    page.get_by_role("button", name="Show on the wall").click()
    expect(page.locator(".koers-block--competing")).to_be_visible()
    expect(page.locator(".koers-block--objectives")).to_be_hidden()
    expect(page.locator(".koers-agenda")).to_be_hidden()
    page.keyboard.press("PageDown")
    expect(page.locator(".koers-block--objectives")).to_be_visible()
    small = page.evaluate(
        """() => [...document.querySelectorAll('.koers-current :is(h2, p, b, input)')]
          .filter(one => one.offsetParent && one.textContent + (one.value ?? ''))
          .filter(one => parseFloat(getComputedStyle(one).fontSize) < (one.matches('h2') ? 40 : 24))
          .map(one => one.outerHTML.slice(0, 100))"""
    )
    assert small == []
    page.locator(".koers-fits .koers-slot input").first.focus()
    page.keyboard.press("PageUp")
    expect(page.locator(".koers-block--objectives")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".koers-agenda")).to_be_visible()
