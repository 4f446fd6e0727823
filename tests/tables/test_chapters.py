"""The tables of the chapters that rest on answers."""

import pytest

from tests.invented_answers import ANSWERS, CAPACITY, CHOICE, CODEBOOK, INTAKE
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.tables import build_join_ignore, intake_workshop, persona_research

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


def test_sheets_tell_what_was_asked_from_what_is_assumed():
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    family, tailors, students = persona_research.persona_sheets(audience, ENGLISH)
    assert family.bundle.title == "Planning parents, 42%"
    assert (
        "Instagram more (90%, everybody 46%)" in dict(family.bundle.rows)["Stands\u00a0out\u00a0by"]
    )
    assert tailors.bundle.title == "Tailors (proto-persona)"
    assert "nobody has been asked" in dict(tailors.bundle.rows)["Rests\u00a0on"]
    assert dict(students.bundle.rows)["Size"] == "cannot be shown"
    assert dict(students.bundle.rows)["Stands\u00a0out\u00a0by"] == "cannot be shown"


def test_advice_and_decision_stand_side_by_side():
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    table = build_join_ignore.decision_table(weighing, CHOICE, CLIENT, ENGLISH).bundle
    rows = {
        row[0]: dict(zip([c.name for c in table.columns], row, strict=True)) for row in table.rows
    }
    assert rows["Join the village"]["because"] == "Our village: 900 members are there already"
    assert rows["X again"]["because"] == "2% of the audience is there; 10% is needed"
    assert rows["X again"]["decision"] == "Yes, Bo, against the advice: Habit."
    assert rows["An app"]["advice"] == "Open: leave / build / with a partner"
    assert rows["An app"]["benefit"] is None
    assert [table.rows[place][0] for place in table.emphasis] == ["X again"]


@pytest.mark.parametrize("code", ["en", "nl"])
def test_words_from_outside_are_escaped(code):
    made = intake_workshop.identity_table(INTAKE, Language(code))
    assert "<i>" not in made.html
    assert "&lt;i&gt;" in made.html


def test_open_questions_are_listed_and_counted():
    found = check_completeness(INTAKE, CLIENT)
    listed = intake_workshop.open_table(found, ENGLISH).bundle
    counted = intake_workshop.counts_table(found, ENGLISH).bundle
    assert counted.rows[-1] == ("all", len(listed.rows), len(found.questions))
    assert sum(row[1] for row in counted.rows[:-1]) == len(listed.rows)


def test_goals_say_what_they_lack():
    table = intake_workshop.goals_table(INTAKE, ENGLISH).bundle
    names = [column.name for column in table.columns]
    first, second = (dict(zip(names, row, strict=True)) for row in table.rows)
    assert (first["now"], first["then"], first["lacking"]) == ("100 finds", "365 finds", "")
    assert first["smart"] == 5
    assert second["smart"] == 0
