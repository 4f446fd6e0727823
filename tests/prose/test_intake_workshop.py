import datetime as dt

import pytest

from tests.invented_answers import INTAKE, check_numbers, make_folder
from toolkit.analysis.completeness import check_completeness
from toolkit.analysis.discipline import prioritise, summarise_votes
from toolkit.analysis.maturity import judge_maturity
from toolkit.language import Language
from toolkit.model.intake import Action, Intake, Maturity, Offer
from toolkit.model.meeting import Meeting
from toolkit.model.workshop import Workshop
from toolkit.prose import intake_titles as titles
from toolkit.prose import intake_workshop as prose
from toolkit.tables import intake_workshop as tables
from toolkit.tables import open_questions

ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "museum")


def read(exhibit):
    return [f"{one.lead} {one.text}".strip() for one in exhibit.bundle.sentences]


def test_the_headline_says_what_the_team_wins_by_and_what_comes_first():
    votes = summarise_votes(INTAKE.discipline_votes)
    priorities = prioritise(INTAKE.discipline_votes, INTAKE.fits)
    assert titles.headline(INTAKE, votes, priorities, ENGLISH) == (
        "You win by knowing and helping each person; supporting comes first"
    )
    dutch = titles.headline(INTAKE, votes, priorities, Language("nl"))
    assert dutch == "U wint door ieder mens te kennen en te helpen; helpen krijgt voorrang"


def test_an_unknown_cell_that_could_change_the_order_is_not_passed_over():
    fits = [fit for fit in INTAKE.fits if fit.objective != "listening"]
    priorities = prioritise(INTAKE.discipline_votes, fits)
    assert titles.find_first_objectives(priorities) == ()
    # Listening might fit fully, and would then weigh as much as supporting does.
    assert "comes first" not in titles.headline(
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
            open_questions.counts_table(completeness, ENGLISH),
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


def test_the_summary_tells_what_nobody_knows_from_what_nobody_asked(folder):
    def say(**offer):
        intake = INTAKE.model_copy(update={"offer": Offer.model_validate(offer)})
        found = check_completeness(intake, folder.client)
        votes = summarise_votes(INTAKE.discipline_votes)
        made = prose.summary(folder, intake, votes, found, ENGLISH)
        counts = open_questions.counts_table(found, ENGLISH).bundle
        last = made.bundle.model_copy(update={"sentences": made.bundle.sentences[-1:]})
        check_numbers(last, {"completeness": counts})
        return read(made)[-1]

    # By hand: 4 on the offer, 5 on purpose, 1 each for competitors, groups, goals, media and
    # strong points, 3 on the discipline, 15 fits, 5 sides, 2 on means, 5 a group, 9 a goal and 9
    # a medium.
    everything = 4 + 5 + 5 + 3 + 15 + 5 + 2 + 3 * 5 + 2 * 9 + 2 * 9
    words = say(product=None, market=None, plainly="Buttons")
    assert words.startswith(f"Of the {everything} questions of the intake ")


def test_the_goals_notice_says_why_and_does_not_scold(folder):
    words = read(prose.goals(INTAKE, folder.as_of, None, ENGLISH))
    assert words == [
        "There are 2 goals. At least three are wanted.",
        "“Followers”: It serves no business goal yet. It counts attention only: it was marked so.",
    ]
    whole = Intake(goals=(INTAKE.goals[0],) * 3)
    assert read(prose.goals(whole, folder.as_of, None, ENGLISH)) == []


def test_what_was_agreed_says_when_who_and_what_nobody_took_on():
    workshop = Workshop(
        intake=Intake(actions=(Action(what="Sweep"), Action(what="Sew", who="Jip"))),
        meeting=Meeting(held_on=dt.date(2026, 10, 6), present="Board, shop"),
    )
    assert read(prose.agreements(workshop, ENGLISH)) == [
        "The workshop was held on 6 October 2026.",
        "Present: Board, shop.",
        "Nobody has taken this on yet: Sweep.",
    ]
    assert read(prose.agreements(Workshop(), ENGLISH)) == [
        "No decisions or action points have been noted yet."
    ]


def test_how_far_a_client_is_is_never_more_than_is_known():
    known = judge_maturity(
        Maturity(goals="3", channels="3", people="2", measuring="4", organisation="3")
    )
    made = prose.maturity(known, ENGLISH)
    first = "You are in phase “2 There is a plan, on its own”: "
    assert read(made) == [
        f"{first}a client is no further than its weakest side.",
        "Least far: people.",
        "The mean over the sides that are known is 3.0.",
    ]
    assert made.bundle.sentences[-1].numbers[0].table == "maturity_level"
    assert titles.maturity_title(known, ENGLISH) == "You are least far with people"
    unsure = judge_maturity(Maturity(goals="3", people="2"))
    assert titles.maturity_title(unsure, ENGLISH) == (
        "You are no further than phase “2 There is a plan, on its own”"
    )
    assert "that may put you lower" in " ".join(read(prose.maturity(unsure, ENGLISH)))
    nothing = judge_maturity(Maturity())
    assert read(prose.maturity(nothing, ENGLISH)) == [
        "How far you are with social media has not been judged yet."
    ]


def test_without_answers_the_chapter_says_how_to_get_them(folder):
    empty = Intake()
    completeness = check_completeness(empty, folder.client.model_copy(update={
        "capacity": type(folder.client.capacity)(), "budget": type(folder.client.budget)(),
    }))  # fmt: skip
    votes, priorities = summarise_votes([]), prioritise([], [])
    assert "still to be had" in titles.headline(empty, votes, priorities, ENGLISH)
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
        "S: a clear outcome and the business goal behind it; M: a measure, where the figure comes "
        "from and a target; A: an owner; R: the present figure; T: a date"
    )
