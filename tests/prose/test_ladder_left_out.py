"""Whom the ladder leaves out, in sentences."""

import pandas as pd
import pytest

from tests.invented_answers import ANSWERS, CODEBOOK, make_folder
from toolkit.analysis.persona_research import study_audience
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.prose import persona_method
from toolkit.prose import persona_research as prose

ENGLISH = Language("en")
BOOK = Codebook.model_validate(
    CODEBOOK.model_dump()
    | {
        "behaviours": [
            {"column": "Uploads", "rung": "creators", "counts": ["Yes"]},
            {"column": "Writes", "rung": "creators", "counts": ["Yes"]},
            {"column": "Watches", "rung": "spectators", "counts": ["Yes"]},
        ]
    }
)


def study(writes: list[str | None]):
    answers = ANSWERS.assign(Writes=pd.Series(writes, dtype="string"))
    return study_audience((), BOOK, answers)


def read(exhibit) -> str:
    return " ".join(one.text for one in exhibit.bundle.sentences)


def test_how_many_each_rung_leaves_out_is_told_beside_the_ladder():
    # The last seven, who do not upload, left it open.
    audience = study(["No"] * 137 + [None] * 7)
    told = read(prose.behaviours(audience, ENGLISH))
    assert "Make things themselves (stories, video, blogs) (7) and Do none of these (7)" in told
    assert "would raise the share" in read(persona_method.method(audience, ENGLISH))


def test_where_everybody_answered_everything_nothing_is_said_of_it():
    audience = study(["No"] * 144)
    assert "Left out" not in read(prose.behaviours(audience, ENGLISH))
    assert "part of a rung" not in read(persona_method.method(audience, ENGLISH))


@pytest.mark.parametrize(("uploaders", "asked"), [(36, True), (9, False)])
def test_the_first_page_asks_whether_a_yes_led_past_the_rest(tmp_path, uploaders, asked):
    # The first 36 upload; of fewer than ten nothing is told.
    audience = study([None] * uploaders + ["No"] * (144 - uploaders))
    told = read(prose.asks(make_folder(tmp_path / "museum"), audience, ENGLISH))
    assert ("blank: no" in told) == asked


def test_a_rung_that_is_empty_says_why():
    # Who uploads was asked the one, and everybody else the other.
    answers = ANSWERS.assign(Writes=pd.Series(["Yes"] * 36 + [None] * 108, dtype="string"))
    answers["Uploads"] = answers["Uploads"].mask(answers.index < 36)
    told = read(prose.behaviours(study_audience((), BOOK, answers), ENGLISH))
    assert "Nothing can be said of “Make things themselves" in told
    assert "asked_of" in told
    assert "Left out" not in told


def test_answers_that_nobody_gave_are_asked_about_on_the_first_page(tmp_path):
    given = BOOK.model_dump()
    given["behaviours"][2]["counts"] = ["YES"]
    audience = study_audience(
        (), Codebook.model_validate(given), ANSWERS.assign(Writes="No")
    )  # fmt: skip
    told = read(prose.asks(make_folder(tmp_path / "museum"), audience, ENGLISH))
    assert "codebook.yaml lists for “Watches” occurs in the file" in told
    right = study_audience((), BOOK, ANSWERS.assign(Writes="No"))
    assert "occurs in the file" not in read(
        prose.asks(make_folder(tmp_path / "other"), right, ENGLISH)
    )


@pytest.mark.parametrize(("people", "asked"), [(9, False), (10, True)])
def test_of_answers_that_a_few_gave_nothing_is_asked(tmp_path, people, asked):
    # That none of nine said yes tells what each of them said.
    given = pd.Series(["Perhaps"] * people + ["-"] * 5 + [None] * (139 - people), dtype="string")
    book = BOOK.model_dump()
    book["channels"] = [{"column": "Insta", "channel": "instagram", "use": ["Y"], "missing": ["-"]}]
    audience = study_audience(
        (),
        Codebook.model_validate(book),
        ANSWERS.assign(Insta=given, Writes="No"),
    )
    told = read(prose.asks(make_folder(tmp_path / "museum"), audience, ENGLISH))
    assert ("“Insta”" in told) == asked


def test_only_the_inactive_are_empty_where_each_form_has_a_rung_of_its_own():
    given = BOOK.model_dump()
    given["behaviours"] = [
        {"column": "Uploads", "rung": "creators", "counts": ["Yes"],
         "asked_of": {"column": "Form", "answers": ["A"]}},
        {"column": "Watches", "rung": "spectators", "counts": ["Yes"],
         "asked_of": {"column": "Form", "answers": ["B"]}},
    ]  # fmt: skip
    forms = pd.Series(["A", "B"] * 72, dtype="string")
    audience = study_audience((), Codebook.model_validate(given), ANSWERS.assign(Form=forms))
    assert audience.participation.empty == ("inactives",)
    told = read(prose.behaviours(audience, ENGLISH))
    assert "of nobody every other line" in told
    assert "asked_of" not in told
