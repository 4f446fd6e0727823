"""Outputs that carry no bundle, such as those of a client's own notebook.

Nobody has vouched for what they hold, so HTML is cleaned, pictures become addresses that cannot run
anything, and text stays text.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from toolkit.deliver.markup import clean_html, render_markdown
from toolkit.deliver.parts import Broken, Part, Picture, Preformatted, Prose

_TERMINAL_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_WIDGET = "application/vnd.jupyter.widget-view+json"


def show_foreign(output: NotebookNode, cell: NotebookNode) -> Part | None:
    """Choose what a page shows of an output without a bundle; ``None`` for nothing.

    Warnings and other words on the error stream are the consultant's business, and are not shown.
    """
    if output.output_type == "error":
        return Broken()
    if output.output_type == "stream":
        text = _TERMINAL_COLOUR.sub("", _joined(output.text)).strip("\n")
        return Preformatted(text) if output.name == "stdout" and text.strip() else None
    return _richest(output.data, alt=str(cell.metadata.get("alt", "")))


def _richest(data: Mapping[str, Any], alt: str) -> Part | None:
    if "text/html" in data:
        return Prose(clean_html(_joined(data["text/html"])))
    if "image/svg+xml" in data:
        svg = base64.b64encode(_joined(data["image/svg+xml"]).encode("utf-8")).decode("ascii")
        return Picture(f"data:image/svg+xml;base64,{svg}", alt)
    for kind in ("image/png", "image/jpeg"):
        if kind in data:
            return Picture(f"data:{kind};base64,{''.join(_joined(data[kind]).split())}", alt)
    if "text/markdown" in data:
        return Prose(render_markdown(_joined(data["text/markdown"])))
    # The plain text of a live widget or figure object is its name in memory, not an answer.
    text = _joined(data.get("text/plain", ""))
    if _WIDGET in data or not text or re.search(r"\bat 0x[0-9a-fA-F]+>", text):
        return None
    return Preformatted(text)


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
