"""What is wrong with answers, each fault at the answer that it is about.

Rules over several answers speak up at the last one that was given, and mean another: who names a
thing that is not there is told so when the date beside it makes the row whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import Fault
from toolkit.model.workshop import Workshop
from toolkit.readers.documents import find_wrong_places
from toolkit.workshop_log.answers import Answers, Rows, Tree, find
from toolkit.workshop_log.unfinished import Place, leave_out_unfinished, place_in_whole


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault, and the path of the answer that it is about."""

    path: str
    fault: Fault


def judge(answers: Answers) -> tuple[Wrong, ...]:
    """Find all that is wrong with answers; rows that are not finished are not looked at."""
    finished, lacking = leave_out_unfinished(answers.plain(), Workshop)
    return tuple(
        Wrong(path_of(place_in_whole(place, lacking), answers.tree), fault)
        for place, fault in find_wrong_places(finished, Workshop, "answers")
    )


def list_unfinished(answers: Answers) -> dict[str, str]:
    """Give the field that each unfinished row lacks, by the row's path."""
    _, lacking = leave_out_unfinished(answers.plain(), Workshop)
    return {path_of(place, answers.tree): field for place, field in lacking.items()}


def path_of(place: Place, tree: Tree) -> str:
    """Write the path of a place: rows, counted from 0, by their ids."""
    parts: list[str] = []
    here = tree
    for part in place:
        if isinstance(here, Rows) and isinstance(part, int):
            parts.append(list(here)[part])
        elif isinstance(part, str):
            parts.append(part)
        else:
            break
        here = here.get(parts[-1]) if isinstance(here, dict) else None
    return ".".join(parts)


def place_of(path: str, tree: Tree) -> Place:
    """Give the place of a path: rows, by their ids there, counted from 0."""
    place: list[int | str] = []
    here = tree
    for part in path.split("."):
        among_rows = isinstance(here, Rows) and part in here
        place.append(list(here).index(part) if among_rows else part)
        here = here.get(part) if isinstance(here, dict) else None
    return tuple(place)


def row_of(path: str, tree: Tree) -> str:
    """Give the path of the row that an answer stands in; empty for what stands in none."""
    parts = path.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            above = find(tree, ".".join(parts[:end]))
        except KeyError:
            continue
        if isinstance(above, Rows):
            return ".".join(parts[: end + 1])
    return ""
