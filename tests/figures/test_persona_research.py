"""A figure of the audience tells the answers that its shares are of."""

from tests.invented_answers import ANSWERS, CODEBOOK
from toolkit.analysis.persona_research import study_audience
from toolkit.figures.persona_research import use_figure
from toolkit.language import Language

ENGLISH = Language("en")


def count(answers):
    audience = study_audience((), CODEBOOK, answers)
    return use_figure(audience, ENGLISH, "Channels").bundle.n


def test_the_base_is_who_was_asked_and_not_who_answered_anything():
    assert count(ANSWERS) == "144 answers"
    half = ANSWERS.assign(Insta=["Yes", None] * 72, X=["No", None] * 72)
    assert count(half) == "72 answers"
    assert count(ANSWERS.assign(X=["No", None] * 72)) == "72 to 144 answers"


def test_a_base_of_answers_says_where_the_shares_beside_it_are_weighted():
    answers = ANSWERS.assign(Weight=[1.0, 2.0] * 72)
    book = CODEBOOK.model_copy(update={"weight": "Weight"})
    weighted = use_figure(study_audience((), book, answers), ENGLISH, "Channels").bundle
    assert weighted.n == "144 answers; shares are weighted"
    plain = use_figure(study_audience((), CODEBOOK, ANSWERS), ENGLISH, "Channels").bundle
    assert plain.n == "144 answers"
