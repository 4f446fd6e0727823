import pandas as pd
import pytest

from toolkit.analysis.respondents import gather_respondents
from toolkit.analysis.ways import measure_ways


@pytest.fixture
def codebook(make_codebook):
    return make_codebook(
        smallest_base=5,
        ways=[
            {"column": "Films", "channel": "youtube", "way": "look", "counts": ["Yes"]},
            {"column": "Asks", "channel": "youtube", "way": "service", "counts": ["Yes"]},
            {"column": "Anything", "way": "buy", "counts": ["Yes"], "blank": "no"},
        ],
    )


def test_each_way_has_the_base_of_its_own_question(codebook):
    answers = pd.DataFrame(
        {
            "Ticket": ["Family"] * 6 + ["Single"] * 6,
            "Films": ["Yes"] * 3 + ["No"] * 3 + ["Yes"] * 5 + [None],
            "Asks": ["No"] * 12,
            "Anything": ["Yes"] + [None] * 11,
        }
    )
    table = measure_ways(gather_respondents(answers, codebook)).table
    found = table.set_index(["segment", "channel", "way"])
    # One of the single was not asked about films; who bought nothing left that question empty.
    assert found.loc[("all", "youtube", "look")][["share", "n"]].tolist() == [8 / 11, 11]
    assert found.loc[("family", "youtube", "look"), "share"] == 0.5
    assert found.loc[("all", "youtube", "service")][["share", "n"]].tolist() == [0, 12]
    assert found.loc[("all", "any", "buy"), "share"] == pytest.approx(1 / 12)
