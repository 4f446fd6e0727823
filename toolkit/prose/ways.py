"""What people use social media for, in a sentence."""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.analysis.withholding import ALL
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.survey_question import WAY_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import say

MOST_WAYS = 3
PUBLISHED = "ways"


def ways_text(audience: Audience, language: Language) -> Exhibit:
    """Say what most people use social media for; nothing where it was not asked, or is withheld.

    Ways of social media as a whole are told, or else those of the channel that is asked of first.
    """
    top = _most_frequent(audience)
    if top.empty:
        return wording.finding([], "ways-text")
    numbers = [
        wording.number(language.share(float(row["share"])), PUBLISHED, int(str(place)), "share")
        for place, row in top.iterrows()
    ]
    things = language.listing(
        f"{language.text(WAY_NAMES[way])} ({number.text})"
        for way, number in zip(top["way"], numbers, strict=True)
    )
    channel = str(top["channel"].iloc[0])
    if channel == ANY_CHANNEL:
        sentence = say(language, "They use social media mostly {things}.", things=things)
    else:
        message = "They use {channel} mostly {things}."
        sentence = say(language, message, channel=PLATFORM_NAMES[channel], things=things)
    told = sentence.model_copy(update={"numbers": tuple(numbers)})
    message = "Somebody can do so for several reasons, so the shares add up to more than the whole."
    return wording.finding([told, say(language, message)], "ways-text")


def _most_frequent(audience: Audience) -> pd.DataFrame:
    if audience.ways is None:
        return pd.DataFrame()
    table = audience.ways.table
    own = table[table["segment"].eq(ALL) & table["share"].gt(0)]
    if own.empty:
        return own
    whole = own[own["channel"].eq(ANY_CHANNEL)]
    told = whole if len(whole) else own[own["channel"].eq(own["channel"].iloc[0])]
    return told.sort_values("share", ascending=False, kind="stable").head(MOST_WAYS)
