"""Taking an answer out for good: not a byte of it stays, and everything else does."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.errors import InputError, UsageError
from toolkit.workshop_log import read_workshop
from toolkit.workshop_log.answers import CUT
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.files import read_log
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.redaction import find_beside, find_paths, redact

SECRET = "Zilverberg-é<&>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workshop"


def record(folder: Path, *changes: Change) -> Ledger:
    ledger = Ledger(folder)
    for one in changes:
        ledger.record([one], who="Ann", time="2026-05-01T10:00:00+00:00")
    return ledger


def holds(folder: Path, text: str = SECRET) -> list[str]:
    written = {text.encode(), json.dumps(text)[1:-1].encode()}
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(one in path.read_bytes() for one in written)
    ]


def goals(*owners: str) -> list[dict[str, Any]]:
    return [{"name": f"Goal {n}", "owner": owner} for n, owner in enumerate(owners, start=1)]


def test_an_answer_goes_from_every_operation_that_held_it(folder: Path) -> None:
    ledger = record(
        folder,
        Change("draft", "intake.offer.market", f"{SECRET} in par"),
        Change("set", "intake.offer.market", SECRET),
        Change("set", "intake.offer.market", "libraries"),
    )
    ledger.undo(who="Ann")
    ledger.redo(who="Ann")
    # Undo took the whole offer away, which held no more, and redo brought it back.
    assert redact(folder, "intake.offer.market") == 4
    assert holds(folder) == []
    assert holds(folder, "libraries") == []
    kinds = [(one.kind, one.path, one.who) for one in read_log(folder)]
    assert kinds[:3] == [("redacted", "intake.offer.market", "")] * 3
    assert kinds[3:] == [("clear", "intake.offer", "Ann"), ("set", "intake.offer", "Ann")]
    assert [one.cut for one in read_log(folder)] == [False] * 4 + [True]
    assert read_workshop(folder).intake.offer.market is None


def test_a_field_goes_from_rows_and_tables_and_the_rows_keep_their_ids(folder: Path) -> None:
    record(
        folder,
        Change("set", "intake.goals", goals("Bo", SECRET, "Cy")),
        Change("set", "intake.goals.r1-1.owner", f"{SECRET} himself"),
        Change("move", "intake.goals.r1-1", place=0),
        Change("set", "intake.goals.r1-2.owner", "Di"),
    )
    assert redact(folder, "intake.goals.r1-1.owner") == 2
    assert holds(folder) == []
    found = read_workshop(folder).intake.goals
    assert [(goal.name, goal.owner) for goal in found] == [
        ("Goal 2", None), ("Goal 1", "Bo"), ("Goal 3", "Di"),
    ]  # fmt: skip
    first, second, *_ = read_log(folder)
    assert (first.kind, first.cut, second.kind) == ("set", True, "redacted")


def test_a_row_goes_with_all_that_was_done_to_it(folder: Path) -> None:
    ledger = record(
        folder,
        Change("set", "intake.goals", goals("Bo", SECRET, "Cy")),
        Change("move", "intake.goals.r1-1", place=0),
        Change("remove", "intake.goals.r1-1"),
    )
    ledger.undo(who="Ann")
    assert redact(folder, "intake.goals.r1-1") == 4
    assert holds(folder) == []
    assert [goal.name for goal in read_workshop(folder).intake.goals] == ["Goal 1", "Goal 3"]
    assert read_log(folder)[0].value[1] == {CUT: True}
    again = record(folder, Change("set", "intake.goals.r1-2.owner", "Di"))
    assert again.workshop().intake.goals[1].owner == "Di"


def test_a_row_that_was_added_goes(folder: Path) -> None:
    record(folder, Change("add", "intake.goals.+", {"name": SECRET}))
    record(folder, Change("set", "intake.goals.r1.unit", "finds"))
    assert redact(folder, "intake.goals.r1") == 2
    assert holds(folder) == []
    assert read_workshop(folder).intake.goals == ()


def test_the_same_answer_goes_from_tables_that_were_replaced(folder: Path) -> None:
    folder.mkdir()
    lines = [
        {"id": 1, "path": "intake.goals", "value": goals(SECRET, "Bo")},
        {"id": 2, "path": "intake.goals", "value": goals(SECRET, "Cy")},
    ]
    text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    (folder / "log.jsonl").write_text(text, "utf-8", newline="\n")
    assert redact(folder, "intake.goals.r2-0.owner") == 2
    assert holds(folder) == []
    assert holds(folder, "Bo") == ["log.jsonl"]


def test_what_lies_beside_the_log_goes_too(folder: Path) -> None:
    record(folder, Change("set", "intake.offer.market", SECRET))
    beside = ("unfinished.jsonl", "state.ours.json", "state.other-1a2b3c4d.json",
              "log.other-1a2b3c4d.jsonl", "small-homework.xlsx", "answers.yaml")  # fmt: skip
    for name in beside:
        (folder / name).write_text(SECRET, "utf-8")
    with (folder / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": 2, "path": "intake.offer.market", "value": "' + SECRET)
    assert sorted(one.name for one in find_beside(folder)) == sorted(beside)
    redact(folder, "intake.offer.market")
    assert sorted(path.name for path in folder.iterdir()) == ["log.jsonl", "state.json"]
    assert holds(folder) == []


def test_what_a_row_cannot_do_without_goes_only_with_its_row(folder: Path) -> None:
    record(folder, Change("set", "intake.goals", goals(SECRET)))
    vote = {"operational_excellence": 20, "product_leadership": 30, "customer_intimacy": 50}
    record(folder, Change("set", "intake.discipline_votes", [vote]))
    before = (folder / "log.jsonl").read_bytes()
    for path in ("intake.goals.r1-0.name", "intake.discipline_votes.r2-0.customer_intimacy"):
        with pytest.raises(InputError, match="Take the whole row out"):
            redact(folder, path)
    assert (folder / "log.jsonl").read_bytes() == before
    redact(folder, "intake.goals.r1-0")
    assert holds(folder) == []


def test_where_nothing_was_answered_there_is_nothing_to_take_out(folder: Path) -> None:
    record(folder, Change("set", "intake.offer.market", SECRET))
    for path in ("intake.offer.product", "nonsense", "intake.goals.r9.owner"):
        with pytest.raises(UsageError):
            redact(folder, path)
    redact(folder, "intake.offer.market")
    with pytest.raises(UsageError):
        redact(folder, "intake.offer.market")


def test_a_workshop_that_is_open_goes_on_without_it(folder: Path) -> None:
    record(folder, Change("set", "intake.offer.product", "Books"))
    opened = record(folder, Change("set", "intake.offer.market", SECRET))
    redact(folder, "intake.offer.market")
    assert opened.catch_up()
    assert opened.answers.plain() == {"intake": {"offer": {"product": "Books"}}}
    opened.record([Change("set", "intake.offer.plainly", "You read them")], who="Ann")
    assert holds(folder) == []
    assert read_workshop(folder).intake.offer.plainly == "You read them"
    # What was taken out is no step to undo.
    opened.undo()
    opened.undo()
    assert opened.answers.plain() == {"intake": {}} or not opened.answers.plain()["intake"]["offer"]
    assert holds(folder) == []


def test_answers_are_found_by_their_words(folder: Path) -> None:
    record(
        folder,
        Change("set", "intake.goals", goals(SECRET, "Bo")),
        Change("set", "intake.offer.market", f"of {SECRET}"),
        Change("set", "intake.offer.market", "others"),
    )
    assert find_paths(folder, "zilverberg") == {
        "intake.goals.r1-0.owner": SECRET,
        "intake.offer.market": f"of {SECRET}",
    }
    assert set(find_paths(folder)) == {
        "intake.goals.r1-0.name", "intake.goals.r1-0.owner", "intake.goals.r1-1.name",
        "intake.goals.r1-1.owner", "intake.offer.market",
    }  # fmt: skip


OWNERS = st.sampled_from(["Ann", "Bo", SECRET])
STEPS = st.lists(
    st.one_of(
        st.builds(lambda owners: Change("set", "intake.goals", goals(*owners)),
                  st.lists(OWNERS, max_size=3)),
        st.builds(lambda owner: Change("add", "intake.goals.+", {"name": "More", "owner": owner}),
                  OWNERS),
        st.builds(lambda text: Change("set", "intake.offer.market", text), OWNERS),
        st.builds(lambda row, owner: ("owner", row, owner), st.integers(0, 4), OWNERS),
        st.builds(lambda row: ("remove", row, ""), st.integers(0, 4)),
        st.builds(lambda row: ("move", row, ""), st.integers(0, 4)),
        st.sampled_from(["undo", "redo"]),
    ),
    min_size=1, max_size=8,
)  # fmt: skip


def play(folder: Path, steps: list[Any]) -> Ledger:
    ledger = Ledger(folder)
    for step in steps:
        if step in ("undo", "redo"):
            getattr(ledger, step)()
            continue
        if isinstance(step, tuple):
            kind, number, owner = step
            rows = [*ledger.answers.tree.get("intake", {}).get("goals", {})]
            if number >= len(rows):
                continue
            path = f"intake.goals.{rows[number]}"
            owned = Change("set", f"{path}.owner", owner)
            moved = Change("move", path, place=0)
            step = {"owner": owned, "move": moved, "remove": Change("remove", path)}[kind]
        ledger.record([step])
    return ledger


@settings(max_examples=examples(25))
@given(steps=STEPS, number=st.integers(0, 30))
def test_whatever_was_done_an_answer_goes_and_the_others_stay(
    steps: list[Any], number: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "workshop"
        before = play(folder, steps).answers
        paths = [path for path in find_paths(folder) if not path.endswith(".name")] if steps else []
        if not paths:
            return
        path = paths[number % len(paths)]
        redact(folder, path)
        after = Ledger(folder).answers
        rest = {one: text for one, text in leaves(before.tree) if one != path}
        assert dict(leaves(after.tree)) == rest
        assert path not in find_paths(folder)
        read_workshop(folder)


def leaves(tree: Any, path: str = "") -> list[tuple[str, object]]:
    if not isinstance(tree, dict):
        return [(path, tree)]
    inside = [(f"{path}.{key}" if path else key, one) for key, one in tree.items()]
    return [leaf for place, one in inside for leaf in leaves(one, place)]
