"""Each format's sample beside what it must give: a new format needs no new test.

``data/<format>/<sample>`` is an export with invented content (workbooks as JSON: sheet → rows),
``<sample>.expected.csv`` what was worked out from it by hand. Columns that it does not name must be
missing throughout. Of a file that gives several frames each has its own,
``<sample>.<contents>.expected.csv``. A ``profile.yaml`` in the folder is the client's.
"""

import csv
from pathlib import Path

import pandas as pd
import pytest

from toolkit.model.posts import FRAMES
from toolkit.readers import find_readers

DATA = Path(__file__).parent / "data"
EXPECTED = sorted(DATA.glob("*/*.expected.csv"))


def split_name(path):
    """Give the sample that a frame was expected of, and the frame's contents where it says them."""
    name = path.name.removesuffix(".expected.csv")
    for contents in FRAMES:
        if name.endswith(f".{contents}"):
            return path.with_name(name.removesuffix(f".{contents}")), contents
    return path.with_name(name), None


CASES = [
    (path, suffix)
    for path in EXPECTED
    for suffix in ((".xlsx", ".xls") if split_name(path)[0].suffix == ".json" else ("",))
]


def as_text(value):
    if value is pd.NA or value is pd.NaT or value is None:
        return ""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ" if value.tzinfo else "%Y-%m-%d")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


@pytest.mark.parametrize(
    ("path", "suffix"), CASES, ids=[f"{path.parent.name}/{path.name}{s}" for path, s in CASES]
)
def test_sample_gives_what_was_worked_out_by_hand(
    path, suffix, read_file, make_workbook, sheets_of, tmp_path, make_profile
):
    sample, contents = split_name(path)
    profile = sample.with_name("profile.yaml")
    profile = make_profile(profile.read_text(encoding="utf-8")) if profile.exists() else None
    if suffix:
        sample = make_workbook(tmp_path / (sample.stem + suffix), sheets_of(sample))
    readings = read_file(sample, profile=profile)
    reading = next(one for one in readings if contents in (None, one.contents))
    siblings = sorted(path.parent.glob(f"{split_name(path)[0].name}*.expected.csv"))
    assert len(readings) == len(siblings)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = FRAMES[reading.contents]
    assert {name: str(kind) for name, kind in reading.frame.dtypes.items()} == columns
    got = [{name: as_text(row[name]) for name in columns} for _, row in reading.frame.iterrows()]
    wanted = [
        {name: row.get(name, "") for name in columns} | {"file": f"data/channels/{sample.name}"}
        for row in rows
    ]
    assert got == wanted


def test_every_reader_has_a_sample():
    formats = {path.parent.name for path in EXPECTED}
    for reader in find_readers():
        assert reader.__name__.rsplit(".", 1)[-1] in formats
