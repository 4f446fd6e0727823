"""Respondents who answered everything alike are pointed out, those whom chance made alike not."""

from __future__ import annotations

import numpy as np

from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.survey.identical import find_alike

COLUMNS = [f"Q{number}" for number in range(10)]
CHANNELS = ["facebook", "instagram", "tiktok", "youtube", "linkedin"]
WAYS = ["look", "search", "follow", "talk", "share"]
CODEBOOK = {
    "file": "answers.csv", "sample": "convenience", "population": "invented people",
    "fieldwork_start": "2026-03-01", "fieldwork_end": "2026-03-31",
    "channels": [
        {"column": column, "channel": channel, "use": ["y"]}
        for column, channel in zip(COLUMNS, CHANNELS, strict=False)
    ],
    "ways": [
        {"column": column, "way": way, "counts": ["y"]}
        for column, way in zip(COLUMNS[5:], WAYS, strict=True)
    ],
}  # fmt: skip
WHAT = "Many respondents gave exactly the same answers to all questions."


def warn(tmp_path, rows: list[list[str]]) -> list[str]:
    """Read a file of these answers; give what is told of answers that are alike."""
    path = tmp_path / "answers.csv"
    path.write_text("\n".join(",".join(row) for row in [COLUMNS, *rows]))
    _, faults = read_answers(Export(path, "answers.csv"), Codebook.model_validate(CODEBOOK))
    assert {one.severity for one in faults if one.what == WHAT} <= {"warning"}
    return [one.got for one in faults if one.what == WHAT]


def draw(people: int) -> list[list[str]]:
    return np.random.default_rng(3).choice(["y", "n"], (people, 10)).tolist()


def test_the_same_row_five_hundred_times_is_told_with_how_often(tmp_path):
    same = list("ynynynynyn")
    told = warn(tmp_path, [*draw(200), *[same] * 500])
    assert len(told) == 1
    assert told[0].startswith("500 of 700 respondents, to 10 questions;")
    assert told[0].endswith("about 1 would be alike")  # 700 / 2**10
    assert warn(tmp_path, [*draw(3), *[same] * 500])[0].startswith("nearly all of 503 respondents")


def test_different_people_are_not_called_alike(tmp_path):
    assert warn(tmp_path, draw(400)) == []
    # A twentieth that does nothing at all, and people who saw no question, are usual.
    assert warn(tmp_path, [*draw(380), *[["n"] * 10] * 20, *[[""] * 10] * 300]) == []
    # Where nearly everybody says yes to everything, most are alike by chance: 0.98**10 is 0.82.
    yes = np.random.default_rng(1).choice(["y", "n"], (400, 10), p=[0.98, 0.02]).tolist()
    assert warn(tmp_path, yes) == []


def test_how_many_chance_would_make_alike_is_counted_among_the_others():
    # Of the four others 2 say a to the first and 1 says b to the second: 10 × 2/4 × 1/4.
    first = ["a"] * 6 + ["a", "a", "b", "b"]
    second = ["b"] * 6 + ["c", "c", "c", "b"]
    found = find_alike([first, second, *[["z"] * 10] * 6])
    assert found is not None
    assert (found.people, found.questions) == (6, 8)
    assert found.expected == 10 * 2 / 4 * 1 / 4
    assert find_alike([first, second]) is None
