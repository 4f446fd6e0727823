"""Each tool's file beside the frame that it must give, worked out by hand; all invented.

``data/survey_<tool>/<sample>`` stands beside ``<sample>.frame.csv`` and its codebook, of which the
parts that every codebook has are given here. Workbooks lie there as JSON: sheet → rows.
"""

import csv
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import validate
from toolkit.readers.findings import Findings
from toolkit.readers.source import open_source
from toolkit.readers.survey import open_survey
from toolkit.readers.yaml_text import parse_yaml

DATA = Path(__file__).parent / "data"
FRAMES = sorted(DATA.glob("survey_*/*.frame.csv"))
TOOLS = {"google_forms", "microsoft_forms", "qualtrics", "surveymonkey", "limesurvey", "plain"}
COMMON = {
    "file": "answers",
    "sample": "convenience",
    "population": "invented people",
    "fieldwork_start": dt.date(2026, 5, 1),
    "fieldwork_end": dt.date(2026, 5, 3),
    "smallest_base": 5,
}
SECRETS = ("ada@", "bo@", "cas@", "192.0.2", "Invented", "Verzonnen", "R_1", "1140000000")


@pytest.fixture
def open_sample(make_workbook, sheets_of, tmp_path):
    def open_one(frame):
        stem = frame.name.removesuffix(".frame.csv")
        sample = frame.with_name(f"{stem}.csv")
        if not sample.exists():
            sheets = sheets_of(frame.with_name(f"{stem}.json"))
            for rows in sheets.values():
                for row in rows[1:]:
                    row[1:3] = [dt.datetime.fromisoformat(cell) for cell in row[1:3]]
            sample = make_workbook(tmp_path / f"{stem}.xlsx", sheets)
        own = frame.with_name(f"{stem}.codebook.yaml")
        text = (own if own.exists() else frame.with_name("codebook.yaml")).read_text("utf-8")
        codebook = validate(COMMON | parse_yaml(text, "codebook.yaml"), Codebook, "codebook.yaml")
        return Export(sample, f"data/survey/{sample.name}"), codebook

    return open_one


@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_sample_gives_the_frame_that_was_worked_out_by_hand(frame, open_sample):
    export, codebook = open_sample(frame)
    found, faults = read_answers(export, codebook)
    with frame.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    texts = found.astype("string").fillna("")
    assert [list(texts.columns), *texts.to_numpy().tolist()] == rows
    told = " ".join(map(str, faults))
    held = " ".join(texts.to_numpy().ravel())
    assert not [secret for secret in SECRETS if secret in told or secret in held]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_tool_is_seen_from_the_file(frame, open_sample):
    export, _ = open_sample(frame)
    survey = open_survey(open_source(export), Findings(export.name))
    assert survey.tool == frame.parent.name.removeprefix("survey_")
    assert survey.layout == (
        survey.tool if survey.tool in ("qualtrics", "surveymonkey") else "plain"
    )


def test_every_tool_has_a_sample():
    assert {frame.parent.name.removeprefix("survey_") for frame in FRAMES} == TOOLS


def test_previews_are_left_out_and_told(open_sample):
    export, codebook = open_sample(DATA / "survey_qualtrics" / "labels.frame.csv")
    _, faults = read_answers(export, codebook)
    told = {fault.what: fault for fault in faults}
    preview = told["Answers from a preview or a test of the survey were left out."]
    assert (preview.severity, preview.got) == ("warning", "1 of 4 rows")
    unfinished = told["Some respondents did not come to the end; what they answered counts."]
    assert unfinished.got == "1 of 3 respondents"


def test_the_question_behind_a_code_is_known(open_sample):
    export, _ = open_sample(DATA / "survey_qualtrics" / "codes.frame.csv")
    survey = open_survey(open_source(export), Findings(export.name))
    assert survey.meanings["Q1"] == "How often do you post stories?"
    assert survey.meanings["Q3_2"] == "Which do you use? - Selected Choice - X"


def test_a_repeated_header_is_numbered_and_told(open_sample):
    export, codebook = open_sample(DATA / "survey_microsoft_forms" / "answers.frame.csv")
    _, faults = read_answers(export, codebook)
    (told,) = [fault for fault in faults if "same header" in fault.what]
    assert told.got == "Waarom?"


def test_a_weight_stays_a_number(open_sample):
    export, codebook = open_sample(DATA / "survey_plain" / "answers.frame.csv")
    frame, _ = read_answers(export, codebook)
    assert frame["weight"].tolist() == [1.5, 0.5, 1.0]
    assert frame["snapchat"].isna().tolist() == [True, False, False]
    assert isinstance(frame.index, pd.RangeIndex)
