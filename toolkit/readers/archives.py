"""Zip files with tables, as YouTube Studio sends them: each CSV is a sheet with the file's name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.delimited import open_delimited
from toolkit.readers.findings import Findings
from toolkit.readers.table import Sheet
from toolkit.readers.workbooks import BROKEN, broken

MOST_TABLES = 20
# Texts of so many bytes take some seconds to read, however well they are packed.
UNPACKED_AT_MOST = 20_000_000


def open_tables_of_zip(data: bytes, findings: Findings) -> tuple[Sheet, ...]:
    """Read the CSV files of a zip; none where there are none, as in a workbook.

    Raises
    ------
    InputError
        If it is damaged or locked, or comes to more than a person exported.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [
                one
                for one in archive.infolist()
                if one.filename.lower().endswith(".csv") and "__MACOSX" not in one.filename
            ]
            unpacked = sum(member.file_size for member in members)
            if len(members) > MOST_TABLES or unpacked > UNPACKED_AT_MOST:
                raise InputError(_too_large(findings.file, len(members), unpacked))
            contents = {PurePosixPath(m.filename).name: archive.read(m) for m in members}
    except BROKEN as error:
        raise InputError(broken(findings.file, error)) from None
    return tuple(
        _open_table(name, content, findings)
        for name, content in contents.items()
        if content.strip()
    )


def _open_table(name: str, content: bytes, findings: Findings) -> Sheet:
    try:
        return replace(open_delimited(content, findings), name=name, zipped=True)
    except InputError as error:
        raise InputError([replace(one, column=name) for one in error.faults]) from None


def _too_large(file: str, tables: int, unpacked: int) -> Fault:
    return Fault(
        "This zip file is too large.",
        file,
        got=fill(
            "{tables} tables, {number} MB unpacked", tables=tables, number=unpacked // 1_000_000
        ),
        expected=fill(
            "at most {most_tables} tables and {number} MB",
            most_tables=MOST_TABLES,
            number=UNPACKED_AT_MOST // 1_000_000,
        ),
        remedy="Unpack it and put the tables that are in it here, or export a shorter period.",
    )
