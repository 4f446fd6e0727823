"""Whose a file is: the account decides, the owner's figures go to the owner, nothing is guessed."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.clients import matching
from toolkit.clients.matching import Holder, Line, find_lines, match
from toolkit.clients.register import Card
from toolkit.model.client import Account, Competitor
from toolkit.model.posts import FOLLOWERS, POSTS, TOTALS, conform
from toolkit.readers import Contents, Reading

ROOM = "instagram"


def holder(slug: str, *own: str, rivals: dict[str, str] | None = None) -> Holder:
    """Make a client with own accounts, and competitors by name with an account each."""
    return Holder(
        slug,
        Card(
            name=slug.title(),
            accounts=tuple(Account(platform=ROOM, id=one) for one in own),
            competitors=tuple(
                Competitor(name=name, accounts=(Account(platform=ROOM, id=account),))
                for name, account in (rivals or {}).items()
            ),
        ),
    )


def reading(reader: str, contents: Contents, *rows: dict[str, object]) -> Reading:
    columns = {"posts": POSTS, "followers": FOLLOWERS, "totals": TOTALS}[contents]
    return Reading(reader, contents, conform(pd.DataFrame(list(rows)), columns))


BAKER = holder("baker", "1", rivals={"Mill": "9"})
MILL = holder("mill", "9")
OTHER = holder("other", "7", rivals={"Mill": "9", "Yard": "5"})
ALL = (BAKER, MILL, OTHER)


def owners(account: str) -> Line:
    return Line(ROOM, account, of_owner=True)


def public(brand: str) -> Line:
    return Line(ROOM, brand=brand)


@pytest.mark.parametrize(
    ("lines", "slug", "reason"),
    [
        ([owners("1")], "baker", matching.BY_ACCOUNT),
        # Mill is a competitor of two, but nobody's export is theirs.
        ([owners("9")], "mill", matching.BY_ACCOUNT),
        ([owners("1"), owners("9")], "", matching.MIXED),
        ([owners("5")], "", matching.NO_CLIENT_S),
        ([owners("404")], "", matching.STRANGER),
        ([Line(ROOM, of_owner=True)], "", matching.UNSAID),
        ([], "", matching.UNSAID),
        # Public counts of a brand that three could have counted.
        ([public("Mill")], "", matching.SEVERAL),
        ([public("Yard")], "other", matching.BY_NAME),
        ([public("baker"), public("MILL")], "baker", matching.BY_NAME),
        ([public("baker"), public("Somebody")], "baker", matching.BY_NAME),
        ([public("Yard"), public("Somebody")], "", matching.MIXED),
        ([public("Somebody")], "", matching.UNKNOWN),
    ],
)
def test_whose_a_file_is(lines: list[Line], slug: str, reason: str) -> None:
    found = match(lines, ALL)
    assert (found.slug, found.reason) == (slug, reason)


def test_a_name_says_nothing_of_an_account_that_somebody_has() -> None:
    nameless = Holder("new", Card(name="Mill"))
    found = match([Line(ROOM, "9", "Mill", of_owner=True)], (nameless, MILL))
    assert (found.slug, found.reason) == ("mill", matching.BY_ACCOUNT)


def test_a_name_decides_for_a_client_without_ids_only() -> None:
    line = Line(ROOM, "404", "Fresh", of_owner=True)
    assert match([line], (Holder("fresh", Card(name="Fresh")),)).slug == "fresh"
    assert match([line], (holder("fresh", "1"),)).slug == ""


def test_two_who_name_an_account_as_their_own_are_both_told() -> None:
    found = match([owners("1")], (BAKER, holder("twin", "1")))
    assert (found.slug, found.reason) == ("", matching.TWO_OWNERS)
    assert found.claimants == ("baker", "twin")


def test_who_cannot_be_read_might_have_it_unless_the_account_decides() -> None:
    assert match([owners("1")], (BAKER,), complete=False).slug == "baker"
    assert match([public("Mill")], (BAKER,), complete=False).reason == matching.UNCERTAIN


@given(st.lists(st.sampled_from(["1", "5", "7", "9", "404"]), min_size=1, max_size=4))
def test_what_only_the_owner_can_export_goes_to_nobody_else(accounts: list[str]) -> None:
    found = match([owners(one) for one in accounts], ALL)
    if found.slug:
        own = next(one for one in ALL if one.slug == found.slug).own
        assert {(ROOM, one) for one in accounts} <= own


def test_lines_tell_accounts_brands_and_what_only_an_owner_sees() -> None:
    made = reading(
        "meta",
        "posts",
        {"platform": ROOM, "account": "1", "brand": "Baker", "reach": 5, "row": 2},
        {"platform": ROOM, "account": "1", "brand": "Baker", "reach": 6, "row": 3},
    )
    assert find_lines([made], "a.csv") == (Line(ROOM, "1", "Baker", of_owner=True),)
    tally = reading("tally", "posts", {"platform": ROOM, "brand": "Mill", "reactions": 3})
    assert find_lines([tally], "a.csv") == (public("Mill"),)


def test_an_address_tells_whose_post_it_is_where_the_rows_do_not() -> None:
    url = "https://www.linkedin.com/posts/Baker-BV_new-bread-activity-71-x"
    made = reading("linkedin_posts", "posts", {"platform": "linkedin", "url": url})
    assert find_lines([made], "a.xlsx") == (Line("linkedin", "baker-bv", of_owner=True),)


def test_linkedin_names_a_file_after_the_page() -> None:
    made = reading("linkedin_followers", "followers", {"platform": "linkedin", "gained": 2})
    (line,) = find_lines([made], "Baker-bv_followers_1760000.xls")
    assert (line.account, line.by_file_name) == ("baker-bv", True)
    (line,) = find_lines([made], "followers of baker-bv.xls")
    assert line.account == ""
    own = Card(name="Baker", accounts=(Account(platform="linkedin", handle="baker-bv"),))
    lines = find_lines([made], "baker-bv_followers_1.xls")
    assert match(lines, (Holder("baker", own),)).reason == matching.BY_FILE_NAME
    assert match(lines, ALL).reason == matching.UNSAID
    # Such a name says nothing of what is not LinkedIn's.
    tally = reading("tally", "posts", {"platform": ROOM, "brand": "Mill"})
    assert find_lines([tally], "baker-bv_followers_1.csv") == (public("Mill"),)
