"""Find Meta's tables of days in a file, and what their titles and headers name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.readers.blocks import Block, filled
from toolkit.readers.dates import split_date
from toolkit.readers.meta_titles import Titled, read_title
from toolkit.readers.table import Row, Source, header_key, write

DATE = {"date", "datum"}
MOST_TITLES = 3
MOST_ROWS = 50_000  # twenty figures over six years
WIDEST = 4  # a column for each platform, and for an earlier period
MAIN = {
    "primary", "primair", "primaire", "primaire periode", "current period", "huidige periode",
    "value", "waarde",
}  # fmt: skip
EARLIER = {
    "comparison", "comparison period", "previous period", "secondary", "vergelijking",
    "vergelijkingsperiode", "vorige periode", "secundair", "secundaire periode",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayTable:
    """A table of days with the titles above it."""

    titles: tuple[str, ...]
    block: Block

    @property
    def told(self) -> Titled:
        """What its titles say, the first that names a figure before the others."""
        read = [read_title(title) for title in self.titles]
        return next((one for one in read if one.metric), read[-1] if read else Titled())

    @property
    def headers(self) -> tuple[str, ...]:
        """Its headers but the first, which is that of the date."""
        return filled(self.block.rows[0])[1:]

    @property
    def known(self) -> bool:
        """Whether it is Meta's beyond doubt: by its title, or by how its columns are called."""
        columns = [read_title(header) for header in self.headers]
        return len(columns) <= WIDEST and (
            self.told.metric is not None
            or any(header_key(header) in MAIN for header in self.headers)
            or any(column.metric and column.platform for column in columns)
        )


def is_title(row: Row, above: Row | None) -> bool:  # noqa: ARG001
    """Say whether a row is a title: one cell with words, and not a date cut off from its value."""
    if any(write(cell).strip() for cell in row.cells[1:]):
        return False
    cells = filled(row)
    return (
        len(cells) == 1
        and any(sign.isalpha() for sign in cells[0])
        and split_date(cells[0]) is None
        and not cells[0][:4].isdecimal()
    )


def begins_as_meta(source: Source) -> bool:
    """Say whether a file begins as Meta's do, with a title or a narrow header of days.

    That spares files of others, which may be long, a search for titles.
    """
    if len(source.sheets) != 1 or len(source.sheets[0].rows) > MOST_ROWS:
        return False
    first = next((row for row in source.sheets[0].rows if not row.blank), None)
    if first is None:
        return False
    cells = filled(first)
    narrow = len(cells) <= WIDEST + 1 and header_key(cells[0]) in DATE
    return narrow or is_title(first, None)


def is_day_table(block: Block) -> bool:
    """Say whether a block has a header that begins with the date."""
    cells = filled(block.rows[0]) if block.rows else ()
    return len(cells) > 1 and header_key(cells[0]) in DATE


def find_day_tables(blocks: Sequence[Block]) -> tuple[DayTable, ...]:
    """Find the tables of days, each with all titles that stand right above it."""
    found: list[DayTable] = []
    titles: tuple[str, ...] = ()
    for block in blocks:
        titles = (*titles, block.title)[-MOST_TITLES:] if block.title else titles
        if is_day_table(block):
            found.append(DayTable(titles, block))
        titles = titles if not block.rows else ()
    return tuple(found)


def platforms_in(found: Sequence[DayTable]) -> set[str]:
    """Give the platforms that titles and headers name."""
    said = (read_title(text).platform for one in found for text in (*one.titles, *one.headers))
    return {platform for platform in said if platform}


def leave_open(found: Sequence[DayTable]) -> bool:
    """Say whether one of the tables names no platform."""
    return any(
        one.told.platform is None
        and not all(
            read_title(header).platform or header_key(header) in EARLIER for header in one.headers
        )
        for one in found
    )
