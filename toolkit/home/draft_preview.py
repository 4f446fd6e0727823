"""What a description would give: what it still lacks, and the first rows as they would be read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import pandas as pd

from toolkit.errors import Fault, InputError
from toolkit.home.faults import show_faults
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.insight import INSIGHT_NAMES, METRIC_UNITS
from toolkit.readers import FileProfile, Settings
from toolkit.readers.date_forms import DAYS
from toolkit.readers.documents import validate
from toolkit.readers.draft import Draft
from toolkit.readers.findings import shorten
from toolkit.readers.mapper import read_mapped
from toolkit.readers.profile import COUNTS, DATES
from toolkit.readers.table import Sheet, Source

READ = 100
SHOWN = 5
YEAR = re.compile("20[0-9]{2}")
LONGEST = 32
FEWEST_FAULTS = 3
HIDDEN = ("file", "row", "published", "account", "reply")


def find_gaps(
    draft: Draft,
    words: Language,
    *,
    timed: bool,
    yearless: bool = False,
    platforms: Sequence[str] = (),
    kinds: Sequence[str] = (),
) -> list[str]:
    """Say what has to be said yet before a file can be read so.

    Parameters
    ----------
    platforms
        Names of platforms in the file that are not known.
    kinds
        Words for kinds of posts in the file that are not known.
    timed
        Whether the dates carry times without a zone.
    yearless
        Whether the dates have no year.
    """
    gaps: list[str] = []
    if not (draft.brand or draft.named("brand") or draft.named("account")):
        gaps.append(words.text("Say whose rows these are."))
    if not (draft.platform or draft.named("platform")):
        gaps.append(words.text("Say on which platform it was."))
    if unknown := [name for name in platforms if name not in draft.platforms]:
        names = words.listing(f"“{name}”" for name in unknown)
        gaps.append(words.text("Say which platform is called {names}.", names=names))
    if unknown := [word for word in kinds if word not in draft.kinds]:
        names = words.listing(f"“{word}”" for word in unknown)
        gaps.append(words.text("Say what kind of post {names} is.", names=names))
    figures = METRIC_UNITS if draft.contents == "insights" else COUNTS[draft.contents]
    if not any(draft.named(name) for name in figures):
        gaps.append(words.text("Say of one column at least what it counts."))
    gaps += _gaps_of_days(draft, words)
    if timed and any(draft.named(name) for name in DAYS) and not draft.time_zone:
        gaps.append(words.text("Say of which time zone the times are."))
    if yearless and any(draft.named(name) for name in DAYS) and not YEAR.fullmatch(draft.year):
        gaps.append(words.text("Say of which year the last date is."))
    if not draft.decimal:
        gaps.append(words.text("Say how numbers are written."))
    for name, headers in draft.twice().items():
        gaps.append(
            words.text(
                "{columns} cannot all be “{field}”: choose one.",
                columns=words.listing(f"“{one}”" for one in headers),
                field=name_field(name, draft, words),
            )
        )
    if not draft.match:
        gaps.append(words.text("Say for which files this holds."))
    return gaps


def _gaps_of_days(draft: Draft, words: Language) -> list[str]:
    gaps = []
    dated = any(draft.named(name) for name in DATES[draft.contents])
    if dated and not draft.dates:
        gaps.append(words.text("Say how dates are written."))
    if draft.contents == "followers" and not draft.named("date"):
        gaps.append(words.text("Say which column has the day."))
    spans = draft.contents in ("totals", "insights") and not draft.named("date")
    if spans and not all(draft.named(name) or getattr(draft, name) for name in ("start", "end")):
        gaps.append(words.text("Give the first and the last day of the figures."))
    return gaps


def name_field(name: str, draft: Draft, words: Language) -> str:
    """Give the name of what a column can be."""
    if name == "date":
        return words.text("Day")
    if draft.contents == "insights" and name in INSIGHT_NAMES:
        named = words.text(INSIGHT_NAMES[name])
        return named[:1].upper() + named[1:]
    return words.text(str(FileProfile.model_fields[name].title))


def read_draft(
    source: Source, draft: Draft, settings: Settings, *, rows: int = 0
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """Read a file as a draft says; what is wrong comes beside what could be read.

    Parameters
    ----------
    rows
        How many rows below the header are read; 0 for all.
    """
    if rows:
        last = draft.header_row + rows
        cut = tuple(
            Sheet(one.name, tuple(row for row in one.rows if row.number <= last))
            for one in source.sheets
        )
        source = replace(source, sheets=cut)
    try:
        entry = validate(draft.as_entry(), FileProfile, source.file)
        reading = read_mapped(source, entry, settings)
    except InputError as error:
        return pd.DataFrame(), error.faults
    return reading.frame, reading.faults


def show_frame(frame: pd.DataFrame, draft: Draft, words: Language) -> str:
    """Give the first rows as they were read, as an HTML table."""
    shown = [
        name
        for name in frame.columns
        if name not in HIDDEN and frame[name].notna().any()
        and not (name == "end" and frame["end"].equals(frame["start"]))
    ]  # fmt: skip
    heads = "".join(f"<th scope='col'>{escape(_head(name, draft, words))}</th>" for name in shown)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(_cell(name, row[name], words))}</td>' for name in shown)}</tr>"
        for _, row in frame.head(SHOWN).iterrows()
    )
    return (
        "<div class='home-scroll' tabindex='0'><table class='home-changes'>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _head(name: str, draft: Draft, words: Language) -> str:
    match name:
        case "day" | "start":
            return words.text("Day")
        case "end":
            return words.text("Last day")
        case "metric":
            return words.text("Figure")
        case "value":
            return words.text("Number")
        case _:
            return name_field(name, draft, words)


def _cell(name: str, value: object, words: Language) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return "–"
    if isinstance(value, pd.Timestamp):
        return words.date(value.date())
    if isinstance(value, bool):
        return words.text("yes") if value else words.text("no")
    if name == "platform":
        return PLATFORM_NAMES.get(str(value), str(value))
    if name == "metric":
        return words.text(INSIGHT_NAMES[str(value)])
    if isinstance(value, int | float):
        return words.number(value, 0 if value == int(value) else 3)
    return shorten(str(value), LONGEST)


def show_faults_shortly(faults: Sequence[Fault], words: Language) -> str:
    """Give the first faults that stop the file or are printed, and how many more there are."""
    serious = [fault for fault in faults if fault.severity != "note"]
    left = len(serious) - FEWEST_FAULTS
    more = words.plural("and {n} more", "and {n} more", left) if left > 0 else ""
    told = show_faults(serious[:FEWEST_FAULTS], words) if serious else ""
    return told + (f"<p>{escape(more)}</p>" if more else "")
