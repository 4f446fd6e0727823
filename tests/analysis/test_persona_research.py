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
