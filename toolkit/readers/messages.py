"""Logs of messages: on which channel, when they came, when they were answered.

Only these columns and the kind are ever read. What a help desk's export holds besides, such as who
wrote and what, is left out and said; no fault quotes a cell, which may hold just that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from toolkit.errors import Fault, fill
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.fields import describe
from toolkit.model.message import MESSAGE_KIND_NAMES, MESSAGES, Message
from toolkit.model.posts import conform, stack
from toolkit.readers.dates import Moment, place, read_moments, settle_order, split_date
from toolkit.readers.findings import Findings, name_columns, name_rows
from toolkit.readers.listed import UNKNOWN, Gathered, find_table, gather_sheets, headers_of
from toolkit.readers.listening import WHO, WORDS
from toolkit.readers.reading import Export
from toolkit.readers.table import Column, Source, Table, header_key, write
from toolkit.readers.vocabulary import PLATFORMS

ALSO = {
    "channel": ("Platform", "Medium", "Source", "Bron", "Netwerk", "Network"),
    "received": (
        "Received at", "Received on", "Ontvangen op", "Ontvangst", "Binnengekomen",
        "Binnengekomen op",
    ),
    "answered": (
        "Answered", "Answered on", "Replied", "Replied at", "First reply", "First response",
        "Beantwoord", "Antwoord op", "Eerste antwoord", "Eerste reactie",
    ),
    "kind": ("Kind", "Type", "Soort", "Soort bericht"),
}  # fmt: skip
CHANNELS = PLATFORMS | {
    "messenger": "facebook", "facebook messenger": "facebook", "instagram dm": "instagram",
    "instagram direct": "instagram", "x dm": "x", "whatsapp business": "whatsapp",
    "chat": "website", "webchat": "website", "live chat": "website",
}  # fmt: skip
_FIELDS = {field.name: field for field in describe(Message)}
KINDS = {
    header_key(word): key
    for key, name in MESSAGE_KIND_NAMES.items()
    for word in (key, name, Language("nl").text(name))
} | {
    "query": "question", "request": "question", "verzoek": "question", "praise": "compliment",
    "thanks": "compliment", "bedankje": "compliment", "anders": "other", "overige": "other",
}  # fmt: skip
NOT_ANSWERED = UNKNOWN | {"-", "no", "nee", "n/a", "n.v.t.", "none", "geen"}


def read_messages(exports: Iterable[Export], time_zone: str) -> Gathered[pd.DataFrame]:
    """Read all logs of messages as one frame of :data:`toolkit.model.message.MESSAGES`.

    Rows that stand in two files are counted once.

    Parameters
    ----------
    time_zone
        The client's: that of moments without an offset.

    Raises
    ------
    InputError
        With the faults of all files, if any of them cannot be used.
    """
    frames: list[pd.DataFrame] = []

    def read(source: Source, findings: Findings) -> int:
        table = find_table(source, Message, findings, ALSO)
        if table is None:
            findings.add(
                "There is no log of messages in this file.",
                expected="a header with “Channel” and “Received”, or “Kanaal” and “Ontvangen”",
                remedy="templates/client/data/messages has examples with the headers.",
            )
            return 0
        found = _read(table, time_zone, findings)
        _tell_people(table, findings)
        frames.append(_number_equals(found))
        again = pd.concat(frames).duplicated().tail(len(found))
        if again.any():
            findings.add(
                "Messages that stand in another log too are counted once.",
                severity="warning",
                got=fill("{n} of {all} messages", n=int(again.sum()), all=len(found)),
                remedy="If they are different messages, put all of them into one file.",
            )
        return len(found)

    gathered = gather_sheets(exports, read, _without_words)
    return Gathered(
        stack([pd.concat(frames).drop_duplicates()] if frames else [], MESSAGES), *gathered
    )


def _without_words(fault: Fault) -> Fault:
    # A cell in the wrong column may be what somebody said: it is told where, not what.
    return replace(fault, got="") if fault.row is not None else fault


def _read(table: Table, time_zone: str, findings: Findings) -> pd.DataFrame:
    columns = {
        name: table.column(*headers_of(field, ALSO[name])) for name, field in _FIELDS.items()
    }
    channel, received = columns["channel"], columns["received"]
    assert channel is not None and received is not None  # noqa: S101,PT018  find_table() said so
    moments = _moments(received, columns["answered"], findings)
    came, went = (place(given, time_zone, time_zone).published for given in moments)
    early = [
        row
        for row, at, then in zip(table.numbers, came, went, strict=True)
        if at and then and then < at
    ]
    if early:
        findings.add(
            "An answer is earlier than its message; these messages are left out.",
            severity="warning",
            row=early[0],
            column=columns["answered"].name if columns["answered"] else "",
            expected=fill("an answer after its message in {rows}", rows=name_rows(early)),
        )
    frame = pd.DataFrame(
        {
            "platform": _platforms(channel, findings),
            "received": pd.to_datetime(pd.Series(came, dtype="object"), utc=True),
            "answered": pd.to_datetime(pd.Series(went, dtype="object"), utc=True),
            "kind": _kinds(columns["kind"], findings, len(table.rows)),
            "row": table.numbers,
        }
    )
    usable = frame["platform"].notna() & frame["received"].notna() & ~frame["row"].isin(early)
    return conform(frame[usable], MESSAGES)


def _moments(
    received: Column, answered: Column | None, findings: Findings
) -> tuple[list[Moment | None], list[Moment | None]]:
    there = [
        (cell, row)
        for cell, row in zip(answered.cells, answered.rows, strict=True)
        if header_key(write(cell)) not in NOT_ANSWERED
    ] if answered else []  # fmt: skip
    answers = Column(
        answered.name if answered else "",
        tuple(cell for cell, _ in there),
        tuple(row for _, row in there),
    )
    # One person typed both columns: what one row proves holds for the other column too.
    both = Column(received.name, received.cells + answers.cells, received.rows + answers.rows)
    order = settle_order(both, "day-first", "a sheet typed by hand", findings)
    came = read_moments(received, order, findings)
    went = dict(zip(answers.rows, read_moments(answers, order, findings), strict=True))
    for column, found in ((received, came), (answers, list(went.values()))):
        _want_times(column, found, findings)
    return came, [went.get(row) for row in received.rows]


def _want_times(column: Column, moments: Sequence[Moment | None], findings: Findings) -> None:
    """Refuse days without a time: as midnight they would give hours that nobody waited."""
    for cell, row, moment in zip(column.cells, column.rows, moments, strict=True):
        parts = split_date(cell.strip()) if isinstance(cell, str) else None
        if moment and (not moment.timed or (parts and parts["hour"] is None)):
            findings.add(
                "There is a day here without a time, so the hours until an answer are not known.",
                row=row,
                column=column.name,
                expected="a date and a time, such as 2026-10-31 14:05",
            )


def _platforms(column: Column, findings: Findings) -> list[str | None]:
    platforms = [CHANNELS.get(header_key(text)) for text in column.texts]
    unknown = [row for row, found in zip(column.rows, platforms, strict=True) if found is None]
    if unknown:
        findings.add(
            "These channels are not known here, and their messages take no part.",
            severity="warning",
            column=column.name,
            got=name_rows(unknown),
            expected=", ".join(sorted(PLATFORM_NAMES)),
        )
    return platforms


def _kinds(column: Column | None, findings: Findings, length: int) -> list[str | None]:
    if column is None:
        return [None] * length
    keys = [header_key(text) for text in column.texts]
    kinds = [None if key in UNKNOWN else KINDS.get(key, "other") for key in keys]
    unknown = Counter(key for key in keys if key not in UNKNOWN and key not in KINDS)
    if unknown:
        findings.add(
            "Kinds of messages that are not known here count as “other”.",
            severity="note",
            column=column.name,
            got=fill("{n} messages", n=unknown.total()),
            expected=", ".join(KINDS),
        )
    return kinds


def _tell_people(table: Table, findings: Findings) -> None:
    over = table.leftovers()
    of_people = [one for one in over if any(sign.search(header_key(one)) for sign in (WHO, WORDS))]
    for header in of_people:
        findings.add(
            "This column looks like names, addresses or words of people. It is not read, and has "
            "no place here.",
            severity="warning",
            column=header,
            remedy="Take the column out of the file; when messages came and were answered is "
            "enough.",
        )
    if rest := [header for header in over if header not in of_people]:
        findings.add(
            "These columns are not known here and take no part.",
            severity="note",
            got=name_columns(rest),
        )


def _number_equals(frame: pd.DataFrame) -> pd.DataFrame:
    # Equal rows of one file are messages apiece; the same number of them in another is a copy.
    return frame.assign(nth=frame.groupby(list(MESSAGES), dropna=False).cumcount())
