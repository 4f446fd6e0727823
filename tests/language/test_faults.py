"""What faults say is told in Dutch, names and all; what is somebody's own stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.invented_answers import ANSWERS, CODEBOOK
from tests.language.messages import ROOT, faults_in_code, unfilled_in_code
from toolkit.analysis.division import divide
from toolkit.analysis.personas import find_unknown_segments
from toolkit.analysis.raking import rake_weights
from toolkit.analysis.respondents import read_weights
from toolkit.deliver.outputs import read_bundle
from toolkit.errors import Fault, InputError, RunError, fill, join
from toolkit.exhibit import MIME_NAMES
from toolkit.language import Language
from toolkit.model.persona import Persona

TOOLKIT = ROOT / "toolkit"
ROOMS = (
    "readers", "model", "clients", "analysis", "forms", "workshop_log", "homework", "batch",
    "deliver", "build",
)  # fmt: skip
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


def test_faults_of_results_are_told_in_dutch_with_what_was_found() -> None:
    book = CODEBOOK.model_copy(update={"weight": "Heft"})
    # By Kish's formula (999 + 11)² / (999² + 11) = 1.02.
    heavy = ANSWERS.iloc[:12].assign(Heft=[999.0] + [1.0] * 11)
    with pytest.raises(InputError) as caught:
        read_weights(heavy, book)
    (fault,) = caught.value.faults
    assert Language("nl").told(fault.told) == (
        "answers.csv, rij 2, kolom “Heft”: Enkele respondenten wegen zo zwaar dat de anderen "
        "nauwelijks tellen. Gevonden: 12 antwoorden die evenveel zeggen als 1.0. Verwacht: ten "
        "minste 10. Verbeter dit gewicht, of begrens de gewichten."
    )
    with pytest.raises(InputError) as caught:
        rake_weights(ANSWERS, {"Ticket": {}})
    assert "geen streefwaarden" in Language("nl").told(caught.value.faults[0].told)
    persona = Persona(name="Jan", segment="gone")
    division = divide(ANSWERS, CODEBOOK, ANSWERS.index.to_series() * 0.0 + 1.0, Language("nl"))
    (fault,) = find_unknown_segments([persona], division)
    told = Language("nl").told(fault.told)
    assert "Verwacht: een van: family, single, club, student." in told


def test_faults_of_files_for_the_client_are_told_in_dutch() -> None:
    kind, name = next(iter(MIME_NAMES.items()))
    with pytest.raises(RunError) as caught:
        read_bundle({name: {"version": "of old"}})
    told = Language("nl").told(caught.value.faults[0].told)
    assert "Een deel van dit hoofdstuk is met een andere versie van Koers gemaakt." in told
    assert f"Verwacht: versie {kind.model_fields['version'].default}." in told
