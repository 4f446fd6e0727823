"""What each column probably is: its header proposes, its cells have to agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.language import mark
from toolkit.model.insight import METRIC_UNITS
from toolkit.readers.cell_shapes import SENTENCE, Shape
from toolkit.readers.header_words import ambiguous_roles, guess_header
from toolkit.readers.kind_words import tells_whether_paid
from toolkit.readers.profile import COUNTS
from toolkit.readers.reason import Reason

FIGURES = {*METRIC_UNITS, *COUNTS["posts"], *COUNTS["totals"], "gained"}
DAYS = {"date", "start", "end"}


@dataclass(frozen=True, slots=True)
class Role:
    """What a column is taken for; ``sure`` where the whole header says so."""

    name: str
    sure: bool
    reason: Reason


def choose_roles(shapes: Mapping[str, Shape]) -> dict[str, Role]:
    """Give the columns that are probably something, by header.

    Parameters
    ----------
    shapes
        What the cells of each column look like.
    """
    roles: dict[str, Role] = {}
    for header, shape in shapes.items():
        role = _by_header(header, shape)
        if role is not None:
            roles[header] = role
    taken = {role.name for role in roles.values()}
    for header, shape in shapes.items():
        if header not in roles and not ambiguous_roles(header):
            role = _by_cells(shape)
            if role is not None and role.name not in taken:
                roles[header] = role
                taken.add(role.name)
    return roles


def _by_header(header: str, shape: Shape) -> Role | None:
    if not shape.n:
        return None
    for guess in guess_header(header):
        if guess.role == "kind" and tells_whether_paid(shape.texts):
            return Role("boosted", sure=True, reason=Reason(mark("The cells say what was paid.")))
        if not agrees(guess.role, shape):
            continue
        if guess.role == "reactions" and shape.steady:
            # Page likes: what was called fans stands under the word for reactions.
            return Role(
                "followers", guess.exact,
                Reason(mark("It hardly changes from row to row, as a number of followers does.")),
            )  # fmt: skip
        message = (
            mark("The header says so, and the cells agree.")
            if guess.exact
            else mark("The header holds “{phrase}”, and the cells agree.")
        )
        return Role(guess.role, guess.exact, Reason(message, {"phrase": guess.phrase}))
    return None


def _by_cells(shape: Shape) -> Role | None:
    if shape.n < 2:
        return None
    if shape.addresses > 0.9:
        return Role("url", sure=False, reason=Reason(mark("The cells are addresses.")))
    if shape.dates > 0.9 and shape.numbers < 0.5:
        return Role("date", sure=False, reason=Reason(mark("The cells are dates.")))
    if shape.platforms > 0.9:
        return Role(
            "platform", sure=False, reason=Reason(mark("The cells are names of platforms."))
        )
    if shape.length > SENTENCE and shape.words > 0.8 and shape.distinct > 0.5:
        return Role("text", sure=False, reason=Reason(mark("The cells are sentences.")))
    return None


def agrees(role: str, shape: Shape) -> bool:
    """Say whether cells can be what the header says."""
    figures = shape.numbers >= 0.9
    if role in DAYS:
        return shape.dates >= 0.8
    if role in FIGURES:
        return figures
    match role:
        case "url":
            return shape.addresses >= 0.8
        case "text":
            return not figures and shape.addresses < 0.5 and shape.dates < 0.5 and shape.words > 0.2
        case "post_id":
            return shape.distinct > 0.9 and shape.words < 0.1 and shape.addresses < 0.5
        case "kind":
            return (
                not figures and (shape.distinct < 0.5 or shape.n < 20) and shape.length < SENTENCE
            )
        case "platform":
            return shape.platforms > 0.5
        case "boosted":
            return shape.distinct <= 0.5 or shape.n < 10
        case "brand":
            return not figures and shape.addresses < 0.5 and shape.dates < 0.5
        case _:
            return shape.dates < 0.5
