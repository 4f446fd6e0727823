import datetime as dt

import pandas as pd
import pytest

from toolkit.errors import InputError


def test_reacties_is_refused_as_a_header(read_bytes):
    with pytest.raises(InputError, match="two things") as caught:
        read_bytes("merk,platform,datum,reacties\nA,Facebook,2026-01-31,3\n")
    assert caught.value.faults[0].expected == "vind-ik-leuks or opmerkingen"


def test_a_column_that_is_not_ours_makes_it_somebody_elses_table(read_bytes):
    with pytest.raises(InputError, match="would be a tally sheet") as caught:
        read_bytes("brand,platform,date,likes,Sentiment,tone\nA,Facebook,2026-01-31,3,0.2,x\n")
    (fault,) = caught.value.faults
    assert (fault.row, fault.got) == (1, "Sentiment, tone")


def test_dates_of_a_spreadsheet_are_dates(make_workbook, read_file, tmp_path):
    rows = [
        ["brand", "platform", "date", "likes"],
        ["A", "X", dt.datetime.fromisoformat("2026-04-03"), 12],
    ]
    (reading,) = read_file(make_workbook(tmp_path / "tally.xlsx", {"Tally": rows}))
    assert reading.frame["day"][0] == pd.Timestamp("2026-04-03")
    assert reading.decisions == ()


def test_ambiguous_days_are_day_first_and_that_is_a_decision(read_bytes):
    (reading,) = read_bytes("brand,platform,date,likes\nA,X,03-04-2026,1\n")
    assert reading.frame["day"][0] == pd.Timestamp("2026-04-03")
    assert reading.decisions[0].taken_as.startswith("day, month, year")


def test_every_fault_is_told_with_its_row(read_bytes):
    with pytest.raises(InputError) as caught:
        read_bytes("brand,platform,date,likes\n,Klets,someday,3 or 4\n")
    assert {(fault.row, fault.column) for fault in caught.value.faults} == {
        (2, "brand"),
        (2, "platform"),
        (2, "date"),
        (2, "likes"),
    }


def test_a_kind_that_is_not_known_is_a_note(read_bytes):
    (reading,) = read_bytes("brand,platform,date,likes,kind\nA,X,2026-01-31,3,haiku\n")
    assert reading.frame["kind"].tolist() == ["other"]
    assert [(one.severity, one.column, one.got) for one in reading.faults] == [
        ("note", "kind", "haiku (1)")
    ]


def test_how_a_date_with_no_part_above_twelve_was_read_is_told(read_bytes):
    (reading,) = read_bytes("brand,platform,date,likes\nA,x,4/3/2026,3\n")
    (decision,) = [one for one in reading.decisions if one.column == "date"]
    assert reading.frame["day"].dt.strftime("%m-%d").tolist() == ["03-04"]
    note = decision.as_note()
    assert (note.severity, note.column) == ("note", "date")
    assert note.what == "Read as day, month, year (31-10-2026)."
    assert "no row settles it" in note.got


def test_a_dutch_sheet_may_group_the_thousands_of_followers(read_bytes):
    rows = "A;X;31-01-2026;3;15.320\nA;X;30-01-2026;12;15.298\nA;X;29-01-2026;7;\n"
    (reading,) = read_bytes(f"Merk;Kanaal;Datum;Vind-ik-leuks;Volgers\n{rows}")
    assert reading.frame["followers"].tolist() == [15320, 15298, pd.NA]
    assert reading.frame["reactions"].tolist() == [3, 12, 7]
    (decision,) = [one for one in reading.decisions if one.column == "Volgers"]
    assert decision.taken_as == "“.” groups thousands"


def test_a_decimal_beside_such_numbers_makes_each_of_them_an_error(read_bytes):
    rows = "A;X;31-01-2026;3;15.320\nA;X;30-01-2026;3;15.5\n"
    with pytest.raises(InputError) as caught:
        read_bytes(f"Merk;Kanaal;Datum;Vind-ik-leuks;Volgers\n{rows}")
    assert [(fault.row, fault.column) for fault in caught.value.faults] == [
        (2, "Volgers"), (3, "Volgers"),
    ]  # fmt: skip
