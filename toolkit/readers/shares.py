"""Shares of a whole that a file writes in percent here and as fractions there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.errors import fill
from toolkit.readers.findings import Findings, name_rows

_NUMBER = re.compile(
    r"(?P<whole>[0-9]{0,9})(?:[.,](?P<part>[0-9]{1,20}))?(?P<power>[Ee]-[0-9]{1,2})?\s*%?"
)
ANEW = "Export the file anew and leave it as it came."
FROM, UP_TO = Decimal("0.95"), Decimal("1.02")  # shares of one decimal add up to 100 roughly


@dataclass(frozen=True, slots=True)
class Share:
    """A name, its share as written, and the row as a spreadsheet shows it."""

    name: str
    written: str
    row: int


def parse_share(text: str) -> Decimal | None:
    """Read a number that is nothing or more, with either decimal sign, with ``%`` or without.

    No share is a thousand, so no sign in it groups thousands.
    """
    found = _NUMBER.fullmatch(text)
    if not found or not (found["whole"] or found["part"]):
        return None
    return Decimal(f"{found['whole'] or 0}.{found['part'] or 0}{found['power'] or ''}")


def settle_shares(
    title: str,
    shares: Sequence[Share],
    findings: Findings,
    *,
    whole: bool,
    complete: bool = False,
) -> list[float | None]:
    """Give shares as fractions, and note how the table writes them, with what speaks for it.

    Parameters
    ----------
    whole
        Whether each one of the group is in one part at most, so that the shares cannot come to
        more than the whole.
    complete
        Whether the parts are all that there are, so that the shares should come to the whole.

    Returns
    -------
    A fraction from 0 to 1 for each share; None where the cell is blank or a fault.
    """
    values = [_read(title, share, findings) for share in shares]
    known = [value for value in values if value is not None]
    if not known:
        return [None] * len(values)
    total, most = sum(known, Decimal(0)), max(known)
    signs = any("%" in share.written for share in shares)
    percent = signs or most > 1 or (whole and total > UP_TO)
    if signs:
        evidence = "there is a % beside them"
    elif most > 1:
        evidence = fill("one of them is {most}, and none can be more than the whole", most=most)
    elif percent:
        evidence = fill(
            "together they are {total}, and that cannot be more than the whole", total=total
        )
    else:
        evidence = fill("none is above 1, and together they are {total}", total=total)
    findings.decide(title, "percent" if percent else "fractions", evidence)
    unit = Decimal(100 if percent else 1)
    if whole and total / unit > UP_TO:
        findings.add(
            "The shares of this table come to more than the whole.",
            row=shares[0].row,
            column=title,
            got=f"{float(total / unit):.1%}",
            remedy=ANEW,
        )
    elif complete and total / unit < FROM:
        findings.add(
            "The shares of this table do not come to the whole.",
            severity="warning",
            row=shares[-1].row,
            column=title,
            got=f"{float(total / unit):.1%}",
            remedy=fill("Rows may be missing. {advice}", advice=fill(ANEW)),
        )
    over = [
        share.row
        for share, value in zip(shares, values, strict=True)
        if value is not None and value > unit
    ]
    if over:
        findings.add(
            fill("A share cannot be more than the whole ({rows}).", rows=name_rows(over)),
            row=over[0],
            column=title,
        )
    return [None if value is None else float(value / unit) for value in values]


def _read(title: str, share: Share, findings: Findings) -> Decimal | None:
    if share.written in ("", "-"):
        return None
    value = parse_share(share.written)
    if value is None:
        findings.add(
            "This should be a number.",
            row=share.row,
            column=title,
            got=share.written,
            expected="a share such as 12.5 or 0.125",
        )
    return value
