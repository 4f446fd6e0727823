"""What title, summary and figures say where groups were found in the answers."""

import random

import pandas as pd
import pytest

from tests.invented_answers import check_numbers
from toolkit.analysis.persona_research import study_audience
from toolkit.figures.persona_research import participation_figure, use_figure
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.model.survey import Codebook
from toolkit.prose import persona_contrasts
from toolkit.prose import persona_research as prose
from toolkit.tables import persona_research as tables

ENGLISH = Language("en")
RUNGS = ("creators", "critics", "collectors", "joiners")
BOOK = Codebook.model_validate(
    {
        "file": "answers.csv",
        "sample": "convenience",
        "population": "Readers of an invented letter",
        "fieldwork_start": "2026-03-01",
        "fieldwork_end": "2026-03-31",
        "classes": {},
        "channels": [
            {"column": one, "channel": one, "use": ["Yes"]} for one in ("facebook", "instagram")
        ],
        "behaviours": [{"column": one, "rung": one, "counts": ["Yes"]} for one in RUNGS],
    }
)


@pytest.fixture(scope="module")
def audience():
    """Two in three do the first three things and seldom the others; the third does the reverse."""
    chance = random.Random(5)
    columns = ("facebook", "instagram", *RUNGS)
    rows = [
        [
            "Yes" if chance.random() < (0.92 if (place < 3) == (person % 3 > 0) else 0.08) else "No"
            for place in range(len(columns))
        ]
        for person in range(240)
    ]
    answers = pd.DataFrame(rows, columns=list(columns))
    research = Research.model_validate({"personas": [{"name": "Savers", "segment": "group_2"}]})
    found = study_audience((), BOOK, answers, research, ENGLISH)
    assert found.division == "found"
    assert len(found.segments) == 2
    return found


def test_the_headline_names_the_groups_and_who_has_no_name_keeps_a_number(audience):
    assert prose.headline(audience, ENGLISH) == "The answers show 2 groups: Group 1 and Savers"


def test_the_summary_tells_how_large_each_group_is(audience):
    sentences = persona_contrasts.found_sentences(audience, ENGLISH)
    first, second = (ENGLISH.share(float(one)) for one in audience.segments["share"])
    (told,) = (one.text for one in sentences)
    assert told.startswith("The answers show 2 groups, though nobody was asked to which they ")
    assert told.endswith(f" belong: Group 1 ({first}) and Savers ({second}).")
    # Two in three of 240 were planted in the first.
    assert float(audience.segments["share"].iloc[0]) == pytest.approx(2 / 3, abs=0.03)
    summary = prose.summary(audience, ENGLISH).bundle
    assert sentences[0] in summary.sentences
    check_numbers(
        summary.model_copy(update={"sentences": tuple(sentences)}),
        {"bases": tables.bases_table(audience, ENGLISH).bundle},
    )


@pytest.mark.parametrize("make", [use_figure, participation_figure])
def test_a_figure_of_what_made_the_groups_promises_no_colour(audience, make):
    measure = make(audience, ENGLISH, "Title").bundle.measure
    assert "These answers made the groups" in measure
    assert "in colour" not in measure


def test_who_does_nothing_is_in_a_group_for_that_reason(audience):
    assert "rung inactives" in audience.people.division.made_by
    contrasts = audience.participation.contrasts
    assert not contrasts["clear"].any()
