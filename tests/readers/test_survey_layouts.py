"""One set of answers, written as each tool would, gives one frame: nothing depends on the tool."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.findings import Findings
from toolkit.readers.source import open_source
from toolkit.readers.survey import open_answers, open_survey
from toolkit.readers.survey.layout import name_uniquely

OPTIONS = ("Instagram", "Facebook", "Books, films; and more")
HOW_OFTEN = ("Daily", "Weekly", "Never")
QUESTION, OFTEN, WHY = "Which do you use?", "How often do you post stories?", "Why is that so?"
WORDS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=20
)
PEOPLE = st.lists(
    st.tuples(st.sets(st.sampled_from(OPTIONS)), st.sampled_from(("", *HOW_OFTEN)), WORDS),
    min_size=1,
    max_size=6,
)
SINGLE = "answers of one cell"
SPREAD = "options in columns"


def google(people):
    head = ["Timestamp", QUESTION, OFTEN, WHY]
    return [head, *(["1/31/2026 10:00:00", ", ".join(c), o, w] for c, o, w in people)]


def microsoft(people):
    head = ["ID", "Start time", "Completion time", "Email", "Name", QUESTION, OFTEN, WHY]
    rows = [
        [
            str(n),
            "1/31/26 10:00:00",
            "1/31/26 10:01:00",
            "anonymous",
            "",
            joined(chosen),
            often,
            why,
        ]
        for n, (chosen, often, why) in enumerate(people, start=1)
    ]
    return [head, *rows]


def joined(chosen):
    return "".join(f"{one};" for one in chosen)


def spread(chosen):
    return [option if option in chosen else "" for option in OPTIONS]


def qualtrics(people):
    codes = ["StartDate", "EndDate", "Status", "ResponseId", "Q1_1", "Q1_2", "Q1_3", "Q2", "Q3"]
    words = ["Start Date", "End Date", "Response Type", "Response ID"]
    words += [f"{QUESTION} - Selected Choice - {option}" for option in OPTIONS] + [OFTEN, WHY]
    ids = [f'{{"ImportId":"{code}"}}' for code in codes]
    rows = [
        [
            "2026-01-31 10:00",
            "2026-01-31 10:01",
            "IP Address",
            f"R_{n}",
            *spread(chosen),
            often,
            why,
        ]
        for n, (chosen, often, why) in enumerate(people)
    ]
    return [codes, words, ids, *rows]


def surveymonkey(people):
    first = ["Respondent ID", "Collector ID", "Start Date", QUESTION, "", "", OFTEN, WHY]
    second = ["", "", "", *OPTIONS, "Response", "Open-Ended Response"]
    rows = [
        [str(10**9 + n), "7", "01/31/2026", *spread(chosen), often, why]
        for n, (chosen, often, why) in enumerate(people)
    ]
    return [first, second, *rows]


def limesurvey(people):
    head = ["Response ID", "Date submitted", "Last page", "Start language"]
    head += [f"{QUESTION} [{option}]" for option in OPTIONS] + [OFTEN, WHY]
    rows = [
        [str(n), "2026-01-31", "3", "en", *spread(chosen), often or "N/A", why]
        for n, (chosen, often, why) in enumerate(people, start=1)
    ]
    return [head, *rows]


def plain(people):
    # A row of nothing but blanks is no row of anybody.
    head = ["Number", *OPTIONS, OFTEN, WHY]
    rows = [[f"n{n}", *spread(chosen), often, why] for n, (chosen, often, why) in enumerate(people)]
    return [head, *rows]


TOOLS = {
    google: (SINGLE, QUESTION, OFTEN, WHY, ", "),
    microsoft: (SINGLE, QUESTION, OFTEN, WHY, ";"),
    qualtrics: (SPREAD, ["Q1_1", "Q1_2", "Q1_3"], "Q2", "Q3", ""),
    surveymonkey: (SPREAD, [f"{QUESTION} – {option}" for option in OPTIONS], OFTEN, WHY, ""),
    limesurvey: (SPREAD, [f"{QUESTION} [{option}]" for option in OPTIONS], OFTEN, WHY, ""),
    plain: (SPREAD, list(OPTIONS), OFTEN, WHY, ""),
}


def codebook_of(tool):
    kind, columns, often, why, separator = TOOLS[tool]
    parts = {
        "file": "answers.csv", "sample": "convenience", "population": "invented people",
        "fieldwork_start": dt.date(2026, 1, 31), "fieldwork_end": dt.date(2026, 1, 31),
        "behaviours": [{"column": often, "rung": "creators", "counts": ["Daily"]}],
        "open_questions": [{"column": why, "name": "Why"}],
    }  # fmt: skip
    if kind == SINGLE:
        parts["several"] = [{"column": columns, "separator": separator, "options": OPTIONS}]
        parts["demographics"] = [{"column": columns, "name": "Use"}]
    else:
        parts["demographics"] = [{"column": column, "name": column} for column in columns]
    return Codebook.model_validate(parts)


def canonical(tool, frame):
    """Give what each person answered, whatever the columns are called."""
    kind, columns, often, why, _ = TOOLS[tool]
    texts = frame.fillna("")
    if kind == SINGLE:
        chosen = [{part for part in cell.split("\n") if part} for cell in texts[columns]]
    else:
        chosen = [{cell for cell in row if cell} for row in texts[columns].itertuples(index=False)]
    return list(zip(chosen, texts[often], texts[why], strict=True))


@pytest.mark.parametrize("ending", [",", ";"])
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=PEOPLE)
def test_each_layout_of_the_same_answers_gives_the_same_frame(tmp_path, ending, people):
    people = [(sorted(chosen), often, why) for chosen, often, why in people]
    given = {}
    for tool in TOOLS:
        written = io.StringIO()
        csv.writer(written, delimiter=ending, quoting=csv.QUOTE_ALL).writerows(tool(people))
        path = tmp_path / "answers.csv"
        path.write_bytes(written.getvalue().encode("utf-8-sig"))
        frame, _ = read_answers(Export(path, "data/survey/answers.csv"), codebook_of(tool))
        given[tool] = canonical(tool, frame)
    wanted = [(set(chosen), often) for chosen, often, _ in people]
    for tool, found in given.items():
        assert [(chosen, often) for chosen, often, _ in found] == wanted, tool.__name__
        assert found == given[plain], tool.__name__


@pytest.fixture
def open_text(tmp_path):
    def open_rows(text, layout=None):
        path = tmp_path / "answers.csv"
        path.write_text(text, encoding="utf-8")
        findings = Findings("answers.csv")
        survey = open_survey(open_source(Export(path, "answers.csv")), findings, layout)
        return survey, findings.faults

    return open_rows


CODES = "StartDate,Status,ResponseId,Q1,Q1\n"
WORDS = "Start Date,Response Type,Response ID,Which?,Why?\n"
IDS = '"{""ImportId"":""a""}","{""ImportId"":""b""}","{""ImportId"":""c""}",x,y\n'
ROW = "2026-01-31,IP Address,R_1,X,No\n"


def test_qualtrics_with_a_row_taken_out_is_still_known(open_text):
    whole, _ = open_text(CODES + WORDS + IDS + ROW)
    assert (whole.layout, len(whole.table.rows)) == ("qualtrics", 1)
    assert whole.table.headers[3:] == ("Q1", "Q1 (2)")
    assert (whole.meanings["Q1"], whole.meanings["Q1 (2)"]) == ("Which?", "Why?")
    without_words, _ = open_text(CODES + IDS + ROW)
    assert (without_words.layout, len(without_words.table.rows)) == ("qualtrics", 1)
    assert without_words.meanings == {}
    # Without the third row the second might be an answer, unless the codebook says otherwise.
    told, _ = open_text(CODES + WORDS + ROW, "qualtrics")
    assert (len(told.table.rows), told.meanings["Q1"]) == (1, "Which?")


@pytest.mark.parametrize(
    "text",
    [
        "Name,Insta,Why\n,Yes,Response\nAda,No,Well\n",
        "A,B\n1,2\n",
        "A\n",
        "Respondent ID,A,B\n1,Yes,No\n2,,\n",
        ",,\nA,B,C\n1,2,3\n",
    ],
)
def test_an_answer_is_not_taken_for_a_second_header(open_text, text):
    assert open_text(text)[0].layout == "plain"


def test_a_question_of_surveymonkey_goes_on_to_the_right(open_text):
    survey, _ = open_text(
        "Respondent ID,Collector ID,Which?,,,Why?,\n"
        ",,X,Threads,,Open-Ended Response,\n"
        "1,2,X,,,Well,\n"
    )
    assert survey.table.headers == (
        "Respondent ID", "Collector ID", "Which? – X", "Which? – Threads", "", "Why?",
    )  # fmt: skip


def test_headers_are_numbered_without_taking_anothers_name():
    assert name_uniquely(["A", "a", "A (2)", "", "", "A"]) == (
        ("A", "a (3)", "A (2)", "", "", "A (4)"),
        ("a", "A"),
    )


def test_a_row_that_slipped_is_told_without_its_cells(open_text):
    rows = "".join(f"a{n}@home.example,Yes,https://one.example/{n}\n" for n in range(20))
    slipped = ["ada@home.example,Yes", "Yes,ada@home.example,No,https://one.example/7"]
    _, faults = open_text("Mail,Insta,Site\n" + rows + "\n".join(slipped) + "\n")
    assert faults
    told = " ".join(map(str, faults))
    assert "example" not in told
    assert "4 cells" in told


@pytest.mark.parametrize(
    "data",
    [
        b'Mail,Why\na,b\nc,"My name is Ada and I live',
        "Mail,Why\na,b\nc,My name is Ada".encode("utf-16")[:-1],
        b"Mail,Why\nbert@home.example,and I live here for long\nc,Ada",
        b"Mail,Why\na,\xc3\x83\xc2\xa9 says Ada\n",
    ],
)
def test_a_file_that_was_cut_off_is_told_without_its_last_words(tmp_path, data):
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    findings = Findings("answers.csv")
    told = findings.faults
    try:
        open_answers(Export(path, "answers.csv"), findings)
    except InputError as error:
        told = error.faults
    assert told
    assert "Ada" not in " ".join(map(str, told))


def test_spam_is_told_and_counts(open_text):
    survey, faults = open_text(CODES + WORDS + IDS + ROW + ROW.replace("IP Address", "Spam"))
    assert len(survey.table.rows) == 2
    (told,) = [fault for fault in faults if "spam" in fault.what]
    assert (told.severity, told.got) == ("warning", "1 of 2 rows")
