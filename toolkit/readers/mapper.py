"""Read any table as its entry in ``profile.yaml`` says.

Each cell is held against what was declared. Columns that the profile does not name are kept as they
are, and told.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.errors import Fault, InputError, fill
from toolkit.model.posts import FRAMES
from toolkit.readers.counts import NumberStyle, read_counts, read_ids, read_texts
from toolkit.readers.dates import place, read_moments
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.kind_words import PAID, UNPAID
from toolkit.readers.measures import read_measures
from toolkit.readers.post_addresses import check_numbers
from toolkit.readers.profile import COUNTS, DATES, POST_FIELDS, Always, FileProfile, Given
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.shifted_rows import report_shifted_rows
from toolkit.readers.table import Column, Sheet, Source, Table, header_key, read_table, write
from toolkit.readers.total_rows import check_total_row
from toolkit.readers.vocabulary import read_kinds, read_platforms
from toolkit.readers.worded import read_worded_moments

SENTENCE = 20
YES = {
    "yes", "ja", "true", "waar", "1", "y", "j", "wahr", "oui", "vrai", "sí", "si", "verdadero",
    "sim", "verdadeiro", "sì", "vero", "tak", "prawda", *PAID,
}  # fmt: skip
NO = {
    "no", "nee", "false", "onwaar", "0", "n", "nein", "falsch", "non", "faux", "falso", "não",
    "nao", "nie", "fałsz", *UNPAID,
}  # fmt: skip


def read_mapped(source: Source, entry: FileProfile, settings: Settings) -> Reading:
    """Read a file as its profile says.

    Raises
    ------
    InputError
        With all that does not fit: columns that are not there, cells that are not as declared.
    """
    findings = Findings(source.file)
    table = read_table(_sheet(source, entry), entry.header_row, findings, by_hand=True)
    report_columns(table, entry, findings)
    findings.settle()
    whole, table = table, without_skipped(table, entry)
    if entry.contents == "posts":
        report_shifted_rows(table, findings)
    if entry.contents == "insights":
        return _read_insights(table, entry, settings, findings)
    check_total_row(whole, table, entry, findings)
    n = len(table.rows)
    values: dict[str, list[object]] = {}
    for name in COUNTS[entry.contents]:
        values[name] = list(_counts(table, getattr(entry, name), entry.style, findings))
    for name in DATES[entry.contents]:
        if getattr(entry, name) is not None:
            values |= _dates(table, name, entry, settings, findings)
    if entry.contents == "posts" and entry.date is None:
        findings.add(
            "The posts have no day: they take part in no comparison over time.",
            severity="warning",
            remedy="If a column has the day, name it as date in profile.yaml.",
        )
    values |= _whose(table, entry, findings)
    if entry.contents == "posts":
        numbers = _column(table, entry.post_id)
        ids = read_ids(numbers, findings, n)
        links = read_texts(_column(table, entry.url), n)
        check_numbers(numbers, values["platform"], ids, links, findings)
        values["post_id"] = list(ids)
        text = _column(table, entry.text) or find_text(table, entry, findings)
        values["text"] = list(read_texts(text, n))
        values["url"] = list(links)
        values["kind"] = list(read_kinds(_column(table, entry.kind), findings, n, entry.kinds))
        for name in ("reply", "boosted"):
            values[name] = list(read_yesno(_column(table, getattr(entry, name)), findings, n))
        if entry.reply is None and text is not None and "x" in values["platform"]:
            values["reply"] = find_replies(text, values["platform"], findings)
    frame = make_frame(FRAMES[entry.contents], source.file, table.numbers, **values)
    (reading,) = conclude("mapper", {entry.contents: frame}, findings, table)
    return reading


def _whose(table: Table, entry: FileProfile, findings: Findings) -> dict[str, list[object]]:
    if isinstance(entry.brand, str):
        check_brands(table.column(entry.brand), findings)
    platform = _given(table, entry.platform)
    return {
        "brand": list(_texts(table, entry.brand)),
        "account": list(_account(table, entry.account, findings)),
        "platform": list(read_platforms(platform, findings, entry.platforms)),
    }


def _read_insights(
    table: Table, entry: FileProfile, settings: Settings, findings: Findings
) -> Reading:
    """Make a row of each figure that a cell holds."""
    n = len(table.rows)
    of_row = _whose(table, entry, findings)
    if entry.date is not None:
        days = _dates(table, "date", entry, settings, findings)["day"]
        of_row |= {"start": days, "end": days}
    else:
        for name in ("start", "end"):
            of_row |= _dates(table, name, entry, settings, findings)
    of_row["dimension"] = [entry.dimension] * n
    of_row["member"] = list(read_texts(_column(table, entry.member), n))
    values: dict[str, list[object]] = {name: [] for name in (*of_row, "metric", "value")}
    rows: list[int] = []
    for metric, name in entry.metrics.items():
        column = table.column(name)
        assert column is not None  # noqa: S101  report_columns() looked
        for at, value in enumerate(read_measures(column, metric, entry.style, findings)):
            if value is not None:
                rows.append(table.numbers[at])
                for key, cells in of_row.items():
                    values[key].append(cells[at])
                values["metric"].append(metric)
                values["value"].append(value)
    frame = make_frame(FRAMES["insights"], table.file, rows, **values)
    (reading,) = conclude("mapper", {"insights": frame}, findings, table)
    return reading


def _sheet(source: Source, entry: FileProfile) -> Sheet:
    if entry.sheet is None and len(source.sheets) == 1:
        return source.sheets[0]
    for sheet in source.sheets:
        if sheet.name == entry.sheet:
            return sheet
    raise InputError(
        Fault(
            "profile.yaml has to name one of the sheets of this workbook.",
            source.file,
            got=entry.sheet or "no sheet named",
            expected=", ".join(sheet.name for sheet in source.sheets if sheet.name) or "no sheet",
            remedy="Write sheet: and its name in profile.yaml.",
        )
    )


def named_columns(entry: FileProfile) -> dict[str, str]:
    """Give each column that the profile names, with the field that names it."""
    named: dict[str, str] = {}
    for field in ("brand", "account", "platform", "date", "start", "end", "member", *POST_FIELDS):
        value = getattr(entry, field)
        if isinstance(value, str):
            named[value] = field
    named |= {column: f"metrics: {metric}" for metric, column in entry.metrics.items()}
    for field in dict.fromkeys(name for names in COUNTS.values() for name in names):
        value = getattr(entry, field)
        for column in (value,) if isinstance(value, str) else value or ():
            named[column] = field
    return named | dict.fromkeys(entry.skip_rows_where, "skip_rows_where")


def report_columns(table: Table, entry: FileProfile, findings: Findings) -> None:
    """Say which named columns the file lacks."""
    keys = {header_key(header) for header in table.headers}
    named = named_columns(entry)
    for column, field in named.items():
        if header_key(column) not in keys:
            findings.add(
                fill(
                    "profile.yaml names this column ({field}), but the file does not have it.",
                    field=field,
                ),
                column=column,
                expected=fill(
                    "one of: {names}", names=", ".join(header for header in table.headers if header)
                ),
                remedy="Correct the name, or header_row, in profile.yaml.",
            )


def find_text(table: Table, entry: FileProfile, findings: Findings) -> Column | None:
    """Find the posts' text where the profile names neither text, id nor address.

    It serves only to see which rows may be one post twice: the column that nobody named with the
    longest words, a sentence or so on average. The decision is reported.
    """
    if entry.post_id or entry.url or not table.rows:
        return None
    used = {header_key(column) for column in named_columns(entry)}
    lengths: dict[str, float] = {}
    for at, header in enumerate(table.headers):
        if header and header_key(header) not in used:
            signs = sum(len(write(row.cells[at]).strip()) for row in table.rows)
            lengths[header] = signs / len(table.rows)
    if not lengths or max(lengths.values()) < SENTENCE:
        return None
    name = max(lengths, key=lambda header: lengths[header])
    evidence = fill(
        "{n} characters on average, and no id, address or text is named",
        n=f"{lengths[name]:.0f}",
    )
    findings.decide(name, "the posts’ text, only to find rows that may be one post twice", evidence)
    return table.column(name)


def find_replies(text: Column, platforms: Sequence[object], findings: Findings) -> list[object]:
    """Tell posts on X that answer somebody, as X's own exports have them: they begin with @."""
    replies: list[object] = [
        words.startswith("@") if platform == "x" else None
        for words, platform in zip(text.texts, platforms, strict=True)
    ]
    findings.decide(
        text.name,
        "posts on X that begin with @ are answers to somebody",
        fill("{n} of them do, and no column says it", n=sum(reply is True for reply in replies)),
    )
    return replies


def without_skipped(table: Table, entry: FileProfile) -> Table:
    """Leave out the rows that the profile calls total rows or the like."""
    dropped: set[int] = set()
    for name, value in entry.skip_rows_where.items():
        column = table.column(name)
        if column is not None:
            wanted = zip(column.texts, column.rows, strict=True)
            dropped |= {row for text, row in wanted if text == value.strip()}
    return table.without(dropped)


def check_brands(column: Column | None, findings: Findings) -> None:
    """Report rows without a brand."""
    if column is not None:
        for text, row in zip(column.texts, column.rows, strict=True):
            if not text:
                findings.add("The brand is missing.", row=row, column=column.name)


def _column(table: Table, name: str | None) -> Column | None:
    return table.column(name) if name else None


def _given(table: Table, given: Given) -> Column:
    if isinstance(given, Always):
        return Column("", (given.always,) * len(table.rows), tuple(table.numbers))
    column = table.column(given)
    assert column is not None  # noqa: S101  report_columns() looked
    return column


def _texts(table: Table, given: Given | None) -> list[str | None]:
    return read_texts(_given(table, given) if given else None, len(table.rows))


def _account(table: Table, given: Given | None, findings: Findings) -> list[str | None]:
    column = _given(table, given) if given else None
    return read_ids(column, findings, len(table.rows), repeated=True)


def _counts(
    table: Table, names: str | tuple[str, ...] | None, style: NumberStyle, findings: Findings
) -> list[int | None]:
    columns = (names,) if isinstance(names, str) else names or ()
    if not columns:
        return [None] * len(table.rows)
    read = [read_counts(table.column(name), style, findings, len(table.rows)) for name in columns]
    # A sum lacking one of its parts is not that sum.
    return [
        None if None in parts else sum(part for part in parts if part is not None)
        for parts in zip(*read, strict=True)
    ]


def _dates(
    table: Table, name: str, entry: FileProfile, settings: Settings, findings: Findings
) -> dict[str, list[object]]:
    given = getattr(entry, name)
    column = _given(table, given)
    # A date in the profile itself is written as YAML writes dates.
    order = "year-first" if isinstance(given, Always) or not entry.dates else entry.dates
    if order == "in-words":
        moments = read_worded_moments(column, findings, entry.year)
    else:
        moments = read_moments(column, order, findings)
    timed = any(m is not None and m.timed and m.value.tzinfo is None for m in moments)
    if timed and entry.time_zone is None:
        findings.add(
            "These dates carry times, and profile.yaml does not say in which time zone.",
            column=column.name,
            remedy=fill(
                "Add time_zone to this entry of profile.yaml, for example time_zone: {time_zone}",
                time_zone=settings.time_zone,
            ),
        )
    when = place(moments, entry.time_zone or settings.time_zone, settings.time_zone)
    if entry.contents == "posts":
        return {"published": list(when.published), "day": list(when.day)}
    return {"day" if name == "date" else name: list(when.day)}


def read_yesno(column: Column | None, findings: Findings, length: int) -> list[bool | None]:
    """Read a column of yes and no, in the languages of the platforms; blank is missing."""
    if column is None:
        return [None] * length
    values: list[bool | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        word = text.casefold()
        if word and word not in YES | NO:
            findings.add(
                "This should be yes or no.",
                row=row,
                column=column.name,
                got=text,
                expected="yes, no, ja, nee, true, false, 1 or 0",
            )
        values.append(word in YES if word in YES | NO else None)
    return values
