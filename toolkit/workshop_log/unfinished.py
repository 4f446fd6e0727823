"""Rows that still lack what every row of their kind must have, such as a goal without a name.

They are kept in the log as they are, and left out of the answers until they are finished.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

Place = tuple[int | str, ...]


def leave_out_unfinished(
    answers: Mapping[str, Any], model: type[BaseModel]
) -> tuple[dict[str, Any], dict[Place, str]]:
    """Give plain answers without unfinished rows, and for each of these what it lacks.

    Parameters
    ----------
    answers
        Plain answers; they are not changed.
    model
        What they should be.

    Returns
    -------
    tuple
        The answers that are left, and the field that each unfinished row lacks, by the row's place
        in `answers`: ``("intake", "goals", 2)`` lacks ``name``.
    """
    lacking: dict[Place, str] = {}
    left = dict(answers)
    while found := _find(left, model):
        # What was left out before stood before: places are told as they are in the whole.
        lacking |= {place_in_whole(place, lacking): field for place, field in found.items()}
        left = _without(copy.deepcopy(dict(answers)), lacking)
    return left, lacking


def _find(answers: Mapping[str, Any], model: type[BaseModel]) -> dict[Place, str]:
    try:
        model.model_validate(answers)
    except ValidationError as error:
        found: dict[Place, str] = {}
        for problem in error.errors(include_url=False, include_context=False, include_input=False):
            *place, field = problem["loc"]
            while place and not isinstance(place[-1], int):
                place.pop()
            if problem["type"] == "missing" and place:
                found.setdefault(tuple(place), str(field))
        return found
    return {}


def place_in_whole(place: Place, removed: Mapping[Place, str]) -> Place:
    """Give the place that a field has in the whole, of its place without the rows `removed`."""
    whole: list[int | str] = []
    for part in place:
        index = part
        if isinstance(index, int):
            gone = sorted(
                one[-1] for one in removed
                if one[:-1] == tuple(whole) and isinstance(one[-1], int)
            )  # fmt: skip
            for before in gone:
                index += before <= index
        whole.append(index)
    return tuple(whole)


def _without(answers: dict[str, Any], places: Mapping[Place, str]) -> dict[str, Any]:
    for place in sorted(places, key=lambda one: [str(part).zfill(9) for part in one], reverse=True):
        here: Any = answers
        for part in place[:-1]:
            here = here[part]
        del here[place[-1]]
    return answers
