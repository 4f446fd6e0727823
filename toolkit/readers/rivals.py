"""Columns that look alike: which of several is the figure, and which only seems to be one.

A table of a platform may have a figure organic, paid and in total; reposts beside shares; clicks on
addresses, on hashtags and on others. What is meant among our figures is known of most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from statistics import median

from toolkit.readers.cell_shapes import Shape
from toolkit.readers.header_words import plain_words
from toolkit.readers.reading import Contents
from toolkit.readers.roles import Role

# A header that has one of these is the one that counts.
CHOSEN: dict[str, frozenset[str]] = {
    "": frozenset({
        "total", "totaal", "gesamt", "insgesamt", "totale", "totales", "totali", "totais",
        "łącznie", "ogółem", "razem", "suma",
    }),
    "shares": frozenset({"reposts", "repost", "retweets", "repostet", "republicaciones"}),
    "clicks": frozenset({"url", "urls"}),
}  # fmt: skip


def narrow(rivals: Sequence[str], role: str) -> list[str]:
    """Give the one among headers of the same role that is meant; nothing where that is open.

    Of figures in parts it is the total; on X, where shares are addresses that were sent on, reposts
    are shares; of clicks it is those on addresses.
    """
    for words in (CHOSEN[""], CHOSEN.get(role, frozenset())):
        found = [header for header in rivals if words & {*plain_words(header)}]
        if len(found) == 1:
            return found
    return []


def leave_out_lookalikes(
    roles: Mapping[str, Role], contents: Contents, shapes: Mapping[str, Shape], platform: str
) -> dict[str, Role]:
    """Leave out columns that would be taken for another figure than they hold.

    X's engagements count clicks, so they are no interactions. A column of followers in which fewer
    stand than of those who reacted are the followers that the posts won.
    """
    if contents != "posts":
        return dict(roles)
    reactions = [
        _middle(shapes[header]) for header, role in roles.items() if role.name == "reactions"
    ]
    return {
        header: role
        for header, role in roles.items()
        if not (platform == "x" and role.name == "interactions")
        and not (
            role.name == "followers" and reactions and _middle(shapes[header]) < max(reactions)
        )
    }


def _middle(shape: Shape) -> float:
    figures = [re.sub("[^0-9]", "", text) for text in shape.texts]
    return median(float(figure) for figure in figures if figure) if any(figures) else 0.0
