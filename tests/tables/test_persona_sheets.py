import datetime as dt

import pandas as pd
import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, INTAKE
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.model.survey import BaseShare, Codebook
from toolkit.model.survey_question import BehaviourQuestion
from toolkit.tables.persona_counted import write_points
from toolkit.tables.persona_sheets import TYPES, choose_types, persona_sheets

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
    rows = dict(exhibit.bundle.rows)
    return {question: words.replace("\N{NO-BREAK SPACE}", " ") for question, words in rows.items()}


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
    # The date stands once, beside the grade.
    assert buyers.html.count(ENGLISH.date(dt.date(2026, 1, 20))) == 1
    # The team's own words come first; what was told stands behind them, with how many told it.
    jobs = "Have thread in stock; No surprises; Something else (1 of 2)"
    assert rows["What they want to get done"] == jobs
    assert rows["What stands in their way"] == "Late parcels (2 of 2)"
    assert rows["Where to find them"] == "LinkedIn: for work or study, on the train"
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
    def size_of(lines):
        persona = {"name": "Buyers", "jobs": [f"A job of some length, {n}" for n in range(lines)]}
        # Somebody was asked, so that the sheet has a page of its own.
        research = Research(personas=[persona], interviews=[{"code": "I1", "persona": "Buyers"}])
        (sheet,) = persona_sheets(study_audience((), research=research), ENGLISH)
        return TYPES.index(sheet.html.split('class="told ')[1].split('"')[0])

    found = [size_of(lines) for lines in (1, 6, 12, 18, 24, 60)]
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
    told = [one for one in rows["Stands out by"].split("; ") if "make things" in one]
    share = family.fillna(value=False).mean()
    index, points = round(100 / share), round(100 - 100 * share)
    assert len(told) == 1  # in one line, and in no other
    assert told[0].startswith(
        f"make things themselves (stories, video, blogs): 100%, everybody {round(100 * share)}%: "
        f"{points} points more ("
    )
    assert told[0].endswith(f"{round(1 / share, 1)} times as many (index {index})")
    assert not [words for words in rows.values() if "watch and read" in words]
    assert not [question for question in rows if "index" in question]


def test_an_index_against_others_is_told_on_its_own():
    base = [
        BaseShare(rung=rung, share=share, n=900)
        for rung, share in (("creators", 0.1), ("spectators", 0.8))
    ]
    codebook = CODEBOOK.model_copy(
        update={"base": tuple(base), "base_source": "An invented count", "base_year": 2025}
    )
    answers = pd.concat([ANSWERS] * 8, ignore_index=True)
    family = persona_sheets(study_audience(INTAKE.target_groups, codebook, answers), ENGLISH)[0]
    rows = read(family)
    assert "index" not in rows["Stands out by"]
    # 36 of 60 make something: six times the tenth of the others.
    against = rows[
        "What they do there, against others (index 200 is twice as many as An invented count)"
    ]
    assert "600, 50 points more" in against


def test_every_sheet_has_a_page_of_its_own_and_says_whose_it_is(buyers_and_dreamers):
    audience = study_audience((), research=BUYERS)
    for sheet in persona_sheets(audience, ENGLISH, "Buttons <& Sons"):
        assert '<div class="persona" role="group"' in sheet.html
        assert sheet.html.count("Buttons &lt;&amp; Sons") == 1


def test_all_sheets_of_a_client_are_set_in_one_type():
    full = [f"A job of some length, {n}" for n in range(14)]
    personas = [{"name": "Buyers", "jobs": full}, {"name": "Dreamers", "jobs": ["Rest"]}]
    pair = persona_sheets(
        study_audience((), research=Research.model_validate({"personas": personas})), ENGLISH
    )
    (alone,) = persona_sheets(
        study_audience((), research=Research.model_validate({"personas": personas[1:]})), ENGLISH
    )
    told = [type_of(one) for one in pair]
    assert told[0] == told[1] != type_of(alone)
    # Figures are as large as words.
    assert all(f'class="counted {told[0]}"' in one.html for one in pair)


def test_nobody_is_set_too_small_because_of_another():
    fine, densest = TYPES.index("fine"), TYPES.index("densest")
    assert choose_types([0, 2, 1]) == [2, 2, 2]
    assert choose_types([0, densest]) == [fine, densest]
    assert choose_types([]) == []


def test_what_an_interview_told_is_not_lost_behind_what_was_typed():
    research = Research.model_validate(
        {
            "personas": [
                {"name": "Buyers", "pains": ["late  parcels."], "words": ["thread, reel"]}
            ],
            "interviews": [
                {
                    "code": "I1", "persona": "Buyers", "pains": ["Late parcels", "Price"],
                    "words": ["reel"], "surprise": "Never looks at the site",
                },
            ],
        }
    )  # fmt: skip
    (sheet,) = persona_sheets(study_audience((), research=research), ENGLISH)
    rows = read(sheet)
    assert rows["What stands in their way"] == "late  parcels. (interview); Price (interview)"
    assert rows["Words that they use"] == "“reel” and “thread”"
    assert rows["What was unexpected"] == "Never looks at the site"


def test_what_is_told_once_by_many_is_not_all_on_the_sheet():
    interviews = [
        {"code": f"I{n}", "persona": "Buyers", "pains": ["Price", f"Other {n}"]} for n in range(9)
    ]
    research = Research.model_validate({"personas": [{"name": "Buyers"}], "interviews": interviews})
    (sheet,) = persona_sheets(study_audience((), research=research), ENGLISH)
    told = read(sheet)["What stands in their way"].split("; ")
    assert told[0] == "Price (9 of 9)"
    # Ten things, of which six are named.
    assert told[-1] == "and 4 other things"
    assert len(told) == 7


def test_a_weighted_share_is_called_weighted_beside_a_count_that_is_not():
    answers = ANSWERS.assign(Weight=[1.0, 2.0] * 72)
    book = CODEBOOK.model_copy(update={"weight": "Weight"})
    weighted = persona_sheets(study_audience(INTAKE.target_groups, book, answers), ENGLISH)[0]
    assert "weighted; 60 answers" in read(weighted)["Size"]
    plain = persona_sheets(study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS), ENGLISH)[0]
    assert "weighted" not in read(plain)["Size"]


def type_of(sheet):
    return sheet.html.split('class="told ')[1].split('"')[0]


@pytest.mark.slow
def test_many_figures_do_not_make_the_words_beside_them_small():
    answers, questions = ANSWERS.copy(), []
    for number in range(12):
        column, name = f"D{number}", f"A question of some length, the {number}th that was asked"
        mixed = answers["Ticket"].eq("Family") ^ (answers.index % 12 == number)
        answers[column] = mixed.map({True: "yes", False: "no"})
        labels = {"yes": f"an answer of some length {number}", "no": f"another {number}"}
        questions.append({"column": column, "name": name, "answers": labels})
    book = Codebook.model_validate(CODEBOOK.model_dump() | {"demographics": questions})
    family = persona_sheets(study_audience(INTAKE.target_groups, book, answers), ENGLISH)[0]
    counted = family.html.split('class="counted ')[1].split('"')[0]
    assert TYPES.index(counted) > TYPES.index("fine") == TYPES.index(type_of(family))
