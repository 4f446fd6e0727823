"""Every reader, on samples that somebody spoilt: canonical frames, or faults that say where.

Each reader is found, not listed; its samples are those of ``data/<reader>/``. A spoilt table is
written as it came (CSV, with another encoding now and then; workbooks as ``.xlsx``), and some files
are spoilt once more, byte by byte.
"""

import csv
import datetime as dt
import io
import json
import zipfile
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from tests.counts import examples
from toolkit.errors import ToolkitError
from toolkit.model.client import Account, Client, Competitor
from toolkit.model.posts import FRAMES
from toolkit.readers import Export, Profile, Settings, find_readers, read_export
from toolkit.readers.channels import read_channels

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"
NAMES = sorted({reader.__name__.rsplit(".", 1)[-1] for reader in find_readers()} | {"mapper"})
CLIENT = Client(
    name="Bike Works",
    sector="Bicycles",
    language="en",
    accounts=(Account(platform="facebook", id="9900000000007"),),
    competitors=(Competitor(name="Velo North"),),
)
# What is said of a cell has to name its row.
OF_A_CELL = {
    "This should be a number.",
    "A count has no decimals.",
    "A count cannot be below zero.",
    "No count is as large as this.",
    "This is not a date as this column has them.",
    "This day does not exist.",
    "No post can be of this year.",
    "The date is missing.",
    "This should be yes or no.",
    "This row has more cells than the header.",
}
CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**20), 10**20).map(str),
    st.floats().map(repr),
    st.dates().map(str),
    st.sampled_from([
        "", "-", " ", "\0", "\ufeff", "\u202e", "Ã©", "\ufffd", "n/a", "undefined", "NaN", "inf",
        "1e400", "1,5", "1.234", "1.22158E+17", "99999999999999999999", "01/31/2026", "31-01-2026",
        "13/13/2026", "2026-02-30", "0000", "Total", "=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)",
        "<script>alert(1)</script>", "{file}", "%s", "' OR 1=1", '"', ";", ",", "\t", "a\nb",
        "x" * 5_000, "9" * 5_000, "١٢٣", "²", "½", "1\u00a0234", "−5", "September 31", "0:09",
    ]),
)  # fmt: skip
# YouTube's export as it comes.
ZIPPED = {
    "Table data.csv": "youtube_content/table_en.csv",
    "Chart data.csv": "youtube_days/chart_en.csv",
    "Totals.csv": "youtube_days/totals_nl.csv",
}
MOVES = ("cell", "drop", "repeat", "swap", "insert", "remove", "rename", "column", "shift", "cut")


def samples_of(name):
    return sorted(
        path
        for path in (DATA / name).glob("*")
        if path.suffix in (".csv", ".json", ".zip") and "expected" not in path.name
    )


def open_sample(path):
    """Give the sheets of a sample as lists of rows, and how a text file writes them."""
    if path.suffix == ".json":
        return json.loads(path.read_text(encoding="utf-8")), None
    data = path.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        encoding, text = "cp1252", data.decode("cp1252")
    delimiter = max(",;\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return {"": rows}, (encoding, delimiter)


def spoil(rows, data):
    """Do one thing to a table that people and programs do to tables."""
    move = data.draw(st.sampled_from(MOVES))
    at = data.draw(st.integers(0, max(len(rows) - 1, 0)))
    if not rows or not rows[at]:
        rows.append([data.draw(CELLS)])
        return
    place = data.draw(st.integers(0, len(rows[at]) - 1))
    if move == "cell":
        rows[at][place] = data.draw(CELLS)
    elif move == "drop":
        del rows[at]
    elif move == "repeat":
        rows[at:at] = [list(rows[at]) for _ in range(data.draw(st.integers(1, 4)))]
    elif move == "swap":
        other = data.draw(st.integers(0, len(rows) - 1))
        rows[at], rows[other] = rows[other], rows[at]
    elif move == "insert":
        rows[at].insert(place, data.draw(CELLS))
    elif move == "remove":
        del rows[at][place]
    elif move == "rename":
        widest = max(rows[:5], key=len)
        if widest:
            widest[data.draw(st.integers(0, len(widest) - 1))] = data.draw(CELLS)
    elif move == "column":
        for row in rows:
            del row[place : place + 1]
    elif move == "shift":
        for row in rows[at:]:
            row.insert(place, "")
    else:
        del rows[at:]


def make_book(sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            try:
                sheet.append(row)
            except (IllegalCharacterError, ValueError):
                sheet.append([])
    return book


def write_sheets(sheets, form, folder, data):
    """Write spoilt sheets as a file of the kind that their sample is."""
    if form is None:
        path = folder / "export.xlsx"
        make_book(sheets).save(path)
        return path
    encoding, delimiter = form
    if data.draw(st.integers(0, 4)) == 0:
        encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"]))
    held = io.StringIO(newline="")
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    csv.writer(held, delimiter=delimiter, lineterminator=end).writerows(sheets[""])
    path = folder / "export.csv"
    path.write_bytes(held.getvalue().encode(encoding, "replace"))
    return path


@cache
def bytes_of(sample):
    """Give the bytes of a sample; a workbook is made once, since the hour goes into its zip."""
    if sample.suffix != ".json":
        return sample.read_bytes()
    held = io.BytesIO()
    make_book(open_sample(sample)[0]).save(held)
    return held.getvalue()


def check(path, profile):
    """Read a file alone and as a client's: canonical frames, or faults that say where they are."""
    export = Export(path, "data/channels/export")
    try:
        for reading in read_export(export, Settings(), profile):
            kinds = {name: str(kind) for name, kind in reading.frame.dtypes.items()}
            assert kinds == FRAMES[reading.contents]
            check_faults(reading.faults)
    except ToolkitError as error:
        check_faults(error.faults)
    try:
        found = read_channels([export], CLIENT, profile, as_of=dt.date(2026, 10, 31))
    except ToolkitError as error:
        check_faults(error.faults)
    else:
        for contents, columns in FRAMES.items():
            frame = getattr(found, contents)
            assert {name: str(kind) for name, kind in frame.dtypes.items()} == columns


def check_faults(faults):
    assert len(faults) > 0 or faults == ()
    for fault in faults:
        assert fault.what
        if fault.severity == "error":
            assert fault.file == "data/channels/export"
        assert fault.row is None or fault.row >= 1
        if fault.what in OF_A_CELL:
            assert fault.row is not None or fault.got.startswith("the same in")


@pytest.fixture(scope="session")
def profile_of(make_profile):
    """Give the profile that lies beside samples, for a file of the name that these tests give."""

    def give(sample):
        path = sample.with_name("profile.yaml")
        if not path.exists():
            return Profile()
        told = make_profile(path.read_text(encoding="utf-8"))
        kind = Export(sample, f"data/channels/{sample.stem}.xlsx")
        entries = told.entries(Export(sample, f"data/channels/{sample.name}")) or told.entries(kind)
        return Profile(
            files=tuple(one.model_copy(update={"match": "*"}) for one in entries),
            answers=tuple(one.model_copy(update={"match": "*"}) for one in told.answers),
        )

    return give


@pytest.mark.parametrize("name", NAMES)
@settings(
    deadline=None,
    max_examples=examples(12),
    suppress_health_check=[
        HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large,
    ],
)  # fmt: skip
@given(data=st.data())
def test_a_spoilt_table_is_read_or_refused(tmp_path, profile_of, name, data):
    tables = [path for path in samples_of(name) if path.suffix != ".zip"]
    sample = data.draw(st.sampled_from(tables))
    sheets, form = open_sample(sample)
    for _ in range(data.draw(st.integers(1, 5))):
        spoil(sheets[data.draw(st.sampled_from(sorted(sheets)))], data)
    check(write_sheets(sheets, form, tmp_path, data), profile_of(sample))


@pytest.mark.parametrize("name", NAMES)
@settings(
    deadline=None,
    max_examples=examples(8),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_spoilt_bytes_are_read_or_refused(tmp_path, profile_of, name, data):
    sample = data.draw(st.sampled_from(samples_of(name)))
    content = bytearray(bytes_of(sample))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        content[place : place + data.draw(st.integers(0, 6))] = data.draw(st.binary(max_size=6))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(1, max(len(content), 1))) :]
    path = tmp_path / f"export{sample.suffix}"
    path.write_bytes(bytes(content))
    check(path, profile_of(sample))


@settings(
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_spoilt_zip_of_tables_is_read_or_refused(tmp_path, data):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, sample in ZIPPED.items():
            sheets, _ = open_sample(DATA / sample)
            for _ in range(data.draw(st.integers(0, 3))):
                spoil(sheets[""], data)
            table = io.StringIO(newline="")
            csv.writer(table).writerows(sheets[""])
            archive.writestr(name, table.getvalue().encode("utf-8", "replace"))
    content = held.getvalue()
    if data.draw(st.integers(0, 3)) == 0:
        content = content[: data.draw(st.integers(1, len(content)))]
    path = tmp_path / "export.zip"
    path.write_bytes(content)
    check(path, Profile())


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
@example(b"\xff\xfe")
@example(b"sep=")
@example(b'"')
def test_any_bytes_are_refused(tmp_path, content):
    path = tmp_path / "export"
    path.write_bytes(content)
    with pytest.raises(ToolkitError) as caught:
        read_export(Export(path, "data/channels/export"), Settings())
    check_faults(caught.value.faults)


def test_every_reader_has_a_sample_to_spoil():
    assert [name for name in NAMES if not samples_of(name)] == []
