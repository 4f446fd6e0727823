"""Logs of messages: moments in the client's zone, and nothing of people."""

import openpyxl
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.model.message import MESSAGES
from toolkit.readers.messages import read_messages
from toolkit.readers.reading import Export

ZONE = "Europe/Amsterdam"


@pytest.fixture
def export(tmp_path):
    def make(text, name="messages.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return Export(path, f"data/messages/{name}")

    return make


def stamps(*written):
    return [pd.Timestamp(one, tz="UTC") if one else pd.NaT for one in written]


DUTCH = (
    "Kanaal;Ontvangen;Beantwoord;Soort\n"
    "fb;03-04-2026 09:00;03-04-2026 10:30;vraag\n"
    "Instagram;13-01-2026 23:30;;klacht\n"
    "Messenger;14-01-2026 08:00;nee;?\n"
)
ENGLISH = (
    "Channel,Received,Answered,Kind\n"
    "Facebook,2026-04-03 09:00,2026-04-03 10:30,question\n"
    "instagram,2026-01-13T23:30,-,complaint\n"
    "facebook,2026-01-14 07:00Z,,\n"
)


@pytest.mark.parametrize("text", [DUTCH, ENGLISH])
def test_a_log_reads_alike_in_both_languages(export, text):
    found, rows, faults, _ = read_messages([export(text)], ZONE)
    assert {name: str(kind) for name, kind in found.dtypes.items()} == MESSAGES
    assert found["platform"].tolist() == ["facebook", "instagram", "facebook"]
    # Amsterdam is two hours ahead of UTC in April and one in January.
    assert found["received"].tolist() == stamps(
        "2026-04-03 07:00", "2026-01-13 22:30", "2026-01-14 07:00"
    )
    assert found["answered"].tolist() == stamps("2026-04-03 08:30", None, None)
    assert found["kind"].fillna("").tolist() == ["question", "complaint", ""]
    assert rows == {"data/messages/messages.csv": 3}
    assert faults == ()


def test_the_order_of_dates_is_settled_by_both_columns_together(export):
    text = "Kanaal;Ontvangen;Beantwoord\nX;01/02/2026 09:00;01/13/2026 10:00\n"
    found, _, _, (decision,) = read_messages([export(text)], ZONE)
    assert found["received"].tolist() == stamps("2026-01-02 08:00")
    assert decision.taken_as.startswith("month, day, year")


def test_a_workbooks_own_moments_are_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Channel", "Received", "Answered"])
    book.active.append(["X", pd.Timestamp("2026-01-05 09:00"), pd.Timestamp("2026-01-05 09:45")])
    book.active.append(["X", pd.Timestamp("2026-01-06 00:00"), None])
    book.save(tmp_path / "log.xlsx")
    found = read_messages([Export(tmp_path / "log.xlsx", "log.xlsx")], "UTC").found
    assert found["received"].tolist() == stamps("2026-01-05 09:00", "2026-01-06 00:00")
    assert found["answered"].tolist() == stamps("2026-01-05 09:45", None)


def test_days_without_times_are_refused(export):
    both = "Channel,Received,Answered\nX,2026-01-05 09:00,2026-01-05\nX,2026-01-06,\n"
    with pytest.raises(InputError) as error:
        read_messages([export(both)], ZONE)
    told = [(one.row, one.column) for one in error.value.faults if "without a time" in one.what]
    assert told == [(3, "Received"), (2, "Answered")]


def test_every_wrong_moment_is_told_without_quoting_it(export):
    text = "Channel,Received,Answered\nX,Hi from Jan,2026-01-05 09:00\nX,,thanks Jan\n"
    with pytest.raises(InputError) as error:
        read_messages([export(text)], ZONE)
    told = {(one.row, one.column) for one in error.value.faults}
    assert told == {(2, "Received"), (3, "Received"), (3, "Answered")}
    assert "Jan" not in str(error.value)


def test_what_looks_like_people_is_left_out_and_said(export):
    text = (
        "Channel,Received,Answered,Customer,Message text,Handled by,Ticket\n"
        "X,2026-01-05 09:00,,Jan Jansen,Where is my bike?,Piet,1\n"
    )
    found, _, faults, _ = read_messages([export(text)], ZONE)
    assert list(found.columns) == list(MESSAGES)
    warned = [one.column for one in faults if one.severity == "warning"]
    assert warned == ["Customer", "Message text", "Handled by"]
    assert [one.got for one in faults if one.severity == "note"] == ["Ticket"]
    for word in ("Jansen", "bike", "Piet"):
        assert word not in " ".join(map(str, faults))


def test_what_cannot_count_is_left_out_with_a_warning(export):
    text = (
        "Channel,Received,Answered,Kind\n"
        "X,2026-01-05 09:00,2026-01-05 08:00,question\n"
        "Fax,2026-01-05 09:00,,question\n"
        "X,2026-01-05 10:00,2026-01-05 11:00,riddle\n"
    )
    found, _, faults, _ = read_messages([export(text)], ZONE)
    assert found[["platform", "kind"]].to_numpy().tolist() == [["x", "other"]]
    assert {(one.severity, one.column) for one in faults} == {
        ("warning", "Answered"), ("warning", "Channel"), ("note", "Kind"),
    }  # fmt: skip


def test_a_message_of_two_logs_counts_once_and_equal_ones_of_one_log_each(export):
    head, row = "Channel,Received\n", "X,2026-01-05 09:00\n"
    first = export(head + row + row, "a.csv")
    second = export(head + row + row + row, "b.csv")
    found, rows, faults, _ = read_messages([first, second], ZONE)
    assert len(found) == 3
    assert rows == {"data/messages/a.csv": 2, "data/messages/b.csv": 3}
    assert [(one.severity, one.got) for one in faults] == [("warning", "2 of 3 messages")]


def test_another_table_is_no_log(export):
    with pytest.raises(InputError, match="no log of messages"):
        read_messages([export("Likes,Shares\n1,2\n")], ZONE)


def test_no_logs_give_no_messages():
    assert read_messages([], ZONE).found.empty
