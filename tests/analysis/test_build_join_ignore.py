import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.build_join_ignore import goes_against, name_quadrant, weigh_choice
from toolkit.analysis.client_roadmap import plan_roadmap
from toolkit.analysis.firmness import judge_firmness
from toolkit.model.choice import Choice
from toolkit.model.client import Budget, Capacity
from toolkit.model.initiative import Community, Criterion, Decision, Initiative, Place, Rating
from toolkit.model.intake import DisciplineVote, Fit, Intake, Medium
from toolkit.model.plan import Plan, Team

INTAKE = Intake(
    discipline_votes=(
        DisciplineVote(operational_excellence=0, product_leadership=20, customer_intimacy=80),
    ),
    fits=(Fit(discipline="customer_intimacy", objective="supporting", score=2),),
)
HELPING = (Place(discipline="customer_intimacy", objective="supporting"),)
CHOICE = Choice(
    criteria=(Criterion(key="fit", name="Fit", swing=100),),
    initiatives=(
        Initiative(key="small", name="Small", places=HELPING, audience_share=0.02),
        Initiative(
            key="group", name="Group", places=HELPING, audience_share=0.4, hours_technical=10,
            hours_running=5, community=Community(name="Village", members=900, alive=True),
        ),
        Initiative(key="idea", name="Idea", places=HELPING, hours_organisational=500),
    ),
    ratings=(
        Rating(rater="ann", initiative="small", criterion="fit", score=1),
        Rating(rater="ann", initiative="group", criterion="fit", score=4),
    ),
    decisions=(
        Decision(initiative="small", decision="no", who="Bo", when=dt.date(2026, 5, 2)),
        Decision(initiative="small", decision="yes", who="Bo", when=dt.date(2026, 5, 9)),
    ),
)  # fmt: skip


def test_everything_stands_side_by_side_by_rank():
    found = weigh_choice(CHOICE, INTAKE, Capacity(hours_per_week=12))
    table = found.ranking.set_index("initiative")
    assert table.index.tolist() == ["group", "small", "idea"]
    assert table["benefit"].tolist()[:2] == pytest.approx([80, 20])
    assert pd.isna(table.loc["idea", "benefit"])
    assert table["verdict"].tolist()[:2] == ["join", "ignore"]
    assert pd.isna(table.loc["idea", "verdict"])  # nobody knows its audience
    assert table.loc["group", "hours_first_year"] == 70
    assert table.loc["group", "organisational_share"] == pytest.approx(60 / 70)
    # The median of three says nothing, so the matrix is not split.
    assert found.hours_split is None
    assert table["quadrant"].isna().all()
    assert found.capacity_month == pytest.approx(52)


def test_the_last_decision_counts_and_stands_against_the_advice():
    found = weigh_choice(CHOICE, INTAKE, Capacity())
    table = found.ranking.set_index("initiative")
    assert table.loc["small", "decision"] == "yes"
    assert table["against"].to_dict() == {"group": False, "small": True, "idea": False}
    assert found.chosen()["initiative"].tolist() == ["small"]
    undecided = weigh_choice(CHOICE.model_copy(update={"decisions": ()}), INTAKE, Capacity())
    assert undecided.chosen()["initiative"].tolist() == ["group"]


@pytest.mark.parametrize(
    ("verdict", "decision", "against"),
    [
        ("ignore", "yes", True),
        ("ignore", "no", False),
        ("ignore", "later", False),
        ("build", "no", True),
        ("join", "later", False),
        ("partner", "yes", False),
        (None, "yes", False),
        ("build", None, False),
    ],
)
def test_what_goes_against_the_advice(verdict, decision, against):
    assert goes_against(verdict, decision) is against


@pytest.mark.parametrize(
    ("benefit", "hours", "quadrant"),
    [
        (50, 100, "quick_win"),
        (50, 101, "big_step"),
        (49, 100, "in_between"),
        (49, 101, "time_sink"),
    ],
)
def test_quadrants(benefit, hours, quadrant):
    assert name_quadrant(benefit, hours, 100) == quadrant


def test_ranks_are_accepted_for_rated_initiatives_only():
    table = weigh_choice(CHOICE, INTAKE, Capacity()).acceptability.table
    first = table[table["rank"] == 1].set_index("initiative")["probability"]
    assert first.to_dict() == {"small": 0.0, "group": 1.0}


def test_nothing_to_choose_from_is_no_error():
    found = weigh_choice(Choice(), Intake(), Capacity())
    assert found.ranking.empty
    assert found.hours_split is None
    assert found.acceptability.table.empty


def test_from_four_initiatives_the_matrix_is_split_at_their_median():
    more = (*CHOICE.initiatives, Initiative(key="late", name="Late", hours_technical=90))
    found = weigh_choice(CHOICE.model_copy(update={"initiatives": more}), INTAKE, Capacity())
    assert found.hours_split == 80  # of 0, 70, 90 and 500 hours
    table = found.ranking.set_index("initiative")
    assert table["quadrant"].tolist()[:2] == ["quick_win", "in_between"]


def test_the_channels_that_stay_leave_fewer_hours():
    media = (
        Medium(name="Facebook (main page)", hours_per_week=3, action="keep"),
        Medium(name="X", hours_per_week=5, action="remove"),
        Medium(name="WhatsApp-community", hours_per_week=2, action="create"),
        Medium(name="Posters for Facebook", hours_per_week=4, online=False),
        Medium(name="Web shop", hours_per_week=30, online=True),
        Medium(name="YouTube"),
    )
    busy = INTAKE.model_copy(update={"media": media})
    found = weigh_choice(CHOICE, busy, Capacity(hours_per_week=12))
    assert found.taken_month == pytest.approx(13)
    # Of the 39 that are left a tenth is kept for experiments.
    assert found.left_month == pytest.approx(35.1)
    assert weigh_choice(CHOICE, busy, Capacity()).left_month is None
    assert weigh_choice(CHOICE, busy, Capacity(hours_per_week=1)).left_month == 0


def test_advice_and_roadmap_count_the_same_hours():
    # Twelve and twice four hours a week for teams, a tenth of it kept: 78 a month, of a client
    # with 104.
    teams = tuple(
        Team(name=name, hours_per_week=hours) for name, hours in (("A", 12), ("B", 4), ("C", 4))
    )
    capacity = Capacity(hours_per_week=24)
    own = CHOICE.initiatives[2].model_copy(
        update={
            "audience_share": 0.5, "community": Community(name="none"), "brand_affinity": "high",
            "data_ownership": True, "hours_organisational": 0, "hours_running": 79,
        }
    )  # fmt: skip
    choice = CHOICE.model_copy(update={"initiatives": (*CHOICE.initiatives[:2], own)})
    alone = weigh_choice(choice, INTAKE, capacity)
    assert alone.left_month == pytest.approx(93.6)
    assert alone.rulings["idea"].verdict == "build"
    planned = choice.model_copy(update={"plan": Plan(teams=teams)})
    weighing = weigh_choice(planned, INTAKE, capacity)
    assert weighing.left_month == pytest.approx(78)
    # What the channels take is not of the teams' hours.
    channels = INTAKE.model_copy(update={"media": (Medium(name="Facebook", hours_per_week=9),)})
    beside = weigh_choice(planned, channels, capacity)
    assert (beside.left_month, beside.taken_month) == (pytest.approx(78), 0)
    assert weighing.rulings["idea"].verdict == "partner"
    changes = judge_firmness(planned, weighing, INTAKE, capacity).changes
    found = changes[(changes["initiative"] == "idea") & (changes["fact"] == "hours_left")]
    assert found["found"].tolist() == [pytest.approx(78)]
    plan = plan_roadmap(planned, weighing, capacity, Budget())
    first = plan.load[plan.load["quarter"] == plan.load["quarter"].iloc[0]]
    # Three months of it are one quarter's hours of the teams.
    assert first["capacity"].sum() == pytest.approx(3 * weighing.left_month)
