"""The HTML beside a figure or table: taken as it stands, if our own exhibits could have written it.

A client's own notebook may put anything beside a bundle. What draws a picture or lays out a table
is let through unchanged; anything that runs, loads, leaves or sends is refused, and so is whatever
is no plain tag, which a browser might read otherwise than this does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from toolkit.errors import Fault, RunError

_ELEMENTS = {
    "abbr", "b", "br", "caption", "code", "col", "colgroup", "div", "em", "figcaption", "figure",
    "i", "li", "ol", "p", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
    "circle", "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient", "marker",
    "mask", "path", "pattern", "polygon", "polyline", "radialgradient", "rect", "stop", "svg",
    "symbol", "text", "title", "tspan", "use",
}  # fmt: skip
_TAG = re.compile(r'</?([A-Za-z][A-Za-z0-9]*)((?:\s+[A-Za-z_][\w:.-]*(?:="[^"<]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([A-Za-z_][\w:.-]*)(?:="([^"<]*)")?')
_LOADING = {
    "action",
    "background",
    "data",
    "formaction",
    "ping",
    "poster",
    "src",
    "srcdoc",
    "srcset",
}
_WORDS = {"abbr", "alt", "aria-label", "class", "id", "title"}
# Entities and backslashes could spell an address in another way.
_ADDRESS = re.compile(r"url\s*\((?!#)|image-set|image\s*\(|[&\\]", re.IGNORECASE)


# What stands in a chapter stands in the whole report again.
@lru_cache(maxsize=500)
def vouch(html: str) -> Markup:
    """Give the HTML of an exhibit as it stands.

    Raises
    ------
    RunError
        With everything in it that no exhibit of ours holds.
    """
    found: set[str] = set()
    for element, attributes in _TAG.findall(html):
        if element.lower() not in _ELEMENTS:
            found.add(f"<{element.lower()}>")
        for name, value in _ATTRIBUTE.findall(attributes):
            if _is_foreign(name.lower(), value):
                found.add(f"{name.lower()} on <{element.lower()}>")
    if "<" in _TAG.sub("", html):
        found.add("a “<” that opens no plain tag")
    if found:
        raise RunError(
            Fault(
                "Beside a figure or table stands HTML that does more than show it.",
                got=", ".join(sorted(found)),
                expected="what Koers writes for figures and tables",
                remedy="Take it out of the client's own notebook, and build again.",
            )
        )
    return Markup(html)  # noqa: S704 - every tag in it was just looked at


def _is_foreign(name: str, value: str) -> bool:
    """Say whether an attribute may run something, or point anywhere but into the page itself."""
    if name.startswith("on") or name in _LOADING:
        return True
    if name in {"href", "xlink:href"}:
        return not value.startswith("#")
    # What is read aloud may hold any words; all else may hold styles.
    return name not in _WORDS and bool(_ADDRESS.search(value))
