import pytest

from toolkit.analysis.maturity import judge_maturity
from toolkit.model.intake import Maturity


def test_the_weakest_side_decides_and_the_mean_stands_beside():
    found = judge_maturity(
        Maturity(goals="3", channels="2", people="4", measuring="2", people_evidence="Rosters")
    )
    assert found.phase == 2
    assert found.mean == pytest.approx(11 / 4)
    assert [side.name for side in found.weakest] == ["channels", "measuring"]
    assert [side.name for side in found.sides if side not in found.known] == ["organisation"]
    assert found.sides[2].evidence == "Rosters"


def test_without_answers_there_is_no_phase():
    found = judge_maturity(Maturity())
    assert (found.phase, found.mean, found.weakest, found.known) == (None, None, (), ())
    assert len(found.sides) == 5
