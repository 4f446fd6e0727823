"""Beside a file with answers: the codebook drafted, its guesses shown, the raw file forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import ipywidgets as widgets
import pytest

from toolkit.clients import CODEBOOK, SURVEY, ClientFolder
from toolkit.home.details import Details
from toolkit.home.files_panel import FilesPanel
from toolkit.home.inbox import recognise
from toolkit.home.survey_help import find_guessed
from toolkit.language import Language

DUTCH, ENGLISH = Language("nl"), Language("en")
FORM = "Tijdstempel,Hoe vaak gebruikt u Instagram?,Naam\n" + "".join(
    f"2026/05/{n:02},{'Dagelijks' if n % 2 else 'Nooit'},Verzonnen {n}\n" for n in range(1, 31)
)


@pytest.fixture
def folder(tmp_path: Path) -> ClientFolder:
    path = tmp_path / "workspace" / "clients" / "small"
    (path / SURVEY).mkdir(parents=True)
    (path / "client.yaml").write_text("name: Klein\n", encoding="utf-8")
    (path.parents[1] / "koers.toml").write_text("", encoding="utf-8")
    return ClientFolder(path)


def every(widget: widgets.Widget) -> Iterator[widgets.Widget]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def press(panel: widgets.Widget, text: str) -> None:
    (found,) = [one for one in every(panel) if getattr(one, "label", "") == text]
    found._clicked(None, {"click": "1"}, [])


def texts(panel: widgets.Widget) -> str:
    return " ".join(str(getattr(one, "value", "")) for one in every(panel))


def test_a_codebook_is_drafted_with_one_press(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, SURVEY, DUTCH)
    panel.take("antwoorden.csv", FORM.encode())
    assert "Google Forms" in texts(panel.widget)
    press(panel.widget, "Codeboek laten opstellen")
    told = texts(panel.widget)
    assert "In het codeboek staat 1 vermoeden." in told
    assert "Nog in te vullen: " in told
    assert find_guessed(folder) == ("Hoe vaak gebruikt u Instagram?",)
    assert "Verzonnen" not in (folder.path / CODEBOOK).read_text(encoding="utf-8")


def test_guesses_stand_above_the_form_of_the_codebook(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, SURVEY, ENGLISH)
    panel.take("answers.csv", FORM.encode())
    press(panel.widget, "Draft the codebook")
    details = Details(folder.path.parents[1], folder.slug, ENGLISH, lambda: None)
    place = list(details.widget.titles).index("Codebook")
    details.widget.selected_index = place
    shown = texts(details.widget.children[place])
    assert "Guessed from the file, and not looked at yet: Hoe vaak gebruikt u Instagram?." in shown
    # A codebook without its population is a form to be filled in, no text to be mended.
    assert "cannot be shown as a form" not in shown


def test_the_raw_file_is_forgotten_after_it_was_asked(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, SURVEY, ENGLISH)
    panel.take("answers.csv", FORM.encode())
    press(panel.widget, "Draft the codebook")
    file = folder.path / CODEBOOK
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}population: Invented people\n", encoding="utf-8")
    panel = FilesPanel(ClientFolder(folder.path), SURVEY, ENGLISH)
    before = ClientFolder(folder.path).survey.answers
    press(panel.widget, "Forget the raw file")
    assert "with them these columns: Tijdstempel, Naam" in texts(panel.widget)
    assert (folder.path / SURVEY / "answers.csv").is_file()
    press(panel.widget, "Forget it for good")
    assert not (folder.path / SURVEY / "answers.csv").exists()
    after = ClientFolder(folder.path).survey
    assert after.codebook.file == "answers (2).csv"
    counts = [
        frame["Hoe vaak gebruikt u Instagram?"].value_counts() for frame in (before, after.answers)
    ]
    assert counts[0].to_dict() == counts[1].to_dict() == {"Dagelijks": 15, "Nooit": 15}
    left = "".join(one.read_text("utf-8-sig") for one in (folder.path / SURVEY).glob("*.csv"))
    assert "Verzonnen" not in left
    assert "2026" not in left


def test_a_file_that_the_codebook_is_not_about_has_no_buttons(folder: ClientFolder) -> None:
    panel = FilesPanel(folder, SURVEY, ENGLISH)
    panel.take("answers.csv", FORM.encode())
    press(panel.widget, "Draft the codebook")
    panel.take("other.csv", b"Insta\nYes\n")
    offered = [getattr(one, "label", "") for one in every(panel.widget)]
    assert offered.count("Forget the raw file") == 1
    assert "Draft the codebook" not in offered
    found = recognise(ClientFolder(folder.path), f"{SURVEY}/other.csv", ENGLISH)
    assert found.faults or "another file" in found.sentence
