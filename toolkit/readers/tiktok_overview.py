"""TikTok Studio, *Overview* and *Viewers*: one row a day, often without a year.

Counts are net, so that a day on which comments were taken away is below zero. A business account
has more columns, among them the followers won and lost, and dates with their year. The file does
not say whose it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS
from toolkit.readers.blanks import check_filled
from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.day_steps import refuse_endless
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.insight_frame import make_insights_by_row
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Source, Table, locate, read_located
from toolkit.readers.yearless import read_running_days

LOOKS_FOR = (
    "TikTok Studio overview: Date, Video Views, Profile Views (Dutch: Datum, Videoweergaven, "
    "Profielweergaven), or Date, Total Viewers, New Viewers"
)
DATE = ("Date", "Datum")
VIEWS = ("Video Views", "Videoweergaven", "Video-weergaven", "Weergaven van video's")
PROFILE = (
    "Profile Views", "Profielweergaven", "Profielbezoeken", "Weergaven van profiel",
)  # fmt: skip
VIEWERS = ("Total Viewers", "Totaal aantal kijkers", "Totale kijkers")
NEW_VIEWERS = ("New Viewers", "Nieuwe kijkers")
FOLLOWERS_NOW = ("Followers", "Volgers")
NET = ("Net growth", "Nettogroei", "Netto groei")
NEW = ("New followers", "Nieuwe volgers")
LOST = ("Lost followers", "Verloren volgers")
METRICS: dict[str, tuple[str, ...]] = {
    "video_views": VIEWS,
    "reach": ("Reached audience", "Bereikt publiek", "Bereikte doelgroep", *VIEWERS),
    "profile_views": PROFILE,
    "reactions": ("Likes", "Vind-ik-leuks"),
    "comments": ("Comments", "Opmerkingen", "Reacties"),
    "shares": ("Shares", "Deelacties", "Keer gedeeld", "Gedeeld"),
    "clicks": ("Website clicks", "Websiteklikken", "Klikken op website"),
    "follows": NEW,
    "unfollows": LOST,
}
STYLE = NumberStyle(
    thousands=",", shorthand=True, negatives=True, missing=frozenset({"", "-", "undefined"})
)
# What the overview of any account prints; those of business accounts have more.
PRINTED = ("video_views", "profile_views", "reactions", "comments", "shares")
COUNT = replace(STYLE, negatives=False)
SHAPES = ((DATE, VIEWS, PROFILE), (DATE, VIEWERS, NEW_VIEWERS))


def identify(source: Source) -> bool:
    """Say whether this is such an export."""
    return any(locate(source, *shape) for shape in SHAPES)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of each day, and followers where a business account has them.

    Raises
    ------
    InputError
        With all faults of the file, or with the question of which year its last day is.
    """
    findings = Findings(source.file)
    shape = next(one for one in SHAPES if locate(source, *one))
    table = read_located(source, findings, *shape)
    refuse_endless(table, findings)
    date = table.column(*DATE)
    assert date is not None  # noqa: S101
    days = read_running_days(date, settings.answers.year, findings)
    figures = read_figures(table, METRICS, findings)
    printed = [table.column(*METRICS[metric]) for metric in PRINTED]
    check_filled(printed, "TikTok", findings, every_row=False)
    account = settings.answers.account
    frames: dict[Contents, pd.DataFrame] = {
        "insights": make_insights_by_row(
            source.file, table.numbers, figures, platform="tiktok", account=account, start=days
        )
    }
    if table.column(*NET) or table.column(*FOLLOWERS_NOW):
        frames["followers"] = read_followers(table, days, account, findings)
    return conclude("tiktok_overview", frames, findings, table)


def read_figures(
    table: Table, metrics: Mapping[str, tuple[str, ...]], findings: Findings
) -> dict[str, list[int | None]]:
    """Read the columns that the file has, by metric, each with its possible headers."""
    figures = {
        metric: read_counts(column, STYLE, findings, len(table.rows))
        for metric, names in metrics.items()
        if (column := table.column(*names))
    }
    if lost := figures.get("unfollows"):
        # Some files print those lost as a number below zero.
        figures["unfollows"] = [None if one is None else abs(one) for one in lost]
    return figures


def read_followers(
    table: Table, days: Sequence[dt.datetime | None], account: str | None, findings: Findings
) -> pd.DataFrame:
    """Read all followers of each day and those won, as a business account's columns have them."""
    n = len(table.rows)
    nothing = [None] * n
    figures = read_figures(table, {"net": NET, "follows": NEW, "unfollows": LOST}, findings)
    net = list(figures.get("net", nothing))
    new, lost = figures.get("follows", nothing), figures.get("unfollows", nothing)
    for at, (won, come, gone) in enumerate(zip(net, new, lost, strict=True)):
        if won is not None and come is not None and gone is not None and won != come - gone:
            findings.add(
                "The net growth of this day is not the new followers less those lost, so it was "
                "left out.",
                severity="warning",
                row=table.numbers[at],
                column=NET[0],
                got=fill("{won}, with {come} new and {gone} lost", won=won, come=come, gone=gone),
                expected=str(come - gone),
                remedy="Somebody may have changed the file: export it anew.",
            )
            net[at] = None
    return make_frame(
        FOLLOWERS,
        table.file,
        table.numbers,
        account=[account] * n,
        platform=["tiktok"] * n,
        day=days,
        followers=read_counts(table.column(*FOLLOWERS_NOW), COUNT, findings, n),
        gained=net,
    )
