from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import Fault, InputError
from toolkit.readers.counts import NumberStyle, check_links, parse_number, read_counts, read_ids
from toolkit.readers.findings import Findings, abridge
from toolkit.readers.table import Column

ENGLISH = NumberStyle(thousands=",")
DUTCH = NumberStyle(decimal=",", thousands=".")
PLAIN = NumberStyle()


def column(*cells):
    return Column("Reach", cells, tuple(range(2, 2 + len(cells))))


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("1,234", ENGLISH, "1234"),
        ("15,000", ENGLISH, "15000"),
        ("1,234,567", ENGLISH, "1234567"),
        ("1.234", DUTCH, "1234"),
        ("1.234,50", DUTCH, "1234.5"),
        ("0,0125", DUTCH, "0.0125"),
        ("3408.0", PLAIN, "3408"),
        ("0.012781954887218045", PLAIN, "0.012781954887218045"),
        ("1 234", NumberStyle(thousands=" "), "1234"),
        ("1\u202f234", NumberStyle(thousands=" "), "1234"),
        ("1.2K", NumberStyle(shorthand=True), "1200"),
        ("1,2M", NumberStyle(decimal=",", shorthand=True), "1200000"),
        ("-2", PLAIN, "-2"),
    ],
)
def test_numbers_in_their_style(text, style, value):
    assert parse_number(text, style) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("1,234", PLAIN),
        ("1,23", ENGLISH),
        ("12,34,567", ENGLISH),
        ("1,2345", ENGLISH),
        ("15.000", PLAIN),
        ("1.2K", PLAIN),
        ("38%", PLAIN),
        ("1e3", PLAIN),
        ("٣", PLAIN),
        ("nan", PLAIN),
        ("", PLAIN),
        ("-", PLAIN),
    ],
)
def test_what_is_not_in_the_style_is_no_number(text, style):
    assert parse_number(text, style) is None


@settings(deadline=None)
@given(value=st.integers(0, 10**12), style=st.sampled_from([ENGLISH, DUTCH, PLAIN]))
def test_a_count_written_in_a_style_reads_back(value, style):
    written = f"{value:,}".replace(",", style.thousands)
    assert parse_number(written, style) == value


def test_all_faults_of_a_column_are_gathered():
    findings = Findings("f.csv")
    values = read_counts(column("1", "x", "", "-3", "2.5", "N/A", 7.0), PLAIN, findings, 7)
    assert values == [1, None, None, None, None, None, 7]
    assert [(fault.row, fault.column, fault.got) for fault in findings.faults] == [
        (3, "Reach", "x"),
        (5, "Reach", "-3"),
        (6, "Reach", "2.5"),
        (7, "Reach", "N/A"),
    ]


def test_missing_marks_count_only_where_the_format_says_so():
    findings = Findings("f.csv")
    style = NumberStyle(missing=frozenset({"", "-", "N/A"}))
    assert read_counts(column("-", "N/A", ""), style, findings, 3) == [None] * 3
    assert findings.faults == []


def test_many_faults_alike_are_counted_not_listed():
    findings = Findings("f.csv")
    read_counts(column(*["x"] * 100), PLAIN, findings, 100)
    with pytest.raises(InputError) as caught:
        findings.settle()
    (fault,) = caught.value.faults
    assert (fault.row, fault.got) == (2, "x; 100 times (rows 2, 3, 4, 5, 6, 7, 8, 9 and 92 more)")
    assert fault.rows == tuple(range(2, 102))


def test_three_faults_alike_are_three_lines():
    findings = Findings("f.csv")
    read_counts(column("x", "y", "z"), PLAIN, findings, 3)
    with pytest.raises(InputError) as caught:
        findings.settle()
    assert [(fault.row, fault.got) for fault in caught.value.faults] == [
        (2, "x"), (3, "y"), (4, "z"),
    ]  # fmt: skip


def test_what_each_should_have_been_is_said_of_the_first_row_where_they_differ():
    faults = [Fault("Odd.", "f.csv", row, "n", expected=str(row * 10)) for row in range(2, 7)]
    (fault,) = abridge(faults)
    assert fault.expected == "20 in row 2"


def test_faults_without_rows_are_named_one_after_the_other():
    faults = [Fault("Unknown.", "f.csv", got=name) for name in "abcdefghij"]
    (fault,) = abridge([*faults, Fault("Unknown.", "g.csv", got="k")])[:1]
    assert fault.got == "a; b; c; d; e; f; g; h; and 2 more"


def test_a_sign_in_counts_that_the_format_allows_is_told_with_the_cell_that_has_it():
    findings = Findings("f.csv")
    assert read_counts(column("12", "1,234", "5,678"), ENGLISH, findings, 3) == [12, 1234, 5678]
    (decision,) = findings.decisions
    assert (decision.column, decision.taken_as) == ("Reach", "“,” groups thousands")
    assert "row 3 says 1,234" in decision.evidence


@pytest.mark.parametrize(
    "ids", [("1.22158E+17", "5"), ("1,22E+17",), (1.22158e17,), ("122158041234567000",) * 2]
)
def test_ids_that_a_spreadsheet_ruined_are_refused(ids):
    findings = Findings("f.csv")
    read_ids(column(*ids), findings, len(ids))
    (fault,) = findings.faults
    assert "spreadsheet ruined the ids" in fault.what
    assert fault.row == 2


def test_long_ids_stay_text():
    findings = Findings("f.csv")
    ids = ("122158041234567891", "00017", "1187155163632050")
    assert read_ids(column(*ids), findings, 3) == list(ids)
    assert findings.faults == []


def test_addresses_whose_numbers_were_rounded_are_refused():
    findings = Findings("f.csv")
    base = "https://www.linkedin.com/feed/update/urn:li:activity:"
    check_links(
        Column("Post link", (base + "7361234567890123456", base + "7.36E+18"), (2, 3)), findings
    )
    assert [(fault.severity, fault.row) for fault in findings.faults] == [("error", 3)]
