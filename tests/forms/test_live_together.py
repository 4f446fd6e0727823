"""Several at once: two browsers on one kernel, another program, another process, a busy kernel.

At full counts two browsers change sixty things, otherwise every third of those.
"""

from __future__ import annotations

import json
import time
from itertools import zip_longest
from pathlib import Path
from typing import Any

import psutil
import pytest
from hypothesis import settings
from playwright.sync_api import BrowserContext, Page

from tests.forms.live_pages import (
    HELD,
    PAGE,
    check_files,
    field,
    make_client,
    open_intake,
    wait_until_saved,
)
from tests.lab_server import Lab
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.ledger import Ledger

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

EVERY = 1 if settings.get_current_profile_name() == "proof" else 3
# Types into fields, each at its own moment of the clock that both browsers share.
TYPE_AT = """changes => {
  for (const {selector, text, when} of changes)
    setTimeout(() => {
      const input = document.querySelector(selector)
      const kind = input.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement
      input.focus()
      Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(input, text)
      input.dispatchEvent(new Event('input', {bubbles: true}))
    }, when - Date.now())
}"""
MEDIA = ("owner", "controller", "goal", "target_group", "frequency", "hours_per_week")
GOALS = ("reached", "serves", "measure", "source", "owner", "unit")
# Types, has an old text put back as a late answer of the kernel does, and leaves the field.
PUT_BACK_AND_LEFT = """(input, text) => {
  input.focus()
  for (let size = 1; size <= text.length; size++) {
    input.value = text.slice(0, size)
    input.dispatchEvent(new InputEvent('input', {bubbles: true}))
  }
  input.value = text.slice(0, 1)
  input.dispatchEvent(new Event('change', {bubbles: true}))
}"""


def shows(page: Page, path: str, text: str) -> None:
    page.wait_for_function(
        "([selector, text]) => document.querySelector(selector)?.value === text",
        arg=[field(path), text], timeout=20_000,
    )  # fmt: skip


def test_two_browsers_change_many_things_two_at_a_time(
    live_lab: Lab, window: BrowserContext, beside: BrowserContext
) -> None:
    workshop = make_client(live_lab.workspace, "pairs")
    ledger = Ledger(workshop)
    rows = {
        table: [
            ledger.record([Change("add", f"intake.{table}.{NEW}", {"name": f"{table} {n}"})])[
                0
            ].path
            for n in range(3)
        ]
        for table in ("media", "goals")
    }
    paths = [
        *(f"intake.offer.{one}" for one in ("product", "plainly", "value_proposition", "market")),
        *(f"intake.purpose.{one}" for one in ("mission", "vision", "why", "how", "what")),
        *(f"{row}.{name}" for row in rows["media"] for name in MEDIA),
        *(f"{row}.{name}" for row in rows["goals"] for name in GOALS),
        *(f"fits.{one}.{other}" for one in DISCIPLINE_NAMES for other in OBJECTIVE_NAMES),
    ]
    assert len(paths) == 60
    paths = paths[::EVERY]
    pairs = len(paths) // 2
    texts = [
        str(number % 4) if "fits." in path or "hours" in path else f"Answer {number}"
        for number, path in enumerate(paths)
    ]
    one = open_intake(window, live_lab, "pairs")
    other = open_intake(beside, live_lab, "pairs")
    start = time.time() * 1000 + 1000
    changes = [
        {"selector": field(path), "text": text, "when": start + 150 * (number % pairs)}
        for number, (path, text) in enumerate(zip(paths, texts, strict=True))
    ]
    # The first of each half at the same moment, the second of each, …
    one.evaluate(TYPE_AT, changes[:pairs])
    other.evaluate(TYPE_AT, changes[pairs:])
    one.wait_for_timeout(1500 + 150 * pairs)
    for page in (one, other):
        wait_until_saved(page)
        for path, text in zip(paths, texts, strict=True):
            shows(page, path, text)
    found = Ledger(workshop)
    kept = {path: _answer(found, path) for path in paths}
    assert kept == {
        path: float(text) if "hours" in path else int(text) if "fits." in path else text
        for path, text in zip(paths, texts, strict=True)
    }
    assert len(live_lab.kernels(PAGE.format(slug="pairs"))) == 1
    try_one_field(one, other, workshop)
    check_files(workshop)


def try_one_field(one: Page, other: Page, workshop: Path) -> None:
    """Type in one field in both browsers: they do not get one text."""
    path, mine, theirs = "meeting.led_by", "Ik wil baantjes", "Gewoon zwemmen"
    for page in (one, other):
        page.locator(field(path)).focus()
    for here, there in zip_longest(mine, theirs, fillvalue=""):
        one.keyboard.type(here)
        other.keyboard.type(there)
        one.wait_for_timeout(200)
    # Who typed the last letter is kept; the other text is told there.
    for page in (one, other):
        wait_until_saved(page)
        shows(page, path, mine)
    assert read_workshop(workshop).meeting.led_by == mine
    notice = one.locator(".koers-notice")
    assert theirs in notice.inner_text()
    notice.get_by_role("button").first.click()
    for page in (one, other):
        shows(page, path, theirs)


def add_row(ledger: Ledger, table: str, name: str) -> str:
    """Add a row as another program does; give its path."""
    return ledger.record([Change("add", f"{table}.{NEW}", {"name": name})])[0].path


def _answer(ledger: Ledger, path: str) -> Any:
    if path.startswith("fits."):
        _, discipline, objective = path.split(".")
        fits = ledger.workshop().intake.fits
        return next(
            one.score for one in fits if (one.discipline, one.objective) == (discipline, objective)
        )
    value: Any = ledger.answers.tree
    for part in path.split("."):
        value = value[part]
    return value


def change_state(workshop: Path, **purpose: str) -> bytes:
    """Change the state file as an editor does; give its new content."""
    path = workshop / "state.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["answers"]["intake"]["purpose"] |= purpose
    content = json.dumps(state).encode()
    path.write_bytes(content)
    return content


def test_another_program_changes_the_state_while_the_form_is_open(
    live_lab: Lab, window: BrowserContext
) -> None:
    workshop = make_client(live_lab.workspace, "editor")
    page = open_intake(window, live_lab, "editor")
    page.locator(field("intake.purpose.mission")).press_sequentially("Ours")
    wait_until_saved(page)
    notice = page.locator(".koers-conflict [role=alert]")
    assert notice.count() == 0
    theirs = change_state(workshop, mission="<b>Theirs</b>", vision="From an editor")
    notice.wait_for(timeout=10_000)
    told = page.locator(".koers-conflict").inner_text()
    assert "Ours" in told
    assert "<b>Theirs</b>" in told
    # While nobody chooses the work goes on, and neither version is touched.
    page.locator(field("intake.offer.product")).press_sequentially("Bread")
    wait_until_saved(page)
    assert (workshop / "state.json").read_bytes() == theirs
    ours = json.loads((workshop / "state.ours.json").read_bytes())["answers"]["intake"]
    assert (ours["purpose"]["mission"], ours["offer"]["product"]) == ("Ours", "Bread")

    page.get_by_role("button", name="Keep what is here").click()
    notice.wait_for(state="detached", timeout=20_000)
    assert read_workshop(workshop).intake.purpose.mission == "Ours"
    (kept,) = workshop.glob("state.other-*.json")
    assert kept.read_bytes() == theirs
    shows(page, "intake.purpose.mission", "Ours")

    change_state(workshop, mission="Theirs after all")
    notice.wait_for(timeout=10_000)
    page.get_by_role("button", name="Take what is there").click()
    notice.wait_for(state="detached", timeout=20_000)
    shows(page, "intake.purpose.mission", "Theirs after all")
    found = read_workshop(workshop).intake
    assert (found.purpose.mission, found.offer.product) == ("Theirs after all", "Bread")
    check_files(workshop)

    # Another process writes through the log, as an import does.
    beside = Ledger(workshop)
    beside.record([Change("set", "intake.purpose.vision", "Imported")], who="import")
    beside.record([Change("add", f"intake.rivals.{NEW}", {"name": "Imported rival"})], who="import")
    shows(page, "intake.purpose.vision", "Imported")
    page.wait_for_function(
        """() => [...document.querySelectorAll('.koers-block--market input')]
        .some(one => one.value === 'Imported rival')"""
    )


def test_a_busy_kernel_loses_nothing_of_what_is_typed_meanwhile(
    live_lab: Lab, window: BrowserContext
) -> None:
    workshop = make_client(live_lab.workspace, "busy")
    page = open_intake(window, live_lab, "busy")
    said = "We mend bicycles, whoever brings them; nobody has to wait for another one to be made."
    mission = page.locator(field("intake.purpose.mission"))
    mission.focus()
    live_lab.occupy(PAGE.format(slug="busy"), seconds=5)
    page.keyboard.type(said[:20])
    page.wait_for_timeout(1500)
    page.keyboard.type(said[20:40], delay=60)
    # A kernel that hears nothing at all, until the form says so itself.
    (process,) = map(psutil.Process, live_lab.kernels(PAGE.format(slug="busy")))
    process.suspend()
    try:
        page.keyboard.type(said[40:60], delay=20)
        page.wait_for_timeout(1500)  # long enough to be sent again
        page.keyboard.type(said[60:65])
        assert page.evaluate(HELD) == 1
        page.locator(".koers-journal [role=alert][data-state=lost]").first.wait_for()
        page.keyboard.type(said[65:70])
    finally:
        process.resume()
    page.keyboard.type(said[70:], delay=20)
    wait_until_saved(page)
    assert mission.input_value() == said
    assert read_workshop(workshop).intake.purpose.mission == said

    # A kernel's late answer puts an older text into the field just before somebody leaves it.
    page.locator(field("intake.purpose.vision")).evaluate(PUT_BACK_AND_LEFT, "A town that cycles")
    wait_until_saved(page)
    assert read_workshop(workshop).intake.purpose.vision == "A town that cycles"
    assert page.locator(".koers-notice").count() == 0
