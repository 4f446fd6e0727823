"""The live intake for everybody: names for all controls, an order that follows the page, room.

And an inventory of two hundred channels that is still pleasant to work in.
"""

from __future__ import annotations

from importlib.resources import files

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.forms.live_pages import (
    field,
    make_client,
    open_intake,
    wait_until_saved,
)
from tests.lab_server import Lab
from tests.page_checks import TAGS
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.ledger import Ledger

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

AXE = """async tags => {
  const found = await axe.run(
    document.querySelector('.koers-workshop'), {runOnly: {type: 'tag', values: tags}})
  return found.violations.map(one => `axe ${one.id} (${one.impact}): ${one.help}: `
    + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))
}"""
NAMELESS = """() => [...document.querySelectorAll(
    '.koers-workshop :is(input, textarea, select, button, summary)')]
  .filter(one => one.offsetParent !== null)
  .filter(one => !(one.ariaLabel || one.title || one.textContent.trim()
    || [...(one.labels ?? [])].some(label => label.textContent.trim())))
  .map(one => one.outerHTML.slice(0, 160))"""
# In a column nothing comes before what stands above it: where the focus goes up, it starts at the
# top of the next column. Cells of one line stand side by side.
ORDER = """() => {
  const faults = []
  const all = [...document.querySelectorAll(
    '.koers-main-column :is(input, textarea, select, button, summary)')]
    .filter(one => one.offsetParent !== null && !one.disabled && one.tabIndex >= 0)
  all.slice(1).forEach((one, at) => {
    const before = all[at].getBoundingClientRect(), here = one.getBoundingClientRect()
    const down = here.top >= before.bottom - 4
    const beside = here.left >= before.right - 4
    const line = Math.abs(here.top - before.top) < 60 && here.left >= before.left
    if (!down && !beside && !line)
      faults.push(`${all[at].outerHTML.slice(0, 120)} before ${one.outerHTML.slice(0, 120)}`)
  })
  return faults
}"""


def look(page: Page) -> list[str]:
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return [*page.evaluate(AXE, TAGS), *page.evaluate(NAMELESS), *page.evaluate(ORDER)]


def test_two_hundred_channels_are_pleasant_and_everybody_can_use_the_form(
    live_lab: Lab, window: BrowserContext
) -> None:
    workshop = make_client(live_lab.workspace, "many")
    ledger = Ledger(workshop)
    ledger.record([
        *(Change("add", f"intake.media.{NEW}{n}", {"name": f"Channel {n}"}) for n in range(1, 201)),
        *(Change("add", f"intake.goals.{NEW}g{n}", {"name": f"Goal {n}"}) for n in range(3)),
        *(Change("add", f"intake.target_groups.{NEW}t{n}", {"name": f"Group {n}"})
          for n in range(2)),
        Change("add", f"intake.swot.{NEW}s", {"channel": "Channel 1", "kind": "threat"}),
        Change("set", "intake.discipline_votes", [
            {"operational_excellence": 20, "product_leadership": 30, "customer_intimacy": 50},
            {"operational_excellence": 10, "product_leadership": 10, "customer_intimacy": 80},
        ]),
        Change("set", "intake.purpose.mission", None),
    ])  # fmt: skip
    page = open_intake(window, live_lab, "many")
    block = page.locator(".koers-block--media")
    assert "page 1 of 10, 200 rows" in block.inner_text()
    assert block.locator("input").first.is_visible()
    assert look(page) == []

    # Something that is wrong, something that nobody knows, and a row that is not finished.
    page.locator(field("capacity.hours_per_week")).fill("many")
    page.locator(field("intake.offer.product")).fill("?")
    page.get_by_role("button", name="+ Action point").click()
    page.locator(".koers-block--agreements .koers-cell").first.wait_for()
    page.wait_for_timeout(500)
    assert look(page) == []

    page.locator(field("capacity.hours_per_week")).fill("8")
    search = block.get_by_role("textbox", name="Search in Channels and media")
    search.fill("channel 150")
    page.wait_for_function("""() => document.querySelector('.koers-block--media')
        .innerText.includes('page 1 of 1, 1 rows')""")
    rows = list(ledger.answers.tree["intake"]["media"])
    page.locator(field(f"intake.media.{rows[149]}.owner")).press_sequentially("Kim")
    wait_until_saved(page)
    search.fill("")
    page.wait_for_function("""() => document.querySelector('.koers-block--media')
        .innerText.includes('page 1 of 10')""")
    block.get_by_role("button", name="Later rows").click()
    page.wait_for_function("""() => document.querySelector('.koers-block--media')
        .innerText.includes('page 2 of 10')""")
    block.get_by_role("button", name="+ Channel or medium").click()
    page.wait_for_function("""() => document.activeElement.closest('.koers-block--media')
        && document.activeElement.matches('input') && !document.activeElement.value""")
    page.keyboard.type("Channel 201")
    wait_until_saved(page)
    media = read_workshop(workshop).intake.media
    assert (len(media), media[149].owner, media[200].name) == (201, "Kim", "Channel 201")
