"""The tally sheet: the last posts of a brand, typed by hand, where no export can be had.

Its columns are ours: brand, platform, date, likes (or reactions), comments, and, where known,
shares, followers, url, kind. In Dutch: merk, platform, datum, likes (or vind-ik-leuks),
opmerkingen, gedeeld, volgers, url, soort. No other column may stand in it, so that a table of
another maker is never mistaken for it. *Reacties* is refused as a header: on a Dutch page it means
reactions, in spoken Dutch comments.
"""

from __future__ import annotations

from toolkit.errors import Fault
from toolkit.model.posts import POSTS
from toolkit.readers.counts import read_counts, read_texts
from toolkit.readers.dates import place, read_moments, settle_order
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.frame import conclude, make_frame
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.reading import Reading, Settings
from toolkit.readers.table import Sheet, Source, header_key, locate, read_table, write
from toolkit.readers.vocabulary import read_kinds, read_platforms

LOOKS_FOR = (
    "tally sheet: brand, platform, date, likes (or reactions), comments, and nothing but these and "
    "shares, followers, url, kind (Dutch: merk, platform, datum, likes, opmerkingen, gedeeld, "
    "volgers, url, soort)"
)
BRAND = ("brand", "merk")
PLATFORM = ("platform", "kanaal", "channel")
DATE = ("date", "datum")
REACTIONS = ("likes", "reactions", "vind-ik-leuks")
AMBIGUOUS = ("reacties",)
COMMENTS = ("comments", "opmerkingen")
SHARES = ("shares", "gedeeld", "deelacties")
FOLLOWERS = ("followers", "volgers")
URL = ("url", "link")
KIND = ("kind", "soort")
KNOWN = {
    *BRAND, *PLATFORM, *DATE, *REACTIONS, *AMBIGUOUS, *COMMENTS, *SHARES, *FOLLOWERS, *URL, *KIND,
}  # fmt: skip
NEEDED = (BRAND, PLATFORM, DATE, (*REACTIONS, *AMBIGUOUS))
COUNTS = (REACTIONS, COMMENTS, SHARES, FOLLOWERS)


def identify(source: Source) -> bool:
    """Say whether this is a tally sheet: its columns, and no others."""
    return _find(source) is not None


def explain_miss(source: Source) -> Fault | None:
    """Say which columns keep a file from being a tally sheet, if nothing else does."""
    found = locate(source, *NEEDED)
    if found is None:
        return None
    return Fault(
        "This would be a tally sheet, but for columns that it does not have.",
        source.file,
        found[1],
        got=name_columns(_strangers(*found)),
        expected="no other columns than brand, platform, date, likes, comments, shares, followers, "
        "url, kind",
        remedy="Take these columns out, or rename them. If it is a table of another maker, "
        "describe it in data/channels/profile.yaml.",
    )


def _find(source: Source) -> tuple[Sheet, int] | None:
    found = locate(source, *NEEDED)
    return found if found and not _strangers(*found) else None


def _strangers(sheet: Sheet, number: int) -> list[str]:
    header = next(row for row in sheet.rows if row.number == number)
    names = [write(cell).strip() for cell in header.cells]
    return [name for name in names if name and header_key(name) not in KNOWN]


def read(source: Source, settings: Settings) -> tuple[Reading, ...]:
    """Read the posts.

    Raises
    ------
    InputError
        With all faults of the sheet.
    """
    findings = Findings(source.file)
    found = _find(source)
    assert found is not None  # noqa: S101  identify() said so
    table = read_table(*found, findings, by_hand=True)
    n = len(table.rows)

    written = [column for names in COUNTS if (column := table.column(*names))]
    style = settle_grouping(written, findings, settings.answers)

    def counts(*names: str) -> list[int | None]:
        return read_counts(table.column(*names), style, findings, n)

    if ambiguous := table.column(*AMBIGUOUS):
        findings.add(
            "This header can mean two things: likes, or comments.",
            column=ambiguous.name,
            expected="vind-ik-leuks or opmerkingen",
            remedy="Rename the column to the one that it is.",
        )
    brand, platform, date = (table.column(*names) for names in (BRAND, PLATFORM, DATE))
    assert brand is not None  # noqa: S101
    assert platform is not None  # noqa: S101
    assert date is not None  # noqa: S101
    for text, row in zip(brand.texts, brand.rows, strict=True):
        if not text:
            findings.add("The brand is missing.", row=row, column=brand.name)
    order = settle_order(date, "day-first", "a tally sheet", findings)
    when = place(read_moments(date, order, findings), settings.time_zone, settings.time_zone)
    frame = make_frame(
        POSTS,
        source.file,
        table.numbers,
        brand=read_texts(brand, n),
        platform=read_platforms(platform, findings),
        published=when.published,
        day=when.day,
        kind=read_kinds(table.column(*KIND), findings, n),
        url=read_texts(table.column(*URL), n),
        reactions=counts(*REACTIONS),
        comments=counts(*COMMENTS),
        shares=counts(*SHARES),
        followers=counts(*FOLLOWERS),
    )
    return conclude("tally", {"posts": frame}, findings, table)
