"""The hidden vote on the page: what is seen before it is shown, and that nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

from tests.forms.open_store import OpenStore
from toolkit.forms.grid import DOTS
from toolkit.forms.journal import Journal
from toolkit.forms.votes import SPARE, Line, VotePanel
from toolkit.language import Language
from toolkit.workshop_log.urn import FIELDS

ENGLISH = Language("en")


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    return OpenStore(tmp_path / "client" / "workshop")


@pytest.fixture
def panel(store: OpenStore) -> VotePanel:
    return VotePanel(store, ENGLISH)


def type_in(line: Line, *points: object) -> None:
    for field, number in zip(FIELDS, points, strict=False):
        line.cells[field].widget.value = str(number)


def shown_texts(panel: VotePanel) -> str:
    """Everything that the browser is told: the values of all widgets on the panel."""
    found: list[str] = []

    def walk(widget: Any) -> None:
        found.extend(str(getattr(widget, name, "")) for name in ("value", "description"))
        for child in getattr(widget, "children", ()):
            walk(child)

    walk(panel.widget)
    return " ".join(found)


def press(panel: VotePanel, words: str) -> None:
    def walk(widget: Any) -> bool:
        if isinstance(widget, widgets.Button) and widget.description == words:
            widget.click()
            return True
        return any(walk(child) for child in getattr(widget, "children", ()))

    assert walk(panel.widget), f"no button {words}"


def test_a_finished_ballot_is_hidden_at_once(panel: VotePanel) -> None:
    line = panel.lines[0]
    type_in(line, 71, 17)
    assert "12 to go" in shown_texts(panel)
    type_in(line, 71, 17, 12)
    assert [cell.widget.value for cell in line.cells.values()] == [DOTS] * 3
    for secret in ("71", "17", "12"):
        assert secret not in shown_texts(panel)
    assert "1 vote is in" in shown_texts(panel)


def test_points_are_acknowledged_as_they_are_typed_also_of_a_line_typed_again(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, sent = Journal(store, ENGLISH), list[dict[str, object]]()
    panel = VotePanel(store, ENGLISH, journal)
    monkeypatch.setattr(journal.widget, "send", sent.append)
    store.is_saved = False
    line = panel.lines[0]
    type_in(line, 71, 17, 12)
    paths = [cell.path for cell in line.cells.values()]
    assert sent == [
        {"saved": {path: text}} for path, text in zip(paths, ("71", "17", "12"), strict=True)
    ]
    # What came once more now would be a second vote of the same person.
    line.again.click()
    assert paths[0] not in [cell.path for one in panel.lines for cell in one.cells.values()]


def test_no_answer_state_or_log_knows_of_votes_before_they_are_shown(
    panel: VotePanel, store: OpenStore
) -> None:
    store.give("intake.offer.product", "Bread")
    type_in(panel.lines[0], 71, 17, 12)
    folder = store.ledger.folder
    assert "discipline" not in (folder / "log.jsonl").read_text(encoding="utf-8")
    assert "discipline" not in (folder / "state.json").read_text(encoding="utf-8")
    assert not store.is_given("intake.discipline_votes")


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((80, 30, 5), "15 too many"),
        ((50, 50), "Type 0 where nothing was given"),
        ((33.5, 33.5, 33), "Whole numbers only, 0 to 100"),
        (("-5",), "Whole numbers only, 0 to 100"),
    ],
)
def test_beside_a_line_stands_what_is_wrong(
    panel: VotePanel, points: tuple[object, ...], said: str
) -> None:
    type_in(panel.lines[0], *points)
    assert said in shown_texts(panel)


def test_empty_lines_stand_ready(panel: VotePanel) -> None:
    assert len(panel.lines) == SPARE
    for number in range(30):
        type_in(panel.lines[number], 50, 30, 20)
    assert len(panel.lines) == 30 + SPARE
    assert "30 votes are in" in shown_texts(panel)


def test_after_a_restart_all_ballots_are_back_in_no_order_of_arrival(
    panel: VotePanel, store: OpenStore
) -> None:
    type_in(panel.lines[0], 90, 5, 5)
    type_in(panel.lines[1], 10, 20)
    type_in(panel.lines[2], 5, 5, 90)
    again = VotePanel(OpenStore(store.ledger.folder), ENGLISH)
    typed = [[cell.text() for cell in line.cells.values()] for line in again.lines]
    assert typed[:3] == [["5", "5", "90"], ["90", "5", "5"], ["10", "20", ""]]
    assert [cell.widget.value for cell in again.lines[0].cells.values()] == [DOTS] * 3


def test_showing_asks_first_where_a_ballot_is_not_finished(
    panel: VotePanel, store: OpenStore
) -> None:
    type_in(panel.lines[0], 50, 30, 20)
    type_in(panel.lines[1], 10, 20)
    press(panel, "Show the result")
    assert not store.is_given("intake.discipline_votes")
    assert "1 vote is not finished" in shown_texts(panel)
    press(panel, "Show without these")
    assert store.value("intake.discipline_votes") == [dict(zip(FIELDS, (50, 30, 20), strict=True))]
    assert "koers-figure" in shown_texts(panel)
    assert "Operational excellence gets the most points" in shown_texts(panel)


def test_nothing_to_show_is_said(panel: VotePanel, store: OpenStore) -> None:
    press(panel, "Show the result")
    assert "No vote is finished yet." in shown_texts(panel)
    assert not store.is_given("intake.discipline_votes")


def test_a_line_is_typed_again_without_being_shown(panel: VotePanel, store: OpenStore) -> None:
    type_in(panel.lines[0], 50, 30, 20)
    panel.lines[0].again.click()
    assert [cell.text() for cell in panel.lines[0].cells.values()] == ["", "", ""]
    urn = store.ledger.folder / "urn.json"
    assert len(json.loads(urn.read_text(encoding="utf-8"))["ballots"]) == 1
    type_in(panel.lines[0], 60, 30, 10)
    (ballot,) = json.loads(urn.read_text(encoding="utf-8"))["ballots"].values()
    assert list(ballot["typed"].values()) == ["60", "30", "10"]


def test_a_second_round_starts_empty_and_can_be_left(panel: VotePanel, store: OpenStore) -> None:
    type_in(panel.lines[0], 50, 30, 20)
    press(panel, "Show the result")
    press(panel, "Vote once more")
    assert len(panel.lines) == SPARE
    assert "koers-figure" not in shown_texts(panel)
    press(panel, "Leave it at the first round")
    assert "koers-figure" in shown_texts(panel)
    assert len(store.value("intake.discipline_votes")) == 1


def test_a_finished_block_takes_no_votes(panel: VotePanel, store: OpenStore) -> None:
    store.give("meeting.locked", ["competing"])
    assert all(cell.disabled for line in panel.lines for cell in line.cells.values())
    store.give("meeting.locked", [])
    assert not any(cell.disabled for line in panel.lines for cell in line.cells.values())


def test_text_that_a_browser_kept_finds_its_ballot_or_a_new_one(panel: VotePanel) -> None:
    panel.show("urn.0011aabb.product_leadership")
    line = next(line for line in panel.lines if line.key == "0011aabb")
    line.cells["product_leadership"].take("30")
    assert panel.urn.ballots["0011aabb"].given == 30
    before = len(panel.lines)
    panel.show("urn.0011aabb.customer_intimacy")
    panel.show("urn.../../x.y")
    assert len(panel.lines) == before


def test_votes_that_others_bring_in_are_shown(panel: VotePanel, store: OpenStore) -> None:
    store.give("intake.discipline_votes", [dict(zip(FIELDS, (10, 20, 70), strict=True))])
    assert "koers-figure" in shown_texts(panel)
