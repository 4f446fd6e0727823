"""The tables of the chapters that rest on answers."""

import pytest
from pydantic import Field

from tests.invented_answers import ANSWERS, CAPACITY, CHOICE, CODEBOOK, INTAKE
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.maturity import judge_maturity
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model import Model
from toolkit.model.client import Client
from toolkit.model.intake import Goal, Intake, Maturity, Medium, Offer, SwotPoint
from toolkit.tables import build_join_ignore, intake_workshop, open_questions, persona_research

ENGLISH = Language("en")
CLIENT = Client(name="Museum of Buttons")


def columns(exhibit):
    return [column.name for column in exhibit.bundle.columns]


def test_published_tables_have_the_columns_that_others_rely_on():
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    relied_on = {
        "channel_use": "segment channel share low high n n_effective",
        "participation": "segment rung share low high index n",
        "personas": "persona share low high n stability evidence",
        "ranking": "initiative benefit hours_technical hours_organisational hours_running cost "
        "rank verdict rule decision",
        "rank_acceptability": "initiative rank probability",
    }
    made = [
        persona_research.use_table(audience, ENGLISH),
        persona_research.participation_table(audience, ENGLISH),
        persona_research.personas_table(audience, ENGLISH),
        build_join_ignore.ranking_table(weighing, CLIENT, ENGLISH),
        build_join_ignore.acceptability_table(weighing, ENGLISH),
    ]
    for exhibit in made:
        assert exhibit.bundle.published
        assert set(relied_on[exhibit.bundle.name].split()) <= set(columns(exhibit))


def test_withheld_rows_stay_with_empty_values():
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    for exhibit in (
        persona_research.use_table(audience, ENGLISH),
        persona_research.participation_table(audience, ENGLISH),
    ):
        rows = [row for row in exhibit.bundle.rows if row[0] in {"club", "student"}]
        assert len(rows) in {4, 6}
        assert all(value is None for row in rows for value in row[2:])


def test_those_in_no_group_are_counted_where_no_group_is_withheld():
    codebook = CODEBOOK.model_copy(update={"segments": CODEBOOK.segments[:1]})
    audience = study_audience((), codebook, ANSWERS)
    (family,) = audience.segments["n"]
    note = persona_research.bases_table(audience, ENGLISH).bundle.note
    assert note == f"{len(ANSWERS) - family} of those who answered are in none of these groups."
    withheld = study_audience((), CODEBOOK, ANSWERS)
    assert persona_research.bases_table(withheld, ENGLISH).bundle.note == ""


def test_advice_and_decision_stand_side_by_side():
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    table = build_join_ignore.decision_table(weighing, CHOICE, CLIENT, ENGLISH).bundle
    rows = {
        row[0]: dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows
    }
    assert rows["Join the village"]["advice"] == "Join: Our village has 900 members already"
    assert rows["X again"]["advice"] == "Leave: 2% of the audience is there; 10% is needed"
    assert rows["X again"]["decision"] == "Yes, Bo, 2\xa0May\xa02026, against the advice: Habit."
    assert rows["An app"]["advice"].startswith(
        "Still open, leave / build / no rule decides; unknown: the audience's share"
    )
    assert rows["An app"]["benefit"] is None
    assert [table.rows[place][0] for place in table.emphasis] == ["X again"]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_words_from_outside_are_escaped(code):
    made = intake_workshop.identity_table(INTAKE, Language(code))
    assert "<i>" not in made.html
    assert "&lt;i&gt;" in made.html


def test_open_questions_are_listed_and_counted():
    found = check_completeness(INTAKE, CLIENT)
    listed = open_questions.each_open_table(found, ENGLISH).bundle
    counted = open_questions.counts_table(found, ENGLISH).bundle
    states = [row[-1] for row in listed.rows]
    assert counted.rows[-1] == (
        "all", len(listed.rows), len(found.questions), states.count("unknown"),
        states.count("not_asked"),
    )  # fmt: skip
    assert sum(row[1] for row in counted.rows[:-1]) == len(listed.rows)


def test_goals_say_what_they_lack():
    table = intake_workshop.goals_table(INTAKE, ENGLISH).bundle
    names = [column.name for column in table.columns]
    first, second = (dict(zip(names, row, strict=True)) for row in table.rows)
    assert (first["now"], first["then"], first["lacking"]) == ("100 finds", "365 finds", "")
    assert first["smart"] == 5
    assert second["smart"] == 0
    assert second["gaps"] == "reached serves measure source target owner baseline deadline"


def test_what_nobody_knows_is_read_question_by_question_each_with_all_it_is_open_for():
    intake = INTAKE.model_copy(update={"media": (
        Medium(name="Newsletter", owner="Jip", frequency=None),
        Medium(name="Radio", owner=None, frequency=None),
    )})  # fmt: skip
    table = open_questions.open_table(check_completeness(intake, CLIENT), ENGLISH).bundle
    assert not table.published
    assert table.rows[:2] == (
        ("All your channels and media", "How often?", "Newsletter; Radio", "nobody knows"),
        ("All your channels and media", "Who maintains it?", "Radio", "nobody knows"),
    )


def test_tables_of_rows_keep_the_names_that_outsiders_know():
    names = [column.name for column in intake_workshop.media_table(INTAKE, ENGLISH).bundle.columns]
    assert set(names) >= {
        "name", "kind", "kind_name", "online", "goal", "target_group", "owner", "controller",
        "frequency", "hours_per_week", "action", "action_name",
    }  # fmt: skip
    media = intake_workshop.media_table(INTAKE, ENGLISH).bundle
    row = dict(zip(names, media.rows[0], strict=True))
    assert (row["hours_per_week"], row["action"], row["action_name"]) == (2.5, "keep", "keep")
    assert "action" not in media.shown
    dutch = intake_workshop.media_table(INTAKE, Language("nl")).bundle
    assert dict(zip(names, dutch.rows[0], strict=True))["action_name"] == "houden"


def test_a_field_that_a_model_gets_stands_on_the_page_without_another_line():
    class WiderOffer(Offer):
        guarantee: str | None = Field(default=None, description="What do you promise?")

    class WiderGoal(Goal):
        reward: str | None = Field(default=None, title="Reward")
        big: bool | None = Field(default=None, title="Big")

    class Partner(Model):
        name: str
        since: int | None = None

    class WiderIntake(Intake):
        offer: WiderOffer = WiderOffer()
        slogan: str | None = Field(default=None, title="Slogan")
        partners: tuple[Partner, ...] = Field(default=(), title="Partners")

    intake = WiderIntake(
        offer=WiderOffer(guarantee="Buttons <b>for life</b>"),
        slogan="Done up",
        partners=(Partner(name="Zip House", since=1999), Partner(name="Thread")),
        goals=(WiderGoal(name="More finds", reward="Cake", big=True),),
    )
    rows = intake_workshop.identity_table(intake, ENGLISH).bundle.rows
    assert ("What do you promise?", "Buttons <b>for life</b>") in rows
    assert ("Slogan", "Done up") in rows
    assert ("Partners", "Zip House, 1999; Thread") in rows
    goals = intake_workshop.goals_table(intake, ENGLISH)
    assert {"reward", "big", "lacking"} <= set(goals.bundle.shown)
    assert goals.bundle.shown[-1] == "lacking"
    assert "Cake" in goals.html


def test_strong_and_weak_points_stand_channel_by_channel_first_from_inside():
    intake = Intake(swot=(
        SwotPoint(channel="X", kind="threat", what="Rules"),
        SwotPoint(channel="Radio", kind="strength", what="Reach"),
        SwotPoint(channel="X", kind="strength", what="Speed", why="Short"),
    ))  # fmt: skip
    table = intake_workshop.swot_table(intake, ENGLISH).bundle
    assert [(row[0], row[1], row[2]) for row in table.rows] == [
        ("X", "strength", "Strength"), ("X", "threat", "Threat"), ("Radio", "strength", "Strength"),
    ]  # fmt: skip


def test_without_answers_there_are_no_tables():
    nothing = Intake()
    for table in (
        intake_workshop.decisions_table, intake_workshop.actions_table,
        intake_workshop.parking_table, intake_workshop.rivals_table, intake_workshop.swot_table,
        intake_workshop.media_table, intake_workshop.groups_table, intake_workshop.goals_table,
        intake_workshop.identity_table,
    ):  # fmt: skip
        assert table(nothing, ENGLISH) is None
    assert intake_workshop.maturity_table(judge_maturity(Maturity()), ENGLISH) is None
    level = intake_workshop.level_table(judge_maturity(Maturity()), ENGLISH).bundle
    assert level.rows == ((None, None, 0, 5),)
