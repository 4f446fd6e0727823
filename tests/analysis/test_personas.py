import pandas as pd
import pytest

from toolkit.analysis.personas import describe_personas, list_personas
from toolkit.analysis.respondents import gather_respondents
from toolkit.errors import InputError
from toolkit.model.intake import TargetGroup
from toolkit.model.persona import Research

GROUPS = [
    TargetGroup(name="Planning parents", segment="family"),
    TargetGroup(name="Curious neighbours"),
    TargetGroup(name="Quiet lookers", segment="single"),
]


@pytest.fixture
def answers():
    return pd.DataFrame({"Ticket": ["Family"] * 30 + ["Single"] * 15 + ["Other"] * 11 + [None] * 4})


def test_a_group_with_a_segment_has_its_size_and_one_without_is_an_assumption(
    answers, make_codebook
):
    people = gather_respondents(answers, make_codebook())
    found = describe_personas(Research(), GROUPS, people)
    assert found.placed == 56
    table = found.table.set_index("persona")
    assert table.index.tolist() == [group.name for group in GROUPS]
    assert table["evidence"].tolist() == ["survey", "assumption", "survey"]
    assert table.loc["Planning parents", "share"] == pytest.approx(30 / 56)
    assert table["n"].tolist()[::2] == [30, 15]
    assert table.loc["Curious neighbours"].drop(["evidence"]).isna().all()
    assert table["stability"].isna().all()


def test_a_small_segment_keeps_its_row_and_loses_its_values(answers, make_codebook):
    found = describe_personas(
        Research(), GROUPS, gather_respondents(answers, make_codebook(smallest_base=16))
    ).table
    assert found["evidence"].tolist()[2] == "survey"
    assert found.loc[2, ["share", "low", "high", "n"]].isna().all()
    assert found.loc[0, "n"] == 30  # 26 others shelter the 15


def test_without_a_survey_all_groups_are_assumptions():
    found = describe_personas(Research(), GROUPS)
    assert found.table["evidence"].tolist() == ["assumption"] * 3
    assert found.placed == 0
    assert describe_personas(Research(), []).table.empty


def test_a_segment_that_the_codebook_lacks_is_a_fault(answers, make_codebook):
    groups = [TargetGroup(name="Skippers", segment="boat")]
    with pytest.raises(InputError, match="boat") as caught:
        describe_personas(Research(), groups, gather_respondents(answers, make_codebook()))
    assert caught.value.faults[0].expected == "one of: family, single"


def test_a_group_too_small_to_be_shown_rests_on_its_interviews(answers, make_codebook):
    research = Research.model_validate(
        {
            "personas": [{"name": "Lookers", "segment": "single"}],
            "interviews": [{"code": "I1", "day": "2026-02-01", "persona": "Lookers"}],
        }
    )
    people = gather_respondents(answers, make_codebook(smallest_base=16))
    (sheet,) = describe_personas(research, (), people).sheets
    assert (sheet.evidence, sheet.dated.isoformat()) == ("interviews", "2026-02-01")
    shown = gather_respondents(answers, make_codebook())
    assert describe_personas(research, (), shown).sheets[0].evidence == "survey"


def test_what_a_persona_leaves_empty_comes_from_its_target_group():
    group = TargetGroup(name="Parents", looks_for="A seat.\nA snack.", help="Chairs.")
    research = Research.model_validate(
        {"personas": [{"name": "Planners", "group": "Parents", "help": "Benches."}]}
    )
    (persona,) = list_personas(research, [group])
    assert (persona.name, persona.jobs, persona.help) == (
        "Planners",
        ("A seat.", "A snack."),
        "Benches.",
    )
