import datetime as dt

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers

BASE = {
    "file": "answers.csv",
    "sample": "convenience",
    "population": "visitors of an invented museum",
    "fieldwork_start": dt.date(2026, 3, 1),
    "fieldwork_end": dt.date(2026, 3, 31),
    "weight": "Weight",
    "segment_column": "Ticket",
    "segments": [{"key": "family", "name": "Families", "answers": ["Family"]}],
    "channels": [{"column": "Insta", "channel": "instagram", "use": ["Daily"]}],
    "behaviours": [{"column": "Posts", "rung": "creators", "counts": ["Often"]}],
    "personal": ["Email"],
    "smallest_base": 5,
}
DATA = """Email,Ticket,Insta,Posts,Weight,Remarks
a@b.example,Family,Daily,Often,1.5,nice
c@d.example, Single ,,Never,0.5,none of your business
"""


@pytest.fixture
def read(tmp_path):
    def read_text(data, **parts):
        path = tmp_path / "answers.csv"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        codebook = Codebook.model_validate(BASE | parts)
        return read_answers(Export(path, "data/survey/answers.csv"), codebook)

    return read_text


def test_only_the_codebooks_columns_come_out(read):
    frame, faults = read(DATA)
    assert list(frame.columns) == ["Weight", "Ticket", "Insta", "Posts"]
    assert frame["Weight"].tolist() == [1.5, 0.5]
    assert frame["Ticket"].tolist() == ["Family", "Single"]
    assert frame["Insta"].tolist() == ["Daily", pd.NA]
    assert [str(kind) for kind in frame.dtypes] == ["float64", "string", "string", "string"]
    assert isinstance(frame.index, pd.RangeIndex)
    assert {fault.severity for fault in faults} == {"note"}


def test_nothing_personal_is_ever_told(read):
    _, faults = read(DATA)
    told = " ".join(str(fault) for fault in faults)
    for secret in ("example", "Email", "business"):
        assert secret not in told
    assert "Remarks" in told
    with pytest.raises(InputError) as caught:
        read(DATA, segment_column="Kind of ticket")
    assert "Email" not in str(caught.value)


def test_a_column_that_is_both_asked_for_and_personal_is_an_error(read):
    with pytest.raises(InputError, match="also calls it personal"):
        read(DATA, personal=["email", "Ticket"])


def test_missing_columns_are_told_at_once_with_what_there_is(read):
    with pytest.raises(InputError) as caught:
        read("Ticket,Weight\nFamily,1\n")
    errors = [fault for fault in caught.value.faults if fault.severity == "error"]
    assert [fault.column for fault in errors] == ["Insta", "Posts"]
    assert errors[0].expected == "one of: Ticket, Weight"


def test_weights_are_numbers_above_zero(read):
    data = "Ticket,Insta,Posts,Weight\n" + "".join(
        f"Family,Daily,Often,{weight}\n" for weight in ("1", "0", "-2", "heavy", "")
    )
    with pytest.raises(InputError) as caught:
        read(data)
    errors = [fault for fault in caught.value.faults if fault.severity == "error"]
    assert sorted(fault.row for fault in errors) == [4, 5]


def test_no_fault_quotes_a_cell(read):
    data = "Ticket,Insta,Posts,Weight,Remarks\n" + "".join(
        f"Family,Daily,Often,{weight},Zo\u00c3\u00ab Secret\n" for weight in ("1", "-7.25", "0612")
    )
    with pytest.raises(InputError) as caught:
        read(data + "Family,Daily,Often,ann@home.example,\n")
    told = str(caught.value)
    assert {fault.row for fault in caught.value.faults} >= {3, 5}
    for secret in ("7.25", "ann", "Secret"):
        assert secret not in told


def test_a_file_without_headers_is_told_and_nothing_of_it(read):
    with pytest.raises(InputError) as caught:
        read("ann@home.example,Family,Daily,Often,1,kind words\nbo@home.example,Single,,,2,\n")
    (fault,) = caught.value.faults
    assert fault.what.startswith("The first row does not seem to be the headers")
    assert fault.got == "4 of 4 columns of the codebook are not there"
    for secret in ("ann", "Family", "Often", "kind"):
        assert secret not in str(fault)


def test_headers_that_may_be_cells_are_counted_only(read):
    long = "I think that " * 7
    _, faults = read(
        f"Ticket,Insta,Posts,Weight,a@b.example,0612345678,{long},Age\nFamily,,,1,,,,\n"
    )
    (note,) = [fault for fault in faults if "left out" in fault.what]
    assert note.got == "Age, 3 that are not told here"
    with pytest.raises(InputError) as caught:
        read("Ticket,Insta,Weight,a@b.example,1-1-1980\nFamily,,1,,\n")
    assert (
        caught.value.faults[0].expected == "one of: Ticket, Insta, Weight, 2 that are not told here"
    )


def test_weights_with_a_decimal_comma(read):
    frame, faults = read("Ticket;Insta;Posts;Weight\nFamily;Daily;Often;0,75\nFamily;;;1\n")
    assert frame["Weight"].tolist() == [0.75, 1.0]
    assert [fault.severity for fault in faults if fault.column == "Weight"] == ["note"]


def test_answers_not_listed_are_counted_and_rare_ones_not_named(read):
    rows = ["Family,Weekly,Often,1"] * 6 + ["My name is Ann,Daily,Often,1"] * 2
    _, faults = read("Ticket,Insta,Posts,Weight\n" + "\n".join(rows) + "\n")
    notes = {fault.column: fault for fault in faults if fault.column}
    assert notes["Insta"].got == "“Weekly” 6 times"
    assert notes["Ticket"].got == "1 answer given by fewer than 5 people"
    assert "Ann" not in " ".join(str(fault) for fault in faults)
    assert all(fault.row is None for fault in faults)


def test_what_nobody_answered_is_a_warning(read):
    _, faults = read("Ticket,Insta,Posts,Weight\n,Daily,Often,1\n,Daily,,1\n", personal=[])
    warnings = [fault for fault in faults if fault.severity == "warning"]
    assert [(fault.column, fault.what) for fault in warnings] == [
        ("Ticket", "Nobody has an answer in this column.")
    ]
    _, faults = read("Ticket,Insta,Posts,Weight\n", personal=[])
    assert [fault.what for fault in faults] == ["There are no answers below the headers."]


def test_a_workbook_of_answers(make_workbook, tmp_path):
    rows = [["Ticket", "Insta", "Posts", "Weight"], ["Family", 1, None, 0.25]]
    path = make_workbook(tmp_path / "answers.xlsx", {"Answers": rows})
    frame, _ = read_answers(Export(path, "a"), Codebook.model_validate(BASE))
    assert frame.iloc[0].tolist() == [0.25, "Family", "1", pd.NA]


def test_the_real_google_form(shared_data):
    path = shared_data("google_forms/smmh.csv")
    codebook = Codebook.model_validate(
        BASE
        | {
            "weight": None,
            "segment_column": "2. Gender",
            "segments": [{"key": "women", "name": "Women", "answers": ["Female"]}],
            "channels": [],
            "behaviours": [
                {
                    "column": "6. Do you use social media?",
                    "rung": "joiners",
                    "counts": ["Yes"],
                }
            ],
            "personal": ["Timestamp"],
        }
    )
    frame, faults = read_answers(Export(path, "smmh.csv"), codebook)
    assert len(frame) == 481
    plain = pd.read_csv(path)
    assert (frame["2. Gender"] == "Female").sum() == (plain["2. Gender"] == "Female").sum()
    assert {fault.severity for fault in faults} == {"note"}


def test_answers_that_nobody_gave_are_a_warning_that_names_the_closest(read):
    rows = ["Familiy,daily,Often,1"] * 6 + ["Familly of Ann,Never,Often,1"] * 2
    _, faults = read("Ticket,Insta,Posts,Weight\n" + "\n".join(rows) + "\n", personal=[])
    warnings = {fault.column: fault for fault in faults if fault.severity == "warning"}
    assert set(warnings) == {"Ticket", "Insta"}
    assert "the segment “family”" in warnings["Ticket"].what
    assert warnings["Ticket"].got == "“Family”"
    assert warnings["Ticket"].expected == "answers of the file, such as “Familiy”"
    assert "“daily”" in warnings["Insta"].expected
    assert "Ann" not in " ".join(str(fault) for fault in faults)


def test_a_personal_column_that_is_not_there_is_a_warning(read):
    _, faults = read(DATA, personal=["email", "E-mail"])
    assert [fault.column for fault in faults if "personal" in fault.what] == ["E-mail"]
