"""LinkedIn's workbooks, corrupted: told by name, or read to the same figures, new and old alike.

As in ``test_corrupted.py``: a copy may be refused, or read with a warning that the clean file does
not give; read in silence it must give the same figures as the clean one.
"""

from __future__ import annotations

import copy
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from tests.readers.test_corrupted import CLIENT, figures
from toolkit.errors import ToolkitError
from toolkit.model.client import Competitor
from toolkit.readers import Export, Profile
from toolkit.readers.channels import ChannelData, read_channels

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"
WE = CLIENT.model_copy(update={"competitors": (Competitor(name="Velo North"),)})


@dataclass(frozen=True)
class Book:
    """A workbook: the sheet that is corrupted, its header's row, a total with what it hangs on."""

    path: str
    sheet: str
    header: int
    figures: tuple[str, ...]
    total: str | None = None
    ids: str | None = None

    @property
    def real(self) -> bool:
        return self.path.endswith(".xlsx")


POSTS = ("Impressions", "Clicks", "Likes", "Comments", "Reposts")
BOOKS = [
    Book("linkedin_posts/content_en.json", "All posts", 1, POSTS, None, "Post link"),
    Book("linkedin_posts/content_en.json", "Metrics", 1,
         ("Reactions (organic)", "Reactions (sponsored)", "Reactions (total)"),
         "Reactions (total)"),
    Book("linkedin_followers/followers_nl.json", "Nieuwe volgers", 0,
         ("Gesponsorde volgers", "Spontane volgers", "Automatisch uitgenodigde volgers",
          "Totaal aantal volgers"), "Totaal aantal volgers"),
    Book("linkedin_visitors/visitors_en.json", "Visitor metrics", 0,
         ("Total page views (desktop)", "Total page views (mobile)", "Total page views (total)"),
         "Total page views (total)"),
    Book("linkedin_competitors/competitors_en.json", "COMPETITORS", 1,
         ("Total Followers", "New Followers", "Total post engagements", "Total posts")),
    Book("linkedin/business-schools-4-climate-leadership-africa_followers_1739343974503.xlsx",
         "New followers", 0, ("Sponsored followers", "Organic followers", "Total followers")),
]  # fmt: skip


def sheets_of(book, shared_data):
    if not book.real:
        return json.loads((DATA / book.path).read_text(encoding="utf-8"))
    path = shared_data(book.path)
    loaded = openpyxl.load_workbook(path, data_only=True)
    sheets = {one.title: [list(row) for row in one.iter_rows(values_only=True)] for one in loaded}
    return {
        name: [["" if cell is None else cell for cell in row] for row in rows]
        for name, rows in sheets.items()
    }


def rows_of(book, sheets):
    rows = sheets[book.sheet]
    return rows[book.header], rows[book.header + 1 :]


def slipped_row(book, sheets):
    """A cell too many in the last row, before its figures."""
    header, rows = rows_of(book, sheets)
    rows[-1].insert(header.index(book.figures[0]), 0)


def slipped_columns(book, sheets):
    """The figures of all rows moved one column to the left, the first one to the end."""
    header, rows = rows_of(book, sheets)
    places = [header.index(name) for name in book.figures]
    for row in rows:
        values = [row[at] for at in places]
        for at, value in zip(places, [*values[1:], values[0]], strict=True):
            row[at] = value


def lost_header(book, sheets):
    """A name of the header is gone, and all after it stand above the wrong cells."""
    header, _ = rows_of(book, sheets)
    del header[header.index(book.figures[0]) - 1]


def lost_first_header(book, sheets):
    """The name of the first column is gone, and the others stand where they stood."""
    header, _ = rows_of(book, sheets)
    header[0] = ""


def tampered_total(book, sheets):
    """One total is ten times what it was, and three more."""
    header, rows = rows_of(book, sheets)
    row = rows[len(rows) // 2]
    at = header.index(book.total)
    row[at] = int(row[at]) * 10 + 3


def text_for_a_figure(book, sheets):
    """A figure as text that is no number."""
    header, rows = rows_of(book, sheets)
    rows[-1][header.index(book.figures[0])] = "12 of 40"


def failed_formula(book, sheets):
    """A figure that a spreadsheet could not work out."""
    header, rows = rows_of(book, sheets)
    rows[-1][header.index(book.figures[0])] = "#DIV/0!"


def ruined_ids(book, sheets):
    """Ids as a spreadsheet shows them."""
    header, rows = rows_of(book, sheets)
    for row in rows:
        row[header.index(book.ids)] = 7.29e18


def broken_letters(book, sheets):
    """UTF-8 that was taken for Windows-1252, in all texts."""
    for rows in sheets.values():
        for row in rows:
            row[:] = [
                cell.encode().decode("cp1252", "replace") if isinstance(cell, str) else cell
                for cell in row
            ]


CORRUPTIONS = (
    slipped_row, slipped_columns, lost_header, lost_first_header, tampered_total,
    text_for_a_figure, failed_formula, ruined_ids, broken_letters,
)  # fmt: skip
REFUSED = {text_for_a_figure, failed_formula, ruined_ids}


def possible(book, corruption):
    if corruption is tampered_total:
        return book.total is not None
    return corruption is not ruined_ids or book.ids is not None


PAIRS = [
    pytest.param(
        book, corruption, id=f"{Path(book.path).name[:24]}-{book.sheet}-{corruption.__name__}"
    )
    for book in BOOKS
    for corruption in CORRUPTIONS
    if possible(book, corruption)
]


def read(path):
    return read_channels(
        [Export(path, f"data/channels/{path.name}")],
        WE,
        Profile(),
        frozenset(),
        dt.date(2026, 12, 31),
    )


@pytest.fixture(scope="module")
def clean_readings() -> dict[tuple[Book, str], ChannelData]:
    """Keep what each workbook says when nothing is wrong with it: many are compared with it."""
    return {}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize(("book", "corruption"), PAIRS)
def test_a_corrupted_workbook_is_told_or_read_to_the_same_figures(
    tmp_path, shared_data, make_workbook, clean_readings, book, corruption, suffix
):
    sheets = sheets_of(book, shared_data)
    if (book, suffix) not in clean_readings:
        whole = make_workbook(tmp_path / f"clean{suffix}", sheets)
        clean_readings[book, suffix] = read(whole)
    clean = clean_readings[book, suffix]
    spoilt = copy.deepcopy(sheets)
    corruption(book, spoilt)
    faults, found = (), None
    try:
        found = read(make_workbook(tmp_path / f"export{suffix}", spoilt))
    except ToolkitError as error:
        faults = error.faults
    assert all(fault.file for fault in faults)
    if corruption in REFUSED:
        assert any(fault.row is not None for fault in faults)
    if found is None:
        return
    told = {fault.what for fault in found.faults if fault.severity == "warning"}
    if not told - {fault.what for fault in clean.faults}:
        for one, other in zip(figures(found), figures(clean), strict=True):
            pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("suffix", [".xlsx", ".xls"])
@pytest.mark.parametrize(
    "book", BOOKS, ids=lambda book: f"{Path(book.path).name[:24]}-{book.sheet}"
)
@pytest.mark.parametrize("share", [0.3, 0.5, 0.9])
def test_half_a_workbook_is_refused(tmp_path, shared_data, make_workbook, book, suffix, share):
    whole = make_workbook(tmp_path / f"whole{suffix}", sheets_of(book, shared_data)).read_bytes()
    path = tmp_path / f"export{suffix}"
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(ToolkitError) as error:
        read(path)
    assert all(fault.file for fault in error.value.faults)
