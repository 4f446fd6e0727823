"""The parts of the home page that need no browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from toolkit import clients
from toolkit.batch.manifest import Manifest, as_json
from toolkit.build.planning import manifest_path
from toolkit.build.records import report_path
from toolkit.clients import CHANNELS, ClientFolder
from toolkit.errors import Fault
from toolkit.files import write_atomically
from toolkit.home.browser import Button
from toolkit.home.building import Build, Built, Step
from toolkit.home.client_row import PAGES, ClientRow
from toolkit.home.details import Details
from toolkit.home.farewell import farewell_panel
from toolkit.home.faults import count_faults, show_faults
from toolkit.home.files_panel import FilesPanel
from toolkit.home.homework import HomeworkPanel
from toolkit.home.new_client import name_folder
from toolkit.home.overview import (
    choose_words,
    describe_state,
    find_clients,
    keep_language,
    list_clients,
    report_of,
    state_of,
)
from toolkit.home.page import HomePage
from toolkit.home.work import Work, tell_built
from toolkit.language import Language
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.rating_urn import RatingUrn
from toolkit.workspace import CACHE

DUTCH, ENGLISH = Language("nl"), Language("en")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Bakkerij De Zon", "bakkerij-de-zon"),
        ("Café & Bär B.V.", "cafe-bar-b-v"),
        ("Øresund Æbler", "oresund-aebler"),
        ("Straße 12", "strasse-12"),
        ("株式会社", "client"),
        ("--", "client"),
        ("x" * 100, "x" * 60),
    ],
)
def test_a_folder_is_named_after_its_client(name: str, slug: str) -> None:
    assert name_folder(name) == slug
    assert clients.SLUG.fullmatch(slug)


def test_no_folder_is_named_twice() -> None:
    assert name_folder("De Zon", ("de-zon", "de-zon-2")) == "de-zon-3"
    assert name_folder("Inbox") == "inbox-2"


def test_clients_are_listed_by_name_with_those_that_cannot_be_read(workspace: Path) -> None:
    broken = workspace / "clients" / "demo-fietsen" / "client.yaml"
    broken.write_text("nam: x\n", encoding="utf-8")
    listed = list_clients(workspace)
    assert [one.name for one in listed] == [
        "Bibliotheek Elzerwaard", "demo-fietsen", "Harrowmere Outdoor",
    ]  # fmt: skip
    assert [state_of(one, workspace) for one in listed] == ["new", "unreadable", "new"]
    assert describe_state(listed[1], workspace, DUTCH) == "client.yaml is niet te lezen"
    broken.write_text("name: Fietsen\n", encoding="utf-8")
    assert "Fietsen" in [one.name for one in list_clients(workspace)]


def test_clients_are_found_by_words_of_name_sector_and_folder(workspace: Path) -> None:
    listed = list_clients(workspace)
    assert [one.slug for one in find_clients(listed, "outdoor SHOPS")] == ["demo-outdoor"]
    assert find_clients(listed, "") == listed
    assert find_clients(listed, "nobody") == ()


def test_the_language_of_the_page_is_that_of_most_until_it_is_chosen(workspace: Path) -> None:
    listed = list_clients(workspace)
    assert choose_words(workspace, listed).code == "nl"
    keep_language(workspace, "en")
    assert choose_words(workspace, listed).code == "en"
    kept = json.loads((workspace / ".koers" / "home.json").read_text(encoding="utf-8"))
    assert kept == {"language": "en"}


def test_faults_are_told_by_file_in_the_reader_s_language_and_escaped() -> None:
    faults = (
        Fault("This file is empty.", "data/b.csv", severity="warning"),
        Fault("This is not a date.", "data/a.csv", 3, "<b>day</b>", got="<script>"),
        Fault("Only noted.", "data/c.csv", severity="note"),
    )
    html = show_faults(faults, DUTCH)
    assert "Dit is geen datum." in html
    assert html.index("data/a.csv") < html.index("data/b.csv") < html.index("data/c.csv")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert count_faults(faults, ENGLISH) == (
        "1 thing must be put right before the report can be made."
    )
    assert count_faults((), DUTCH) == "Alles is in orde."


@pytest.mark.slow
def test_a_build_tells_how_far_it_is_and_what_came_of_it(
    small_client: Callable[..., Path],
) -> None:
    workspace = small_client(only="intake_workshop")
    steps: list[Step] = []
    ends: list[Built] = []
    Build(workspace, ("small",), steps.append, ends.append).wait()
    (built,) = ends
    assert [one.slug for one in built.results] == ["small"]
    assert built.results[0].ok, built.results[0].faults
    assert steps[-1].done == steps[-1].total > 1
    assert report_of("small", workspace) == "clients/small/reports/strategy.html"
    assert "The report is ready." in tell_built(built, ENGLISH)


@pytest.mark.slow
def test_a_build_that_cannot_begin_says_why(workspace: Path) -> None:
    ends: list[Built] = []
    Build(workspace, ("nobody",), lambda _: None, ends.append).wait()
    assert ends[0].results == ()
    assert "nobody" in ends[0].faults[0].what


def test_reports_lie_where_a_build_puts_them(workspace: Path) -> None:
    report = workspace / report_path("demo-fietsen")
    write_atomically(report, "<html></html>")
    assert report_of("demo-fietsen", workspace) == report_path("demo-fietsen")
    manifest = manifest_path(workspace, "demo-fietsen")
    write_atomically(manifest, as_json(Manifest(client="demo-fietsen", status="failed")))
    one = next(one for one in list_clients(workspace) if one.slug == "demo-fietsen")
    assert state_of(one, workspace) == "failed"
    assert (workspace / CACHE / "names.json").is_file()


@pytest.mark.slow
def test_what_came_of_a_build_is_shown_also_to_who_went_elsewhere(workspace: Path) -> None:
    work = Work(workspace, str, ENGLISH)
    work.start(("nobody",), lambda _: pytest.fail("the list is gone"))
    work.leave()
    assert work.busy
    build = work._build
    assert build is not None
    build.wait()
    assert not work.busy
    assert "nobody" in work._outcome.value


@pytest.mark.slow
def test_a_build_that_is_stopped_says_so(workspace: Path) -> None:
    ends: list[Built] = []
    build = Build(workspace, (), lambda _: None, ends.append)
    build.stop()
    build.wait()
    assert ends == [Built(stopped=True)]


@pytest.mark.slow
def test_every_part_of_a_client_opens_in_both_languages(workspace: Path) -> None:
    for words in (DUTCH, ENGLISH):
        details = Details(workspace, "demo-fietsen", words, lambda: None)
        for number in range(len(details.widget.children)):
            details.widget.selected_index = number
            assert details.widget.children[number].children


def buttons_of(row: ClientRow) -> dict[str, Button]:
    found: dict[str, Button] = {}
    waiting = [row.widget]
    while waiting:
        widget = waiting.pop()
        waiting += getattr(widget, "children", ())
        if isinstance(widget, Button):
            found[widget.label] = widget
    return found


def test_every_page_of_a_client_can_be_opened_from_its_row(workspace: Path) -> None:
    one = next(one for one in list_clients(workspace) if one.slug == "demo-fietsen")
    work = Work(workspace, lambda slug: slug, ENGLISH)
    row = ClientRow(one, workspace, ENGLISH, work, lambda _: None)
    opened = {label: row.find_page(chapter) for chapter, (label, _) in PAGES.items()}
    assert opened == {
        "Open workshop": "working-copies/demo-fietsen/01_intake_workshop.ipynb",
        "Open research": "working-copies/demo-fietsen/02_persona_research.ipynb",
        "Open choice": "working-copies/demo-fietsen/04_build_join_ignore.ipynb",
    }
    assert all((workspace / path).is_file() for path in opened.values())
    assert set(opened) <= set(buttons_of(row))
    assert buttons_of(row)["Open research"].name == f"Open research: {one.name}"
    # Whoever opened one client finds the chapter that is only read there too.
    alone = ClientRow(one, workspace, ENGLISH, work, None)
    assert "Open comparison" in buttons_of(alone)
    assert "Open comparison" not in buttons_of(row)


def test_a_client_is_removed_only_when_its_folder_is_named(workspace: Path) -> None:
    list_clients(workspace)
    gone: list[bool] = []
    made = farewell_panel(workspace, "demo-fietsen", ENGLISH, lambda: gone.append(True))
    _, _, typed, row, told = made.children
    (remove,) = row.children
    typed.value = "demo"
    remove._clicked(None, {"click": "1"}, [])
    assert "nothing was removed" in told.value
    assert (workspace / "clients" / "demo-fietsen").is_dir()
    typed.value = "demo-fietsen"
    remove._clicked(None, {"click": "2"}, [])
    assert gone == [True]
    assert not (workspace / "clients" / "demo-fietsen").exists()
    assert not (workspace / ".koers" / "names.json").exists()
    assert (workspace / "working-copies" / "home.ipynb").is_file()


def test_who_is_gone_is_named_and_what_was_open_of_it_closed(workspace: Path) -> None:
    page = HomePage(workspace)
    (one,) = (one for one in list_clients(workspace) if one.slug == "demo-fietsen")
    page._part_from(one)
    closing = page._body.children[-1]
    assert (closing.event, closing.path) == ("gone", "working-copies/demo-fietsen")
    assert one.name in page._news.value


def test_homework_has_a_name_in_the_clients_language(workspace: Path) -> None:
    panel = HomeworkPanel(workspace, "demo-fietsen", ENGLISH)
    for kind in ("homework", "votes", "questionnaire"):
        panel._make(kind)
    made = {one.name for one in (workspace / "clients/demo-fietsen/workshop").glob("*.xlsx")}
    names = ("huiswerk", "stemmen", "vragenlijst")
    assert made == {f"demo-fietsen-{name}.xlsx" for name in names}


def test_a_sheet_of_scores_goes_out_and_comes_back_hidden(workspace: Path, tmp_path: Path) -> None:
    folder = ClientFolder(workspace / "clients" / "demo-fietsen")
    panel = HomeworkPanel(workspace, "demo-fietsen", DUTCH)
    panel._make("ratings")
    (made,) = folder.workshop_folder.glob("*-cijferblad.xlsx")
    book = openpyxl.load_workbook(made)
    book.worksheets[0]["C3"], book.worksheets[0]["C8"] = "Nieuw <b>team</b>", 4
    book.save(tmp_path / "terug.xlsx")
    before = read_workshop(folder.workshop_folder)
    panel.look("terug.xlsx", (tmp_path / "terug.xlsx").read_bytes())
    told, choices = panel._came.children[0].children
    assert "Nieuw &lt;b&gt;team&lt;/b&gt; gaf 1 van " in told.value
    choices.children[0]._clicked(None, {"click": "1"}, [])
    shown = before.choice.revealed
    hidden = RatingUrn(folder.workshop_folder).sheets
    assert list(hidden) == ([] if shown else ["Nieuw <b>team</b>"])
    after = read_workshop(folder.workshop_folder)
    assert len(after.choice.ratings) == len(before.choice.ratings) + shown


def test_two_raters_in_one_workbook_are_both_shown_and_taken(
    workspace: Path, tmp_path: Path
) -> None:
    folder = ClientFolder(workspace / "clients" / "demo-fietsen")
    panel = HomeworkPanel(workspace, "demo-fietsen", DUTCH)
    panel._make("ratings")
    (made,) = folder.workshop_folder.glob("*-cijferblad.xlsx")
    book = openpyxl.load_workbook(made)
    sheets = [book.worksheets[0], book.copy_worksheet(book.worksheets[0])]
    for sheet, rater in zip(sheets, ("Zaal", "Balie"), strict=True):
        sheet["C3"], sheet["C8"] = rater, 4
    book.save(tmp_path / "terug.xlsx")
    panel.look("terug.xlsx", (tmp_path / "terug.xlsx").read_bytes())
    told, choices = panel._came.children[0].children
    assert "Zaal gaf 1 van " in told.value
    assert "Balie gaf 1 van " in told.value
    choices.children[0]._clicked(None, {"click": "1"}, [])
    shown = {one.rater for one in read_workshop(folder.workshop_folder).choice.ratings}
    assert {"Zaal", "Balie"} <= {*RatingUrn(folder.workshop_folder).sheets, *shown}


def test_a_list_of_a_spreadsheet_saved_as_text_comes_in_there_too(workspace: Path) -> None:
    panel = HomeworkPanel(workspace, "demo-fietsen", DUTCH)
    panel.look("lijst.csv", b"Naam;Uren\nOchtendfilmpje;4\n")
    told, _ = panel._came.children[0].children
    assert "Ochtendfilmpje" in told.value


def test_faults_of_homework_are_not_said_to_stop_a_report(workspace: Path) -> None:
    panel = HomeworkPanel(workspace, "demo-fietsen", DUTCH)
    panel.look("x.xlsx", b"no workbook")
    told = panel._came.children[0].value
    assert "Eerst verbeteren" in told
    assert "Houdt het rapport tegen" not in told


def test_a_file_that_no_form_can_show_is_offered_as_text(workspace: Path) -> None:
    file = workspace / "clients" / "demo-fietsen" / "client.yaml"
    file.write_text("name: [\n", encoding="utf-8")
    page = HomePage(workspace)
    page.show_details("demo-fietsen")
    details = Details(workspace, "demo-fietsen", ENGLISH, lambda: None)
    details.widget.selected_index = 1
    (box,) = details.widget.children[1].children
    told, plain = box.children[0].children
    assert "This file cannot be shown as a form yet." in told.value
    area, row = plain.children
    area.value = "name: Fietsen\n"
    save = row.children[0]
    save._clicked(None, {"click": "1"}, [])
    assert file.read_text(encoding="utf-8") == "name: Fietsen\n"


def test_what_is_said_of_a_file_goes_with_the_file(workspace: Path) -> None:
    panel = FilesPanel(ClientFolder(workspace / "clients" / "demo-fietsen"), CHANNELS, DUTCH)
    rows = "Rondewind Rijwielen,instagram,2026-05-01,1\nRondewind Rijwielen,instagram,gisteren,2\n"
    panel.take("telling.csv", f"brand,platform,date,likes\n{rows}".encode())
    outcome = panel.widget.children[2]
    (told,) = outcome.children
    assert "Dit is geen datum" in told.children[0].value
    panel._remove(f"{CHANNELS}/telling.csv")
    assert told not in outcome.children
    assert len(outcome.children) == 1
