"""What a sheet says of a group that was found in the answers, or is not found any more."""

import random

import pandas as pd
import pytest

from toolkit.analysis.persona_research import study_audience
from toolkit.errors import InputError
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.model.survey import Codebook
from toolkit.tables.persona_sheets import persona_sheets

PLACES = ("facebook", "instagram", "tiktok", "youtube", "linkedin", "reddit")
BOOK = Codebook.model_validate(
    {
        "file": "answers.csv",
        "sample": "convenience",
        "population": "Readers of an invented letter",
        "fieldwork_start": "2026-03-01",
        "fieldwork_end": "2026-03-31",
        "classes": {},
        "channels": [{"column": one, "channel": one, "use": ["Yes"]} for one in PLACES],
    }
)


@pytest.fixture(scope="module")
def answers():
    """Half are on the first three, half on the others, each with some that are not as the rest."""
    chance = random.Random(3)
    rows = [
        [
            "Yes" if chance.random() < (0.9 if (place < 3) == (person % 2 == 0) else 0.1) else "No"
            for place in range(6)
        ]
        for person in range(240)
    ]
    return pd.DataFrame(rows, columns=list(PLACES))


def sheet_of(segment, answers, language="en"):
    research = Research.model_validate({"personas": [{"name": "Readers", "segment": segment}]})
    language = Language(language)
    (sheet,) = persona_sheets(study_audience((), BOOK, answers, research, language), language)
    return sheet.bundle


@pytest.mark.slow
def test_a_group_that_is_not_found_is_told_as_such(answers):
    rests_on = dict(sheet_of("group_9", answers).rows)["Rests on"]
    assert "“group_9” is not among the groups that are found now" in rests_on
    assert "nobody has been asked" not in rests_on
    assert "the answers have changed" not in rests_on


def test_a_key_that_no_found_group_can_have_stops(answers):
    with pytest.raises(InputError, match="grop_1"):
        sheet_of("grop_1", answers)


@pytest.mark.slow
def test_stability_is_told_as_likeness_over_draws_from_the_same_people(answers):
    firm = dict(sheet_of("group_1", answers).rows)["How firm the group is"]
    # Nine in ten of a half are as the others of it, so that hardly anybody changes group.
    assert firm.startswith("very firm: in 20 new draws from the same answers the group stayed 9")
    assert firm.endswith("% the same on average")
    assert "Jaccard" not in firm
    dutch = dict(sheet_of("group_1", answers, "nl").rows)["Hoe stevig de groep is"]
    assert dutch.startswith("heel stevig: bij 20 nieuwe trekkingen uit dezelfde antwoorden")
