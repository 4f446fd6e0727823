"""What was told in interviews, each thing with how many told it, and what nobody had expected."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.interviews import count_surprises, count_told
from toolkit.analysis.persona_research import Audience
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.fields import describe
from toolkit.model.persona import Told
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

MOST_ROWS = 30
"""A longer table opens when asked."""


def interviews_table(audience: Audience, language: Language) -> Exhibit | None:
    """List all that was told, by question, what most told first; nothing without interviews."""
    interviews = audience.interviews
    rows = [
        (language.text(field.label), said.words, said.n)
        for field in describe(Told)
        for said in count_told(interviews, field.name)
    ]
    unexpected = language.text("What was unexpected")
    rows += [(unexpected, *said) for said in count_surprises(interviews)]
    if not rows:
        return None
    table = tabulate(
        pd.DataFrame(rows, columns=["question", "answer", "n"]),
        [
            Column(name="question", label=language.text("Question")),
            Column(name="answer", label=language.text("What was told")),
            Column(name="n", label=language.text("Interviews"), unit="count"),
        ],
        name="interviews",
        title=language.plural(
            "What was told in one interview", "What was told in {n} interviews", len(interviews)
        ),
        source=language.text("interviews"),
        published=False,
        folded=len(rows) > MOST_ROWS,
    )
    return exhibit_table(table, language)
