"""How firm the choice is, in tables: what could turn it, and what other methods make of it."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.firmness import Firmness
from toolkit.analysis.swing import ask_swing
from toolkit.analysis.weight_space import find_weighed
from toolkit.analysis.winning_weights import Contender
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

METHOD_NAMES = {
    "additive": mark("Sum of weighted scores"),
    "topsis": mark("TOPSIS"),
    "vikor": mark("VIKOR"),
    "promethee": mark("PROMETHEE II"),
}
SAID = {
    "order": mark("only their order"),
    "intervals": mark("only that they lie between a least and a most"),
    "nothing": mark("nothing"),
}


def weights_table(weighing: Weighing, choice: Choice, language: Language) -> Exhibit | None:
    """Show how each weight was asked, what was answered, and the bounds that were given."""
    if not choice.criteria:
        return None
    points = choice.weighting == "points"
    rows = [
        (
            one.key,
            one.name,
            ask_swing(one, choice.weighting, language),
            one.swing,
            weighing.scoring.weights[one.key],
            one.least,
            one.most,
        )
        for one in choice.criteria
    ]
    columns = [
        Column(name="criterion", label=language.text("Criterion, as a key")),
        Column(name="name", label=language.text("Criterion")),
        Column(name="question", label=language.text("What was asked")),
        Column(name="answer", label=language.text("Points of 100" if points else "Answer"),
               unit="number"),
        Column(name="weight", label=language.text("Weight"), unit="share", decimals=1),
        Column(name="least", label=language.text("Least weight"), unit="share"),
        Column(name="most", label=language.text("Most weight"), unit="share"),
    ]  # fmt: skip
    bounded = choice.weights_said == "intervals"
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="weights",
        title=language.text("How the criteria were weighed"),
        shown=("question", "answer", "weight", *(("least", "most") if bounded else ())),
        note=language.text(
            "Sure about the weights: {said}.", said=language.text(SAID[choice.weights_said])
        ),
        source=language.text("workshop"),
        folded=True,
    )
    return exhibit_table(table, language)


def contenders_table(
    firmness: Firmness, weighing: Weighing, choice: Choice, language: Language
) -> Exhibit | None:
    """Say for each of the next in line what you would have to think for it to win."""
    if not firmness.contenders:
        return None
    names = {one.key: one.name for one in choice.initiatives}
    criteria = {one.key: one.name for one in choice.criteria}
    rows = [
        (
            names[one.initiative],
            one.gap,
            describe_weights(one, weighing.scoring.weights, criteria, language),
            _describe_score(one, criteria, language),
        )
        for one in firmness.contenders
    ]
    columns = [
        Column(name="name", label=language.text("Initiative")),
        Column(name="gap", label=language.text("Points behind"), unit="number", decimals=1),
        Column(name="weights", label=language.text("First if the criteria weighed")),
        Column(name="score", label=language.text("Or if one score were")),
    ]
    table = tabulate(
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        name="contenders",
        title=language.text("What you would have to think for another to win"),
        note=language.text(
            "The weights nearest to those given, on the scores as they are: the largest shift of "
            "any one weight is as small as it can be."
        ),
        source=language.text("workshop"),
        published=False,
        folded=True,
    )
    return exhibit_table(table, language)


def describe_weights(
    contender: Contender, before: dict[str, float], criteria: dict[str, str], language: Language
) -> str:
    """Say by which weights an initiative would be first: before, after, and whether that was said.

    Criteria of which the percentage stays the same are left out.
    """
    if contender.weights is None:
        return language.text("with no weights at all")
    parts = [
        language.text(
            "“{criterion}” {after} instead of {before}",
            criterion=criteria[key],
            after=language.share(after),
            before=language.share(before[key]),
        )
        for key, after in contender.weights.items()
        if language.share(after) != language.share(before[key])
    ]
    if not parts:
        return language.text("hardly otherwise than now")
    words = language.listing(parts)
    if contender.agrees:
        return language.text("{weights} (agrees with what was said)", weights=words)
    return words


def _describe_score(contender: Contender, criteria: dict[str, str], language: Language) -> str:
    score = contender.score
    if score is None:
        return language.text("no single score will do")
    return language.text(
        "{needed} instead of {found} on “{criterion}”",
        needed=_write_score(score.needed, language),
        found=_write_score(score.found, language),
        criterion=criteria[score.criterion],
    )


def _write_score(value: float, language: Language) -> str:
    return language.number(value, 0 if value == int(value) else 1)


def winning_weights_table(
    firmness: Firmness, weighing: Weighing, language: Language
) -> Exhibit | None:
    """Publish the weights by which each of the next in line would be first."""
    if not firmness.contenders:
        return None
    rows = [
        (one.initiative, key, before, (one.weights or {}).get(key), one.shift, one.agrees)
        for one in firmness.contenders
        for key, before in weighing.scoring.weights.items()
    ]
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="criterion", label=language.text("Criterion, as a key")),
        Column(name="weight", label=language.text("Weight"), unit="share", decimals=1),
        Column(name="weight_needed", label=language.text("Weight to win"), unit="share",
               decimals=1),
        Column(name="shift", label=language.text("Largest shift"), unit="share", decimals=1),
        Column(name="agrees", label=language.text("Agrees with what was said"), unit="yesno"),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=[column.name for column in columns])
    title = language.text("Weights by which another would win")
    return Exhibit(tabulate(frame, columns, name="winning_weights", title=title), "")


def second_opinion_table(firmness: Firmness, choice: Choice, language: Language) -> Exhibit | None:
    """Show each initiative's place by the additive value and by other methods."""
    if firmness.second is None:
        return None
    names = {one.key: one.name for one in choice.initiatives}
    frame = firmness.second.table.rename(columns={"item": "initiative"})
    frame["name"] = frame["initiative"].map(names)
    frame = frame.sort_values(["additive_rank", "name"], kind="stable", ignore_index=True)
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        *(
            Column(name=f"{key}_rank", label=language.text(label), unit="count")
            for key, label in METHOD_NAMES.items()
        ),
    ]
    apart = set(firmness.second.differing["item"])
    emphasis = [number for number, key in enumerate(frame["initiative"]) if key in apart]
    table = tabulate(
        frame,
        columns,
        name="second_opinion",
        title=language.text("Places by other methods"),
        shown=("name", *(f"{key}_rank" for key in METHOD_NAMES)),
        emphasis=emphasis,
        note=language.text("In colour: not all methods give the same place.") if emphasis else "",
        folded=True,
    )
    return exhibit_table(table, language)


def central_table(weighing: Weighing, choice: Choice, language: Language) -> Exhibit | None:
    """Publish what the typical supporter of each initiative thinks of the criteria."""
    found = weighing.acceptability.central
    if found.empty:
        return None
    # In the order of the columns that ranks were counted over.
    weighed = [(one.key, one.name) for one in find_weighed(choice)]
    trust = weighing.acceptability.confidence.set_index("initiative")["confidence"]
    frame = found.assign(
        name=found["initiative"].map({one.key: one.name for one in choice.initiatives}),
        criterion_name=[weighed[number][1] for number in found["criterion"]],
        criterion=[weighed[number][0] for number in found["criterion"]],
        confidence=found["initiative"].map(trust),
    )
    columns = [
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="criterion", label=language.text("Criterion, as a key")),
        Column(name="criterion_name", label=language.text("Criterion")),
        Column(name="weight", label=language.text("Weight"), unit="share", decimals=1),
        Column(name="confidence", label=language.text("Confidence"), unit="share"),
    ]
    table = tabulate(
        frame,
        columns,
        name="central_weights",
        title=language.text("Weights that make an initiative first, on average"),
        shown=("name", "criterion_name", "weight"),
        folded=True,
        note=language.text(
            "Confidence: how often it is first with these weights, over sets of raters."
        ),
    )
    return exhibit_table(table, language)
