"""What somebody types may be anything: it is kept as typed, and is text wherever it is shown."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import BrowserContext, Page

from tests.forms.live_pages import (
    field,
    make_client,
    open_intake,
    wait_until_ready,
    wait_until_saved,
)
from tests.lab_server import Lab
from toolkit.build import Request, build
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.ledger import Ledger

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)></textarea>"
FORMULA = "=cmd|' /C calc'!A0"
BACKWARDS = "abc\u202etxt.exe\u202c"
FAMILY = "👩\u200d👩\u200d👧\u200d👦"
TEMPLATE = "{{7*7}} ${7*7} <%= 7*7 %> {name} %s"
LONG = "0123456789" * 10_000
# Typed as they stand; a row of the table for each, and a field of the form for the others.
NASTY = (SCRIPT, FORMULA, BACKWARDS, FAMILY, TEMPLATE)


def paste(page: Page, path: str, text: str) -> None:
    """Put text into a field as one keystroke's worth, as a paste does."""
    page.locator(field(path)).focus()
    page.keyboard.insert_text(text)


def test_hostile_text_is_kept_as_typed_and_shown_as_text(
    live_lab: Lab, window: BrowserContext, tmp_path: Path
) -> None:
    name = "<b>Bad</b> & Co"
    workshop = make_client(live_lab.workspace, "hostile", name=name)
    ledger = Ledger(workshop)
    rivals = [ledger.record([Change("add", f"intake.rivals.{NEW}", {})])[0].path for _ in NASTY]
    goals = [ledger.record([Change("add", f"intake.goals.{NEW}", {})])[0].path for _ in NASTY]
    alarms: list[str] = []
    page = open_intake(window, live_lab, "hostile")
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    for row, goal, text in zip(rivals, goals, NASTY, strict=True):
        paste(page, f"{row}.name", text)
        paste(page, f"{goal}.name", text)
    paste(page, "intake.offer.product", LONG)
    for text in NASTY:
        paste(page, "intake.offer.plainly", text + "\n")
    paste(page, "meeting.led_by", SCRIPT)
    page.locator(field("intake.purpose.mission")).evaluate(
        """input => {
          input.value = 'half \\ud83d pair'
          input.dispatchEvent(new Event('input', {bubbles: true}))
        }"""
    )
    wait_until_saved(page)

    found = read_workshop(workshop)
    assert [one.name for one in found.intake.rivals] == list(NASTY)
    assert [one.name for one in found.intake.goals] == list(NASTY)
    assert found.intake.offer.product == LONG
    assert found.intake.offer.plainly == "".join(text + "\n" for text in NASTY)
    assert found.intake.purpose.mission == "half \ufffd pair"
    assert found.meeting.led_by == SCRIPT

    # The conflict notice and the history tell of these too.
    state = json.loads((workshop / "state.json").read_text(encoding="utf-8"))
    state["answers"]["intake"]["purpose"]["mission"] = SCRIPT
    (workshop / "state.json").write_text(json.dumps(state), encoding="utf-8")
    page.locator(".koers-conflict [role=alert]").wait_for()
    assert SCRIPT in page.locator(".koers-conflict").inner_text()
    page.get_by_role("button", name="Keep what is here").click()
    page.locator(".koers-history summary").click()
    page.locator(".koers-history tbody tr").first.wait_for()
    page.reload()
    wait_until_ready(page)
    page.wait_for_timeout(500)
    injected = page.evaluate(
        """() => [...document.querySelectorAll('img[src="x"], .jp-Notebook b')]
        .filter(one => one.matches('img') || one.textContent === 'Bad').length"""
    )
    assert injected == 0
    cards = page.locator(".koers-block--goals .koers-card-title").all_inner_texts()
    assert [one.strip() for one in cards] == [text[:80] for text in NASTY]
    assert page.locator(field(f"{rivals[0]}.name")).input_value() == SCRIPT
    page.get_by_role("button", name="See the chapter").click()
    page.locator(".koers-chapter-back").wait_for()
    page.wait_for_timeout(1000)

    # The pages that a client gets, from a folder and without a server.
    (built,) = build(
        Request(live_lab.workspace, slugs=("hostile",), notebooks=("intake_workshop",))
    )
    assert built.ok, built.faults
    chapter = live_lab.workspace / "clients/hostile/reports/intake_workshop.html"
    page.goto(chapter.as_uri())
    assert page.evaluate("document.scripts.length") == 0
    assert page.locator("img[src=x]").count() == 0
    text = page.locator("body").inner_text()
    for nasty in (SCRIPT, FORMULA, FAMILY, TEMPLATE):
        assert nasty in text
    assert alarms == []

    # The spreadsheet that a client fills in holds text, and no formula.
    sheet = tmp_path / "intake.xlsx"
    made = live_lab.koers("export", "hostile", "--workshop", str(sheet))
    assert made.returncode == 0, made.stdout + made.stderr
    cells = [
        cell
        for tab in openpyxl.load_workbook(sheet).worksheets
        for row in tab.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    texts = {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if cell.value in NASTY} == {"s"}
    assert set(NASTY) <= texts
