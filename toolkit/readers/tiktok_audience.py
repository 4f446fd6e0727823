"""TikTok Studio, who the followers are: gender and territories as shares, activity by hour.

Gender and territories do not say of which day they are, so their days are missing. Activity has a
row for each hour of a few days, often without a year.
"""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.readers.counts import NumberStyle, read_counts, read_numbers
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude
from toolkit.readers.insight_frame import make_insights_by_row
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Column, Source, locate, read_located
from toolkit.readers.tiktok_overview import DATE, STYLE
from toolkit.readers.yearless import read_running_days

LOOKS_FOR = (
    "TikTok Studio followers: Gender, Distribution; or Top territories, Distribution; or Date, "
    "Hour, Active followers (Dutch: Geslacht or Toplocaties, Verdeling; Datum, Uur, Actieve "
    "volgers)"
)
SHARE = ("Distribution", "Verdeling", "Distributie")
HOUR = ("Hour", "Uur")
ACTIVE = ("Active followers", "Actieve volgers")
PARTS: dict[str, tuple[str, ...]] = {
    "gender": ("Gender", "Geslacht"),
    "country": (
        "Top territories", "Territories", "Toplocaties", "Topgebieden", "Belangrijkste gebieden",
        "Belangrijkste landen", "Toplanden",
    ),
}  # fmt: skip
FRACTION = NumberStyle(missing=frozenset({"", "-", "undefined"}))
# Shares are printed with two or more decimals, so a few parts are off by that much at most.
ROUNDING = 0.015


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return _part(source) is not None or locate(source, DATE, HOUR, ACTIVE) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read shares of followers, or followers who are active in each hour.

    Raises
    ------
    InputError
        With all faults of the file, or with the question of which year its last day is.
    """
    findings = Findings(source.file)
    part = _part(source)
    account = settings.answers.account
    if part is None:
        table = read_located(source, findings, DATE, HOUR, ACTIVE)
        date, hour, active = (table.column(*names) for names in (DATE, HOUR, ACTIVE))
        assert date is not None  # noqa: S101
        assert hour is not None  # noqa: S101
        frame = make_insights_by_row(
            source.file,
            table.numbers,
            {"active_followers": read_counts(active, STYLE, findings, len(table.rows))},
            platform="tiktok",
            account=account,
            start=read_running_days(date, settings.answers.year, findings, repeated=True),
            dimension="hour",
            members=read_hours(hour, findings),
        )
    else:
        table = read_located(source, findings, PARTS[part], SHARE)
        member, share = table.column(*PARTS[part]), table.column(*SHARE)
        assert member is not None  # noqa: S101
        assert share is not None  # noqa: S101
        frame = make_insights_by_row(
            source.file,
            table.numbers,
            {"share_of_followers": read_shares(share, findings)},
            platform="tiktok",
            account=account,
            dimension=part,
            members=read_members(member, findings),
        )
        findings.add(
            "This file does not say of which day it is, so its shares have no date.",
            severity="note",
        )
    return conclude("tiktok_audience", {"insights": frame}, findings, table)


def _part(source: Source) -> str | None:
    found = (part for part, names in PARTS.items() if locate(source, names, SHARE))
    return next(found, None)


def read_members(column: Column, findings: Findings) -> list[str | None]:
    """Read what each row is a share of; a name that is missing or stands twice is a fault."""
    names: list[str | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        if not text or text in names:
            findings.add(
                "This name stands here twice." if text else "There is no name in this row.",
                row=row,
                column=column.name,
                got=text,
            )
        names.append(text or None)
    return names


def read_shares(column: Column, findings: Findings) -> list[float | None]:
    """Read shares, as fractions or with a percent sign; together they are not above one."""
    texts = column.texts
    percent = [text.endswith("%") for text in texts]
    plain = Column(
        column.name,
        tuple(
            text.removesuffix("%").rstrip() if signed else cell
            for cell, text, signed in zip(column.cells, texts, percent, strict=True)
        ),
        column.rows,
    )
    read = read_numbers(plain, FRACTION, findings)
    # 0.58 of 100 divided again is 0.0058 only after rounding.
    shares = [
        round(one / 100, 8) if one is not None and signed else one
        for one, signed in zip(read, percent, strict=True)
    ]
    for share, text, row in zip(shares, texts, column.rows, strict=True):
        if share is not None and not 0 <= share <= 1:
            findings.add(
                "This is no share.",
                row=row,
                column=column.name,
                got=text,
                expected="a fraction between 0 and 1, or a percentage",
            )
    _check_whole(shares, column, findings)
    return shares


def _check_whole(shares: Sequence[float | None], column: Column, findings: Findings) -> None:
    whole = sum(share for share in shares if share is not None)
    if whole > 1 + ROUNDING:
        findings.add(
            "These shares are more than the whole together.",
            column=column.name,
            got=f"{whole:.3f}",
            expected="1 or less",
            remedy="Somebody may have changed the file: export it anew.",
        )


def read_hours(column: Column, findings: Findings) -> list[str | None]:
    """Read hours of the day as two digits, ``00`` to ``23``."""
    hours: list[str | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        whole = text.removesuffix(":00")
        if whole.isascii() and whole.isdigit() and len(whole) <= 2 and int(whole) <= 23:
            hours.append(f"{int(whole):02}")
        else:
            findings.add(
                "This is no hour of the day.",
                row=row,
                column=column.name,
                got=text,
                expected="0 to 23",
            )
            hours.append(None)
    return hours
