"""Who follows: how audiences grew, and of whom they consist. Counts are told, and nothing more."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.insight import DIMENSIONS
from toolkit.prose import wording
from toolkit.prose.wording import say

# Divisions of an audience that its title names the largest part of.
MOST_PARTS = 2


def growth_title(growth: pd.DataFrame, client: str, language: Language) -> str:
    """Say where the client's audience grew most, or shrank."""
    own = growth[growth["brand"].eq(client)].dropna(subset="follower_growth")
    if own.empty:
        return language.text("Growth of followers")
    top = own.sort_values("follower_growth").iloc[-1]
    value, platform = float(top["follower_growth"]), PLATFORM_NAMES[str(top["platform"])]
    if value <= 0:
        return language.text("Nowhere did your followers grow in number")
    message = "Your followers on {platform} grew by {value}"
    if len(own) > 1:
        message = "Your followers grew most on {platform}: by {value}"
    return language.text(message, platform=platform, value=_change(value, language))


def growth(growth: pd.DataFrame, client: str, language: Language) -> Exhibit:
    """Tell the growth of each channel of the client, and whose counts say nothing."""
    sentences = []
    told = growth.reset_index(drop=True)
    parts, numbers = [], []
    for number, row in told.iterrows():
        if row["brand"] != client or pd.isna(row["follower_growth"]):
            continue
        place = int(str(number))
        value = float(row["follower_growth"])
        message = (
            "from {first} to {last} on {platform} ({change} more)"
            if value >= 0
            else "from {first} to {last} on {platform} ({change} fewer)"
        )
        first, last = (
            _followers(row, place, column, language)
            for column in ("followers_start", "followers_end")
        )
        change = wording.number(
            _change(abs(value), language), "follower_growth", place, "follower_growth"
        )
        numbers += [first, last, change]
        parts.append(
            language.text(
                message, first=first.text, last=last.text, change=change.text,
                platform=PLATFORM_NAMES[str(row["platform"])],
            )
        )  # fmt: skip
    if parts:
        text = language.text("Your followers went {parts}.", parts=language.listing(parts))
        sentences.append(bundle.Sentence(text=text, numbers=tuple(numbers)))
    short: dict[str, list[str]] = {}
    unknown = told[told["follower_growth"].isna()]
    for brand, platform in zip(unknown["brand"], unknown["platform"], strict=True):
        short.setdefault(str(brand), []).append(PLATFORM_NAMES[str(platform)])
    if short:
        listed = language.listing(
            language.text("{name} on {platform}", name=name, platform=language.listing(platforms))
            for name, platforms in short.items()
        )
        message = "Of {names} there are too few counts of followers to speak of growth."
        sentences.append(say(language, message, names=listed))
    return wording.finding(sentences, "growth")


def accounts_title(language: Language) -> str:
    """Name what the accounts' figure shows: sums of months, which no interval weighs."""
    return language.text("Your accounts by month")


def audience_title(audience: pd.DataFrame, language: Language) -> str:
    """Name the largest part of each division of the audience, on the platform with most of them."""
    if audience.empty:
        return language.text("Of whom the audience consists")
    platform = str(audience["platform"].value_counts().index[0])
    here = audience[audience["platform"].eq(platform)].sort_values("share", ascending=False)
    largest = {row["dimension"]: row for row in here.to_dict("records")[::-1]}
    parts = [
        language.text(
            "{division} {part} ({share})",
            division=language.text(DIMENSIONS[name]).lower(),
            part=largest[name]["member"],
            share=language.share(largest[name]["share"]),
        )
        for name in [name for name in DIMENSIONS if name in largest][:MOST_PARTS]
    ]
    return language.text(
        "The audience on {platform}; its largest parts: {parts}",
        platform=PLATFORM_NAMES[platform],
        parts="; ".join(parts),
    )


def _change(value: float, language: Language) -> str:
    return language.share(value, 0 if abs(value) >= 0.1 else 1)


def _followers(row: pd.Series, place: int, column: str, language: Language) -> bundle.Number:
    text = language.number(round(float(row[column])))
    return wording.number(text, "follower_growth", place, column)
