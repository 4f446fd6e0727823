"""Whose data it is: by account, by name, or the client's own."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
import yaml

from toolkit.analysis.audience import followers_on_day, gather_counts
from toolkit.errors import Fault
from toolkit.model.client import Account, Client, Competitor, FollowerCount
from toolkit.model.posts import FOLLOWERS, POSTS, TOTALS, conform
from toolkit.readers.ownership import join_files, settle_brands

DAY = dt.date(2026, 1, 1)


def posts(*rows: dict[str, object]) -> pd.DataFrame:
    made = pd.DataFrame([{"file": "a.csv", "platform": "x", "day": DAY, **row} for row in rows])
    made["day"] = pd.to_datetime(made["day"])
    return conform(made, POSTS)


def held(name: str, followers: int, **names: str) -> Account:
    counts = (FollowerCount(date=DAY, followers=followers),)
    return Account(platform="x", followers=counts, **names)


def test_an_id_and_a_handle_name_the_same_account() -> None:
    client = Client(
        name="Ours",
        accounts=(held("one", 100, id="1", handle="one"), held("two", 900, handle="@Two")),
    )
    frame, faults = settle_brands(posts({"account": "ONE"}, {"account": "two"}), client)
    assert faults == ()
    assert frame["brand"].tolist() == ["Ours", "Ours"]
    counts = gather_counts(
        client, conform(pd.DataFrame(), FOLLOWERS), conform(pd.DataFrame(), TOTALS)
    )
    assert followers_on_day(frame, counts).tolist() == [100, 900]


def test_small_differences_in_a_name_do_not_make_another_brand() -> None:
    client = Client(
        name="Ours",
        competitors=(Competitor(name="Marks & Co.", also_called=("M and Co",)),),
    )
    frame, faults = settle_brands(
        posts({"brand": "marks co"}, {"brand": "M AND CO"}, {"brand": "OURS"}), client
    )
    assert frame["brand"].tolist() == ["Marks & Co.", "Marks & Co.", "Ours"]
    assert faults == ()


def test_an_account_that_nobody_declared_is_an_error_once_ids_are_known() -> None:
    client = Client(name="Ours", accounts=(Account(platform="x", id="1"),))
    _, faults = settle_brands(posts({"account": "99", "brand": "Stranger"}), client)
    assert [(fault.severity, fault.file) for fault in faults] == [("error", "a.csv")]
    assert "99" in faults[0].got


def test_an_export_is_the_client_s_own_where_no_account_is_declared() -> None:
    frame, faults = settle_brands(posts({"account": "99"}, {}), Client(name="Ours"))
    assert frame["brand"].tolist() == ["Ours", "Ours"]
    assert [fault.severity for fault in faults] == ["warning"]


def test_an_undeclared_brand_is_kept_and_told_beside_declared_competitors() -> None:
    alone = Client(name="Ours")
    beside = Client(name="Ours", competitors=(Competitor(name="Known"),))
    frame, faults = settle_brands(posts({"brand": "New"}), alone)
    assert frame["brand"].tolist() == ["New"]
    assert faults == ()
    _, faults = settle_brands(posts({"brand": "New"}), beside)
    assert [fault.severity for fault in faults] == ["warning"]


OTHERS = frozenset({("x", "99")})


@pytest.mark.parametrize(
    "client",
    [
        Client(name="Ours"),
        Client(name="Ours", accounts=(Account(platform="x", id="1"),)),
        # Nor is it ours because a file gives it our name.
        Client(name="Stranger"),
    ],
)
def test_an_account_of_another_client_is_an_error_that_names_nobody(client: Client) -> None:
    _, (fault,) = settle_brands(posts({"account": "@99", "brand": "Stranger"}), client, OTHERS)
    assert (fault.severity, fault.file) == ("error", "a.csv")
    assert "account of another client" in fault.what
    assert "99" not in str(fault)
    assert "Stranger" not in str(fault)


def test_a_competitor_that_is_another_client_is_compared_on_public_counts_only() -> None:
    rival = Competitor(name="Rival", accounts=(Account(platform="x", id="99"),))
    client = Client(name="Ours", competitors=(rival,))
    frame, faults = settle_brands(posts({"account": "99", "reactions": 4}), client, OTHERS)
    assert frame["brand"].tolist() == ["Rival"]
    assert faults == ()
    _, (fault,) = settle_brands(posts({"account": "99", "clicks": 4}), client, OTHERS)
    assert fault.severity == "error"
    assert "only the owner" in fault.what
    assert "99" not in str(fault)
    # Where nobody else is the owner, nothing is known against it.
    assert settle_brands(posts({"account": "99", "clicks": 4}), client)[1] == ()


def test_an_account_that_two_clients_own_is_no_error() -> None:
    client = Client(name="Ours", accounts=(Account(platform="x", id="99"),))
    assert settle_brands(posts({"account": "99", "clicks": 4}), client, OTHERS)[1] == ()


def test_what_is_said_of_several_files_is_said_once() -> None:
    faults = [Fault("Whose?", file=f"data/channels/{name}.csv", got="x 9") for name in "abc"]
    other = Fault("Whose?", file="data/channels/d.csv", got="x 8")
    assert join_files([*faults, other, faults[0]]) == (
        Fault("Whose?", file="data/channels", got="x 9, in 3 files, such as a.csv"),
        other,
    )


def test_the_remedy_is_the_line_to_write_whatever_the_account_is_called() -> None:
    client = Client(name="Ours", accounts=(Account(platform="website", id="Other - GA4"),))
    name = 'Shop: "GA4" #1'
    _, (fault,) = settle_brands(posts({"account": name, "platform": "website"}), client)
    line = fault.remedy.partition("accounts: ")[2].partition("; if it is")[0]
    assert yaml.safe_load(line) == [{"platform": "website", "id": name}]
