"""The reasons for care that the chapter prints, in words."""

from __future__ import annotations

import pandas as pd

from toolkit.errors import Fault
from toolkit.language import Language
from toolkit.prose.import_doubts import MOST_DOUBTS, warnings
from toolkit.readers.channels import ChannelData


def channels(*faults: Fault) -> ChannelData:
    empty = pd.DataFrame()
    return ChannelData(empty, empty, empty, empty, (), faults, (), {})


def doubt(what: str, row: int | None = None, got: str = "") -> Fault:
    return Fault(what, "data/channels/a.csv", row, "likes", got, severity="warning")


def test_each_reason_for_care_is_said_once_with_its_place() -> None:
    shown = warnings(
        channels(
            doubt("Two names seem to be one brand.", got="“A” and “A BV”"),
            doubt("This total is of another kind.", 4, "3 instead of 4"),
            doubt("This total is of another kind.", 9, "5 instead of 6"),
            Fault("A note.", severity="note"),
        ),
        Language("nl"),
    )
    texts = [(one.lead, one.text) for one in shown.bundle.sentences]
    assert texts == [
        ("a.csv, kolom “likes”", "Twee namen lijken één merk te zijn. “A” and “A BV”."),
        (
            "a.csv, rij 4, kolom “likes”",
            "This total is of another kind. 3 instead of 4. Hetzelfde op één andere plaats.",
        ),
    ]


def test_no_more_are_said_than_anybody_reads() -> None:
    many = [doubt(f"Reason {n}, with {{braces}} in it.") for n in range(MOST_DOUBTS + 3)]
    sentences = warnings(channels(*many), Language("en")).bundle.sentences
    assert len(sentences) == MOST_DOUBTS + 1
    assert sentences[-1].text.startswith("3 more reasons for care")
    assert sentences[0].text == "Reason 0, with {braces} in it."


def test_nothing_is_said_where_nothing_was_found() -> None:
    shown = warnings(channels(), Language("en"))
    assert shown.bundle.sentences == ()
    assert shown.html == ""


def test_names_from_outside_are_escaped() -> None:
    shown = warnings(channels(doubt("Odd.", got="<script>")), Language("en"))
    assert "<script>" not in shown.html
