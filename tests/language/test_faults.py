"""What faults say is told in Dutch, names and all; what is somebody's own stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.messages import ROOT, faults_in_code, unfilled_in_code
from toolkit.errors import Fault, fill, join
from toolkit.language import Language

TOOLKIT = ROOT / "toolkit"
ROOMS = ("readers", "model", "clients", "workshop_log", "homework", "batch", "build")
IN_DUTCH = [
    *(TOOLKIT / name for name in ("errors.py", "workspace.py", "working_copies.py", "erasure.py")),
    # What is wrong with a cluster is told on its command line, which speaks English.
    *sorted(
        path
        for room in ROOMS
        for path in (TOOLKIT / room).rglob("*.py")
        if path.parent.name != "cluster"
    ),
]


@pytest.mark.parametrize("path", IN_DUTCH, ids=lambda path: path.relative_to(TOOLKIT).as_posix())
def test_each_fault_has_its_dutch(path: Path) -> None:
    dutch = Language("nl")
    told = [text for text in faults_in_code(path) if any(map(str.isalpha, text))]
    assert [text for text in told if not dutch.knows(text)] == []
    assert list(unfilled_in_code(path)) == []


def test_a_fault_without_dutch_is_found(tmp_path: Path) -> None:
    code = tmp_path / "code.py"
    code.write_text(
        "what = 'First odd.' if odd else 'Second odd.'\n"
        "findings.add('Third odd.', got=f'{n} cells', expected=f'“{n}”')\n"
        "Fault(fill('Fourth odd.'), expected='one of ' + ', '.join(f'a {x}' for x in y))\n"
        "names.add('No fault.')\n",
        encoding="utf-8",
    )
    assert sorted(faults_in_code(code)) == ["First odd.", "Second odd.", "Third odd."]
    assert len(list(unfilled_in_code(code))) == 2


def test_what_was_filled_in_is_translated_where_it_is_ours() -> None:
    dutch = Language("nl")
    held = fill(
        "This column seems to hold {held}, by which people may be known.", held=fill("jobs")
    )
    assert dutch.told(held) == (
        "In deze kolom lijken functies te staan, waaraan mensen te herkennen kunnen zijn."
    )
    assert Language("en").told(held) == held
    assert dutch.told("") == dutch.told(join([], ", ")) == ""


def test_what_is_somebody_s_own_is_never_translated() -> None:
    # A word of the catalogue, and the header of a file.
    dutch = Language("nl")
    assert dutch.text("Name") == "Naam"
    assert dutch.found("Name") == "Name"
    assert dutch.told(fill("{n} more: {names}", n=1, names="Name")) == "nog 1: Name"
    fault = Fault("This field is not known.", "a.yaml", 2, "Name", got="Name")
    assert dutch.told(fault.told) == (
        "a.yaml, rij 2, kolom “Name”: Dit veld is niet bekend. Gevonden: Name."
    )


def test_a_word_of_the_client_goes_in_before_names_do() -> None:
    words = Language("nl", {"kolom": "vak"})
    assert words.told(Fault("Odd.", column="kolom").told) == "vak “kolom”: Odd."
