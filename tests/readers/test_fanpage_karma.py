"""Followers by day of whom nobody says: brand and platform are asked, and only a level is taken."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.readers.fanpage_karma import is_level

WHOSE = "answers: [{brand: Tesco, platform: facebook}]"


def days(*counts, header="Date,Likes", first=12):
    rows = [f"{first + at}/01/26,{count}" for at, count in enumerate(counts)]
    return "\n".join([header, *rows, ""])


def test_it_asks_whose_followers_they_are_and_where(read_bytes):
    with pytest.raises(InputError) as caught:
        read_bytes(days(500, 501, 502, 503, 505))
    assert [fault.asks for fault in caught.value.faults] == ["brand", "platform"]


def test_an_account_is_an_answer_to_whose(read_bytes, make_profile):
    profile = make_profile("answers: [{account: tesco, platform: facebook}]")
    (reading,) = read_bytes(days(500, 501, 502, 503, 505), profile=profile)
    assert set(reading.frame["account"]) == {"tesco"}


@pytest.mark.parametrize(
    "data",
    [
        days(3, 0, 12, 5, 1),  # likes won on a day
        days(500, 120, 900, 350, 610),
        days(500, 501, 502, 503, 505, header="Date,Likes,Comments").replace("/26,", "/26,7,"),
        "Date,Likes,Message\n12/01/26,500,Hello\n13/01/26,501,there\n",  # posts
        "Date,Fans,fans\n12/01/26,500,500\n",
    ],
)
def test_a_table_that_may_be_anything_else_is_not_claimed(read_bytes, data):
    with pytest.raises(InputError, match="No reader knows this file"):
        read_bytes(data)


@pytest.mark.parametrize(
    ("counts", "level"),
    [
        ([1000, 1001, 1001, 1003, 1002], True),
        ([1000, 1001, 5001, 5003, 5002], True),  # pages were merged
        ([97, 98, 99, 100, 101], False),
        ([0, 0, 500, 501, 502, 503, 504], True),
        ([1000, 1001, 1002, 1003], False),
        ([1000, 1100, 1000, 1100, 1000], False),
        ([None, None], False),
    ],
)
def test_a_level_is_high_and_moves_little(counts, level):
    assert is_level(counts)[0] is level


def test_fans_that_are_no_level_are_asked_about(read_bytes, make_profile):
    data = days(3, 0, 12, 5, 1, header="Date,Fans")
    with pytest.raises(InputError) as caught:
        read_bytes(data, profile=make_profile(WHOSE))
    assert [fault.asks for fault in caught.value.faults] == ["followers"]
    profile = make_profile("answers: [{brand: Tesco, platform: facebook, followers: gained}]")
    (reading,) = read_bytes(data, profile=profile)
    assert reading.frame["gained"].tolist() == [3, 0, 12, 5, 1]


def test_days_that_run_on_in_one_order_only_settle_it(read_bytes, make_profile):
    rows = "".join(f"0{day}/03/2026,50{day}\n" for day in range(1, 7))
    (reading,) = read_bytes(f"Date,Likes\n{rows}", profile=make_profile(WHOSE))
    assert reading.frame["day"].tolist() == list(pd.date_range("2026-03-01", periods=6))
    assert any("follow each other" in one.evidence for one in reading.decisions)


def test_dates_that_nothing_settles_are_asked(read_bytes, make_profile):
    rows = "".join(f"{step:02}/{step:02}/2026,50{step}\n" for step in range(1, 7))
    with pytest.raises(InputError) as caught:
        read_bytes(f"Date,Likes\n{rows}", profile=make_profile(WHOSE))
    assert [fault.asks for fault in caught.value.faults] == ["dates"]
    profile = make_profile(WHOSE.replace("}", ", dates: month-first}"))
    (reading,) = read_bytes(f"Date,Likes\n{rows}", profile=profile)
    assert reading.frame["day"].iloc[1] == pd.Timestamp(2026, 2, 2)


def test_a_count_far_from_its_neighbours_is_left_out_and_named(read_bytes, make_profile):
    data = days(1000, 1001, 10020, 1003, 1004, 10)
    (reading,) = read_bytes(
        data.replace("Likes", "Fans"),
        profile=make_profile(WHOSE.replace("}", ", followers: running}")),
    )
    assert reading.frame["followers"].tolist() == [1000, 1001, pd.NA, 1003, 1004, pd.NA]
    assert [(fault.row, fault.severity) for fault in reading.faults] == [
        (4, "warning"), (7, "warning"),
    ]  # fmt: skip


def test_a_spoilt_cell_is_named_and_not_taken_for_another_format(read_bytes, make_profile):
    with pytest.raises(InputError) as caught:
        read_bytes(days(500, "5O1", 502, 503, 505, 506), profile=make_profile(WHOSE))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(3, "Likes")]


def test_a_day_twice_is_an_error(read_bytes, make_profile):
    data = days(500, 501, 502, 503, 505) + "16/01/26,506\n"
    with pytest.raises(InputError) as caught:
        read_bytes(data, profile=make_profile(WHOSE))
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(7, "Date")]


def test_the_real_export(shared_data, read_file, make_profile):
    path = shared_data("uk_supermarkets/Tesco_likes.csv")
    rows = path.read_text(encoding="utf-8").replace("\r", "\n").split("\n")[1:]
    rows = [row.split(",") for row in rows if row]
    (reading,) = read_file(path, profile=make_profile(WHOSE))
    frame = reading.frame
    assert len(frame) == len(rows) == 1822
    assert frame["followers"].tolist() == [int(count) for _, count in rows]
    assert frame["day"].dt.strftime("%d/%m/%y").tolist() == [date for date, _ in rows]
    assert (frame["followers"].iloc[0], frame["followers"].iloc[-1]) == (1338988, 2570055)
    assert (frame["day"].iloc[0], frame["day"].iloc[-1]) == (
        pd.Timestamp(2014, 1, 6), pd.Timestamp(2019, 1, 1),
    )  # fmt: skip
    assert set(frame["brand"]) == {"Tesco"}


def test_the_real_export_says_what_it_leaves_open(shared_data, read_file):
    with pytest.raises(InputError) as caught:
        read_file(shared_data("uk_supermarkets/Tesco_likes.csv"))
    assert [fault.asks for fault in caught.value.faults] == ["brand", "platform"]


def test_a_spoilt_copy_of_the_real_export_gives_no_wrong_number(
    shared_data, read_bytes, make_profile
):
    profile = make_profile(WHOSE)
    data = shared_data("uk_supermarkets/Tesco_likes.csv").read_bytes()
    (whole,) = read_bytes(data, profile=profile)
    (lines,) = read_bytes(data.replace(b"\r", b"\n"), profile=profile)
    assert lines.frame.equals(whole.frame)
    tampered = data.replace(b"13/01/14,1341738", b"13/01/14,13417380")
    (reading,) = read_bytes(tampered, profile=profile)
    # The file has no line end, so that its last count is doubted beside one so long.
    assert {(fault.row, fault.severity) for fault in reading.faults} == {
        (9, "warning"), (1823, "warning"),
    }  # fmt: skip
    assert reading.frame["followers"].isna().sum() == 1
    # Half of the file, cut within its last count.
    place = len(data) // 2
    end = data.index(b",", place) + 3
    (half,) = read_bytes(data[:end], profile=profile)
    known = half.frame["followers"].notna()
    assert (~known).sum() == 1
    assert half.frame[known].equals(whole.frame.loc[half.frame.index][known])
    shifted = data.replace(b"13/01/14,1341738", b",13/01/14,1341738")
    with pytest.raises(InputError) as caught:
        read_bytes(shifted, profile=profile)
    assert {one.row for one in caught.value.faults if one.severity == "error"} == {9}
    swapped = data.replace(b"13/01/14", b"01/13/14")
    with pytest.raises(InputError, match="more than one order"):
        read_bytes(swapped, profile=profile)
