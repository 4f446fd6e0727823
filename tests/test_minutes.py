"""The minutes: what stands on them and in which order, always the same, and on one page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import DEMOS
from tests.page_checks import check_page
from toolkit.errors import UsageError
from toolkit.minutes import make_minutes
from toolkit.scaffold import make_client
from toolkit.workshop_log.ledger import Ledger


def words(page: Path) -> str:
    """Give the words of a page in reading order."""
    body = page.read_text(encoding="utf-8").partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def places(text: str, *found: str) -> list[int]:
    """Give where each of these stands; all of them must be there."""
    assert [one for one in found if one not in text] == []
    return [text.index(one) for one in found]


def test_decisions_and_actions_come_first(workspace: Path) -> None:
    page = make_minutes("demo-outdoor", workspace)
    assert page == workspace / "clients" / "demo-outdoor" / "reports" / "minutes.html"
    where = places(
        words(page),
        "8 October 2026, led by Cerys Sample",
        "X is for questions only.",
        "Film three repairs with a telephone and a tripod",
        "staff of four shops",
        "Operational excellence.",
        # By hand, of nine votes: the mean of 70, 45, 30, 80, 65, 25, 75, 60 and 55 is 56.1.
        "operational excellence 56 (25 to 80)",
        "Fewer calls because the answer was already there",
        "1,300 calls a month",
        "A forum of our own",
        "questions are still open.",
        "First to settle: baseline (More visits to the shops from a route we posted); who (",
    )
    assert where == sorted(where)


def test_they_are_in_the_client_s_language_or_in_another(workspace: Path) -> None:
    dutch = make_minutes("demo-fietsen", workspace)
    assert '<html lang="nl">' in dutch.read_text(encoding="utf-8")
    places(words(dutch), "Wat is besloten", "22 september 2026, geleid door", "Koers Demo Advies")
    english = make_minutes("demo-fietsen", workspace, "en")
    places(words(english), "What was decided", "Mislukte prototypes mogen getoond worden.")


def test_the_same_answers_give_the_same_bytes(workspace: Path) -> None:
    first = make_minutes("demo-bibliotheek", workspace).read_bytes()
    assert make_minutes("demo-bibliotheek", workspace).read_bytes() == first


def test_nothing_is_asked_of_a_network_and_nothing_runs(workspace: Path) -> None:
    page = make_minutes("demo-bibliotheek", workspace).read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/", "")


def test_a_workshop_that_is_still_to_be_held_has_minutes_too(workspace: Path) -> None:
    make_client(workspace, "new-one", language="en")
    text = words(make_minutes("new-one", workspace))
    assert "No decisions or action points have been noted yet." in text
    assert "questions are still open" in text


def test_what_was_typed_stands_there_as_it_was_typed(workspace: Path) -> None:
    evil = "<script>alert(1)</script> =1+1 \u202e {lead} 😀"
    folder = make_client(workspace, "evil", language="en")
    Ledger(folder / "workshop").take(
        {
            "intake": {
                "discipline": "customer_intimacy",
                "discipline_reason": evil,
                "decisions": [{"what": evil}],
                "goals": [{"name": evil, "owner": None}],
            },
            "meeting": {"present": evil, "led_by": evil},
        },
        who="A",
    )
    page = make_minutes("evil", workspace).read_text(encoding="utf-8")
    assert "<script" not in page
    shown = page.replace("&#34;", '"')
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt; =1+1 \u202e {lead} 😀") >= 6


def test_an_unknown_client_is_told(workspace: Path) -> None:
    with pytest.raises(UsageError):
        make_minutes("nobody", workspace)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("slug", DEMOS)
def test_they_are_one_page_that_everybody_can_read(
    workspace: Path, browser: Browser, slug: str
) -> None:
    path = make_minutes(slug, workspace)
    check_page(browser, path)
    assert count_pages(browser, path) == 1


@pytest.mark.browser
@pytest.mark.slow
def test_a_workshop_that_agreed_on_much_still_fits_on_a_page(
    workspace: Path, browser: Browser
) -> None:
    line = "Something agreed on in plain words, about as long as a line of a table"
    folder = make_client(workspace, "busy", language="en")
    goal = {"name": line, "target": 100, "owner": "Jip", "deadline": "2027-01-01"}
    Ledger(folder / "workshop").take(
        {
            "intake": {
                "discipline": "customer_intimacy",
                "discipline_reason": line * 3,
                "decisions": [{"what": line, "why": line, "who": "Director"}] * 6,
                "actions": [{"what": line, "who": "Marketing", "due": "2026-11-01"}] * 8,
                "goals": [goal] * 5,
                "parking_lot": [{"what": line, "who": "Jip"}] * 4,
            },
            "meeting": {"held_on": "2026-10-01", "present": "Director, marketing, front office"},
        },
        who="A",
    )
    assert count_pages(browser, make_minutes("busy", workspace)) == 1


def count_pages(browser: Browser, path: Path) -> int:
    """Print a page and count its sheets."""
    page = browser.new_page()
    page.goto(path.as_uri())
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b", printed))
