"""How many people wrote about each theme of the open questions, among everybody and by segment."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from toolkit.analysis.by_segment import estimate_by_segment
from toolkit.analysis.respondents import Respondents
from toolkit.analysis.themes import code_themes

COLUMNS = ("question", "theme", "segment", "share", "low", "high", "n", "n_effective")


@dataclass(frozen=True, slots=True, eq=False)
class Themes:
    """Shares of people who wrote about a theme, of those who wrote something.

    Parameters
    ----------
    table
        ``question`` (its name), ``theme``, ``segment`` (``all`` first), ``share``, ``low``,
        ``high`` (fractions, Wilson's interval at 95%), ``n`` (people who wrote something),
        ``n_effective``; empty where withheld.
    contrasts
        Each segment against everybody outside it, by ``question`` and ``theme``.
    """

    table: pd.DataFrame
    contrasts: pd.DataFrame


def measure_themes(people: Respondents, texts: pd.DataFrame) -> Themes | None:
    """Count the themes of each open question; None where the codebook names none.

    Parameters
    ----------
    people
        Those who were asked.
    texts
        Their open answers, a column each, in the same rows.
    """
    names: list[tuple[str, str]] = []
    codes: dict[str, pd.Series] = {}
    for question in people.codebook.open_questions:
        themes = {name: words.split(",") for name, words in question.themes.items()}
        found = code_themes(texts[question.column], themes, people.codebook.language)
        for theme, code in found.items():
            codes[str(len(names))] = code
            names.append((question.name, theme))
    if not names:
        return None
    table, contrasts = estimate_by_segment(codes, people, label="at")
    return Themes(_name(table, names)[list(COLUMNS)], _name(contrasts, names))


def _name(table: pd.DataFrame, names: list[tuple[str, str]]) -> pd.DataFrame:
    places = table["at"].astype(int)
    return table.drop(columns="at").assign(
        question=places.map(lambda at: names[at][0]), theme=places.map(lambda at: names[at][1])
    )
