"""Groups that were found in the answers and named, known again when the answers are others.

A number says nothing: in other answers ``group_1`` may be other people. So a persona keeps what the
people of its group answered when it was named, and a group found later is the same one only where
it answers nearly alike, while no other group comes near and no other persona is as near to it.
Where that is not clear the persona has no group until somebody says which it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

if TYPE_CHECKING:
    from toolkit.analysis.division import Division
    from toolkit.model.persona import Persona

Traits = Mapping[str, Mapping[str, float]]
"""Of a group: the share that gave each answer, by question; fractions."""
Link = Literal["sure", "again", "unmarked", "doubtful", "gone"]

NEAR = 0.15
"""The most by which the answers of one and the same group differ on average, as a fraction: in two
samples of thirty people, the fewest that make a group, a share differs by 0.1 by chance alone."""
APART = 2.0
"""So many times as far has every other group to be, and every other persona."""
FEWEST_SHARED = 3
"""Questions by which a group can be known; fewer do not make one either."""


@dataclass(frozen=True, slots=True)
class Known:
    """Which group of the answers a persona stands for now.

    Parameters
    ----------
    link
        ``sure``: these are the answers for which it was named, or people said it themselves;
        ``again``: known again in other answers; ``unmarked``: nobody kept in which answers it was
        named, so the key is taken as it stands; ``doubtful``: the answers are others, and which
        group it is now is not clear; ``gone``: there is no such group.
    key
        Of the group now; empty where it is doubtful or gone.
    named
        The key that the persona has.
    """

    link: Link
    key: str
    named: str

    @property
    def lost(self) -> bool:
        """Whether the persona has no figures until somebody says which group it is."""
        return self.link in ("doubtful", "gone")


def gather_traits(items: pd.DataFrame) -> dict[int, dict[str, dict[str, float]]]:
    """Give the traits of each class.

    Parameters
    ----------
    items
        As in :class:`toolkit.analysis.latent_classes.LatentClasses`.
    """
    found: dict[int, dict[str, dict[str, float]]] = {}
    for row in items.to_dict("records"):
        questions = found.setdefault(int(row["class"]), {})
        answers = questions.setdefault(str(row["question"]), {})
        answers[str(row["answer"])] = float(row["probability"])
    return found


def write_traits(key: str, traits: Traits) -> str:
    """Write by what the group `key` is known, to be kept with a persona."""
    rounded = {
        question: {answer: round(share, 2) for answer, share in answers.items()}
        for question, answers in traits.items()
    }
    return json.dumps({"group": key, "answers": rounded}, ensure_ascii=False, sort_keys=True)


def read_traits(text: str, key: str) -> Traits:
    """Read what :func:`write_traits` wrote of the group `key`; empty where it wrote of another."""
    try:
        kept = json.loads(text)
        if kept["group"] != key:
            return {}
        return {
            str(question): {str(answer): float(share) for answer, share in answers.items()}
            for question, answers in kept["answers"].items()
        }
    except (ValueError, TypeError, KeyError, AttributeError):
        # Whatever somebody wrote there by hand tells of no group.
        return {}


def measure_distance(one: Traits, other: Traits) -> float:
    """Say how far apart two groups answer: 0 alike, 1 nothing in common.

    The total variation distance between their answers (half the sum of absolute differences
    between shares; Levin and Peres 2017, Markov Chains and Mixing Times, proposition 4.2), averaged
    over the questions that both have. Without three such questions, or half of all, it is 1:
    nothing is known.
    """
    shared = one.keys() & other.keys()
    if len(shared) < max(FEWEST_SHARED, len(one.keys() | other.keys()) / 2):
        return 1.0
    total = 0.0
    for question in sorted(shared):
        mine, theirs = one[question], other[question]
        answers = sorted(mine.keys() | theirs.keys())
        total += sum(abs(mine.get(each, 0.0) - theirs.get(each, 0.0)) for each in answers) / 2
    return total / len(shared)


def recognise(personas: Sequence[Persona], division: Division) -> tuple[Known | None, ...]:
    """Say of each persona which group it stands for; None of one that names none.

    Parameters
    ----------
    personas
        All of them, for no two have one group.
    division
        Of the answers that there are now.
    """
    known = [_look_up(one, division) if one.segment else None for one in personas]
    taken = {one.key for one in known if one and one.link == "sure"}
    olds = {
        number: read_traits(personas[number].known_by, one.named)
        for number, one in enumerate(known)
        if one and one.link == "doubtful"
    }
    found = match_groups(olds, division.traits, taken)
    for number in olds:
        named = personas[number].segment
        if number in found:
            known[number] = Known("again", found[number], named)
        elif named not in division.names:
            known[number] = Known("gone", "", named)
    again = {one.key for one in known if one and one.link == "again"}
    # A key that nobody marked gives way to whoever is known by more than a key.
    return tuple(
        Known("doubtful", "", one.named)
        if one and one.link == "unmarked" and one.key in taken | again
        else one
        for one in known
    )


def match_groups(
    olds: Mapping[int, Traits], groups: Mapping[str, Traits], taken: set[str]
) -> dict[int, str]:
    """Find the group that each persona surely is, by the persona's number.

    What is near must be near from both sides, so that no two get one group, and no other
    assignment comes into question.

    Parameters
    ----------
    olds
        By what each persona was known.
    groups
        By what the groups are known now.
    taken
        Groups that have their persona; they count as neighbours, and are given to nobody.
    """
    far = {
        (number, key): measure_distance(old, new)
        for number, old in olds.items()
        for key, new in groups.items()
    }
    found: dict[int, str] = {}
    for (number, key), distance in far.items():
        others = [far[number, other] for other in groups if other != key]
        rivals = [far[other, key] for other in olds if other != number]
        near = distance <= NEAR and all(one > APART * distance for one in (*others, *rivals))
        if near and key not in taken:
            found[number] = key
    return found


def _look_up(persona: Persona, division: Division) -> Known:
    key = persona.segment
    if division.kind == "found" and persona.made_of not in ("", division.made_of):
        return Known("doubtful", "", key)
    if key not in division.names:
        return Known("gone", "", key)
    marked = division.kind != "found" or persona.made_of
    return Known("sure" if marked else "unmarked", key, key)
