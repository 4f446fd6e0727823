"""What notebooks are given, and what keeps a client from being built, before anything runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from toolkit.build import ClientPlan, Request, Written, build, plan
from toolkit.build.planning import check_parameters
from toolkit.errors import Fault, UsageError
from toolkit.secret import HIDDEN
from toolkit.working_copies import working_copy

GIVEN = """\
client: str = ""  # whose
language: str = ""  # which
as_of: str = ""  # when
interactive: bool = False  # live
"""
COVER = """\
from toolkit.clients import load
from toolkit.prose import wording
folder = load(client, as_of)
names = dict(chapter_title="One", title="One", lede="", as_of="2026-06-30")
wording.cover(folder, folder.words(language), chapter="first", **names)"""
VALUE = "s3cr&t/wörd'\"\\+é=?"
Workspace = Callable[..., Path]


@pytest.fixture
def make(small_client: Callable[..., Path]) -> Workspace:
    """Make a workspace with clients and notebooks of one cell of parameters, and some code."""

    def write(
        notebooks: Mapping[str, str] | None = None,
        clients: Mapping[str, str] | None = None,
        code: tuple[str, ...] = (),
    ) -> Path:
        for slug in clients or {"small": ""}:
            folder = small_client(slug, name=slug.capitalize(), rows=1)
        for slug, more in (clients or {}).items():
            with (folder / "clients" / slug / "client.yaml").open("a", encoding="utf-8") as file:
                file.write(more)
        shutil.rmtree(folder / "notebooks")
        for stem, parameters in (notebooks or {"01_first": ""}).items():
            write_notebook(folder / "notebooks" / f"{stem}.ipynb", GIVEN + parameters, *code)
        return folder

    return write


def write_notebook(path: Path, parameters: str, *code: str) -> None:
    cells = [new_code_cell(source) for source in (parameters, *code)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    cells[0].metadata["tags"] = ["parameters"]
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3", "display_name": "Python 3", "language": "python",
    }  # fmt: skip
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(writes(notebook), encoding="utf-8")


def values_of(one: ClientPlan) -> dict[str, dict[str, object]]:
    return {
        chapter.job.chapter: {
            name: value
            for name, value in chapter.job.parameters.items()
            if name not in ("client", "language", "as_of", "interactive")
        }
        for chapter in one.chapters
    }


def plans(workspace: Path, **more: object) -> dict[str, ClientPlan]:
    return {one.slug: one for one in plan(Request(workspace, **more))}  # type: ignore[arg-type]


def usage(workspace: Path, parameters: Mapping[str, object], **more: object) -> list[Fault]:
    with pytest.raises(UsageError) as caught:
        plans(workspace, parameters=parameters, **more)
    return list(caught.value.faults)


def test_a_notebook_is_given_what_it_declares_and_no_more(make: Workspace) -> None:
    notebooks = {"01_first": "goal: float = 1.0\ntags: list[str] = []", "02_second": ""}
    mine = "parameters:\n  goal: 20\n  tags: [no, 007]\n"
    found = plans(make(notebooks, {"mine": mine, "yours": ""}))
    assert values_of(found["mine"]) == {
        "first": {"goal": 20.0, "tags": ["no", "007"]}, "second": {},
    }  # fmt: skip
    assert values_of(found["yours"]) == {"first": {}, "second": {}}
    given = dict(found["yours"].chapters[0].job.parameters)
    assert given == {"client": "yours", "language": "en", "as_of": "", "interactive": False}


def test_the_command_goes_before_the_client_and_a_chapter_before_all(make: Workspace) -> None:
    same = "goal: int = 1"
    mine = "parameters:\n  goal: 2\n  second.goal: 3\n"
    workspace = make({"01_first": same, "02_second": same}, {"mine": mine})

    def goals(**given: object) -> list[object]:
        found = values_of(plans(workspace, parameters=given.get("give", {}))["mine"])
        return [one["goal"] for one in found.values()]

    assert goals() == [2, 3]
    assert goals(give={"goal": 4}) == [4, 4]
    assert goals(give={"goal": Written("4")}) == [4, 4]
    assert goals(give={"second.goal": 5}) == [2, 5]
    assert goals(give={"goal": 4, "second.goal": 5}) == [4, 5]


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        ("str", "a = b: c", "a = b: c"),
        ("str", "", ""),
        ("int", "20", 20),
        ("float", "20", 20.0),
        ("float", "-0.5", -0.5),
        ("bool", "true", True),
        ("bool", "no", False),
        ("'date'", "2026-05-31", "2026-05-31"),
        ("list[str]", '["a", "b, c"]', ["a", "b, c"]),
        ("list[int]", '[1, "2"]', [1, 2]),
        ("dict[str, float]", '{"a": 0.5}', {"a": 0.5}),
        ("'int | None'", "", None),
        ("'list[int] | None'", "[1]", [1]),
        ("\"Literal['a', 'b']\"", "b", "b"),
    ],
)
def test_what_somebody_typed_is_read_by_its_type(
    make: Workspace, annotation: str, text: str, value: object
) -> None:
    workspace = make({"01_first": f"x: {annotation}"})
    found = values_of(plans(workspace, parameters={"x": Written(text)})["small"])
    assert found == {"first": {"x": value}}
    assert type(found["first"]["x"]) is type(value)


@pytest.mark.parametrize(
    ("annotation", "text"),
    [
        ("int", "twenty"), ("int", "2.5"), ("int", "6.500"), ("int", ""), ("float", "6.500"),
        ("float", "nan"), ("float", "1,5"), ("bool", "maybe"), ("'date'", "31-05-2026"),
        ("list[str]", "a, b"), ("list[int]", '["a"]'), ("dict[str, int]", "[1]"),
        ("\"Literal['a', 'b']\"", "c"),
    ],
)  # fmt: skip
def test_what_is_not_of_its_type_is_no_value(make: Workspace, annotation: str, text: str) -> None:
    workspace = make({"01_first": f"x: {annotation}"})
    (fault,) = usage(workspace, {"x": Written(text)})
    assert fault.file == "--param x"
    assert fault.expected
    (fault,) = usage(workspace, {"x": object()})
    assert "object" in fault.got


def test_values_from_python_are_not_turned_into_others(make: Workspace) -> None:
    workspace = make({"01_first": "x: int = 1"})
    assert [fault.got for fault in usage(workspace, {"x": "5"})] == ["'5'"]
    assert [fault.got for fault in usage(workspace, {"x": 5.0})] == ["5.0"]


def test_all_that_is_wrong_with_a_client_is_told_with_its_rows(make: Workspace) -> None:
    mine = (
        "# Given by hand.\nparameters:\n  gaol: 1\n  goal: many\n  second.depth: 5\n"
        "  third.goal: 5\n  as_of: 2026-01-01\n"
    )
    notebooks = {"01_first": "goal: int\nneeded: str", "02_second": "goal: int\ndepth: bool = True"}
    workspace = make(notebooks, {"mine": mine, "yours": "parameters: {goal: 1, needed: a}\n"})
    found = plans(workspace)
    assert found["yours"].faults == ()
    assert len(found["yours"].due) == 2
    rows = {fault.row: fault for fault in found["mine"].faults}
    lines = (workspace / "clients" / "mine" / "client.yaml").read_text("utf-8").splitlines()
    told = {lines[row - 1].strip(): fault for row, fault in rows.items() if row}
    assert set(told) == {
        "gaol: 1", "goal: many", "second.depth: 5", "third.goal: 5", "as_of: 2026-01-01",
    }  # fmt: skip
    assert all(fault.file == "client.yaml" for fault in told.values())
    assert told["gaol: 1"].remedy == "Did you mean “goal”?"
    assert told["goal: many"].got == "'many'"
    assert told["second.depth: 5"].expected == "true or false"
    assert "--as-of" in told["as_of: 2026-01-01"].remedy
    assert rows[None].file == "01_first.ipynb"
    assert rows[None].column == "needed"
    assert "client.yaml" in rows[None].remedy
    assert set(check_parameters("mine", workspace)) == set(found["mine"].faults)
    assert check_parameters("yours", workspace) == ()


def test_what_the_command_gives_wrong_is_told_of_all_clients_at_once(make: Workspace) -> None:
    workspace = make({"01_first": "goal: int = 1", "02_second": "deep: bool = True"},
                     {"mine": "", "yours": ""})  # fmt: skip
    given = {"gaol": 1, "goal": Written("x"), "second.goal": 1, "client": "a", "deep": True}
    told = {fault.file: fault for fault in usage(workspace, given)}
    assert set(told) == {"--param gaol", "--param goal", "--param second.goal", "--param client"}
    assert told["--param second.goal"].expected == "one of: first.goal, goal"
    # What only a notebook declares that is not asked for reaches nobody either.
    (fault,) = usage(workspace, {"deep": True}, notebooks=("first",))
    assert fault.file == "--param deep"


def test_a_clients_own_notebook_has_its_own_contract(make: Workspace) -> None:
    workspace = make(clients={"mine": "parameters: {extra: 5}\n", "yours": ""})
    assert "extra" in str(plans(workspace)["mine"].faults[0])
    own = workspace / "clients" / "mine" / "notebooks" / "01_first.ipynb"
    write_notebook(own, GIVEN + "extra: int = 1")
    found = plans(workspace)
    assert values_of(found["mine"]) == {"first": {"extra": 5}}
    found = plans(workspace, parameters={"extra": 6})
    assert values_of(found["mine"]) == {"first": {"extra": 6}}
    assert values_of(found["yours"]) == {"first": {}}


def test_a_notebook_takes_what_every_build_gives(make: Workspace) -> None:
    workspace = make()
    cell = 'client: int = 1\nlanguage: str = ""\ninteractive: bool = False'
    write_notebook(workspace / "notebooks" / "01_first.ipynb", cell)
    faults = {fault.column: fault for fault in plans(workspace)["small"].faults}
    assert set(faults) == {"client", "as_of"}
    assert faults["as_of"].file == "01_first.ipynb"
    assert 'as_of: str = ""' in faults["as_of"].expected


def test_a_cell_that_is_no_contract_stops_the_client(make: Workspace) -> None:
    faults = plans(make({"01_first": "x = 5\ny: set = 1"}))["small"].faults
    assert [(fault.file, fault.got) for fault in faults] == [
        ("01_first.ipynb", "x = 5"), ("01_first.ipynb", "set"),
    ]  # fmt: skip


def test_a_working_copy_is_filled_in_with_the_same_values(make: Workspace) -> None:
    workspace = make(
        {"01_first": "goal: int  # posts a week", "02_second": "other: int"},
        {"mine": "parameters: {goal: 20}\n"},
    )
    text = working_copy(workspace, "mine").read_text(encoding="utf-8")
    assert "goal: int = 20  # posts a week" in text
    assert "client: str = 'mine'" in text
    assert "interactive: bool = True" in text


def test_a_secret_is_given_in_the_environment_alone(
    make: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = 'from toolkit.secret import Secret\ntoken: Secret = Secret("key")'
    workspace = make({"01_first": cell}, {"mine": "parameters: {token: hunter2}\n", "yours": ""})
    found = plans(workspace)
    (written, also), (missing,) = found["mine"].faults, found["yours"].faults
    assert "KOERS_SECRET_MINE__KEY" in also.remedy
    assert "KOERS_SECRET_KEY" in written.remedy
    assert "hunter2" not in str(written)
    assert "KOERS_SECRET_YOURS__KEY" in missing.remedy
    assert missing.file == "01_first.ipynb"
    assert check_parameters("yours", workspace) == (missing,)
    (fault,) = usage(workspace, {"token": Written("hunter2")})
    assert "hunter2" not in str(fault)
    (fault,) = usage(workspace, {"tokn": 1})
    assert "token" not in str(fault)
    monkeypatch.setenv("KOERS_SECRET_YOURS__KEY", VALUE)
    job = plans(workspace)["yours"].due[0].job
    assert job.secrets == ("key",)
    assert VALUE not in repr(job)


SECRET = 'from toolkit.secret import Secret\ntoken: Secret = Secret("key")  # of the service'
SHOWS = """\
import base64, html, json, sys, urllib.parse
value = token.reveal()
print(value, token, json.dumps(value), html.escape(value))
print(base64.b64encode(b"user:" + value.encode()).decode(), file=sys.stderr)
print("told: " + str(value == VALUE))
display(json.dumps(dict(key=value)), urllib.parse.quote(value), [value])
value"""
LEAKS = (
    "raise ValueError(token.reveal())",
    "assert False, repr(token.reveal())",
    "import os, sys\nos.system('echo ' + repr(token.reveal()))\nsys.exit(token.reveal())",
    "import os\nos.write(2, token.reveal().encode())\nos._exit(3)",
)


def find_everywhere(folder: Path, value: str) -> list[str]:
    """Name the files that hold a value in any of the ways in which JSON and pages write it."""
    escaped = value.replace("&", "&amp;")
    ways = [value, value.replace("\\", "\\\\").replace('"', '\\"'), escaped, "s3cr", "c2VjcmV0"]
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 5
    return [path.name for path in files if any(way.encode() in path.read_bytes() for way in ways)]


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["koers", "papermill"])
def test_no_byte_of_a_workspace_holds_a_secret_that_a_notebook_shows(
    make: Workspace, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    workspace = make({"01_first": SECRET}, {"mine": "", "yours": ""})
    code = SHOWS.replace("VALUE", "''.join(map(chr, " + repr([*map(ord, VALUE)]) + "))")
    path = workspace / "notebooks" / "01_first.ipynb"
    write_notebook(path, GIVEN + SECRET, *code.split("\n@"), COVER)
    for number, leak in enumerate(LEAKS, start=2):
        write_notebook(
            workspace / "notebooks" / f"0{number}_leak{number}.ipynb", GIVEN + SECRET, leak
        )
    monkeypatch.setenv("KOERS_SECRET_MINE__KEY", VALUE)
    monkeypatch.setenv("KOERS_SECRET_KEY", "of everybody else")
    results = {one.slug: one for one in build(Request(workspace, engine=engine))}
    for one in results.values():
        assert one.ran == ("first",)
        assert len(one.faults) == len(LEAKS)
        assert HIDDEN in str(one.faults)
        assert "s3cr" not in repr(one)
    made = workspace / "clients" / "mine" / "reports" / "notebooks" / "01_first.ipynb"
    text = made.read_text(encoding="utf-8")
    assert text.count(HIDDEN) >= 8
    assert "told: True" in text
    yours = made.parents[3] / "yours" / "reports" / "notebooks" / "01_first.ipynb"
    assert "told: False" in yours.read_text(encoding="utf-8")
    assert find_everywhere(workspace, VALUE) == []
    assert "of everybody else" not in yours.read_text(encoding="utf-8")
    failed = sorted(path.name for path in made.parent.glob("*.failed.ipynb"))
    assert failed == [f"0{number}_leak{number}.failed.ipynb" for number in (2, 3, 4)]
    kept = [path for path in (workspace / ".koers" / "failures").rglob("*") if path.is_file()]
    assert len(kept) == 2 * len(LEAKS)
    assert any(HIDDEN in path.read_text(encoding="utf-8") for path in kept)


@pytest.mark.slow
def test_one_clients_faults_stop_nobody_else_and_changes_are_reasons(make: Workspace) -> None:
    code = ("print(goal)", COVER)
    clients = {"bad": "parameters: {goal: many}\n", "good": "parameters: {goal: 20}\n"}
    workspace = make({"01_first": "goal: int = 1"}, clients, code)
    keys: list[str] = []
    results = build(Request(workspace), lambda key, *_: keys.append(key))
    assert [(one.slug, one.ok) for one in results] == [("bad", False), ("good", True)]
    assert not [key for key in keys if key.startswith("bad/")]
    problems = workspace / "clients" / "bad" / "reports" / "problems.html"
    assert "goal" in problems.read_text(encoding="utf-8")
    reports = workspace / "clients" / "good" / "reports"
    assert '"20\\n"' in (reports / "notebooks" / "01_first.ipynb").read_text(encoding="utf-8")
    assert plans(workspace)["good"].due == ()
    (due,) = plans(workspace, parameters={"goal": 30}, slugs=("good",))["good"].due
    assert due.reasons == ("goal is now 30",)
