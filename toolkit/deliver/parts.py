"""The parts of a page: for each kind of output, what its partial template needs to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from toolkit import bundle
from toolkit.language.grid import Grid


@dataclass(frozen=True, slots=True)
class ChapterOpening:
    """Title of a chapter inside a joined report, with its name above and a sentence below."""

    template: ClassVar[str] = "parts/opening.html.j2"
    id: str
    title: str
    kicker: str = ""
    lede: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Safe HTML from a Markdown cell or from an output without a bundle."""

    template: ClassVar[str] = "parts/prose.html.j2"
    html: Markup


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A picture with its number, its base and source, and the numbers behind it.

    ``html`` is the figure element without its end tag, so that note and table stand inside it.
    """

    template: ClassVar[str] = "parts/figure.html.j2"
    figure: bundle.Figure
    html: Markup
    number: int
    grid: Grid
    download: str


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table as its maker wrote it, with its source and a download.

    ``crowded`` tables are too wide for paper unless words may break.
    """

    template: ClassVar[str] = "parts/table.html.j2"
    table: bundle.Table
    html: Markup
    download: str
    crowded: bool


@dataclass(frozen=True, slots=True)
class TextPart:
    """Sentences in one voice; each voice has a partial of its own.

    ``html`` holds the paragraphs of a reading, the only text that was written in Markdown.
    """

    text: bundle.Text
    html: Markup

    @property
    def template(self) -> str:
        """The partial of this voice."""
        return f"parts/{self.text.role}.html.j2"


@dataclass(frozen=True, slots=True)
class SourcesPart:
    """The files that a chapter was made from."""

    template: ClassVar[str] = "parts/sources.html.j2"
    sources: bundle.Sources
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture without a bundle, as a ``data:`` address."""

    template: ClassVar[str] = "parts/picture.html.j2"
    address: str
    alt: str


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Printed text, as it was printed."""

    template: ClassVar[str] = "parts/preformatted.html.j2"
    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that ended in an error; the traceback is for the consultant, not for the page."""

    template: ClassVar[str] = "parts/broken.html.j2"


Part = (
    ChapterOpening
    | Prose
    | FigurePart
    | TablePart
    | TextPart
    | SourcesPart
    | Picture
    | Preformatted
    | Broken
)
