"""From read columns to a canonical frame, and from frames to what a reader gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from toolkit.model.posts import conform
from toolkit.readers.findings import Findings, name_columns, shorten
from toolkit.readers.reading import Contents, Reading
from toolkit.readers.table import Table, write


def make_frame(
    columns: dict[str, str], file: str, rows: Sequence[int], **values: Sequence[object]
) -> pd.DataFrame:
    """Build a canonical frame of `columns`; what is not given is missing.

    Parameters
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    values
        By canonical name, one value a row, ``None`` where it is missing.
    """
    data = {name: pd.Series(list(given), dtype="object") for name, given in values.items()}
    for name in data:
        if columns[name].startswith("datetime64"):
            data[name] = pd.to_datetime(data[name], utc="UTC" in columns[name])
    data["file"] = pd.Series([file] * len(rows), dtype="object")
    data["row"] = pd.Series(list(rows), dtype="object")
    return conform(pd.DataFrame(data), columns)


def conclude(
    reader: str, frames: dict[Contents, pd.DataFrame], findings: Findings, *tables: Table
) -> tuple[Reading, ...]:
    """Give what was read, with all that was found; columns that nobody asked for are kept.

    Parameters
    ----------
    frames
        Canonical frames by their contents; decisions, faults and what is kept go with the first.
    tables
        The tables that they were made of.

    Raises
    ------
    InputError
        If one of the findings is an error; it carries them all.
    """
    kept = keep_leftovers(tables)
    report_no_rows(frames, tables, findings)
    faults = findings.settle()
    first, *others = (Reading(reader, contents, frame) for contents, frame in frames.items())
    told = Reading(reader, first.contents, first.frame, tuple(findings.decisions), faults, kept)
    return (told, *others)


def report_no_rows(
    frames: Mapping[Contents, pd.DataFrame], tables: Sequence[Table], findings: Findings
) -> None:
    """Warn of a file from which nothing came, and note its tables without rows."""
    bare = [table for table in tables if table.headers and not table.rows]
    if bare and len(bare) == len(tables):
        findings.add(
            "The file has a header and no rows below it: nothing came from it.",
            severity="warning",
            got=shorten(name_columns(bare[0].headers), 200),
            expected="a row for each post, day or part",
            remedy="Choose a period with figures and export it anew, or take the file away.",
        )
        return
    for table in bare:
        findings.add(
            "This table has a header and no rows below it: nothing came from it.",
            severity="note",
            got=shorten(name_columns(table.headers), 200),
        )
    if all(frame.empty for frame in frames.values()) and not findings.faults:
        findings.add(
            "The file has rows and no figure in them: nothing came from it.",
            severity="warning",
            remedy="Compare one row with the platform, and export the file anew.",
        )


def keep_leftovers(tables: Sequence[Table]) -> pd.DataFrame:
    """Keep the columns that no canonical column is made of, as text.

    Returns
    -------
    DataFrame
        A string column for each header, indexed by the row as a spreadsheet shows it; nothing where
        there is nothing over.
    """
    frames = []
    for table in tables:
        places = {name: table.headers.index(name) for name in table.leftovers()}
        cells = {
            name: pd.array([write(row.cells[at]).strip() for row in table.rows], dtype="string")
            for name, at in places.items()
        }
        if cells:
            frames.append(pd.DataFrame(cells, index=pd.Index(table.numbers, name="row")))
    if not frames:
        return pd.DataFrame()
    return pd.concat(frames)
