"""Hidden votes: nothing is lost, nothing is known before they are shown, and nobody ever."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError, UsageError
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.urn import FIELDS, URN, Ballot, Urn, draw_key

VOTES = ((50, 30, 20), (10, 20, 70), (0, 0, 100))


@pytest.fixture
def urn(tmp_path: Path) -> Urn:
    return Urn(tmp_path / "workshop")


def cast(urn: Urn, points: tuple[int, ...]) -> str:
    key = draw_key()
    for field, number in zip(FIELDS, points, strict=True):
        urn.type(key, field, str(number))
    return key


def test_what_was_typed_is_there_after_a_restart(urn: Urn) -> None:
    key = draw_key()
    urn.type(key, FIELDS[0], "4")
    urn.type(key, FIELDS[0], "40")
    urn.type(key, FIELDS[1], "forty")
    (ballot,) = Urn(urn.folder).ballots.values()
    assert ballot.typed == {FIELDS[0]: "40", FIELDS[1]: "forty"}
    assert (ballot.given, ballot.wrong, ballot.is_complete) == (40, (FIELDS[1],), False)


@pytest.mark.parametrize("order", list(itertools.permutations(VOTES)))
def test_the_file_is_the_same_whoever_came_first(
    urn: Urn, order: tuple[tuple[int, ...], ...]
) -> None:
    for points in order:
        cast(urn, points)
    kept = json.loads((urn.folder / URN).read_text(encoding="utf-8"))["ballots"].values()
    voted = [tuple(int(one["typed"][name]) for name in FIELDS) for one in kept]
    assert voted == sorted(VOTES)
    assert [list(one) for one in kept] == [["typed"]] * 3


def test_shown_votes_are_one_operation_without_name_and_time(urn: Urn) -> None:
    ledger = Ledger(urn.folder)
    ledger.record([Change("set", "intake.offer.product", "Bread")], who="Anna", time="")
    for points in VOTES:
        cast(urn, points)
    cast(urn, (50, 30, 10))
    log = (urn.folder / "log.jsonl").read_text(encoding="utf-8")
    assert "discipline_votes" not in log
    assert "discipline_votes" not in (urn.folder / "state.json").read_text(encoding="utf-8")

    assert urn.reveal(ledger) == 3

    *_, last = ledger.operations
    assert (last.who, last.time, last.path) == ("", "", "intake.discipline_votes")
    assert last.value == [dict(zip(FIELDS, points, strict=True)) for points in sorted(VOTES)]
    assert len(ledger.operations) == 2
    assert not urn.is_open


def test_showing_again_after_it_was_broken_off_adds_nothing(urn: Urn) -> None:
    ledger = Ledger(urn.folder)
    cast(urn, VOTES[0])
    content = (urn.folder / URN).read_bytes()
    urn.reveal(ledger)
    (urn.folder / URN).write_bytes(content)
    urn.reveal(ledger)
    assert len(ledger.operations) == 1
    assert not urn.is_open


def test_a_second_round_leaves_the_first_in_the_log(urn: Urn) -> None:
    ledger = Ledger(urn.folder)
    cast(urn, VOTES[0])
    urn.reveal(ledger)
    urn.open()
    assert urn.is_open
    assert len(ledger.workshop().intake.discipline_votes) == 1
    for points in VOTES[1:]:
        cast(urn, points)
    urn.reveal(ledger)
    assert len(ledger.workshop().intake.discipline_votes) == 2
    (first,) = ledger.answers_at(1).plain()["intake"]["discipline_votes"]
    assert tuple(first.values()) == VOTES[0]


def test_nothing_finished_is_nothing_to_show(urn: Urn) -> None:
    cast(urn, (50, 30, 10))
    with pytest.raises(InputError, match="No vote is finished"):
        urn.reveal(Ledger(urn.folder))
    assert len(urn.ballots) == 1


def test_a_ballot_that_was_wiped_is_gone(urn: Urn) -> None:
    key = cast(urn, VOTES[0])
    for field in FIELDS:
        urn.type(key, field, " ")
    assert urn.ballots == {}
    urn.take_out(cast(urn, VOTES[1]))
    assert urn.ballots == {}


def test_a_field_that_is_not_on_the_ballot_is_refused(urn: Urn) -> None:
    with pytest.raises(UsageError):
        urn.type("../../etc", FIELDS[0], "1")
    with pytest.raises(UsageError):
        urn.type(draw_key(), "name", "Anna")


def test_a_damaged_urn_says_so(urn: Urn) -> None:
    urn.open()
    (urn.folder / URN).write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        _ = urn.ballots


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=6)))
def test_only_points_that_add_up_make_a_ballot(typed: dict[str, str]) -> None:
    ballot = Ballot(typed=typed)
    if ballot.is_complete:
        assert sum(int(typed[name]) for name in FIELDS) == 100


@pytest.mark.parametrize("text", ["33.5", "33,5", "-1", "1e1", "٣", "101", "1000", "x"])
def test_what_is_no_whole_number_of_points_is_told(text: str) -> None:
    assert Ballot(typed={FIELDS[0]: text}).wrong == (FIELDS[0],)


def test_spaces_and_leading_zeros_are_no_mistake() -> None:
    ballot = Ballot(typed=dict(zip(FIELDS, (" 50", "050 ", "0"), strict=True)))
    assert ballot.is_complete
