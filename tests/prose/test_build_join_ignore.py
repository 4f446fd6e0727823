import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE, check_numbers, make_folder
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.language import Language
from toolkit.model.initiative import Choice
from toolkit.prose import build_join_ignore as prose
from toolkit.tables import build_join_ignore as tables

ENGLISH = Language("en")


@pytest.fixture
def weighing():
    return weigh_choice(CHOICE, INTAKE, CAPACITY)


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "museum")


def read(exhibit):
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_the_headline_names_what_is_first_under_all_weights(weighing):
    assert prose.headline(weighing, ENGLISH) == "First of all: Answer within a day"


def test_where_weights_decide_the_headline_names_nobody():
    ratings = [
        rating.model_copy(update={"score": 5 if pair in FIRST else 1})
        for rating in CHOICE.ratings
        if (pair := (rating.initiative, rating.criterion)) and rating.initiative != "x"
    ]
    torn = weigh_choice(CHOICE.model_copy(update={"ratings": tuple(ratings)}), INTAKE, CAPACITY)
    assert prose.headline(torn, ENGLISH) == "Two initiatives compete for the first place"


FIRST = {("answers", "fit"), ("group", "reach")}


def test_the_summary_says_what_was_decided_against_the_advice(weighing, folder):
    summary = prose.summary(weighing, ENGLISH)
    words = read(summary)
    assert "Decided against the advice: “X again”." in words
    assert "What was decided asks 2 hours a month to keep going, of the 52 that there are." in words
    assert any("“An app”" in one and "unknown" in one for one in words)
    assert any("lie three steps or more apart" in one for one in words)
    published = {
        made.bundle.name: made.bundle
        for made in (
            tables.ranking_table(weighing, folder.client, ENGLISH),
            tables.acceptability_table(weighing, ENGLISH),
        )
    }
    check_numbers(summary.bundle, published)


def test_what_does_not_fit_is_said():
    busy = CAPACITY.model_copy(update={"hours_per_week": 0.1})
    words = read(prose.summary(weigh_choice(CHOICE, INTAKE, busy), ENGLISH))
    assert any("it does not fit" in one for one in words)


def test_the_asks_come_from_the_results_and_from_the_note(weighing, folder):
    words = read(prose.asks(folder, weighing, ENGLISH))
    assert words[0] == "2 hours a month To keep going what was decided."
    assert (
        "Yes or no “Answer within a day” and “Join the village”: advised, and not decided yet."
        in words
    )
    assert words[-1] == "Count the buttons."


def test_an_initiative_without_scores_says_so(weighing):
    assert read(prose.unrated(weighing, CHOICE, ENGLISH)) == [
        "“An app” has not been scored, so it has no benefit and no place."
    ]


def test_mostly_technique_is_flagged(weighing):
    assert "“Join the village” and “An app”" in read(prose.people(weighing, ENGLISH))[0]


def test_without_initiatives_the_chapter_says_how_to_get_them(folder):
    empty = weigh_choice(Choice(), INTAKE, CAPACITY)
    assert prose.headline(empty, ENGLISH) == "There is nothing to choose between yet"
    assert "Name them in the workshop" in read(prose.summary(empty, ENGLISH))[0]
    assert read(prose.asks(folder, empty, ENGLISH))[0].startswith("Name them")
