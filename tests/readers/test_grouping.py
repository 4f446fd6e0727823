"""4.851: a count of 4851, or a number that is no count. The file says it, or somebody does."""

import pytest

from toolkit.readers.counts import NumberStyle, read_counts
from toolkit.readers.file_answers import FileAnswers
from toolkit.readers.findings import Findings
from toolkit.readers.grouping import settle_grouping
from toolkit.readers.table import Column


def column(*cells, name="Primary"):
    return Column(name, cells, tuple(range(2, 2 + len(cells))))


def settle(*cells, decimal=None, language=None, name="Primary"):
    """Give what the cells are read as, and the findings."""
    findings = Findings("data/channels/Reach.csv")
    given = column(*cells, name=name)
    answers = FileAnswers(decimal=decimal)
    style = settle_grouping([given], findings, answers, language=language)
    return read_counts(given, style, findings, len(cells)), findings


def test_one_such_number_in_an_english_file_is_asked():
    _, findings = settle("4.851", "312", language="en")
    (fault,) = findings.faults
    assert (fault.asks, fault.column) == ("decimal", "Primary")
    assert fault.got == "4.851 in row 2: 4851, or a number with decimals"


@pytest.mark.parametrize(("decimal", "values", "faults"), [(",", [4851], 0), (".", [None], 1)])
def test_an_answer_settles_it(decimal, values, faults):
    read, findings = settle("4.851", decimal=decimal, language="en")
    assert (read, len(findings.faults)) == (values, faults)
    assert findings.decisions[0].evidence == "data/channels/profile.yaml says so"


@pytest.mark.parametrize(
    ("cells", "language", "name", "values"),
    [
        (("4.851",), "nl", "Primair", [4851]),
        (("4,851",), "en", "Primary", [4851]),
        (("4.851",), None, "Weergaven", [4851]),
        (("1.234.567", "4.851"), "en", "Primary", [1234567, 4851]),
        (("4.851", "5.120", "4.990", "312"), "en", "Primary", [4851, 5120, 4990, 312]),
        (("-1.250", "-2.250", "1.111"), "en", "Primary", [None, None, 1111]),
    ],
)
def test_the_file_settles_it_and_says_so_of_the_column(cells, language, name, values):
    read, findings = settle(*cells, language=language, name=name)
    assert read == values
    assert [(one.column, one.taken_as[1:]) for one in findings.decisions] == [
        (name, f"{cells[0].strip('-0123456789')[0]}” groups thousands")
    ]


@pytest.mark.parametrize("other", ["1312", "12.5", "0.512"])
def test_a_cell_that_contradicts_it_makes_each_such_number_an_error(other):
    read, findings = settle("4.851", "5.120", "4.990", other, language="nl")
    assert read[:3] == [None] * 3
    assert {fault.row for fault in findings.faults} >= {2, 3, 4}


def test_both_signs_are_an_error():
    read, findings = settle("4.851", "5,120", language="nl")
    assert read == [None, None]
    assert len(findings.faults) == 2


def test_without_answers_what_is_open_is_an_error_that_asks_nothing():
    findings = Findings("f.csv")
    settle_grouping([column("4.851")], findings)
    (fault,) = findings.faults
    assert (fault.severity, fault.asks) == ("error", "")


def test_plain_numbers_leave_nothing_open():
    findings = Findings("f.csv")
    assert (
        settle_grouping([column("4851", "12", "")], findings).thousands == NumberStyle().thousands
    )
    assert findings.faults == findings.decisions == []


def test_a_decision_is_told_of_each_column_that_it_touches():
    findings = Findings("f.csv")
    columns = [column("1.250", "9", name="A"), column("7", "8", name="B"), column("2.250", "3.250")]
    settle_grouping(columns, findings)
    assert [one.column for one in findings.decisions] == ["A", "Primary"]
