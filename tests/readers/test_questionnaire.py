"""Answers to our own questionnaires, in the layouts of form builders, are known without a guess."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.participation import measure_participation
from toolkit.analysis.respondents import gather_respondents
from toolkit.analysis.ways import measure_ways
from toolkit.errors import UsageError
from toolkit.model.ladder import RUNGS
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import WAY_NAMES
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.questionnaire import (
    choose_questionnaire,
    find_questionnaire,
    find_separator,
    load_questionnaires,
)
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import write_draft
from toolkit.readers.yaml_text import parse_yaml

ALL = load_questionnaires()
BY_NAME = {one.name: one for one in ALL}
GROUPS = ("Gezinnen", "Lezers")
PEOPLE = 40
REST = {
    "file": "answers.csv",
    "sample": "convenience",
    "population": "visitors of an invented museum",
    "fieldwork_start": "2026-03-01",
    "fieldwork_end": "2026-03-31",
}
every = pytest.mark.parametrize("asked", ALL, ids=lambda one: one.name)


def invent(asked):
    """Invent the answers: each person's to each question, and to each row of a grid."""
    people = []
    for number in range(PEOPLE):
        told = {}
        for question in asked.questions:
            for place, row in enumerate(question.statements):
                answer = asked.answers[(number + 3 * place) % len(asked.answers)]
                told[question.key, row.wording] = answer
            options = [one.wording for one in question.options]
            if question.meaning == "group":
                options = list(GROUPS)
            if question.kind == "several":
                told[question.key,] = [options[number % len(options)], options[-1]][
                    : 1 + number % 2
                ]
            elif question.kind == "one":
                told[question.key,] = options[number % len(options)]
            elif question.kind == "open":
                told[question.key,] = "Something invented"
        people.append(told)
    return people


def name_in_google(question, row=None):
    words = question.wording.replace("{client}", "Museum De Knoop")
    return words if row is None else f"{words} [{row.wording}]"


def name_in_microsoft(question, row=None):
    return name_in_google(question) if row is None else row.wording


def lay_out(asked, first, name, between, after=""):
    """Write the answers as a form's builder exports them."""
    places = [
        (question, row) for question in asked.questions for row in question.statements or (None,)
    ]
    lines = [[first, *(name(question, row) for question, row in places)]]
    for number, told in enumerate(invent(asked)):
        line = [f"2026-03-{number % 28 + 1:02d} 10:00:00"]
        for question, row in places:
            answer = told[(question.key, row.wording) if row else (question.key,)]
            several = isinstance(answer, list)
            line.append(between.join(answer) + after if several else answer)
        lines.append(line)
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue()


LAYOUTS = {
    "google": ("Timestamp", name_in_google, ", "),
    "microsoft": ("Completion time", name_in_microsoft, ";", ";"),
}


@pytest.mark.slow
@every
@pytest.mark.parametrize("layout", LAYOUTS)
def test_answers_give_every_rung_channel_and_way(asked, layout, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(lay_out(asked, *LAYOUTS[layout]), encoding="utf-8")
    cells = pd.read_csv(path, dtype=str, keep_default_na=False)
    found = find_questionnaire(cells.columns)
    assert found is not None
    assert (found.questionnaire, found.missing) == (asked, ())
    book = Codebook.model_validate(REST | found.as_codebook(dict(cells.items()), GROUPS))
    assert (book.questionnaire, book.instrument) == (asked.name, asked.instrument)
    assert book.language == asked.language
    assert not [one for one in (*book.channels, *book.behaviours, *book.ways) if one.guessed]
    frame, faults = read_answers(Export(path, "answers.csv"), book)
    assert not [fault for fault in faults if fault.severity == "error"]
    people, told = gather_respondents(frame, book), invent(asked)

    participation = measure_participation(people)
    assert participation.not_asked == ()
    shares = participation.table.query("segment == 'all'").set_index("rung")["share"]
    # Most of the ladder asks monthly; joining the talk weekly.
    for rung in RUNGS:
        often = asked.answers[: 2 if rung == "conversationalists" else 3]
        rows = [
            (question.key, row.wording)
            for question in asked.questions
            for row in question.statements
            if row.rung == rung
        ]
        on_it = sum(any(one[row] in often for row in rows) for one in told)
        assert shares[rung] == pytest.approx(on_it / PEOPLE), rung

    use = measure_channel_use(people).table.query("segment == 'all'").set_index("channel")["share"]
    channels = {row.channel: ("channels", row.wording) for row in asked.statements if row.channel}
    assert set(use.index) == set(channels)
    for channel, place in channels.items():
        users = sum(one[place] in asked.answers[:3] for one in told)
        assert use[channel] == pytest.approx(users / PEOPLE), channel

    (several,) = book.several
    assert several.separator == LAYOUTS[layout][2].strip()
    ways = measure_ways(people).table.query("segment == 'all'").set_index("way")
    assert {one.way for one in book.ways} == set(WAY_NAMES)
    for way in book.ways:
        chosen = sum(bool({*way.counts} & {*one["ways",]}) for one in told)
        assert ways.loc[way.way, "share"] == pytest.approx(chosen / PEOPLE), way.way
        assert ways.loc[way.way, "n"] == PEOPLE

    assert [one.key for one in book.segments] == ["gezinnen", "lezers"]
    assert people.division.segments.notna().all()
    assert len(book.open_questions) == 2


@every
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_draft_of_its_file_holds_no_guess(asked, layout, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(lay_out(asked, *LAYOUTS[layout]), encoding="utf-8")
    draft = draft_codebook(Export(path, "answers.csv"))
    assert not [entry for entry in draft.entries if entry.guessed]
    text = write_draft(draft, "visitors of an invented museum")
    book = validate(parse_yaml(text, "codebook.yaml"), Codebook, "codebook.yaml")
    assert (book.questionnaire, book.instrument) == (asked.name, asked.instrument)
    assert book.language == asked.language
    assert len(book.channels) == sum(row.channel is not None for row in asked.statements)
    assert len(book.behaviours) == sum(row.rung is not None for row in asked.statements)
    assert {one.name for one in book.segments} == set(GROUPS)
    assert "Something invented" not in text
    frame, _ = read_answers(Export(path, "answers.csv"), book)
    assert len(frame) == PEOPLE


def test_a_column_of_ones_own_is_a_guess_beside_the_questionnaire(tmp_path):
    asked = BY_NAME["koers-2026-nl-1"]
    first, *rest = lay_out(asked, *LAYOUTS["google"]).splitlines()
    lines = [f"{first},Hoe vaak gebruikt u Reddit?", *(f"{line},Wekelijks" for line in rest[::2])]
    lines += [f"{line},Nooit" for line in rest[1::2]]
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    draft = draft_codebook(Export(path, "answers.csv"))
    guesses = [one for one in draft.entries if one.guessed]
    assert (draft.questionnaire, draft.guesses) == (asked.name, 1)
    assert [one.value["column"] for one in guesses] == ["Hoe vaak gebruikt u Reddit?"]


@every
def test_qualtrics_is_known_by_the_words_below_its_codes(asked):
    meanings = {}
    for number, question in enumerate(asked.questions, start=1):
        for place, row in enumerate(question.statements, start=1):
            meanings[f"Q{number}_{place}"] = f"{question.wording} - {row.wording}"
    found = find_questionnaire(["StartDate", *meanings], meanings=meanings)
    assert found is not None
    assert found.questionnaire == asked
    assert {one["column"] for one in found.as_codebook()["behaviours"]} <= set(meanings)


def test_ways_that_are_spread_over_columns_are_no_where_another_was_chosen():
    asked = BY_NAME["koers-2026-en-1"]
    ways = next(one for one in asked.questions if one.meaning == "ways")
    headers = [row.wording for row in asked.statements]
    headers += [f"{ways.wording} [{option.wording}]" for option in ways.options]
    book = find_questionnaire(headers).as_codebook()
    assert len(book["ways"]) == len(ways.options) - 1
    assert {one["blank"] for one in book["ways"]} == {"unchosen"}
    assert {"Yes", "Y"} < {*book["ways"][0]["counts"]}
    assert [one["column"] for one in book["other_options"]] == [headers[-1]]
    assert "several" not in book


def test_without_groups_their_question_divides_nobody():
    asked = BY_NAME["koers-2026-nl-1"]
    group = next(one for one in asked.questions if one.meaning == "group")
    found = find_questionnaire([group.wording, *(row.wording for row in asked.statements)])
    book = Codebook.model_validate(REST | found.as_codebook())
    assert book.segment_column is None
    assert found.group_column == group.wording
    assert [one.column for one in book.demographics] == [group.wording]


def test_rows_in_other_words_are_told_and_too_few_of_them_are_no_questionnaire():
    asked = BY_NAME["koers-2026-nl-1"]
    rows = [row.wording for row in asked.statements if row.rung]
    fewer = find_questionnaire(["Iets heel anders", *rows[1:]])
    assert fewer.missing == (rows[0],)
    assert rows[0] not in str(fewer.as_codebook())
    assert find_questionnaire(rows[: len(rows) // 2]) is None
    assert find_questionnaire(["Facebook", "Instagram", "YouTube"]) is None


def test_case_spaces_and_curly_quotes_make_no_other_question():
    asked = BY_NAME["koers-2026-nl-1"]
    headers = [row.wording.upper().replace("’", "'") + " " for row in asked.statements]
    assert find_questionnaire(headers).missing == ()


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (["To look", "To look;To buy;"], ";"),
        (["To look, To buy", "", "To buy"], ","),
        (["To look\nTo buy"], "\n"),
        (["To look"], ";"),
    ],
)
def test_what_stands_between_answers_is_seen_from_the_cells(cells, separator):
    assert find_separator(cells, ["To look", "To buy"]) == separator


def test_both_ladders_are_there_in_both_languages():
    for instrument, name in (("modern", "koers-2026"), ("forrester", "forrester-2010")):
        for language in ("nl", "en"):
            chosen = choose_questionnaire(ALL, instrument, language)
            assert chosen.name == f"{name}-{language}-1"
    with pytest.raises(UsageError):
        choose_questionnaire(ALL, "forrester", "fr")


@pytest.mark.parametrize("name", ["koers-2026", "forrester-2010"])
def test_a_ladder_asks_the_same_in_both_languages(name):
    dutch, english = (BY_NAME[f"{name}-{code}-1"] for code in ("nl", "en"))
    assert [one.key for one in dutch.questions] == [one.key for one in english.questions]
    for one, other in zip(dutch.questions, english.questions, strict=True):
        assert (one.kind, one.meaning, one.required) == (other.kind, other.meaning, other.required)
        assert [(row.channel, row.rung, row.often) for row in one.statements] == [
            (row.channel, row.rung, row.often) for row in other.statements
        ]
        assert [option.way for option in one.options] == [option.way for option in other.options]


@every
def test_nothing_that_points_at_one_person_is_asked(asked):
    words = " ".join(one.wording.casefold() for one in asked.questions)
    for sign in ("postcode", "geboren", "geboorte", "born", "birth", "mail", "naam", "your name"):
        assert sign not in words
