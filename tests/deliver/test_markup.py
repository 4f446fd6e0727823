from __future__ import annotations

import pytest
from markupsafe import Markup

from tests.deliver.invented import HOSTILE
from toolkit.deliver.markup import (
    Heading,
    clean_html,
    render_markdown,
    replace_headings,
    replace_tables,
)


def test_markdown_keeps_structure() -> None:
    html = render_markdown("# A *b*\n\ntext **bold**\n\n- one\n- two\n\n|a|b|\n|---|---|\n|1|2|")
    for part in (
        "<h1>A <em>b</em></h1>",
        "<strong>bold</strong>",
        "<li>one</li>",
        "<td>1</td>",
    ):
        assert part in html


@pytest.mark.parametrize(
    "hostile",
    [
        HOSTILE,
        "<img src=x onerror=alert(1)>",
        '<img src="https://elders.example/x.png">',
        "![x](https://elders.example/x.png)",
        "![x](file:///etc/passwd)",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,hello)",
        "<iframe src=https://elders.example></iframe>",
        "<style>*{background:url(https://elders.example)}</style>",
        "<p style='background:url(https://elders.example)' onclick=x()>p</p>",
        "<form action=https://elders.example><input></form>",
        "<svg><script>alert(1)</script></svg>",
        "<link rel=stylesheet href=https://elders.example>",
        "<meta http-equiv=refresh content='0;url=https://elders.example'>",
        "<h2 id=content class=x>kop</h2>",
    ],
)
def test_nothing_that_runs_or_asks_comes_through(hostile: str) -> None:
    html = render_markdown(hostile) + (clean_html(hostile) if hostile.startswith("<") else "")
    for word in ("script", "onerror", "onclick", "elders.example", "style", "iframe", "data:text"):
        assert word not in html
    for word in ("file:", "id=", "class=", "<img", "<form", "<input", "<svg", "<meta", "<link"):
        assert word not in html


def test_a_picture_that_came_along_stays_and_has_an_alternative() -> None:
    html = clean_html('<img src="data:image/png;base64,AAAA">')
    assert html == '<img src="data:image/png;base64,AAAA" alt="">'
    assert clean_html('<img src="https://elders.example" alt="a &lt; b">') == "a &lt; b"


def test_an_empty_corner_is_no_header() -> None:
    html = clean_html("<table><tr><th></th><th>n</th></tr></table>")
    assert "<td></td><th>n</th>" in html


def test_headings_and_tables_can_be_replaced() -> None:
    found: list[Heading] = []

    def note(heading: Heading) -> Markup:
        found.append(heading)
        return Markup("<hr>")

    html = render_markdown("## A *b* & c\n\nx\n\n<H3 class=y>raw</H3>")
    assert "<hr>" in replace_headings(html, note)
    assert [(one.level, one.text) for one in found] == [(2, "A b & c"), (3, "raw")]
    assert replace_tables(Markup("<p>a</p><table><tr></tr></table>"), lambda _: Markup("T")) == (
        "<p>a</p>T"
    )
