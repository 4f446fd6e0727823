"""The seam between running a notebook and delivering it: versioned bundles and their MIME names.

A chapter's outputs carry these beside what JupyterLab shows, and every exporter works from them, so
that a picture, a slide's chart, a sheet and a CSV file hold the same numbers.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

COVER = "application/vnd.koers.cover+json"
FIGURE = "application/vnd.koers.figure+json"
TABLE = "application/vnd.koers.table+json"
TEXT = "application/vnd.koers.text+json"
SOURCES = "application/vnd.koers.sources+json"

# No system has a file with such a sign in its name, or can be asked for one.
FilePath = Annotated[str, Field(pattern=r"^[^\x00]*$")]
Cell = str | int | float | bool | None
Unit = Literal["text", "count", "number", "share", "rate", "date", "hours", "money", "yesno"]


class Bundle(BaseModel):
    """What all bundles share: they are frozen, closed, and say which version they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)
    version: Literal[1] = 1


class Column(Bundle):
    """A column of tidy data.

    ``name`` is English and fixed (the CSV header); ``label`` is in the report's language. Shares
    and rates are fractions, dates ISO 8601, money in ``currency`` (ISO 4217).
    """

    name: str
    label: str
    unit: Unit = "text"
    decimals: int = 0
    currency: str = "EUR"


class Table(Bundle):
    """Tidy data to look up: one row a case, ``None`` where a cell is missing or withheld.

    ``shown`` names the columns that the page shows; the CSV file always holds all of them.
    ``emphasis`` numbers the rows (from 0) that are the client's own. ``note`` says how to read it.
    ``published`` tables are written to ``reports/data/<chapter>/<name>.csv``; ``folded`` ones, such
    as those behind the method, open when the reader asks.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shown: tuple[str, ...] = ()
    emphasis: tuple[int, ...] = ()
    note: str = ""
    source: str = ""
    published: bool = True
    folded: bool = False


class Figure(Bundle):
    """A picture's meaning: its kind, the finding, what was measured, and the numbers themselves.

    ``title`` is the sentence that it shows, ``measure`` the quiet line with unit and interval,
    ``alt`` what somebody hears who cannot see it, ``n`` the base in words. ``folded`` ones answer a
    question beside the chapter's own: their finding stands there, and they open when asked.
    """

    name: str
    kind: Literal["intervals", "matrix", "bars", "heat", "lines", "strips"]
    title: str
    measure: str
    alt: str
    data: Table
    n: str = ""
    source: str = ""
    folded: bool = False


class Number(Bundle):
    """A number in a sentence and the cell that it came from (``row`` counts from 0)."""

    text: str
    table: str
    row: int
    column: str


class Sentence(Bundle):
    """A sentence written from results, with the origin of each number in it.

    ``lead`` is the few words before it that stand out, such as the hours that are asked for.
    """

    text: str
    lead: str = ""
    numbers: tuple[Number, ...] = ()


class Text(Bundle):
    """Sentences with one voice.

    ``summary`` and ``ask`` make up the box that a board reads; ``finding`` stands in the running
    text; ``notice`` warns; ``method`` explains; ``reading`` is the consultant's own, signed and
    dated, whose Markdown stands in ``sentences`` paragraph by paragraph.
    """

    name: str
    role: Literal["summary", "ask", "finding", "notice", "method", "reading"]
    sentences: tuple[Sentence, ...]
    title: str = ""
    signed: str = ""


class SourceFile(Bundle):
    """A file that a chapter read: path relative to the client folder, SHA-256, what it was.

    One that was looked for and not there has an empty ``sha256``.
    """

    path: FilePath
    sha256: str
    contents: str = ""
    rows: int | None = None


class SourceFolder(Bundle):
    """A folder that a chapter listed, with the names it found there."""

    path: FilePath
    entries: tuple[str, ...]


class Sources(Bundle):
    """All that a chapter depends on besides its template, its parameters and the toolkit."""

    files: tuple[SourceFile, ...]
    folders: tuple[SourceFolder, ...] = ()


class Brand(Bundle):
    """How the client looks: colours as ``#rrggbb``, the logo as a ``data:`` address."""

    accent: str = "#0b5c6b"
    logo: str = ""
    logo_alt: str = ""
    font: str = ""


class Cover(Bundle):
    """What stands above a chapter, and all that a page needs to know of its client.

    ``as_of`` is an ISO 8601 date; empty for a client without any data yet.
    """

    chapter: str
    chapter_title: str
    title: str
    lede: str
    report_title: str
    report_lede: str
    client: str
    sender: str = ""
    language: Literal["nl", "en"]
    as_of: str
    fictional: bool = False
    brand: Brand = Brand()
