"""Sheets that a consultant keeps: the register, the audit of profiles, the listening log."""

import datetime as dt

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.model.profile_checklist import Checklist
from toolkit.readers.channel_register import read_register
from toolkit.readers.listening import read_listening
from toolkit.readers.profile_audit import read_audit
from toolkit.readers.reading import Export

CHECKLIST = Checklist.model_validate(
    {
        "dated": "2026-10-01",
        "items": [
            {"key": "bio", "en": "Description", "nl": "Beschrijving"},
            {"key": "hours", "en": "Opening hours", "nl": "Openingstijden", "platforms": ["x"]},
            {
                "key": "avatar",
                "en": "Picture",
                "nl": "Foto",
                "images": {"facebook": {"width": 320, "height": 200, "source": "invented"}},
            },
            {"key": "last_post", "en": "Lately", "nl": "Kortgeleden", "newest_within_days": 30},
        ],
    }
)


@pytest.fixture
def export(tmp_path):
    def make(text, name="sheet.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return Export(path, f"data/kept/{name}")

    return make


def faults_of(error):
    return [(one.row, one.column, one.what) for one in error.value.faults]


DUTCH = (
    "Kanaal;Platform;Naam op het platform;Eigenaar;Doelstelling;Uren per week;Kosten per jaar;"
    "Actie;Besloten op\n"
    "Knopenplein;fb;@knopen;Balie;?;2,5;;bijwerken;13-10-2026\n"
    "Knopenfilm;;;;Laten zien;0;400;;\n"
)
ENGLISH = (
    "Channel,Platform,Name on the platform,Owner,Objective,Hours a week,Money a year,Action,"
    "Decided on\n"
    "Knopenplein,Facebook,@knopen,Balie,unknown,2.5,,update,2026-10-13\n"
    "Knopenfilm,,,,Laten zien,0,400,,\n"
)


@pytest.mark.parametrize(
    ("text", "encoding"), [(DUTCH, "utf-8"), (DUTCH, "cp1252"), (ENGLISH, "utf-8-sig")]
)
def test_a_register_reads_alike_in_both_languages(export, text, encoding):
    register, rows, faults, _ = read_register([export(text, encoding=encoding)])
    first, second = register.channels
    assert (first.channel, first.platform, first.handle) == ("Knopenplein", "facebook", "@knopen")
    assert (first.owner, first.objective, first.hours_per_week) == ("Balie", None, 2.5)
    assert (first.cost_per_year, first.action) == (None, "update")
    assert first.decided_on == dt.date(2026, 10, 13)
    assert (second.platform, second.hours_per_week, second.cost_per_year) == (None, 0, 400)
    assert rows == {"data/kept/sheet.csv": 2}
    assert [fault for fault in faults if fault.severity != "note"] == []


def test_every_wrong_cell_of_a_register_is_told_at_once(export):
    text = (
        "Channel,Hours a week,Money a year,Action,Decided on\n"
        ",1,,keep,\n"
        "Radio,1.250,-3,perhaps,31-02-2026\n"
    )
    with pytest.raises(InputError) as error:
        read_register([export(text)])
    found = {(row, column) for row, column, _ in faults_of(error)}
    assert found == {
        (2, "Channel"), (3, "Hours a week"), (3, "Money a year"), (3, "Action"), (3, "Decided on"),
    }  # fmt: skip


def test_how_a_date_was_read_is_told_where_the_file_leaves_it_open(export):
    read = read_register([export("Channel,Decided on\nX,03/04/2026\n")])
    assert read.found.channels[0].decided_on == dt.date(2026, 4, 3)
    (decision,) = read.decisions
    assert (decision.column, decision.taken_as[:10]) == ("Decided on", "day, month")


def test_fake_accounts_stand_apart_from_channels(export):
    text = (
        "Nepaccount;Platform;Gezien op;Gemeld op;Zelfde naam;Zelfde logo;Pas gemaakt\n"
        "knopen_winactie;insta;14-09-2026;;ja;nee;?\n"
    )
    register, _, _, _ = read_register([export(text)])
    (fake,) = register.fakes
    assert register.channels == ()
    assert (fake.platform, fake.seen_on, fake.reported_on) == (
        "instagram", dt.date(2026, 9, 14), None,
    )  # fmt: skip
    assert fake.signs == (1, 2)


def test_a_workbook_holds_channels_and_fakes_on_sheets_of_their_own(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Kanaal", "Uren per week", "Kosten per jaar", "Besloten op"])
    # Numbers and dates of a workbook leave nothing open, whatever they look like as text.
    book.active.append(["X", 1.125, 1250, dt.date(2026, 4, 3)])
    book.create_sheet("Uitleg").append(["Vul dit in"])
    fakes = book.create_sheet("Nep")
    fakes.append(["Nepaccount", "Platform", "Zelfde naam"])
    fakes.append(["kn0pen", "X", True])
    path = tmp_path / "register.xlsx"
    book.save(path)
    register, rows, faults, _ = read_register([Export(path, "register.xlsx")])
    (channel,), (fake,) = register.channels, register.fakes
    assert (channel.hours_per_week, channel.cost_per_year) == (1.125, 1250)
    assert channel.decided_on == dt.date(2026, 4, 3)
    assert (fake.fake_account, fake.same_name) == ("kn0pen", True)
    assert rows == {"register.xlsx": 2}
    assert faults == ()


def test_another_table_is_no_register(export):
    with pytest.raises(InputError, match="no register of channels"):
        read_register([export("Likes,Shares\n1,2\n")])


def test_columns_that_nobody_knows_are_noted(export):
    _, _, faults, _ = read_register([export("Channel,Moon phase\nRadio,full\n")])
    assert [(one.severity, one.got) for one in faults] == [("note", "Moon phase")]


def test_an_audit_holds_sizes_against_the_checklist(export):
    text = (
        "Merk;Platform;Naam op het platform;Gecontroleerd op;Beschrijving;hours;Foto\n"
        "Knopen;Facebook;knopen;12-10-2026;ja;n.v.t.;320 x 200\n"
        "Knopen;Facebook;knopen2;;nee;;319x400\n"
        "Knopen;X;knopen;;?;nee;ja\n"
    )
    profiles, rows, _, _ = read_audit([export(text)], CHECKLIST)
    assert [one.answers for one in profiles] == [
        {"bio": "yes", "hours": "not_applicable", "avatar": "yes"},
        {"bio": "no", "avatar": "no"},
        {"hours": "no", "avatar": "yes"},
    ]
    assert profiles[0].checked_on == dt.date(2026, 10, 12)
    assert rows == {"data/kept/sheet.csv": 3}


def test_a_size_without_a_measure_is_no_answer(export):
    with pytest.raises(InputError) as error:
        read_audit([export("Brand,Platform,avatar\nKnopen,TikTok,200 x 200\n")], CHECKLIST)
    assert [(row, column) for row, column, _ in faults_of(error)] == [(2, "avatar")]


LOG = (
    "Datum;Bron;Over;Onderwerp;Vraag?;Sentiment;Tweede sentiment;Hashtags;Kans\n"
    "03-07-2026;forum;Knopen;ritsen;ja;negatief;neutraal;#naaien, rits;Uitleg maken\n"
    "13-07-2026;;Knopen;garen;;;;;\n"
)


def test_a_log_reads_what_it_was_about(export):
    mentions, _, faults, _ = read_listening([export(LOG)])
    first, second = mentions
    assert (first.date, first.source, first.about) == (dt.date(2026, 7, 3), "forum", "Knopen")
    assert (first.question, first.sentiment, first.second_sentiment) == (
        True,
        "negative",
        "neutral",
    )
    assert first.hashtags == ("#naaien", "rits")
    assert (second.question, second.sentiment, second.hashtags) == (None, None, ())
    assert faults == ()


def test_a_cell_in_the_wrong_column_of_a_log_is_told_and_not_quoted(export):
    text = "Date,About,Topic,Sentiment\n2026-07-01,Knopen,zips,Truus was boos\n"
    with pytest.raises(InputError) as error:
        read_listening([export(text)])
    assert [(row, column) for row, column, _ in faults_of(error)] == [(2, "Sentiment")]
    assert "Truus" not in str(error.value)


PERSONAL = [
    "Author", "Auteur", "Naam", "Name", "E-mail", "E-mailadres", "Gebruikersnaam", "User", "Handle",
    "Account", "Telefoonnummer", "Posted by", "Tekst", "Full text", "Message", "Profile link",
]  # fmt: skip


@pytest.mark.parametrize("header", PERSONAL)
def test_a_column_of_people_stops_the_log_and_is_not_quoted(export, header):
    text = f"Date,About,Topic,{header}\n2026-07-01,Knopen,zips,Truus van Verzonnen\n"
    with pytest.raises(InputError) as error:
        read_listening([export(text)])
    assert [one.column for one in error.value.faults] == [header]
    assert "Truus" not in str(error.value)


@pytest.mark.parametrize("cell", ["mail truus@example.nl", "@truus_naait", "vraag van @truus"])
def test_an_address_in_a_cell_stops_the_log_and_is_not_quoted(export, cell):
    with pytest.raises(InputError) as error:
        read_listening([export(f"Date,About,Topic\n2026-07-01,Knopen,{cell}\n")])
    assert [one.row for one in error.value.faults] == [2]
    assert "truus" not in str(error.value)


@given(text=st.text(max_size=200))
def test_whatever_stands_in_a_sheet_is_read_or_told(text, tmp_path_factory):
    path = tmp_path_factory.mktemp("any") / "sheet.csv"
    path.write_text(
        f"Date,About,Topic,Channel,Brand,Platform\n{text}", encoding="utf-8", newline=""
    )
    export = Export(path, "sheet.csv")
    for read in (read_register, read_listening, lambda exports: read_audit(exports, CHECKLIST)):
        faults = ()
        try:
            read([export])
        except InputError as error:
            faults = error.faults
        assert all(fault.file == "sheet.csv" for fault in faults)
