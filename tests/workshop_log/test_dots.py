"""Dot votes: hidden until they are shown, and nothing of who or when ever after."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.dots import DOTS, DotUrn
from toolkit.workshop_log.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    (tmp_path / "client").mkdir()
    ledger = Ledger(tmp_path / "client" / "workshop")
    rows = [{"key": "blog", "name": "Blog"}, {"key": "club", "name": "Club"}]
    ledger.record([Change("set", "choice.initiatives", rows)], who="workshop", time="12:00")
    return ledger


def test_only_the_sums_reach_the_log_and_neither_name_nor_time(ledger: Ledger) -> None:
    urn = DotUrn(ledger.folder)
    assert urn.put_in({"blog": 2, "club": 1}, each=3) == 1
    assert urn.put_in({"club": 3}, each=3) == 2
    assert "dots" not in ledger.answers.plain()["choice"].get("board", {})

    assert urn.reveal(ledger) == 2

    board = ledger.workshop().choice.board
    assert {one.initiative: one.dots for one in board.dots} == {"blog": 2, "club": 4}
    assert (board.voters, board.dots_shown) == (2, True)
    added = [one for one in ledger.operations if one.path.startswith("choice.board")]
    assert added
    assert not any(one.who or one.time for one in added)
    assert not (ledger.folder / DOTS).exists()


def test_the_file_does_not_tell_who_came_first(ledger: Ledger) -> None:
    urn = DotUrn(ledger.folder)
    urn.put_in({"club": 1}, each=3)
    urn.put_in({"blog": 1}, each=3)
    first = (ledger.folder / DOTS).read_bytes()
    urn.wipe()
    urn.put_in({"blog": 1}, each=3)
    urn.put_in({"club": 1}, each=3)
    assert (ledger.folder / DOTS).read_bytes() == first


@pytest.mark.parametrize("ballot", [{"blog": 4}, {"blog": 2, "club": 2}, {"blog": -1}])
def test_nobody_has_more_dots_than_everybody(ledger: Ledger, ballot: dict[str, int]) -> None:
    with pytest.raises(InputError, match="more dots than everybody has"):
        DotUrn(ledger.folder).put_in(ballot, each=3)
    assert DotUrn(ledger.folder).ballots == ()


def test_without_a_vote_there_is_nothing_to_show(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="Nobody has voted"):
        DotUrn(ledger.folder).reveal(ledger)


def test_a_damaged_file_is_told_and_kept(ledger: Ledger) -> None:
    (ledger.folder / DOTS).write_text('[{"blog": "two"}]', encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        DotUrn(ledger.folder).put_in({"blog": 1}, each=3)
    assert (ledger.folder / DOTS).read_text(encoding="utf-8") == '[{"blog": "two"}]'


@given(st.lists(st.dictionaries(st.sampled_from(["a", "b", "c"]), st.integers(0, 2)), max_size=6))
def test_no_dot_is_lost(
    tmp_path_factory: pytest.TempPathFactory, ballots: list[dict[str, int]]
) -> None:
    urn = DotUrn(tmp_path_factory.mktemp("dots"))
    for ballot in ballots:
        urn.put_in(ballot, each=6)
    assert sum(sum(one.values()) for one in urn.ballots) == sum(
        sum(one.values()) for one in ballots
    )
