import datetime as dt
from typing import Annotated

from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from toolkit.analysis.completeness import check_completeness
from toolkit.model.client import Capacity, Client
from toolkit.model.intake import (
    GOALS,
    OFFER,
    Action,
    Goal,
    Intake,
    Maturity,
    Medium,
    Offer,
    Parked,
    Rival,
    TargetGroup,
)

CLIENT = Client(name="Museum of Buttons")


def test_an_empty_intake_leaves_everything_open():
    found = check_completeness(Intake(), CLIENT)
    assert found.untouched
    # 4 on the offer, 5 on purpose, 1 each for competitors, media, groups, goals and strong points,
    # 3 on the discipline, 15 fits, 5 sides of the growth model, hours and money.
    assert len(found.questions) == 4 + 5 + 5 + 3 + 15 + 5 + 2
    assert found.open == found.not_asked
    assert len(found.not_asked) == len(found.questions)
    assert found.count("fits") == (15, 15)


def test_each_row_brings_its_own_questions():
    intake = Intake(
        offer=Offer(product="Buttons", plainly="   "),
        rivals=(Rival(name="Zip House"),),
        target_groups=(TargetGroup(name="Tailors", problems="Lost buttons"),),
        goals=(Goal(name="More members", deadline=dt.date(2027, 1, 1), target=0.0),),
        media=(Medium(name="Newsletter", owner="Jip", online=False),),
        actions=(Action(what="Count the buttons", who="Jip"),),
    )
    found = check_completeness(intake, CLIENT)
    assert not found.untouched
    assert found.count("offer") == (3, 4)  # spaces are no answer
    assert found.count("rivals") == (3, 4)
    assert found.count("target_groups") == (4, 6)
    assert found.count("goals") == (8, 10)  # one goal is not yet three; 0 is an answer
    assert found.count("media") == (7, 10)  # no is an answer
    assert found.count("actions") == (1, 2)
    assert {question.about for question in found.open if question.key == "goals.owner"} == {
        ("More members",)
    }


def test_what_nobody_knows_is_told_from_what_nobody_asked():
    intake = Intake.model_validate(
        {
            "offer": {"product": None, "market": "The town"},
            "goals": [{"name": "More members", "owner": None}],
            "discipline": None,
        }
    )
    client = CLIENT.model_copy(update={"capacity": Capacity(hours_per_week=None)})
    found = check_completeness(intake, client)
    assert [question.key for question in found.unknown] == [
        "offer.product", "discipline", "goals.owner", "capacity.hours_per_week",
    ]  # fmt: skip
    assert found.open[:4] == found.unknown
    assert "offer.plainly" in [question.key for question in found.not_asked]
    assert "offer.market" not in [question.key for question in found.open]


def test_nothing_needs_to_have_been_agreed_or_parked():
    assert check_completeness(Intake(), CLIENT).count("parking_lot") == (0, 0)
    parked = Intake(parking_lot=(Parked(what="A shop"),))
    assert check_completeness(parked, CLIENT).count("parking_lot") == (1, 1)


def test_what_shows_a_phase_is_asked_once_there_is_a_phase():
    intake = Intake(maturity=Maturity(people="2"))
    keys = [one.key for one in check_completeness(intake, CLIENT).open if one.part == "maturity"]
    assert "maturity.people_evidence" in keys
    assert "maturity.goals_evidence" not in keys
    assert len(keys) == 5


def test_a_field_that_a_model_gets_is_asked_without_another_line():
    class WiderOffer(Offer):
        guarantee: str | None = Field(default=None, description="What do you promise?")

    class WiderGoal(Goal):
        reward: str | None = Field(default=None, title="Reward")

    class WiderIntake(Intake):
        offer: Annotated[WiderOffer, OFFER] = WiderOffer()
        goals: Annotated[tuple[WiderGoal, ...], GOALS] = ()
        slogan: str | None = Field(default=None, title="Slogan")

    intake = WiderIntake(goals=(WiderGoal(name="More members", reward=None),))
    asked = {one.key: (one.text, one.block, one.state) for one in
             check_completeness(intake, CLIENT).questions}  # fmt: skip
    assert asked["offer.guarantee"] == ("What do you promise?", OFFER.title, "not_asked")
    assert asked["goals.reward"] == ("Reward", GOALS.title, "unknown")
    assert asked["slogan"] == ("Slogan", "Slogan", "not_asked")


answers = st.none() | st.text(max_size=5)


@given(st.builds(TargetGroup, name=st.just("Tailors"), looks_for=answers, help=answers))
def test_open_and_known_make_up_all_questions(group):
    found = check_completeness(Intake(target_groups=(group,)), CLIENT)
    known = [question for question in found.questions if question.state == "known"]
    assert len(found.unknown) + len(found.not_asked) + len(known) == len(found.questions)
    assert len(found.open) == len(set(found.open))
