"""One post in two files: by what their rows hang together, and what keeps them apart."""

import pandas as pd

from tests.readers.test_duplicates import posts
from toolkit.readers import settle_duplicates

OF_LINKEDIN = {"platform": "linkedin", "account": None, "brand": "Zuid"}
ADDRESS = "https://www.linkedin.com/feed/update/urn:li:share:7000000000001"
OF_TIKTOK = {"platform": "tiktok", "account": None, "brand": "Zuid"}
VIDEO = "https://www.tiktok.com/@zuid/video/"
OF_INSTAGRAM = {"platform": "instagram", "account": None, "brand": "Zuid"}
PICTURE = "https://www.instagram.com/p/CabC1/"


def figures(settled):
    return settled["reactions"].tolist()


def test_an_address_holds_the_id_that_another_file_gives():
    frame = posts(
        OF_LINKEDIN | {"url": ADDRESS, "reactions": 4, "text": "Sale"},
        OF_LINKEDIN | {"post_id": "7000000000001", "reactions": 6, "text": "Sale", "file": "b.csv"},
        OF_LINKEDIN | {"post_id": "7", "day": "2026-02-01", "reactions": 1, "file": "b.csv"},
    )
    settled, (fault,) = settle_duplicates(frame)
    assert figures(settled) == [6, 1]
    assert (fault.file, fault.severity) == ("a.csv", "note")
    assert "1 post of this file stands in b.csv too" in fault.what


def test_a_second_download_of_a_file_without_ids_counts_instead_of_the_first():
    frame = posts(
        OF_TIKTOK | {"url": VIDEO + "701", "reactions": 4, "day": "2026-01-01"},
        OF_TIKTOK | {"url": VIDEO + "702", "reactions": 5, "day": "2026-01-02"},
        OF_TIKTOK | {"url": VIDEO + "702", "reactions": 7, "day": "2026-01-02", "file": "b.csv"},
        OF_TIKTOK | {"url": VIDEO + "703", "reactions": 1, "day": "2026-01-09", "file": "b.csv"},
    )
    settled, _ = settle_duplicates(frame)
    assert figures(settled) == [4, 7, 1]
    assert settled["post_id"].isna().all()


def test_an_account_that_one_file_names_does_not_part_them():
    frame = posts(
        OF_TIKTOK | {"url": VIDEO + "701", "post_id": "701", "account": "zuid", "reactions": 4},
        OF_TIKTOK | {"url": VIDEO + "701", "reactions": 4, "file": "b.csv"},
    )
    assert len(settle_duplicates(frame)[0]) == 1


def test_ids_of_two_makers_with_one_address_are_one_post_in_three_files():
    # c.csv has the second maker's id and no address: it is the same post still.
    frame = posts(
        OF_INSTAGRAM | {"url": PICTURE, "post_id": "17900", "reactions": 4},
        OF_INSTAGRAM | {"url": PICTURE + "?igsh=a", "post_id": "k1", "file": "b.csv"},
        OF_INSTAGRAM | {"post_id": "k1", "reactions": 5, "file": "c.csv"},
    )
    assert figures(settle_duplicates(frame)[0]) == [5]


def test_an_address_that_stands_more_often_is_that_of_something_else():
    page = "https://www.instagram.com/zuid/reels/"
    frame = posts(
        OF_INSTAGRAM | {"url": page, "reactions": 1},
        OF_INSTAGRAM | {"url": page, "reactions": 2},
        OF_INSTAGRAM | {"url": page, "reactions": 3, "file": "b.csv"},
    )
    assert figures(settle_duplicates(frame)[0]) == [1, 2, 3]


def test_other_days_accounts_brands_or_ids_of_one_file_are_other_posts():
    first = OF_INSTAGRAM | {"url": PICTURE, "account": "1"}
    for other in (
        {"file": "b.csv", "day": "2026-01-08"},
        {"file": "b.csv", "account": "2"},
        {"file": "b.csv", "brand": "Noord", "account": None},
    ):
        assert len(settle_duplicates(posts(first, first | other))[0]) == 2
    two = posts(first | {"post_id": "1"}, first | {"post_id": "2"})
    assert len(settle_duplicates(two)[0]) == 2


def test_a_page_that_posts_point_to_is_no_address_of_a_post():
    shop = {"url": "https://zuid.example/sale/1", "brand": "Zuid"}
    frame = posts(shop | {"reactions": 1}, shop | {"reactions": 2, "file": "b.csv"})
    assert figures(settle_duplicates(frame)[0]) == [1, 2]


def test_the_same_text_in_the_file_of_another_reader_is_named():
    frame = posts(
        OF_INSTAGRAM | {"post_id": "17900", "account": "1", "text": "Sale"},
        OF_INSTAGRAM | {"post_id": "17901", "account": "1", "text": "Open"},
        OF_INSTAGRAM | {"text": "Sale", "url": PICTURE, "file": "b.csv", "row": 8},
        OF_INSTAGRAM | {"text": "Other", "file": "b.csv", "row": 9},
        OF_INSTAGRAM | {"text": "Open", "file": "b.csv", "row": 10, "day": "2026-01-09"},
        OF_INSTAGRAM | {"text": "Open", "file": "c.csv", "account": "2"},
        OF_INSTAGRAM | {"text": "Other", "url": PICTURE + "x", "file": "d.csv", "row": 3},
    )
    settled, faults = settle_duplicates(frame)
    assert len(settled) == 7
    assert [(one.file, one.row, one.severity) for one in faults] == [
        ("b.csv", 8, "warning"), ("d.csv", 3, "warning"),
    ]  # fmt: skip
    assert "of a row in a.csv" in faults[0].what


def test_no_row_is_named_by_what_it_lacks():
    frame = posts(OF_INSTAGRAM | {"reactions": 1}, OF_INSTAGRAM | {"reactions": 1, "row": 9})
    settled, _ = settle_duplicates(frame.assign(url=pd.NA))
    assert len(settled) == 2
