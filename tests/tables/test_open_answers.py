"""What people wrote, printed: counts by hand, no answers, and no persona of a group too small."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.analysis.open_answers import Themes
from toolkit.analysis.persona_research import Audience, study_audience
from toolkit.analysis.released_quotes import printable_quotes
from toolkit.language import Language
from toolkit.model.persona import Research
from toolkit.model.survey import Codebook
from toolkit.prose.open_answers import sentences_on_themes
from toolkit.prose.persona_evidence import sentences_on_evidence
from toolkit.tables.open_answers import published_themes, theme_tables
from toolkit.tables.quotes import quotes

ENGLISH = Language("en")
CODEBOOK = Codebook.model_validate(
    {
        "file": "a.csv",
        "sample": "convenience",
        "language": "en",
        "population": "Visitors",
        "fieldwork_start": "2026-01-01",
        "fieldwork_end": "2026-01-31",
        "segment_column": "who",
        "segments": [
            {"key": "parents", "name": "Parents", "answers": ["parent"]},
            {"key": "makers", "name": "Makers", "answers": ["maker"]},
            {"key": "few", "name": "Few", "answers": ["few"]},
            {"key": "fewer", "name": "Fewer", "answers": ["fewer"]},
        ],
        "channels": [{"column": "ig", "channel": "instagram", "use": ["yes"]}],
        "open_questions": [
            {"column": "open", "name": "Anything else?",
             "themes": {"<Agenda>": "agenda", "Room": "room"}},
        ],
        "smallest_base": 5,
    }
)  # fmt: skip
# 20 parents of whom 15 wrote, all of the agenda; 20 makers of whom 10 wrote, 5 of room; few, none.
ROWS = (
    [("parent", "The agendas are lost")] * 15
    + [("parent", "")] * 5
    + [("maker", "More room")] * 5
    + [("maker", "Secret words")] * 5
    + [("maker", "")] * 10
    + [("few", "")] * 3
    + [("fewer", "")] * 3
)
RESEARCH = Research.model_validate(
    {
        "personas": [
            {"name": "Mums & dads", "segment": "parents"}, {"name": "F", "segment": "few"},
        ],
        "interviews": [{"code": "I1", "persona": "F"}],
        "quotes": [
            {"text": "Lost <again>", "question": "Anything else?", "theme": "<Agenda>",
             "persona": "Mums & dads", "released_by": "Ilse"},
            {"text": "Too warm", "question": "Anything else?", "persona": "F",
             "released_by": "Ilse"},
            {"text": "I said so", "persona": "F", "released_by": "Ilse"},
        ],
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def audience() -> Audience:
    answers = pd.DataFrame(ROWS, columns=["who", "open"]).assign(ig="yes").astype("string")
    return study_audience((), CODEBOOK, answers, RESEARCH, ENGLISH)


@pytest.fixture(scope="module")
def themes(audience: Audience) -> Themes:
    assert audience.themes is not None
    return audience.themes


def test_themes_are_published_with_their_bases_and_withheld_cells(
    themes: Themes, audience: Audience
) -> None:
    exhibit = published_themes(themes, ENGLISH)
    assert exhibit is not None
    rows = {(row[1], row[2]): (row[3], row[6]) for row in exhibit.bundle.rows}  # type: ignore[union-attr]
    # 15 of the 25 who wrote something; of the parents all 15; of the makers 5 of 10.
    assert rows["<Agenda>", "all"] == (0.6, 25)
    assert rows["<Agenda>", "parents"] == (1.0, 15)
    assert rows["Room", "makers"] == (0.5, 10)
    assert rows["Room", "few"] == (None, None)
    (table,) = theme_tables(themes, audience, ENGLISH)
    assert "Few" not in table.html
    assert "&lt;Agenda&gt;" in table.html
    assert "60%" in table.html


def test_sentences_name_the_commonest_theme_and_no_answer(
    themes: Themes, audience: Audience
) -> None:
    said = " ".join(one.text for one in sentences_on_themes(themes, audience, ENGLISH))
    assert "25 people wrote something" in said
    assert said.index("<Agenda> (60%)") < said.index("Room (20%)")
    assert "Secret" not in said


def test_a_quote_of_a_small_group_is_printed_without_its_persona(audience: Audience) -> None:
    assert [one.persona for one in printable_quotes(audience)] == ["Mums & dads", "", "F"]
    exhibit = quotes(audience, ENGLISH)
    assert exhibit is not None
    assert "Lost &lt;again&gt;" in exhibit.html
    assert "Mums &amp; dads" in exhibit.html
    assert "from the survey" in exhibit.html
    assert "I1" not in exhibit.html
    assert "Ilse" not in exhibit.html
    # What has no theme comes last.
    assert exhibit.html.index("Too warm") > exhibit.html.index("Lost")


def test_a_quote_without_a_theme_that_a_sheet_has_is_not_printed_again() -> None:
    said = [
        {"text": "On the sheet", "persona": "F", "released_by": "Ilse"},
        {"text": "By theme", "persona": "F", "theme": "Heat", "released_by": "Ilse"},
        {"text": "Of nobody named", "released_by": "Ilse"},
    ]
    research = Research.model_validate({"personas": [{"name": "F"}], "quotes": said})
    exhibit = quotes(study_audience((), research=research), ENGLISH)
    assert exhibit is not None
    printed = [row[:2] for row in exhibit.bundle.rows]
    assert printed == [("Heat", "“By theme”"), ("Also said", "“Of nobody named”")]


def test_without_a_survey_or_quotes_there_is_nothing_to_print() -> None:
    empty = study_audience(())
    assert empty.themes is None
    assert quotes(empty, ENGLISH) is None
    assert theme_tables(None, empty, ENGLISH) == []
    assert published_themes(None, ENGLISH) is None


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (1, "one interview"), (7, "7 interviews"), (8, "")]
)
def test_few_interviews_are_warned_of(count: int, words: str) -> None:
    research = Research.model_validate({"interviews": [{"code": f"I{n}"} for n in range(count)]})
    said = " ".join(one.text for one in sentences_on_evidence(research, ENGLISH))
    assert words in said
    assert bool(said) == bool(words)
