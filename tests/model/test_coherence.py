"""What stands twice, or names what is not there, is told in full and by its place."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import BaseModel

from toolkit.errors import InputError
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.model.intake import Intake
from toolkit.model.survey import Codebook
from toolkit.readers.documents import validate

CRITERIA = [{"key": "fit", "name": "Fit", "swing": 100}, {"key": "joy", "name": "Joy", "swing": 1}]
INITIATIVES = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}]
CODEBOOK: dict[str, Any] = {
    "file": "answers.csv",
    "sample": "convenience",
    "population": "Visitors of an invented museum",
    "fieldwork_start": dt.date(2026, 3, 1),
    "fieldwork_end": dt.date(2026, 3, 31),
    "segment_column": "Ticket",
}


def places(model: type[BaseModel], **fields: Any) -> dict[str, str]:
    """Give the faults of a model: what was found, by its place."""
    with pytest.raises(InputError) as caught:
        validate(fields, model, "answers.yaml")
    return {fault.column: fault.got for fault in caught.value.faults}


def rating(rater: str, initiative: str, criterion: str) -> dict[str, Any]:
    return {"rater": rater, "initiative": initiative, "criterion": criterion, "score": 1}


def test_all_that_a_choice_holds_twice_or_names_in_vain_is_told_at_once() -> None:
    decision = {"initiative": "nowhere", "decision": "no", "who": "Bo", "when": "2026-01-01"}
    found = places(
        Choice,
        criteria=[*CRITERIA, CRITERIA[0]],
        initiatives=[*INITIATIVES, INITIATIVES[1], INITIATIVES[1]],
        ratings=[rating("ann", "a", "fit"), rating("ann ", "a", "fit"), rating("bo", "z", "y")],
        decisions=[decision],
    )
    assert found == {
        "criteria 3 → key": "fit",
        "initiatives 3 → key": "b",
        "initiatives 4 → key": "b",
        "ratings 2": "ann, a, fit",
        "ratings 3 → initiative": "z",
        "ratings 3 → criterion": "y",
        "decisions 1 → initiative": "nowhere",
    }


def test_a_later_decision_may_take_the_place_of_an_earlier_one() -> None:
    decisions = [
        {"initiative": "a", "decision": word, "who": "Bo", "when": "2026-01-01"}
        for word in ("no", "yes")
    ]
    assert len(Choice(initiatives=INITIATIVES, decisions=decisions).decisions) == 2


def test_a_cell_has_one_fit_and_target_groups_differ_in_name() -> None:
    fit = {"discipline": "customer_intimacy", "objective": "talking", "score": 1}
    groups = [{"name": "Parents"}, {"name": "parents "}]
    found = places(Intake, fits=[fit, fit | {"score": 2}], target_groups=groups)
    assert found == {"fits 2": "customer_intimacy, talking", "target_groups 2 → name": "parents"}
    assert len(Intake(goals=[{"name": "More"}, {"name": "More"}]).goals) == 2


def test_a_codebook_says_each_thing_once() -> None:
    channel = {"column": "Insta", "channel": "instagram", "use": ["Daily"]}
    behaviour = {"column": "Posts", "rung": "creators", "counts": ["Daily"]}
    found = places(
        Codebook,
        **CODEBOOK,
        segments=[
            {"key": "young", "name": "Young", "answers": ["16", "17"]},
            {"key": "young", "name": "Also young", "answers": ["17 "]},
            {"key": "all", "name": "Few", "answers": ["99"]},
        ],
        channels=[channel, channel | {"channel": "x"}, channel],
        behaviours=[behaviour, behaviour | {"column": " Posts"}],
    )
    assert found == {
        "segments 3 → key": "all",
        "segments 2 → key": "young",
        "segments 2 → answers": "17",
        "channels 3": "Insta, instagram",
        "behaviours 2": "Posts, creators",
    }


def test_a_name_is_of_one_brand_and_an_account_stands_once() -> None:
    found = places(
        Client,
        name="Museum of Buttons",
        also_called=["Buttons!"],
        accounts=[
            {"platform": "x", "handle": "@buttons"},
            {"platform": "x", "id": "12", "handle": "Buttons"},
            {"platform": "facebook", "handle": "buttons"},
        ],
        competitors=[
            {"name": "Zips & Co", "accounts": [{"platform": "x", "id": "12"}]},
            {"name": "zips co"},
            {"name": "Hooks", "also_called": ["MUSEUM of buttons", "Hooks.", "buttons"]},
        ],
    )
    assert found == {
        "competitors 2 → name": "zips co",
        "competitors 3 → also_called": "buttons",
        "accounts 2 → handle": "buttons",
        "competitors 1 → accounts 1 → id": "12",
    }


def test_criteria_without_any_weight_are_told():
    with pytest.raises(ValueError, match="No criterion has a weight"):
        Choice(criteria=({"key": "reach", "name": "Reach", "swing": 0},))
