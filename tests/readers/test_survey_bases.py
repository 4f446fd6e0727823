"""What a file says of weights, forms, sheets, codes and words for nothing."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.findings import Findings
from toolkit.readers.survey.cleaned import hide_rare, write_cleaned
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import write_draft
from toolkit.readers.survey.not_asked import means_not_asked
from toolkit.readers.survey.weights import read_weights
from toolkit.readers.table import Column

BASE = {
    "file": "answers.csv",
    "sample": "probability",
    "population": "people of an invented town",
    "fieldwork_start": dt.date(2026, 3, 1),
    "fieldwork_end": dt.date(2026, 3, 31),
    "smallest_base": 5,
}


def channel(**parts):
    return {"column": "fb", "channel": "facebook", "use": ["1"]} | parts


@pytest.fixture
def read(tmp_path):
    def read_rows(header, rows, **parts):
        path = tmp_path / "answers.csv"
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return read_answers(Export(path, "answers.csv"), Codebook.model_validate(BASE | parts))

    return read_rows


def weigh(texts, decimal=None, empty=()):
    findings = Findings("answers.csv")
    cells = tuple(texts)
    column = Column("w", cells, tuple(range(2, len(cells) + 2)))
    return read_weights(column, findings, decimal=decimal, empty=empty), findings.faults


def errors(faults):
    return [fault.what for fault in faults if fault.severity == "error"]


@pytest.mark.parametrize(
    ("texts", "weights"),
    [
        (["0.845", "1.034"], [0.845, 1.034]),
        (["0,845", "1,034"], [0.845, 1.034]),
        (["1.234,56", "845,2", "9.871"], [1234.56, 845.2, 9871]),
        (["1,234.56", "845.2", "9,871"], [1234.56, 845.2, 9871]),
        (["8.5e-05", "1.2E-4", "3"], [8.5e-05, 1.2e-4, 3]),
        (["1.234.567", "1.034"], [1234567, 1034]),
        (["1.000", "0.500", "12.5"], [1, 0.5, 12.5]),
        (["845", "1034"], [845, 1034]),
        (["1.03400", "2"], [1.034, 2]),
        ([".5", "1.25"], [0.5, 1.25]),
        (["1034.250", "1.034"], [1034.25, 1.034]),
        ([0.845, 1034, "1.25"], [0.845, 1034, 1.25]),
    ],
)
def test_weights_that_can_be_read_in_one_way(texts, weights):
    found, faults = weigh(texts)
    assert found == weights
    assert errors(faults) == []


@pytest.mark.parametrize("texts", [["1,034", "845"], ["1.034", "845"], ["1.034", "2.250"]])
def test_a_sign_that_may_group_thousands_is_asked_about(texts):
    found, faults = weigh(texts)
    assert found == [None, None]
    (fault,) = faults
    assert "two ways: what divides decimals" in fault.what
    assert "weight_decimal" in fault.remedy


def test_the_codebook_says_what_divides_decimals():
    assert weigh(["1,034", "845"], ".")[0] == [1034, 845]
    assert weigh(["1,034", "845"], ",")[0] == [1.034, 845]
    assert errors(weigh(["1,03", "845"], ".")[1]) == ["This should be a number."]


def test_weights_in_two_ways_are_not_mixed():
    assert "written in two ways" in errors(weigh(["0.5", "0,5"])[1])[0]


@given(st.lists(st.floats(1e-6, 1e6), min_size=1, max_size=8))
def test_what_is_written_by_a_program_is_read_as_it_was(numbers):
    # With a number that shows its point, for "1.034" alone is rightly asked about.
    assert weigh([*map(repr, numbers), "0.5"])[0] == [*numbers, 0.5]


def test_who_has_no_weight_is_left_out_and_counted(read):
    rows = ["1,0.5", "2,0", "1,", "2,1.5", "1,NA"]
    frame, faults = read("fb,w", rows, weight="w", channels=[channel()], missing=["NA"])
    assert frame["w"].tolist() == [0.5, 1.5]
    assert frame["fb"].tolist() == ["1", "2"]
    assert list(frame.index) == [0, 1]
    (warning,) = [one for one in faults if one.severity == "warning"]
    assert warning.got == "3 of 5 respondents (1 zero, 2 blank)"


def test_a_file_in_which_nobody_has_a_weight_and_one_below_zero_are_errors(read):
    for rows, told in ((["1,0", "2,"], "Nobody has a weight"), (["1,-1", "2,1"], "above zero")):
        with pytest.raises(InputError) as caught:
            read("fb,w", rows, weight="w", channels=[channel()])
        (what,) = errors(caught.value.faults)
        assert told in what


def test_codes_with_a_zero_behind_the_point_are_whole(read):
    rows = ["1.0,26.0,1.0", ",26.7,2.5", "-9.0,30.0,3.0"]
    parts = {"missing": ["-9"], "demographics": [{"column": "age", "name": "Age"}]}
    frame, faults = read("fb,age,x", rows, channels=[channel()], **parts)
    assert frame["fb"].fillna("").tolist() == ["1", "", ""]
    # These are numbers, of which some have decimals.
    assert frame["age"].tolist() == ["26.0", "26.7", "30.0"]
    (note,) = [one for one in faults if "whole numbers" in one.what]
    assert note.got == "fb"


@pytest.mark.parametrize(
    "word",
    ["Inapplicable", "IAP", "Not applicable", "-1. Not asked", "Skipped", "Niet van toepassing",
     "N.v.t.", "Niet gevraagd", ".", ".a", ".z", "System missing", "-9", "(Niet gevraagd)",
     "Inap. (not using the internet)", "Inapplicable: form B"],
)  # fmt: skip
def test_words_for_a_question_that_was_not_asked(word):
    assert means_not_asked(word)


@pytest.mark.parametrize(
    "word", ["No", "Never", "Nee", "Don't know", "0", "2", "-2", "Skip it?", "Inapt"]
)
def test_words_that_are_answers(word):
    assert not means_not_asked(word)


def test_not_asked_that_counts_as_no_is_a_warning_and_do_not_know_a_note(read):
    rows = ["1"] * 6 + ["2"] * 6 + ["Inapplicable"] * 20 + ["Don't know"] * 7 + ["Skipped"] * 2
    _, faults = read("fb", rows, channels=[channel()])
    (warning,) = [one for one in faults if one.severity == "warning"]
    assert "count as no" in warning.what
    assert "“Inapplicable” 20 times" in warning.got
    assert "no cell is empty, though blank says not_asked, in fb" in warning.got
    assert "missing: ['Inapplicable']" in warning.remedy
    # Of what two people gave nothing is told.
    assert "Skipped" not in str(warning)
    (note,) = [one for one in faults if "did not know" in one.what]
    assert note.severity == "note"
    assert "Don''t know" in note.remedy
    _, quiet = read(
        "fb", rows, channels=[channel(missing=["Skipped", "Don't know"])], missing=["Inapplicable"]
    )
    assert {one.severity for one in quiet} == {"note"}
    assert not any("did not know" in one.what for one in quiet)


def test_the_draft_proposes_words_for_not_asked_as_missing(tmp_path):
    path = tmp_path / "answers.csv"
    rows = (["Yes", "No"] * 12) + ["Inapplicable"] * 12 + [".b"] * 11 + ["Skipped"] * 3
    path.write_text("Facebook\n" + "\n".join(rows) + "\n", encoding="utf-8")
    draft = draft_codebook(Export(path, "answers.csv"))
    assert draft.missing == ("Inapplicable", ".b")


def warnings(faults):
    return [one for one in faults if one.severity == "warning"]


def behaviours(*parts):
    return [
        {"column": column, "rung": "creators", "counts": ["1"]} | part
        for column, part in zip("ab", parts, strict=True)
    ]


def test_two_forms_without_a_word_are_warned_of_until_asked_of_says_it(read):
    rows = ["A,1,"] * 8 + ["B,,2"] * 8
    _, faults = read("form,a,b", rows, behaviours=behaviours({}, {}))
    (warning,) = [one for one in warnings(faults) if "Nobody answered all" in one.what]
    assert "asked_of" in warning.remedy
    parts = [{"asked_of": {"column": "form", "answers": [one]}} for one in "AB"]
    frame, faults = read("form,a,b", rows, behaviours=behaviours(*parts))
    assert "form" in frame.columns
    assert not [one for one in warnings(faults) if "Nobody answered all" in one.what]


def test_a_part_that_nobody_is_in_and_answers_from_outside_it_are_warned_of(read):
    part = {"asked_of": {"column": "form", "answers": ["A"]}}
    _, faults = read("form,fb", ["A,1"] * 6 + ["B,2"] * 6, channels=[channel(**part)])
    (warning,) = [one for one in warnings(faults) if "leaves out" in one.what]
    assert (warning.column, warning.got) == ("fb", "6 people")
    _, faults = read("form,fb", ["a,"] * 6, channels=[channel(**part)])
    assert any(one.column == "form" and "nobody was asked" in one.what for one in faults)
    with pytest.raises(InputError, match=r"names this column \(asked_of\)"):
        read("fb,ig,x", ["1,1,1"], channels=[
            channel(**part), {"column": "ig", "channel": "instagram", "use": ["1"]},
            {"column": "x", "channel": "x", "use": ["1"]},
        ])  # fmt: skip


def test_numbers_between_classes_and_codes_within_them_are_warned_of(read):
    who = {"column": "age", "name": "Age", "answers": {"18..29": "Young", "35..": "Old"}}
    rows = ["20"] * 6 + ["31"] * 6 + ["70"] * 6 + ["99"] * 5
    _, faults = read("age", rows, demographics=[who])
    told = {one.what: one for one in warnings(faults)}
    between = next(one for what, one in told.items() if "have no label" in what)
    assert between.got == "“31” 6 times"
    code = next(one for what, one in told.items() if "code for unknown" in what)
    assert code.got == "“99” 5 times"
    _, faults = read("age", rows, demographics=[who | {"missing": ["31", "99"]}])
    assert warnings(faults) == []


def test_who_is_in_a_class_is_not_hidden_as_something_else_when_the_raw_file_goes(read):
    who = {"column": "age", "name": "Age", "answers": {"18..29": "Young"}, "missing": ["99"]}
    parts = {"demographics": [who], "smallest_base": 5}
    frame, _ = read("age", ["20", "21", "99", "ten"], **parts)
    hidden = hide_rare(frame, Codebook.model_validate(BASE | parts))
    assert hidden["age"].tolist() == ["20", "21", "99", "(anders)"]


def test_weights_of_the_kept_file_are_read_again_as_they_were(read, tmp_path):
    frame, _ = read("fb;w", ["1;1,034", "2;2,25"], weight="w", channels=[channel()])
    assert frame["w"].tolist() == [1.034, 2.25]
    book = Codebook.model_validate(
        BASE | {"weight": "w", "weight_decimal": ".", "channels": [channel()]}
    )
    path = tmp_path / "kept.csv"
    path.write_bytes(write_cleaned(frame, book))
    again, _ = read_answers(Export(path, "kept.csv"), book)
    assert sorted(again["w"]) == [1.034, 2.25]


SHEETS = {
    "About": [["Study"], ["Invented"], ["2026"]],
    "Data": [["nr", "Facebook"], *[[n, "Yes" if n % 2 else "No"] for n in range(30)]],
    "Codes": [["variable", "code", "label"], ["Facebook", 1, "Yes"], ["Facebook", 2, "No"]],
}


def test_the_draft_takes_the_sheet_that_looks_like_answers_and_names_the_others(
    make_workbook, tmp_path
):
    path = make_workbook(tmp_path / "study.xlsx", SHEETS)
    draft = draft_codebook(Export(path, "study.xlsx"))
    assert (draft.sheet, draft.respondents) == ("Data", 30)
    assert "\nsheet: Data\n" in write_draft(draft)
    (note,) = draft.faults
    assert "“Data”" in note.what
    assert note.got == "2 more: About, Codes"


def test_the_codebook_says_which_sheet(make_workbook, tmp_path):
    path = make_workbook(tmp_path / "study.xlsx", SHEETS)
    parts = {"channels": [{"column": "Facebook", "channel": "facebook", "use": ["Yes"]}]}
    book = Codebook.model_validate(BASE | parts | {"sheet": "data"})
    frame, _ = read_answers(Export(path, "study.xlsx"), book)
    assert frame["Facebook"].value_counts().to_dict() == {"Yes": 15, "No": 15}
    for sheet, told in (("Dta", "does not have"), (None, "first row does not seem")):
        other = book.model_copy(update={"sheet": sheet})
        with pytest.raises(InputError, match=told):
            read_answers(Export(path, "study.xlsx"), other)


def test_do_not_know_is_no_step_of_a_scale_and_keeps_no_channel_out_of_a_draft(tmp_path):
    path = tmp_path / "answers.csv"
    rows = ["Yes", "No"] * 12 + ["Don't know"] * 11 + ["Refused"] * 2
    path.write_text("Facebook\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (entry,) = draft_codebook(Export(path, "answers.csv")).entries
    assert (entry.place, entry.value["use"]) == ("channels", ["Yes"])


def test_a_weight_of_which_some_have_none_is_known_by_its_name(tmp_path):
    path = tmp_path / "answers.csv"
    rows = [f"Yes,{weight}" for weight in ("0", "", "1.5", "8.5e-05", "2") * 5]
    path.write_text("Facebook,weight\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert draft_codebook(Export(path, "answers.csv")).weight == "weight"
