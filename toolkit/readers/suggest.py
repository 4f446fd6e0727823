"""What a file that nobody knows probably is: a draft of its description, with the reasons.

Nothing of it is read in silence: each suggestion says what speaks for it, what the cells do not
settle is listed as open, and somebody confirms the whole before a figure is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.language import mark
from toolkit.model.insight import METRIC_UNITS
from toolkit.readers.cell_shapes import Shape, Signs, find_signs, look_at
from toolkit.readers.date_forms import DAYS, has_times, lack_years, settle_dates
from toolkit.readers.draft import Draft, suggest_match
from toolkit.readers.findings import Findings
from toolkit.readers.header_place import (
    columns_of,
    find_header,
    find_sheet,
    headers_of,
    leave_out_totals,
)
from toolkit.readers.header_words import ambiguous_roles, guess_dimension
from toolkit.readers.kind_words import guess_kind
from toolkit.readers.platform_signs import find_platform
from toolkit.readers.profile import COUNTS
from toolkit.readers.reading import Contents
from toolkit.readers.reason import Reason
from toolkit.readers.rivals import leave_out_lookalikes, narrow
from toolkit.readers.roles import Role, choose_roles
from toolkit.readers.row_kind import what_is_a_row
from toolkit.readers.table import Column, Source, Table, read_table


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a file probably is.

    Parameters
    ----------
    draft
        The description as far as it can be suggested.
    reasons
        For each column, why it is taken for that, or why for nothing.
    about
        What speaks for the rest: the header's row, what a row is, dates, numbers, platform.
    asks
        Fields of the draft that nothing settles: ``dates``, ``decimal``, ``brand``, ``platform``,
        ``time_zone``, ``year``, ``kinds``, ``start``, ``end``.
    timed
        Whether dates carry times without an offset.
    table
        The table that it is about.
    shapes
        What the cells of each column look like.
    """

    draft: Draft
    reasons: Mapping[str, Reason]
    about: tuple[Reason, ...]
    asks: tuple[str, ...]
    timed: bool
    table: Table
    shapes: Mapping[str, Shape]


def suggest(source: Source, sheet: str = "", header_row: int = 0) -> Suggestion:
    """Suggest how to read a file.

    Parameters
    ----------
    sheet, header_row
        Where somebody has said already which sheet it is, and where its header stands.
    """
    about: list[Reason] = []
    place = find_sheet(source, sheet)
    row = header_row or find_header(place)
    if row != 1:
        about.append(Reason(mark("Row {row} has the headers: {names}"), headers_of(place, row)))
    table = read_table(place, row, Findings(source.file), by_hand=True)
    skip, without_totals = leave_out_totals(table, about)
    columns = columns_of(without_totals)
    shapes = {name: look_at(column) for name, column in columns.items()}
    roles = choose_roles(shapes)
    contents = what_is_a_row(roles, columns, shapes, about)
    platform = find_platform(source.file, roles, columns, about)
    roles = leave_out_lookalikes(roles, contents, shapes, platform)
    named, reasons = _fit(roles, contents, shapes, views=platform == "youtube")
    dated = any(role in DAYS for role in named.values())
    order = settle_dates(named, columns, about) if dated else ""
    timed = dated and has_times(named, columns, order)
    yearless = dated and lack_years(named, columns)
    signs = signs_of(named, shapes)
    about += _tell_signs(signs)
    brand = "brand" in named.values() or "account" in named.values()
    if "platform" in named.values():
        platform = ""
    kinds, unknown_kinds = _kinds_in(named, columns)
    draft = Draft(
        match=suggest_match(source.file),
        contents=contents,
        columns=named,
        sheet=place.name if len(source.sheets) > 1 else "",
        header_row=row,
        platform=platform,
        dates=order,
        decimal="" if signs.open or signs.contradictory else signs.decimal or ".",
        thousands=signs.thousands,
        shorthand=bool(signs.shorthand),
        missing=("", *sorted({sign for one in shapes.values() for sign in one.missing})),
        skip=skip,
        dimension=_dimension(named, contents),
        kinds=kinds,
    )
    asks = [
        *(["dates"] if dated and not order else []),
        *(["decimal"] if not draft.decimal else []),
        *([] if brand else ["brand"]),
        *([] if platform or "platform" in named.values() else ["platform"]),
        *(["time_zone"] if timed else []),
        *(["year"] if yearless else []),
        *(["kinds"] if unknown_kinds else []),
    ]
    if contents == "totals" or (contents == "insights" and "date" not in named.values()):
        asks += [name for name in ("start", "end") if name not in named.values()]
    return Suggestion(draft, reasons, tuple(about), tuple(asks), timed, table, shapes)


# Which column is which.


def _fit(
    roles: Mapping[str, Role], contents: Contents, shapes: Mapping[str, Shape], *, views: bool
) -> tuple[dict[str, str], dict[str, Reason]]:
    """Give each column the field that it has among such rows, and the reason.

    Of views and impressions, which are one field of a post, `views` says which goes first.
    """
    named: dict[str, str] = {}
    reasons: dict[str, Reason] = {}
    if views and contents == "posts":
        # What YouTube tells of a video are the subscribers that it won.
        roles = {header: role for header, role in roles.items() if role.name != "followers"}
    known = Draft("", contents, {header: role.name for header, role in roles.items()})
    fitted = known.become(contents).columns
    for header, shape in shapes.items():
        role = roles.get(header)
        name = fitted.get(header, "")
        if contents == "insights" and name == "" and not role and guess_dimension(header):
            named[header] = "member"
            reasons[header] = Reason(mark("The header is what figures are often parted by."))
        elif role is None or not name:
            named[header] = ""
            between = ambiguous_roles(header)
            reasons[header] = (
                Reason(mark("The header means reactions to some and comments to others."))
                if between
                else _why_nothing(shape)
            )
        else:
            named[header] = name
            reasons[header] = role.reason
    _one_each(named, reasons, roles, shapes, first="video_views" if views else "impressions")
    return named, reasons


def _why_nothing(shape: Shape) -> Reason:
    if not shape.n:
        return Reason(mark("No cell has anything in it."))
    return Reason(mark("Nothing says what it is; it is kept, and takes no part."))


def _one_each(
    named: dict[str, str],
    reasons: dict[str, Reason],
    roles: Mapping[str, Role],
    shapes: Mapping[str, Shape],
    *,
    first: str,
) -> None:
    """Where several columns would be the same field, leave it to the surest, or open."""
    for name in {role for role in named.values() if role}:
        rivals = [header for header, role in named.items() if role == name]
        if len(rivals) < 2:
            continue
        sure = [header for header in rivals if roles[header].sure]
        before = [header for header in sure if roles[header].name == first] or sure
        if name == "text":
            # A title and a description: the longer one says which post it is.
            before = sorted(rivals, key=lambda header: -shapes[header].length)[:1]
        elif len(before) != 1 and (narrowed := narrow(rivals, name)):
            before = narrowed
        elif name == "account":
            # A number and a name: names change.
            before = [header for header in sure if shapes[header].numbers > 0.9] or sure
        winner = before[0] if len(before) == 1 else ""
        for header in rivals:
            if header != winner:
                named[header] = ""
                values = {"column": winner or next(one for one in rivals if one != header)}
                reasons[header] = Reason(
                    mark("“{column}” fits better.")
                    if winner
                    else mark("“{column}” could be the same; say which one it is."),
                    values,
                )


def _dimension(named: Mapping[str, str], contents: Contents) -> str:
    if contents != "insights":
        return ""
    member = next((header for header, role in named.items() if role == "member"), "")
    return (guess_dimension(member) or "other") if member else ""


def _kinds_in(
    named: Mapping[str, str], columns: Mapping[str, Column]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give what the words for kinds of posts mean, and those that nobody knows."""
    header = next((header for header, role in named.items() if role == "kind"), None)
    words = dict.fromkeys(text for text in columns[header].texts if text) if header else {}
    guesses = {word: guess_kind(word) for word in words}
    known = {word: kind for word, kind in guesses.items() if kind and word != kind}
    return known, tuple(word for word, kind in guesses.items() if kind is None)


def signs_of(named: Mapping[str, str], shapes: Mapping[str, Shape]) -> Signs:
    """Find the signs in the numbers of a table whose columns are the fields that `named` says."""
    counts, others = list[str](), list[str]()
    for header, shape in shapes.items():
        role = named.get(header, "")
        count = METRIC_UNITS.get(role) == "count" or role in COUNTS["posts"] + COUNTS["totals"]
        if role and (count or role in METRIC_UNITS):
            (counts if count else others).extend(shape.texts)
        elif shape.numbers > 0.9 and not shape.dates:
            others.extend(shape.texts)
    return find_signs(counts, others)


def _tell_signs(signs: Signs) -> list[Reason]:
    told = []
    if signs.contradictory:
        told.append(Reason(mark("The numbers are written in more than one way.")))
    elif signs.open:
        values = {"text": signs.open}
        told.append(Reason(mark("“{text}” can be a thousand or a decimal."), values))
    else:
        if signs.decimal_in:
            values = {"text": signs.decimal_in, "sign": signs.decimal}
            told.append(Reason(mark("“{text}” has decimals behind “{sign}”."), values))
        if signs.thousands_in:
            values = {"text": signs.thousands_in, "sign": signs.thousands}
            told.append(Reason(mark("“{text}” has thousands, grouped by “{sign}”."), values))
    if signs.shorthand:
        values = {"text": signs.shorthand}
        told.append(Reason(mark("“{text}” is a number in short."), values))
    return told
