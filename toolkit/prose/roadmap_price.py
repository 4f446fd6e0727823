"""What was fixed, in sentences: which starts could not be kept, and what the others cost."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit import bundle
from toolkit.analysis.client_roadmap import ClientRoadmap
from toolkit.analysis.roadmap_price import Price
from toolkit.language import Language
from toolkit.prose.wording import quote, say

SMALL = 0.05  # of benefit, below which a difference is not worth a sentence


def dropped_sentence(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say that the plan was made without the fixed starts that cannot be kept."""
    if not plan.dropped:
        return []
    n = len(plan.dropped)
    words = language.plural(
        "The plan was made without that fixed start.",
        "The plan was made without those {n} fixed starts.",
        n,
    )
    return [bundle.Sentence(text=words)]


def price_sentences(plan: ClientRoadmap, language: Language) -> list[bundle.Sentence]:
    """Say what the fixed starts and the decisions cost, or that they cost nothing."""
    sentences: list[bundle.Sentence] = []
    together = any(one.kind == "pins" for one in plan.prices)
    for price in plan.prices:
        if price.kind == "pin" and together and price.loss < SMALL:
            continue
        sentences.append(_say_price(plan, price, language))
        if price.loss >= SMALL and price.kind != "decisions":
            sentences.extend(_say_moves(plan, price, language))
    return sentences


def _say_price(plan: ClientRoadmap, price: Price, language: Language) -> bundle.Sentence:
    values = {
        "names": name_items(plan, price.items, language),
        "now": language.number(price.benefit, 1),
        "without": language.number(price.without, 1),
    }
    if price.kind == "decisions":
        message = (
            "What was decided brings {now} points of benefit; the best plan of what is advised, "
            "with nothing fixed, brings {without}."
        )
        return say(language, message, **values)
    if price.loss < SMALL:
        message = "The fixed start of {names} costs nothing."
        if price.kind == "pins":
            message = "The fixed starts of {names} together cost nothing."
        return say(language, message, **values)
    message = (
        "With the fixed start of {names} the plan brings {now} points of benefit; without it "
        "{without}."
    )
    if price.kind == "pins":
        message = (
            "With the fixed starts of {names} the plan brings {now} points of benefit; without "
            "any of them {without}."
        )
    return say(language, message, **values)


def _say_moves(plan: ClientRoadmap, price: Price, language: Language) -> list[bundle.Sentence]:
    found = []
    for message, keys in (
        ("{names} would then start earlier.", price.earlier),
        ("{names} would then be in the plan.", price.comes_in),
    ):
        if keys:
            found.append(say(language, message, names=name_items(plan, keys, language)))
    return found


def name_items(plan: ClientRoadmap, keys: Iterable[str], language: Language) -> str:
    """Quote the names of initiatives."""
    return quote((plan.names.get(key, key) for key in keys), language)
