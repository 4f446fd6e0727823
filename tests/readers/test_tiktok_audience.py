"""Who follows on TikTok: shares are shares, hours are hours, and no day is made up."""

import pytest

from toolkit.errors import InputError


def test_shares_have_no_date_and_that_is_told(read_bytes):
    (reading,) = read_bytes("Gender,Distribution\nFemale,0.6\nMale,0.4\n")
    assert reading.frame["start"].isna().all()
    assert [fault.severity for fault in reading.faults] == ["note"]


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ("Female,0.6\nMale,40\n", 3),
        ("Female,0.6\nMale,-0.1\n", 3),
        ("Female,0.6\nMale,0.6\n", None),
        ("Female,0.6\nFemale,0.1\n", 3),
        ("Female,0.6\n,0.1\n", 3),
        ("Female,much\n", 2),
    ],
)
def test_what_cannot_be_a_share_is_an_error(read_bytes, rows, row):
    with pytest.raises(InputError) as caught:
        read_bytes(f"Gender,Distribution\n{rows}")
    assert row in [fault.row for fault in caught.value.faults]


def test_rounded_shares_may_come_to_a_little_more_than_the_whole(read_bytes):
    (reading,) = read_bytes("Gender,Distribution\nFemale,33.4%\nMale,33.4%\nOther,33.4%\n")
    assert reading.frame["value"].tolist() == [0.334] * 3


@pytest.mark.parametrize("hour", ["24", "-1", "noon", "", "1.5", "²"])
def test_an_hour_that_no_clock_shows_is_an_error(read_bytes, hour):
    with pytest.raises(InputError) as caught:
        read_bytes(f"Date,Hour,Active followers\n2026/05/10,{hour},4\n")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [(2, "Hour")]


def test_a_table_by_hour_may_name_a_day_in_every_row(read_bytes):
    rows = "".join(f"2026/05/10,{hour}:00,{hour}\n" for hour in range(24))
    (reading,) = read_bytes(f"Date,Hour,Active followers\n{rows}")
    assert reading.frame["member"].tolist() == [f"{hour:02}" for hour in range(24)]
    assert not reading.faults
