import datetime as dt

import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.firmness import judge_firmness
from toolkit.analysis.verdict import apply_rules
from toolkit.language import Language
from toolkit.language.grid import write_grid
from toolkit.model.choice import Choice
from toolkit.model.client import Account, Capacity, Client
from toolkit.model.initiative import (
    AgreedScore,
    Community,
    Decision,
    Initiative,
    Place,
    Rules,
)
from toolkit.model.intake import Fit, Intake
from toolkit.tables import build_join_ignore, choice_firmness, choice_rules, choice_scores

ENGLISH = Language("en")
BOTH = pytest.mark.parametrize("language", [ENGLISH, Language("nl")], ids=["en", "nl"])


def weigh(**parts):
    choice = CHOICE.model_copy(update=parts)
    weighing = weigh_choice(choice, INTAKE, CAPACITY)
    return choice, weighing, judge_firmness(choice, weighing, INTAKE, CAPACITY)


def read(exhibit, language=ENGLISH):
    return [[cell.text for cell in row] for row in write_grid(exhibit.bundle, language).rows]


def all_tables(language):
    agreed = (AgreedScore(initiative="group", criterion="fit", score=2, why="<b>Seen</b>"),)
    choice, weighing, firmness = weigh(agreed=agreed)
    _, undecided, _ = weigh(decisions=())
    day = dt.date(2026, 10, 31)
    return [
        choice_firmness.weights_table(weighing, choice, language),
        choice_firmness.contenders_table(firmness, weighing, choice, language),
        choice_firmness.winning_weights_table(firmness, weighing, language),
        choice_firmness.second_opinion_table(firmness, choice, language),
        choice_scores.talking_table(firmness, choice, language),
        choice_scores.agreed_table(firmness, choice, language),
        choice_firmness.central_table(weighing, choice, language),
        choice_rules.changes_table(firmness, choice, language),
        choice_rules.tidy_changes_table(firmness, language),
        choice_rules.rules_table(choice.rules, language),
        choice_rules.left_table(undecided, choice, day, language),
        choice_rules.cells_table(firmness.cells, choice, language),
    ]


@BOTH
def test_each_table_has_rows_a_name_of_its_own_and_known_columns(language):
    made = [one.bundle for one in all_tables(language)]
    assert len({one.name for one in made}) == len(made)
    for table in made:
        assert table.rows, table.name
        assert set(table.shown) <= {column.name for column in table.columns}
        assert all(column.label for column in table.columns)


@BOTH
def test_what_came_from_outside_is_escaped(language):
    assert not any("<b>Seen" in one.html for one in all_tables(language))


def test_weights_are_shown_with_the_question_behind_them():
    choice, weighing, _ = weigh()
    made = choice_firmness.weights_table(weighing, choice, ENGLISH)
    first, second = read(made)
    assert "from “Nothing” (0) to “Everything” (5)" in first[0]
    assert first[1:] == ["100", "66.7%"]
    assert second[1:] == ["50", "33.3%"]
    assert made.bundle.note == "Sure about the weights: only their order."
    bounds = tuple(one.model_copy(update={"least": 0.25}) for one in choice.criteria)
    between, found, _ = weigh(criteria=bounds, weights_said="intervals")
    assert read(choice_firmness.weights_table(found, between, ENGLISH))[0][3:] == ["25%", "–"]


def test_who_lies_behind_and_what_it_would_take():
    choice, weighing, firmness = weigh()
    rows = read(choice_firmness.contenders_table(firmness, weighing, choice, ENGLISH))
    # Medians 5, 3 and 1 on both criteria: what is behind on both is first with no weights.
    assert rows == [
        ["Join the village", "40.0", "with no weights at all", "no single score will do"],
        ["X again", "80.0", "with no weights at all", "no single score will do"],
    ]


def test_weights_that_would_do_are_told_before_and_after():
    ratings = tuple(
        one.model_copy(update={"score": {"fit": 4, "reach": 1}[one.criterion]})
        if one.initiative == "answers"
        else one.model_copy(update={"score": {"fit": 1, "reach": 5}[one.criterion]})
        for one in CHOICE.ratings
        if one.initiative != "x"
    )
    choice, weighing, firmness = weigh(ratings=ratings)
    # 2/3·4 + 1/3·1 = 3 against 2/3·1 + 1/3·5 = 7/3. Equal where 4w + 1 - w = w + 5(1 - w): at 4/7.
    (row,) = read(choice_firmness.contenders_table(firmness, weighing, choice, ENGLISH))
    assert row[1:3] == [
        "13.3",
        "“Fit” 57% instead of 67% and “Reach” 43% instead of 33% (agrees with what was said)",
    ]
    # Two thirds of a point behind, at a weight of 2/3: 1 more on fit.
    assert row[3] == "2 instead of 1 on “Fit”"


def test_changes_of_one_initiative_stand_in_one_row():
    choice, _, firmness = weigh()
    rows = {row[0]: row[1:] for row in read(choice_rules.changes_table(firmness, choice, ENGLISH))}
    # Ten hours a month and 20 to set it up, over 12 months: 11.7. Of the 52 there are 50.3 to run
    # it; beside the ten there are 42 to set it up, 504 in a year.
    now, otherwise = rows["Answer within a day"]
    assert now == "Build"
    assert otherwise == (
        "Leave if less than 10% of the audience is there, not 60%; or it no longer serves an "
        "objective that fits. Join if others have a living community of 100 members. No "
        "rule decides if love for the brand is less than high; it takes more than 45.1 hours a "
        "month to keep going, not 10; it takes more than 441.6 organisational hours to set up, not "
        "20; fewer than 11.7 hours a month are left, not 46.8; or you need not own the data"
    )
    # With its audience there, love for the brand would count, and nobody knows that.
    assert rows["X again"] == ["Leave", "Open if 10% of the audience is there, not 2%"]
    assert rows["An app"][0] == "Open"


def on_channels(**channels):
    return tuple(
        one.model_copy(update={"channel": channels.get(one.key, "")}) for one in CHOICE.initiatives
    )


def test_what_is_left_has_a_day_to_look_again_and_a_name_to_claim():
    rules = Rules(review_months=4)
    choice, weighing, _ = weigh(initiatives=on_channels(x="X"), rules=rules, decisions=())
    made = choice_rules.left_table(weighing, choice, dt.date(2026, 10, 31), ENGLISH)
    # There is no 31 February.
    advised = "the advice is to leave it"
    assert read(made) == [["X again", advised, "28\xa0Feb\xa02027", "Claim your name on X"]]
    own = (Account(platform="x", id="1"),)
    held = choice_rules.left_table(weighing, choice, dt.date(2026, 10, 31), ENGLISH, own)
    assert read(held) == [["X again", advised, "28\xa0Feb\xa02027"]]
    nameless = choice_rules.left_table(weighing, CHOICE, None, ENGLISH)
    assert read(nameless) == [["X again", advised, "–"]]
    # Decided against the advice, it is not left.
    _, decided, _ = weigh()
    assert choice_rules.left_table(decided, CHOICE, None, ENGLISH) is None


def test_what_got_a_no_or_a_later_is_left_and_looked_at_again_after_that_day():
    day = dt.date(2026, 11, 13)
    decisions = tuple(
        Decision(initiative=key, decision=decision, who="Bo", when=day)
        for key, decision in (("x", "yes"), ("answers", "no"), ("group", "later"))
    )
    rules = Rules(review_months=6)
    choice, weighing, _ = weigh(
        initiatives=on_channels(answers="Podcast", group="Facebook"),
        rules=rules,
        decisions=decisions,
    )
    made = choice_rules.left_table(weighing, choice, dt.date(2027, 3, 31), ENGLISH)
    # A podcast is no place that has names to claim.
    assert read(made) == [
        ["Answer within a day", "decided: no", "13\xa0May\xa02027", "–"],
        ["Join the village", "decided: later", "13\xa0May\xa02027", "Claim your name on Facebook"],
    ]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 1, 15), 6, dt.date(2026, 7, 15)),
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 12, 1), 12, dt.date(2027, 12, 1)),
    ],
)
def test_months_later(day, months, later):
    assert choice_rules.add_months(day, months) == later


def test_the_rules_are_printed_as_they_are_set():
    rules = Rules(
        order="build_join_ignore", audience_share=0.25, affinity="middle", ownership_needed=False
    )
    rows = dict(read(choice_rules.rules_table(rules, ENGLISH)))
    assert rows["Order of the rules"] == "build, join, leave"
    assert rows["Least share of the target group"] == "25%"
    assert rows["Least love for the brand"] == "middle"
    assert rows["An own place needs a reason to own the data"] == "no"
    assert len(rows) == len(Rules.model_fields)


def test_where_no_rule_decides_each_way_says_what_it_would_take():
    rules = Rules(order="build_join_ignore", audience_share=0)
    fits = (Fit(discipline="customer_intimacy", objective="supporting", score=3),)
    one = Initiative(
        key="club", name="Club", audience_share=0.5, brand_affinity="low", data_ownership=True,
        community=Community(name="none"),
        places=(Place(discipline="customer_intimacy", objective="supporting"),),
    )  # fmt: skip
    ruling = apply_rules(one, rules, fits, {}, Capacity(hours_per_week=1))
    assert ruling.verdict == "partner"
    words = build_join_ignore.explain(ruling, "", ENGLISH)
    assert words == ("partner, buy or talk; to build would take more love for the brand")


def test_hours_that_lack_for_an_own_place_are_told_as_what_it_would_take():
    # Ten hours a month and 20 to set up over a year: 11.7, of the 4.3 that one hour a week gives,
    # less a tenth for experiments.
    weighing = weigh_choice(CHOICE, INTAKE, Capacity(hours_per_week=1))
    made = build_join_ignore.decision_table(weighing, CHOICE, Client(name="Museum"), ENGLISH).bundle
    advice = {row[0]: row[2] for row in made.rows}
    assert advice["Answer within a day"] == (
        "No rule decides: partner, buy or talk; to build would take 7.8 hours a month more"
    )
    assert "a partner has to reach these people already" in made.note
    assert "joining, a living community of others of 100 members or more." in made.note


def test_only_what_the_rules_ask_for_speaks_for_an_own_place():
    rules = Rules(affinity_needed=False, ownership_needed=False)
    choice, weighing, _ = weigh(rules=rules)
    made = build_join_ignore.decision_table(weighing, choice, Client(name="Museum"), ENGLISH).bundle
    assert made.note.startswith(
        "Conditions for building: others have no such place and there are hours for it."
    )
    advice = {row[0]: row[2] for row in made.rows}
    assert advice["Answer within a day"] == "Build: all conditions are met"


def test_the_matrix_shows_what_is_filled_and_what_is_missing():
    choice, _, firmness = weigh()
    made = choice_rules.cells_table(firmness.cells, choice, ENGLISH)
    rows = read(made)
    # Customer intimacy has 55 of 100 points, operational excellence 35; supporting fits fully.
    assert rows[0][:3] == ["Customer intimacy", "Supporting", "1.65"]
    assert rows[1] == ["Customer intimacy", "Embracing", "1.10", "nothing yet"]
    assert rows[2][:2] == ["Operational excellence", "Supporting"]
    assert made.bundle.emphasis == (1, 2, 3)


def test_agreed_scores_stand_beside_those_given_alone():
    agreed = (AgreedScore(initiative="group", criterion="fit", score=4),)
    choice, weighing, firmness = weigh(agreed=agreed)
    (row,) = read(choice_scores.agreed_table(firmness, choice, ENGLISH))
    # Raters gave 3, 0 and 4.
    assert row == ["Join the village", "Fit", "4", "0", "4", "–"]
    published = build_join_ignore.scores_table(weighing, ENGLISH).bundle
    names = [column.name for column in published.columns]
    line = next(one for one in published.rows if one[:2] == ("group", "fit"))
    found = dict(zip(names, line, strict=True))
    assert (found["median"], found["agreed"], found["counts"]) == (3, 4, 4)


def test_nothing_to_show_gives_no_table():
    weighing = weigh_choice(Choice(), Intake(), Capacity())
    firmness = judge_firmness(Choice(), weighing, Intake(), Capacity())
    assert choice_firmness.weights_table(weighing, Choice(), ENGLISH) is None
    assert choice_firmness.contenders_table(firmness, weighing, Choice(), ENGLISH) is None
    assert choice_firmness.winning_weights_table(firmness, weighing, ENGLISH) is None
    assert choice_firmness.second_opinion_table(firmness, Choice(), ENGLISH) is None
    assert choice_scores.talking_table(firmness, Choice(), ENGLISH) is None
    assert choice_scores.agreed_table(firmness, Choice(), ENGLISH) is None
    assert choice_firmness.central_table(weighing, Choice(), ENGLISH) is None
    assert choice_rules.changes_table(firmness, Choice(), ENGLISH) is None
    assert choice_rules.left_table(weighing, Choice(), None, ENGLISH) is None
    assert choice_rules.cells_table(firmness.cells, Choice(), ENGLISH) is None


def test_how_well_an_objective_fits_is_told_on_its_scale():
    _, weighing, _ = weigh()
    rows = build_join_ignore.trail_table(weighing, ENGLISH).bundle.rows
    found = [row[-1] for row in rows if row[0] == "answers" and row[2] == "no_priority"]
    assert found == ["how well its objective fits: 3 of 3, at least 1 is needed"]


def test_weights_are_told_so_finely_that_they_add_up_to_a_hundred():
    choice, weighing, _ = weigh()
    rows = read(build_join_ignore.criteria_table(weighing, choice, ENGLISH))
    assert [row[-1] for row in rows] == ["66.7%", "33.3%"]
