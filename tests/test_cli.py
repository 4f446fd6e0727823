"""The command: what each asks and answers, and its exit status: 0 well, 1 wrong, 2 wrong usage."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DEMOS
from toolkit import cli, lab
from toolkit.build import Request, build
from toolkit.cli import building

COMMANDS = (
    "init", "new", "check", "plan", "build", "inbox", "open", "import", "export", "codebook",
    "remove",
)  # fmt: skip
Koers = Callable[..., tuple[int, str, str]]


@pytest.fixture
def koers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Koers:
    """Run the command in this process; give its exit status and what it wrote."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["koers", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        written = capsys.readouterr()
        return int(stop.value.code or 0), written.out, written.err

    return run


def spoil(workspace: Path, slug: str = "small") -> None:
    tally = workspace / "clients" / slug / "data" / "channels" / "tally.csv"
    lines = tally.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(",2,1,0,", ",two,1,0,")
    tally.write_text("\n".join(lines), encoding="utf-8")


def test_without_anything_it_explains_itself(koers: Koers) -> None:
    status, out, err = koers()
    assert status in (0, 2)
    for command in COMMANDS:
        assert command in out + err


def test_help_is_no_fault(koers: Koers) -> None:
    assert koers("--help")[0] == 0
    status, out, _ = koers("build", "--help")
    assert status == 0
    assert "--as-of" in out


@pytest.mark.parametrize(
    "arguments", [("dance",), ("build", "--loudly"), ("build", "--jobs", "many"), ("init",)]
)
def test_what_does_not_exist_is_wrong_usage(koers: Koers, arguments: tuple[str, ...]) -> None:
    status, _, err = koers(*arguments)
    assert status == 2
    assert err


def test_init_makes_a_workspace_once(koers: Koers, tmp_path: Path) -> None:
    status, out, _ = koers("init", tmp_path / "work")
    assert status == 0
    assert "koers build --all" in out
    assert (tmp_path / "work" / "koers.toml").is_file()
    status, _, err = koers("init", tmp_path / "work")
    assert status == 2
    assert "empty folder" in err


def test_new_makes_a_client_that_can_be_checked(koers: Koers, workspace: Path) -> None:
    made = koers("new", "city-library", "--language", "en", "--workspace", workspace)
    assert made[0] == 0
    assert koers("check", "city-library", "--workspace", workspace)[:2] == (
        0,
        "city-library: nothing wrong\n",
    )
    assert koers("new", "city-library", "--workspace", workspace)[0] == 2
    assert koers("new", "City", "--workspace", workspace)[0] == 2


def test_outside_a_workspace_every_command_says_so(
    koers: Koers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["check"], ["plan"], ["build"], ["new", "shop"], ["import", "shop", "a.yaml"]):
        status, _, err = koers(*command)
        assert (command, status) == (command, 2)
        assert "koers init" in err


def test_check_names_faults_and_fails_only_for_errors(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client()
    assert koers("check", "--workspace", home)[0] == 0
    spoil(home)
    status, out, _ = koers("check", "small", "--workspace", home)
    assert status == 1
    assert "small: 1 error" in out
    assert "data/channels/tally.csv, row 4, column “reactions”" in out
    status, _, err = koers("check", "nobody", "--workspace", home)
    assert status == 2
    assert "nobody" in err


@pytest.mark.slow
def test_check_shows_notes_when_asked(koers: Koers, workspace: Path) -> None:
    _, quiet, _ = koers("check", DEMOS[0], "--workspace", workspace)
    _, told, _ = koers("check", DEMOS[0], "--notes", "--workspace", workspace)
    # In the language of this client.
    assert "met --notes zijn ze te zien" in quiet
    assert "  opmerking: " not in quiet
    assert "  opmerking: " in told
    # How dates were read is decided for each file, and told with what speaks for it.
    assert "Gelezen als maand, dag, jaar (10/31/2026). Gevonden: in rij 2 staat" in told


def test_plan_says_what_would_run_and_why(koers: Koers, small_client: Callable[..., Path]) -> None:
    home = small_client()
    asked = ("plan", "small", "--notebook", "channel_benchmark", "--workspace", home)
    status, out, _ = koers(*asked)
    assert status == 0
    assert "small/channel_benchmark: runs: not built yet" in out
    assert "small/persona_research: not asked for" in out
    assert out.endswith("1 notebook would run.\n")
    assert not (home / "clients" / "small" / "reports").exists()


def test_of_many_clients_only_those_are_named_for_which_something_is_due(
    koers: Koers, many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "MOST_LINES", 1)
    home = many_clients(3)
    build(Request(home))
    (home / "clients" / "client-001" / "notes" / "second.md").write_text("Another word.\n")
    _, out, _ = koers("plan", "--workspace", home)
    assert out.splitlines() == [
        "client-001/first: up to date",
        "client-001/second: runs: notes/second.md changed",
        "2 clients are up to date.",
        "1 notebook would run.",
    ]


def test_a_plan_of_a_client_that_cannot_be_built_is_no_success(
    koers: Koers, many_clients: Callable[..., Path]
) -> None:
    home = many_clients(2)
    (home / "clients" / "client-001" / "client.yaml").write_text("name: [\n", encoding="utf-8")
    status, out, _ = koers("plan", "--workspace", home)
    assert status == 1
    assert "client-001: cannot be built." in out
    assert "client-000/first: runs: not built yet" in out


def test_a_build_that_is_stopped_says_that_the_next_goes_on(
    koers: Koers, many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.build.build", stop)
    status, _, err = koers("build", "--workspace", many_clients(1))
    assert status == 130
    assert err == "Stopped. What was done stays; the next build goes on from there.\n"


def test_a_narrow_window_cuts_no_report_s_place_short(
    koers: Koers, many_clients: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    _, out, _ = koers("build", "--workspace", many_clients(1))
    assert "client-000  ok     2    0           clients/client-000/reports/strategy.html" in out


def test_a_fault_is_told_once_and_by_whose_it_is(
    small_client: Callable[..., Path],
) -> None:
    home = small_client(only="intake_workshop")
    template = home / "notebooks" / "01_intake_workshop.ipynb"
    notebook = json.loads(template.read_text(encoding="utf-8"))
    notebook["cells"][2:] = [
        {**notebook["cells"][1], "id": "another", "metadata": {}, "source": "nothing"}
    ]
    template.write_text(json.dumps(notebook), encoding="utf-8")
    command = [sys.executable, "-m", "toolkit.cli", "build", "--workspace", str(home)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stdout.count("name 'nothing' is not defined. Found: NameError") == 1
    assert done.stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        ("--notebook", "nothing"),
        ("--format", "docx"),
        ("--engine", "steam"),
        ("--as-of", "31-10-2026"),
        ("nobody",),
        ("small", "--all"),
        ("--timeout", "0"),
        ("--param", "goal"),
        ("--param", "goal=20"),
        ("--param", "goal=1", "--param", "goal=2"),
        ("--param", "as_of=2026-01-01"),
    ],
)
def test_a_build_of_what_does_not_exist_is_wrong_usage(
    koers: Koers, small_client: Callable[..., Path], wrong: tuple[str, ...]
) -> None:
    status, _, err = koers("build", *wrong, "--workspace", small_client())
    assert status == 2
    assert err


def test_parameters_are_given_checked_and_planned(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client(only="channel_benchmark")
    (template,) = (home / "notebooks").glob("*.ipynb")
    text = template.read_text(encoding="utf-8")
    cell = '"client: str'
    assert cell in text
    with_goal = text.replace(cell, '"goal: float = 1.0\\n",\n    "client: str', 1)
    template.write_text(with_goal, encoding="utf-8")
    asked = ("plan", "small", "--workspace", home)
    assert koers(*asked, "--param", "goal=20", "--param", "channel_benchmark.goal=2.5")[0] == 0
    status, _, err = koers(*asked, "--param", "goal=many")
    assert status == 2
    assert "--param goal" in err
    with (home / "clients" / "small" / "client.yaml").open("a", encoding="utf-8") as file:
        file.write("parameters:\n  gaol: 20\n")
    assert "client.yaml, row 5" in koers(*asked)[1]
    status, out, _ = koers("check", "small", "--workspace", home)
    assert status == 1
    assert "Did you mean “goal”?" in out


@pytest.mark.slow
def test_build_makes_reports_and_tells_a_program_what_became_of_them(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client()
    asked = ("build", "small", "--notebook", "channel_benchmark", "--workspace", home)
    status, out, _ = koers(*asked, "--json")
    (result,) = json.loads(out)
    assert status == 0
    assert result["status"] == "ok"
    assert result["ran"] == ["channel_benchmark"]
    assert (home / result["report"]).is_file()

    status, out, _ = koers(*asked)
    assert status == 0
    assert "ok" in out

    spoil(home)
    status, out, _ = koers(*asked, "--json")
    (result,) = json.loads(out)
    assert status == 1
    assert result["status"] == "failed"
    assert "row 4" in result["faults"][0]
    assert result["report"].endswith("problems.html")
    assert koers(*asked)[0] == 1


def test_import_takes_answers_in_or_says_what_is_wrong(
    koers: Koers, small_client: Callable[..., Path], tmp_path: Path
) -> None:
    home = small_client()
    file = tmp_path / "answers.yaml"
    file.write_text("intake:\n  goals:\n    - {name: More, deadline: 2026-12-31}\n", "utf-8")
    asked = ("import", "small", file, "--workspace", home)
    assert koers(*asked)[:2] == (
        0,
        "  Goals: row added: More; Deadline: 31 December 2026\n1 answer changed.\n",
    )
    file.write_text("intake:\n  goals:\n    - {name: More, deadline: soon}\n", "utf-8")
    status, _, err = koers(*asked)
    assert status == 1
    assert "answers.yaml" in err
    assert "deadline" in err
    assert koers("import", "nobody", file, "--workspace", home)[0] == 2


def test_open_starts_jupyterlab_on_a_copy_and_passes_on_its_status(
    koers: Koers, small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    class Pretended:
        pid = 0

        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command)

        def wait(self, timeout: float | None = None) -> int:
            return len(started) - 1

    monkeypatch.setattr(lab.subprocess, "Popen", Pretended)
    home = small_client()
    asked = ("open", "small", "channel_benchmark", "--no-browser", "--workspace", home)
    assert koers(*asked)[0] == 0
    assert koers("open", "--no-browser", "--workspace", home)[0] == 1
    assert "jupyterlab" in started[0]
    assert "--no-browser" in started[0]
    assert any("03_channel_benchmark.ipynb" in word for word in started[0])
    assert any("home.ipynb" in word for word in started[1])
    assert koers("open", "nobody", "--workspace", home)[0] == 2
    assert koers("open", "small", "nothing", "--workspace", home)[0] == 2


@pytest.mark.slow
@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), (["check", "nobody"], 2)])
def test_the_installed_command_does_the_same(
    small_client: Callable[..., Path], arguments: list[str], status: int
) -> None:
    found = subprocess.run(
        [sys.executable, "-c", "from toolkit.cli import main; main()", *arguments],
        cwd=small_client() / "clients",
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert found.returncode == status
    assert "Traceback" not in found.stderr


def test_the_inbox_is_sorted_and_what_stays_is_told(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client()
    inbox = home / "clients" / "inbox"
    inbox.mkdir()
    mine = b"brand,platform,date,reactions,comments\nSmall & Co,facebook,2026-05-02,3,1\n"
    (inbox / "counts.csv").write_bytes(mine)
    (inbox / "foreign.csv").write_bytes(b"Who,What\nme,this\n")
    for name in ("counts.csv", "foreign.csv"):
        os.utime(inbox / name, (0, 0))
    status, out, _ = koers("inbox", "--dry-run", "--workspace", home)
    assert status == 1
    assert "counts.csv: would go to small (Small & Co, facebook), by the brand in it" in out
    assert "foreign.csv: stays." in out
    assert sorted(one.name for one in inbox.iterdir()) == ["counts.csv", "foreign.csv"]
    status, out, _ = koers("inbox", "--json", "--workspace", home)
    assert status == 1
    first, second = json.loads(out)
    assert (first["client"], first["place"]) == ("small", "data/channels/counts.csv")
    assert (second["client"], second["outcome"]) == ("", "stays")
    status, out, _ = koers("inbox", "foreign.csv", "--to", "small", "--workspace", home)
    assert status == 0
    assert "foreign.csv: went to small, as you said" in out
    assert koers("inbox", "--workspace", home)[:2] == (0, "0 files stay in the inbox.\n")


@pytest.mark.parametrize(
    "arguments",
    [("nothing.csv",), ("--to", "small"), ("a.csv", "--to", "nobody"),
     ("a.csv", "--to", "small", "--dry-run")],
)  # fmt: skip
def test_an_inbox_is_asked_for_what_is_there(
    koers: Koers, small_client: Callable[..., Path], arguments: tuple[str, ...]
) -> None:
    home = small_client()
    inbox = home / "clients" / "inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_bytes(b"x")
    assert koers("inbox", *arguments, "--workspace", home)[0] == 2
    assert [one.name for one in inbox.iterdir()] == ["a.csv"]


def test_other_commands_say_what_waits_and_move_nothing(
    koers: Koers, small_client: Callable[..., Path]
) -> None:
    home = small_client()
    inbox = home / "clients" / "inbox"
    inbox.mkdir()
    (inbox / "a.csv").write_bytes(b"x")
    (inbox / "client.yaml").write_text("name: No client\n", encoding="utf-8")
    status, out, err = koers("check", "--workspace", home)
    assert status == 0
    assert "2 files wait in clients/inbox" in err
    assert "inbox" not in out
    assert koers("new", "inbox", "--workspace", home)[0] == 2
    assert koers("remove", "inbox", "--yes", "--workspace", home)[0] == 2
    assert (inbox / "a.csv").is_file()


FORM = "Tijdstempel,Hoe vaak gebruikt u Instagram?,Naam,Geloof\n" + "".join(
    f"2026/05/{n:02},{'Dagelijks' if n % 2 else 'Nooit'},Verzonnen {n},Geen\n" for n in range(1, 31)
)


@pytest.mark.slow
def test_a_codebook_is_drafted_added_to_and_the_raw_file_forgotten(
    koers: Koers, small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = small_client()
    monkeypatch.chdir(workspace)
    survey = workspace / "clients" / "small" / "data" / "survey"
    survey.mkdir(parents=True, exist_ok=True)
    assert koers("codebook", "small")[0] == 2
    (survey / "form.csv").write_text(FORM, encoding="utf-8")
    status, out, _ = koers("codebook", "small")
    assert status == 0
    assert "Fill in population: of whom the answers speak, in a few words." in out
    assert "Left out: Geloof (seems to be about religion or belief, which the law protects)." in out
    status, out, _ = koers("check", "small")
    assert status == 1
    assert "column “population”: This field has to be filled in." in out
    with (survey / "codebook.yaml").open("a", encoding="utf-8") as file:
        file.write("population: Verzonnen lezers\n")
    status, out, _ = koers("check", "small")
    assert "Questions were guessed from the file, and nobody has looked at them yet." in out
    assert koers("codebook", "small")[1].startswith("The codebook names every column")
    assert koers("codebook", "small", "--without-open-answers")[0] == 2
    assert koers("codebook", "small", "--forget-raw")[0] == 2
    assert (survey / "form.csv").is_file()
    status, out, _ = koers("codebook", "small", "--forget-raw", "--yes")
    assert status == 0
    assert "With them go the columns Tijdstempel, Naam, Geloof." in out
    assert [one.name for one in survey.glob("*.csv")] == ["answers.csv"]
    assert "Verzonnen" not in (survey / "answers.csv").read_text(encoding="utf-8")
    assert koers("codebook", "small", "--forget-raw", "--yes")[0] == 2


@pytest.mark.slow
def test_what_a_dutch_client_is_told_is_dutch(
    koers: Koers, small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = small_client()
    monkeypatch.chdir(workspace)
    folder = workspace / "clients" / "small"
    client = folder / "client.yaml"
    client.write_text(client.read_text("utf-8").replace("language: en", "language: nl"), "utf-8")
    survey = folder / "data" / "survey"
    survey.mkdir(parents=True, exist_ok=True)
    (survey / "form.csv").write_text(FORM, encoding="utf-8")
    _, out, _ = koers("codebook", "small")
    assert "Vul population in: voor wie de antwoorden staan, in een paar woorden." in out
    left = (
        "Weggelaten: Geloof (lijkt over geloof of levensovertuiging te gaan, wat de wet beschermt)."
    )
    assert left in out
    assert "Bekijk elk vermoeden, haal guessed: true weg, en geef dan  koers check small" in out
    status, out, _ = koers("check", "small")
    assert status == 1
    assert "small: 1 fout" in out
    assert "fout: data/survey/codebook.yaml, kolom “population”: Dit veld moet worden" in out
    # Where the language itself cannot be read, it is told in English.
    client.write_text("language: [\n", encoding="utf-8")
    assert "error: client.yaml, row" in koers("check", "small")[1]


def test_two_files_of_answers_have_to_be_told_apart(
    koers: Koers, small_client: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = small_client()
    monkeypatch.chdir(workspace)
    survey = workspace / "clients" / "small" / "data" / "survey"
    survey.mkdir(parents=True, exist_ok=True)
    for name in ("a.csv", "b.csv"):
        (survey / name).write_text(FORM, encoding="utf-8")
    status, _, err = koers("codebook", "small")
    assert status == 2
    assert "a.csv, b.csv" in err
    assert koers("codebook", "small", "b.csv", "--population", "Lezers")[0] == 0
    assert koers("check", "small")[0] == 0
    assert koers("codebook", "small", "a.csv")[0] == 2
