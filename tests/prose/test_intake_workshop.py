import pytest

from tests.invented_answers import INTAKE, check_numbers, make_folder
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.discipline import prioritise, summarise_votes
from toolkit.language import Language
from toolkit.model.intake import Intake
from toolkit.prose import intake_workshop as prose
from toolkit.tables import intake_workshop as tables

ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "museum")


def read(exhibit):
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_the_headline_says_what_the_team_wins_by_and_what_comes_first():
    votes = summarise_votes(INTAKE.discipline_votes)
    priorities = prioritise(INTAKE.discipline_votes, INTAKE.fits)
    assert prose.headline(INTAKE, votes, priorities, ENGLISH) == (
        "You win by knowing and helping each person; supporting comes first"
    )
    dutch = prose.headline(INTAKE, votes, priorities, Language("nl"))
    assert dutch == "U wint door ieder mens te kennen en te helpen; helpen krijgt voorrang"


def test_an_unknown_cell_that_could_change_the_order_is_not_passed_over():
    fits = [fit for fit in INTAKE.fits if fit.objective != "listening"]
    priorities = prioritise(INTAKE.discipline_votes, fits)
    assert prose.find_first_objectives(priorities) == ()
    # Listening might fit fully, and would then weigh as much as supporting does.
    assert "comes first" not in prose.headline(
        INTAKE, summarise_votes(INTAKE.discipline_votes), priorities, ENGLISH
    )


def test_the_summary_counts_and_its_numbers_stand_in_the_tables(folder):
    votes = summarise_votes(INTAKE.discipline_votes)
    completeness = check_completeness(INTAKE, folder.client)
    summary = prose.summary(folder, INTAKE, votes, completeness, ENGLISH)
    words = read(summary)
    assert words[0] == "The team chose customer intimacy: of each 100 points it got 55 on average."
    assert any("votes run from 10 to 60" in one or "30 to 80" in one for one in words)
    assert any("at least 2.5 hours a week; of 1 nobody knows" in one for one in words)
    published = {
        made.bundle.name: made.bundle
        for made in (
            tables.votes_table(votes, ENGLISH),
            tables.means_table(folder.client, ENGLISH),
            tables.counts_table(completeness, ENGLISH),
        )
    }
    check_numbers(summary.bundle, published)


def test_the_asks_come_from_the_answers_and_from_the_note(folder):
    completeness = check_completeness(INTAKE, folder.client)
    words = read(prose.asks(folder, INTAKE, completeness, ENGLISH))
    assert words[0].startswith("Three goals")
    assert "Who answers for it? “Followers” has no owner yet." in words
    assert "Yes or no X: to be closed or not?" in words
    assert words[-1] == "Count the buttons."


def test_without_answers_the_chapter_says_how_to_get_them(folder):
    empty = Intake()
    completeness = check_completeness(empty, folder.client.model_copy(update={
        "capacity": type(folder.client.capacity)(), "budget": type(folder.client.budget)(),
    }))  # fmt: skip
    votes, priorities = summarise_votes([]), prioritise([], [])
    assert "still to be had" in prose.headline(empty, votes, priorities, ENGLISH)
    assert (
        "Hold the workshop" in read(prose.summary(folder, empty, votes, completeness, ENGLISH))[0]
    )
    assert "Nobody divided points yet" in read(prose.competing(empty, votes, ENGLISH))[0]
    assert read(prose.missing(empty, "media", ENGLISH))
    assert not read(prose.missing(INTAKE, "media", ENGLISH))


def test_what_stands_in_the_strategy_too_speaks_of_no_chapter(folder):
    intake = INTAKE
    completeness = check_completeness(intake, folder.client)
    words = " ".join(read(prose.asks(folder, intake, completeness, ENGLISH)))
    assert "the intake lists them under “What is still open”" in words
    assert "this chapter" not in words


def test_a_goal_says_in_plain_words_what_it_lacks():
    followers = dict(
        zip(
            (column.name for column in tables.goals_table(INTAKE, ENGLISH).bundle.columns),
            tables.goals_table(INTAKE, ENGLISH).bundle.rows[1],
            strict=True,
        )
    )
    assert followers["lacking"] == (
        "a clear outcome, a measure with its target, an owner, the present figure and a date"
    )
