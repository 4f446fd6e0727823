"""How firm the choice is, in sentences: what could turn it, what is agreed, what stands empty."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.firmness import Firmness
from toolkit.analysis.second_opinion import METHODS
from toolkit.analysis.weight_space import list_outside
from toolkit.analysis.winning_weights import Contender
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.prose import wording
from toolkit.prose.wording import quote, say

FIRM = 0.8  # of all weights, from which the first is called firm


def places_title(weighing: Weighing, language: Language) -> str:
    """Say the finding of the figure of places."""
    table = weighing.acceptability.table
    first = table[table["rank"] == 1].sort_values("probability", ascending=False, kind="stable")
    if first.empty:
        return language.text("The initiatives are still to be scored")
    share = float(first["probability"].iloc[0])
    name = _names(weighing)[str(first["initiative"].iloc[0])]
    if share >= FIRM:
        return language.text("“{name}” stays first, almost however it is weighed", name=name)
    if share > 1 / 2:
        return language.text("“{name}” is first more often than not", name=name)
    return language.text("Which initiative is first depends on the weights")


def contenders(
    firmness: Firmness, weighing: Weighing, choice: Choice, language: Language
) -> Exhibit:
    """Say what you would have to think for the next in line to win."""
    names = _names(weighing)
    criteria = {one.key: one.name for one in choice.criteria}
    sentences = []
    if outside := list_outside(choice):
        message = (
            "The weight that was given lies outside what was said to be sure of it: {names}. The "
            "benefit goes by the weight, the places by what is sure; ask which of the two holds."
        )
        listed = quote((criteria[key] for key in outside), language)
        sentences.append(say(language, message, names=listed))
    if firmness.contenders:
        sentences.append(_lead(firmness.contenders[0], weighing, names, language))
    row = 0
    for number, one in enumerate(firmness.contenders):
        if number < 2:
            sentences.append(_contend(one, names, weighing, criteria, row, language))
        row += len(weighing.scoring.weights)
    hopeless = [one for one in firmness.contenders[2:] if one.weights is None]
    if hopeless:
        message = "As they are scored, no weights would put {names} first."
        listed = quote((names[one.initiative] for one in hopeless), language)
        sentences.append(say(language, message, names=listed))
    return wording.finding(sentences, "contenders")


def _lead(
    second: Contender, weighing: Weighing, names: dict[str, str], language: Language
) -> bundle.Sentence:
    """Say who leads now, and by how much; with a decimal, for leads are often small."""
    table = weighing.ranking
    row = int(table.index[table["rank"] == 1][0])
    benefit = float(table["benefit"].iloc[row])
    return say(
        language,
        "As weighed and scored now “{name}” leads with {benefit} of 100 points; “{second}” follows "
        "{gap} behind.",
        name=table["name"].iloc[row],
        benefit=wording.number(language.number(benefit, 1), "ranking", row, "benefit"),
        second=names[second.initiative],
        gap=language.number(second.gap, 1),
    )


def _contend(
    one: Contender,
    names: dict[str, str],
    weighing: Weighing,
    criteria: dict[str, str],
    row: int,
    language: Language,
) -> bundle.Sentence:
    name = names[one.initiative]
    if one.weights is None:
        message = (
            "As it is scored, no weights would put “{name}” first: whatever one thinks, "
            "something else brings more."
        )
        return say(language, message, name=name)
    before = weighing.scoring.weights
    keys = list(before)
    most = max(one.weights, key=lambda key: abs(one.weights[key] - before[key]))  # type: ignore[index]
    message = (
        "“{name}” would come first if “{criterion}” weighed {after} instead of {before} and the "
        "other weights moved along; that is not what was said."
    )
    if one.agrees:
        message = (
            "“{name}” would come first if “{criterion}” weighed {after} instead of {before} and "
            "the other weights moved along; that agrees with what was said."
        )
    place = row + keys.index(most)
    return say(
        language,
        message,
        name=name,
        criterion=criteria[most],
        after=wording.number(
            language.share(one.weights[most]), "winning_weights", place, "weight_needed"
        ),
        before=wording.number(language.share(before[most]), "winning_weights", place, "weight"),
    )


def second_opinion(firmness: Firmness, weighing: Weighing, language: Language) -> Exhibit:
    """Say whether other methods agree, and why a copy can turn them round."""
    if firmness.second is None:
        return wording.finding([], "second-opinion")
    table = firmness.second.table
    names = _names(weighing)
    first = table.loc[table["additive_rank"] == 1, "item"]
    others = {
        str(item)
        for method in METHODS
        for item in table.loc[(table[f"{method}_rank"] == 1).fillna(value=False), "item"]
    } - set(first)
    if firmness.second.differing.empty:
        message = "Three other ways to compute it, described under the method, give the same order."
        sentences = [say(language, message)]
    elif others:
        message = (
            "Three other ways to compute it, described under the method, do not all put the same "
            "first: {names} would be first by one of them."
        )
        listed = quote((names[key] for key in table["item"] if key in others), language)
        sentences = [say(language, message, names=listed)]
    else:
        message = (
            "Three other ways to compute it, described under the method, put the same first and "
            "differ further down."
        )
        sentences = [say(language, message)]
    return wording.finding(sentences, "second-opinion")


def method(weighing: Weighing, language: Language) -> Exhibit:
    """Explain how firmness was computed."""
    sentences = [
        say(
            language,
            "What you would have to think for another to win is the nearest set of weights by "
            "which it is first: that in which no weight has to shift further than it must (a "
            "linear programme, solved by HiGHS). What would have to change for the advice to "
            "change is found by moving one fact at a time to the other side of what the rules "
            "ask, and applying the rules again.",
        ),
        say(
            language,
            "The second opinion is TOPSIS (vector scaling; Hwang and Yoon 1981), VIKOR (v = 0.5; "
            "Opricovic and Tzeng 2004) and PROMETHEE II (usual preference; Brans and Vincke 1985), "
            "on the same scores and weights.",
        ),
        say(
            language,
            "They are a second opinion and no more: they set each initiative against the others, "
            "so that adding one, even a copy of one, can turn the rest round.",
        ),
        say(
            language,
            "What to talk about first follows from the standard deviation between the raters times "
            "the weight of the criterion. An empty cell of the matrix has a high priority where it "
            "fits well (2 or 3) and its discipline has at least a third of the points.",
        ),
    ]
    if weighing.acceptability.rater_draws:
        message = (
            "Over the raters: {n} times as many raters as there are were drawn from them, the "
            "same one sometimes more than once, and the median of their scores taken; a score that "
            "was agreed on stays. Confidence (Lahdelma and others 1998) is how often an initiative "
            "is first with the average of all weights that put it first."
        )
        n = language.number(weighing.acceptability.rater_draws)
        sentences.append(say(language, message, n=n))
    title = language.text("How firm it is, and how that was computed")
    return wording.method(sentences, "choice-firmness-method", title)


def _names(weighing: Weighing) -> dict[str, str]:
    table = weighing.ranking
    return dict(zip(table["initiative"], table["name"], strict=True))
