"""Rows of another length than the header: cut off, slipped, or only ending early.

A platform writes every cell of a row. In a table that people typed or saved the last cells of a row
may be left out, and then they are blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from toolkit.errors import fill
from toolkit.readers.findings import Findings
from toolkit.readers.slips import find_slips

MEANT = {"address": "an address", "id": "an id"}


def report_lengths(
    lines: Mapping[int, Sequence[str]],
    headers: Sequence[str],
    findings: Findings,
    *,
    closed: bool,
    by_hand: bool,
    zipped: str = "",
) -> None:
    """Report the rows of a delimited file that are not as long as its header.

    Parameters
    ----------
    lines
        Cells as text, by the number of their row; none of them blank throughout.
    closed
        Whether a line end follows the last row.
    by_hand
        Whether rows may end early.
    zipped
        Name of the table, where it stands with others in a zip.
    """
    numbers = list(lines)
    short = [number for number, cells in lines.items() if len(cells) < len(headers)]
    slips = find_slips(list(lines.values()), len(headers))
    if not by_hand:
        _report_long(lines, headers, findings)
    for place, (at, held) in slips.items():
        findings.add(
            "The cells of this row have slipped against their headers.",
            row=numbers[place],
            column=headers[at],
            got=lines[numbers[place]][at],
            expected=MEANT.get(held, f"a {held}"),
            remedy="A delimiter too many or too few does this: export the file anew.",
        )
    if not closed and short[-1:] == numbers[-1:]:
        findings.add(
            "This table of the zip ends in the middle of this row: it was cut off."
            if zipped
            else "The file ends in the middle of this row: it was cut off.",
            row=numbers[-1],
            column=zipped,
            got=fill("{n} cells", n=len(lines[numbers[-1]])),
            expected=fill("{n} cells", n=len(headers)),
            remedy="Export it anew, or copy it again in full.",
        )
    elif len(short) == len(lines) > 1:
        findings.add(
            "Every row has fewer cells than the header, so it is not clear which cell is what.",
            row=short[0],
            got=fill("{n} cells", n=len(lines[short[0]])),
            expected=fill("{n} cells", n=len(headers)),
            remedy="Export the file anew.",
        )
    elif short and not by_hand:
        told = {numbers[place] for place in slips}
        _report_short(lines, headers, [number for number in short if number not in told], findings)
    elif short:
        findings.add(
            "Some rows end before the last column; what is not there counts as blank.",
            severity="warning",
            row=short[0],
            got=_name_short(short),
            remedy="If the file was cut off, export it anew.",
        )
    elif not closed:
        _report_open_end(lines, headers, findings)


def _report_long(
    lines: Mapping[int, Sequence[str]], headers: Sequence[str], findings: Findings
) -> None:
    widths = [len(cells) for cells in lines.values()]
    told = {fault.row for fault in findings.faults}
    if max(set(widths), key=widths.count) > len(headers):
        return
    for number, cells in lines.items():
        if len(cells) > len(headers) and number not in told:
            findings.add(
                "This row has more cells than the header.",
                row=number,
                got=fill("{n} cells", n=len(cells)),
                expected=fill("{n} cells", n=len(headers)),
                remedy="A delimiter too many does this: export the file anew.",
            )


def _report_short(
    lines: Mapping[int, Sequence[str]],
    headers: Sequence[str],
    short: Sequence[int],
    findings: Findings,
) -> None:
    for number in short:
        findings.add(
            "This row has fewer cells than the header, so it is not clear which cell is what.",
            row=number,
            column=headers[len(lines[number])],
            got=fill("{n} cells", n=len(lines[number])),
            expected=fill("{n} cells", n=len(headers)),
            remedy="A cell may have been lost anywhere in the row: export the file anew.",
        )


def _report_open_end(
    lines: Mapping[int, Sequence[str]], headers: Sequence[str], findings: Findings
) -> None:
    at = len(headers) - 1
    cells = [cells[at].strip() for cells in lines.values() if len(cells) > at]
    if len(cells) > 1 and len(cells[-1]) < max(len(cell) for cell in cells[:-1]):
        findings.add(
            "The file does not end with a line end, and its last cell is shorter than others "
            "in its column: it may have been cut off.",
            severity="warning",
            row=list(lines)[-1],
            column=headers[at],
            got=cells[-1],
            remedy="Compare the last row with the platform.",
        )


def _name_short(rows: Sequence[int]) -> str:
    """Say how many rows, and the last one, where a file that was cut off ends."""
    if len(rows) == 1:
        return fill("row {number}", number=rows[0])
    return fill("{n} rows, the last one row {row}", n=len(rows), row=rows[-1])
