"""The client folder: what is read, what it depends on, and all that can be wrong at once."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import operator
from pathlib import Path
from typing import Any

import pytest

import toolkit.clients.folder
from toolkit import clients
from toolkit.errors import Fault, InputError, UsageError
from toolkit.workshop_log.ledger import Ledger

TALLY = "brand,platform,date,reactions,comments,shares,followers\n"
META = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Reactions,Comments,Shares,Date\n"
CODEBOOK = """\
file: responses.csv
sample: convenience
population: Visitors
fieldwork_start: 2026-02-01
fieldwork_end: 2026-02-28
channels:
  - {column: Facebook, channel: facebook, use: [Daily]}
"""


SEGMENTS = """\
segment_column: Why
segments:
  - {key: readers, name: Readers, answers: [Books]}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a workspace with one client that has a name and nothing else."""
    write(tmp_path / "koers.toml", "")
    write(tmp_path / "clients" / "shop" / "client.yaml", "name: Shop\nlanguage: en\n")
    return tmp_path


@pytest.fixture
def shop(home: Path) -> Path:
    return home / "clients" / "shop"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def tally(shop: Path, *rows: str, name: str = "tally.csv") -> Path:
    return write(shop / "data" / "channels" / name, TALLY + "".join(f"{row}\n" for row in rows))


def meta(shop: Path, name: str, page: int, *times: str) -> None:
    rows = [f"99{page}{i:04d},{page},Shop,Hi {i},{t},,1,0,0,Lifetime" for i, t in enumerate(times)]
    write(shop / "data" / "channels" / name, META + "\n".join(rows) + "\n")


def errors(faults: tuple[Fault, ...]) -> list[Fault]:
    return [fault for fault in faults if fault.severity == "error"]


def test_the_date_is_the_given_one_else_the_client_s_else_the_last_in_the_data(
    home: Path, shop: Path
) -> None:
    tally(shop, "Shop,facebook,2026-01-05,1,0,0,10", "Shop,facebook,2026-03-07,1,0,0,10")
    assert clients.load("shop", workspace=home).as_of == dt.date(2026, 3, 7)
    write(shop / "client.yaml", "name: Shop\nas_of: 2026-06-30\n")
    assert clients.load("shop", workspace=home).as_of == dt.date(2026, 6, 30)
    assert clients.load("shop", "2026-07-01", workspace=home).as_of == dt.date(2026, 7, 1)


def test_fieldwork_later_than_the_last_post_is_the_date(home: Path, shop: Path) -> None:
    tally(shop, "Shop,facebook,2026-01-05,1,0,0,10")
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK)
    write(shop / "data" / "survey" / "responses.csv", "Facebook\nDaily\nNever\n")
    assert clients.load("shop", workspace=home).as_of == dt.date(2026, 2, 28)


@pytest.mark.parametrize("slug", ["nobody", "../clients/shop", "Shop", ""])
def test_an_unknown_client_is_wrong_usage_and_names_those_there_are(home: Path, slug: str) -> None:
    with pytest.raises(UsageError) as caught:
        clients.load(slug, workspace=home)
    assert caught.value.faults[0].expected == "one of: shop"


@pytest.mark.parametrize("date", ["31-12-2026", "2026-02-30", "soon"])
def test_a_wrong_date_is_wrong_usage(home: Path, date: str) -> None:
    with pytest.raises(UsageError, match="year-month-day"):
        clients.load("shop", date, workspace=home)


def test_clients_are_the_folders_with_a_client_yaml(home: Path) -> None:
    (home / "clients" / "drafts").mkdir()
    write(home / "clients" / "bakery" / "client.yaml", "name: Bakery\n")
    write(home / "clients" / "portfolio.html", "")
    assert clients.slugs(home) == ("bakery", "shop")


def test_check_gives_all_faults_of_all_files_at_once(home: Path, shop: Path) -> None:
    tally(shop, "Shop,facebook,2026-01-05,one,0,0,10", "Shop,facebook,2026-13-05,1,0,0,10")
    tally(shop, "Shop,facebook,2026-01-05,1,0,0,many", name="second.csv")
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK.replace("sample: c", "sample: k"))
    write(shop / "workshop" / "log.jsonl", '{"id": 1, "time": "", "path": "weather", "value": 1}\n')
    write(shop / "notes" / "channel_benchmark.md", "---\nwriten: 2026-01-01\n---\n# Title\n")
    write(shop / "brand.yaml", "logo: logo.png\n")
    found = {(one.file, one.row, one.column) for one in errors(clients.check("shop", home))}
    assert found == {
        ("data/channels/tally.csv", 2, "reactions"),
        ("data/channels/tally.csv", 3, "date"),
        ("data/channels/second.csv", 2, "followers"),
        ("data/survey/codebook.yaml", None, "sample"),
        ("workshop/log.jsonl", 1, ""),
        ("notes/channel_benchmark.md", None, "writen"),
        ("brand.yaml", None, "logo"),
    }


def test_check_puts_errors_before_warnings_before_notes(home: Path, shop: Path) -> None:
    meta(shop, "loose.csv", 7, *(f"03/{day}/2026 10:15" for day in range(13, 18)))
    write(shop / "brand.yaml", "logo: gone.png\n")
    found = [fault.severity for fault in clients.check("shop", home)]
    assert found[0] == "error"
    assert found == sorted(found, key=["error", "warning", "note"].index)
    assert "warning" in found


def test_a_client_yaml_that_cannot_be_read_names_each_wrong_field(home: Path, shop: Path) -> None:
    write(shop / "client.yaml", "name: Shop\nlanguage: fr\nas_of: 2026-02-30\nbugdet: {}\n")
    found = clients.check("shop", home)
    assert {fault.column for fault in found} == {"language", "as_of", "bugdet"}
    assert {fault.file for fault in found} == {"client.yaml"}


def test_answers_without_a_codebook_are_an_error(home: Path, shop: Path) -> None:
    write(shop / "data" / "survey" / "responses.csv", "Facebook\nDaily\n")
    (fault,) = errors(clients.check("shop", home))
    assert fault.file == "data/survey/responses.csv"
    assert fault.expected == "data/survey/codebook.yaml"


def test_a_codebook_that_names_a_missing_file_says_what_there_is(home: Path, shop: Path) -> None:
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK)
    write(shop / "data" / "survey" / "answers.csv", "Facebook\nDaily\n")
    (fault,) = errors(clients.check("shop", home))
    assert (fault.file, fault.column) == ("data/survey/codebook.yaml", "file")
    assert (fault.got, fault.expected) == ("responses.csv", "one of: answers.csv, codebook.yaml")


def test_no_survey_is_no_fault(home: Path, shop: Path) -> None:
    write(shop / "client.yaml", "name: Shop\nas_of: 2026-06-30\n")
    folder = clients.load("shop", workspace=home)
    assert folder.survey is None
    assert clients.check("shop", home) == ()


def test_a_logo_becomes_an_address_that_holds_it(home: Path, shop: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    (shop / "logo.png").write_bytes(picture)
    write(shop / "brand.yaml", "logo: logo.png\n")
    address = clients.load("shop", workspace=home).logo()
    assert address == "data:image/png;base64," + base64.b64encode(picture).decode()


@pytest.mark.parametrize("logo", ["gone.png", "../../secret.png", "client.yaml"])
def test_a_logo_that_is_missing_outside_or_no_picture_is_refused(
    home: Path, shop: Path, logo: str
) -> None:
    (home / "secret.png").write_bytes(b"secret")
    write(shop / "brand.yaml", f"logo: {logo}\n")
    with pytest.raises(InputError) as caught:
        clients.load("shop", workspace=home).logo()
    assert (caught.value.faults[0].column, caught.value.faults[0].got) == ("logo", logo)


def test_a_note_is_read_and_a_missing_one_is_none(home: Path, shop: Path) -> None:
    write(shop / "notes" / "channel_benchmark.md", "---\nauthor: A. Visser\n---\n# Quiet\n\nYes.\n")
    folder = clients.load("shop", workspace=home)
    note = folder.note("channel_benchmark")
    assert note is not None
    assert (note.author, note.title, note.lede) == ("A. Visser", "Quiet", "Yes.")
    assert folder.note("persona_research") is None


def test_meta_files_in_two_time_zones_are_warned_about(home: Path, shop: Path) -> None:
    meta(shop, "night.csv", 7, "01/07/2026 06:02", "01/06/2026 02:31", "01/14/2026 02:01")
    meta(shop, "day.csv", 8, *(f"03/{day}/2026 20:15" for day in range(13, 18)))
    found = clients.load("shop", workspace=home).channels.faults
    (warning,) = [fault for fault in found if "different time zones" in fault.what]
    assert warning.severity == "warning"
    assert warning.file == "data/channels"
    assert "night.csv: times of America/Los_Angeles" in warning.got
    assert "day.csv: times of Europe/Amsterdam" in warning.got


def test_a_state_that_is_not_the_log_s_stops_the_client(home: Path, shop: Path) -> None:
    Ledger(shop / "workshop").take({"intake": {"discipline_reason": "So it is"}}, who="A")
    state = shop / "workshop" / "state.json"
    data = json.loads(state.read_text(encoding="utf-8"))
    data["answers"]["intake"]["discipline_reason"] = "Changed by hand"
    data["operation"] = 7
    write(state, json.dumps(data))
    (fault,) = errors(clients.check("shop", home))
    assert fault.file == "workshop/state.json"
    assert fault.got == "a state after 7 operations"
    assert fault.expected == "the state after at most 1 operations of the log"


def test_sources_name_each_file_with_its_hash_and_each_folder_with_its_entries(
    home: Path, shop: Path
) -> None:
    file = tally(shop, "Shop,facebook,2026-01-05,1,0,0,10", "Shop,facebook,2026-01-06,1,0,0,10")
    write(shop / "data" / "channels" / "README.md", "not an export")
    folder = clients.load("shop", workspace=home)
    found = {one.path: one.sha256 for one in folder.sources().files}
    assert list(found) == ["brand.yaml", "client.yaml"]
    # What was looked for and is not there counts too: adding it must run the chapter again.
    assert not found["brand.yaml"]
    _ = folder.channels, folder.survey, folder.workshop, folder.note("channel_benchmark")
    found = folder.sources()
    files = {one.path: one for one in found.files}
    absent = {"brand.yaml", "data/channels/profile.yaml"}
    assert set(files) == {"client.yaml", "data/channels/tally.csv", *absent}
    assert {name for name, one in files.items() if not one.sha256} == absent
    assert files["data/channels/tally.csv"].sha256 == hashlib.sha256(file.read_bytes()).hexdigest()
    assert files["data/channels/tally.csv"].rows == 2
    assert {one.path: one.entries for one in found.folders} == {
        "data/channels": ("README.md", "tally.csv"),
        "data/survey": (),
        "notes": (),
        "workshop": (),
    }


@pytest.mark.parametrize("reader", ["read_channels", "read_answers", "pd.read_csv"])
def test_what_is_saved_while_it_is_read_is_read_again(
    home: Path, shop: Path, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = {
        "read_channels": tally(shop, "Shop,facebook,2026-01-05,1,0,0,10"),
        "read_answers": write(shop / "data/survey/responses.csv", "Facebook\nDaily\n"),
        "pd.read_csv": write(shop / "reports/data/one/titles.csv", "title\nBooks\n"),
    }[reader]
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK)
    before = file.read_bytes()
    read = operator.attrgetter(reader)(toolkit.clients.folder)

    held = []

    def read_and_save(*given: Any, **more: Any) -> object:
        held.append(file.read_bytes())
        found = read(*given, **more)
        if len(held) == 1:
            file.write_bytes(before + b"\n")
        return found

    monkeypatch.setattr(f"toolkit.clients.folder.{reader}", read_and_save)
    folder = clients.load("shop", workspace=home)
    _ = folder.channels, folder.survey, folder.published("one", "titles")
    assert held == [before, before + b"\n"]
    (kept,) = (one for one in folder.sources().files if shop / one.path == file)
    assert kept.sha256 == hashlib.sha256(held[-1]).hexdigest()


def test_a_client_without_any_data_has_no_date_and_no_fault(home: Path) -> None:
    assert clients.load("shop", workspace=home).as_of is None
    assert clients.check("shop", home) == ()


def test_a_link_to_another_place_is_not_read(home: Path, shop: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    write(secret, "of another client")
    write(shop / "client.yaml", "name: Shop\nas_of: 2026-06-30\n")
    (shop / "notes").mkdir()
    try:
        (shop / "notes" / "strategy.md").symlink_to(secret)
    except OSError:
        pytest.skip("this system lets nobody make links")
    (fault,) = errors(clients.check("shop", home))
    assert fault.file == "notes/strategy.md"
    assert "outside" in fault.what


def test_a_target_group_names_a_segment_of_the_codebook(home: Path, shop: Path) -> None:
    write(shop / "client.yaml", "name: Shop\nas_of: 2026-06-30\n")
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK + SEGMENTS)
    write(shop / "data" / "survey" / "responses.csv", "Facebook,Why\nDaily,Books\n")
    answers = {"intake": {"target_groups": [{"name": "Readers", "segment": "raeders"}]}}
    Ledger(shop / "workshop").take(answers, who="us")
    (fault,) = errors(clients.check("shop", home))
    assert (fault.got, fault.expected) == ("raeders", "one of: readers")


def test_a_faulty_client_yaml_hides_no_fault_of_another_file(home: Path, shop: Path) -> None:
    write(shop / "client.yaml", "name: Shop\nlanguage: fr\n")
    write(shop / "brand.yaml", "accent: brown\n")
    write(shop / "data" / "channels" / "profile.yaml", "fils: []\n")
    write(shop / "data" / "survey" / "codebook.yaml", CODEBOOK.replace("sample: c", "sample: k"))
    write(shop / "workshop" / "log.jsonl", '{"id": 1, "time": "", "path": "weather", "value": 1}\n')
    write(shop / "notes" / "channel_benchmark.md", "---\nwriten: 2026-01-01\n---\n# Title\n")
    found = [(one.file, one.column) for one in errors(clients.check("shop", home))]
    assert sorted(found) == [
        ("brand.yaml", "accent"),
        ("client.yaml", "language"),
        ("data/channels/profile.yaml", "fils"),
        ("data/survey/codebook.yaml", "sample"),
        ("notes/channel_benchmark.md", "writen"),
        ("workshop/log.jsonl", ""),
    ]
    with pytest.raises(InputError) as caught:
        clients.load("shop", workspace=home)
    assert {fault.file for fault in caught.value.faults} == {"client.yaml", "brand.yaml"}


def test_a_table_of_an_earlier_chapter_counts_among_the_sources(home: Path, shop: Path) -> None:
    folder = clients.load("shop", workspace=home)
    assert folder.published("persona_research", "channel_use") is None
    # Its absence counts too: the chapter is due once it is there.
    assert "reports/data/persona_research" in {one.path for one in folder.sources().folders}
    text = "segment,channel,share,low,high,n\nall,x,0.5,0.4,0.6,90\nclub,x,,,,\n"
    write(shop / "reports" / "data" / "persona_research" / "channel_use.csv", text)
    table = clients.load("shop", workspace=home)
    found = table.published("persona_research", "channel_use")
    assert found is not None
    assert found["share"].tolist()[0] == 0.5
    # What was withheld there is withheld here.
    assert found.loc[1, ["share", "low", "high", "n"]].isna().all()
    assert "reports/data/persona_research/channel_use.csv" in {
        one.path for one in table.sources().files
    }


def test_sheets_that_a_consultant_keeps_are_checked_all_at_once(home: Path, shop: Path) -> None:
    write(shop / "data" / "register" / "list.csv", "Channel,Action\nX,perhaps\n")
    write(shop / "data" / "profiles" / "list.csv", "Brand,Platform,bio\nShop,X,maybe\n")
    write(shop / "data" / "listening" / "list.csv", "Date,About,Topic,Author\n2026-01-01,a,b,c\n")
    write(shop / "data" / "messages" / "list.csv", "Channel,Received\nX,2026-01-01\n")
    files = [fault.file for fault in clients.check("shop", home) if fault.severity == "error"]
    assert sorted(files) == [
        "data/listening/list.csv", "data/messages/list.csv", "data/profiles/list.csv",
        "data/register/list.csv",
    ]  # fmt: skip


def test_a_client_may_have_a_checklist_of_its_own(home: Path, shop: Path) -> None:
    first = clients.load("shop", workspace=home)
    assert len(first.checklist.items) > 10
    # The workspace has none yet: whoever adds one must have the chapter run again.
    (absent,) = (one for one in first.sources().files if "templates/" in one.path)
    assert (absent.path, absent.sha256) == ("../../templates/checklists/profiles.yaml", "")
    own = "dated: 2020-01-01\nitems: [{key: bio, en: Bio, nl: Bio}]\n"
    write(shop / "checklists" / "profiles.yaml", own)
    folder = clients.load("shop", workspace=home)
    assert [item.key for item in folder.checklist.items] == ["bio"]
    assert "checklists/profiles.yaml" in {one.path for one in folder.sources().files}
    write(home / "templates" / "checklists" / "profiles.yaml", own.replace("bio", "name"))
    (shop / "checklists" / "profiles.yaml").unlink()
    shared = clients.load("shop", workspace=home)
    assert [item.key for item in shared.checklist.items] == ["name"]
    assert "../../templates/checklists/profiles.yaml" in {
        one.path for one in shared.sources().files
    }
