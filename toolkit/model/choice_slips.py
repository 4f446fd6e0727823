"""What is valid in a choice and yet a slip: a team that has no hours, two variants both decided on.

While answers are typed these come and go, so they refuse nothing there; who imports or checks a
whole is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.model.choice import Choice
from toolkit.model.client import name_key


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip: where it stands below the choice, what it is, what stands there, what could."""

    place: tuple[str | int, ...]
    what: str
    got: str
    expected: str = ""


def find_unknown_teams(choice: Choice) -> Iterator[Slip]:
    """Find teams of initiatives that the plan does not have, once it has any."""
    known = {name_key(team.name) for team in choice.plan.teams}
    there = ", ".join(team.name for team in choice.plan.teams)
    if not known:
        return
    for number, one in enumerate(choice.initiatives):
        for field, name in (("team", one.team), ("technical_team", one.technical_team)):
            if name.strip() and name_key(name) not in known:
                what = "The plan has no hours of this team."
                yield Slip(("initiatives", number, field), what, name.strip(), there)


def find_double_decisions(choice: Choice) -> Iterator[Slip]:
    """Find initiatives decided on beside another variant of their idea."""
    names = {one.key: one.name for one in choice.initiatives}
    ideas = {one.key: one.idea.strip().casefold() for one in choice.initiatives}
    ordered = sorted(enumerate(choice.decisions), key=lambda entry: entry[1].when)
    last = {one.initiative: (number, one.decision) for number, one in ordered}
    first: dict[str, str] = {}
    for key, (number, decision) in sorted(last.items(), key=lambda entry: entry[1][0]):
        idea = ideas[key]
        if decision == "yes" and idea and first.setdefault(idea, key) != key:
            what = "Two variants of one idea are both decided on; the plan does one at most."
            got = f"“{names[first[idea]]}”, “{names[key]}”"
            yield Slip(("decisions", number, "decision"), what, got)
