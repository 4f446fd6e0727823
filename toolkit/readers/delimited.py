"""Text files with a delimiter: which letters the bytes are, and where cells end.

Exports come as UTF-8 with or without byte order mark, as UTF-16 with one, and, after a spreadsheet
saved them, as Windows-1252. Only the last needs a decision. Broken letters that an earlier
conversion left behind are reported, never repaired.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from toolkit.errors import Fault, InputError, fill, join
from toolkit.language import mark
from toolkit.readers.findings import Findings, name_rows, shorten
from toolkit.readers.table import Row, Sheet

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
SAMPLE = 50
HEAD = 200
MOST_COLUMNS = 16_384
# What Python says of UTF-16 that ends after an odd byte, or between two that make one sign.
HALF_A_LETTER = ("truncated data", "unexpected end of data")
LAST_LETTERS = 40
HALF_A_FILE = mark("Export it anew, or copy it here again in full; nothing of it was used.")
EXPORT_ANEW = mark(
    "Export the file anew and leave it as it came; do not save it from a spreadsheet."
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def open_delimited(data: bytes, findings: Findings) -> Sheet:
    """Read a text file into one sheet.

    Raises
    ------
    InputError
        If the bytes are no text, its quotes do not add up, or a cell has no end.
    """
    text = decode(data, findings)
    announced, text = take_announcement(text)
    rows = tuple(split(text, announced or guess_delimiter(text), findings.file))
    # A cell in quotes is whole without a line end after it.
    sheet = Sheet("", rows, closed=text.endswith(("\n", "\r", '"')))
    report_broken_letters(sheet, findings)
    return sheet


def decode(data: bytes, findings: Findings) -> str:
    """Turn bytes into text by their mark, else as UTF-8, else (decided) as Windows-1252."""
    encoding, sign = next(
        ((encoding, sign) for sign, encoding in MARKS if data.startswith(sign)),
        (guess_unmarked(data), b""),
    )
    try:
        text = data[len(sign) :].decode(encoding)
    except UnicodeDecodeError as error:
        whole = data[len(sign) : len(sign) + error.start]
        if encoding != "utf-8" and whole and error.reason in HALF_A_LETTER:
            raise InputError(_cut_off(findings.file, data, whole.decode(encoding))) from None
        if encoding != "utf-8" or sign:
            raise InputError(
                not_text(
                    findings.file,
                    fill("it says it is {encoding}, but is not", encoding=encoding),
                )
            ) from None
        text = decode_windows(data, error.start, findings)
    if "\0" in text:
        raise InputError(not_text(findings.file, fill("there are zero bytes in it")))
    return text


def _cut_off(file: str, data: bytes, read: str) -> Fault:
    lines = read.splitlines()
    return Fault(
        "The file ends in the middle of a letter: it is half a file, cut off on its way here.",
        file,
        got=fill(
            "{n} bytes of UTF-16, and a last line of “{line}”",
            n=f"{len(data):,}",
            line=shorten(lines[-1]),
        ),
        expected="two bytes for each letter, and a line end behind the last row",
        remedy=HALF_A_FILE,
    )


def guess_unmarked(data: bytes) -> str:
    """Tell UTF-16 whose mark was lost: of headers nearly every other byte is zero."""
    head = data[:HEAD]
    halves = {"utf-16-be": head[::2], "utf-16-le": head[1::2]}
    zeros = {encoding: half.count(0) for encoding, half in halves.items()}
    for encoding, half in halves.items():
        others = sum(zeros.values()) - zeros[encoding]
        if half and zeros[encoding] > len(half) * 0.8 and others == 0:
            return encoding
    return "utf-8"


def decode_windows(data: bytes, place: int, findings: Findings) -> str:
    """Decode as Windows-1252, and say which letter shows that it is not UTF-8."""
    line = data.count(b"\n", 0, place) + 1
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise InputError(
            not_text(findings.file, fill("line {line} cannot be read as letters", line=line))
        ) from None
    letter = data[place : place + 1].decode("cp1252")
    findings.decide(
        "",
        "letters in Windows-1252",
        fill(
            "the file is not UTF-8: line {line} has the byte {byte}, which is "
            "“{letter}” in Windows-1252",
            line=line,
            byte=f"{data[place]:02X}",
            letter=letter,
        ),
    )
    return text


def not_text(file: str, got: str) -> Fault:
    """Say that the file is not a table as text."""
    return Fault(
        "This file is not a text file with a table in it.",
        file,
        got=got,
        expected="CSV (UTF-8, UTF-16 or Windows-1252), .xlsx or .xls",
        remedy=EXPORT_ANEW,
    )


def take_announcement(text: str) -> tuple[str, str]:
    """Take off a first line ``sep=;``, which spreadsheets obey and do not show."""
    found = re.match(r"sep=([,;\t])(?:\r\n|\r|\n|$)", text, re.IGNORECASE)
    return (found.group(1), text[found.end() :]) if found else ("", text)


def guess_delimiter(text: str) -> str:
    """Take the delimiter that cuts the first rows into most cells, row after row alike."""

    def score(delimiter: str) -> tuple[int, int]:
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                widths.append(len(record))
                if len(widths) == SAMPLE:
                    break
        except csv.Error:
            pass
        alike = Counter(width for width in widths if width > 1)
        return (
            max(((width - 1) * rows, width) for width, rows in alike.items()) if alike else (0, 0)
        )

    return max(DELIMITERS, key=score)


def split(text: str, delimiter: str, file: str) -> Iterator[Row]:
    """Cut text into rows, strictly: quotes that do not add up are an error.

    Raises
    ------
    InputError
        Naming the row in which the quotes go wrong.
    """
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, after_blank = 0, False
    try:
        for number, cells in enumerate(records, start=1):
            if len(cells) > MOST_COLUMNS:
                raise InputError(
                    Fault(
                        "This row has more cells than a spreadsheet has columns.",
                        file,
                        row=number,
                        got=fill("{n} cells", n=f"{len(cells):,}"),
                        expected=fill("at most {most_columns}", most_columns=f"{MOST_COLUMNS:,}"),
                        remedy=EXPORT_ANEW,
                    )
                )
            # Blank lines part tables; a million of them part no more than one.
            if cells or not after_blank:
                yield Row(number, tuple(cells))
            after_blank = not cells
    except csv.Error as error:
        if "field limit" in str(error):
            raise InputError(
                Fault(
                    "A cell in this row is longer than any text that an export holds.",
                    file,
                    row=number + 1,
                    expected=fill(
                        "at most {field_size_limit} characters in a cell",
                        field_size_limit=f"{csv.field_size_limit():,}",
                    ),
                    remedy=join(
                        [
                            fill("A quote that is opened and never closed does this."),
                            fill(EXPORT_ANEW),
                        ],
                        " ",
                    ),
                )
            ) from None
        if "end of data" in str(error) and not text.endswith(("\n", "\r")):
            raise InputError(
                Fault(
                    "The file ends in the middle of a text in quotes: it was cut off.",
                    file,
                    row=number + 1,
                    got=shorten(text[-LAST_LETTERS:]),
                    expected="a quote and a line end behind the last cell",
                    remedy=HALF_A_FILE,
                )
            ) from None
        raise InputError(
            Fault(
                "The quotes around texts do not add up from this row on.",
                file,
                row=number + 1,
                remedy=EXPORT_ANEW,
            )
        ) from None


def report_broken_letters(sheet: Sheet, findings: Findings) -> None:
    """Warn of ``Ã©`` for ``é`` and of replacement signs: an earlier conversion lost letters."""
    suspects = [
        (row.number, cell)
        for row in sheet.rows
        for cell in row.cells
        if isinstance(cell, str) and is_broken(cell)
    ]
    if suspects:
        rows = list(dict.fromkeys(number for number, _ in suspects))
        findings.add(
            fill("Letters were broken before the file came here ({rows}).", rows=name_rows(rows)),
            severity="warning",
            row=rows[0],
            got=suspects[0][1],
            remedy=join(
                [fill("Numbers are not touched by it. For right texts:"), fill(EXPORT_ANEW)], " "
            ),
        )


def is_broken(text: str) -> bool:
    """Say whether a text shows UTF-8 that somebody once read as Windows-1252."""
    if text.isascii():
        return False
    if "\ufffd" in text:
        return True
    for found in re.finditer(r"[ÂÃ][^\x00-\x7f]|[âï][^\x00-\x7f]{2}|ð[^\x00-\x7f]{3}", text):
        try:
            found.group().encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False
