"""Corrupted copies of real files and of our samples: told by name, or read to the same figures.

A copy may be refused, or read with a warning that the clean file does not give; read in silence, it
must give the same figures as the clean one. To add a file is to add a line to ``CASES``.

What cannot be seen in principle is not asked for: a file that was cut exactly at a row's end and
has no total looks like a shorter file, and so does a figure that was changed where nothing else in
the file depends on it. These are ``None`` in ``total``.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from toolkit.errors import ToolkitError
from toolkit.model.client import Client
from toolkit.model.posts import FRAMES
from toolkit.readers import Export, Profile
from toolkit.readers.channels import ChannelData, read_channels

pytestmark = pytest.mark.slow

DATA = Path(__file__).parent / "data"
CLIENT = Client(name="Bike Works", sector="Bicycles", language="en")
SUPERMARKETS = """
files:
  - {match: "export.*", brand: Brand, platform: {always: facebook}, date: Date, dates: year-first,
     decimal: ".", text: Post_Content, reactions: All_Responses, comments: Comments,
     shares: Shares, followers: Likes}
"""
FANS = """
files:
  - {match: "export.*", contents: followers, brand: {always: Tesco}, platform: {always: facebook},
     date: Date, dates: day-first, decimal: ".", followers: Likes}
"""


@dataclass(frozen=True)
class Case:
    """A file: its figures (headers, left to right), its total or what hangs on one, its ids."""

    path: str
    figures: tuple[str, ...]
    total: str | None = None
    ids: str | None = None
    profile: str = ""
    header: int = 0

    @property
    def real(self) -> bool:
        return not self.path.startswith("data/")


META = ("Reacties", "Opmerkingen", "Deelacties")
INSTAGRAM = ("Impressions", "Reach", "Shares", "Likes", "Comments", "Saves")
TWEETS = ("impressions", "engagements", "retweets", "replies", "likes")
YEAR = 'answers: [{match: "export.*", year: 2026}]'
VIDEOS = ("Visualizações",)
PORTUGUESE = """
files:
  - {match: "export.*", brand: {always: Gian}, platform: {always: youtube}, decimal: ".",
     date: Horário de publicação do vídeo, dates: in-words, post_id: Conteúdo,
     text: Título do vídeo, impressions: Visualizações, skip_rows_where: {Conteúdo: Total}}
"""
PAGES = ("Views", "Active users", "Views per active user")
TIKTOK = ("Total likes", "Total comments", "Total shares", "Total views")
COMBINED = "Reacties, opmerkingen en deelacties"
CASES = [
    Case("data/meta/facebook_nl.csv", (COMBINED, *META), COMBINED, "Bericht-ID"),
    Case("data/meta/instagram_en.csv", INSTAGRAM, None, "Post ID"),
    Case("data/x_classic/tweets.csv", TWEETS, None, "Tweet id"),
    Case("data/x_content/content_en.csv", ("Impressions", "Likes"), None, "Post id"),
    Case("data/tiktok_content/content_en.csv", TIKTOK),
    Case("meta_nl/Jan-01-2026_Jan-31-2026_25533312983036772.csv", (COMBINED, *META), COMBINED,
         "Bericht-ID"),
    Case("meta_en_instagram/veg3_ig.csv", INSTAGRAM, None, "Post ID"),
    Case("x_classic/tweet_activity_metrics_rOpenSci_20180301_20180401_en.csv", TWEETS,
         "engagements", "Tweet id"),
    Case("tiktok/htupy_Content.csv", TIKTOK),
    Case("tiktok/htupy_Overview.csv", ("Video Views",), profile=YEAR),
    Case("youtube_pt/pt_GianMartins_Dados da tabela.csv", VIDEOS, profile=PORTUGUESE),
    Case("ga4/DanielTheC_Pages_and_screens_Page_path_and_screen_class.csv", PAGES, header=9),
    Case("uk_supermarkets/posts.csv", ("All_Responses", "Comments", "Shares", "Likes"), "Shares",
         profile=SUPERMARKETS),
    Case("uk_supermarkets/Tesco_likes.csv", (), "Likes", profile=FANS),
]  # fmt: skip


def bytes_of(case, shared_data):
    path = shared_data(case.path) if case.real else DATA.parent / case.path
    if not path.exists():
        pytest.skip(f"{case.path} is not here.")
    return path.read_bytes()


def take_apart(data):
    """Give the rows of a file and its delimiter."""
    text = data.decode("utf-8-sig")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    text = re.sub("\r\n?", "\n", text)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), delimiter


def put_together(rows, delimiter):
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=delimiter).writerows(rows)
    return held.getvalue().encode()


def slipped_row(case, data):
    """A cell too many in the last row but one, before its figures."""
    rows, delimiter = take_apart(data)
    at = rows[case.header].index(case.figures[0]) if case.figures else 0
    rows[-2].insert(at, "0")
    return put_together(rows, delimiter)


def slipped_columns(case, data):
    """The figures of all rows moved one column to the left, the first one to the end."""
    rows, delimiter = take_apart(data)
    places = [rows[case.header].index(name) for name in case.figures]
    for row in rows[case.header + 1 :]:
        values = [row[at] for at in places]
        for at, value in zip(places, [*values[1:], values[0]], strict=True):
            row[at] = value
    return put_together(rows, delimiter)


def lost_header(case, data):
    """A name of the header is gone, and all after it stand above the wrong cells."""
    rows, delimiter = take_apart(data)
    header = rows[case.header]
    del header[header.index(case.figures[0]) - 1]
    return put_together(rows, delimiter)


def tampered_total(case, data):
    """One total in the middle is ten times what it was, and three more."""
    rows, delimiter = take_apart(data)
    at = rows[case.header].index(case.total)
    row = rows[(case.header + len(rows)) // 2]
    row[at] = str(int(float(row[at].replace(",", ""))) * 10 + 3)
    return put_together(rows, delimiter)


def half_a_file(case, data):
    """The first half, which ends in the middle of a row."""
    half = data[: len(data) // 2]
    return half.rstrip(b"\r\n")[:-3] if half.endswith((b"\r", b"\n")) else half


def broken_letters(case, data):
    """UTF-8 that was taken for Windows-1252 and saved so."""
    text = data.decode("utf-8-sig")
    return text.encode().decode("cp1252", "replace").encode()


def lost_letters(case, data):
    """Windows-1252 that was taken for UTF-8: each letter with an accent is a replacement sign."""
    text = data.decode("utf-8-sig").encode("cp1252", "replace")
    return text.decode("utf-8", "replace").encode()


def windows_letters(case, data):
    """Saved as Windows-1252."""
    return data.decode("utf-8-sig").encode("cp1252", "replace")


def ruined_ids(case, data):
    """Ids as a spreadsheet shows them."""
    rows, delimiter = take_apart(data)
    at = rows[0].index(case.ids)
    for row in rows[1:]:
        row[at] = f"{float(row[at]):.5E}"
    return put_together(rows, delimiter)


def old_line_ends(case, data):
    """Carriage returns alone."""
    return re.sub(b"\r\n|\n", b"\r", data)


CORRUPTIONS = (
    slipped_row, slipped_columns, lost_header, tampered_total, half_a_file, broken_letters,
    lost_letters, windows_letters, ruined_ids, old_line_ends,
)  # fmt: skip
# Refused outright, whatever the file.
REFUSED = {ruined_ids, tampered_total}
# Read to the same figures, whatever the file.
THE_SAME = {windows_letters, old_line_ends}


def possible(case, corruption):
    """Say whether a file has what this corruption needs."""
    if corruption is tampered_total:
        return case.total is not None
    if corruption is ruined_ids:
        return case.ids is not None
    if corruption in (slipped_columns, lost_header, slipped_row):
        return bool(case.figures)
    return True


PAIRS = [
    pytest.param(case, corruption, id=f"{case.path.rsplit('/', 1)[-1]}-{corruption.__name__}")
    for case in CASES
    for corruption in CORRUPTIONS
    if possible(case, corruption)
]


def read(folder, data, profile) -> ChannelData:
    path = folder / "export.csv"
    path.write_bytes(data)
    return read_channels([Export(path, "data/channels/export.csv")], CLIENT, profile)


def figures(found):
    """Give all that counts: numbers, ids, days; no words, which wrong letters change."""
    return [
        getattr(found, name)[
            [column for column, kind in columns.items() if kind in ("Int64", "Float64", "boolean")]
            + [
                column
                for column in ("day", "published", "post_id", "start", "end")
                if column in columns
            ]
        ]
        for name, columns in FRAMES.items()
    ]


@pytest.fixture(scope="module")
def clean_readings() -> dict[str, ChannelData]:
    """Keep what each file says when nothing is wrong with it: ten copies are compared with it."""
    return {}


@pytest.mark.parametrize(("case", "corruption"), PAIRS)
def test_a_corrupted_copy_is_told_or_read_to_the_same_figures(
    tmp_path, shared_data, make_profile, clean_readings, case, corruption
):
    data = bytes_of(case, shared_data)
    beside = DATA.parent / case.path
    profile = make_profile(case.profile) if case.profile else Profile()
    assert beside.exists() or case.real
    if case.path not in clean_readings:
        clean_readings[case.path] = read(tmp_path, data, profile)
    clean = clean_readings[case.path]
    faults, found = (), None
    try:
        found = read(tmp_path, corruption(case, data), profile)
    except ToolkitError as error:
        faults = error.faults
    assert all(fault.file for fault in faults)
    if corruption in REFUSED:
        assert any(fault.row is not None for fault in faults)
    if corruption in THE_SAME:
        assert faults == ()
    if found is None:
        return
    told = {fault.what for fault in found.faults if fault.severity == "warning"}
    if corruption in THE_SAME or not told - {fault.what for fault in clean.faults}:
        for one, other in zip(figures(found), figures(clean), strict=True):
            pd.testing.assert_frame_equal(one, other)
