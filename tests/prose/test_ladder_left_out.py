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
