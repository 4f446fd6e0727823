"""The contract of a notebook: what its cell says, and what of given values breaks it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, writes

from toolkit.batch.parameter_cell import fill_in, read_contract
from toolkit.batch.parameter_types import describe_type, find_adapter, holds_several, takes_nothing
from toolkit.batch.parameters import Contract, Parameter, check
from toolkit.errors import InputError
from toolkit.secret import Secret

Notebook = Callable[[str], Path]

CELL = """\
from toolkit.secret import Secret

client: str = "no # remark"  # the client's folder
goal: float  # posts a week
tags: list[str] = [
    "one",  # no help, but for a reader
    "two",
]  # what is looked at
shares: dict[str, float] = {"a": 0.5}
depth: Literal["short", "full"] = "short"  # how much is told
start: "date | None" = None  # first day
most: Optional[int] = -3
token: Secret = Secret("statistics_key")  # of the service
"""


@pytest.fixture
def notebook(tmp_path: Path) -> Notebook:
    """Write a notebook whose cell of parameters holds the given source."""

    def write(source: str) -> Path:
        path = tmp_path / "05_trial.ipynb"
        cell = new_code_cell(source, metadata={"tags": ["parameters"]}, id="one")
        path.write_text(writes(new_notebook(cells=[cell])), encoding="utf-8")
        return path

    return write


def faults_of(call: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        call()
    return [(fault.column, fault.got) for fault in caught.value.faults]


def test_a_cell_is_read_as_it_stands(notebook: Notebook) -> None:
    contract = read_contract(notebook(CELL))
    assert (contract.notebook, contract.chapter) == ("05_trial", "trial")
    assert contract.parameters == (
        Parameter("client", "str", "no # remark", "the client's folder"),
        Parameter("goal", "float", None, "posts a week", required=True),
        Parameter("tags", "list[str]", ["one", "two"], "what is looked at"),
        Parameter("shares", "dict[str, float]", {"a": 0.5}),
        Parameter("depth", "Literal['short', 'full']", "short", "how much is told"),
        Parameter("start", "date | None", None, "first day"),
        Parameter("most", "Optional[int]", -3),
        Parameter("token", "Secret", None, "of the service", secret="statistics_key"),
    )
    assert contract.secrets == ("statistics_key",)


def test_nothing_of_a_cell_is_run(notebook: Notebook, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    source = f'x: int = open({str(mark)!r}, "w")\ny: "exit()" = 1'
    assert [name for name, _ in faults_of(lambda: read_contract(notebook(source)))] == ["x", "y"]
    assert not mark.exists()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x = 5", ("", "x = 5")),
        ("x: set = 1", ("x", "set")),
        ("x: list = []", ("x", "list")),
        ("x: dict[int, str] = {}", ("x", "dict[int, str]")),
        ("x: Literal[1] = 1", ("x", "Literal[1]")),
        ("x: Literal[()] = 'a'", ("x", "Literal[()]")),
        ("x: int | str = 1", ("x", "int | str")),
        ('x: "a b" = 1', ("x", "a b")),
        ('x: int = "a"', ("x", "'a'")),
        ("x: str = None", ("x", "None")),
        ('x: "date" = "2026-02-30"', ("x", "'2026-02-30'")),
        ('x: "date" = "20260228"', ("x", "'20260228'")),
        ("x: float = 1e999", ("x", "inf")),
        ("x: int = 2 * 3", ("x", "x: int = 2 * 3")),
        ("x: int = 1\nx: int = 2", ("x", "x: int = 2")),
        ("for x in []: y = 1", ("", "for x in []:\n    y = 1")),
        ("x: int = (", ("", "x: int = (")),
        ("%matplotlib inline", ("", "%matplotlib inline")),
        ('x: Secret = "hunter2"', ("x", "something else")),
        ('x: Secret = Secret("Hunter2!")', ("x", "something else")),
        ('x: Secret = Secret("a__b")', ("x", "something else")),
        ("x: Secret", ("x", "something else")),
    ],
)
def test_what_is_no_contract_is_told(
    notebook: Notebook, source: str, expected: tuple[str, str]
) -> None:
    assert faults_of(lambda: read_contract(notebook(source))) == [expected]


@pytest.mark.parametrize(
    "source",
    [
        "x: int = " + "-" * 5000 + "1",
        "x: int = " + "(" * 300 + "1" + ")" * 300,
        "x: " + "list[" * 190 + "int" + "]" * 190 + " = []",
        "x: int = " + "9" * 5000,
        "x: int = 1  # \x00",
    ],
)
def test_what_python_itself_cannot_read_is_told(notebook: Notebook, source: str) -> None:
    with pytest.raises(InputError, match="not Python that can be read"):
        read_contract(notebook(source))


def test_all_that_is_wrong_in_a_cell_is_told_at_once(notebook: Notebook) -> None:
    found = faults_of(lambda: read_contract(notebook("a: set = 1\nb: int = 1\nc: int = 'x'")))
    assert [name for name, _ in found] == ["a", "c"]


def test_a_changed_notebook_is_read_anew(notebook: Notebook) -> None:
    assert read_contract(notebook("one: int = 1")).names == ("one",)
    path = notebook("two: int = 1")
    os.utime(path, ns=(1, 1))
    assert read_contract(path).names == ("two",)


def contract_of(name: str, annotation: str, *, required: bool = False) -> Contract:
    return Contract("05_trial", (Parameter(name, annotation, required=required),))


@pytest.mark.parametrize(
    ("annotation", "good", "bad"),
    [
        ("str", ["", "a"], [1, None, True, ["a"]]),
        ("int", [0, -5], ["5", 5.0, True, None]),
        ("float", [0.5, -1e9], ["0.5", True, float("nan"), float("inf"), None]),
        ("bool", [True, False], [0, 1, "true", None]),
        ("date", ["2026-05-31"], ["", "31-05-2026", "2026-5-31", "20260531", 20260531]),
        ("list[str]", [[], ["a"]], ["a", ("a",), [1], {"a": "b"}, [None]]),
        ("list[list[int]]", [[[1], []]], [[1], [["1"]]]),
        ("dict[str, int]", [{}, {"a": 1}], [{"a": "1"}, {1: 1}, ["a"]]),
        ("Literal['a', 'b']", ["a", "b"], ["c", "", None]),
        ("int | None", [1, None], ["", "1", False]),
        ("None | str", ["", None], [1]),
        ("Optional[date]", ["2026-05-31", None], ["today"]),
    ],
)
def test_a_value_is_of_its_type_or_a_fault(
    annotation: str, good: list[object], bad: list[object]
) -> None:
    contract = contract_of("x", annotation)
    for value in good:
        checked = check(contract, {"x": value})
        assert checked.values == {"x": value}
        assert type(checked.values["x"]) is type(value)
        assert checked.faults == ()
    for value in bad:
        checked = check(contract, {"x": value})
        assert checked.values == {}
        assert len(checked.faults) >= 1
        assert checked.faults[0].column.split()[0] == "x"
        assert checked.faults[0].expected


def test_a_whole_number_is_a_number() -> None:
    values = check(contract_of("x", "float"), {"x": 5}).values
    assert (values["x"], type(values["x"])) == (5.0, float)


@given(st.one_of(st.booleans(), st.text(), st.none(), st.floats(), st.lists(st.integers())))
def test_nothing_but_a_whole_number_is_taken_for_one(value: object) -> None:
    assert check(contract_of("x", "int"), {"x": value}).values == {}


def test_all_that_is_wrong_with_values_is_told_at_once(notebook: Notebook) -> None:
    contract = read_contract(notebook(CELL))
    wrong = {"client": "a", "gaol": 3.0, "tags": ["a", 1], "depth": "long", "token": "hunter2"}
    values, faults = check(contract, wrong)
    assert values == {"client": "a"}
    told = {fault.column: fault for fault in faults}
    assert set(told) == {"gaol", "tags 2", "depth", "token", "goal"}
    assert told["gaol"].remedy == "Did you mean “goal”?"
    assert "client, depth, goal" in told["gaol"].expected
    assert told["tags 2"].got == "1"
    assert told["depth"].expected == "one of: short, full (how much is told)"
    assert "KOERS_SECRET_STATISTICS_KEY" in told["token"].remedy
    assert "hunter2" not in "".join(map(str, faults))
    assert told["goal"].expected == "a number, with a point for decimals (posts a week)"


def test_only_what_has_no_default_is_missed() -> None:
    parameters = (
        Parameter("a", "int", required=True),
        Parameter("b", "int | None"),
        Parameter("c", "Secret", secret="c"),
    )
    assert [one.column for one in check(Contract("05_x", parameters), {}).faults] == ["a"]
    assert check(Contract("05_x", parameters), {"a": 1}).faults == ()


@pytest.mark.parametrize(
    ("annotation", "words", "several", "nothing"),
    [
        ("list[int] | None", "a list, each entry a whole number; or nothing", True, True),
        ("dict[str, bool]", "names, each with true or false", True, False),
        ("Literal['a', 'b']", "one of: a, b", False, False),
        ("Optional[str]", "text; or nothing", False, True),
    ],
)
def test_types_are_told_in_words(
    annotation: str,
    words: str,
    several: object,
    nothing: object,
) -> None:
    assert describe_type(annotation) == words
    assert (holds_several(annotation), takes_nothing(annotation)) == (several, nothing)


def test_only_types_of_the_list_are_found() -> None:
    for annotation in ("object", "list[object]", "Path", "os.PathLike", "tuple[int]", "(1, 2)"):
        with pytest.raises(ValueError, match=r"\w"):
            find_adapter(annotation)


RUNNABLE = """\
from toolkit.secret import Secret
client: str = "no # remark"  # wiens, “één”
goal: float  # posts a week
tags: list[str] = [
    "one",
]  # what is looked at
start: "date | None" = None
token: Secret = Secret("key")  # of the service
"""
VALUES = {
    "client": st.text(),
    "goal": st.floats(allow_nan=False, allow_infinity=False),
    "tags": st.lists(st.text()),
    "start": st.none() | st.just("2026-05-31"),
}


@given(st.fixed_dictionaries({}, optional=VALUES))
def test_a_cell_that_is_filled_in_gives_the_values(values: dict[str, object]) -> None:
    filled = fill_in(RUNNABLE, values)
    run: dict[str, object] = {}
    exec(filled, run)
    defaults = {"client": "no # remark", "tags": ["one"], "start": None}
    for name, value in (defaults | values).items():
        assert run[name] == value
    assert ("goal" in run) == ("goal" in values)
    for remark in ("# wiens, “één”\n", "# posts a week\n", "# what is looked at\n"):
        assert remark in filled


def test_a_cell_that_is_filled_in_means_the_clients_own_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KOERS_SECRET_TOKEN", "for everybody")
    monkeypatch.setenv("KOERS_SECRET_CITY_LIBRARY__TOKEN", "for the library")
    source = 'from toolkit.secret import Secret\ntoken: Secret = Secret("token")  # key'
    run: dict[str, Secret] = {}
    exec(fill_in(source, {"token": "hunter2"}, "city-library"), run)
    assert run["token"].reveal() == "for the library"
