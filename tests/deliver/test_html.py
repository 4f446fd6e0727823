"""What a chapter's page says, read as text; tests/deliver/test_pages.py opens it in a browser."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import nbformat
import pytest

from tests.deliver.invented import (
    HOSTILE,
    chapter,
    cover,
    figure,
    foreign,
    markdown,
    notebook,
    output,
    ranking,
    shown,
    text,
)
from toolkit import bundle
from toolkit.bundle import Sentence
from toolkit.deliver.html import KoersHTMLExporter, render_chapter, render_strategy
from toolkit.errors import RunError
from toolkit.workspace import package_resources


def words(html: str) -> str:
    """The visible words of some HTML, with single spaces."""
    return " ".join(unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", html, flags=re.S)).split())


def test_a_page_names_its_language_client_and_date() -> None:
    html = render_chapter(chapter("nl"))
    assert '<html lang="nl">' in html
    assert (
        "<title>Facebook is uw sterkste kanaal, Instagram dat van Kennisplein – Bibliotheek "
        "Waterland</title>" in html
    )
    assert "peildatum 31 oktober 2026" in html
    assert "verzonnen voorbeeld" in html
    assert '<html lang="en">' in render_chapter(chapter("en"))
    assert "as of 31 October 2026" in render_chapter(chapter("en"))


def test_nothing_is_asked_of_any_network() -> None:
    for made in (chapter(), foreign()):
        html = render_chapter(made)
        assert "default-src 'none'" in html
        assert "<script" not in html
        assert "<link" not in html
        assert "@import" not in html
        assert "url(" not in html
        assert not re.search(r'src="(?!data:image/)', html)


def test_neither_code_nor_prompts_nor_warnings_nor_tracebacks_are_shown() -> None:
    html = render_chapter(chapter()) + render_chapter(foreign())
    for word in (
        "secret_code",
        "In [",
        "Out[",
        "DeprecationWarning",
        "geheim",
        "Traceback",
        "0x7f",
    ):
        assert word not in html


def test_what_is_printed_or_drawn_without_a_bundle_is_shown_safely() -> None:
    html = render_chapter(foreign())
    assert "<pre>rood &lt;b&gt;tekst&lt;/b&gt;</pre>" in html
    assert '<img src="data:image/png;base64,iVBOR' in html
    assert '<img src="data:image/svg+xml;base64,' in html
    assert "could not be computed" in html
    assert "<td>12</td>" in html


def test_words_from_outside_are_escaped_wherever_they_stand() -> None:
    sentence = Sentence(text=HOSTILE, lead=HOSTILE)
    logo = bundle.Brand(logo="https://elders.example/x.png", logo_alt=HOSTILE, font=HOSTILE)
    made = notebook(
        shown(
            cover(
                title=HOSTILE, lede=HOSTILE, client=HOSTILE, sender=HOSTILE, chapter_title=HOSTILE,
                brand=logo,
            ),
            *(
                text(role, sentence, title=HOSTILE)
                for role in ("summary", "ask", "finding", "notice", "method")
            ),
            figure(title=HOSTILE, measure=HOSTILE, alt=HOSTILE, n=HOSTILE, source=HOSTILE),
            ranking(title=HOSTILE, source=HOSTILE),
        )
    )  # fmt: skip
    for html in (render_chapter(made), render_strategy([made, made])):
        assert "<script" not in html
        assert html.count("</style>") == 1
        assert "elders.example" not in html
        assert "&lt;script&gt;" in html


def test_in_a_notice_each_place_begins_a_line() -> None:
    places = [Sentence(text="Reads oddly.", lead=name) for name in ("a.csv", "b.csv")]
    html = render_chapter(notebook(shown(cover(), text("notice", *places, "It goes on."))))
    notice = html.split('<div class="notice">')[1].split("</div>")[0]
    assert notice.count("<p>") == notice.count("</p>") == 2
    assert "b.csv" in notice.split("</p>")[1]


def test_last_expressions_are_shown() -> None:
    # The block for them is empty in the template that ours extends.
    made = notebook(shown(cover(), figure()))
    assert made.cells[0].outputs[-1].output_type == "execute_result"
    assert "Een bericht van u maakt" in render_chapter(made)


def test_the_box_gathers_summary_and_asks_from_several_cells() -> None:
    made = notebook(
        shown(cover()),
        shown(text("summary", "Zo staat het.")),
        markdown("## Kop"),
        shown(text("ask", Sentence(lead="24 uur", text="per week"))),
    )
    html = render_chapter(made)
    box = html[html.index('<section class="brief"') : html.index("</section>")]
    assert words(box) == "In het kort Zo staat het. Wat wij van u vragen 24 uur per week"
    assert html.count("Zo staat het.") == 1
    assert html.index("brief") < html.index(">Kop<")


def test_figures_are_numbered_and_bring_base_source_data_and_table() -> None:
    html = render_chapter(chapter("nl"))
    page = words(html)
    assert (
        "Figuur 1. 1.722 berichten, mei tot en met oktober 2026. Bron: eigen exports en openbare "
        "tellingen. Gegevens (CSV) Figuur 1 Tabel bij figuur 1" in page
    )
    assert "Tabel bij figuur 2" in page
    assert 'download="channel-benchmark-response.csv"' in html
    table = html[html.index('<details class="behind">') :]
    table = words(table[: table.index("</details>")])
    assert "Bibliotheek Mediaan Laag Hoog Berichten Bibliotheek Waterland 2,9 2,3 3,6 212" in table
    assert "Kennisplein 1,8 1,5 2,2 1.340" in table
    assert "Leeshuis Oost – geen waarde: ontbreekt of is niet te tonen" in table
    # The note and the table stand within the figure.
    assert html.count("<figure") == html.count("</figure>") == 2
    assert html.index("Tabel bij figuur 1") < html.index("</figure>")


def test_headings_have_addresses_of_their_own_and_the_contents_list_them() -> None:
    html = render_chapter(chapter("nl"))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert {"nader-bekeken", "nader-bekeken-2"} <= set(ids)
    contents = words(html[html.index("<nav") : html.index("</nav>")])
    assert contents == (
        "Inhoud In het kort U naast drie andere Wat te doen, wat te laten Methode en bronnen"
    )
    assert re.findall("<h1[^>]*>(.*?)</h1>", html) == [
        "Facebook is uw sterkste kanaal, Instagram dat van Kennisplein"
    ]


def test_a_heading_may_be_called_like_an_element_of_the_page() -> None:
    headings = markdown("## Content\n\n## Kop wide title")
    html = render_chapter(notebook(shown(cover(), figure("kop")), headings))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "kop-wide-title" in ids
    assert "kop-wide-title-2" in ids


def test_a_strategy_holds_all_chapters_under_one_title() -> None:
    html = render_strategy(
        [
            chapter("nl", "a", chapter_title="Intake", title="Gastvrij"),
            chapter("nl", "b", chapter_title="Benchmark", title="Voorop"),
        ]
    )
    assert re.findall("<h1[^>]*>(.*?)</h1>", html) == [
        "Minder kanalen, sneller antwoord, één leesclub"
    ]
    assert re.findall('<h2 class="title" id="([^"]*)">(.*?)</h2>', html) == [
        ("intake", "Gastvrij"),
        ("benchmark", "Voorop"),
    ]
    assert '<h3 id="u-naast-drie-andere">' in html
    assert '<h3 id="u-naast-drie-andere-2">' in html
    assert html.count('class="brief"') == 1
    assert "Tabel bij figuur 4" in html
    contents = words(html[html.index("<nav") : html.index("</nav>")])
    sections = "U naast drie andere Wat te doen, wat te laten Methode en bronnen"
    assert contents == f"Inhoud In het kort Intake {sections} Benchmark {sections}"
    box = html[html.index('<section class="brief"') : html.index("</section>")]
    # Of both chapters the first two sentences, and the two asks with a lead, which are the same.
    assert box.count("<li>") == 2 * 2 + 2
    assert html.count("Ja of nee") == 2


def test_regions_of_one_name_are_told_apart() -> None:
    html = render_chapter(notebook(shown(cover(), ranking(), ranking())))
    assert 'aria-label="Advies en besluit"' in html
    assert 'aria-label="Advies en besluit (2)"' in html


def test_a_notebook_without_a_cover_takes_its_title_from_its_first_heading() -> None:
    html = render_chapter(foreign())
    assert "<h1>Eigen werk</h1>" in html
    assert "<title>Eigen werk</title>" in html


def test_tags_remove_cells() -> None:
    gone = shown(text("finding", "Dit niet."), tags=("remove-cell",))
    code = shown(text("finding", "Dit wel."), tags=("remove-input",))
    html = render_chapter(notebook(shown(cover()), gone, code))
    assert "Dit niet." not in html
    assert "Dit wel." in html


def test_sources_show_the_first_characters_of_each_hash() -> None:
    html = render_chapter(chapter("nl"))
    assert "<code>0123456789ab</code>" in html
    assert "12.345" in html


def test_an_output_of_another_version_is_told_in_words() -> None:
    data = figure().bundle.model_dump(mode="json") | {"version": 2}
    made = notebook(output("display_data", data={bundle.FIGURE: data, "text/html": "x"}))
    with pytest.raises(RunError, match="another version"):
        render_chapter(made)


def test_the_same_notebook_gives_the_same_page_and_stays_as_it_was() -> None:
    made = chapter()
    before = nbformat.writes(made)
    assert render_chapter(made) == render_chapter(made)
    assert nbformat.writes(made) == before


@pytest.mark.slow
def test_plain_nbconvert_gives_the_same_page_from_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "some where" / "executed.ipynb"
    path.parent.mkdir()
    nbformat.write(chapter(), path)
    subprocess.run(
        [sys.executable, "-m", "nbconvert", "--to", "koers-html", str(path)],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    assert path.with_suffix(".html").read_text(encoding="utf-8") == render_chapter(chapter())


def test_a_client_may_bring_a_part_of_the_template(tmp_path: Path) -> None:
    (tmp_path / "koers.toml").touch()
    client = tmp_path / "clients" / "waterland"
    (client / "templates" / "report").mkdir(parents=True)
    (client / "templates" / "report" / "colophon.html.j2").write_text("<footer>eigen</footer>")
    made = client / "reports" / "notebooks" / "x.ipynb"
    made.parent.mkdir(parents=True)
    nbformat.write(chapter(), made)
    html, _ = KoersHTMLExporter().from_filename(str(made))
    assert "<footer>eigen</footer>" in html
    assert "Figuur 1." in html
    assert "eigen" in render_chapter(chapter(), workspace=tmp_path, client=client)
    assert "<footer>eigen</footer>" not in render_chapter(chapter(), workspace=tmp_path)


def test_what_says_where_the_template_lies_is_not_on_the_page() -> None:
    html = render_chapter(chapter())
    assert str(package_resources()) not in html
    assert "ipynb" not in html


def test_a_table_that_is_too_wide_for_paper_may_break_its_words() -> None:
    narrow = notebook(shown(cover(), ranking(rows=(("a", "b", "c", 1, 2, 0.5, "2027-01-04"),))))
    assert 'class="table"' in render_chapter(narrow)
    long = "x" * 40
    wide = notebook(shown(cover(), ranking(rows=((long, long, long, 1, 2, 0.5, "2027-01-04"),))))
    assert 'class="table crowded"' in render_chapter(wide)


def test_a_table_without_html_is_published_but_not_shown() -> None:
    hidden = ranking()
    made = notebook(shown(cover()), shown(type(hidden)(hidden.bundle, "")))
    assert "Gegevens (CSV)" not in render_chapter(made)


def test_the_foot_of_a_printed_page_ends_with_its_last_word() -> None:
    foot = re.compile(r"@bottom-left\{content:(.*?) \}")
    dated = foot.search(render_chapter(chapter("nl")))
    assert dated is not None
    assert "31" in dated.group(1)
    undated = foot.search(render_chapter(notebook(shown(cover("nl", as_of="")))))
    assert undated is not None
    assert undated.group(1).strip('"').endswith("Waterland")
