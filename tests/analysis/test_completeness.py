import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.completeness import QUESTIONS, check_completeness, find_smart_gaps
from toolkit.model.client import Client
from toolkit.model.intake import Goal, Intake, Medium, Offer, TargetGroup

CLIENT = Client(name="Museum of Buttons")


def test_an_empty_intake_leaves_everything_open():
    found = check_completeness(Intake(), CLIENT)
    assert found.untouched
    # 4 on the offer, 5 on purpose, 1 each for groups, goals, media, 3 on the discipline, 15 fits,
    # hours and money.
    assert len(found.open) == len(found.questions) == 4 + 5 + 3 + 3 + 15 + 2
    assert found.count("fits") == (15, 15)


def test_each_group_goal_and_medium_brings_its_own_questions():
    intake = Intake(
        offer=Offer(product="Buttons", plainly="   "),
        target_groups=(TargetGroup(name="Tailors", problems="Lost buttons"),),
        goals=(Goal(name="More members", deadline=dt.date(2027, 1, 1), target=0.0),),
        media=(Medium(name="Newsletter", owner="Jip"),),
    )
    found = check_completeness(intake, CLIENT)
    assert not found.untouched
    assert found.count("offer") == (3, 4)  # spaces are no answer
    assert found.count("target_groups") == (4, 6)
    assert found.count("goals") == (7, 9)  # one goal is not yet three; 0 is an answer
    assert found.count("media") == (5, 7)
    assert {question.about for question in found.open if question.key == "goals.owner"} == {
        ("More members",)
    }


def test_smart_says_which_letters_lack_something():
    goal = Goal(name="More members", measure="members", source="register", target=500, owner="Jip")
    assert find_smart_gaps(goal) == {
        "specific": ("reached", "serves"),
        "measurable": (),
        "acceptable": (),
        "realistic": ("baseline",),
        "timely": ("deadline",),
    }


answers = st.none() | st.text(max_size=5)


@given(st.builds(TargetGroup, name=st.just("Tailors"), looks_for=answers, help=answers))
def test_open_and_known_make_up_all_questions(group):
    found = check_completeness(Intake(target_groups=(group,)), CLIENT)
    assert len(found.open) + sum(question.known for question in found.questions) == len(
        found.questions
    )
    assert all(question.key in QUESTIONS for question in found.questions)
