"""X analytics, the export of video: one row a day for all videos together, below a line of title.

It knows no single videos, so it gives no posts. Times are in thousandths of a second.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from toolkit.readers.counts import NumberStyle, read_numbers
from toolkit.readers.dates import place
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude
from toolkit.readers.insight_frame import Figures, check_days, make_insights
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Column, Source, locate, read_located
from toolkit.readers.worded import read_days

LOOKS_FOR = (
    "X analytics, video by day: a line of title, then Date, Views, Watch Time (ms), Average Watch "
    "Time (ms)"
)
DATE, VIEWS, WATCHED = ("Date",), ("Views", "Video views"), ("Watch Time (ms)",)
EACH = ("Average Watch Time (ms)",)
EARNED = ("Estimated Revenue",)
STYLE = NumberStyle(thousands=",", missing=frozenset({"", "-"}))
MONEY = re.compile(r"^(?:US)?[$€£]\s?")
HOUR, SECOND = 3_600_000, 1_000


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return locate(source, DATE, VIEWS, WATCHED) is not None


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of each day.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    table = read_located(source, findings, DATE, VIEWS, WATCHED)
    date = table.column(*DATE)
    assert date is not None  # noqa: S101
    days = place(read_days(date, findings), "UTC", settings.time_zone).day
    check_days(date, days, findings)

    def take(metric: str, column: Column | None, unit: int = 1) -> list[Figures]:
        if column is None:
            return []
        values = scale(read_amounts(column, findings), unit)
        return [Figures(metric, values, table.numbers, days, days)]

    earned = table.column(*EARNED)
    plain = earned and replace(earned, cells=tuple(MONEY.sub("", text) for text in earned.texts))
    figures = [
        *take("video_views", table.column(*VIEWS)),
        *take("watch_time", table.column(*WATCHED), HOUR),
        *take("watch_time_per_view", table.column(*EACH), SECOND),
        *take("revenue", plain),
    ]
    frame = make_insights(source.file, figures, platform="x", account=settings.answers.account)
    return conclude("x_video", {"insights": frame}, findings, table)


def read_amounts(column: Column, findings: Findings) -> list[float | None]:
    """Read numbers that are nothing or more; one below zero is a fault."""
    values = read_numbers(column, STYLE, findings)
    for value, row, text in zip(values, column.rows, column.texts, strict=True):
        if value is not None and value < 0:
            findings.add("This cannot be below zero.", row=row, column=column.name, got=text)
    return values


def scale(values: Sequence[float | None], unit: int) -> list[float | None]:
    """Give values in a unit that is so many times as large."""
    return [None if value is None else value / unit for value in values]
