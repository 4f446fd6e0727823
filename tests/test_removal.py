"""The right to be forgotten: a client is gone from the whole workspace, and nobody else is."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import test_cli
from toolkit.build.turn import WAITING
from toolkit.clients import ClientFolder
from toolkit.deliver.portfolio import ClientState, render_portfolio
from toolkit.erasure import find_traces, remove_client, remove_reports
from toolkit.errors import UsageError
from toolkit.forms.intake_page import open_page
from toolkit.language import Language
from toolkit.live import show_intake
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger

koers = test_cli.koers
Koers = test_cli.Koers
SECRET = "Zilverberg"


@pytest.fixture
def home(small_client: Callable[..., Path]) -> Path:
    """Make two clients, with all that commands and JupyterLab leave behind."""
    home = small_client("other", name="Other")
    small_client("small", name=SECRET)
    for place in (
        "clients/small/reports/strategy.html",
        "clients/small/notes/.ipynb_checkpoints/strategy-checkpoint.md",
        "clients/.ipynb_checkpoints/portfolio-checkpoint.html",
        "working-copies/small/01_intake_workshop.ipynb",
        "working-copies/small/.ipynb_checkpoints/01_intake_workshop-checkpoint.ipynb",
        "working-copies/home.ipynb",
        ".koers/unfinished/small/client.yaml.json",
        ".koers/unfinished/other/client.yaml.json",
        "clients/other/reports/strategy.html",
    ):
        path = home / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Other" if "other" in place else SECRET, "utf-8")
    return home


def names(home: Path, text: str) -> list[str]:
    return sorted(
        path.relative_to(home).as_posix()
        for path in home.rglob("*")
        if path.is_file() and text.encode() in path.read_bytes()
    )


def test_a_client_goes_with_all_that_was_made_of_it(home: Path) -> None:
    others = names(home, "Other")
    remove_client(home, "small")
    assert names(home, SECRET) == []
    assert [path for path in home.rglob("*") if "small" in path.name] == []
    assert set(others) <= set(names(home, "Other"))
    page = (home / "clients" / "portfolio.html").read_text("utf-8")
    assert "other" in page.casefold()
    with pytest.raises(UsageError):
        remove_client(home, "small")


@pytest.mark.parametrize("wrong", ["", ".", "..", "../clients/small", "nobody", "small/reports"])
def test_only_a_client_can_be_removed(home: Path, wrong: str) -> None:
    with pytest.raises(UsageError):
        remove_client(home, wrong)
    assert (home / "clients" / "small" / "client.yaml").is_file()


def test_a_client_that_cannot_be_read_can_be_removed(home: Path) -> None:
    (home / "clients" / "small" / "client.yaml").write_text("name: [", "utf-8")
    remove_client(home, "small")
    assert not (home / "clients" / "small").exists()


def test_files_that_are_read_only_go_too(home: Path) -> None:
    folder = home / "clients" / "small" / "data" / "channels"
    (folder / "tally.csv").chmod(stat.S_IREAD)
    folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    remove_client(home, "small")
    assert not (home / "clients" / "small").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for a privilege to make links")
def test_what_a_link_leads_to_stays(home: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept", "utf-8")
    (home / "clients" / "small" / "data" / "link").symlink_to(outside)
    (home / "clients" / "small" / "notes" / "file.md").symlink_to(outside / "kept.txt")
    (home / "working-copies" / "small" / "link").symlink_to(outside)
    (home / "clients" / "linked").symlink_to(outside)
    mode = outside.stat().st_mode
    remove_client(home, "small")
    remove_client(home, "linked")
    assert (outside / "kept.txt").read_text("utf-8") == "kept"
    assert outside.stat().st_mode == mode
    assert not (home / "clients" / "linked").is_symlink()


def test_reports_go_where_an_answer_is_taken_out_in_the_workshop(home: Path) -> None:
    folder = ClientFolder(home / "clients/small")
    Ledger(folder.workshop_folder).record([Change("set", "intake.purpose.why", "Hush")])
    (folder.path / "reports/minutes.html").write_text("Hush", "utf-8")
    form = show_intake(folder, Language("en"), interactive=True)
    assert form is not None
    page = open_page(folder, Language("en"))
    assert page.widget is form.widget
    assert page._redact("intake.purpose.why") == 1
    assert names(home, "Hush") == []
    # Somebody is looking at this page.
    assert (home / "working-copies/small/01_intake_workshop.ipynb").is_file()


def test_reports_go_alone_where_one_answer_goes(home: Path) -> None:
    remove_reports(home, "small")
    assert not (home / "clients" / "small" / "reports").exists()
    assert not (home / "working-copies" / "small").exists()
    assert (home / ".koers" / "unfinished" / "small" / "client.yaml.json").is_file()
    assert (home / "clients" / "small" / "client.yaml").is_file()
    assert (home / "clients" / "other" / "reports" / "strategy.html").is_file()


BUILD = """
import sys, time
from pathlib import Path
from toolkit.build.turn import take_turn
client = Path(sys.argv[1]) / "clients" / "small"
with take_turn(Path(sys.argv[1]), lambda *_: None):
    print("at work", flush=True)
    time.sleep(1)
    (client / "reports").mkdir(parents=True, exist_ok=True)
    (client / "reports" / "late.html").write_text("late")
"""


@pytest.mark.slow
@pytest.mark.parametrize("remove", [remove_client, remove_reports])
def test_a_build_that_is_at_work_puts_nothing_back(
    home: Path, remove: Callable[..., tuple[Path, ...]]
) -> None:
    command = [sys.executable, "-c", BUILD, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as builder:
        assert builder.stdout
        assert builder.stdout.readline() == "at work\n"
        told: list[tuple[object, ...]] = []
        remove(home, "small", lambda *step: told.append(step))
    assert told == [(WAITING, 0, 0)]
    assert builder.returncode == 0
    assert not (home / "clients" / "small" / "reports").exists()


def test_the_command_wants_to_be_told_twice(
    koers: Koers, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("remove", "small", "--workspace", home)
    assert koers(*asked)[0] == 2
    assert find_traces(home, "small")
    monkeypatch.setattr("toolkit.cli.asking.somebody_is_there", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_: "other")
    assert koers(*asked)[0] == 2
    assert find_traces(home, "small")
    monkeypatch.setattr("typer.prompt", lambda *_: "small")
    status, out, _ = koers(*asked)
    assert status == 0
    assert "clients/small" in out
    assert "clients/other" not in out
    assert names(home, SECRET) == []
    assert koers("remove", "small", "--yes", "--workspace", home)[0] == 2


def test_one_answer_is_found_by_its_words_and_taken_out(koers: Koers, home: Path) -> None:
    folder = home / "clients" / "small" / "workshop"
    ledger = Ledger(folder)
    ledger.record([Change("add", "intake.goals.+", {"name": "More", "owner": "Jan Zomer"})])
    ledger.record([Change("add", "intake.actions.+", {"what": "Ask", "who": "Jan Zomer"})])
    asked = ("remove", "small", "--workspace", home)
    status, out, _ = koers(*asked, "--answer-with", "zomer")
    assert (status, out) == (
        0, "intake.goals.r1.owner: Jan Zomer\nintake.actions.r2.who: Jan Zomer\n2 answers found.\n"
    )  # fmt: skip
    assert koers(*asked, "--answer", "?")[1].endswith("4 answers found.\n")
    assert koers(*asked, "--answer", "intake.goals.r1.owner")[0] == 2
    status, out, _ = koers(*asked, "--answer", "intake.goals.r1.owner", "--yes")
    assert status == 0
    assert "The same text stands at intake.actions.r2.who." in out
    assert not (home / "clients" / "small" / "reports").exists()
    assert koers(*asked, "--answer", "intake.actions.r2.who", "--yes")[0] == 0
    assert names(home, "Jan Zomer") == []
    assert koers(*asked, "--answer", "intake.actions.r2.who", "--yes")[0] == 2
    assert koers("check", "small", "--workspace", home)[0] == 0


def test_check_says_when_data_may_no_longer_be_kept(koers: Koers, home: Path) -> None:
    file = home / "clients" / "small" / "client.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}retain_until: 2020-01-31\n", "utf-8")
    status, out, _ = koers("check", "small", "--workspace", home)
    assert status == 0
    assert "may be kept has passed. Found: 2020-01-31." in out
    file.write_text(f"{text}retain_until: 9999-12-31\n", "utf-8")
    assert "has passed" not in koers("check", "small", "--workspace", home)[1]


def test_the_page_of_all_clients_says_so_by_the_date_of_the_report() -> None:
    late = ClientState("Late", (), as_of="2026-06-30", retain_until="2026-05-31")
    kept = ClientState("Kept", (), as_of="2026-06-30", retain_until="2026-06-30")
    page = render_portfolio([late, kept], language=Language("nl"))
    assert page.count("mocht bewaard worden tot en met") == 1
    assert "mocht bewaard worden tot en met 31 mei 2026" in page
