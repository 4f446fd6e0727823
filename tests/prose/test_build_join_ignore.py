import datetime as dt

import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE, check_numbers, make_folder
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.client_roadmap import plan_roadmap
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.client import Budget
from toolkit.model.intake import Medium
from toolkit.prose import build_join_ignore as prose
from toolkit.prose import choice_effort
from toolkit.prose.roadmap import summary_sentences
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
    torn = CHOICE.model_copy(update={"ratings": tuple(ratings), "weights_said": "nothing"})
    headline = prose.headline(weigh_choice(torn, INTAKE, CAPACITY), ENGLISH)
    assert headline == "Two initiatives compete for the first place"
    # Fit was said to weigh more than reach: that settles it.
    said = torn.model_copy(update={"weights_said": "order"})
    headline = prose.headline(weigh_choice(said, INTAKE, CAPACITY), ENGLISH)
    assert headline == "First of all: Answer within a day"


@pytest.mark.parametrize(
    ("hours", "headline"),
    [(10.0, "First of all: Answer within a day"), (0.5, "No room yet for what brings most")],
)
def test_what_brings_most_and_finds_no_room_is_the_finding(weighing, hours, headline):
    # Ten hours a month ask 30 a quarter; half an hour a week is 6.5.
    yes = CHOICE.decisions[0].model_copy(update={"initiative": "answers", "decision": "yes"})
    capacity = CAPACITY.model_copy(update={"hours_per_week": hours})
    choice = CHOICE.model_copy(update={"decisions": (yes,)})
    found = weigh_choice(choice, INTAKE, capacity)
    plan = plan_roadmap(choice, found, capacity, Budget(), dt.date(2026, 10, 31))
    assert prose.headline(found, ENGLISH, plan) == headline


def test_mostly_first_is_said_as_such():
    # With w on fit, 1 + 4w against 3 - 2w: equal at a third, so the first leads in two thirds.
    ratings = [
        rating.model_copy(update={"score": RATHER[rating.initiative, rating.criterion]})
        for rating in CHOICE.ratings
        if rating.initiative != "x"
    ]
    rather = CHOICE.model_copy(update={"ratings": tuple(ratings), "weights_said": "nothing"})
    found = weigh_choice(rather, INTAKE, CAPACITY)
    assert prose.headline(found, ENGLISH) == "Mostly first: Answer within a day"
    words = read(prose.summary(found, ENGLISH))
    assert any(one.endswith("otherwise mostly “Join the village”.") for one in words)


RATHER = {
    ("answers", "fit"): 5, ("answers", "reach"): 1, ("group", "fit"): 1, ("group", "reach"): 3,
}  # fmt: skip
FIRST = {("answers", "fit"), ("group", "reach")}


def test_the_summary_says_what_was_decided_against_the_advice(weighing, folder):
    summary = prose.summary(weighing, ENGLISH)
    words = read(summary)
    assert "Decided against the advice: “X again”." in words
    # Of 12 hours a week, or 52 a month, a tenth is kept for experiments.
    assert (
        "What was decided asks 2 hours a month to keep going. For new things there are 46.8, and "
        "that is enough." in words
    )
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


def test_an_initiative_without_scores_says_so(weighing):
    assert read(choice_effort.unrated(weighing, CHOICE, ENGLISH)) == [
        "“An app” has not been scored, so it has no benefit and no place."
    ]


def test_mostly_technique_is_flagged(weighing):
    assert "“Join the village” and “An app”" in read(choice_effort.people(weighing, ENGLISH))[1]


def test_without_initiatives_the_chapter_says_so():
    empty = weigh_choice(Choice(), INTAKE, CAPACITY)
    assert prose.headline(empty, ENGLISH) == "There is nothing to choose between yet"
    # A client's board reads it: what the consultant has to do does not stand in it.
    assert read(prose.summary(empty, ENGLISH)) == ["No initiatives have been named yet."]


def test_hours_that_channels_already_take_are_not_given_out_twice():
    media = (Medium(name="Facebook", hours_per_week=11.7),)
    busy = weigh_choice(CHOICE, INTAKE.model_copy(update={"media": media}), CAPACITY)
    words = read(prose.summary(busy, ENGLISH))
    assert (
        "What was decided asks 2 hours a month to keep going. For new things there are 1.2, so it "
        "does not fit." in words
    )
    # Ten hours a month no longer fit, so an own place is not advised.
    assert busy.rulings["answers"].verdict == "partner"


def test_the_advice_adds_up(weighing):
    words = read(prose.summary(weighing, ENGLISH))
    assert "Of 4 initiatives the advice is: build 1, join 1, leave 1 and still open 1." in words


def narrow(**parts):
    return weigh_choice(CHOICE.model_copy(update=parts), INTAKE, CAPACITY)


def test_one_initiative_has_no_rank():
    one = narrow(initiatives=CHOICE.initiatives[:1], decisions=(), ratings=CHOICE.ratings[:6])
    words = " ".join(read(prose.summary(one, ENGLISH)))
    assert prose.headline(one, ENGLISH) == "One initiative so far: Answer within a day"
    assert "first" not in words
    assert "weigh" not in words
    assert one.hours_split is None


@pytest.mark.parametrize(
    "parts",
    [
        {
            "criteria": CHOICE.criteria[:1],
            "ratings": tuple(one for one in CHOICE.ratings if one.criterion == "fit"),
        },
        {"ratings": tuple(one for one in CHOICE.ratings if one.rater == "ann")},
    ],
)
def test_one_criterion_or_one_rater_says_nothing_of_weights(parts):
    found = narrow(**parts)
    words = " ".join(read(prose.summary(found, ENGLISH)))
    assert prose.headline(found, ENGLISH) == "First so far: Answer within a day"
    assert "The highest benefit, 100 out of 100, is that of “Answer within a day”" in words
    assert "weigh" not in words


def test_variants_that_were_both_decided_on_are_told_on_page_one():
    last = CHOICE.initiatives[-1]
    choice = CHOICE.model_copy(
        update={
            "initiatives": (
                *(one.model_copy(update={"idea": "Post "}) if one.key == "x" else one
                  for one in CHOICE.initiatives[:-1]),
                last.model_copy(update={"idea": "post"}),
            ),
            "decisions": tuple(
                CHOICE.decisions[0].model_copy(update={"initiative": key}) for key in ("x", "app")
            ),
        }
    )  # fmt: skip
    words = read(prose.summary(weigh_choice(choice, INTAKE, CAPACITY), ENGLISH))
    told = "Decided on “X again” and “An app”, which are variants of one idea"
    assert any(one.startswith(told) for one in words)


def test_a_strategy_takes_over_the_plan_and_what_was_decided_against_the_advice(weighing):
    plan = plan_roadmap(CHOICE, weighing, CAPACITY, Budget(), dt.date(2026, 10, 31))
    told = read(prose.summary(weighing, ENGLISH, summary_sentences(plan, weighing, ENGLISH)))
    assert told[0] == "First, in Q1 2027: “X again”."
    assert told[1] == "Decided against the advice: “X again”."
