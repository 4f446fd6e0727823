"""The examples of sheets that a consultant keeps have headers that are read, each and all."""

from pathlib import Path

import pytest

from toolkit.model.profile_checklist import Checklist
from toolkit.readers.channel_register import read_register
from toolkit.readers.documents import read_yaml
from toolkit.readers.listening import read_listening
from toolkit.readers.messages import read_messages
from toolkit.readers.profile_audit import read_audit
from toolkit.readers.reading import Export

TEMPLATES = Path(__file__).parents[2] / "templates"
DATA = TEMPLATES / "client" / "data"
CHECKLIST = read_yaml(TEMPLATES / "checklists" / "profiles.yaml", "profiles.yaml", Checklist)


def filled(tmp_path, name, *cells):
    """Give an example with one row, of which no cell is empty: what nobody reads is then told."""
    text = (DATA / name).read_text(encoding="utf-8")
    sign = ";" if ";" in text else ","
    rest = ["?"] * (text.count(sign) + 1 - len(cells))
    path = tmp_path / "sheet.csv"
    path.write_text(text + sign.join([*cells, *rest]) + "\n", encoding="utf-8")
    return Export(path, "sheet.csv")


@pytest.mark.parametrize("name", ["channels.csv.example", "kanalen.csv.example"])
def test_examples_of_a_register(tmp_path, name):
    register, _, faults, _ = read_register([filled(tmp_path, f"register/{name}", "Facebook")])
    assert [one.channel for one in register.channels] == ["Facebook"]
    assert faults == ()


@pytest.mark.parametrize("name", ["fakes.csv.example", "nepaccounts.csv.example"])
def test_examples_of_fake_accounts(tmp_path, name):
    register, _, faults, _ = read_register([filled(tmp_path, f"register/{name}", "fake", "X")])
    assert [one.fake_account for one in register.fakes] == ["fake"]
    assert faults == ()


@pytest.mark.parametrize("name", ["log.csv.example", "luisterlog.csv.example"])
def test_examples_of_a_log(tmp_path, name):
    export = filled(tmp_path, f"listening/{name}", "2026-07-01", "forum", "Shop", "zips")
    mentions, _, faults, _ = read_listening([export])
    assert [(one.source, one.about) for one in mentions] == [("forum", "Shop")]
    assert faults == ()


@pytest.mark.parametrize("name", ["messages.csv.example", "berichten.csv.example"])
def test_examples_of_a_log_of_messages(tmp_path, name):
    export = filled(tmp_path, f"messages/{name}", "X", "2026-07-01 09:00", "2026-07-01 10:00", "?")
    messages, _, faults, _ = read_messages([export], "UTC")
    assert messages["answered"].notna().all()
    assert len(messages) == 1
    assert faults == ()


def test_the_example_of_an_audit_asks_all_of_the_checklist(tmp_path):
    export = filled(tmp_path, "profiles/profiles.csv.example", "Shop", "X")
    profiles, _, faults, _ = read_audit([export], CHECKLIST)
    assert len(profiles) == 1
    assert faults == ()
    headers = (DATA / "profiles" / "profiles.csv.example").read_text(encoding="utf-8").split(",")
    asked = {item.key for item in CHECKLIST.items if not item.newest_within_days}
    assert asked <= {header.strip() for header in headers}


def test_sizes_of_images_say_where_they_come_from():
    sizes = [size for item in CHECKLIST.items for size in item.images.values()]
    assert sizes
    assert all("not checked" in size.source or "http" in size.source for size in sizes)
