"""Sheets of the consultant's own, dropped on the home page: taken in and recognised."""

import pytest

from toolkit.clients import ClientFolder
from toolkit.home.inbox import receive, recognise
from toolkit.language import Language

ENGLISH = Language("en")


@pytest.fixture
def folder(tmp_path):
    client = tmp_path / "clients" / "shop"
    client.mkdir(parents=True)
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    (client / "client.yaml").write_text("name: Shop\nlanguage: en\n", encoding="utf-8")
    return ClientFolder(client)


@pytest.mark.parametrize(
    ("place", "text", "sentence"),
    [
        ("data/register", "Channel\nX\nRadio\n", "2 channels"),
        ("data/register", "Fake account,Platform\nsh0p,X\n", "0 channels and 1 fake account"),
        ("data/profiles", "Brand,Platform\nShop,X\n", "1 profile"),
        ("data/listening", "Date,About,Topic\n2026-07-01,Shop,zips\n", "1 mention"),
        ("data/messages", "Channel,Received\nX,2026-07-01 09:00\n", "1 message"),
    ],
)
def test_a_sheet_is_recognised(folder, place, text, sentence):
    received = receive(folder, place, "sheet.csv", text.encode())
    found = recognise(folder, received.name, ENGLISH)
    assert (found.sentence, found.usable) == (sentence, True)


@pytest.mark.parametrize(
    "place", ["data/register", "data/profiles", "data/listening", "data/messages"]
)
def test_a_sheet_of_something_else_is_told(folder, place):
    received = receive(folder, place, "sheet.csv", b"Likes,Shares\n1,2\n")
    assert not recognise(folder, received.name, ENGLISH).usable
