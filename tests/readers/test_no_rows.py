"""A header with no rows below it: whoever reads the file, it is told."""

import csv
import json
from pathlib import Path

import pytest

from toolkit.readers import Settings

DATA = Path(__file__).parent / "data"
SETTINGS = Settings("Europe/Amsterdam", own_platforms=frozenset({"instagram"}))
PLAIN = sorted(
    path
    for path in DATA.glob("*/*.csv")
    if not path.name.endswith(".expected.csv")
    and path.parent.name in {"meta", "tally", "x_classic", "x_content", "tiktok_content"}
)


def bare(path):
    """Give the header of a sample, alone."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    header = next(csv.reader(text.splitlines(), delimiter=delimiter))
    return delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in header) + "\n"


@pytest.mark.parametrize("path", PLAIN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_file_of_a_header_alone_is_warned_of(path, read_bytes):
    first, *_ = read_bytes(bare(path))
    assert first.frame.empty
    assert "nothing came from it" in {
        fault.what.rpartition(": ")[2].rstrip(".")
        for fault in first.faults
        if fault.severity == "warning"
    }


def test_days_and_websites_without_rows_are_warned_of_too(read_bytes):
    for text in (
        "sep=,\nInstagram reach\nDate,Primary\n",
        "# Report\n# Property: Shop\n# Start date: 20260901\n# End date: 20260930\nCity,Users\n",
    ):
        first, *_ = read_bytes(text, settings=SETTINGS)
        assert [fault.severity for fault in first.faults] == ["warning"], json.dumps(text)


def test_one_table_of_several_without_rows_is_a_note(read_bytes):
    head = "# Report\n# Property: Shop\n# Start date: 20260901\n# End date: 20260930\n"
    (reading,) = read_bytes(head + "City,Users\nGent,3\n\nCountry,Sessions\n")
    assert [fault.severity for fault in reading.faults] == ["note"]
    assert reading.faults[0].got == "Country, Sessions"


def test_rows_without_any_figure_are_warned_of(read_bytes):
    text = "sep=,\nInstagram reach\nDate,Primary\n2026-08-01T00:00:00,\n"
    first, *_ = read_bytes(text, settings=SETTINGS)
    assert [fault.severity for fault in first.faults] == ["warning"]
