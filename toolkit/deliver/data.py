"""The tables of a chapter as CSV files: tidy, in English, for whoever calculates on.

The files follow one contract whatever the report's language: UTF-8, a line feed ends a line, a
comma parts the cells, a point is the decimal sign, the header is English, shares and rates are
fractions, dates are ISO 8601, and an empty cell is a value that is missing or withheld. Words that
begin like a formula have an apostrophe before them (:mod:`toolkit.formulas`); numbers are numbers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from nbformat import NotebookNode

from toolkit import bundle
from toolkit.deliver.outputs import bundles
from toolkit.errors import Fault, RunError
from toolkit.files import write_if_other
from toolkit.formulas import disarm

_UNSAFE = re.compile(r"[^A-Za-z0-9,;:/!()*_.~-]+")


def write_tables(notebook: NotebookNode, folder: Path) -> tuple[Path, ...]:
    """Write every published table of a chapter, and remove those that it no longer has.

    Parameters
    ----------
    notebook
        An executed chapter.
    folder
        The chapter's own folder, ``reports/data/<chapter>``; every CSV file in it is ours.

    Returns
    -------
    tuple of Path
        What was written, in the order of the chapter.

    Raises
    ------
    RunError
        If two different tables have the same name, or a name cannot be a file's.
    """
    tables: dict[str, bundle.Table] = {}
    for table in bundles(notebook, bundle.Table):
        if table.published:
            if tables.setdefault(table.name, table) != table or not _is_file_name(table.name):
                raise RunError(
                    Fault(
                        "A published table has no name of its own.",
                        got=table.name,
                        expected="one table for each name, of letters, digits, - and _",
                        remedy="Rename the table in this chapter's notebook.",
                    )
                )
            tables[table.name] = table
    # A chapter's tables are written when it ran, and again with its page.
    written = tuple(
        write_if_other(folder / f"{name}.csv", as_csv(table)) for name, table in tables.items()
    )
    if folder.is_dir():
        for path in sorted(folder.glob("*.csv")):
            if path not in written and path.stem not in tables:
                path.unlink()
    return written


def as_csv(table: bundle.Table) -> str:
    """Write a table as CSV text, all columns, under the contract of this module."""
    return _csv(
        [column.name for column in table.columns],
        [[_plain(value) for value in row] for row in table.rows],
    )


def as_download(table: bundle.Table) -> str:
    """Give what :func:`as_csv` writes as a ``data:`` address that a browser saves as a file."""
    # Most of it is digits: only what is to be written otherwise is looked at sign by sign.
    words = _UNSAFE.sub(lambda found: _quoted(found[0]), as_csv(table))
    return f"data:text/csv;charset=utf-8,{words}"


@lru_cache(maxsize=1_000)
def _quoted(signs: str) -> str:
    return quote(signs, safe="")


def _csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _plain(value: bundle.Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return disarm(value)
    # repr gives the shortest text that reads back as the same number.
    return repr(value) if isinstance(value, float) else str(value)


def _is_file_name(name: str) -> bool:
    return bool(name) and name.replace("-", "").replace("_", "").isalnum() and name.isascii()
