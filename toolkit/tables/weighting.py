"""What the weights did: each margin before and after, beside its target."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.analysis.raking import Weighting
from toolkit.analysis.withholding import withhold_divisions
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def weighting_table(
    weighting: Weighting | None,
    smallest_base: int,
    language: Language,
    *,
    blocked: Collection[str] = (),
) -> Exhibit | None:
    """Show every margin's shares before and after, unless it would tell of too few people.

    Parameters
    ----------
    smallest_base
        The least number of people behind a part that may be seen; a margin with a smaller one shows
        its targets only.
    blocked
        Columns that also make the groups, where a group is withheld.
    """
    if weighting is None or weighting.margins.empty:
        return None
    shown = withhold_divisions(
        weighting.margins,
        within="column",
        values=["n", "before", "after"],
        everybody=len(weighting.weights),
        smallest_base=smallest_base,
        blocked=blocked,
    )
    columns = [
        Column(name="column", label=language.text("Question")),
        Column(name="label", label=language.text("Answer")),
        Column(name="target", label=language.text("Population"), unit="share", decimals=1),
        Column(name="before", label=language.text("Before weighting"), unit="share", decimals=1),
        Column(name="after", label=language.text("After weighting"), unit="share", decimals=1),
        Column(name="n", label=language.text("Answers"), unit="count"),
    ]
    note = ""
    if shown["n"].isna().any():
        note = language.text("Left empty where a part has fewer than {k} people, or would tell of "
                             "such a group.", k=language.number(smallest_base))  # fmt: skip
    table = tabulate(
        shown,
        columns,
        name="weighting",
        title=language.text("What the weights did"),
        note=note,
        source=language.text("survey"),
        folded=True,
    )
    return exhibit_table(table, language)
