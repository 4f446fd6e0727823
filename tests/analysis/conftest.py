import datetime as dt

import pytest

from toolkit.model.survey import Codebook


@pytest.fixture
def make_codebook():
    """Make a codebook of an invented survey, with any part of it replaced."""

    def make(**parts):
        base = {
            "file": "data/survey/answers.csv",
            "sample": "convenience",
            "population": "visitors of an invented museum",
            "fieldwork_start": dt.date(2026, 3, 1),
            "fieldwork_end": dt.date(2026, 3, 31),
            "segment_column": "Ticket",
            "segments": [
                {"key": "family", "name": "Families", "answers": ["Family"]},
                {"key": "single", "name": "On their own", "answers": ["Single", "Student"]},
            ],
        }
        return Codebook.model_validate(base | parts)

    return make
