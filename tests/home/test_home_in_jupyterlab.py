"""A consultant without a terminal: from the home page to a built report, in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from tests.conftest import DEMOS
from tests.lab_server import Lab, close_tabs, running_lab
from toolkit.scaffold import make_workspace

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("home")]
TALLY = "brand,platform,date,reactions,comments,shares,followers\n" + "".join(
    f"{brand},facebook,2026-{1 + row // 12:02d}-{1 + row % 12 * 2:02d},{row + more},1,0,500\n"
    for brand, more in (("Café De Zon", 0), ("Rival", 5))
    for row in range(24)
)

RIVALS = (
    "Rivalen van het seizoen\n"
    "Bedrijf;Kanaal;Gepubliceerd op;Bericht;Applaus;Kommentare\n"
    "Bibliotheek Zuid;Facebook;03/04/2026;<b>Nieuwe boeken</b> liggen klaar;1.024;16\n"
    "Boekhandel De Pagina;Instagram;05/04/2026;Morgen dicht, vrijdag weer open;45;n/a\n"
)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    workspace = tmp_path_factory.mktemp("home") / "workspace"
    make_workspace(workspace)
    for demo in DEMOS[1:]:
        shutil.rmtree(workspace / "clients" / demo)
    with running_lab(workspace) as started:
        yield started


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def page(lab: Lab, window: BrowserContext) -> Iterator[Page]:
    page = window.new_page()
    page.goto(lab.address)
    page.locator(".home-row").first.wait_for(timeout=120_000)
    yield page
    close_tabs(window)


def serious(page: Page) -> list[str]:
    found = Axe().run(page, context=".koers-home").response["violations"]
    return [
        f"{one['id']}: {node['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def wait_for_text(page: Page, file: Path, text: str) -> None:
    for _ in range(100):
        if text in file.read_text(encoding="utf-8"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(file.read_text(encoding="utf-8"))


def test_from_nothing_to_a_report(page: Page, lab: Lab, tmp_path: Path) -> None:
    assert page.locator(".jp-InputArea:visible").count() == 0
    button(page, "Nieuwe klant").click()
    page.get_by_label("Naam", exact=True).fill("Café De Zon")
    page.get_by_text("De bestanden komen in clients/cafe-de-zon").wait_for()
    page.get_by_label("Branche").fill("Koffie: zwart #1")
    assert serious(page) == []
    button(page, "Deze klant maken").click()
    page.get_by_role("heading", name="Café De Zon").wait_for()

    tally = tmp_path / "turflijst 2026.csv"
    tally.write_text(TALLY, encoding="utf-8")
    drop = page.get_by_label("Sleep exports hierheen, of klik om te kiezen")
    drop.set_input_files(tally)
    page.get_by_text("Turflijst: 48 berichten").wait_for()
    client = lab.workspace / "clients" / "cafe-de-zon"
    assert (client / "data/channels/turflijst 2026.csv").read_text(encoding="utf-8") == TALLY
    drop.set_input_files(tally)
    page.get_by_text("turflijst 2026.csv is er al; het is hetzelfde bestand.").wait_for()
    assert serious(page) == []

    page.get_by_role("tab", name="Klant").click()
    page.get_by_label("Aantal mensen", exact=True).fill("3")
    wait_for_text(page, client / "client.yaml", "  people: 3")
    page.get_by_role("tab", name="Fouten").click()
    button(page, "Opnieuw controleren").wait_for()

    report = button(page, "Rapport openen: Café De Zon")
    assert report.is_disabled()
    button(page, "Rapport maken: Café De Zon").click()
    # The kernel is free while the report is made.
    page.get_by_role("tab", name="Huiswerk").click()
    button(page, "Huiswerk maken").wait_for()
    page.get_by_text("Het rapport is klaar.").wait_for(timeout=240_000)
    assert (client / "reports" / "strategy.html").is_file()
    with page.context.expect_page() as opened:
        report.click()
    opened.value.wait_for_load_state()
    assert "Café De Zon" in opened.value.title()


def test_the_page_speaks_the_language_that_was_chosen_last_and_opens_a_workshop(
    page: Page, lab: Lab
) -> None:
    button(page, "English").click()
    button(page, "New client").wait_for()
    page.reload()
    button(page, "Make all reports").wait_for()
    assert serious(page) == []
    button(page, "Nederlands").click()
    button(page, "Nieuwe klant").wait_for()
    button(page, "Workshop openen: Bibliotheek Elzerwaard").click()
    page.wait_for_url("**/working-copies/demo-bibliotheek/01_intake_workshop.ipynb*")


def test_a_table_that_nobody_knows_is_described_by_choosing(
    page: Page, lab: Lab, tmp_path: Path
) -> None:
    button(page, "Gegevens: Bibliotheek Elzerwaard").click()
    table = tmp_path / "rivalen_2026-04.csv"
    table.write_text(RIVALS, encoding="utf-8")
    page.get_by_label("Sleep exports hierheen, of klik om te kiezen").set_input_files(table)
    form = page.locator(".home-table-form")
    form.get_by_text("<b>Nieuwe boeken</b> liggen klaar").first.wait_for()
    form.get_by_text("Zeg hoe datums geschreven zijn.").wait_for()
    assert serious(page) == []
    # Each choice has the header of its column for a name.
    applause = form.get_by_label("Applaus", exact=True)
    applause.select_option(label="Reacties of likes")
    form.get_by_label("Hoe zijn datums geschreven?").select_option(
        label="03/04/2026 → 3 april 2026 (dag eerst)"
    )
    form.get_by_role("cell", name="3 april 2026", exact=True).wait_for()
    form.get_by_role("cell", name="1.024", exact=True).wait_for()
    assert serious(page) == []
    button(page, "Dit bestand zo lezen").click()
    page.get_by_text("2 berichten").wait_for()
    assert form.count() == 0
    profile = lab.workspace / "clients/demo-bibliotheek/data/channels/profile.yaml"
    assert '  - match: "rivalen_*.csv"' in profile.read_text(encoding="utf-8")
    button(page, "Anders laten lezen: rivalen_2026-04.csv").click()
    assert applause.locator("option:checked").inner_text().split() == ["Reacties", "of", "likes"]
