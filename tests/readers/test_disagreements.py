"""Two exports of the same days that do not agree: told, and no figure taken by a file's name."""

import pandas as pd
import pytest

from toolkit.model.posts import FOLLOWERS, INSIGHTS, POSTS, conform
from toolkit.readers import settle_duplicates
from toolkit.readers.duplicates import settle_repeats

WHOSE = {"platform": "facebook", "account": "77", "brand": "A"}
BY_DAY = ("brand", "platform", "account", "day")
BY_PART = ("brand", "platform", "account", "metric", "dimension", "member", "start", "end")


def posts(**files):
    """Give posts of one day, by file the reactions of each post."""
    rows = [
        {"post_id": str(at), "reactions": n, "file": name, "row": at + 2, "text": f"Post {at}"}
        for name, counts in files.items()
        for at, n in enumerate(counts)
    ]
    frame = pd.DataFrame([WHOSE | row for row in rows])
    frame["published"] = pd.Timestamp(2026, 1, 5, tz="UTC")
    return conform(frame, POSTS)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_export_with_the_higher_figures_is_the_later_whatever_its_name(names):
    older, newer = names
    settled, faults = settle_duplicates(posts(**{older: [3, 5], newer: [3, 9]}))
    assert settled["reactions"].tolist() == [3, 9]
    warning, note = faults
    assert (warning.severity, warning.file, warning.row) == ("warning", older, 3)
    assert (warning.column, note.severity) == ("reactions", "note")
    assert warning.got == f"5 here and 9 in {newer} for post 1; higher there in 1 post"


def test_files_that_are_each_higher_somewhere_are_an_error_that_names_both():
    _, faults = settle_duplicates(posts(a=[3, 9], b=[4, 5]))
    (error,) = [fault for fault in faults if fault.severity == "error"]
    assert {error.file, *error.got.split()} >= {"a", "b"}
    assert "nothing says which" in error.what


def test_a_like_or_two_taken_back_make_no_contradiction():
    settled, faults = settle_duplicates(posts(b=[1, 2, 3, 9], a=[2, 3, 4, 8]))
    assert settled["reactions"].tolist() == [2, 3, 4, 8]
    assert [fault.severity for fault in faults] == ["warning", "note"]


def test_exports_that_agree_are_a_note_only():
    _, faults = settle_duplicates(posts(a=[3, 9], b=[3, 9]))
    assert [fault.severity for fault in faults] == ["note"]


def test_an_older_export_that_a_later_one_overtakes_is_a_note_only():
    frame = posts(a=[3, 9], b=[4, 12, 1])
    frame.loc[frame["post_id"].eq("2"), "published"] += pd.Timedelta(days=9)
    settled, faults = settle_duplicates(frame)
    assert settled["reactions"].tolist() == [4, 12, 1]
    assert [fault.severity for fault in faults] == ["note"]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_a_copy_with_broken_letters_does_not_win(names):
    frame = posts(**{name: [3] for name in names})
    frame["text"] = ["Café in de stad", "CafÃ© in de stad"]
    settled, _ = settle_duplicates(frame)
    assert settled["text"].tolist() == ["Café in de stad"]
    # Nor does it count a second time where posts have no id.
    settled, _ = settle_duplicates(frame.assign(post_id=pd.NA))
    assert settled["text"].tolist() == ["Café in de stad"]


def insights(**files):
    """Give the reach of the days from the first of January on, by file."""
    rows = [
        {"metric": "reach", "start": f"2026-01-{at:02}", "value": n, "file": name, "row": at + 1}
        for name, values in files.items()
        for at, n in enumerate(values, start=1)
    ]
    frame = pd.DataFrame([WHOSE | row for row in rows])
    frame["start"] = frame["end"] = pd.to_datetime(frame["start"])
    return conform(frame, INSIGHTS)


def test_a_day_on_which_equally_late_exports_differ_is_used_from_neither():
    settled, faults = settle_repeats(insights(a=[5, 6], b=[5, 7]), BY_PART)
    assert settled["value"].tolist() == [5.0]
    warning, note = faults
    assert (warning.severity, warning.file, warning.row) == ("warning", "a", 3)
    assert (warning.column, note.severity) == ("reach", "note")
    assert warning.got == "2026-01-02: 6 ≠ 7 (b); 1 ×"


def test_of_several_figures_that_differ_each_is_named_with_its_own_two_values():
    # The two files have them in other orders.
    frame = insights(a=[1, 2, 3], b=[30, 10, 20])
    frame["metric"] = ["users", "sessions", "views", "views", "users", "sessions"]
    frame["start"], frame["end"] = pd.Timestamp(2026, 1, 1), pd.Timestamp(2026, 1, 31)
    settled, faults = settle_repeats(frame, BY_PART)
    assert settled.empty
    days = "2026-01-01 / 2026-01-31"
    assert {(one.column, one.got) for one in faults if one.severity == "warning"} == {
        ("users", f"{days}: 1 ≠ 10 (b); 1 ×"),
        ("sessions", f"{days}: 2 ≠ 20 (b); 1 ×"),
        ("views", f"{days}: 3 ≠ 30 (b); 1 ×"),
    }


def test_of_exports_that_reach_further_the_figure_counts():
    settled, faults = settle_repeats(insights(b=[5, 6], a=[4, 9, 2]), BY_PART)
    assert settled["value"].tolist() == [4.0, 9.0, 2.0]
    assert [(fault.file, fault.severity) for fault in faults] == [("b", "note")]


def test_a_figure_that_one_file_gives_twice_and_not_alike_is_not_used():
    frame = insights(a=[5, 6])
    frame["start"] = frame["end"] = pd.Timestamp(2026, 1, 1)
    settled, faults = settle_repeats(frame, BY_PART)
    assert settled.empty
    assert "stands here twice" in faults[0].what
    assert faults[0].got == "2026-01-01: 5 ≠ 6 (row 3); 1 ×"


def test_only_the_figure_that_differs_is_taken_out_of_a_row():
    rows = [
        {"day": "2026-01-02", "followers": 507, "gained": 8, "file": "history.csv", "row": 3},
        {"day": "2026-01-02", "gained": 7, "file": "overview.csv", "row": 2},
    ]
    frame = pd.DataFrame([WHOSE | row for row in rows])
    frame["day"] = pd.to_datetime(frame["day"])
    settled, faults = settle_repeats(conform(frame, FOLLOWERS), BY_DAY)
    assert settled[["followers", "gained"]].to_numpy().tolist() == [[507, pd.NA]]
    assert {fault.severity for fault in faults} == {"warning", "note"}


def test_files_without_a_day_are_equally_late():
    frame = insights(a=[5], b=[7])
    frame["start"] = frame["end"] = pd.NaT
    settled, faults = settle_repeats(conform(frame, INSIGHTS), BY_PART)
    assert settled.empty
    assert [fault.severity for fault in faults] == ["warning", "note"]
    assert faults[0].got == "5 ≠ 7 (b); 1 ×"
