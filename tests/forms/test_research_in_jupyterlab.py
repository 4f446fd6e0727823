"""The research in a real browser: a group named, an interview typed, a quote released and printed.

What is looked at is the log, the notebook's file and the report on the disk.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.forms.live_pages import check_files, field, make_client, wait_until_saved
from tests.forms.research_client import SECRET, lay_down_survey
from tests.lab_server import Lab
from toolkit.build import Request, build
from toolkit.working_copies import working_copy
from toolkit.workshop_log import read_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

NOTEBOOK = "working-copies/{slug}/02_persona_research.ipynb"
READY = """() => document.querySelector('.koers-block--quotes .koers-more')
    && document.querySelector('.koers-journal .koers-status')
    && document.querySelector('.koers-bar[data-state="ready"]')"""
QUOTE = "Meer plek en meer licht"


def open_page(window: BrowserContext, lab: Lab, slug: str) -> Page:
    page = window.new_page()
    page.goto(lab.url(NOTEBOOK.format(slug=slug)))
    page.wait_for_function(READY, timeout=90_000)
    return page


def test_named_interviewed_quoted_and_printed(live_lab: Lab, window: BrowserContext) -> None:
    workshop = make_client(live_lab.workspace, "research", name="Small & Co")
    lay_down_survey(workshop.parent)
    copy = working_copy(live_lab.workspace, "research", "persona_research")
    page = open_page(window, live_lab, "research")

    # A group of the survey gets a name; what was counted stands beside it.
    page.get_by_role("button", name="Name this group").nth(1).click()
    name = page.locator(".koers-block--personas .koers-card .koers-field input").first
    name.wait_for()
    facts = page.locator(".koers-persona-facts").first
    facts.get_by_text("40%").first.wait_for()
    assert facts.locator("input, textarea, select").count() == 0
    name.fill("Tinkerers")
    name.press("Tab")
    wait_until_saved(page)

    # An interview by the keyboard alone.
    page.locator(".koers-block--interviews .koers-more").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(
        """() => document.activeElement.closest('.koers-field')
            ?.className.includes('koers-at--research--interviews')"""
    )
    for text in ("I1", "12-10-2026", "Tinkerers", "maker"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    row = read_row(workshop, page)
    page.locator(field(f"research.interviews.{row}.needs")).focus()
    page.keyboard.type("Light")
    page.keyboard.press("Tab")
    wait_until_saved(page)

    # An answer becomes a quote; the one with an address is read, and is kept nowhere.
    answers = page.locator(".koers-block--answers")
    for _ in range(11):
        answers.get_by_title("Later answer").click()
    answers.locator("mark", has_text="web address").wait_for()
    answers.get_by_title("Later answer").click()
    answers.locator("blockquote", has_text=QUOTE).wait_for()
    answers.get_by_label("Released by").fill("Ilse")
    answers.get_by_label("Released by").press("Tab")
    answers.get_by_role("button", name="Release as a quote").click()
    answers.get_by_text("Released: it stands among the quotes below.").wait_for()
    wait_until_saved(page)

    page.keyboard.press("Control+s")
    page.reload()
    page.wait_for_function(READY, timeout=90_000)
    research = read_workshop(workshop).research
    assert [one.name for one in research.personas] == ["Tinkerers"]
    assert [(one.persona, one.needs) for one in research.interviews] == [("Tinkerers", ("Light",))]
    assert [(one.text, one.persona) for one in research.quotes] == [(QUOTE, "Tinkerers")]
    assert page.locator(field(f"research.interviews.{row}.role")).input_value() == "maker"
    check_files(workshop)

    (built,) = build(
        Request(live_lab.workspace, slugs=("research",), notebooks=("persona_research",))
    )
    assert built.ok, built.faults
    report = (workshop.parent / "reports" / "persona_research.html").read_text(encoding="utf-8")
    assert QUOTE in report
    assert "Tinkerers" in report
    for file in (copy, *(one for one in workshop.parent.rglob("*") if one.is_file())):
        if file.name != "responses.csv":
            held = file.read_bytes()
            assert b"tess.example" not in held, file
            assert b"agenda is zoek" not in held, file
    cached = [one for one in (live_lab.workspace / ".koers").rglob("*") if one.is_file()]
    assert not any(SECRET.encode() in one.read_bytes() for one in cached)


def read_row(workshop: Path, page: Page) -> str:
    """Give the id of the interview that is being typed."""
    wait_until_saved(page)
    classes = page.evaluate(
        """() => [...document.querySelectorAll('.koers-block--interviews .koers-field')]
            .map(one => one.className).join(' ')"""
    )
    assert workshop.is_dir()
    return str(classes.split("koers-at--research--interviews--")[1].split("--")[0])
