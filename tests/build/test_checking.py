"""A check tells what would stop the weights, before a report is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import clients
from toolkit.build import Request, build
from toolkit.build.checking import check_client, find_faults

CODEBOOK = """
file: answers.csv
sample: convenience
population: invented people
fieldwork_start: 2026-03-01
fieldwork_end: 2026-03-31
demographics: [{column: Age, name: Age}]
"""
SHORT = (
    "margins: [{column: Age, label: old, share: 0.5}, {column: Age, label: young, share: 0.2}]\n"
)


def write_survey(home: Path, codebook: str, answers: str) -> tuple[list[str], list[str]]:
    """Give small a survey; give what is wrong and where."""
    folder = home / "clients" / "small" / "data" / "survey"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "codebook.yaml").write_text(codebook)
    (folder / "answers.csv").write_text(answers)
    faults = find_faults(clients.open_unread("small", "", home))
    assert faults == check_client("small", home, "").faults
    errors = [one for one in faults if one.severity == "error"]
    return [one.what for one in errors], [one.where for one in errors]


def test_what_stops_the_weights_is_told_by_a_check(small_client: Callable[..., Path]) -> None:
    home = small_client()
    answers = "Age,Heft\n" + "old,1\nyoung,1\n" * 60
    what, where = write_survey(home, CODEBOOK + SHORT, answers)
    assert what == ["These targets do not sum to a whole."]
    assert where == ["data/survey/answers.csv, column “Age”"]
    what, where = write_survey(home, CODEBOOK + "weight: Heft\n", answers + "old,5000\n")
    assert what == ["A few respondents weigh so much that the others hardly count."]
    assert where == ["data/survey/answers.csv, row 122, column “Heft”"]
    assert write_survey(home, CODEBOOK + SHORT.replace("0.2", "0.5"), answers) == ([], [])
    # Before anybody answered there is nothing to weigh.
    assert write_survey(home, CODEBOOK + SHORT, "Age,Heft\n") == ([], [])


@pytest.mark.slow
def test_a_report_of_a_day_before_the_last_rows_is_built(small_client: Callable[..., Path]) -> None:
    home = small_client(only="intake_workshop")
    faults = check_client("small", home, "2026-01-10").faults
    assert "2026-01-10 at the latest" in {one.expected for one in faults}
    (result,) = build(Request(home, as_of="2026-01-10"))
    assert result.faults == ()
