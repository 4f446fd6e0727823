"""What stands beside a bundle is shown as it stands, or not at all."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode

from tests.deliver.invented import chapter, notebook, shown
from toolkit import bundle
from toolkit.deliver.html import render_chapter
from toolkit.deliver.vouched import vouch
from toolkit.errors import RunError
from toolkit.exhibit import Exhibit

TABLE = bundle.Table(
    name="t", title="T", columns=(bundle.Column(name="a", label="A"),), rows=(("x",),)
)


def page(exhibit: Exhibit) -> str:
    return render_chapter(notebook(shown(exhibit)))


@pytest.mark.parametrize(
    "html",
    [
        '<meta http-equiv="refresh" content="0;url=https://evil.example">',
        "<script>alert(1)</script>",
        '<iframe src="https://evil.example"></iframe>',
        '<link rel="stylesheet" href="https://evil.example">',
        '<base href="https://evil.example">',
        '<form action="https://evil.example"><input name="a"></form>',
        "<style>body{display:none}</style>",
        '<a href="https://evil.example">here</a>',
        '<div onclick="alert(1)">x</div>',
        '<DIV OnClick="alert(1)">x</DIV>',
        '<svg><use xlink:href="https://evil.example/a.svg#b"/></svg>',
        "<svg><foreignObject><p>x</p></foreignObject></svg>",
        '<svg><animate attributeName="href"/></svg>',
        '<p style="background:url(https://evil.example)">x</p>',
        '<p style="background:&#117;rl(https://evil.example)">x</p>',
        '<p style="background:u\\72l(https://evil.example)">x</p>',
        '<path fill="url(//evil.example)"/>',
        "<!-- <p> -->",
        "<![CDATA[x]]>",
        "<p title='x'>quotes of the other kind</p>",
        '<p title="x" onclick=alert(1)>x</p>',
        '<p title="a<b">x</p>',
        "<img src=x onerror=alert(1)",
        "<p/onclick=alert(1)>x</p>",
        "</p onclick>",
    ],
)
def test_what_runs_loads_leaves_or_is_no_plain_tag_is_refused(html: str) -> None:
    with pytest.raises(RunError, match="does more than show it"):
        page(Exhibit(TABLE, f"<table><tr><td>x</td></tr></table>{html}"))


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(RunError) as caught:
        vouch('<meta content="x"><p onclick="x">a < b</p>')
    assert caught.value.faults[0].got == "<meta>, a “<” that opens no plain tag, onclick on <p>"


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<div class="scroll" tabindex="0" hidden><table><caption>A &lt; B</caption></table></div>',
        '<svg viewBox="0 0 1 1"><g clip-path="url(#a)"><use xlink:href="#b"/></g></svg>',
        '<svg><path\n d="M0 0" style="fill: #fff"/></svg>',
        '<div role="region" aria-label="see url(https://shop.example) &amp; more">x</div>',
    ],
)
def test_what_our_exhibits_write_stays_as_it_is(html: str) -> None:
    assert vouch(html) == html


def test_a_reading_is_cleaned_like_any_markdown() -> None:
    text = bundle.Text(
        name="r", role="reading", sentences=(bundle.Sentence(text="Mine."),), signed="Jip"
    )
    html = '<p>Mine.</p><meta http-equiv="refresh" content="0;url=x"><script>alert(1)</script>'
    found = page(Exhibit(text, html + '<p onclick="x">And <b>more</b>.</p>'))
    assert "<p>Mine.</p>" in found
    assert "<p>And <b>more</b>.</p>" in found
    for wrong in ("refresh", "alert", "onclick"):
        assert wrong not in found


@pytest.mark.parametrize("role", ["summary", "ask", "finding", "notice", "method"])
def test_other_texts_are_written_from_their_bundle(role: str) -> None:
    text = bundle.Text(name="f", role=role, sentences=(bundle.Sentence(text="So it is."),))
    found = page(Exhibit(text, "<p>Something else</p><meta content=x>"))
    assert "So it is." in found
    assert "Something else" not in found


def test_the_invented_chapters_are_shown() -> None:
    made: NotebookNode = chapter()
    assert "<svg" in render_chapter(made)
