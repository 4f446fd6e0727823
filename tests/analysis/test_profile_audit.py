"""Completeness of profiles, and silences that are none of an export's end."""

import datetime as dt

import pandas as pd
import pytest

from toolkit.analysis.profile_audit import audit_profiles, find_silences
from toolkit.model.client import Account
from toolkit.model.posts import POSTS, conform
from toolkit.model.profile_checklist import Checklist, Profile

CHECKLIST = Checklist.model_validate(
    {
        "dated": "2026-10-01",
        "items": [
            {"key": "bio", "en": "Bio", "nl": "Bio"},
            {"key": "hours", "en": "Hours", "nl": "Tijden"},
            {"key": "button", "en": "Button", "nl": "Knop", "platforms": ["facebook"]},
            {"key": "site", "en": "Site", "nl": "Site"},
            {"key": "last_post", "en": "Lately", "nl": "Kortgeleden", "newest_within_days": 30},
        ],
    }
)
AS_OF = dt.date(2026, 10, 31)
ACCOUNTS = (
    Account(platform="x", id="77", handle="buttons"),
    Account(platform="x", handle="buttonsharbour"),
)


def posts(*rows):
    columns = ["brand", "platform", "account", "day", "file", "reply"]
    frame = pd.DataFrame(rows, columns=columns)
    frame["day"] = pd.to_datetime(frame["day"])
    return conform(frame, POSTS)


def row(day, *, account="77", file="a.csv", reply=False):
    return ("Buttons", "x", account, day, file, reply)


def test_unknown_is_neither_there_nor_missing():
    profile = Profile(
        brand="Buttons", platform="x", handle="buttons",
        answers={"bio": "yes", "hours": "not_applicable", "site": "no"},
    )  # fmt: skip
    audit = audit_profiles([profile], CHECKLIST, posts(), ACCOUNTS, AS_OF)
    (scores,) = audit.scores.to_dict("records")
    # Of bio (yes), site (no) and the last post (unknown); the button is not asked on X.
    assert (scores["filled"], scores["applicable"], scores["unknown"]) == (1, 2, 1)
    assert (scores["score"], scores["lowest"], scores["highest"]) == (1 / 2, 1 / 3, 2 / 3)
    assert set(audit.items["item"]) == {"bio", "hours", "site", "last_post"}


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([row("2026-10-01")], "yes"),
        # 31 days before, and the file ends there: who knows what came after.
        ([row("2026-09-30")], "unknown"),
        # The file goes on for more than a month, with replies or another account.
        ([row("2026-08-01"), row("2026-10-30", reply=True)], "no"),
        ([row("2026-08-01"), row("2026-10-30", account="buttonsharbour")], "no"),
        ([row("2026-08-01"), row("2026-10-30", account="buttonsharbour", file="b.csv")], "unknown"),
    ],
)
def test_an_export_that_ends_is_no_silence(rows, state):
    profile = Profile(brand="Buttons", platform="x", handle="@Buttons")
    audit = audit_profiles([profile], CHECKLIST, posts(*rows), ACCOUNTS, AS_OF)
    found = audit.items.set_index("item")["state"]
    assert found["last_post"] == state


def test_silences_are_of_accounts():
    data = posts(row("2026-06-01"), row("2026-10-30", account="buttonsharbour"))
    found = find_silences(data, "Buttons", ACCOUNTS, 30, AS_OF)
    assert found == {("x", "buttons"): dt.date(2026, 6, 1)}


def test_a_checklist_is_old_after_a_year():
    for as_of, old in ((dt.date(2027, 10, 1), False), (dt.date(2027, 10, 2), True), (None, False)):
        assert audit_profiles([], CHECKLIST, posts(), (), as_of).old is old
