"""A client with a small invented survey of families, makers, a few students and two visitors."""

from __future__ import annotations

import shutil
from pathlib import Path

HEADERS = ("Wie bent u?", "Instagram", "Wilt u iets kwijt?")
CODEBOOK = """\
# What the columns mean; all of it is invented.
file: responses.csv
sample: convenience
population: Bezoekers
fieldwork_start: 2026-04-06
fieldwork_end: 2026-05-03
segment_column: Wie bent u?
segments:
  - {key: families, name: Families, answers: [familie]}
  - {key: makers, name: Makers, answers: [maker]}
  - {key: visitors, name: Visitors, answers: [bezoeker]}
  - {key: students, name: Students, answers: [student]}
channels:
  - {column: Instagram, channel: instagram, use: [Wekelijks]}
open_questions:
  - column: Wilt u iets kwijt?
    name: Wilt u iets kwijt?
    # Words that a person chose.
    themes:
      Agenda: agenda
smallest_base: 5
"""
SECRET = "Vraag het Tess op www.tess.example, de agenda klopt nooit"


def lay_down_survey(client: Path) -> None:
    """Lay down the survey in a client's folder."""
    folder = client / "data" / "survey"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    rows = [("familie", "Wekelijks", "De agenda is zoek")] * 11
    rows += [("familie", "Wekelijks", SECRET)]
    rows += [("maker", "Nooit", "Meer plek en meer licht")] * 12
    rows += [("bezoeker", "Wekelijks", "Altijd te warm in de zaal")] * 2
    rows += [("student", "Wekelijks", "")] * 4
    lines = [";".join(f'"{cell}"' for cell in row) for row in (HEADERS, *rows)]
    (folder / "responses.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
