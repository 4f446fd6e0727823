"""Every kind of page, opened in a real browser as a client would."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deliver.invented import HOSTILE, LONG, chapter, cover, figure, foreign, notebook, shown
from tests.page_checks import check_page
from toolkit import bundle
from toolkit.deliver.html import render_chapter, render_strategy
from toolkit.deliver.portfolio import ChapterState, ClientState, render_portfolio
from toolkit.deliver.problems import render_problems
from toolkit.errors import Fault
from toolkit.language import Language

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def strategy() -> str:
    return render_strategy(
        [
            chapter("nl", "intake", chapter_title="Intake", title="Gastvrij en dichtbij"),
            chapter("nl", "benchmark"),
            chapter("nl", "choice", chapter_title="Kiezen", title=LONG),
        ]
    )


def portfolio() -> str:
    chapters = (
        ChapterState("intake", "Intake", "ok", "waterland/reports/intake.html"),
        ChapterState("channel_benchmark", "Kanaalbenchmark", "stale", "b.html"),
        ChapterState("build_join_ignore", "Kiezen", "failed"),
        ChapterState("persona_research", "Voor wie", "never"),
    )
    return render_portfolio(
        [
            ClientState(LONG, chapters, "2026-10-31", "s.html", "p.html", fictional=True),
            ClientState(HOSTILE, chapters[:2], "2026-10-31"),
        ],
        language=Language("nl"),
    )


def problems() -> str:
    faults = [
        Fault("Two dates cannot be read.", "data/x.csv", 12, "Datum", HOSTILE, "a date", "Repair."),
        Fault("7 rows are there twice.", "data/x.csv", severity="warning"),
        Fault("There is no survey.", severity="note"),
    ]
    return render_problems(
        LONG, faults, language=Language("nl"), failures={"Kiezen": [Fault("It took too long.")]}
    )


PAGES = {
    "dutch": lambda: render_chapter(chapter("nl")),
    "english-yellow": lambda: render_chapter(
        chapter("en", brand=bundle.Brand(accent="#ffdd00", font="Georgia, serif"))
    ),
    "hostile": lambda: render_chapter(
        chapter("nl", title=HOSTILE, lede=HOSTILE, client=HOSTILE, sender=HOSTILE)
    ),
    "strategy": strategy,
    "foreign": lambda: render_chapter(foreign()),
    "portfolio": portfolio,
    "nobody": lambda: render_portfolio([], language=Language("en")),
    "problems": problems,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_passes_every_check(name: str, browser, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.html"
    path.write_text(PAGES[name](), encoding="utf-8", newline="\n")
    check_page(browser, path)


def test_the_checks_find_what_is_wrong(browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(
        '<!doctype html><html><body><h1 id="a">x</h1><h1 id="a">y</h1><p style="width:3000px">z</p>'
        '<img src="other.png"><svg role="img"><title>x</title></svg><a href="#no">n</a>',
        encoding="utf-8",
    )
    with pytest.raises(AssertionError) as found:
        check_page(browser, path)
    for fault in (
        "asks for",
        "sideways",
        "2 h1",
        "ids twice: a",
        "without a desc",
        "to nowhere: #no",
        "axe image-alt",
        "no language",
    ):
        assert fault in str(found.value)


def test_a_download_works_from_a_file(browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(render_chapter(chapter("nl")), encoding="utf-8")
    page = browser.new_page(accept_downloads=True)
    page.goto(path.as_uri())
    with page.expect_download() as download:
        page.click("a.data >> nth=0")
    saved = tmp_path / "saved.csv"
    download.value.save_as(saved)
    page.close()
    assert download.value.suggested_filename == "channel-benchmark-response.csv"
    assert saved.read_text(encoding="utf-8").splitlines()[:2] == [
        "brand,value,low,high,n_posts",
        "Bibliotheek Waterland,2.9,2.3,3.6,212",
    ]


def test_paper_shows_the_wide_picture_and_the_method_but_no_contents_list(
    browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    path.write_text(render_chapter(chapter("nl")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 375, "height": 800}, color_scheme="dark")
    page.goto(path.as_uri())
    assert not page.is_visible(".picture.wide svg >> nth=0")
    assert not page.is_visible("details.method p")
    page.emulate_media(media="print")
    assert page.is_visible(".picture.wide svg >> nth=0")
    assert not page.is_visible(".picture.narrow svg >> nth=0")
    assert page.is_visible("details.method p")
    assert not page.is_visible("nav")
    # What is only looked up stays on the screen.
    assert not page.is_visible("details.sources summary")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    page.close()


def test_what_is_folded_opens_on_screen_and_is_named_once_on_paper(browser, tmp_path: Path) -> None:
    folded = [figure("one", folded=True, title="First"), figure("two", folded=True, title="Second")]
    path = tmp_path / "page.html"
    path.write_text(render_chapter(notebook(shown(cover(), *folded))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(path.as_uri())
    assert page.locator("details.folded").count() == 2
    assert not page.is_visible("details.folded figure >> nth=0")
    assert not page.is_visible(".on-paper >> nth=0")
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert not page.is_visible("details.folded figure >> nth=0")
    named = page.inner_text(".text")
    assert named.count("Te openen op het scherm") == 1
    assert "Figuur 1: First" in named
    assert "Figuur 2: Second" in named
    page.close()


def test_what_is_clicked_is_large_enough(browser, tmp_path: Path) -> None:
    # WCAG 2.2, success criterion 2.5.8: 24 by 24 pixels, links within a sentence excepted.
    path = tmp_path / "page.html"
    path.write_text(render_chapter(chapter("nl")), encoding="utf-8")
    page = browser.new_page(viewport={"width": 375, "height": 800})
    page.goto(path.as_uri())
    heights = page.evaluate(
        "[...document.querySelectorAll('nav a, summary, a.data')]"
        ".map(one => one.getBoundingClientRect().height)"
    )
    page.close()
    assert len(heights) > 6
    assert min(heights) >= 24
