"""Meta Business Suite, figures of a page or profile by day: *Reach*, *Views*, *Visits*, and so on.

The files are UTF-16 and begin with ``sep=,``.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.errors import fill
from toolkit.model.posts import FOLLOWERS, stack
from toolkit.readers.blocks import Block, cut_blocks, filled
from toolkit.readers.findings import Findings
from toolkit.readers.frame import conclude
from toolkit.readers.insight_frame import make_insights
from toolkit.readers.meta_audience import identify as is_audience
from toolkit.readers.meta_days import read_day_tables
from toolkit.readers.meta_tables import (
    begins_as_meta,
    find_day_tables,
    is_day_table,
    is_title,
    leave_open,
    platforms_in,
)
from toolkit.readers.meta_titles import FIGURES, settle_platform
from toolkit.readers.reading import Contents, Reading, Settings
from toolkit.readers.table import Source

LOOKS_FOR = (
    "Meta Business Suite, figures by day: a title such as Reach, Views or Instagram follows "
    "(Dutch: Bereik, Weergaven), and below it Date, Primary (Dutch: Datum, Primair)"
)


def identify(source: Source) -> bool:
    """Say whether this is such an export, and not one of the audience, which may hold days too."""
    if not begins_as_meta(source) or is_audience(source):
        return False
    tables = find_day_tables(cut_blocks(source.sheets[0], is_title))
    return any(table.known for table in tables)


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the figures of each day.

    Raises
    ------
    InputError
        With all faults of the file.
    """
    findings = Findings(source.file)
    blocks = cut_blocks(source.sheets[0], is_title)
    report_strays(blocks, findings)
    found = find_day_tables(blocks)
    named = platforms_in(found)
    platform = settle_platform(named, settings, findings) if leave_open(found) else None
    gathered = read_day_tables(found, platform, settings, findings)
    frames: dict[Contents, pd.DataFrame] = {}
    if gathered.figures:
        frames["insights"] = make_insights(
            source.file, gathered.figures, account=settings.answers.account
        )
    if gathered.followers:
        frames["followers"] = stack(gathered.followers, FOLLOWERS)
    if not frames:
        findings.add(
            "The title says no figure that is known here.",
            row=blocks[0].row,
            got=blocks[0].title,
            expected=fill(
                "one of: {names}", names=", ".join(spellings[0] for spellings in FIGURES.values())
            ),
            remedy="Export the file anew in English or Dutch.",
        )
        findings.settle()
    return conclude("meta_daily", frames, findings, *gathered.tables)


def report_strays(blocks: Sequence[Block], findings: Findings) -> None:
    """Report what stands in the file and is no table of days, and a title at its very end."""
    if blocks and not blocks[-1].rows:
        findings.add(
            "Below this title stands no table.",
            severity="warning",
            row=blocks[-1].row,
            got=blocks[-1].title,
            remedy="If the file was cut off, export it anew.",
        )
    for block in blocks:
        if block.rows and not is_day_table(block):
            findings.add(
                "These rows are not below a header with Date (Dutch: Datum).",
                row=block.rows[0].number,
                got=", ".join(filled(block.rows[0])),
                remedy="Export the file anew and leave it as it came.",
            )
