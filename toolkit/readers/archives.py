"""Zip files with tables, as YouTube Studio sends them: each CSV is a sheet with the file's name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

from toolkit.errors import Fault, InputError
from toolkit.readers.delimited import open_delimited
from toolkit.readers.findings import Findings
from toolkit.readers.table import Sheet
from toolkit.readers.workbooks import BROKEN, broken, is_bomb

MOST_TABLES = 20


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
            if len(members) > MOST_TABLES or is_bomb(unpacked, len(data)):
                raise InputError(_too_large(findings.file, len(members)))
            contents = {PurePosixPath(m.filename).name: archive.read(m) for m in members}
    except BROKEN as error:
        raise InputError(broken(findings.file, error)) from None
    return tuple(
        replace(open_delimited(content, findings), name=name)
        for name, content in contents.items()
        if content.strip()
    )


def _too_large(file: str, tables: int) -> Fault:
    return Fault(
        "This zip file is too large.",
        file,
        got=f"{tables} tables",
        expected=f"at most {MOST_TABLES} tables, of texts that a person exported",
    )
