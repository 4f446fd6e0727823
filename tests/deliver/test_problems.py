from __future__ import annotations

import re

from tests.deliver.invented import HOSTILE
from toolkit.deliver.problems import render_problems
from toolkit.errors import Fault
from toolkit.language import Language

FAULTS = (
    Fault("Worth knowing.", "a.csv", severity="note"),
    Fault("Late row.", "z.csv", 90),
    Fault("A warning.", "z.csv", severity="warning"),
    Fault("Early row.", "z.csv", 9, "Datum", "31-13-2026", "a date", "Repair it."),
)


def test_what_stops_the_report_comes_first_file_by_file() -> None:
    html = render_problems("Waterland", FAULTS, language=Language("nl"))
    assert re.findall(r'<h2 id="[^"]*">(.*?)</h2>', html) == ["z.csv", "a.csv"]
    assert re.findall(r'<p class="what">(.*?)</p>', html) == [
        "Early row.",
        "Late row.",
        "A warning.",
        "Worth knowing.",
    ]
    assert "2 dingen moeten worden hersteld" in html


def test_a_fault_says_where_what_stands_there_what_should_and_what_to_do() -> None:
    html = render_problems("Waterland", FAULTS, language=Language("nl"))
    said = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", html)
    assert said[:5] == [
        ("Rij", "9"),
        ("Kolom of veld", "Datum"),
        ("Gevonden", "31-13-2026"),
        ("Verwacht", "een datum"),
        ("Wat te doen", "Repair it."),
    ]


def test_chapters_that_did_not_finish_come_before_files() -> None:
    html = render_problems(
        "Waterland", FAULTS, language=Language("en"), failures={"Choice": [Fault("Too slow.")]}
    )
    assert re.findall(r'<h2 id="[^"]*">(.*?)</h2>', html) == ["Choice", "z.csv", "a.csv"]
    assert "3 things must be put right" in html


def test_without_errors_the_page_says_so_and_words_are_escaped() -> None:
    faults = [Fault(HOSTILE, HOSTILE, severity="warning", got=HOSTILE)]
    html = render_problems(HOSTILE, faults, language=Language("nl"))
    assert "Niets houdt het rapport tegen" in html
    assert "<script" not in html
