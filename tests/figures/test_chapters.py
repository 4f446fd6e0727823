"""The figures of the chapters that rest on answers: words, numbers, nothing without answers."""

import pandas as pd
import pytest

from tests.invented_answers import ANSWERS, CAPACITY, CHOICE, CODEBOOK, INTAKE
from toolkit.analysis.build_join_ignore import weigh_choice
from toolkit.analysis.discipline import prioritise, summarise_votes
from toolkit.analysis.maturity import judge_maturity
from toolkit.analysis.persona_research import study_audience
from toolkit.figures import build_join_ignore, intake_workshop, persona_research
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.model.intake import Maturity
from toolkit.model.survey import Codebook

GROWTH = judge_maturity(Maturity(goals="3", people="1", measuring="2"))
BOTH = pytest.mark.parametrize("language", [Language("en"), Language("nl")], ids=["en", "nl"])


def all_figures(language):
    votes = summarise_votes(INTAKE.discipline_votes)
    priorities = prioritise(INTAKE.discipline_votes, INTAKE.fits)
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    return [
        intake_workshop.votes_figure(votes, INTAKE.discipline, language, "Title"),
        intake_workshop.matrix_figure(priorities, language, "Title"),
        intake_workshop.maturity_figure(GROWTH, language, "Title"),
        persona_research.use_figure(audience, language, "Title"),
        persona_research.participation_figure(audience, language, "Title"),
        build_join_ignore.matrix_figure(weighing, language, "Title"),
        build_join_ignore.hours_figure(weighing, language, "Title"),
    ]


@pytest.mark.slow
@BOTH
def test_each_figure_has_words_numbers_and_two_pictures(language):
    for made in all_figures(language):
        figure = made.bundle
        assert figure.measure
        assert any(sign.isdigit() for sign in figure.alt), figure.name
        assert figure.source
        assert figure.data.rows
        assert set(figure.data.shown) <= {column.name for column in figure.data.columns}
        assert made.html.count("<svg") == 2


@pytest.mark.slow
def test_names_are_unique():
    names = [made.bundle.name for made in all_figures(Language("en"))]
    assert len(set(names)) == len(names)


def test_a_side_that_nobody_knows_is_drawn_as_unknown_and_counts_for_nothing():
    figure = intake_workshop.maturity_figure(GROWTH, Language("en"), "Title").bundle
    assert figure.n == "3 sides known"
    assert "The rest of the organisation: unknown" in figure.alt
    assert [row[2] for row in figure.data.rows] == [3, None, 1, 2, None]


def test_withheld_groups_are_in_the_table_empty_and_not_in_the_picture():
    audience = study_audience(INTAKE.target_groups, CODEBOOK, ANSWERS)
    made = persona_research.use_figure(audience, Language("en"), "Title")
    rows = [row for row in made.bundle.data.rows if row[0] in {"club", "student"}]
    assert rows
    assert all(value is None for row in rows for value in row[4:])
    assert "Club members" not in made.html
    assert "Club members" in made.bundle.data.note
    assert "95%" not in made.bundle.measure  # a convenience sample has no margin


def participation_of(**parts):
    behaviours = [
        {"column": "Makes", "rung": "creators", "counts": ["Yes"]},
        {"column": "Reads", "rung": "spectators", "counts": ["Yes"]},
    ]
    codebook = Codebook.model_validate(
        CODEBOOK.model_dump(mode="json") | {"behaviours": behaviours} | parts
    )
    answers = pd.concat([ANSWERS] * 20, ignore_index=True).assign(Makes="Yes", Reads="No")
    audience = study_audience(INTAKE.target_groups, codebook, answers)
    return persona_research.participation_figure(audience, Language("en"), "Title").bundle.data


def test_participation_says_with_whom_the_index_compares_and_gives_points_beside_it():
    table = participation_of()
    assert table.shown[5:7] == ("index", "points")
    assert "everybody who answered" in table.note
    # All make something, so the base is all and nobody stands apart.
    makers = next(row for row in table.rows if row[:2] == ("all", "creators"))
    names = [column.name for column in table.columns]
    assert makers[names.index("index")] == pytest.approx(100)
    assert makers[names.index("points")] == 0


def test_participation_against_others_prints_their_source_and_whole_points():
    others = {
        "base": [{"rung": "creators", "share": 0.8}],
        "base_source": "an <b>invented</b> panel",
        "base_year": 2025,
    }
    table = participation_of(**others)
    assert "an <b>invented</b> panel" in table.note
    assert "their own choice" in table.note
    names = [column.name for column in table.columns]
    makers = next(row for row in table.rows if row[:2] == ("all", "creators"))
    assert makers[names.index("index")] == pytest.approx(125)
    assert makers[names.index("points")] == pytest.approx(20)


def test_forresters_rungs_have_their_own_names():
    names = {row[3] for row in participation_of(instrument="forrester").rows}
    assert any(name.startswith("Creators (") for name in names)


def test_matrix_holds_the_rated_only():
    weighing = weigh_choice(CHOICE, INTAKE, CAPACITY)
    made = build_join_ignore.matrix_figure(weighing, Language("en"), "Title")
    assert [row[0] for row in made.bundle.data.rows] == ["answers", "group", "x"]
    assert "An app" not in made.html


def test_without_answers_there_are_no_figures():
    language = Language("en")
    nobody, nothing = study_audience(()), weigh_choice(Choice(), INTAKE, CAPACITY)
    assert intake_workshop.votes_figure(summarise_votes([]), None, language, "T") is None
    assert intake_workshop.matrix_figure(prioritise([], []), language, "T") is None
    assert intake_workshop.maturity_figure(judge_maturity(Maturity()), language, "T") is None
    assert persona_research.use_figure(nobody, language, "T") is None
    assert persona_research.participation_figure(nobody, language, "T") is None
    assert build_join_ignore.matrix_figure(nothing, language, "T") is None
    assert build_join_ignore.hours_figure(nothing, language, "T") is None
