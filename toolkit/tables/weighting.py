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

    A margin of which a part is too small shows its answers and says why the rest is not there: with
    its targets, or the other parts, the design effect would tell how many are in the small one.

    Parameters
    ----------
    smallest_base
        The least number of people behind a part that may be seen; a margin with a smaller one shows
        no numbers.
    blocked
        Columns that also make the groups, where a group is withheld.
    """
    if weighting is None or weighting.margins.empty:
        return None
    shown = withhold_divisions(
        weighting.margins,
        within="column",
        values=["n", "target", "before", "after"],
        everybody=len(weighting.weights),
        smallest_base=smallest_base,
        blocked=blocked,
        apart=weighting.untargeted,
    )
    columns = [
        Column(name="column", label=language.text("Question")),
        Column(name="label", label=language.text("Answer")),
        Column(name="target", label=language.text("Population"), unit="share", decimals=1),
        Column(name="before", label=language.text("Before weighting"), unit="share", decimals=1),
        Column(name="after", label=language.text("After weighting"), unit="share", decimals=1),
        Column(name="n", label=language.text("Answers"), unit="count"),
    ]
    withheld = list(dict.fromkeys(shown.loc[shown["n"].isna(), "column"]))
    # Columns with nothing in them look like a table that failed.
    page = ("column", "label") if shown["n"].isna().all() else ()
    table = tabulate(
        shown,
        columns,
        name="weighting",
        title=language.text("What the weights did"),
        shown=page,
        note=_explain(withheld, blocked, smallest_base, language),
        source=language.text("survey"),
        folded=True,
        of_people=True,
    )
    return exhibit_table(table, language)


def _explain(
    withheld: Collection[str], blocked: Collection[str], smallest_base: int, language: Language
) -> str:
    """Say of which questions no numbers are shown, and why."""
    few = [column for column in withheld if column not in blocked]
    dividing = [column for column in withheld if column in blocked]
    sentences = []
    if few:
        message = (
            "Of {questions} no shares are shown: fewer than {k} people gave one of the answers, or "
            "none of them, and how many could be worked out from the other answers. A small answer "
            "can be taken together with another one, under one label in codebook.yaml."
        )
        k = language.number(smallest_base)
        sentences.append(language.text(message, questions=_quote(few, language), k=k))
    if dividing:
        message = (
            "Of {questions} no shares are shown: it also makes the groups, and one of these is too "
            "small to be shown."
        )
        sentences.append(language.text(message, questions=_quote(dividing, language)))
    return " ".join(sentences)


def _quote(questions: Collection[str], language: Language) -> str:
    return language.listing(f"“{question}”" for question in questions)
