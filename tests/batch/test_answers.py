"""What a process sends in the end: our own data comes through, and nothing that could act."""

from __future__ import annotations

import copyreg
import os
import pickle
from pathlib import Path

import pytest

from toolkit.batch.answers import read_answer, write_answer
from toolkit.batch.jobs import Outcome
from toolkit.errors import Fault, InputError, RunError, fill


class Acts:
    """Calls a function where it is read."""

    def __init__(self, function: object, *arguments: object) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.call


def test_data_of_our_own_comes_through_as_it_was() -> None:
    fault = Fault(fill("There is no {name}.", name="board"), row=3, rows=(3, 4))
    outcome = Outcome("one", "01_first", (fault,), {"files": [{"path": "a", "rows": None}]})
    assert read_answer(write_answer(outcome, None)) == (outcome, None)
    answer = read_answer(write_answer(None, InputError([fault])))
    assert answer
    assert isinstance(answer.error, InputError)
    assert answer.error.faults == (fault,)
    assert answer.error.faults[0].what.message == "There is no {name}."  # type: ignore[attr-defined]


def test_what_libraries_say_of_errors_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    # As the library of a cluster does, once it is loaded.
    reduced = (os.getcwd, ())
    monkeypatch.setitem(copyreg.dispatch_table, RunError, lambda error: reduced)
    answer = read_answer(write_answer(None, RunError("It stopped.")))
    assert answer
    assert str(answer.error) == "It stopped."


@pytest.mark.parametrize("function", [os.mkdir, Path.mkdir])
def test_nothing_that_could_act_is_called(tmp_path: Path, function: object) -> None:
    mark = tmp_path / "mark"
    path = str(mark) if function is os.mkdir else mark
    sent = pickle.dumps((Acts(function, path), None))
    assert read_answer(sent) is None
    assert not mark.exists()
    # The same bytes do it where everything is believed.
    pickle.loads(sent)
    assert mark.exists()


def test_a_function_behind_a_module_of_ours_is_not_found(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    # ``toolkit.files.os.mkdir``, as a pickle of protocol 4 may name it.
    name = b"\x8c\x0dtoolkit.files\x8c\x08os.mkdir\x93"
    path = str(mark).encode()
    sent = b"\x80\x04" + name + b"\x8c" + bytes([len(path)]) + path + b"\x85R0(NNt."
    assert read_answer(sent) is None
    assert not mark.exists()


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"N.",
        b"\x80\x09cnope\nnope\n.",
        b"x" * 1000,
        pickle.dumps((1, None))[:-1],
        pickle.dumps((1, 2)),
        pickle.dumps((1, None, None)),
        pickle.dumps((None, ValueError("not ours"))),
        pickle.dumps((None, RunError("ours")), 0)[:-2],
    ],
)
def test_what_is_not_whole_is_no_answer(sent: bytes) -> None:
    assert read_answer(sent) is None
