import numpy as np
import pandas as pd
import pytest

from toolkit.analysis.contrasts import order_clear
from toolkit.analysis.persona_research import find_row, study_audience
from toolkit.model.intake import TargetGroup

GROUPS = (TargetGroup(name="Parents", segment="family"), TargetGroup(name="Neighbours"))


@pytest.fixture
def answers():
    return pd.DataFrame(
        {
            "Ticket": ["Family"] * 40 + ["Single"] * 38 + ["Student"] * 2,
            "Insta": ["Daily"] * 36 + ["Never"] * 4 + ["Daily"] * 4 + ["Never"] * 36,
            "X": ["Daily", "Never"] * 40,
        }
    )


def test_survey_and_team_come_together(answers, make_codebook):
    codebook = make_codebook(
        channels=[
            {"column": "Insta", "channel": "instagram", "use": ["Daily"]},
            {"column": "X", "channel": "x", "use": ["Daily"]},
        ]
    )
    found = study_audience(GROUPS, codebook, answers)
    assert found.respondents == 80
    assert found.participation is None
    assert found.assumed == ("Neighbours",)
    assert found.too_few == ()
    assert found.segments["name"].tolist() == ["Families", "On their own"]
    clear = order_clear(found.use.contrasts)
    assert set(clear["channel"]) == {"instagram"}
    assert find_row(found.use.table, "channel", "x", "family") == 3


def test_without_a_survey_only_the_team_speaks():
    found = study_audience(GROUPS)
    assert (found.use, found.participation, found.fieldwork) == (None, None, None)
    assert found.assumed == ("Parents", "Neighbours")
    assert found.segments.empty
    assert found.segment_names == {}


def test_segments_that_are_too_small_are_named(answers, make_codebook):
    segments = [
        {"key": "family", "name": "Families", "answers": ["Family"]},
        {"key": "single", "name": "On their own", "answers": ["Single"]},
        {"key": "student", "name": "Students", "answers": ["Student"]},
    ]
    found = study_audience(GROUPS, make_codebook(segments=segments), answers)
    assert found.too_few == ("On their own", "Students")


@pytest.mark.slow
def test_a_survey_of_pure_chance_seldom_shows_a_difference_in_any_of_its_tables(make_codebook):
    """Each table by itself would keep to one in twenty, and ten tables would not."""
    questions = [f"Q{number}" for number in range(9)]
    book = make_codebook(
        segments=[{"key": key, "name": key, "answers": [key]} for key in "ab"],
        channels=[{"column": "Insta", "channel": "instagram", "use": ["y"]}],
        demographics=[
            {"column": one, "name": one, "answers": {"x": "x", "y": "y"}} for one in questions
        ],
    )
    told = 0
    for seed in range(30):
        random = np.random.default_rng(seed)
        given = {one: random.choice(["x", "y"], 300) for one in ["Insta", *questions]}
        answers = pd.DataFrame({"Ticket": random.choice(["a", "b"], 300), **given}, dtype="string")
        found = study_audience((), book, answers)
        results = (found.who, found.use)
        told += any(one.contrasts["clear"].any() for one in results if one is not None)
    # One in twenty makes 1.5 on average; more than 4 happen in 2 of 100 such runs.
    assert told <= 4


def test_the_evidence_asked_for_rises_with_all_that_is_compared(make_codebook):
    # 90 of 150 against 68 of 150 is clear among two comparisons, and not among sixty.
    shares = pd.Series(["y"] * 90 + ["n"] * 60 + ["y"] * 68 + ["n"] * 82)
    channels = [{"column": "Insta", "channel": "instagram", "use": ["y"]}]
    answers = pd.DataFrame({"Ticket": ["a"] * 150 + ["b"] * 150, "Insta": shares})
    even = ["x", "y"] * 150
    more = [f"Q{number}" for number in range(29)]
    segments = [{"key": key, "name": key, "answers": [key]} for key in "ab"]
    alone = study_audience((), make_codebook(segments=segments, channels=channels), answers)
    assert alone.use.contrasts["clear"].all()
    among = study_audience(
        (),
        make_codebook(
            segments=segments,
            channels=channels,
            demographics=[{"column": one, "name": one} for one in more],
        ),
        answers.assign(**dict.fromkeys(more, even)),
    )
    assert not among.use.contrasts["clear"].any()
