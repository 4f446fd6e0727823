import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE, check_numbers
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.firmness import judge_firmness
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.client import Capacity
from toolkit.model.initiative import AgreedScore, Initiative, Place, Rating
from toolkit.model.intake import Intake
from toolkit.prose import choice_effort, choice_firmness, choice_method, choice_rules, choice_scores
from toolkit.tables.choice_firmness import winning_weights_table

ENGLISH = Language("en")


def weigh(choice=CHOICE, intake=INTAKE, capacity=CAPACITY):
    weighing = weigh_choice(choice, intake, capacity)
    return weighing, judge_firmness(choice, weighing, intake, capacity)


def read(exhibit):
    return [one.text for one in exhibit.bundle.sentences]


def score(table, raters=("ann", "bo")):
    """Make a choice from {initiative: (fit, reach)}."""
    return CHOICE.model_copy(
        update={
            "initiatives": tuple(Initiative(key=key, name=key.title()) for key in table),
            "ratings": tuple(
                Rating(rater=rater, initiative=key, criterion=criterion, score=value)
                for key, values in table.items()
                for criterion, value in zip(("fit", "reach"), values, strict=True)
                for rater in raters
            ),
            "decisions": (),
        }
    )


def test_what_one_would_have_to_think_is_told_with_its_cells():
    choice = score({"wiki": (4, 1), "map": (1, 5)})
    weighing, firmness = weigh(choice)
    made = choice_firmness.contenders(firmness, weighing, choice, ENGLISH)
    # Equal where 4w + 1 - w = w + 5(1 - w), at w = 4/7; fit weighs 2/3 now.
    lead, words = read(made)
    # Two thirds of 4 and one of 1, out of 5, is 60; two thirds of 1 and one of 5 is 46.7.
    assert lead == (
        "As weighed and scored now “Wiki” leads with 60.0 of 100 points; “Map” follows 13.3 behind."
    )
    assert words == (
        "“Map” would come first if “Fit” weighed 57% instead of 67% and the other weights moved "
        "along; that agrees with what was said."
    )
    tables = {
        "winning_weights": winning_weights_table(firmness, weighing, ENGLISH).bundle,
    }
    first, second = made.bundle.sentences
    check_numbers(made.bundle.model_copy(update={"sentences": (second,)}), tables)
    assert [one.text for one in first.numbers] == ["60.0"]
    assert len(second.numbers) == 2


def test_against_what_was_said_is_said():
    choice = score({"wiki": (5, 3), "map": (0, 5)})
    weighing, firmness = weigh(choice)
    words = read(choice_firmness.contenders(firmness, weighing, choice, ENGLISH))
    assert words[1].endswith("that is not what was said.")


def test_a_weight_outside_what_is_sure_of_it_is_asked_about():
    first, *rest = CHOICE.criteria
    bounded = (first.model_copy(update={"most": 0.5}), *rest)
    choice = CHOICE.model_copy(update={"criteria": bounded, "weights_said": "intervals"})
    weighing, firmness = weigh(choice)
    words = read(choice_firmness.contenders(firmness, weighing, choice, ENGLISH))
    assert words[0].startswith("The weight that was given lies outside what was said to be sure")
    assert f"“{first.name}”" in words[0]
    weighing, firmness = weigh()
    plain = read(choice_firmness.contenders(firmness, weighing, CHOICE, ENGLISH))
    assert not any("lies outside" in one for one in plain)


def test_the_hopeless_are_named():
    choice = score({"wiki": (5, 5), "map": (4, 4), "quiz": (3, 3), "song": (2, 2)})
    weighing, firmness = weigh(choice)
    words = read(choice_firmness.contenders(firmness, weighing, choice, ENGLISH))
    assert words[1].startswith("As it is scored, no weights would put “Map” first")
    assert words[-1] == "As they are scored, no weights would put “Song” first."


@pytest.mark.parametrize(
    ("table", "title"),
    [
        ({"wiki": (5, 5), "map": (1, 1)}, "“Wiki” stays first, almost however it is weighed"),
        # Fit weighs more: A leads from 4/7 to 1, which is 6/7 of what was said.
        ({"wiki": (4, 1), "map": (1, 5)}, "“Wiki” stays first, almost however it is weighed"),
        # 5w = 3w + 3(1 - w), at w = 3/5: B leads one fifth of the way from a half to 1.
        ({"wiki": (5, 0), "map": (3, 4)}, "“Wiki” is first more often than not"),
        ({"wiki": (5, 5), "map": (5, 5)}, "Which initiative is first depends on the weights"),
    ],
)
def test_the_title_says_no_more_than_the_places_do(table, title):
    weighing, _ = weigh(score(table))
    assert choice_firmness.places_title(weighing, ENGLISH) == title


def test_one_reason_only_is_named():
    weighing, firmness = weigh()
    words = read(choice_rules.changes(firmness, weighing, ENGLISH))
    assert "The advice to leave “X again” rests on one reason; without it: open." in words


def test_what_nothing_single_can_mend_is_counted():
    lost = CHOICE.initiatives[2].model_copy(update={"places": ()})  # no audience and no cell
    weighing, firmness = weigh(
        CHOICE.model_copy(update={"initiatives": (lost,), "ratings": (), "decisions": ()})
    )
    assert read(choice_rules.changes(firmness, weighing, ENGLISH)) == [
        "On 1 of 1 initiatives no single change would lead to other advice."
    ]


def test_the_second_opinion_agrees_or_says_where_not():
    weighing, firmness = weigh(score({"wiki": (5, 5), "map": (3, 3), "quiz": (1, 1)}))
    words = read(choice_firmness.second_opinion(firmness, weighing, ENGLISH))
    assert [one.endswith("give the same order.") for one in words] == [True]
    told = read(choice_firmness.method(weighing, ENGLISH))
    assert any("even a copy of one" in one for one in told)
    # By the sum, 2·5 + 0 = 10 against 2·3 + 3 = 9; but of the most there is on reach, 3, the
    # first lacks all, so that it has the larger regret.
    weighing, firmness = weigh(score({"wiki": (5, 0), "map": (3, 3), "quiz": (0, 0)}))
    first = firmness.second.table.set_index("item")
    assert first["additive_rank"]["wiki"] == 1
    assert first["vikor_rank"]["map"] == 1
    words = read(choice_firmness.second_opinion(firmness, weighing, ENGLISH))
    assert "“Map” would be first by one of them" in words[0]


def test_what_to_talk_about_and_what_was_settled():
    agreed = (AgreedScore(initiative="group", criterion="fit", score=2),)
    _, firmness = weigh(CHOICE.model_copy(update={"agreed": agreed}))
    first, then = read(choice_scores.talking(firmness, CHOICE, ENGLISH))
    assert first.startswith("Begin with “Join the village” on “Reach”:")
    assert then == (
        "Scores that the team agreed on after talking: 1. 1 of these differs from the median "
        "before."
    )


def test_empty_cells_and_what_is_in_none():
    adrift = CHOICE.model_copy(
        update={
            "initiatives": (
                *CHOICE.initiatives[:3],
                CHOICE.initiatives[3].model_copy(update={"places": ()}),
            )
        }
    )
    _, firmness = weigh(adrift)
    words = read(choice_rules.matrix(firmness.cells, adrift, ENGLISH))
    assert words[0] == (
        "No initiative is for embracing under customer intimacy, supporting under "
        "operational excellence and embracing under operational excellence yet, though that fits "
        "and counts."
    )
    assert words[1] == "No objective was named for “An app”. Say what they serve, or leave them."


def test_the_saying_is_set_beside_what_is_so():
    weighing, _ = weigh()
    assert weighing.chosen()["initiative"].tolist() == ["x"]
    # What was rejected or waits asks nobody's hours: of X all are people's.
    words = read(choice_effort.people(weighing, ENGLISH))[0]
    assert words.endswith("here people's work is 100%.")
    # 20 + 120 and 48 hours of people; 100 of technique: 188 of 288.
    undecided = weigh_choice(CHOICE.model_copy(update={"decisions": ()}), INTAKE, CAPACITY)
    words = read(choice_effort.people(undecided, ENGLISH))[0]
    assert words.endswith("here people's work is 65%, which is less.")


def test_the_method_tells_of_raters_only_where_they_vary():
    weighing, _ = weigh()
    assert "2,000 times" in " ".join(read(choice_firmness.method(weighing, ENGLISH)))
    weighing, _ = weigh(score({"wiki": (4, 1), "map": (1, 5)}))
    words = " ".join(read(choice_firmness.method(weighing, ENGLISH)))
    assert "drawn from them" not in words
    told = " ".join(read(choice_method.method(weighing, CHOICE.rules, ENGLISH)))
    assert "nothing was drawn and the shares are exact" in told


def test_without_anything_nothing_is_said():
    empty = Choice()
    weighing, firmness = weigh(empty, Intake(), Capacity())
    for made in (
        choice_firmness.contenders(firmness, weighing, empty, ENGLISH),
        choice_rules.changes(firmness, weighing, ENGLISH),
        choice_firmness.second_opinion(firmness, weighing, ENGLISH),
        choice_scores.talking(firmness, empty, ENGLISH),
        choice_rules.matrix(firmness.cells, empty, ENGLISH),
        choice_effort.people(weighing, ENGLISH),
    ):
        assert read(made) == []


def test_what_was_decided_against_fills_no_cell():
    place = Place(discipline="customer_intimacy", objective="supporting")
    only = Initiative(key="x", name="X", places=(place,))
    choice = CHOICE.model_copy(update={"initiatives": (only,), "ratings": ()})
    decided = CHOICE.decisions[0]

    def supporting(decision):
        changed = decided.model_copy(update={"decision": decision})
        _, firmness = weigh(choice.model_copy(update={"decisions": (changed,)}))
        cells = firmness.cells.cells.set_index(["discipline", "objective"])
        return cells.loc[("customer_intimacy", "supporting"), ["n", "gap"]].tolist()

    assert supporting("yes") == [1, False]
    assert supporting("later") == [1, False]
    assert supporting("no") == [0, True]
