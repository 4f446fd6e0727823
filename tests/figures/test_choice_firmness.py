import re

import pytest

from tests.invented_answers import CAPACITY, CHOICE, INTAKE
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.figures.choice_firmness import acceptability_figure, gather_places
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.initiative import Initiative, Rating

ENGLISH = Language("en")


def many(count):
    return Choice(
        criteria=CHOICE.criteria,
        initiatives=tuple(
            Initiative(key=f"idea_{number}", name=f"Idea {number}") for number in range(count)
        ),
        ratings=tuple(
            Rating(rater="ann", initiative=f"idea_{number}", criterion=key, score=score)
            for number in range(count)
            for key, score in (("fit", number % 6), ("reach", number * 7 % 6))
        ),
    )


@pytest.mark.slow
@pytest.mark.parametrize("language", [ENGLISH, Language("nl")], ids=["en", "nl"])
def test_each_cell_says_its_share_so_that_grey_is_enough(language):
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    made = acceptability_figure(weighing, language, "Title")
    assert made.html.count("<svg") == 2
    shares = weighing.acceptability.table["probability"]
    for share in shares[shares >= 0.005]:
        assert f">{language.share(float(share))}<" in made.html
    assert "100%" in made.bundle.alt or "99%" in made.bundle.alt


def test_late_places_are_taken_together_and_add_up():
    weighing = weigh_choice(many(13), INTAKE, CAPACITY)
    frame = gather_places(weighing)
    assert frame["initiative"].nunique() == 10
    assert frame["place"].max() == 6
    assert frame.groupby("initiative")["probability"].sum().tolist() == pytest.approx([1] * 10)


def test_one_initiative_has_no_figure():
    assert acceptability_figure(weigh_choice(many(1), INTAKE, CAPACITY), ENGLISH, "Title") is None
    assert acceptability_figure(weigh_choice(Choice(), INTAKE, CAPACITY), ENGLISH, "T") is None


@pytest.mark.slow
def test_where_it_is_narrow_a_long_name_breaks_into_lines():
    long = "A newsletter for each group instead of one for everybody, every first Monday"
    named = CHOICE.initiatives[0].model_copy(update={"name": long})
    choice = CHOICE.model_copy(update={"initiatives": (named, *CHOICE.initiatives[1:])})
    made = acceptability_figure(weigh_choice(choice, INTAKE, CAPACITY), ENGLISH, "Title")
    lines = re.findall(r"<text[^>]*>([^<]+)</text>", made.html[made.html.rindex("<svg") :])
    assert long not in lines
    assert "A newsletter for each" in " ".join(lines)
