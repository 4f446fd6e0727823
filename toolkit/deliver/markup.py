"""Words from outside as safe HTML: Markdown, readings, and outputs that carry no bundle.

Whatever is not on the list below is dropped, addresses that would load something among it: a page
asks for nothing. Headings come out bare, and are given their level and their address by the page,
which alone knows what else it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import nh3
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd",
    "del", "div", "dl", "dt", "em", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
    "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub",
    "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
# The frame and the signature that a consultant's own reading has.
_CLASSES = {"div": {"own-words"}}
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_EMPTY_HEADER = re.compile(r"<th([^>]*)>\s*</th>")
_IMAGE = re.compile(r"<img([^>]*)>")
_ALT = re.compile(r'\salt="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as it was written: its level from 1 to 6, its words, and them as HTML."""

    level: int
    text: str
    html: Markup


def render_markdown(source: str) -> Markup:
    """Turn the Markdown of a cell into safe HTML, by nbconvert's own rules."""
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True)
    return clean_html(MarkdownWithMath(renderer=renderer).render(source))


def clean_html(html: str) -> Markup:
    """Keep of `html` what a report may hold: structure and words, no style, script or request."""
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        attribute_filter=_only_what_stays_here,
        url_schemes={"http", "https", "mailto", "tel", "data"},
        link_rel="noopener noreferrer",
    )
    # An empty header cell, such as the corner that pandas writes, heads nothing.
    clean = _EMPTY_HEADER.sub(r"<td\1></td>", clean)
    return Markup(_IMAGE.sub(_image_or_words, clean))  # noqa: S704


def replace_headings(html: Markup, replace: Callable[[Heading], Markup]) -> Markup:
    """Put something else in the place of each heading of cleaned HTML."""

    def put(match: re.Match[str]) -> str:
        inner = Markup(match[2])  # noqa: S704
        return str(replace(Heading(int(match[1]), inner.striptags(), inner)))

    return Markup(_HEADING.sub(put, str(html)))  # noqa: S704


def replace_tables(html: Markup, replace: Callable[[Markup], Markup]) -> Markup:
    """Put something else in the place of each table of cleaned HTML."""

    def put(match: re.Match[str]) -> str:
        return str(replace(Markup(match[0])))  # noqa: S704

    return Markup(_TABLE.sub(put, str(html)))  # noqa: S704


def _image_or_words(match: re.Match[str]) -> str:
    """Keep a picture that came along; of one that would be fetched, keep the words."""
    words = _ALT.search(match[1])
    if ' src="' not in match[1]:
        return words[1] if words else ""
    return match[0] if words else f'<img{match[1]} alt="">'


def _only_what_stays_here(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src":
        return value if value.startswith("data:image/") else None
    if attribute == "href" and value.startswith("data:"):
        return None
    return value
