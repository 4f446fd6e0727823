"""The tables of one zip of YouTube Studio held against each other: they tell of the same days.

The row *Total* of the table of videos is what the days of the channel come to, and a video in the
chart comes to what its row in the table says. Viewers are not added up, for who watches on two days
is one viewer; nor are rates and durations. The table stops at 500 videos and the chart shows only
some: neither touches these sums.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from toolkit.errors import fill
from toolkit.readers.consistency.sums import EDITED, Comparison, report_deviations
from toolkit.readers.counts import read_numbers
from toolkit.readers.findings import Findings
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.table import Column, Table
from toolkit.readers.youtube_tables import COMMENTS, CONTENT, LIKES, SHARES, VIEWS

SUBSCRIBERS = ("Subscribers", "Abonnees")
HOURS = ("Watch time (hours)", "Kijktijd (uren)", "Weergavetijd (uren)")
IMPRESSIONS = ("Impressions", "Vertoningen", "Impressies")
REVENUE = ("Estimated revenue (USD)", "Estimated revenue (EUR)", "Geschatte opbrengst (EUR)")
ADDABLE = (VIEWS, HOURS, IMPRESSIONS, LIKES, COMMENTS, SHARES, SUBSCRIBERS, REVENUE)
# YouTube counts days and periods apart from each other, and a late correction may reach only one.
TRIFLE = 0.01


def check_days_against_total(total: Table, days: Table, findings: Findings) -> None:
    """Hold the days of the channel against the row of totals of the table of videos.

    More than a hundredth apart is an error; less, beyond what rounding does, a warning.

    Parameters
    ----------
    total
        The row *Total*, of the table of videos.
    days
        ``Totals.csv`` of the same zip.
    """
    for names in ADDABLE:
        printed, parts = total.column(*names), days.column(*names)
        if printed is None or parts is None:
            continue
        whole, by_day = _read(printed), _read(parts)
        if len(whole) != 1 or whole[0] is None or None in by_day or not by_day:
            continue
        summed = sum(value for value in by_day if value is not None)
        apart = abs(summed - whole[0])
        if apart <= _rounding(parts) + _rounding(printed):
            continue
        small = apart <= TRIFLE * max(abs(summed), abs(whole[0]))
        findings.add(
            "The days of the channel do not come to the total of the table in the same zip.",
            severity="warning" if small else "error",
            row=printed.rows[0],
            column=printed.name,
            got=f"{whole[0]:.10g}",
            expected=fill(
                "{summed}, the sum of {n} rows by day", summed=f"{summed:.10g}", n=len(by_day)
            ),
            remedy=EDITED,
        )


def check_days_of_videos(videos: Table, chart: Table, findings: Findings) -> None:
    """Hold the days of each video in the chart against its row in the table of the same zip.

    A few videos that deviate are errors; where most do, the chart tells of something else, which
    is told.
    """
    content, members = videos.column(*CONTENT), chart.column(*CONTENT)
    if content is None or members is None:
        return
    for names in ADDABLE:
        printed, parts = videos.column(*names), chart.column(*names)
        if printed is None or parts is None:
            continue
        sums: dict[str, float] = defaultdict(float)
        for video, value in zip(members.texts, _read(parts), strict=True):
            sums[video] += value or 0.0
        pairs = [
            Comparison(
                row,
                whole,
                sums[video],
                within=max(TRIFLE * abs(whole), _rounding(parts) + _rounding(printed)),
            )
            for video, row, whole in zip(content.texts, content.rows, _read(printed), strict=True)
            if whole is not None and video in sums
        ]
        formula = f"the days of the video in {chart.sheet or 'the chart'}"
        report_deviations(pairs, printed.name, formula, findings)


def _read(column: Column) -> list[float | None]:
    silent = Findings("")
    style = replace(settle_grouping([column], silent), negatives=True)
    return read_numbers(column, style, silent)


def _rounding(column: Column) -> float:
    """Give by how much the sum of a column can be off, each cell by half its last digit."""
    places = max((len(text.partition(".")[2]) for text in column.texts), default=0)
    return 0.5 * 10.0**-places * len(column.texts) if places else 0.0
