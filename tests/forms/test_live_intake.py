"""The live intake in a real browser: filled in without a mouse, by two at once, and beside others.

The page is the one that ``koers open`` opens; it runs by itself. What is looked at is the log on
the disk, and what every browser shows.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from tests.forms.live_pages import (
    SHOWN,
    check_files,
    make_client,
    open_intake,
    wait_until_ready,
    wait_until_saved,
    walk,
)
from tests.lab_server import Lab
from toolkit import clients
from toolkit.build import Request, build
from toolkit.model.intake import DISCIPLINE_NAMES, OBJECTIVE_NAMES
from toolkit.workshop_log import read_workshop

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("lab")]

TEXTS = {
    "intake.offer.product": "Bicycles, and their repair",
    "intake.offer.plainly": "We make your bike go again.",
    "intake.offer.value_proposition": "Ready the same day",
    "intake.offer.market": "?",
    "intake.purpose.mission": "Nobody buys new what can be mended",
    "intake.purpose.vision": "A town that cycles",
    "intake.purpose.why": "Because waste hurts",
    "intake.purpose.how": "With patience",
    "intake.purpose.what": "Repairs and lessons",
    "intake.discipline": "Customer intimacy",
    "intake.discipline_reason": "We know them all by name",
    "intake.maturity.goals": "2 There is a plan, on its own",
    "intake.maturity.goals_evidence": "A plan in a drawer",
    "intake.maturity.people": "1 First steps, no plan",
    "capacity.hours_per_week": "6.5",
    "capacity.people": "2",
    "budget.per_year": "4,000",
    "meeting.held_on": "30-10-2026",
    "meeting.led_by": "The consultant",
    "meeting.present": "Owner, mechanic",
}
ROWS = {
    "intake.rivals": [
        {"name": "Chain & Sons", "does_well": "Fast", "does_badly": "Dear", "found_at": "Facebook"}
    ],
    "intake.media": [
        {"name": "Facebook", "kind": "owned", "online": "yes", "owner": "Kim",
         "hours_per_week": "1.5", "action": "keep"},
        {"name": "Window", "kind": "owned", "online": "no", "goal": "Passers-by"},
        {"name": "Local paper", "kind": "earned", "frequency": "monthly", "action": "update"},
    ],
    "intake.target_groups": [
        {"name": "Commuters", "looks_for": "Speed", "likes": "Coffee", "help": "A loan bike"},
        {"name": "Parents", "problems": "Three bikes at once", "dislikes": "Waiting"},
    ],
    "intake.goals": [
        {"name": "More repairs", "reached": "Every bench is taken", "serves": "Turnover",
         "measure": "Repairs a week", "source": "The till", "baseline": "40", "target": "60",
         "deadline": "31-05-2027", "owner": "Kim", "channels": "Facebook, Window"},
        {"name": "Fewer calls", "measure": "Calls a day", "baseline": "12", "target": "6"},
        {"name": "Known in town", "vanity": "yes"},
    ],
    "intake.decisions": [{"what": "We stop with X", "why": "Nobody is there", "who": "Owner"}],
    "intake.actions": [{"what": "Ask three customers", "who": "Kim", "due": "10-11-2026"}],
    "intake.parking_lot": [{"what": "A podcast", "who": "Owner"}],
    "intake.swot": [
        {"channel": "Facebook", "kind": "Strength", "what": "Many know it", "why": "Ten years"}
    ],
}  # fmt: skip
VOTES = [(20, 30, 50), (10, 10, 80), (30, 30, 40)]
SCORES = {
    "operational_excellence": (3, 2, 1, 0, 1),
    "product_leadership": (1, 1, 2, 2, 3),
    "customer_intimacy": (3, 3, 2, 3, 0),
}
EXPECTED: dict[str, Any] = {
    "offer": {
        "product": "Bicycles, and their repair", "plainly": "We make your bike go again.",
        "value_proposition": "Ready the same day", "market": None,
    },
    "purpose": {
        "mission": "Nobody buys new what can be mended", "vision": "A town that cycles",
        "why": "Because waste hurts", "how": "With patience", "what": "Repairs and lessons",
    },
    "rivals": [
        {"name": "Chain & Sons", "does_well": "Fast", "does_badly": "Dear", "found_at": "Facebook"}
    ],
    "media": [
        {"name": "Facebook", "kind": "owned", "online": True, "owner": "Kim",
         "hours_per_week": 1.5, "action": "keep"},
        {"name": "Window", "kind": "owned", "online": False, "goal": "Passers-by"},
        {"name": "Local paper", "kind": "earned", "frequency": "monthly", "action": "update"},
    ],
    "discipline": "customer_intimacy",
    "discipline_reason": "We know them all by name",
    "target_groups": [
        {"name": "Commuters", "looks_for": "Speed", "likes": "Coffee", "help": "A loan bike"},
        {"name": "Parents", "problems": "Three bikes at once", "dislikes": "Waiting"},
    ],
    "goals": [
        {"name": "More repairs", "reached": "Every bench is taken", "serves": "Turnover",
         "measure": "Repairs a week", "source": "The till", "baseline": 40.0, "target": 60.0,
         "deadline": dt.date(2027, 5, 31), "owner": "Kim", "channels": ("Facebook", "Window")},
        {"name": "Fewer calls", "measure": "Calls a day", "baseline": 12.0, "target": 6.0},
        {"name": "Known in town", "vanity": True},
    ],
    "decisions": [{"what": "We stop with X", "why": "Nobody is there", "who": "Owner"}],
    "actions": [{"what": "Ask three customers", "who": "Kim", "due": dt.date(2026, 11, 10)}],
    "parking_lot": [{"what": "A podcast", "who": "Owner"}],
    "swot": [
        {"channel": "Facebook", "kind": "strength", "what": "Many know it", "why": "Ten years"}
    ],
    "maturity": {"goals": "2", "goals_evidence": "A plan in a drawer", "people": "1"},
}  # fmt: skip


def test_every_block_is_filled_in_without_a_mouse(live_lab: Lab, window: BrowserContext) -> None:
    workshop = make_client(live_lab.workspace, "keyboard")
    page = open_intake(window, live_lab, "keyboard")
    cells = {
        f"fits.{discipline}.{objective}": str(score)
        for discipline, scores in SCORES.items()
        for objective, score in zip(OBJECTIVE_NAMES, scores, strict=True)
    }
    ballots = [dict(zip(DISCIPLINE_NAMES, map(str, vote), strict=True)) for vote in VOTES]
    answers = {**TEXTS, **ROWS, **cells, "urn": ballots}
    walk(page, answers, lambda at: at["words"] == "Show the result")
    wait_until_saved(page)
    shown = page.evaluate(SHOWN)

    found = read_workshop(workshop)
    given = found.intake.model_dump(exclude_unset=True, exclude={"fits", "discipline_votes"})
    assert {name: _plain(value) for name, value in given.items()} == EXPECTED
    assert {(one.discipline, one.objective): one.score for one in found.intake.fits} == {
        (discipline, objective): score
        for discipline, scores in SCORES.items()
        for objective, score in zip(OBJECTIVE_NAMES, scores, strict=True)
    }
    votes = [tuple(one.model_dump().values()) for one in found.intake.discipline_votes]
    assert sorted(votes) == sorted(VOTES)
    assert found.meeting.held_on == dt.date(2026, 10, 30)
    assert (found.meeting.led_by, found.meeting.present) == ("The consultant", "Owner, mechanic")
    client = clients.load("keyboard", workspace=live_lab.workspace).client
    assert (client.capacity.hours_per_week, client.capacity.people) == (6.5, 2)
    assert (client.budget.per_year, client.budget.currency) == (4000, "EUR")
    check_files(workshop)

    page.reload()
    wait_until_ready(page)
    again = page.evaluate(SHOWN)
    assert again == shown
    assert again["intake.purpose.mission"] == EXPECTED["purpose"]["mission"]
    assert page.locator(".koers-votes figure, .koers-votes svg").count() > 0

    (built,) = build(
        Request(live_lab.workspace, slugs=("keyboard",), notebooks=("intake_workshop",))
    )
    assert built.ok, built.faults
    chapter = Path(live_lab.workspace / "clients/keyboard/reports/intake_workshop.html")
    text = chapter.read_text(encoding="utf-8")
    for said in ("Nobody buys new what can be mended", "Chain &amp; Sons", "More repairs",
                 "We stop with X", "Ask three customers", "Commuters", "Local paper"):  # fmt: skip
        assert said in text


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
