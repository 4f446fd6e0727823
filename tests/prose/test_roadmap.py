import csv
import datetime as dt
import io
from dataclasses import replace

import pytest

from tests.invented_answers import CHOICE, INTAKE, check_numbers, make_folder
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.client_roadmap import plan_roadmap
from toolkit.deliver.data import as_csv
from toolkit.figures import roadmap as figures
from toolkit.language import Language
from toolkit.language.quarters import write_quarter, write_tick
from toolkit.model.client import Budget, Capacity, Client
from toolkit.model.initiative import Decision
from toolkit.model.plan import Pin, Plan, Team
from toolkit.prose import roadmap as prose
from toolkit.tables import roadmap as tables
from toolkit.tables.backlog import backlog_table, make_harmless

ENGLISH, DUTCH = Language("en"), Language("nl")
CLIENT = Client(name="Museum of Buttons", budget=Budget(per_year=4000))
DAY = dt.date(2026, 10, 31)
ALL_YES = tuple(
    Decision(initiative=one.key, decision="yes", who="Bo", when=dt.date(2026, 5, 2))
    for one in CHOICE.initiatives
)


def make_plan(hours=4.0, budget=4000, **parts):
    plan = parts.pop("plan", Plan(reserve=0))
    choice = CHOICE.model_copy(update={"decisions": ALL_YES, "plan": plan, **parts})
    weighing = weigh_choice(choice, INTAKE, Capacity(hours_per_week=hours))
    found = plan_roadmap(choice, weighing, Capacity(hours_per_week=hours),
                         Budget(per_year=budget), DAY)  # fmt: skip
    return choice, found


def weigh(choice):
    return weigh_choice(choice, INTAKE, Capacity(hours_per_week=4.0))


def read(exhibit):
    return [sentence.text for sentence in exhibit.bundle.sentences]


def test_the_section_says_what_is_first_and_what_does_not_fit():
    # 52 hours a quarter: answers takes 20, then 30; the village takes 100 at once; x takes 6.
    choice, plan = make_plan()
    assert read(prose.finding(plan, weigh(choice), CLIENT, ENGLISH)) == [
        "In 4 quarters 2 initiatives fit, for 128 hours within the plan.",
        "In it against the advice: “X again”.",
        "The plan has only what got a yes.",
        "Too large for what there is, even alone: “Join the village” and “An app”.",
    ]
    assert "“An app”" in read(prose.notice(plan, ENGLISH))[0]
    assert prose.title(plan, ENGLISH) == "2 initiatives start in Q1 2027"


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (DAY - dt.timedelta(days=800), True),
        # Of a plan whose first quarter still runs nothing has to be said.
        (DAY - dt.timedelta(days=80), False),
        (None, False),
    ],
)
def test_a_plan_that_begins_in_the_past_is_told(start, told):
    _, plan = make_plan(plan=Plan(reserve=0, start=start))
    assert any("first quarter is over" in one for one in read(prose.notice(plan, ENGLISH))) == told


def test_page_one_names_what_a_day_more_would_make_room_for():
    choice, plan = make_plan()
    assert [one.text for one in prose.summary_sentences(plan, weigh(choice), ENGLISH)] == [
        "First, in Q1 2027: “Answer within a day” and “X again”.",
        "The plan has only what got a yes.",
        "Too large for what there is, even alone: “An app”.",
        "One more day a week (8 hours) for everybody together makes room for “Join the village”.",
    ]


def test_a_day_more_is_worth_what_comes_in():
    _, plan = make_plan()
    words = prose.alternatives(plan, ENGLISH)
    # With 156 hours the village fits in the first quarter too, unless starts run out: x then waits.
    assert any("One more day a week (8 hours) for everybody together brings" in one
               and "“Join the village” comes in" in one for one in read(words))  # fmt: skip
    published = {"more_hours": tables.more_hours_table(plan, ENGLISH).bundle}
    for sentence in words.bundle.sentences:
        for number in sentence.numbers:
            value = published[number.table].rows[number.row][1]
            assert number.text == f"{value:.1f}"
            assert number.text in sentence.text


def test_what_is_left_out_says_why():
    _, plan = make_plan(plan=Plan(reserve=0, quarters=2))
    rows = {row[0]: row[3] for row in tables.left_out_table(plan, CLIENT, ENGLISH).bundle.rows}
    assert rows == {
        "group": "too large even if nothing else is done (hours of everybody together in Q1 2027: "
        "48 hours too few)",
        "app": "too large even if nothing else is done (hours of everybody together in Q1 2027: "
        "548 hours too few)",
    }


def test_fixed_starts_that_do_not_fit_are_told_with_the_limit():
    choice, plan = make_plan(plan=Plan(reserve=0, pins=(Pin(initiative="group", quarter=1),)))
    assert read(prose.notice(plan, ENGLISH))[0].startswith("The fixed starts do not fit")
    rows = tables.overrun_table(plan, CLIENT, ENGLISH).bundle.rows
    assert rows == (
        ("hours of everybody together in Q1 2027", "100 hours", "52 hours", "48 hours"),
    )
    assert tables.roadmap_table(plan, CLIENT, ENGLISH).bundle.rows == ()
    assert read(prose.finding(plan, weigh(choice), CLIENT, ENGLISH)) == []
    assert figures.roadmap_figure(plan, CLIENT, ENGLISH, "Title") is None


def test_every_clash_has_a_sentence():
    pins = (Pin(initiative="group", quarter=1), Pin(initiative="group", quarter=2))
    _, plan = make_plan(hours=9, plan=Plan(pins=pins))
    assert plan.fits
    words = read(prose.notice(plan, ENGLISH))
    assert words[:2] == [
        "“Join the village” has two fixed starts.", "The plan was made without that fixed start."
    ]  # fmt: skip
    assert "heeft twee vaste starts" in read(prose.notice(plan, DUTCH))[0]
    assert set(prose.CLASHES) == {
        "unknown", "twice", "too_late", "variants", "prerequisite_out", "too_early"
    }  # fmt: skip


def test_what_a_fixed_start_costs_is_told():
    # 9 hours a week are 117 a quarter: all fits at once but the app, whose benefit is unknown.
    _, plan = make_plan(hours=9, plan=Plan(reserve=0, pins=(Pin(initiative="answers", quarter=4),)))
    words = read(prose.alternatives(plan, ENGLISH))
    without = ENGLISH.number(next(one.without for one in plan.prices if one.kind == "pin"), 1)
    now = ENGLISH.number(plan.roadmap.benefit, 1)
    assert (
        "With the fixed start of “Answer within a day” the plan brings "
        f"{now} points of benefit; without it {without}." in words
    )
    assert "“Answer within a day” would then start earlier." in words
    # With 4 hours a week it starts then anyhow.
    _, free = make_plan(plan=Plan(reserve=0, pins=(Pin(initiative="answers", quarter=1),)))
    assert "The fixed start of “Answer within a day” costs nothing." in read(
        prose.alternatives(free, ENGLISH)
    )


def test_the_published_tables_hold_what_they_promise():
    _, plan = make_plan()
    table = tables.roadmap_table(plan, CLIENT, ENGLISH).bundle
    assert [column.name for column in table.columns][:4] == ["initiative", "start", "hours", "cost"]
    assert table.rows[0][:4] == ("answers", "2027-01-01", 110, 0)
    assert table.emphasis == (1,)
    load = tables.load_table(plan, ENGLISH).bundle
    assert [column.name for column in load.columns][:4] == ["team", "quarter", "hours", "capacity"]
    assert load.rows[0][:4] == ("all", "2027-Q1", 20, 52)
    for row in load.rows:
        assert row[2] <= row[3]


def test_the_backlog_is_epics_and_then_their_stories():
    choice, plan = make_plan()
    text = as_csv(backlog_table(plan, choice, ENGLISH).bundle)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Issue Type"] for row in rows] == ["Epic", "Epic"] + ["Story"] * 8
    ids = {row["Issue ID"]: row for row in rows}
    assert len(ids) == len(rows)
    for row in rows[2:]:
        epic = ids[row["Parent"]]
        assert epic["Issue Type"] == "Epic"
        assert row["Epic Link"] == epic["Epic Name"]
        assert float(row["Hours"]) * 3600 == float(row["Original Estimate"])
    assert rows[2]["Summary"] == "Answer within a day: organisational set-up"
    assert (rows[2]["Hours"], rows[2]["Due date"], rows[2]["Labels"]) == (
        "20.0", "2027-03-31", "2027-Q1"
    )  # fmt: skip
    assert sum(float(row["Hours"]) for row in rows[2:]) == pytest.approx(plan.table["hours"].sum())


def test_an_epic_is_due_with_its_last_story_and_says_whose_it_is_and_what_comes_before():
    teams = tuple(Team(name=name, hours_per_week=200) for name in ("Desk", "Studio"))
    named = tuple(
        one.model_copy(update={"team": "desk", "technical_team": "Studio", "depends_on": needs})
        for one, needs in zip(CHOICE.initiatives, ((), ("answers",), (), ()), strict=True)
    )
    choice, plan = make_plan(plan=Plan(reserve=0, teams=teams, most_starts=4), initiatives=named)
    text = as_csv(backlog_table(plan, choice, ENGLISH).bundle)
    rows = list(csv.DictReader(io.StringIO(text)))
    epics = {row["Summary"]: row for row in rows if row["Issue Type"] == "Epic"}
    for epic in epics.values():
        due = [row["Due date"] for row in rows if row["Parent"] == epic["Issue ID"]]
        assert epic["Due date"] == max(due)
    answers, village = epics["Answer within a day"], epics["Join the village"]
    # It keeps going until the plan ends, long after it was set up.
    assert answers["Due date"] == "2027-12-31"
    assert village["Depends on"] == answers["Issue ID"]
    assert (answers["Depends on"], answers["Component"]) == ("", "Desk")
    technical = next(one for one in rows if one["Summary"].endswith("village: technical set-up"))
    assert technical["Component"] == "Studio"
    assert technical["Description"] == "Technical set-up: 100 hours, part of “Join the village”."
    choice, plan = make_plan()
    assert {row[12] for row in backlog_table(plan, choice, ENGLISH).bundle.rows} == {None}


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "\t=1", "＝1"])
def test_nothing_in_the_backlog_is_a_formula(name):
    named = tuple(
        one.model_copy(update={"name": name, "description": "=HYPERLINK()"})
        for one in CHOICE.initiatives
    )
    choice, plan = make_plan(initiatives=named)
    table = backlog_table(plan, choice, ENGLISH).bundle
    for row in table.rows:
        for cell in row:
            assert not str(cell).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    names = [row[4] for row in table.rows if row[1] == "Epic"]
    assert len(set(names)) == len(names)
    assert make_harmless("Ann\r\n and  Bo") == "Ann and Bo"


def test_the_backlog_fits_what_an_importer_takes():
    # Jira takes 255 letters of a name and 32,767 of a description, and no control characters.
    named = tuple(
        one.model_copy(
            update={
                "name": f"\u202e{'w' * 400}\x07 {number}",
                "description": f"\x07one\u202e\n\ntwo {'long ' * 9000}",
            }
        )
        for number, one in enumerate(CHOICE.initiatives)
    )
    choice, plan = make_plan(initiatives=named)
    table = backlog_table(plan, choice, ENGLISH).bundle
    rows = [dict(zip((one.name for one in table.columns), row, strict=True)) for row in table.rows]
    epics = [row["Epic Name"] for row in rows if row["Issue Type"] == "Epic"]
    stories = [row["Summary"] for row in rows if row["Issue Type"] == "Story"]
    # However long the name is, an epic is told from the other, and a story from its sisters.
    assert len(set(epics)) == len(epics) == 2
    assert len({(row["Parent"], row["Summary"]) for row in rows}) == len(rows)
    assert any(one.endswith("organisational set-up") for one in stories)
    assert max(map(len, [*epics, *stories])) == 255
    assert {row["Epic Link"] for row in rows if row["Issue Type"] == "Story"} == set(epics)
    told = [row["Description"] for row in rows if row["Issue Type"] == "Epic"]
    assert all(len(one) <= 32_767 and "\n\none\ntwo long" in one for one in told)
    for row in rows:
        assert all(one.isprintable() or one == "\n" for cell in row.values() for one in str(cell))


def test_pictures_escape_names_and_tell_the_plan():
    named = tuple(one.model_copy(update={"name": f"<b>{one.name}"}) for one in CHOICE.initiatives)
    _, plan = make_plan(initiatives=named)
    shown = figures.roadmap_figure(plan, CLIENT, ENGLISH, "Title")
    assert "<b>" not in shown.html
    assert shown.bundle.alt.startswith("<b>Answer within a day starts in Q1 2027 and runs from Q2")
    load = figures.load_figure(plan, ENGLISH, prose.load_title(plan, ENGLISH))
    assert load.bundle.alt == (
        "Everybody together: 20, 36, 36 and 36 hours, quarter by quarter, of at most 52."
    )
    assert load.bundle.title == (
        "The fullest quarter is Q2 2027: 69% of the hours of everybody together"
    )


def test_quarters_are_those_of_the_calendar_or_told_by_their_day():
    days = (dt.date(2026, 10, 1), dt.date(2027, 1, 1))
    assert write_quarter(days, 2, ENGLISH) == "Q1 2027"
    assert write_quarter(days, 2, DUTCH) == "Q1 2027"
    assert [write_tick(days, number, ENGLISH) for number in (1, 2)] == [
        ("Q4", "2026"), ("Q1", "2027")
    ]  # fmt: skip
    odd = (dt.date(2026, 11, 15), dt.date(2027, 2, 15))
    assert write_quarter(odd, 1, DUTCH) == "kwartaal vanaf 15\u00a0nov\u00a02026"
    assert write_quarter((), 3, ENGLISH) == "quarter 3"


def test_every_team_has_a_panel():
    teams = (Team(name="Jip", hours_per_week=2), Team(name="<i>Bo", hours_per_week=3))
    _, plan = make_plan(plan=Plan(reserve=0.1, teams=teams))
    load = figures.load_figure(plan, DUTCH, "Titel")
    assert "<i>" not in load.html
    assert load.bundle.n == "2 teams"
    assert len(load.bundle.data.rows) == 8


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (ENGLISH, "That no plan brings more is not proven; at most 3.4% more is possible."),
        (DUTCH, "Dat geen plan meer oplevert, is niet bewezen; hoogstens 3,4% meer is mogelijk."),
    ],
)
def test_what_is_not_proven_best_says_so_wherever_the_plan_is_told(language, words):
    choice, made = make_plan()
    weighing = weigh(choice)
    found = replace(made.roadmap, status="unproven", bound=made.roadmap.benefit * 1.0331)
    plan = replace(made, roadmap=found, next_best=None, extra_days=())
    assert words in read(prose.finding(plan, weighing, CLIENT, language))
    assert words in [one.text for one in prose.summary_sentences(plan, weighing, language)]
    assert len(read(prose.alternatives(plan, language))) == 1
    proof = read(prose.method(plan, language))[-1]
    assert language.number(found.bound, 1) in proof
    assert words not in read(prose.finding(made, weighing, CLIENT, language))
    day = replace(made.extra_days[0], proven=False)
    told = prose.extra_day_sentences(replace(made, extra_days=(day,)), language)
    assert len(told) == len(prose.extra_day_sentences(made, language)) + 1
    other = replace(made.next_best, roadmap=found)
    assert len(prose.next_best_sentences(replace(made, next_best=other), language)) == 1


def test_numbers_come_from_published_cells(tmp_path):
    folder = make_folder(tmp_path / "museum")
    choice, plan = make_plan()
    made = tables.roadmap_table(plan, folder.client, ENGLISH).bundle
    check_numbers(
        prose.finding(plan, weigh(choice), folder.client, ENGLISH).bundle, {"roadmap": made}
    )


def test_the_plans_money_is_held_against_the_budget_year_by_year():
    # 100 hours a week make room for all. The village costs 300 once, in its first quarter; of 4,000
    # a year a tenth is kept, and of the second year the plan has half.
    _, plan = make_plan(hours=100.0, plan=Plan(reserve=0.1, quarters=6))
    assert [one.text for one in prose.budget_sentences(plan, CLIENT, ENGLISH)] == [
        (
            "Of the budget, less the 10% that is kept for experiments, it takes €300 of €3,600 "
            "from Q1 2027 through Q4 2027 and €0 of €1,800 from Q1 2028 through Q2 2028."
        )
    ]
    _, year = make_plan(hours=100.0)
    assert [one.text for one in prose.budget_sentences(year, CLIENT, ENGLISH)] == [
        "Of the budget it takes €300 of €4,000."
    ]
    _, free = make_plan()
    assert prose.budget_sentences(free, CLIENT, ENGLISH) == []


def test_a_plan_of_what_was_decided_says_how_many_wait():
    # Of the other three two have advice for something to do; what is unknown of the app waits too,
    # and has none.
    (told,) = prose.waiting_sentences(weigh(CHOICE), ENGLISH)
    assert told.text == "The plan has only what got a yes; 2 other initiatives wait for a decision."
    nothing = CHOICE.model_copy(update={"decisions": ()})
    (told,) = prose.waiting_sentences(weigh(nothing), ENGLISH)
    assert told.text.startswith("Nothing was decided yet")


def test_teams_that_a_day_more_does_nothing_for_stand_in_one_sentence():
    teams = tuple(Team(name=name, hours_per_week=50) for name in ("Desk", "Studio", "Shop"))
    _, plan = make_plan(plan=Plan(reserve=0, teams=teams, most_starts=4, quarters=8))
    told = [one.text for one in prose.extra_day_sentences(plan, ENGLISH)]
    assert told.count("One more day a week for any of Desk, Studio and Shop adds nothing.") == 1


def test_what_a_plan_brings_less_is_set_beside_what_this_one_brings():
    _, plan = make_plan()
    (told,) = prose.next_best_sentences(plan, ENGLISH)
    assert f"less than the {ENGLISH.number(plan.roadmap.benefit, 1)} of this one." in told.text


def test_a_quarter_of_the_year_is_not_taken_for_a_corner_of_the_figure():
    _, plan = make_plan()
    shown = figures.load_figure(plan, DUTCH, "Titel").bundle.data
    labels = {column.name: column.label for column in shown.columns}
    assert labels["quarter"] == "Kwartaal"
