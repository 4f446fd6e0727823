"""TikTok's followers by day: a difference that does not recompute takes no number with it."""

import pandas as pd

HEADER = "Date,Followers,Difference in followers from previous day"


def read(read_bytes, make_profile, *rows):
    profile = make_profile("answers: [{year: 2026}]")
    (reading,) = read_bytes("\n".join([HEADER, *rows, ""]), profile=profile)
    return reading


def test_a_tampered_count_is_named_and_left_out(read_bytes, make_profile):
    reading = read(
        read_bytes, make_profile,
        "May 1,100,undefined", "May 2,103,3", "May 3,900,1", "May 4,104,0", "May 5,105,1",
        "May 6,105,0",
    )  # fmt: skip
    assert reading.frame["followers"].tolist() == [100, pd.NA, pd.NA, pd.NA, 105, 105]
    assert [(fault.row, fault.severity) for fault in reading.faults] == [
        (4, "warning"), (5, "warning"),
    ]  # fmt: skip
    assert reading.faults[0].expected == "797"


def test_a_difference_over_a_gap_is_not_held_against_it(read_bytes, make_profile):
    reading = read(read_bytes, make_profile, "May 1,100,undefined", "May 4,110,2")
    assert reading.frame["gained"].tolist() == [pd.NA, 2]
    assert [fault.what for fault in reading.faults] == ["Days are missing before this one."]


def test_an_overview_of_a_business_is_claimed_once(read_bytes):
    data = (
        "Date,Video views,Profile views,Net growth,New followers,Lost followers\n"
        "2026/05/10,1,1,1,2,1\n"
    )
    assert {one.reader for one in read_bytes(data)} == {"tiktok_overview"}
