"""What a group of the survey is called where one is chosen: by its name, or by what sets it apart.

A group that a question asks for has a name. One that was found in the answers has a number only, by
which nobody knows it again; so what its people do more often than others stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from toolkit.analysis.demographics import OTHER
from toolkit.analysis.persona_research import Audience
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES

MOST = 2
"""Things by which a group is known: more do not fit in a line."""


def label_groups(audience: Audience, language: Language) -> dict[str, str]:
    """Give each group's label by its key, in the order of the groups.

    Of a group too small to be shown nothing is said but its number.
    """
    if audience.people is None:
        return {}
    division = audience.people.division
    if division.kind != "found":
        return dict(division.names)
    differences = pd.DataFrame(
        _list_differences(audience, language), columns=["segment", "thing", "low", "high"]
    )
    return {
        key: _label(name, differences[differences["segment"] == key], language)
        for key, name in division.names.items()
    }


def _list_differences(
    audience: Audience, language: Language
) -> Iterator[tuple[str, str, float, float]]:
    """List each group, a thing and the interval of the difference with the rest.

    What made the groups is among them: it is no finding, and what they are best known by.
    """
    if audience.use is not None:
        for row in audience.use.contrasts.to_dict("records"):
            yield row["segment"], PLATFORM_NAMES[row["channel"]], row["low"], row["high"]
    if audience.participation is not None:
        for row in audience.participation.contrasts.to_dict("records"):
            name = language.text(audience.participation.names[row["rung"]])
            yield row["segment"], name[:1].lower() + name[1:], row["low"], row["high"]
    if audience.who is not None:
        for row in audience.who.contrasts.to_dict("records"):
            if row["answer"] != OTHER:
                thing = f"{row['question']} {row['answer']}"
                yield row["segment"], thing, row["low"], row["high"]


def _label(name: str, differences: pd.DataFrame, language: Language) -> str:
    more = differences[differences["low"] > 0].nlargest(MOST, "low")
    if len(more):
        things = language.listing(more["thing"])
        return language.text("{group}: more often {things}", group=name, things=things)
    less = differences[differences["high"] < 0].nsmallest(MOST, "high")
    if len(less):
        things = language.listing(less["thing"])
        return language.text("{group}: less often {things}", group=name, things=things)
    return name
