from tests.invented_answers import ANSWERS, CODEBOOK
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.prose.weighting import weighting_method, weighting_notice
from toolkit.prose.weighting_source import weighting_source

DUTCH = Language("nl")


def say(**given):
    book = CODEBOOK.model_dump() | {
        "demographics": [{"column": "Age", "name": "Age"}],
        "margins": [
            {"column": "Age", "label": "Young", "share": 0.5},
            {"column": "Age", "label": "Old", "share": 0.5},
        ],
        **given,
    }
    answers = ANSWERS.assign(Age=["Young", "Young", "Old"] * 48)
    audience = study_audience((), Codebook.model_validate(book), answers)
    made = weighting_source(audience, DUTCH)
    return made and " ".join(one.text for one in made.bundle.sentences)


def test_whom_weights_lead_to_and_where_that_is_known_from_is_printed():
    words = say(margins_source="Count at the door, 2025.")
    assert "lijken op: Visitors of an invented museum." in words
    assert "komt uit: Count at the door, 2025." in words
    assert "bevolking" not in words


def test_a_source_that_nobody_wrote_down_is_told():
    assert "staat niet in het codeboek" in say()


def test_without_targets_nothing_is_said():
    assert say(margins=[]) is None


def test_whoever_weights_lead_to_is_not_called_the_inhabitants_of_a_country():
    answers = ANSWERS.assign(Age=["Young", "Young", "Old"] * 48)
    book = CODEBOOK.model_dump() | {
        "demographics": [{"column": "Age", "name": "Age"}],
        "margins": [{"column": "Age", "label": label, "share": 0.5} for label in ("Young", "Old")],
    }
    audience = study_audience((), Codebook.model_validate(book), answers)
    weighting, sample = audience.weighting, audience.sample
    made = [
        weighting_method(weighting, sample, DUTCH),
        weighting_notice(weighting, sample, DUTCH),
    ]
    words = " ".join(one.text for text in made for one in text.bundle.sentences)
    assert "populatie" in words
    assert "bevolking" not in words
