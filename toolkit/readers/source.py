"""Open a file, whatever it is: by its first bytes, never by its name."""

from __future__ import annotations

from toolkit.errors import Fault, InputError, fill
from toolkit.readers.archives import open_tables_of_zip
from toolkit.readers.delimited import not_text, open_delimited
from toolkit.readers.findings import Findings
from toolkit.readers.reading import Export
from toolkit.readers.table import Source
from toolkit.readers.workbooks import open_xls, open_xlsx

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AT_MOST = 200_000_000


def open_source(export: Export) -> Source:
    """Open a file as sheets of numbered rows.

    Raises
    ------
    InputError
        If it is not there, empty, too large, or no table.
    """
    findings = Findings(export.name)
    data = _bytes(export)
    if data.startswith(ZIP):
        sheets = open_tables_of_zip(data, findings) or open_xlsx(data, export.name)
    elif data.startswith(OLE):
        sheets = open_xls(data, export.name)
    elif data.lstrip()[:9].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise InputError(not_text(export.name, fill("a web page")))
    elif data.startswith(b"%PDF"):
        raise InputError(not_text(export.name, fill("a PDF")))
    else:
        sheets = (open_delimited(data, findings),)
    if not any(not row.blank for sheet in sheets for row in sheet.rows):
        raise InputError(_empty(export.name))
    return Source(export, sheets, tuple(findings.decisions), findings.settle())


def _bytes(export: Export) -> bytes:
    try:
        size = export.path.stat().st_size
        if size > AT_MOST:
            raise InputError(
                Fault(
                    "This file is too large.",
                    export.name,
                    got=fill("{number} MB", number=size // 1_000_000),
                    expected=fill("at most {number} MB", number=AT_MOST // 1_000_000),
                )
            )
        data = export.path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(Fault("This file cannot be opened.", export.name, got=reason)) from None
    if not data:
        raise InputError(_empty(export.name))
    return data


def _empty(file: str) -> Fault:
    return Fault("This file is empty.", file, remedy="Export it anew, or take it away.")
