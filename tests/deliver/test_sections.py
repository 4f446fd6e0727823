"""Headings stay where something stands under them, and only there."""

from __future__ import annotations

import nbformat.v4 as v4
from nbformat import NotebookNode

from toolkit import bundle
from toolkit.deliver.sections import drop_empty_sections


def shown(html: str, name: str = bundle.TEXT) -> NotebookNode:
    output = v4.new_output("display_data", {name: {}, "text/html": html})
    return v4.new_code_cell("x", outputs=[output])


def headings(*cells: NotebookNode) -> list[str]:
    kept = drop_empty_sections(cells)
    return [cell.source for cell in kept if cell.cell_type == "markdown"]


def test_a_heading_above_nothing_goes() -> None:
    empty, full = v4.new_markdown_cell("## Empty"), v4.new_markdown_cell("## Full")
    assert headings(empty, v4.new_code_cell("x"), full, shown("<p>Here</p>")) == ["## Full"]
    assert headings(full, shown("<p>Here</p>"), empty, shown("")) == ["## Full"]


def test_a_heading_above_a_section_with_content_stays() -> None:
    cells = ["## Above", "### Empty", "### Full"]
    above, empty, full = (v4.new_markdown_cell(source) for source in cells)
    assert headings(above, empty, full, shown("<p>Here</p>")) == ["## Above", "### Full"]


def test_prose_and_foreign_outputs_are_content_and_sources_alone_are_not() -> None:
    one, words = v4.new_markdown_cell("## One"), v4.new_markdown_cell("Words.")
    printed = v4.new_code_cell("x", outputs=[v4.new_output("stream", name="stdout", text="hi")])
    assert headings(one, words) == ["## One", "Words."]
    assert headings(one, printed) == ["## One"]
    assert headings(one, shown("<table></table>", bundle.SOURCES)) == []
