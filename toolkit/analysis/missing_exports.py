"""Which exports are missing: days of a period that no file covers, account by account.

An export does not say which days it was asked for. So a file is taken to cover the days from its
first to its last row, and a silence at its edge counts as missing only where it is longer than any
within the files of that account, and than :data:`QUIET`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import pandas as pd

from toolkit.analysis.common_window import common_window
from toolkit.model import Model
from toolkit.model.client import Account, Client

QUIET = 14
"""Days without a post that say nothing."""

SERIES_QUIET = 7
"""Days that may lack in figures by day."""

BETWEEN_COUNTS = 45
"""Days for which a count of followers holds."""

MONTHS = 3
WITHOUT_POSTS = {"website", "whatsapp"}
DAY = pd.Timedelta(days=1)


Missing = Literal["posts", "totals", "followers", "insights"]
"""What is missing; ``totals`` where a maker gives those of a competitor, and no posts."""


class Gap(Model):
    """Days that no export covers.

    ``competitor`` is empty for the client's own account; ``start`` and ``end`` are both included;
    ``from_start`` and ``to_end`` say whether these are the period's own.
    """

    platform: str
    contents: Missing
    start: dt.date
    end: dt.date
    from_start: bool = False
    to_end: bool = False
    branch: str = ""
    competitor: str = ""


USED = (
    "file", "brand", "platform", "account", "day", "start", "end", "followers", "dimension"
)  # fmt: skip


class Frames(NamedTuple):
    """Canonical frames, brands settled (:mod:`toolkit.model.posts`)."""

    posts: pd.DataFrame
    followers: pd.DataFrame
    totals: pd.DataFrame
    insights: pd.DataFrame

    def of(self, brand: str, platform: str) -> Frames:
        """Keep what is of a brand on a platform."""
        return Frames(
            *(frame[frame["brand"].eq(brand) & frame["platform"].eq(platform)] for frame in self)
        )


class Period(NamedTuple):
    """First and last day, both included."""

    start: pd.Timestamp
    end: pd.Timestamp


def last_full_months(as_of: dt.date, months: int = MONTHS) -> Period:
    """Give the last full months before a day, or up to it where it is the last of its month."""
    month = pd.Period(as_of, "M")
    last = month if month.end_time.date() == as_of else month - 1
    return Period((last - months + 1).start_time.normalize(), last.end_time.normalize())


def find_gaps(client: Client, frames: Frames, as_of: dt.date | None) -> tuple[Gap, ...]:
    """Say which exports are missing for the period that a report looks at.

    That is the last three full months before `as_of`, and all weeks over which the brands of a
    platform are compared where these begin earlier. Looked for are posts and followers of every
    account on a platform where the client is, its own first; figures by day only where there were
    any before.

    Parameters
    ----------
    as_of
        The day that the report speaks from; without one nothing is missing.
    """
    if as_of is None:
        return ()
    usual = last_full_months(as_of)
    posts = frames.posts
    # What is chosen from again and again holds nothing else.
    frames = Frames(*(frame[[name for name in USED if name in frame]] for frame in frames))
    expected = list(_expect(client, frames))
    here = {platform for brand, platform, _ in expected if brand == client.name}
    gaps: list[Gap] = []
    for platform in dict.fromkeys(platform for _, platform, _ in expected):
        earliest = _reach_back(usual, posts, platform, client.name)
        for brand, _, account in (one for one in expected if one[1] == platform):
            if platform in here:
                gaps += _gaps_of(client, frames, brand, platform, account, usual, earliest)
    return tuple(sorted(gaps, key=lambda gap: (bool(gap.competitor), gap.competitor)))


def _expect(client: Client, frames: Frames) -> Iterator[tuple[str, str, Account | None]]:
    holders = [(client.name, client.accounts)]
    holders += [(one.name, one.accounts) for one in client.competitors]
    rows = pd.concat([frame[["brand", "platform"]].drop_duplicates() for frame in frames])
    for brand, accounts in holders:
        yield from ((brand, one.platform, one) for one in accounts)
        declared = {one.platform for one in accounts}
        found = sorted(rows.loc[rows["brand"].eq(brand), "platform"].dropna().unique())
        yield from ((brand, one, None) for one in found if one not in declared)


def _reach_back(usual: Period, posts: pd.DataFrame, platform: str, client: str) -> pd.Timestamp:
    here = posts[posts["platform"].eq(platform) & posts["day"].notna() & posts["brand"].notna()]
    here = here[here["day"] <= usual.end]
    if here.empty:
        return usual.start
    window, _ = common_window(here, client)
    return min(usual.start, window.start)


def _gaps_of(
    client: Client, frames: Frames, brand: str, platform: str, account: Account | None,
    usual: Period, earliest: pd.Timestamp,
) -> Iterator[Gap]:  # fmt: skip
    own = brand == client.name
    here = frames.of(brand, platform)
    posts = _days_of(here.posts, "day", account)
    kind: Missing = "posts"
    if not own and posts.empty and len(here.totals):
        posts, kind = _days_of(here.totals, "start", account), "totals"
    # Before its first day an account may not have been there.
    first = posts["start"].min() if len(posts) else usual.start
    period = Period(min(usual.start, max(earliest, first)), usual.end)

    def gap(contents: Missing, missing: Period) -> Gap:
        return Gap(
            platform=platform,
            contents=contents,
            start=missing.start.date(),
            end=missing.end.date(),
            from_start=missing.start == period.start,
            to_end=missing.end == period.end,
            branch=account.branch if account else "",
            competitor="" if own else brand,
        )

    if platform not in WITHOUT_POSTS:
        yield from (gap(kind, one) for one in _uncovered(posts, here.posts, period, QUIET))
        uncounted = _uncounted(here, account, usual)
        yield from (gap("followers", one) for one in uncounted)
    whole = here.insights["dimension"].isna() & here.insights["start"].eq(here.insights["end"])
    daily = _days_of(here.insights[whole], "start", account)
    if len(daily) and own:
        days = here.insights[whole].rename(columns={"start": "day"})
        yield from (gap("insights", one) for one in _uncovered(daily, days, usual, SERIES_QUIET))


def _days_of(frame: pd.DataFrame, day: str, account: Account | None) -> pd.DataFrame:
    """Give ``file, start, end`` of the rows of an account, or of none that is named."""
    mine = frame["account"].isna() | (frame["account"].eq(account.key) if account else True)
    rows = frame[mine & frame[day].notna()]
    end = rows["end"] if "end" in rows else rows[day]
    return pd.DataFrame({"file": rows["file"], "start": rows[day], "end": end})


def _uncovered(
    days: pd.DataFrame, beside: pd.DataFrame, period: Period, quiet: int
) -> Iterator[Period]:
    """Give the stretches of a period that lie in no file, and are no ordinary silence.

    Parameters
    ----------
    days
        Of the account.
    beside
        All of the brand on the platform: a file covers its days for every account in it.
    """
    spans = []
    for file, rows in days.groupby("file"):
        others = beside.loc[beside["file"].eq(file), "day"] if "day" in beside else rows["start"]
        start = min(rows["start"].min(), others.min()) if len(others) else rows["start"].min()
        end = max(rows["end"].max(), others.max()) if len(others) else rows["end"].max()
        spans.append(Period(start, end))
        silence = rows["start"].drop_duplicates().sort_values().diff().max()
        quiet = max(quiet, 0 if pd.isna(silence) else silence.days)
    for stretch in _between(spans, period):
        if stretch == period or (stretch.end - stretch.start).days + 1 > quiet:
            yield stretch


def _between(spans: Iterable[Period], period: Period) -> Iterator[Period]:
    reached = period.start
    for span in sorted(spans):
        if span.start > period.end:
            break
        if span.start > reached:
            yield Period(reached, span.start - DAY)
        reached = max(reached, span.end + DAY)
    if reached <= period.end:
        yield Period(reached, period.end)


def _uncounted(here: Frames, account: Account | None, period: Period) -> Iterator[Period]:
    """Give the days since followers were last known, where that is too long ago."""
    counted = here.posts["followers"].notna(), here.totals["followers"].notna()
    counts = [
        *_days_of(here.posts[counted[0]], "day", account)["end"],
        *_days_of(here.totals[counted[1]], "start", account)["end"],
        *(pd.Timestamp(count.date) for count in (account.followers if account else ())),
    ]
    series = [*_days_of(here.followers, "day", account)["end"]]
    never = period.start - DAY
    known = max(
        max(counts, default=never) + (BETWEEN_COUNTS * DAY if counts else 0 * DAY),
        max(series, default=never) + (QUIET * DAY if series else 0 * DAY),
    )
    if known < period.end:
        # What was counted last is told, not how long it holds.
        last = max([*counts, *series], default=never)
        yield Period(max(last + DAY, period.start), period.end)
