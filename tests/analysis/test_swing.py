from toolkit.analysis.swing import ask_all_swings, ask_swing
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.initiative import Criterion

REACH = Criterion(
    key="reach", name="Reach", swing=100, anchors=("as good as nobody", "some", "everyone we want")
)
BARE = Criterion(key="fit", name="Fit", swing=40)
ENGLISH = Language("en")


def test_the_question_states_the_range():
    asked = ask_swing(REACH, "swing", ENGLISH)
    assert "from “as good as nobody” (0) to “everyone we want” (5)" in asked
    assert asked.startswith("Reach:")
    assert "100" in asked


def test_points_are_asked_as_points():
    assert "of 100 points in all" in ask_swing(REACH, "points", ENGLISH)


def test_without_anchors_the_steps_have_plain_names():
    asked = ask_all_swings(Choice(criteria=(REACH, BARE)), Language("nl"))
    assert list(asked) == ["reach", "fit"]
    assert "(0)" in asked["fit"]
    assert "the most" not in asked["fit"]
