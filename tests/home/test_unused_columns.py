"""What the codebook makes nothing of is told above its form, not only as remarks in the file."""

from __future__ import annotations

from pathlib import Path

from toolkit.clients import ClientFolder, draft_survey
from toolkit.home.unused_columns import find_unused, unused_hint
from toolkit.language import Language

HEADERS = "Gebruik je Instagram?;Wat is je geloof?;Kastnummer;<b>Leeg</b>"


def lay_down(tmp_path: Path) -> ClientFolder:
    survey = tmp_path / "clients" / "pool" / "data" / "survey"
    survey.mkdir(parents=True)
    path = tmp_path / "clients" / "pool"
    (path / "client.yaml").write_text("name: Pool\nlanguage: nl\n", encoding="utf-8")
    lines = [f"{['Ja', 'Nee'][n % 2]};{['Geen', 'Rooms'][n % 2]};{n * 37 % 91};" for n in range(60)]
    (survey / "answers.csv").write_text("\n".join([HEADERS, *lines]) + "\n", encoding="utf-8")
    return ClientFolder(path)


def test_delicate_and_unknown_columns_are_told_of_a_draft_that_is_not_filled_in(
    tmp_path: Path,
) -> None:
    folder = lay_down(tmp_path)
    assert find_unused(folder) == {}  # without a codebook
    draft_survey(folder)
    unused = find_unused(ClientFolder(folder.path))
    assert set(unused) == {"Wat is je geloof?", "Kastnummer", "<b>Leeg</b>"}
    told = unused_hint(ClientFolder(folder.path), Language("nl")).value
    assert "wat de wet beschermt" in told
    assert "Wat is je geloof?" in told
    assert "&lt;b&gt;Leeg&lt;/b&gt;" in told
    # Whatever somebody put in the codebook takes part.
    book = folder.path / "data" / "survey" / "codebook.yaml"
    text = book.read_text(encoding="utf-8")
    more = "open_questions:\n  - {column: Kastnummer, name: Kast}\n"
    assert "open_questions:" not in text
    book.write_text(text + more, encoding="utf-8")
    assert "Kastnummer" not in find_unused(ClientFolder(folder.path))
