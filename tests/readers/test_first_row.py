"""A first row of answers is known from one of headers."""

from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.readers import Export
from toolkit.readers.findings import Findings
from toolkit.readers.survey import open_answers
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.first_row import Sign, holds_answers, judge_header

CLIENTS = Path(__file__).parents[2] / "clients"
# Half of the first row recurs: three answers of many, and three of one person.
HALF = [
    "Wekelijks,Vrouw,Utrecht,Ik wandel graag,Met de trein,Een boek van vroeger",
    "Nooit,Man,Zeist,Koken,Te voet,Niets",
    "Wekelijks,Vrouw,Utrecht,Lezen,Op de fiets,Een film",
    "Dagelijks,Vrouw,Zeist,Fietsen langs de rivier,Met de bus,Muziek",
    "Nooit,Man,Utrecht,Schaken,Met de auto,Een krant",
]
NUMBERS = ["2026-05-01 10:00,34,Ja,0.81", "2026-05-01 11:20,51,Nee,1.2", "2026-05-02 09:31,29,Ja,1"]
NUMBERS += ["2026-05-03 08:00,34,Ja,0.9", "2026-05-04 19:00,62,Nee,1.1"]


def read(tmp_path, lines):
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return Export(path, "data/survey/a.csv")


@pytest.mark.parametrize("lines", [HALF, NUMBERS])
def test_a_first_row_of_answers_is_refused_and_not_told(tmp_path, lines):
    with pytest.raises(InputError, match="no headers") as caught:
        draft_codebook(read(tmp_path, lines))
    for secret in lines[0].split(","):
        assert secret not in str(caught.value)


@pytest.mark.parametrize(
    "head",
    [
        "Instagram,Geslacht,Woonplaats,Hobby,Vervoer,Ontspanning",
        # One header is an answer as well, and so are two of six.
        "Wekelijks,Geslacht,Woonplaats,Hobby,Vervoer,Ontspanning",
        "Wekelijks,Vrouw,Woonplaats,Hobby,Vervoer,Ontspanning",
        "1,2,3,4,5,6",
    ],
)
def test_headers_are_not_refused(tmp_path, head):
    assert not holds_answers(
        open_answers(read(tmp_path, [head, *HALF * 3]), Findings("a.csv")).table
    )


def test_a_column_that_is_called_yes_is_no_answer(tmp_path):
    rows = [
        f"{n},{'Ja' if n % 3 else 'Nee'},{'Dagelijks' if n % 2 else 'Nooit'}" for n in range(30)
    ]
    for head in ("Nr,Ja,Instagram", "Nr,Ja,Nooit of vaker?"):
        assert draft_codebook(read(tmp_path, [head, *rows])).respondents == 30
    # A sheet of questions by their numbers, each answered from 1 to 3.
    codes = [",".join(str((n * step) % 3 + 1) for step in range(1, 7)) for n in range(30)]
    assert draft_codebook(read(tmp_path, ["1,2,3,4,5,6", *codes])).respondents == 30
    with pytest.raises(InputError, match="no headers"):
        draft_codebook(read(tmp_path, ["2,1,3,3,1,2", *codes]))


@pytest.mark.parametrize(
    ("header", "cells", "sign"),
    [
        ("Ja", ["Ja", "Nee", "Ja"], Sign.ANSWER),
        ("Ja", ["Ja", "Ja"], Sign.NEITHER),
        ("Instagram", ["Ja", "Nee", "Ja", "Nee"], Sign.HEADER),
        ("Lezen", ["Koken", "Fietsen", "Schaken"], Sign.NEITHER),
        ("34", ["51", "29", "62"], Sign.ANSWER),
        ("Leeftijd", ["51", "29", "62"], Sign.HEADER),
        ("2019", ["1", "5", "3"], Sign.HEADER),
        ("1/5/2026 10:00", ["13/5/2026 9:00", "2/5/2026 12:30"], Sign.ANSWER),
        ("Tijdstempel", ["13/5/2026 9:00", "2/5/2026 12:30"], Sign.HEADER),
        ("R_3", ["R_8", "R_12"], Sign.ANSWER),
        ("Q3", ["1", "2"], Sign.HEADER),
        ("Q3", [], Sign.NEITHER),
        ("²", ["³", "¹"], Sign.NEITHER),
    ],
)
def test_what_a_header_tells(header, cells, sign):
    assert judge_header(header, cells) is sign


def test_files_with_headers_are_not_refused_and_without_them_they_are(tmp_path):
    for place in sorted(CLIENTS.glob("demo-*/data/survey/*.csv")):
        file = Export(place, place.name)
        assert not holds_answers(open_answers(file, Findings(place.name), "plain").table), place
        lines = place.read_text(encoding="utf-8-sig").splitlines()
        # The demos have answers on one line each.
        bare = read(tmp_path, lines[1:])
        assert holds_answers(open_answers(bare, Findings("a.csv"), "plain").table), place
