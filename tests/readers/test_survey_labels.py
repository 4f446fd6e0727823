"""Answers with a program's code before them are known as they are without it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.channel_use import measure_channel_use
from toolkit.analysis.respondents import gather_respondents
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.survey.ages import is_band, sort_bands
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.survey.draft_text import write_draft
from toolkit.readers.survey.labels import take_code_off
from toolkit.readers.survey.not_asked import means_not_asked, means_unknown
from toolkit.readers.survey.scales import is_scale, is_yes_or_no, read_times, read_truth
from toolkit.readers.yaml_text import parse_yaml

DAYS = "fieldwork_start: 2026-05-01\nfieldwork_end: 2026-05-02\n"
STYLES = ["{n}. {word}", "{n} = {word}", "({n}) {word}", "0{n} {word}", "{n}: {word}",
          "[{n}] {word}", "{n}) {word}", "{n} - {word}", "{n}.{word}", "{n}={word}",
          "{n} {word}"]  # fmt: skip


@pytest.fixture
def draft(tmp_path):
    def make(head, rows):
        path = tmp_path / "a.csv"
        path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
        export = Export(path, "data/survey/a.csv")
        text = write_draft(draft_codebook(export), "Mensen") + DAYS
        return validate(parse_yaml(text, ""), Codebook, ""), export, text

    return make


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("1. Yes", "Yes"), ("2. No", "No"), ("1 = Ja", "Ja"), ("(1) Ja", "Ja"),
        ("01 Daily", "Daily"), ("8. Don't know", "Don't know"),
        ("-1. Inapplicable", "Inapplicable"),
        ("-8 Weet niet", "Weet niet"), ("3. 1 keer per maand", "1 keer per maand"),
        ("1. 18-24", "18-24"), ("(7) 65+", "65+"), ("2 – Nee", "Nee"),
        # These numbers say something.
        ("2 keer per week", "2 keer per week"), ("2 - 3 keer per week", "2 - 3 keer per week"),
        ("1.5 hours", "1.5 hours"), ("10:30 uur", "10:30 uur"), ("18-24", "18-24"), ("65+", "65+"),
        ("3. 4", "3. 4"), ("12 times a year", "12 times a year"), ("1", "1"), ("-1", "-1"),
        ("Daily", "Daily"), ("", ""),
    ],
)  # fmt: skip
def test_the_code_goes_and_what_is_said_stays(answer, said):
    assert take_code_off(answer) == said


@given(st.text(max_size=30))
def test_what_is_left_is_the_end_of_what_was_there(answer):
    assert answer.strip().endswith(take_code_off(answer))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    ("word", "times"),
    [("Daily", 30), ("Several times a week", 12), ("Never", 0), ("Soms", 1), ("Seldom", 0.3)],
)
def test_how_often_is_known_behind_a_code(style, word, times):
    assert read_times(style.format(n=3, word=word)) == times


@pytest.mark.parametrize("style", STYLES)
def test_yes_and_no_are_known_behind_a_code(style):
    yes, no = style.format(n=1, word="Ja"), style.format(n=2, word="Nee")
    assert (read_truth(yes), read_truth(no)) == (True, False)
    assert is_yes_or_no([yes, no])
    assert is_scale([style.format(n=1, word="Dagelijks"), style.format(n=5, word="Nooit")])


@pytest.mark.parametrize("style", STYLES)
def test_no_answers_are_known_behind_a_code(style):
    assert means_unknown(style.format(n=8, word="Don't know"))
    assert means_unknown(style.format(n=9, word="Geweigerd"))
    assert means_not_asked(style.format(n=7, word="Niet van toepassing"))
    assert not means_not_asked(style.format(n=1, word="Ja"))


def test_options_that_were_mentioned_or_not():
    assert [read_truth(one) for one in ("1. Mentioned", "0. Not mentioned")] == [True, False]
    assert [read_truth(one) for one in ("1 = Genoemd", "0 = Niet genoemd")] == [True, False]


def test_a_number_of_times_is_no_yes():
    assert read_truth("1 x") is None
    assert read_truth("2 x") is None
    assert read_times("2 keer per week") == 12
    assert (read_times("(Bijna) nooit"), read_times("1. (Almost) never")) == (0, 0)


def test_classes_of_age_behind_a_code_stand_in_their_order():
    assert is_band("1. 18-24")
    assert sort_bands(["1. 65+", "2. 18-24", "3. Under 18"]) == [
        "3. Under 18", "2. 18-24", "1. 65+",
    ]  # fmt: skip


def test_labels_of_stata_are_drafted_with_the_answers_as_the_file_has_them(draft):
    head = "facebook,Hoe vaak gebruikt u Instagram?,Berichten lezen,Geslacht"
    rows = (
        ["1. Yes,01 Daily,1 = Dagelijks,1. Male"] * 12
        + ["2. No,02 Weekly,2 = Wekelijks,2. Female"] * 14
        + ["8. Don't know,05 Never,5 = Nooit,2. Female"] * 10
        + ["-1. Inapplicable,05 Never,-1. Inapplicable,1. Male"] * 16
    )
    book, export, _ = draft(head, rows)
    assert [(one.channel, one.use) for one in book.channels] == [
        ("facebook", ("1. Yes",)), ("instagram", ("01 Daily", "02 Weekly")),
    ]  # fmt: skip
    (reads,) = book.behaviours
    assert (reads.rung, reads.counts) == ("spectators", ("1 = Dagelijks", "2 = Wekelijks"))
    assert book.missing == ("-1. Inapplicable",)
    (gender,) = book.demographics
    assert (gender.answers["1. Male"], gender.answers["2. Female"]) == ("Man", "Vrouw")
    frame, _ = read_answers(export, book)
    table = measure_channel_use(gather_respondents(frame, book)).table.set_index("channel")
    # Twelve of the 36 who were asked: who did not know stays in the base.
    assert table.loc["facebook", ["share", "n"]].tolist() == [pytest.approx(1 / 3), 36]
    # All 52: (12 + 14) / 52.
    assert table.loc["instagram", ["share", "n"]].tolist() == [0.5, 52]


def test_what_was_chosen_in_columns_of_one_question(draft):
    head = "Welke? [Instagram],Welke? [TikTok]"
    book, _, _ = draft(head, ["1. Ja,", ",1. Instagram", "1. Ja,1. Instagram", ","] * 10)
    # In the second column nobody chose TikTok.
    assert [one.channel for one in book.channels] == ["instagram"]
    book, _, _ = draft(head, ["1. Ja,", ",1. TikTok", "1. Ja,1. TikTok", ","] * 10)
    assert [(one.channel, one.use) for one in book.channels] == [
        ("instagram", ("1. Ja",)), ("tiktok", ("1. TikTok",)),
    ]  # fmt: skip
