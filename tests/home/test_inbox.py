"""Files that come in: hostile names, no file lost, each recognised in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import clients
from toolkit.clients import CHANNELS, SURVEY, ClientFolder
from toolkit.home.files_panel import describe_place
from toolkit.home.inbox import MAKERS, receive, recognise, remove, safe_name
from toolkit.language import Language
from toolkit.readers import find_readers

DUTCH = Language("nl")
TALLY = (
    b"brand,platform,date,reactions,comments,shares,followers\n"
    b"Small & Co,facebook,2026-01-02,3,1,0,500\n"
    b"Rival,facebook,2026-01-03,8,1,0,500\n"
)


@pytest.fixture
def folder(small_client: Callable[..., Path]) -> ClientFolder:
    return clients.load("small", workspace=small_client())


@pytest.mark.parametrize(
    ("given_name", "safe"),
    [
        ("posts.csv", "posts.csv"),
        ("../../client.yaml", "client.yaml"),
        ("C:\\Users\\x\\posts.csv", "posts.csv"),
        ("con", "_con"),
        ("Aux.csv", "_Aux.csv"),
        ("com1.tar.gz", "_com1.tar.gz"),
        (".hidden.csv", "hidden.csv"),
        ("~$open.xlsx", "open.xlsx"),
        ("a<b>:c?.csv", "a-b--c-.csv"),
        ("gpj.‮exe.csv", "gpj.exe.csv"),
        ("tab\tand\nline.csv", "tabandline.csv"),
        ("dots...", "dots"),
        ("", "file"),
        ("..", "file"),
        ("Café résumé.xlsx", "Café résumé.xlsx"),
    ],
)
def test_names_are_made_safe(given_name: str, safe: str) -> None:
    assert safe_name(given_name) == safe


@given(st.text(max_size=400))
def test_every_name_stays_in_its_folder_and_fits_every_system(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert Path(safe).name == safe == PureWindowsPath(safe).name
    assert not PureWindowsPath(safe).is_reserved()
    assert not safe.startswith((".", "~$"))
    assert not safe.endswith((".", " "))
    assert len(safe.encode()) <= 130
    assert safe_name(safe) == safe


def test_a_file_is_saved_and_recognised(folder: ClientFolder) -> None:
    received = receive(folder, CHANNELS, "counts.csv", TALLY)
    assert (received.name, received.outcome) == ("data/channels/counts.csv", "saved")
    assert (folder.path / received.name).read_bytes() == TALLY
    found = recognise(folder, received.name, DUTCH)
    assert found.sentence == "Turflijst: 2 berichten"
    assert found.usable


def test_figures_are_counted_as_such(folder: ClientFolder) -> None:
    report = b"# Property: Small & Co\n# Start date: 20260101\nNth day,Users\n0000,3\n0001,4\n"
    received = receive(folder, CHANNELS, "report.csv", report)
    assert recognise(folder, received.name, DUTCH).sentence == "Google Analytics 4: 2 cijfers"


def test_the_same_file_again_is_there_already(folder: ClientFolder) -> None:
    receive(folder, CHANNELS, "counts.csv", TALLY)
    assert receive(folder, CHANNELS, "counts.csv", TALLY).outcome == "there"
    # Windows and macOS see one file here.
    assert receive(folder, CHANNELS, "COUNTS.csv", TALLY).outcome == "there"


def test_another_file_of_the_same_name_is_never_written_over(folder: ClientFolder) -> None:
    receive(folder, CHANNELS, "counts.csv", TALLY)
    other = TALLY.replace(b"3,1,0", b"4,1,0")
    assert receive(folder, CHANNELS, "counts.csv", other).outcome == "clash"
    assert (folder.path / CHANNELS / "counts.csv").read_bytes() == TALLY
    both = receive(folder, CHANNELS, "counts.csv", other, keep_both=True)
    assert both.name == "data/channels/counts (2).csv"
    assert (folder.path / CHANNELS / "counts.csv").read_bytes() == TALLY


def test_a_foreign_file_is_told_apart_in_dutch(folder: ClientFolder) -> None:
    received = receive(folder, CHANNELS, "page.csv", b"<html><body>no table</body></html>")
    found = recognise(folder, received.name, DUTCH)
    assert not found.usable
    assert found.sentence == "Dit bestand is nog niet te gebruiken."
    assert DUTCH.knows(found.faults[0].what)


def test_survey_answers_ask_for_their_codebook(folder: ClientFolder) -> None:
    received = receive(folder, SURVEY, "answers.csv", b"Id,Use\n1,Yes\n2,No\n")
    sentence = recognise(folder, received.name, Language("en")).sentence
    assert sentence == (
        "Answers of 2 respondents. Let the codebook be drafted, and look at what it guesses."
    )


def test_a_wrong_file_is_put_aside_and_back(folder: ClientFolder) -> None:
    aside = remove(folder, "data/channels/tally.csv")
    assert aside == "data/channels/removed/tally.csv"
    assert folder.files(CHANNELS) == ()
    assert (folder.path / aside).is_file()
    assert folder.put_back(aside) == "data/channels/tally.csv"
    assert folder.files(CHANNELS) == ("tally.csv",)


def test_every_format_is_called_by_its_maker() -> None:
    readers = {reader.__name__.rsplit(".", 1)[-1] for reader in find_readers()}
    assert readers <= set(MAKERS)


def test_figures_of_the_account_are_counted_as_such(folder: ClientFolder) -> None:
    table = b"Instagram-bereik\nDatum,Primair\n2026-08-01,20\n2026-08-02,31\n"
    received = receive(folder, CHANNELS, "Bereik.csv", table)
    found = recognise(folder, received.name, DUTCH)
    assert found.sentence == "Meta Business Suite, cijfers per dag: 2 cijfers"
    assert found.faults == ()


def test_both_places_to_put_exports_name_every_maker_and_every_ending() -> None:
    page = Path(__file__).parents[2] / "templates" / "client" / "data" / "channels" / "README.md"
    makers = {name.split(",")[0].split(" ")[0] for key, name in MAKERS.items() if key != "mapper"}
    assert makers == {"Meta", "X", "LinkedIn", "TikTok", "YouTube", "Google", "FanPage", "Tally"}
    for text, counted in (
        (page.read_text(encoding="utf-8"), "tally"),
        (describe_place(CHANNELS, Language("en"))[2], "sheet with counts"),
        (describe_place(CHANNELS, DUTCH)[2], "turflijst"),
    ):
        words = {word.strip("`,:().") for word in text.split()}
        assert makers - {"Tally"} <= words
        assert counted in text
        assert {"csv", "xls", "xlsx", "zip"} <= words
