"""The survey's warnings in the chapter, as the benchmark prints those of exports."""

from __future__ import annotations

from tests.invented_answers import ANSWERS, CODEBOOK
from toolkit.analysis.persona_research import study_audience
from toolkit.clients import Survey
from toolkit.errors import Fault
from toolkit.language import Language
from toolkit.prose.import_doubts import MOST_DOUBTS
from toolkit.prose.survey_warnings import survey_warnings
from toolkit.readers.survey.identical import IDENTICAL
from toolkit.tables.survey_warnings import survey_warnings_table

AUDIENCE = study_audience((), CODEBOOK, ANSWERS)
WEIGHTS = (
    "A column looks like weights, and the codebook does not use it: everybody counts for the same."
)
WEIGHTS_IN_DUTCH = (
    "Een kolom lijkt op gewichten, en het codeboek gebruikt die niet: iedereen telt even zwaar."
)


def survey(*faults: Fault) -> Survey:
    return Survey(CODEBOOK, ANSWERS, faults)


def warn(what: str, column: str = "", got: str = "") -> Fault:
    return Fault(what, "data/survey/answers.csv", None, column, got, severity="warning")


def test_warnings_are_said_once_without_what_was_found() -> None:
    found = survey(
        warn(IDENTICAL, got="60 of 144 respondents"),
        warn(WEIGHTS, "gewicht", "gewicht (mean 1.00, from 0.31 to 4.70)"),
        warn("Nobody has an answer in this column.", "X"),
        warn("Nobody has an answer in this column.", "Insta"),
    )
    shown = survey_warnings(found, AUDIENCE, Language("nl")).bundle
    assert shown.role == "notice"
    assert [(one.lead, one.text) for one in shown.sentences] == [
        ("answers.csv", "Veel respondenten gaven op alle vragen precies dezelfde antwoorden."),
        (
            "answers.csv",
            WEIGHTS_IN_DUTCH,
        ),
        (
            "answers.csv, kolom “X”",
            "In deze kolom heeft niemand een antwoord. Hetzelfde op één andere plaats.",
        ),
    ]


def test_the_table_has_all_that_the_notice_has_no_room_for() -> None:
    many = survey(*(warn(f"Reason {'i' * n}.") for n in range(1, MOST_DOUBTS + 3)))
    language = Language("en")
    last = survey_warnings(many, AUDIENCE, language).bundle.sentences[-1].text
    table = survey_warnings_table(many, AUDIENCE, language)
    assert table is not None
    assert last == f"2 more reasons for care stand under “{table.bundle.title}”."
    assert len(table.bundle.rows) == MOST_DOUBTS + 2


def test_without_warnings_or_a_survey_there_is_nothing() -> None:
    for found in (None, survey(Fault("A note.", severity="note"))):
        assert survey_warnings(found, AUDIENCE, Language("en")).html == ""
        assert survey_warnings_table(found, AUDIENCE, Language("en")) is None
