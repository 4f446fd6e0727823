"""Hidden scores: kept as typed, shown together, and never in the log before."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import LOG, Ledger
from toolkit.workshop_log.rating_urn import RATINGS_FILE, RatingUrn, merge_ratings

CHOICE = {
    "initiatives": [{"key": "forum", "name": "Forum"}, {"key": "app", "name": "App"}],
    "criteria": [
        {"key": "reach", "name": "Reach", "swing": 100},
        {"key": "trust", "name": "Trust", "swing": 50},
    ],
}


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = Ledger(tmp_path / "workshop")
    ledger.record([Change("set", f"choice.{name}", value) for name, value in CHOICE.items()])
    return ledger


@pytest.fixture
def urn(ledger: Ledger) -> RatingUrn:
    return RatingUrn(ledger.folder)


def given(ledger: Ledger) -> list[tuple[str, str, str, int]]:
    ratings = Ledger(ledger.folder).workshop().choice.ratings
    return [(one.rater, one.initiative, one.criterion, one.score) for one in ratings]


def test_what_was_typed_is_there_after_a_restart_and_nowhere_else(
    ledger: Ledger, urn: RatingUrn
) -> None:
    urn.type("Marketing", ("forum", "reach"), "4")
    urn.type("Marketing", ("forum", "trust"), "seven")
    urn.type("Marketing", ("app", "trust"), "?")
    sheet = RatingUrn(urn.folder).sheets["Marketing"]
    assert sheet.scores == {("forum", "reach"): 4}
    assert sheet.wrong == {("forum", "trust"): "seven"}
    assert given(ledger) == []
    assert "Marketing" not in (urn.folder / LOG).read_text(encoding="utf-8")


@pytest.mark.parametrize("order", list(itertools.permutations(["Sales", "Care", "Board"])))
def test_the_file_is_the_same_whoever_came_first(urn: RatingUrn, order: tuple[str, ...]) -> None:
    for rater in order:
        urn.type(rater, ("app", "reach"), "2")
        urn.type(rater, ("forum", "reach"), "3")
    kept = json.loads((urn.folder / RATINGS_FILE).read_text(encoding="utf-8"))
    assert list(kept["raters"]) == ["Board", "Care", "Sales"]


def test_shown_scores_are_one_step_without_name_and_time(ledger: Ledger, urn: RatingUrn) -> None:
    before = len(ledger.operations)
    urn.type("Sales", ("app", "reach"), "2")
    urn.type("Care", ("forum", "trust"), "5")
    urn.type("Care", ("forum", "reach"), "0")
    assert urn.reveal(ledger) == 2
    assert given(ledger) == [
        ("Care", "forum", "reach", 0),
        ("Care", "forum", "trust", 5),
        ("Sales", "app", "reach", 2),
    ]
    added = ledger.operations[before:]
    assert [one.path for one in added] == ["choice.ratings", "choice.revealed"]
    assert {(one.who, one.time) for one in added} == {("", "")}
    assert len({one.step or one.id for one in added}) == 1
    assert ledger.workshop().choice.revealed
    assert not (urn.folder / RATINGS_FILE).exists()


def test_a_newer_score_takes_the_place_of_the_older_and_the_rest_stays(
    ledger: Ledger, urn: RatingUrn
) -> None:
    merge_ratings(ledger, {"Sales": {("app", "reach"): 1, ("app", "trust"): 3}})
    urn.type(" sales ", ("app", "reach"), "5")
    urn.reveal(ledger)
    assert given(ledger) == [("Sales", "app", "reach", 5), ("Sales", "app", "trust", 3)]


def test_what_is_no_score_stays_as_it_was_typed(ledger: Ledger, urn: RatingUrn) -> None:
    urn.type("Sales", ("app", "reach"), "1")
    urn.type("Sales", ("app", "trust"), "6")
    urn.reveal(ledger)
    assert given(ledger) == [("Sales", "app", "reach", 1)]
    assert RatingUrn(urn.folder).sheets["Sales"].wrong == {("app", "trust"): "6"}


def test_scores_of_what_is_gone_are_left_out(ledger: Ledger, urn: RatingUrn) -> None:
    urn.type("Sales", ("app", "reach"), "1")
    urn.type("Sales", ("vanished", "reach"), "4")
    urn.reveal(ledger)
    assert given(ledger) == [("Sales", "app", "reach", 1)]


def test_without_any_score_nothing_is_shown(ledger: Ledger, urn: RatingUrn) -> None:
    urn.seat("Sales")
    urn.type("Sales", ("app", "reach"), "x")
    with pytest.raises(InputError):
        urn.reveal(ledger)
    assert not ledger.workshop().choice.revealed
    assert "Sales" in urn.sheets


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_a_rater_has_a_name(urn: RatingUrn, name: str) -> None:
    with pytest.raises(InputError):
        urn.seat(name)


def test_a_damaged_file_is_told_and_kept(urn: RatingUrn) -> None:
    (urn.folder / RATINGS_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(InputError) as told:
        urn.type("Sales", ("app", "reach"), "1")
    assert told.value.faults[0].file == "workshop/ratings.json"
    assert (urn.folder / RATINGS_FILE).read_text(encoding="utf-8") == "{"


TYPED = st.tuples(
    st.sampled_from(["Sales", "Care"]),
    st.sampled_from(["forum", "app"]),
    st.sampled_from(["reach", "trust"]),
    st.one_of(st.sampled_from(["", "?", "0", "5", " 3 ", "6", "-1", "2,5", "٣"]), st.text()),
)


@settings(max_examples=max(5, settings.default.max_examples // 5))
@drawn(typed=st.lists(TYPED, max_size=12))
def test_what_counts_is_the_last_that_was_typed_and_only_whole_steps(
    tmp_path_factory: pytest.TempPathFactory, typed: list[tuple[str, str, str, str]]
) -> None:
    urn = RatingUrn(tmp_path_factory.mktemp("urn") / "workshop")
    ledger = Ledger(urn.folder)
    ledger.record([Change("set", f"choice.{name}", value) for name, value in CHOICE.items()])
    last = {}
    for rater, initiative, criterion, text in typed:
        urn.type(rater, (initiative, criterion), text)
        last[rater, initiative, criterion] = text.strip()
    steps = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
    wanted = {place: steps[text] for place, text in last.items() if text in steps}
    if wanted:
        urn.reveal(ledger)
    assert {one[:3]: one[3] for one in given(ledger)} == wanted
