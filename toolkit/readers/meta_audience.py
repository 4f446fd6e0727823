"""Meta Business Suite, the export *Audience*: what the followers are, in tables below each other.

Each table has its title: all followers, age and gender, towns, countries, pages. Lists stand there
as a row of names above a row of shares, or as a name and a share in each row. Some tables have
shares in percent and others in fractions, so that is decided for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from toolkit.model.posts import FOLLOWERS, stack
from toolkit.readers.blocks import Block, cut_blocks, filled
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude
from toolkit.readers.insight_frame import Day, Figures, make_insights
from toolkit.readers.meta_days import read_day_tables
from toolkit.readers.meta_tables import (
    DayTable,
    begins_as_meta,
    find_day_tables,
    is_day_table,
    is_title,
    leave_open,
    platforms_in,
)
from toolkit.readers.meta_titles import read_title, settle_platform
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.shares import Share, parse_share, settle_shares
from toolkit.readers.table import Row, Source, Table, header_key

LOOKS_FOR = (
    "Meta Business Suite, audience: tables below each other with the titles Age & gender, Top "
    "towns/cities, Top countries (Dutch: Leeftijd en geslacht, Populairste plaatsen, Populairste "
    "landen)"
)
TOPICS: dict[str, re.Pattern[str]] = {
    "age": re.compile(r"\bages?\b|leeftijd"),
    "gender": re.compile(r"\bgenders?\b|\bgeslacht"),
    "city": re.compile(r"\btowns?\b|\bcit(y|ies)\b|steden\b|plaatsen\b"),
    "country": re.compile(r"\bcountr(y|ies)\b|landen\b"),
    "followers": re.compile(r"followers?\b|volgers?\b"),
    "page": re.compile(r"\bpages?\b|pagina"),
}
AGES = "age and gender"
COUNT = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:[.,\s][0-9]{3})+")
GENDERS: dict[str, str] = {
    "women": "women", "woman": "women", "female": "women", "vrouwen": "women", "vrouw": "women",
    "men": "men", "man": "men", "male": "men", "mannen": "men",
    "unknown": "unknown", "onbekend": "unknown", "undisclosed": "unknown",
}  # fmt: skip
SEVERAL = {"page"}  # of the others a follower has one
COMPLETE = {AGES, "age", "gender"}


def topic_of(title: str) -> str | None:
    """Say what a table is about by its title."""
    key = header_key(title)
    return next((topic for topic, words in TOPICS.items() if words.search(key)), None)


def starts_block(row: Row, above: Row | None) -> bool:
    """Say whether a row is a title here, and not the one name of a list.

    A name stands below a title, so a single text below figures, or at the top, is a title.
    """
    if not is_title(row, above):
        return False
    return above is None or topic_of(filled(row)[0]) is not None or _has_figure(above)


def _has_figure(row: Row) -> bool:
    return any(parse_share(cell) is not None for cell in filled(row))


def _is_genders(row: Row) -> bool:
    cells = filled(row)
    return sum(header_key(cell) in GENDERS for cell in cells) >= 2


def identify(source: Source) -> bool:
    """Say whether this is such an export: by ages below genders, or by two lists of places."""
    if not begins_as_meta(source):
        return False
    topics: list[str] = []
    for block in cut_blocks(source.sheets[0], starts_block):
        topic = topic_of(block.title)
        if topic == "age" and block.rows and _is_genders(block.rows[0]):
            return True
        if topic in ("city", "country") and block.rows and not is_day_table(block):
            topics.append(topic)
    return len(topics) > 1


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read shares of followers, how many they are, and what the file says by day.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    blocks = cut_blocks(source.sheets[0], starts_block)
    days = find_day_tables(blocks)
    platform = _platform(blocks, days, settings, findings)
    gathered = read_day_tables(days, platform, settings, findings)
    figures: list[Figures] = []
    tables = list(gathered.tables)
    last = _last_day(gathered.figures)
    for block in blocks:
        if is_day_table(block) or not block.rows:
            continue
        topic = topic_of(block.title)
        if topic is None:
            tables.append(keep(block, source.file, findings))
        elif topic == "followers":
            figures += read_total(block, last, findings)
        else:
            ages = read_ages(block, findings) if topic == "age" else None
            shares = read_list(block, findings) if ages is None else ages
            dimension = topic if ages is None else AGES
            figures += make_shares(block, dimension, shares, last, findings)
    if last is None:
        findings.add(
            "The file does not say of which day its shares are.",
            severity="note",
            remedy="Keep one such file for each account: where there are several, figures on "
            "which they differ are not used.",
        )
    frames: dict[Contents, pd.DataFrame] = {
        "insights": make_insights(
            source.file,
            gathered.figures + figures,
            platform=platform,
            account=settings.answers.account,
        )
    }
    if gathered.followers:
        frames["followers"] = stack(gathered.followers, FOLLOWERS)
    return conclude("meta_audience", frames, findings, *tables)


def _platform(
    blocks: Sequence[Block], days: Sequence[DayTable], settings: Settings, findings: Findings
) -> str | None:
    lists = [read_title(block.title).platform for block in blocks if topic_of(block.title)]
    named = platforms_in(days) | {platform for platform in lists if platform}
    if None in lists or leave_open(days):
        return settle_platform(named, settings, findings)
    return None


def _last_day(figures: Sequence[Figures]) -> Day:
    return max((day for one in figures for day in one.ends if day), default=None)


def read_total(block: Block, last: Day, findings: Findings) -> list[Figures]:
    """Read how many followers there are; the only figure below the title."""
    found = [
        (int(re.sub(r"[.,\s]", "", cell)), row.number)
        for row in block.rows
        for cell in filled(row)
        if COUNT.fullmatch(cell)
    ]
    if len(found) != 1:
        findings.add(
            "Below this title should stand one whole number.",
            row=block.row,
            column=block.title,
            got="; ".join(", ".join(filled(row)) for row in block.rows),
        )
        return []
    value, row = found[0]
    whose = read_title(block.title).platform
    return [Figures("followers", [value], [row], [last], [last], platform=whose)]


def read_ages(block: Block, findings: Findings) -> list[Share] | None:
    """Read ages below genders; None where there is no row of genders."""
    header, *rows = block.rows
    if not _is_genders(header):
        return None
    named = filled(header)
    genders = named if header_key(named[0]) in GENDERS else named[1:]
    shares: list[Share] = []
    for row in rows:
        age, *cells = filled(row)
        for gender, cell in zip(genders, cells, strict=False):
            shares.append(
                Share(f"{GENDERS.get(header_key(gender), gender)} {age}", cell, row.number)
            )
        _report_width(block, row.number, len(cells), len(genders), findings)
    return shares


def read_list(block: Block, findings: Findings) -> list[Share]:
    """Read names with their shares, below each other or beside each other."""
    first, *rest = block.rows
    names = filled(first)
    if len(rest) == 1 and not _has_figure(first):
        written = filled(rest[0])
        _report_width(block, rest[0].number, len(written), len(names), findings)
        return [
            Share(name, cell, rest[0].number) for name, cell in zip(names, written, strict=False)
        ]
    rows = block.rows if _has_figure(first) else block.rows[1:]
    shares: list[Share] = []
    for row in rows:
        name, *cells = filled(row)
        _report_width(block, row.number, len(cells), 1, findings)
        shares += [Share(name, cell, row.number) for cell in cells[:1]]
    return shares


def _report_width(block: Block, row: int, got: int, expected: int, findings: Findings) -> None:
    if got != expected:
        findings.add(
            "This row has not as many figures as there are names.",
            row=row,
            column=block.title,
            got=str(got),
            expected=str(expected),
            remedy="Export the file anew and leave it as it came.",
        )


def make_shares(
    block: Block, topic: str, shares: Sequence[Share], last: Day, findings: Findings
) -> list[Figures]:
    """Turn shares into fractions of all followers, whichever way this table writes them."""
    values = settle_shares(
        block.title, shares, findings, whole=topic not in SEVERAL, complete=topic in COMPLETE
    )
    n = len(shares)
    return [
        Figures(
            "share_of_followers",
            values,
            [share.row for share in shares],
            [last] * n,
            [last] * n,
            topic,
            [share.name for share in shares],
            read_title(block.title).platform,
        )
    ]


def keep(block: Block, file: str, findings: Findings) -> Table:
    """Keep a table that is not known, and say so."""
    findings.add(
        "This table is not known here and not used.",
        severity="note",
        row=block.row,
        got=block.title,
    )
    width = max(len(row.cells) for row in block.rows)
    headers = tuple(f"{block.title} {place}".strip() for place in range(1, width + 1))
    rows = tuple(
        Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in block.rows
    )
    return Table(file, "", headers, rows)
