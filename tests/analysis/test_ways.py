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


def test_a_way_asked_of_users_only_tells_no_number_of_users_that_is_withheld(make_codebook):
    groups = {"Family": (60, 25), "Student": (40, 0), "Other": (2, 0)}
    rows = [
        (
            group,
            "Yes" if at < users else "No",
            ("Look" if at % 3 else "Buy") if at < users else None,
        )
        for group, (n, users) in groups.items()
        for at in range(n)
    ]
    answers = pd.DataFrame(rows, columns=["Ticket", "Clips", "Why"])
    codebook = make_codebook(
        channels=[{"column": "Clips", "channel": "tiktok", "use": ["Yes"]}],
        ways=[{"column": "Why", "channel": "tiktok", "way": "look", "counts": ["Look"]}],
    )
    table = measure_ways(gather_respondents(answers, codebook)).table.set_index("segment")
    # All 25 users are families: shown, their base would tell that nobody else is one.
    assert table["n"].dropna().to_dict() == {"all": 25}
