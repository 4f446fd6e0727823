import datetime as dt

import pytest

from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.client_roadmap import PlanAsk, plan_roadmap
from toolkit.analysis.roadmap_calendar import first_of_next_quarter, name_quarter
from toolkit.model.choice import Choice
from toolkit.model.client import Budget, Capacity
from toolkit.model.initiative import Criterion, Decision, Initiative, Rating
from toolkit.model.intake import Intake, Medium
from toolkit.model.plan import Pin, Plan, Team

DAY = dt.date(2026, 10, 31)
SCORES = {"club": 5, "forum": 4, "app": 3, "quiz": 2, "hub": 1}


def initiative(key, **more):
    # A twentieth of the audience, so that the advice is to leave it.
    return Initiative(**{"key": key, "name": key.title(), "audience_share": 0.05, **more})


def decide(key, decision="yes"):
    return Decision(initiative=key, decision=decision, who="Bo", when=DAY)


def make_choice(*initiatives, plan=None, decisions=None, scores=SCORES):
    keys = [one.key for one in initiatives]
    return Choice(
        criteria=(Criterion(key="fit", name="Fit", swing=100),),
        initiatives=initiatives,
        ratings=tuple(
            Rating(rater="ann", initiative=key, criterion="fit", score=scores[key])
            for key in keys
            if key in scores
        ),
        decisions=tuple(map(decide, keys)) if decisions is None else decisions,
        plan=plan or Plan(reserve=0),
    )


def make_plan(choice, hours=None, money=None, day=DAY, media=()):
    capacity = Capacity(hours_per_week=hours)
    weighing = weigh_choice(choice, Intake(media=media), capacity)
    return plan_roadmap(choice, weighing, capacity, Budget(per_year=money), day)


def test_hours_are_the_clients_beside_the_channels_that_stay():
    choice = make_choice(initiative("club", hours_organisational=20, hours_running=10))
    media = (Medium(name="Facebook", hours_per_week=6),)
    made = make_plan(choice, hours=10, media=media)
    # 13 weeks of the 4 hours that are left; 20 to set up, then three months of 10.
    assert made.load["capacity"].tolist() == pytest.approx([52] * 4)
    assert made.load["hours"].tolist() == pytest.approx([20, 30, 30, 30])
    assert made.load["team"].unique().tolist() == ["all"]
    row = made.table.iloc[0]
    assert (row["initiative"], row["start"], row["ready"]) == (
        "club", dt.date(2027, 1, 1), dt.date(2027, 4, 1)
    )  # fmt: skip
    assert row["hours"] == pytest.approx(110)
    assert row["value"] == pytest.approx(75)
    assert row["against"]
    assert made.load["quarter"].tolist() == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]


def test_money_is_the_clients_unless_the_plan_has_its_own():
    choice = make_choice(initiative("club", cost=500, cost_running=10))
    assert len(make_plan(choice, hours=1, money=590).table) == 1
    assert make_plan(choice, hours=1, money=590).table["cost"].tolist() == [590]
    # Nine months of 10 are more than 89 euros: started last, it would not run, and cost 500.
    late = make_plan(choice, hours=1, money=589)
    assert late.table["start"].tolist() == [dt.date(2027, 4, 1)]
    own = choice.model_copy(update={"plan": Plan(reserve=0.5, budget_per_year=998)})
    assert make_plan(own, hours=1, money=9999).table.empty


def test_a_team_that_is_not_in_the_plan_is_asked_for():
    choice = make_choice(
        initiative("club", hours_organisational=20, team="editors ", hours_technical=5,
                   technical_team="ICT"),
        initiative("forum", hours_organisational=20, team="Elsewhere"),
        initiative("quiz", hours_technical=7),
        plan=Plan(teams=(Team(name="Editors", hours_per_week=3),
                         Team(name="ict", hours_per_week=1)), reserve=0),
    )  # fmt: skip
    made = make_plan(choice)
    assert made.asks == (PlanAsk("team_hours", "Elsewhere"),)
    assert set(made.table["initiative"]) == {"club", "quiz"}
    assert [(one.item, one.reason, one.others) for one in made.left_out] == [
        ("forum", "unknown_hours", ("Elsewhere",))
    ]
    # The first team does what names none.
    first = made.load[made.load["quarter"] == "2027-Q1"].set_index("team")
    assert first["hours"].to_dict() == {"Editors": 27, "ict": 5}
    assert first["capacity"].to_dict() == {"Editors": 39, "ict": 13}
    assert [day.team for day in made.extra_days] == ["Editors", "ict"]


def test_without_hours_nothing_is_guessed():
    choice = make_choice(initiative("club", hours_running=1, cost=5), initiative("quiz"))
    made = make_plan(choice, day=None)
    assert made.table["initiative"].tolist() == ["quiz"]
    assert made.table["start"].tolist() == [None]
    assert {ask.kind for ask in made.asks} == {"hours", "start"}
    assert [(one.item, one.reason) for one in made.left_out] == [("club", "unknown_hours")]


def test_decisions_decide_what_is_planned():
    initiatives = [initiative(key) for key in ("club", "forum", "app", "quiz")]
    decisions = (decide("club"), decide("forum", "no"), decide("app", "later"))
    made = make_plan(make_choice(*initiatives, decisions=decisions), hours=1)
    assert made.table["initiative"].tolist() == ["club"]
    assert {one.item: one.reason for one in made.left_out} == {
        "forum": "decided_no", "app": "decided_later", "quiz": "undecided",
    }  # fmt: skip
    assert made.names["forum"] == "Forum"


def test_before_any_decision_the_advice_is_planned():
    made = make_plan(make_choice(initiative("club"), initiative("quiz", audience_share=None),
                                 decisions=()), hours=1)  # fmt: skip
    assert made.table.empty
    assert {one.item: one.reason for one in made.left_out} == {
        "club": "advised_against", "quiz": "advice_open",  # nobody knows its audience
    }  # fmt: skip


def test_what_nobody_scored_is_done_only_for_something_else():
    choice = make_choice(
        initiative("club", depends_on=("base",)), initiative("base"), initiative("spare")
    )
    made = make_plan(choice, hours=1)
    assert made.table["initiative"].tolist() == ["base", "club"]
    assert [(one.item, one.reason) for one in made.left_out] == [("spare", "unrated")]
    assert {ask.about for ask in made.asks if ask.kind == "scores"} == {"base", "spare"}


def test_the_plan_is_made_without_a_fixed_start_that_cannot_be_kept():
    plan = Plan(pins=(Pin(initiative="forum", quarter=1), Pin(initiative="club", quarter=2)))
    choice = make_choice(
        initiative("club"), initiative("forum"), plan=plan,
        decisions=(decide("club"), decide("forum", "no")),
    )  # fmt: skip
    made = make_plan(choice, hours=1)
    assert [(one.kind, one.item) for one in made.dropped] == [("unknown", "forum")]
    assert made.roadmap.starts == {"club": 2}
    assert [(one.item, one.reason) for one in made.left_out] == [("forum", "decided_no")]


def test_of_two_variants_that_are_fixed_the_first_stays():
    plan = Plan(pins=(Pin(initiative="forum", quarter=1), Pin(initiative="club", quarter=2)))
    choice = make_choice(
        initiative("club", idea="place"), initiative("forum", idea="Place "), plan=plan
    )
    made = make_plan(choice, hours=1)
    assert [one.kind for one in made.dropped] == ["variants"]
    assert made.roadmap.starts == {"forum": 1}


def test_what_fixed_starts_cost_is_the_plan_without_them():
    # Fit 5 is a benefit of 100, 4 of 80; set up in one of four quarters, it runs for three.
    plan = Plan(pins=(Pin(initiative="club", quarter=3),), reserve=0)
    choice = make_choice(initiative("club"), initiative("forum", depends_on=("club",)), plan=plan)
    made = make_plan(choice, hours=1)
    pin, decisions = made.prices
    # Club runs in one quarter; without the pin in three, and the forum after it in two.
    assert made.roadmap.benefit == pytest.approx(25)
    assert (pin.kind, pin.items) == ("pin", ("club",))
    assert pin.without == pytest.approx(75 + 40)
    assert pin.loss == pytest.approx(90)
    assert set(pin.earlier) == {"club", "forum"}
    # The advice is to leave both.
    assert (decisions.kind, decisions.without) == ("decisions", 0)


def test_of_variants_that_were_both_decided_on_one_counts():
    choice = make_choice(
        initiative("club", idea="place", cost=10), initiative("forum", idea="Place", cost=20),
        initiative("app", cost=1),
    )  # fmt: skip
    weighing = weigh_choice(choice, Intake(), Capacity())
    assert weighing.find_double_choices() == (("club", "forum"),)
    assert weighing.chosen_once()["initiative"].tolist() == ["club", "app"]
    assert weighing.chosen_once()["cost"].sum() == 11


def test_the_plan_starts_in_the_next_quarter_or_on_its_own_day():
    assert first_of_next_quarter(dt.date(2026, 10, 1)) == dt.date(2027, 1, 1)
    assert first_of_next_quarter(dt.date(2026, 9, 30)) == dt.date(2026, 10, 1)
    own = Plan(start=dt.date(2026, 11, 30), quarters=2)
    made = make_plan(make_choice(initiative("club"), plan=own), hours=1)
    assert made.days == (dt.date(2026, 11, 30), dt.date(2027, 2, 28), dt.date(2027, 5, 30))
    assert made.load["quarter"].tolist() == ["2026-11-30", "2027-02-28"]
    assert name_quarter((), 3) == "3"
    assert name_quarter((dt.date(2026, 4, 1),), 1) == "2026-Q2"
