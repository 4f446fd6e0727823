"""Processor seconds and memory that readers take for 5 MB: well made, all wrong, or hostile.

The files are made from the samples of ``tests/readers/data``, each in a process of its own, since
peak memory is that of a whole process (some 110 MB before it opens a file). Linux only.

    python -m benchmarks.readers [NAME…]
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import yaml

from tests.readers.conftest import write_xls
from toolkit.errors import ToolkitError
from toolkit.readers import Export, Profile, Settings, read_export
from toolkit.readers.documents import validate

DATA = Path(__file__).parents[1] / "tests" / "readers" / "data"
SIZE = 5_000_000
# Just below what a workbook may hold; blank cells count too.
CELLS = 240_000
SECONDS, MEGABYTES = 10, 500


def samples() -> dict[str, Path]:
    """Give each sample by its format and name."""
    return {
        f"{path.parent.name}/{path.name}": path
        for path in sorted(DATA.glob("*/*"))
        if path.suffix in (".csv", ".json", ".zip") and "expected" not in path.name
    }


def grow(sample: Path, folder: Path, spoil: Callable[[str], str]) -> Path:
    """Write a file of 5 MB with the sample's last rows over and over; `spoil` changes each cell."""
    if sample.suffix == ".json":
        return _grow_workbook(sample, folder, spoil)
    if sample.suffix == ".zip":
        return _grow_archive(sample, folder, spoil)
    data = sample.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding = "cp1252"
        text = data.decode(encoding)
    delimiter = max(",;\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    head, body = _split(rows)
    path = folder / sample.name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerows(head)
        n = 0
        while file.tell() < SIZE * (2 if encoding == "utf-16" else 1):
            writer.writerows([spoil(_another(cell, n)) for cell in row] for row in body)
            n += 1
    return path


def _grow_archive(sample: Path, folder: Path, spoil: Callable[[str], str]) -> Path:
    path = folder / sample.name
    with zipfile.ZipFile(sample) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            (folder / name).write_bytes(old.read(name))
            new.write(grow(folder / name, folder, spoil), name)
    return path


def _split(rows: list[list[str]]) -> tuple[list[list[str]], list[list[str]]]:
    """Cut rows below the widest of the first five: a sample has few, and its header is full."""
    at = max(range(min(5, len(rows))), key=lambda i: sum(bool(str(cell)) for cell in rows[i]))
    return rows[: at + 1], rows[at + 1 :]


def _another(cell: str, n: int) -> str:
    """Make another id of an id, so that a file does not hold one post many times."""
    if len(cell) >= 15 and cell.isdigit():
        return str(int(cell) + 1000 * n)
    return cell


def _grow_workbook(sample: Path, folder: Path, spoil: Callable[[str], str]) -> Path:
    import openpyxl

    sheets = json.loads(sample.read_text(encoding="utf-8"))
    book = openpyxl.Workbook(write_only=True)
    cells = 0
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        head, body = _split(rows)
        for row in head:
            sheet.append(row)
        while body and cells < CELLS / len(sheets):
            for row in body:
                sheet.append([spoil(cell) if isinstance(cell, str) else cell for cell in row])
                cells += len(row)
        cells = 0
    path = folder / f"{sample.stem}.xlsx"
    book.save(path)
    return path


def hostile(folder: Path) -> dict[str, Path]:
    """Write files that nobody exported, each 5 MB or less."""
    header = (DATA / "tally" / "tally_nl.csv").read_text(encoding="cp1252").splitlines()[0]
    sign = max(",;\t", key=header.count)
    row = sign.join(["A", "X", "2026-01-31", "1"])
    texts = {
        "one cell": header + "\n" + "x" * SIZE,
        "one quoted cell": header + '\n"' + "x" * SIZE + '"',
        "quotes": '"' * SIZE,
        "delimiters": "," * SIZE,
        "delimiters below a header": header + "\n" + sign * SIZE,
        "line ends": "\n" * SIZE,
        "carriage returns": header + "\n" + "\r" * SIZE,
        "digits": header + "\n" + row[:-1] + "1" * 100_000,
        "columns": ",".join(f"c{n}" for n in range(100_000)) + "\n" + ",".join("1" * 100_000),
        "columns of a known header": header + sign + sign.join(f"c{n}" for n in range(100_000)),
        "one column many times": sign.join([header] * 20_000) + "\n" + sign.join([row] * 20_000),
        "spaces": header + "\n" + " " * SIZE,
        "broken letters": header + "\n" + "Ã©" * (SIZE // 4),
        "rows of different widths": header
        + "\n"
        + "\n".join(row + sign * (n % 9) for n in range(SIZE // 30)),
        "wide rows": header + "\n" + "\n".join(row + sign * 20 + "1" for _ in range(SIZE // 45)),
    }
    made = {}
    for name, text in texts.items():
        path = folder / f"{name.replace(' ', '_')}.csv"
        path.write_text(text, encoding="utf-8", newline="")
        made[name] = path
    made["zeros"] = folder / "zeros.csv"
    made["zeros"].write_bytes(b"\0" * SIZE)
    made["zip bomb"] = folder / "bomb.zip"
    with zipfile.ZipFile(made["zip bomb"], "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Table data.csv", b"a,b\n" * 45_000_000)
    return made | _hostile_workbooks(folder)


def _hostile_workbooks(folder: Path) -> dict[str, Path]:
    made: dict[str, Path] = {}
    made["workbook bomb"] = _workbook(
        folder / "bomb.xlsx", "<row><c><v>1</v></c></row>" * 15_000_000
    )
    made["styled empty cells"] = _workbook(
        folder / "styled.xlsx",
        "".join(f'<row r="{n}">' + '<c s="1"/>' * 10 + "</row>" for n in range(1, 100_001)),
    )
    entities = "".join(f'<!ENTITY {b} "' + f"&{a};" * 10 + '">' for a, b in pairwise("abcdefghij"))
    made["entity bomb"] = _workbook(
        folder / "entities.xlsx",
        '<row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row>',
        f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>',
    )
    made["shared texts"] = _workbook(
        folder / "shared.xlsx",
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        strings="".join(f"<si><t>text {n}</t></si>" for n in range(370_000)),
    )
    made["one long text"] = _workbook(
        folder / "long.xlsx",
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 49_000_000}</t></is></c></row>',
    )
    made["far cells of many rows"] = _workbook(
        folder / "wide.xlsx",
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 200_000)),
    )
    made["far cell"] = _workbook(
        folder / "far.xlsx", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    )
    old = {
        "old, many cells": [[n / 7 for n in range(20)]] * 14_000,
        "old, far cells": [[""] * 255 + ["x"]] * 65_000,
    }
    for name, rows in old.items():
        made[name] = folder / f"{name.replace(', ', '_').replace(' ', '_')}.xls"
        write_xls(made[name], {"One": rows})
    return made


def _workbook(path: Path, rows: str, doctype: str = "", strings: str = "") -> Path:
    # Here, since a process that measures must leave it to the reader to load it.
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as plain:
        plain.add_worksheet().write_string(0, 0, "x")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'{doctype}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(held) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = sheet if name.endswith("sheet1.xml") else old.read(name)
            if strings and name.endswith("sharedStrings.xml"):
                text = f'<sst xmlns="{main}">{strings}</sst>'
            new.writestr(name, text)
    return path


def measure(path: Path, profile: Path | None) -> None:
    """Read one file in this process, and print what it took as JSON."""
    told = validate(
        yaml.safe_load(profile.read_text(encoding="utf-8")) if profile else {}, Profile, "profile"
    )
    start = time.process_time()
    try:
        readings = read_export(Export(path, path.name), Settings(), told)
        result = ", ".join(f"{len(one.frame)} {one.contents}" for one in readings)
    except ToolkitError as error:
        result = f"{len(error.faults)} faults: {error.faults[0].what}"
    seconds = time.process_time() - start
    # Of this process alone: getrusage would count what its parent had before.
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    sys.stdout.write(json.dumps([seconds, peak, result]))


def report(name: str, path: Path, profile: Path | None = None) -> None:
    """Measure a file in a process of its own, and print a line."""
    command = [sys.executable, "-m", "benchmarks.readers", "--measure", str(path)]
    command += [str(profile)] if profile else []
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        seconds, peak, result = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        seconds, peak, result = 120.0, 0.0, "did not end"
    except ValueError:
        seconds, peak, result = 0.0, 0.0, "BROKE: " + done.stderr.strip().splitlines()[-1]
    over = " OVER" if seconds > SECONDS or peak > MEGABYTES else ""
    size = path.stat().st_size / 1e6
    sys.stdout.write(
        f"{name:<42}{size:6.1f} MB{seconds:8.2f} s{peak:8.0f} MB{over}  {result[:70]}\n"
    )
    sys.stdout.flush()


def main(names: list[str]) -> None:
    """Measure all files, or those whose names hold one of `names`."""

    def wanted(name: str) -> bool:
        return not names or any(one in name for one in names)

    spoils: dict[str, Callable[[str], str]] = {
        "well made": lambda cell: cell,
        "all wrong": lambda cell: f"x{cell}",
    }
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for label, spoil in spoils.items():
            for name, sample in samples().items():
                if wanted(f"{name}, {label}"):
                    profile = sample.with_name("profile.yaml")
                    path = grow(sample, folder, spoil)
                    report(f"{name}, {label}", path, profile if profile.exists() else None)
                    path.unlink()
        if wanted("hostile"):
            for name, path in hostile(folder).items():
                report(f"hostile: {name}", path)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(Path(sys.argv[2]), Path(sys.argv[3]) if len(sys.argv) > 3 else None)
    else:
        main(sys.argv[1:])
