"""Addresses of posts: which hold a number, and what of them tells one post from another."""

import pytest

from toolkit.readers.findings import Findings
from toolkit.readers.post_addresses import check_numbers, number_in, plain_address
from toolkit.readers.table import Column


@pytest.mark.parametrize(
    ("platform", "address", "number"),
    [
        ("x", "https://twitter.com/fell_walkers/status/1900000000000000003", "1900000000000000003"),
        ("x", "https://x.com/i/web/status/1900000000000000003?s=20", "1900000000000000003"),
        ("tiktok", "https://www.tiktok.com/@zuid/video/7706256755094410703", "7706256755094410703"),
        ("linkedin", "https://linkedin.com/feed/update/urn:li:share:70001/", "70001"),
        ("linkedin", "https://linkedin.com/posts/zuid_fiets-activity-70002-AbC", "70002"),
        ("youtube", "https://www.youtube.com/watch?v=Zz9yXx8wVv1", "Zz9yXx8wVv1"),
        ("youtube", "https://youtu.be/Zz9yXx8wVv1?t=3", "Zz9yXx8wVv1"),
        ("facebook", "https://www.facebook.com/zuid/posts/123456789", None),
        ("x", "https://www.youtube.com/watch?v=Zz9yXx8wVv1", None),
        (None, "https://x.com/i/web/status/1900000000000000003", None),
    ],
)  # fmt: skip
def test_the_number_in_an_address(platform, address, number):
    assert number_in(platform, address) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "https://www.instagram.com/p/CabC1/",
            "http://instagram.com/p/CabC1?igsh=xyz&utm_source=a",
        ),
        ("https://m.facebook.com/zuid/posts/12", "https://www.facebook.com/zuid/posts/12/?ref=a"),
    ],
)
def test_the_way_somebody_came_is_no_part_of_an_address(one, other):
    platform = "instagram" if "instagram" in one else "facebook"
    assert plain_address(platform, one) == plain_address(platform, other) != None  # noqa: E711


@pytest.mark.parametrize(
    "address",
    ["https://www.facebook.com/zuid", "https://zuid.example/sale/12", "https://[broken/a/b", None],
)
def test_an_address_of_no_post_identifies_none(address):
    assert plain_address("facebook", address) is None


def test_letters_of_a_number_and_questions_tell_posts_apart():
    assert plain_address("instagram", "https://instagram.com/p/CabC1") != plain_address(
        "instagram", "https://instagram.com/p/cabc1"
    )
    asked = "https://www.facebook.com/permalink.php?story_fbid="
    assert plain_address("facebook", asked + "1&id=7") != plain_address(
        "facebook", asked + "2&id=7"
    )


def test_an_id_of_another_length_is_one_that_a_tool_gave():
    findings = Findings("a.csv")
    address = "https://x.com/zuid/status/1900000000000000003"
    column = Column("Nr", ("1900000000000000256", "17", ""), (2, 3, 4))
    ids = ["1900000000000000256", "17", None]
    check_numbers(column, ["x"] * 3, ids, [address] * 3, findings)
    assert [fault.row for fault in findings.faults] == [2]
