"""What ten interviews tell where there is no survey."""

import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, INTAKE, make_folder
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.prose import persona_research as prose
from toolkit.tables.interviews import interviews_table

ENGLISH, DUTCH = Language("en"), Language("nl")


def research(count):
    """Six of ten run into the manual, all of the first eight want two quotes."""
    return Research.model_validate(
        {
            "personas": [{"name": "Buyers"}, {"name": "Starters"}],
            "interviews": [
                {
                    "code": f"I{n}",
                    "persona": "Buyers" if n % 2 else "",
                    "pains": ["Manual in German"] if n < 6 else [f"Price {n}"],
                    "jobs": ["Compare two quotes"] if n < 8 else [],
                    "surprise": "Never looks at the site" if n == 3 else "",
                }
                for n in range(count)
            ],
        }
    )


@pytest.fixture
def ten():
    return study_audience((), research=research(10))


def read(exhibit):
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_the_title_says_how_many_were_asked_and_what_most_told(ten):
    expected = "10 interviews: what most often stands in the way is “Manual in German” (6 of 10)"
    assert prose.headline(ten, ENGLISH) == expected
    assert prose.headline(ten, DUTCH).startswith("10 gesprekken: ")


def test_the_summary_tells_what_was_told_and_calls_nobody_unasked_who_was_asked(ten):
    words = " ".join(read(prose.summary(ten, ENGLISH)))
    assert "There were 10 interviews." in words
    assert "“Manual in German” (6 of 10)" in words
    assert "“Compare two quotes” (8 of 10)" in words
    assert "“Never looks at the site”" in words
    assert "nobody has been asked" not in words
    assert "Of Starters nothing is known but the team's own idea" in words
    everywhere = read(prose.personas(ten, ENGLISH)) + read(prose.channels(ten, ENGLISH))
    assert "Nobody has been asked" not in " ".join(everywhere)


def test_who_was_asked_is_to_be_counted_and_who_was_not_is_to_be_asked(ten, tmp_path):
    asks = read(prose.asks(make_folder(tmp_path / "museum"), ten, ENGLISH))
    assert [one for one in asks if one.startswith("Count it")]
    assert "Ask them Talk to five people of Starters" in " ".join(asks)
    assert "Buyers" not in " ".join(asks)


def test_one_interview_claims_no_most(tmp_path):
    one = study_audience((), research=research(1))
    assert prose.headline(one, ENGLISH) == "What one interview tells of whom you are there for"
    words = " ".join(read(prose.summary(one, ENGLISH)))
    assert "There was one interview." in words
    assert "of 1)" not in words


def test_all_that_was_told_stands_in_a_table_also_of_who_fits_no_persona(ten):
    table = interviews_table(ten, ENGLISH).bundle
    rows = [tuple(row) for row in table.rows]
    assert rows[0] == ("What they want to get done", "Compare two quotes", 8)
    assert ("What stands in their way", "Manual in German", 6) in rows
    assert rows[-1] == ("What was unexpected", "Never looks at the site", 1)
    assert not table.published
    assert "I3" not in interviews_table(ten, ENGLISH).html
    assert interviews_table(study_audience(()), ENGLISH) is None


def test_beside_a_survey_interviews_are_told_after_it():
    found = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS, research(10))
    words = read(prose.summary(found, ENGLISH))
    assert "people answered" in words[0]
    assert "There were 10 interviews." in words
    assert "no survey" not in " ".join(words)


def test_weighted_shares_are_told_apart_from_counts():
    answers = ANSWERS.assign(Weight=[1.0, 2.0] * 72)
    book = CODEBOOK.model_copy(update={"weight": "Weight"})
    said = "Shares are weighted, numbers of answers are not."
    weighted = study_audience(INTAKE.target_groups, book, answers)
    assert said in read(prose.summary(weighted, ENGLISH))
    plain = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    assert said not in read(prose.summary(plain, ENGLISH))
