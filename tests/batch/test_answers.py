"""What a process sends in the end: plain data comes through, and nothing that could act."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from typing import NamedTuple

import pytest

from toolkit.batch.answers import LARGEST_TEXT, read_answer, write_answer
from toolkit.batch.jobs import Outcome
from toolkit.errors import Fault, Filled, InputError, RunError, fill, join
from toolkit.loan import Loan


class Checked(NamedTuple):
    """A record with another in it."""

    faults: tuple[Fault, ...]
    loan: Loan | None


def frame(told: object, carried: bytes = b"") -> bytes:
    """Write what anybody may."""
    text = json.dumps(told).encode()
    return len(text).to_bytes(8) + text + carried


def fault(**fields: object) -> bytes:
    """Write an outcome with one fault."""
    return frame([{"tuple": [{"fault": {"what": "x", **fields}}]}, None])


@pytest.mark.parametrize(
    "value",
    [
        None, True, 3, -0.5, "é \n", b"", b"\x00\xff", [], [1, ["a"]], (),
        ("a", (1,), [b"x", b"yz"]), {}, {"dict": 1, "": {"tuple": ()}},
    ],
)  # fmt: skip
def test_plain_data_comes_through_as_it_was(value: object) -> None:
    answer = read_answer(write_answer(value, None))
    assert answer == (value, None)
    assert answer is not None
    assert repr(answer.value) == repr(value)


def test_records_come_through_as_their_fields() -> None:
    told = Fault(fill("There is no {name}.", name="board"), row=3, rows=(3, 4), severity="note")
    outcome = Outcome("one", "01_first", (told,), {"files": [{"path": "a", "rows": None}]})
    fields = {**asdict(outcome), "faults": (told,)}
    assert read_answer(write_answer(outcome, None)) == (fields, None)
    loan = Loan("made of", b"\x00" * 10)
    read = read_answer(write_answer(Checked((told,), loan), None))
    assert read == ({"faults": (told,), "loan": asdict(loan)}, None)


def test_faults_keep_the_messages_that_they_are_translated_by() -> None:
    inner = fill("{n} rows", n=3)
    what = join([fill("There is no {name}: {rows}.", name="{board}", rows=inner), "mine"], "\n")
    told = Fault(what, expected=fill("{share} of {day}", share=0.5, day=None))
    answer = read_answer(write_answer(None, InputError([told, Fault("other")])))
    assert answer is not None
    assert isinstance(answer.error, InputError)
    assert answer.error.faults == (told, Fault("other"))
    read = answer.error.faults[0].what
    assert isinstance(read, Filled)
    assert (read.message, read.values) == (what.message, what.values)
    assert read.values["part_0"].values["rows"].values == {"n": 3}  # type: ignore[attr-defined]


def test_an_error_of_a_narrower_kind_is_one_of_those_that_are_known() -> None:
    class NarrowError(RunError):
        pass

    answer = read_answer(write_answer(None, NarrowError("It stopped.")))
    assert answer is not None
    assert type(answer.error) is RunError


@pytest.mark.parametrize("value", [object(), Fault, {1: 2}, {"a": {1, 2}}, open])
def test_what_is_no_data_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        write_answer(value, None)


def doubled(times: int) -> object:
    """Write words that fill in words twice, so many times."""
    told: object = "x" * 50
    for _ in range(times):
        told = {"filled": ["{a}{a}", {"a": told}]}
    return told


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"N.",
        b"x" * 1000,
        pickle.dumps((1, None)),
        frame([1, None])[:-1],
        frame([1, None], b"more"),
        frame([1, None, None]),
        frame({"value": 1}),
        frame([{"bytes": 3}, None], b"xx"),
        frame([{"bytes": -1}, None], b"xx"),
        frame([{"class": "os.system"}, None]),
        frame([{"tuple": [], "list": []}, None]),
        frame([None, ["RunError", []]]),
        frame([None, ["RunError", [5, 6]]]),
        frame([None, ["OSError", [{"fault": {"what": "x"}}]]]),
        frame([None, "RunError"]),
        fault(what=5),
        fault(got=["a"]),
        fault(row="5"),
        fault(rows=[1]),
        fault(rows={"tuple": ["1"]}),
        fault(severity="fatal"),
        fault(asks=None),
        fault(other="x"),
        fault(got={"filled": ["{a.__class__}", {"a": "x"}]}),
        fault(got={"filled": ["{a!r}", {"a": "x"}]}),
        fault(got={"filled": ["{a:>9999999999}", {"a": "x"}]}),
        fault(got={"filled": ["{b}", {"a": "x"}]}),
        fault(got={"filled": ["{a}", {"a": []}]}),
        fault(got=doubled(25)),
        b"[" * 100_000,
        (100_000).to_bytes(8) + b"[" * 100_000,
        (2**60).to_bytes(8) + b"1",
        (LARGEST_TEXT + 1).to_bytes(8) + b" " * (LARGEST_TEXT - 6) + b"[1,null]",
    ],
)  # fmt: skip
def test_what_is_not_whole_or_not_of_ours_is_no_answer(sent: bytes) -> None:
    assert read_answer(sent) is None


def test_many_small_texts_that_grow_are_no_answer() -> None:
    assert read_answer(frame([[doubled(10)] * 1_000, None])) is None
    assert read_answer(frame([[doubled(10)] * 10, None]))


def test_what_a_terminal_would_obey_is_shown_in_messages_too() -> None:
    read = read_answer(fault(got={"filled": ["\x1b[2J{a}", {"a": "\x07"}]}))
    assert read is not None
    assert read.value[0].got == "␛[2J␇"
