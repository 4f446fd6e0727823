"""Scores on the page: given alone, unseen by others, and talked about once all are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.open_store import OpenStore
from toolkit.forms.agreed_scores import AGREED
from toolkit.forms.journal import Journal
from toolkit.forms.ratings import ROWS_A_PAGE, RatingPanel, _token
from toolkit.language import Language

ENGLISH = Language("en")
FORUM, APP = "forum", "app"


def lay_down(folder: Path, initiatives: int = 2) -> OpenStore:
    store = OpenStore(folder / "client" / "workshop")
    names = [(FORUM, "Forum"), (APP, "App"), *((f"i{n}", f"Idea {n}") for n in range(99))]
    store.give(
        "choice.initiatives", [{"key": key, "name": name} for key, name in names[:initiatives]]
    )
    store.give(
        "choice.criteria",
        [
            {"key": "reach", "name": "Reach", "swing": 100, "anchors": ["nobody", "some, or few"]},
            {"key": "trust", "name": "Trust", "swing": 50},
        ],
    )
    return store


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    return lay_down(tmp_path)


def score(panel: RatingPanel, rater: str, *texts: str) -> None:
    panel.seat(rater)
    for cell, text in zip(panel.cells.values(), texts, strict=False):
        cell.widget.value = text
    panel._press_done()


def on_screen(panel: RatingPanel) -> str:
    return " ".join(cell.widget.value for cell in panel.cells.values())


def test_each_cell_is_an_initiative_by_a_criterion_and_anchors_are_escaped(
    store: OpenStore,
) -> None:
    panel = RatingPanel(store, ENGLISH)
    assert panel.cells == {}
    panel.seat("Marketing")
    assert list(panel.cells) == [
        (FORUM, "reach"), (FORUM, "trust"), (APP, "reach"), (APP, "trust"),
    ]  # fmt: skip
    heads = " ".join(getattr(one, "value", "") for one in panel._lines.children)
    assert "<li>some, or few</li>" in heads
    assert panel.cells[FORUM, "reach"].label() == "Forum · Reach"


def test_scores_stay_out_of_the_answers_until_they_are_shown(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    before = len(store.ledger.operations)
    score(panel, "Marketing", "5", "1", "", "3")
    assert len(store.ledger.operations) == before
    assert "Marketing: 3 of 4 in" in panel._count.value
    assert panel.agreed.widget.layout.display == "none"
    panel.reveal.click()
    assert [one["score"] for one in store.value("choice.ratings")] == [5, 1, 3]
    assert panel.agreed.widget.layout.display == ""


def test_a_score_is_acknowledged_as_it_is_typed_whatever_else_waits(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, sent = Journal(store, ENGLISH), list[dict[str, object]]()
    panel = RatingPanel(store, ENGLISH, journal)
    panel.seat("Marketing")
    monkeypatch.setattr(journal.widget, "send", sent.append)
    store.is_saved = False
    cell = panel.cells[FORUM, "reach"]
    cell.widget.value = "5"
    assert sent == [{"saved": {cell.path: "5"}}]
    # So nothing is sent again once it is shown, when there is no cell for it.
    store.is_saved = True
    panel._press_done()
    panel.reveal.click()
    assert len(sent) == 1


def test_a_score_that_could_not_be_kept_is_not_acknowledged(
    store: OpenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, sent = Journal(store, ENGLISH), list[dict[str, object]]()
    panel = RatingPanel(store, ENGLISH, journal)
    panel.seat("Marketing")
    monkeypatch.setattr(journal.widget, "send", sent.append)
    (panel.urn.folder / "ratings.json").write_text("{", encoding="utf-8")
    panel.cells[FORUM, "reach"].widget.value = "5"
    assert "cannot be read" in panel._said.value
    assert sent == []


def test_a_rater_does_not_see_what_another_gave_nor_their_own_until_asked(
    store: OpenStore,
) -> None:
    panel = RatingPanel(store, ENGLISH)
    score(panel, "Marketing", "5", "1")
    panel.seat("Care")
    assert on_screen(panel).split() == []
    panel.seat("marketing")
    assert on_screen(panel).split() == ["••", "••"]
    panel._uncover.click()
    assert on_screen(panel).split() == ["5", "1"]


def test_the_next_raters_name_is_left_alone_when_one_is_done(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    panel.name.value = "Marketing"
    panel._press_score()
    assert (panel.rater, panel.name.value) == ("Marketing", "")
    panel.name.value = "Care"
    panel._press_done()
    assert (panel.rater, panel.name.value) == ("", "Care")


def test_what_is_no_score_is_kept_told_and_does_not_count(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    panel.seat("Care")
    cell = panel.cells[APP, "reach"]
    cell.widget.value = "<i>9"
    assert "“&lt;i&gt;9” is no score" in panel._said.value
    assert "koers-wrong" in cell.widget._dom_classes
    panel.cells[APP, "trust"].widget.value = "2"
    panel.reveal.click()
    assert store.value("choice.ratings") is None
    assert "1 score cannot be read" in panel._ask.children[0].value
    panel._ask.children[1].children[0].click()
    assert [one["score"] for one in store.value("choice.ratings")] == [2]
    panel.seat("Care")
    assert panel.cells[APP, "reach"].widget.value == "<i>9"


def test_what_lies_farthest_apart_comes_first_and_an_agreed_score_stands_beside(
    store: OpenStore,
) -> None:
    panel = RatingPanel(store, ENGLISH)
    score(panel, "Marketing", "5", "1", "2", "3")
    score(panel, "Care", "4", "5", "2", "3")
    panel.reveal.click()
    agreed = panel.agreed
    assert list(agreed.cells) == [(FORUM, "trust"), (FORUM, "reach")]
    lines = " ".join(
        part.value for line in agreed._lines.children[5:] for part in line.children[:3]
    )
    assert lines.count("talk about this first") == 1
    assert "Care 5 · Marketing 1" in lines
    # 1 and 5: the median lies between, the quarters at 2 and 4.
    assert "3 (2 to 4)" in lines
    agreed.cells[FORUM, "trust"].widget.value = "4"
    # What was agreed on is settled, until it is taken back.
    assert "talk about this first" not in agreed.names[FORUM, "trust"].value
    assert "three steps or more apart" not in agreed._told.value
    agreed.cells[FORUM, "trust"].widget.value = ""
    assert "talk about this first" in agreed.names[FORUM, "trust"].value
    agreed.cells[FORUM, "trust"].widget.value = "4"
    agreed.reasons[FORUM, "trust"].widget.value = "after the demo"
    assert store.value(AGREED) == [
        {"initiative": FORUM, "criterion": "trust", "score": 4, "why": "after the demo"}
    ]
    assert len(store.value("choice.ratings")) == 8
    assert store.ledger.workshop().choice.agreed[0].score == 4


def test_an_agreed_score_that_is_none_is_told_and_can_be_taken_back(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    score(panel, "Marketing", "5")
    score(panel, "Care", "1")
    panel.reveal.click()
    cell = panel.agreed.cells[FORUM, "reach"]
    cell.widget.value = "x"
    assert "“x” is no score" in panel.agreed._said.value
    assert cell.widget.value == "x"
    cell.widget.value = ""
    assert panel.agreed._said.value == ""
    assert store.value(AGREED) == []


def test_raters_who_order_alike_are_told_so(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    score(panel, "Marketing", "5", "5", "1", "1")
    score(panel, "Care", "4", "4", "0", "0")
    panel.reveal.click()
    assert "much the same order" in panel.agreed._told.value
    assert "W = 1.00" in panel.agreed._told.value


def test_a_second_round_adds_to_the_first(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    score(panel, "Marketing", "5")
    panel.reveal.click()
    score(panel, "Care", "1")
    assert len(store.value("choice.ratings")) == 1
    panel.reveal.click()
    assert {one["rater"]: one["score"] for one in store.value("choice.ratings")} == {
        "Care": 1, "Marketing": 5,
    }  # fmt: skip


def test_long_lists_come_a_page_at_a_time(tmp_path: Path) -> None:
    panel = RatingPanel(lay_down(tmp_path, 40), ENGLISH)
    panel.seat("Care")
    assert len(panel.cells) == ROWS_A_PAGE * 2
    panel._on.click()
    first = next(iter(panel.cells))
    panel.cells[first].widget.value = "3"
    assert panel.urn.sheets["Care"].scores == {first: 3}
    assert first[0] == f"i{ROWS_A_PAGE - 2}"


def test_what_a_browser_still_held_goes_to_its_rater_unseen(store: OpenStore) -> None:
    panel = RatingPanel(store, ENGLISH)
    panel.seat("Care")
    panel._press_done()
    panel.show(f"rated.{_token('Care')}.{APP}.reach")
    panel._unseen[0].take("4")
    assert panel.cells == {}
    assert panel.urn.sheets["Care"].scores == {(APP, "reach"): 4}
