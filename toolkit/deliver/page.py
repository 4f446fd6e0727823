"""A notebook laid out as a page: what stands above it, what is in it, and what each output becomes.

The template walks the notebook as nbconvert has it do. What it cannot know while walking is worked
out here beforehand: one title, the box at the top, the contents list, the numbers of the figures,
and for each cell and output its *part*, which names the partial template that shows it.

A notebook of several chapters (see :mod:`toolkit.deliver.chapters`) becomes one page on which each
chapter opens with its own title, its headings one level further down.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from nbformat import NotebookNode

from toolkit import bundle
from toolkit.deliver.addresses import Addresses
from toolkit.deliver.brief import Brief, write_brief
from toolkit.deliver.chapters import is_joined, split_chapters
from toolkit.deliver.data import as_download
from toolkit.deliver.foreign import show_foreign
from toolkit.deliver.markup import (
    Heading,
    clean_html,
    render_markdown,
    replace_headings,
    replace_tables,
)
from toolkit.deliver.outputs import read_bundle
from toolkit.deliver.palette import Palette, derive_palette
from toolkit.deliver.parts import (
    ChapterOpening,
    FigurePart,
    Part,
    Prose,
    SourcesPart,
    TablePart,
    TextPart,
)
from toolkit.deliver.sections import drop_empty_sections
from toolkit.deliver.vouched import vouch
from toolkit.exhibit import MIME_NAMES
from toolkit.language import Language
from toolkit.language.grid import Grid, write_grid

_RESERVED = ("content", "contents", "in-short")
_WIDTH_OF_PAPER = 115
"""Characters that fit beside each other in a table on A4."""
_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list, and the lines below it."""

    text: str
    id: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands around the parts: title, client, colours, box and contents list."""

    language: Language
    palette: Palette
    cover: bundle.Cover | None
    joined: bool
    kicker: str
    title: str
    lede: str
    as_of: str
    brief: Brief
    contents: tuple[Entry, ...]


def lay_out(notebook: NotebookNode) -> Page:
    """Lay a notebook out, giving its cells and outputs their parts on the way.

    Parameters
    ----------
    notebook
        An executed notebook; the exporter's own copy, for the parts are put into it.
    """
    notebook.cells = drop_empty_sections(notebook.cells)
    joined = is_joined(notebook)
    chapters = split_chapters(notebook)
    covers = [_cover(cells) for cells in chapters]
    cover = next((found for found in covers if found), None)
    language = Language(cover.language if cover else "en")
    layout = _Layout(language, joined, notebook)
    for cells, chapter_cover in zip(chapters, covers, strict=True):
        layout.lay_out_chapter(cells, chapter_cover)
    if cover is None:
        title, lede = _own_title(notebook.cells) or language.text("Report"), ""
    elif joined:
        title, lede = cover.report_title, cover.report_lede
    else:
        title, lede = cover.title, cover.lede
    return Page(
        language=language,
        palette=derive_palette(cover.brand.accent if cover else bundle.Brand().accent),
        cover=cover,
        joined=joined,
        kicker=cover.chapter_title if cover and not joined else "",
        title=title,
        lede=lede,
        as_of=language.date(dt.date.fromisoformat(cover.as_of)) if cover and cover.as_of else "",
        brief=write_brief(layout.texts, joined=joined),
        contents=tuple(layout.entries),
    )


def plain_page(language: Language, *, title: str, lede: str) -> Page:
    """Make a page that no client stands above, such as the list of all clients."""
    return Page(
        language=language,
        palette=derive_palette(bundle.Brand().accent),
        cover=None,
        joined=False,
        kicker="",
        title=title,
        lede=lede,
        as_of="",
        brief=Brief((), ()),
        contents=(),
    )


class _Layout:
    """The page as far as it has been laid out: addresses given, figures counted, texts met."""

    def __init__(self, language: Language, joined: bool, notebook: NotebookNode) -> None:  # noqa: FBT001
        self.language = language
        self.joined = joined
        self.addresses = Addresses([*_RESERVED, *_ids_of_exhibits(notebook)])
        self.figures = 0
        self.entries: list[Entry] = []
        self.texts: list[list[bundle.Text]] = []
        self._awaits_title = False
        self._level = 1

    def lay_out_chapter(self, cells: Sequence[NotebookNode], cover: bundle.Cover | None) -> None:
        """Give each cell of a chapter its part, and each output of it."""
        self.texts.append([])
        # In Jupyter a chapter's first heading names it; on the page its title stands there already.
        self._awaits_title = True
        self._level = 2 if self.joined else 1
        opening = self._opening(cells, cover) if self.joined else None
        for number, cell in enumerate(cells):
            cell["opening"] = opening if number == 0 else None
            if cell.cell_type == "markdown":
                cell["part"] = Prose(self._arranged(render_markdown(cell.source), listed=True))
            for output in cell.get("outputs", ()):
                output["part"] = self._part(output, cell)

    def _opening(self, cells: Sequence[NotebookNode], cover: bundle.Cover | None) -> ChapterOpening:
        name = cover.chapter_title if cover else _own_title(cells) or self.language.text("Chapter")
        opening = ChapterOpening(
            id=self.addresses.address(name),
            title=cover.title if cover else name,
            kicker=name if cover else "",
            lede=cover.lede if cover else "",
        )
        self.entries.append(Entry(name, opening.id))
        return opening

    def _part(self, output: NotebookNode, cell: NotebookNode) -> Part | None:
        data = output.get("data", {})
        found = read_bundle(data)
        html = data.get("text/html", "")
        match found:
            case bundle.Figure():
                return self._figure(found, vouch(html))
            case bundle.Table():
                return self._table(found, vouch(html))
            case bundle.Text():
                return self._text(found, html)
            case bundle.Sources():
                label = self.addresses.label(self.language.text("Files"))
                return SourcesPart(found, label)
            case bundle.Cover():
                return None
        part = show_foreign(output, cell)
        return Prose(self._arranged(part.html)) if isinstance(part, Prose) else part

    def _figure(self, figure: bundle.Figure, html: Markup) -> FigurePart:
        self.figures += 1
        return FigurePart(
            figure=figure,
            html=Markup(html.strip().removesuffix("</figure>")),  # noqa: S704
            number=self.figures,
            grid=write_grid(figure.data, self.language),
            download=as_download(figure.data),
        )

    def _table(self, table: bundle.Table, html: Markup) -> TablePart | None:
        if not html:  # published for those who calculate, not for the page
            return None
        return TablePart(
            table=table,
            html=self._relabelled(html, table.title),
            download=as_download(table),
            crowded=_width(write_grid(table, self.language)) > _WIDTH_OF_PAPER,
        )

    def _text(self, text: bundle.Text, html: str) -> TextPart | None:
        self.texts[-1].append(text)
        in_the_box = text.role in ("ask", "summary") and not self.joined
        if in_the_box or not text.sentences:
            return None
        # The other voices are written from the bundle.
        words = clean_html(html) if text.role == "reading" else Markup("")
        return TextPart(text, replace_headings(words, self._minor_heading))

    def _arranged(self, html: Markup, *, listed: bool = False) -> Markup:
        """Give headings their level and address, and tables a frame of their own to scroll in."""
        html = replace_headings(html, lambda heading: self._heading(heading, listed))
        return replace_tables(html, self._frame)

    def _heading(self, heading: Heading, listed: bool) -> Markup:  # noqa: FBT001
        if listed and heading.level == 1 and self._awaits_title:
            self._awaits_title = False
            return Markup("")
        self._level = level = min(max(heading.level, 2) + self.joined, 6)
        address = self.addresses.address(heading.text)
        if listed and max(heading.level, 2) == 2:
            entries = self.entries[-1].entries if self.joined else self.entries
            entries.append(Entry(heading.text, address))
        return Markup('<h{0} id="{1}">{2}</h{0}>').format(level, address, heading.html)

    def _minor_heading(self, heading: Heading) -> Markup:
        """Keep a heading inside a part: below the section that it stands in, and not listed."""
        level = min(self._level + max(heading.level - 2, 1), 6)
        return Markup("<h{0}>{1}</h{0}>").format(level, heading.html)

    def _relabelled(self, html: Markup, title: str) -> Markup:
        """Tell regions of the same name apart, for whoever jumps from one to the next."""
        name = Markup('aria-label="{}"').format(title)
        return html.replace(name, Markup('aria-label="{}"').format(self.addresses.label(title)), 1)

    def _frame(self, table: Markup) -> Markup:
        return Markup(
            '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>'
        ).format(self.addresses.label(self.language.text("Table")), table)


def _cover(cells: Iterable[NotebookNode]) -> bundle.Cover | None:
    for cell in cells:
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if bundle.COVER in data and isinstance(found := read_bundle(data), bundle.Cover):
                return found
    return None


def _own_title(cells: Iterable[NotebookNode]) -> str:
    """Give the first top heading of the Markdown, for a notebook that has no cover."""
    titles: list[str] = []

    def note(heading: Heading) -> Markup:
        if heading.level == 1:
            titles.append(heading.text)
        return heading.html

    for cell in cells:
        if cell.cell_type == "markdown" and not titles:
            replace_headings(render_markdown(cell.source), note)
    return titles[0] if titles else ""


def _width(grid: Grid) -> int:
    """Give the least width of a table in characters: its columns' longest words, and the gaps."""
    widths = [_longest_word(header.text) for header in grid.headers]
    for row in grid.rows:
        for place, cell in enumerate(row):
            least = len(cell.text) if cell.numeric else _longest_word(cell.text)
            widths[place] = max(widths[place], least)
    return sum(width + 2 for width in widths)


def _longest_word(text: str) -> int:
    # A line may break at a space and after a hyphen.
    return max(len(word) for word in re.split(r"[\s-]+", text))


def _ids_of_exhibits(notebook: NotebookNode) -> set[str]:
    return {
        found
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if any(name in output.get("data", {}) for name in MIME_NAMES.values())
        for found in _ID.findall(output.data.get("text/html", ""))
    }
