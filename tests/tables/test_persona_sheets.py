import datetime as dt

import pandas as pd
import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, INTAKE
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.model.survey_question import BehaviourQuestion
from toolkit.tables.persona_sheets import persona_sheets, write_points

ENGLISH = Language("en")

BUYERS = Research.model_validate(
    {
        "personas": [
            {
                "name": "Buyers",
                "line": "I <b>buy</b> what lasts",
                "jobs": ["Have thread in stock", "No surprises"],
                "help": "A list each month.\nA sample on request.",
            },
            {"name": "Dreamers", "dated": "2026-02-03"},
        ],
        "interviews": [
            {
                "code": "I1",
                "day": "2026-01-12",
                "persona": "Buyers",
                "jobs": ["Something else"],
                "pains": ["Late parcels"],
                "channels": [{"channel": "linkedin", "way": "work", "moment": "on the train"}],
            },
            {"code": "I2", "day": "2026-01-20", "persona": "Buyers", "pains": ["Late parcels"]},
        ],
        "quotes": [
            {
                "text": "A parcel is late or it is not.",
                "persona": "Buyers",
                "released_by": "Ilse Bedacht",
            }
        ],
    }
)


def read(exhibit):
    return dict(exhibit.bundle.rows)


def test_sheets_tell_what_was_asked_from_what_is_assumed():
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    family, tailors, students = persona_sheets(audience, ENGLISH)
    assert family.bundle.title == "Planning parents, 42%"
    assert "Instagram more (90%, everybody 46%)" in dict(family.bundle.rows)["Stands out by"]
    assert tailors.bundle.title == "Tailors (proto-persona)"
    assert "nobody has been asked" in dict(tailors.bundle.rows)["Rests on"]
    assert dict(students.bundle.rows)["Size"] == "cannot be shown"
    assert dict(students.bundle.rows)["Stands out by"] == "cannot be shown"


@pytest.fixture
def buyers_and_dreamers():
    return persona_sheets(study_audience((), research=BUYERS), ENGLISH)


def test_interviews_alone_make_a_persona_with_their_date(buyers_and_dreamers):
    buyers, dreamers = buyers_and_dreamers
    rows = read(buyers)
    assert buyers.bundle.title == "Buyers"
    assert rows["Rests on"] == "2 interviews"
    assert rows["Of which date"] == ENGLISH.date(dt.date(2026, 1, 20))
    # The consultant's own words stand before those of an interview, which fill what is empty.
    assert rows["What they want to get done"] == "Have thread in stock; No surprises"
    assert rows["What stands in their way"] == "Late parcels"
    assert rows["Is to be found on"] == "LinkedIn: for work or study, on the train"
    assert rows["In their own words"] == "“A parcel is late or it is not.”"
    assert rows["Size"] == "unknown"
    assert dreamers.bundle.title == "Dreamers (proto-persona)"
    assert read(dreamers)["Rests on"] == "the team's own idea; nobody has been asked yet"


def test_codes_and_roles_of_people_stay_out_and_words_are_escaped(buyers_and_dreamers):
    html = buyers_and_dreamers[0].html
    assert "I1" not in html
    assert "&lt;b&gt;buy&lt;/b&gt;" in html


def test_what_a_sheet_rests_on_is_marked(buyers_and_dreamers):
    buyers, dreamers = buyers_and_dreamers
    assert '<b class="interviews">Interviews</b>' in buyers.html
    assert '<b class="assumption">Assumption</b>' in dreamers.html
    family, _, students = persona_sheets(
        study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS), ENGLISH
    )
    assert '<b class="survey">Survey</b>' in family.html
    # The survey asked them, and may not show it: that is no evidence on a wall.
    assert '<b class="withheld">' in students.html


def test_what_nobody_told_is_what_to_ask(buyers_and_dreamers):
    buyers, dreamers = buyers_and_dreamers
    assert "what they need" in read(dreamers)["Still to be asked"]
    # They told what stands in their way.
    assert "what stands in their way" not in read(buyers)["Still to be asked"]


def test_the_more_is_told_the_smaller_the_type():
    def type_of(lines):
        persona = {"name": "Buyers", "jobs": [f"A job of some length, {n}" for n in range(lines)]}
        (sheet,) = persona_sheets(
            study_audience((), research=Research(personas=[persona])), ENGLISH
        )
        return sheet.html.split('class="told ')[1].split('"')[0]

    sizes = ["huge", "large", "middle", "fine", "dense", "denser", "densest"]
    found = [sizes.index(type_of(lines)) for lines in (1, 6, 12, 18, 24, 60)]
    assert found == sorted(found)
    assert found[0] < found[-1]


@pytest.mark.parametrize(
    ("row", "dutch"),
    [
        ((0.13, 0.04, 0.22), "13 punten meer (4 tot 22)"),
        ((-0.13, -0.22, -0.04), "13 punten minder (4 tot 22)"),
    ],
)
def test_points_are_written_with_their_interval_nearest_first(row, dutch):
    names = ("difference", "difference_low", "difference_high")
    assert write_points(dict(zip(names, row, strict=True)), Language("nl")) == dutch


def test_a_sheet_gives_index_and_points_only_of_what_is_more_than_chance():
    codebook = CODEBOOK.model_copy(
        update={
            "behaviours": (
                BehaviourQuestion(column="Makes", rung="creators", counts=("Yes",)),
                BehaviourQuestion(column="Reads", rung="spectators", counts=("Yes",)),
            )
        }
    )
    answers = pd.concat([ANSWERS] * 8, ignore_index=True)
    family = answers[codebook.segment_column].eq(codebook.segments[0].answers[0])
    # All of the group makes something and nobody else does; everybody reads.
    answers["Makes"] = family.map({True: "Yes", False: "No"}).fillna("No")
    answers["Reads"] = "Yes"
    audience = study_audience(INTAKE.target_groups, codebook, answers)
    rows = read(persona_sheets(audience, ENGLISH)[0])
    line = rows["What they do there (index; 100 is as many as among everybody)"]
    share = family.fillna(value=False).mean()
    index, points = round(100 / share), round(100 - 100 * share)
    first, *others = line.split("; ")
    assert first.startswith(f"make things themselves (stories, video, blogs): {index}, {points} ")
    assert "points more (" in first
    assert not [one for one in others if "read" in one]
