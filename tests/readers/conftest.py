import json
import struct
from pathlib import Path

import openpyxl
import pytest
import yaml

from toolkit.readers import Export, Profile, Settings, read_export
from toolkit.readers.documents import validate

SHARED = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def shared_data():
    """Give a file of the real data, or skip aloud where there is none."""

    def find(relative):
        if not SHARED.is_dir():
            pytest.skip("The real exports (../shared/data) are not here: nothing checked on them.")
        return SHARED / relative

    return find


@pytest.fixture
def read_bytes(tmp_path):
    """Read bytes as an export, with Amsterdam as the client's zone."""

    def read(data, *, name="export.csv", settings=None, profile=None):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        export = Export(path, f"data/channels/{name}")
        return read_export(export, settings or Settings("Europe/Amsterdam"), profile)

    return read


@pytest.fixture
def read_file():
    """Read a file where it lies."""

    def read(path, *, settings=None, profile=None):
        export = Export(path, f"data/channels/{path.name}")
        return read_export(export, settings or Settings("Europe/Amsterdam"), profile)

    return read


@pytest.fixture
def make_workbook():
    """Write sheets (name → rows) as .xlsx or .xls, by the path's suffix."""

    def make(path, sheets):
        (write_xlsx if path.suffix == ".xlsx" else write_xls)(path, sheets)
        return path

    return make


@pytest.fixture
def sheets_of():
    """Read the sheets of a workbook that lies here as JSON; ISO dates are dates."""

    def load(path):
        return json.loads(path.read_text(encoding="utf-8"))

    return load


@pytest.fixture(scope="session")
def make_profile():
    """Make a profile of the text of a profile.yaml."""

    def make(text):
        return validate(yaml.safe_load(text) or {}, Profile, "data/channels/profile.yaml")

    return make


def write_xlsx(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def write_xls(path, sheets):
    """Write the least that an old binary workbook can be: BIFF8 in a compound file.

    After Microsoft's [MS-XLS] and [MS-CFB]; no library of ours writes it.
    """
    bodies = [_biff_sheet(rows) for rows in sheets.values()]
    globals_size = 20 + sum(4 + 8 + 2 * len(name) for name in sheets) + 4
    place, bound = globals_size, b""
    for name, body in zip(sheets, bodies, strict=True):
        title = struct.pack("<BB", len(name), 1) + name.encode("utf-16-le")
        bound += _record(0x85, struct.pack("<IH", place, 0) + title)
        place += len(body)
    stream = _bof(5) + bound + _record(0x0A, b"") + b"".join(bodies)
    stream += b"\0" * (-len(stream) % 512)
    stream += b"\0" * max(0, 4096 - len(stream))
    path.write_bytes(_compound(stream))


def _record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind):
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 6))


def _biff_sheet(rows):
    body = _bof(16)
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            place = struct.pack("<HHH", y, x, 0)
            if isinstance(cell, int | float):
                body += _record(0x203, place + struct.pack("<d", cell))
            elif cell not in (None, ""):
                text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
                body += _record(0x204, place + text)
    return body + _record(0x0A, b"")


def _compound(stream):
    sectors = len(stream) // 512
    fat_sectors = (sectors + 2 + 127) // 128
    if fat_sectors > 1:
        fat_sectors = (sectors + 1 + fat_sectors + 127) // 128
    end, special, free = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    directory = fat_sectors
    fat = [special] * fat_sectors + [end]
    first = len(fat)
    fat += [*range(first + 1, first + sectors), end]
    fat += [free] * (fat_sectors * 128 - len(fat))
    header = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 16
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, directory, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", *range(fat_sectors), *[free] * (109 - fat_sectors))
    entries = _entry("Root Entry", 5, end, 0, child=1) + _entry("Workbook", 2, first, len(stream))
    entries += b"\0" * 256
    return header + struct.pack(f"<{len(fat)}I", *fat) + entries + stream


def _entry(name, kind, start, size, child=0xFFFFFFFF):
    text = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text) + 2, kind, 1, none, none, child)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )
