"""Google Analytics 4, reports and report snapshots as CSV: tables below each other.

Above a table stand the property and the period, as comments. A table has parts (pages, sources,
countries) or points in time (a date, or ``Nth day`` counted from the first day of the period), and
figures. Where two tables of a file give one figure by the same kind of part, the first counts, and
names before codes. A table without a figure that is known here is kept as it is, and told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import INSIGHTS, stack
from toolkit.readers.counts import NumberStyle, read_counts, read_numbers
from toolkit.readers.findings import Findings, name_columns, shorten
from toolkit.readers.frame import conclude
from toolkit.readers.ga4_periods import BOTH_DAYS, Day, Facts, place_rows, read_facts
from toolkit.readers.ga4_shapes import (
    Shape,
    find_shape,
    has_codes,
    name_members,
    split_grand_total,
)
from toolkit.readers.ga4_totals import check_grand_total
from toolkit.readers.ga4_words import (
    END,
    FIGURES,
    FRACTIONAL,
    PROPERTY,
    START,
    find_dimension,
    find_step,
)
from toolkit.readers.insight_frame import make_insights_by_row
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.stacked import Block, cut_blocks, is_comment, read_comment
from toolkit.readers.table import (
    HEADER_WITHIN,
    Column,
    Sheet,
    Source,
    Table,
    header_key,
    read_table,
    write,
)

LOOKS_FOR = (
    "Google Analytics 4: lines that begin with # (# Property: …, # Start date: …; Dutch: "
    "# Begindatum: …) above a table"
)
AVERAGES = ("engagement_rate", "engagement_time")
COMMENTS_WITHIN = 30
MOST_TABLES = 300
STYLE = NumberStyle(missing=frozenset({"", "-"}))
EXPONENT = re.compile(r"[0-9](\.[0-9]{1,20})?[Ee][-+]?[0-9]{1,2}")
Figures = dict[str, list[float | None]]
Taken = set[tuple[object, ...]]


def identify(source: Source) -> bool:
    """Say whether this is such an export: its first row is a comment, and one names a period."""
    return any(_has_comments(sheet) for sheet in source.sheets)


def find_lacking(source: Source) -> tuple[int, str] | None:
    """Say how many figures of a website a file has, and that its comments are gone."""
    known = {header_key(name) for names in FIGURES.values() for name in names}
    found = 0
    for sheet in source.sheets:
        for row in sheet.rows[:HEADER_WITHIN]:
            first, *others = [header_key(write(cell)) for cell in row.cells] or [""]
            if find_dimension(first) or find_step(first):
                found = max(found, len(known.intersection(others)))
    return (found, "the lines that begin with # above its table") if found else None


def _has_comments(sheet: Sheet) -> bool:
    first = [row for row in sheet.rows[:COMMENTS_WITHIN] if not row.blank]
    if not first or not is_comment(first[0]):
        return False
    words = [read_comment(row) for row in first if is_comment(row)]
    keys = {word.partition(":")[0].strip().casefold() for word in words if ":" in word}
    return bool(keys & (PROPERTY | START | END)) or any(map(BOTH_DAYS.fullmatch, words))


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of a website.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    blocks: list[tuple[Block, Facts]] = []
    facts = Facts()
    for sheet in source.sheets:
        for block in cut_blocks(sheet):
            facts = read_facts(block.comments, facts, findings)
            blocks.append((block, facts))
            if len(blocks) > MOST_TABLES:
                findings.add(
                    "This file has more tables below each other than any report has.",
                    row=block.sheet.rows[0].number,
                    expected=fill("{most_tables} at most", most_tables=MOST_TABLES),
                    remedy="Export the file anew.",
                )
                findings.settle()
    taken: Taken = set()
    frames: list[pd.DataFrame] = []
    tables: list[Table] = []
    for block, known in sorted(blocks, key=lambda pair: has_codes(pair[0].sheet)):
        told = known if known.property else replace(known, property=settings.answers.account)
        table = read_block(block.sheet, told, taken, frames, findings)
        tables.append(table)
    insights = stack(frames, INSIGHTS).sort_values("row", kind="stable", ignore_index=True)
    _report_nobody(blocks, settings, findings)
    _report_cut(source, findings)
    return conclude("ga4", {"insights": insights}, findings, *tables)


def _report_nobody(
    blocks: Sequence[tuple[Block, Facts]], settings: Settings, findings: Findings
) -> None:
    # A property tells another client's website from this one.
    if settings.answers.account or not blocks or all(facts.property for _, facts in blocks):
        return
    name = findings.file.rsplit("/", 1)[-1]
    findings.add(
        "The file does not say of which website it is; it is taken as the client's own.",
        severity="warning",
        expected="a comment above the table such as # Property: Shop - GA4",
        remedy=fill(
            "Export it anew with its lines that begin with #. If it has none, "
            "write in data/channels/profile.yaml under answers: {{match: "
            '"{name}", account: "NAME"}}, and in client.yaml under accounts: - '
            '{{platform: website, id: "NAME"}}, with the name of the property '
            "for NAME.",
            name=name,
        ),
    )


def _report_cut(source: Source, findings: Findings) -> None:
    for sheet in source.sheets:
        last = next((row for row in reversed(sheet.rows) if not row.blank), None)
        if last is not None and is_comment(last) and not sheet.closed:
            findings.add(
                "The file ends in its comments, in the middle of a line: it may have been cut off.",
                severity="warning",
                row=last.number,
                got=read_comment(last),
                remedy="Export it anew, or copy it here again in full.",
            )


def read_block(
    sheet: Sheet, facts: Facts, taken: Taken, frames: list[pd.DataFrame], findings: Findings
) -> Table:
    """Read one table, and add its figures, and those of its grand total, to `frames`.

    Parameters
    ----------
    taken
        Which figures the file has given before, by what and of which period; added to.
    """
    sheet, total = split_grand_total(sheet)
    header = sheet.rows[0].number
    table = read_table(sheet, header, findings)
    shape = find_shape(table)
    if shape.several or not shape.figures:
        findings.add(
            "A table of this file holds several periods or groups; it is kept, not used."
            if shape.several
            else "A table of this file has no figure that is known here; it is kept, not used.",
            severity="warning" if shape.several else "note",
            row=header,
            got=shorten(name_columns(table.headers), 200),
        )
        return table
    fresh = _take(shape, facts, taken)
    if len(fresh) < len(shape.figures):
        known = [name for metric, name in shape.figures.items() if metric not in fresh]
        findings.add(
            "Another table of this file cuts the same figures in the same way; these are kept, "
            "not used.",
            severity="note",
            row=header,
            got=shorten(f"{', '.join(known)} by {', '.join(shape.parts)}", 200),
        )
    if not fresh:
        return table
    figures = {metric: read_figure(table, name, metric, findings) for metric, name in fresh.items()}
    check_blanks(table, shape, findings)
    frames.append(_place(table, shape, figures, facts, findings))
    if total is not None:
        whole = read_table(replace(sheet, rows=(sheet.rows[0], total)), header, findings)
        sums = {
            metric: read_figure(whole, name, metric, findings) for metric, name in fresh.items()
        }
        sound = check_grand_total(figures, sums, shape, facts, total.number, findings)
        usable = {metric: name for metric, name in fresh.items() if metric in sound}
        new = _take(Shape(usable, None, (), several=False), facts, taken)
        told = {metric: sums[metric] for metric in new}
        frames.append(_place(whole, Shape(new, None, (), several=False), told, facts, findings))
    return table


def _take(shape: Shape, facts: Facts, taken: Taken) -> dict[str, str]:
    """Give the figures, with their headers, that the file did not give before in this way."""
    keys = {metric: (metric, facts.start, facts.end, *shape.kind) for metric in shape.figures}
    fresh = {metric: name for metric, name in shape.figures.items() if keys[metric] not in taken}
    taken |= {keys[metric] for metric in fresh}
    return fresh


def _place(
    table: Table, shape: Shape, figures: Figures, facts: Facts, findings: Findings
) -> pd.DataFrame:
    start: Sequence[Day] = [facts.start] * len(table.rows)
    end: Sequence[Day] = [facts.end] * len(table.rows)
    times = table.column(shape.times) if shape.times else None
    if times and shape.step:
        start, end = place_rows(shape.step, times, facts, findings)
    elif table.rows and not facts.spoilt and (facts.start is None or facts.end is None):
        findings.add(
            "This table does not say of which days it is, so its figures have no date.",
            severity="warning",
            row=table.rows[0].number,
            remedy="Export the file anew, and leave the lines with # in it.",
        )
    return make_insights_by_row(
        table.file,
        table.numbers,
        figures,
        platform="website",
        account=facts.property,
        start=start,
        end=end,
        dimension=shape.dimension,
        members=name_members(table, shape),
    )


def check_blanks(table: Table, shape: Shape, findings: Findings) -> None:
    """Tell blanks among counts and sums, of which Google prints one in each cell.

    A blank at the end of a row is what a lost cell leaves: the figures before it then belong to
    other columns, so it is an error. Averages and rates of nothing may be blank.
    """
    for metric, name in shape.figures.items():
        column = table.column(name)
        if column is None or metric in AVERAGES:
            continue
        last = name == table.headers[-1] and len(shape.figures) > 1
        for text, row in zip(column.texts, column.rows, strict=True):
            if not text and any(column.texts):
                findings.add(
                    "This cell is blank, and Google Analytics prints a figure in each: the row may "
                    "have slipped."
                    if last
                    else "This cell is blank, and Google Analytics prints a figure in each; it is "
                    "not counted as zero.",
                    severity="error" if last else "warning",
                    row=row,
                    column=column.name,
                    got="a blank",
                    expected="a figure, 0 where there is none",
                    remedy="Export the file anew, and leave it as it came.",
                )


def read_figure(table: Table, name: str, metric: str, findings: Findings) -> list[float | None]:
    """Read a column of figures: counts, or numbers with decimals where the metric has them."""
    column = table.column(name)
    assert column is not None  # noqa: S101  its name is one of the headers
    if metric not in FRACTIONAL:
        return list(read_counts(column, STYLE, findings, len(table.rows)))
    values = read_numbers(_spell_out(column), STYLE, findings)
    for value, text, row in zip(values, column.texts, column.rows, strict=True):
        if value is None:
            continue
        if (value < 0 and metric != "revenue") or (value > 1 and metric == "engagement_rate"):
            findings.add(
                "No figure of this kind is as low or as high as this.",
                row=row,
                column=column.name,
                got=text,
                expected="between 0 and 1" if metric == "engagement_rate" else "0 or more",
            )
    return values


def _spell_out(column: Column) -> Column:
    """Write small numbers such as ``5.0E-4`` with all their zeros."""
    cells = tuple(
        f"{Decimal(text):f}" if EXPONENT.fullmatch(text := write(cell).strip()) else cell
        for cell in column.cells
    )
    return Column(column.name, cells, column.rows)
