"""What a room needs around the form: agenda, outline, locks, history, conflicts, minutes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from tests.forms.open_store import OpenStore
from toolkit.errors import InputError
from toolkit.forms.agenda import Agenda, plan_agenda
from toolkit.forms.conflicts import ConflictNotice
from toolkit.forms.history import History
from toolkit.forms.locks import Locks, locked_fault
from toolkit.forms.minutes_button import MinutesButton
from toolkit.forms.outline import Outline
from toolkit.forms.steps import ask, tell_steps, write
from toolkit.language import Language
from toolkit.model.client import Capacity, Client
from toolkit.model.intake import BLOCKS, block_of
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.history import earlier_states
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.redaction import redact

ENGLISH, DUTCH = Language("en"), Language("nl")
CLIENT = Client(name="Bakery")


@pytest.fixture
def store(tmp_path: Path) -> OpenStore:
    return OpenStore(tmp_path / "client" / "workshop")


def tell(part: Any, **message: Any) -> None:
    """Hear a message as if a browser had sent it."""
    part._hear(part.widget, message, [])


def test_the_preset_agenda_is_the_live_blocks_in_two_hours(store: OpenStore) -> None:
    planned = plan_agenda(store)
    assert [one.block for one in planned] == [b.key for b in BLOCKS if b.moment == "live"]
    assert sum(one.minutes for one in planned) == 120


def test_changed_minutes_are_answers(store: OpenStore) -> None:
    agenda = Agenda(store, ENGLISH)
    tell(agenda, block="goals", minutes=45)
    tell(agenda, block="groups", minutes=15)
    minutes = {one["block"]: one["minutes"] for one in store.value("meeting.agenda")}
    assert minutes == {
        "competing": 25, "groups": 15, "objectives": 20, "goals": 45, "agreements": 15,
    }  # fmt: skip
    assert [one["minutes"] for one in agenda.widget.agenda] == list(minutes.values())
    paths = [one.path for one in store.ledger.operations]
    assert paths[0] == "meeting.agenda"
    assert paths[1].endswith(".minutes")


@pytest.mark.parametrize("minutes", [0, -5, 601, "9", 2.5, None])
def test_minutes_that_cannot_be_are_not_taken(store: OpenStore, minutes: object) -> None:
    tell(Agenda(store, ENGLISH), block="goals", minutes=minutes)
    assert not store.is_given("meeting.agenda")


def test_an_agenda_of_the_clients_own_holds_as_it_is(store: OpenStore) -> None:
    store.give("meeting.agenda", [{"block": "goals", "minutes": 60}])
    assert [(one.block, one.minutes) for one in plan_agenda(store)] == [("goals", 60)]


def test_the_outline_counts_answered_and_unknown(store: OpenStore) -> None:
    capacity = Capacity(hours_per_week=4)
    outline = Outline(store, lambda: CLIENT.model_copy(update={"capacity": capacity}), ENGLISH)
    store.give("intake.purpose.mission", "To feed")
    store.give("intake.purpose.vision", None)
    store.give("meeting.locked", ["purpose"])
    parts = {one["key"]: one for one in outline.widget.parts}
    assert [one["key"] for one in outline.widget.parts] == [block.key for block in BLOCKS]
    purpose = parts["purpose"]
    assert (purpose["answered"], purpose["unknown"]) == ("1 of 5 answered", "1 nobody knows")
    assert purpose["finished"]
    assert parts["means"]["answered"] == "1 of 2 answered"
    assert parts["offer"]["unknown"] == ""


def test_a_lock_changes_with_its_button(store: OpenStore) -> None:
    locks = Locks(store, ENGLISH)
    button = locks.buttons["goals"]
    assert (button.description, locks.is_locked("goals")) == ("Finished", False)
    button.click()
    assert (button.description, locks.is_locked("goals")) == ("Open again", True)
    assert store.value("meeting.locked") == ["goals"]
    button.click()
    assert store.value("meeting.locked") == []


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("intake.goals", "finished"),
        ("intake.goals.r3.owner", "finished"),
        ("intake.target_groups.r3.name", ""),
        ("meeting.agenda", ""),
        ("choice.rules", ""),
        ("intake.nothing", ""),
    ],
)
def test_answers_of_a_finished_block_stand(path: str, what: str) -> None:
    fault = locked_fault(path, ["goals"], DUTCH)
    assert bool(fault) is bool(what)
    if fault:
        title = DUTCH.text(block_of("goals").title)
        assert title in fault.what
        assert "Weer openen" in fault.remedy


def told(store: OpenStore) -> list[tuple[str, str]]:
    operations = store.ledger.operations
    steps = tell_steps(earlier_states(operations), operations, ENGLISH)
    return [(one.question, one.done) for one in steps]


def test_steps_are_told_in_words(store: OpenStore) -> None:
    row = store.add("intake.goals")
    store.give(f"intake.goals.{row}.name", "More   visitors")
    store.give(f"intake.goals.{row}.deadline", "2027-05-31")
    store.give(f"intake.goals.{row}.owner", None)
    store.give("intake.discipline", "customer_intimacy")
    store.keep_draft(f"intake.goals.{row}.target", "a lot")
    store.remove(f"intake.goals.{row}")
    store.add("intake.fits", {"discipline": "customer_intimacy", "objective": "talking",
                              "score": 2})  # fmt: skip
    assert told(store) == [
        ("The matrix", "added: Customer intimacy, Talking, 2"),
        ("Goals › More visitors", "removed"),
        ("Goals › More visitors › Target", "typed, no answer yet: “a lot”"),
        ("Primary discipline", "“Customer intimacy”"),
        ("Goals › More visitors › Owner", "nobody knows"),
        ("Goals › More visitors › Deadline", "“31-05-2027”"),
        ("Goals › More visitors › Goal", "“More visitors”"),
        ("Goals › More visitors", "added"),
    ]


def test_votes_are_told_by_their_number_only(store: OpenStore) -> None:
    votes = [{"operational_excellence": 71, "product_leadership": 17, "customer_intimacy": 12}]
    store.give("intake.discipline_votes", votes)
    assert told(store) == [("The vote", "“1 vote”")]


def test_long_answers_are_cut_and_unknown_paths_named() -> None:
    assert write("intake.offer.product", "word " * 100, ENGLISH).endswith("word…")
    assert ask("choice.rules.new_rule", {}, ENGLISH)
    assert write("intake.nothing.at_all", 3, ENGLISH) == "3"


def test_history_is_read_when_it_is_opened_and_leads_back(store: OpenStore) -> None:
    history = History(store, ENGLISH)
    store.give("intake.offer.product", "Bread")
    store.give("intake.offer.market", "Town")
    assert history.widget.steps == []
    tell(history, open=True)
    steps = history.widget.steps
    questions = [one["question"] for one in steps]
    assert questions == ["What you offer › Market", "What you offer › Product or service"]
    tell(history, back=steps[1]["operation"])
    assert store.value("intake.offer") == {"product": "Bread"}
    assert len(history.widget.steps) == 3


def test_history_shows_a_page_at_a_time(store: OpenStore) -> None:
    history = History(store, ENGLISH)
    fields = [("offer", "product"), ("offer", "market")]
    for number in range(50):
        part, field = fields[number % 2]
        store.give(f"intake.{part}.{field}", f"version {number}")
    tell(history, open=True)
    assert (len(history.widget.steps), history.widget.more) == (40, True)
    tell(history, more=True)
    assert (len(history.widget.steps), history.widget.more) == (50, False)


def test_taking_out_is_done_by_who_can_and_told_when_it_fails(store: OpenStore) -> None:
    taken: list[str] = []
    history = History(store, ENGLISH, taken.append)
    tell(history, out="intake.offer.product")
    assert taken == ["intake.offer.product"]

    def fail(path: str) -> None:
        raise InputError(f"{path} is not there")

    history = History(store, ENGLISH, fail)
    tell(history, out="intake.x")
    assert history.widget.said == "intake.x is not there"


def test_what_goes_too_is_said_before_and_after(store: OpenStore) -> None:
    store.give("intake.offer.product", "Bread")
    (store.ledger.folder / "homework.xlsx").write_bytes(b"")
    history = History(store, ENGLISH, lambda _path: None)
    tell(history, open=True)
    assert history.widget.beside == ["homework.xlsx"]
    (store.ledger.folder / "votes.xlsx").write_bytes(b"")
    tell(history, ask=True)
    assert history.widget.beside == ["homework.xlsx", "votes.xlsx"]
    tell(history, out="intake.offer.product")
    assert history.widget.gone == (
        "Taken out for good: What you offer › Product or service. The reports were removed too. "
        "Removed: homework.xlsx, votes.xlsx."
    )


def test_how_the_meeting_goes_is_not_taken_out(store: OpenStore) -> None:
    store.give("meeting.locked", ["goals"])
    store.give("meeting.agenda", [{"block": "goals", "minutes": 30}])
    store.give("meeting.led_by", "Anna")
    history = History(store, ENGLISH, lambda _path: None)
    tell(history, open=True)
    assert [one["out"] for one in history.widget.steps] == [True, False, False]


def test_a_step_of_several_answers_unfolds_to_each_of_them(store: OpenStore) -> None:
    store.ledger.record(
        [
            Change("set", "intake.offer.product", "Bread"),
            Change("set", "intake.goals", [{"name": "More visitors", "owner": "Ann"}]),
        ]
    )
    history = History(store, ENGLISH, lambda path: redact(store.ledger.folder, path))
    tell(history, open=True)
    (step,) = history.widget.steps
    assert (step["several"], step["out"], step["answers"]) == (True, False, [])
    tell(history, unfold=step["operation"])
    answers = history.widget.steps[0]["answers"]
    assert {one["path"]: one["done"] for one in answers} == {
        "intake.offer.product": "“Bread”",
        "intake.goals": "“1 row”",
        "intake.goals.r2-0": "“More visitors”",
        "intake.goals.r2-0.name": "“More visitors”",
        "intake.goals.r2-0.owner": "“Ann”",
    }
    assert answers[-1]["question"] == "Goals › More visitors › Owner"
    for one in answers:
        if one["path"].endswith("owner"):
            tell(history, out=one["path"])
    assert b"Ann" not in (store.ledger.folder / "log.jsonl").read_bytes()
    tell(history, unfold=step["operation"])
    assert history.widget.steps[0]["answers"] == []


def test_undoing_and_going_back_say_what_came_of_it(store: OpenStore) -> None:
    store.give("intake.offer.product", "Bread")
    store.give("intake.offer.market", "Town")
    store.give("intake.offer.product", "Cake")
    store.ledger.undo()
    store.ledger.redo()
    store.ledger.go_back_to(1)
    expected = dt.datetime(2026, 10, 6, 13, tzinfo=dt.UTC).astimezone()
    assert told(store)[:3] == [
        ("All answers", f"back to {expected:%d-%m %H:%M}"),
        ("What you offer › Product or service", "done again; now: “Cake”"),
        ("What you offer › Product or service", "undone; now: “Bread”"),
    ]


def change_state(store: OpenStore, **offer: object) -> None:
    path = store.ledger.folder / "state.json"
    state = json.loads(path.read_text(encoding="utf-8"))
    state["answers"]["intake"]["offer"] |= offer
    path.write_text(json.dumps(state), encoding="utf-8")
    store.ledger.catch_up()
    store.change_log(lambda: None)


def test_a_conflict_shows_both_and_keeps_ours(store: OpenStore) -> None:
    notice = ConflictNotice(store, ENGLISH)
    store.give("intake.offer.product", "Bread")
    assert notice.widget.children == ()
    change_state(store, product="<i>Cake</i>")
    page = notice._notice.value
    assert 'role="alert"' in page
    assert "What you offer › Product or service" in page
    assert '<td dir="auto">Bread</td><td dir="auto">&lt;i&gt;Cake&lt;/i&gt;</td>' in page
    notice._ours.click()
    assert notice.widget.children == ()
    assert store.value("intake.offer.product") == "Bread"
    assert list(store.ledger.folder.glob("state.other-*.json"))


def test_a_conflict_can_be_settled_with_theirs(store: OpenStore) -> None:
    notice = ConflictNotice(store, ENGLISH)
    store.give("intake.offer.product", "Bread")
    change_state(store, product="Cake", market="Town")
    notice._theirs.click()
    assert notice.widget.children == ()
    expected = {"product": "Cake", "market": "Town"}
    assert Ledger(store.ledger.folder).answers.plain()["intake"]["offer"] == expected


def test_a_state_that_nobody_can_read_leaves_only_ours(store: OpenStore) -> None:
    notice = ConflictNotice(store, ENGLISH)
    store.give("intake.offer.product", "Bread")
    (store.ledger.folder / "state.json").write_text("{", encoding="utf-8")
    store.ledger.catch_up()
    store.change_log(lambda: None)
    assert "cannot be read" in notice._notice.value
    assert [button.description for button in notice.widget.children[1].children] == [
        "Keep what is here"
    ]


def test_minutes_are_opened_by_who_asked(
    store: OpenStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "koers.toml").write_text("", encoding="utf-8")
    page = tmp_path / "clients" / "bakery" / "reports" / "minutes.html"
    page.parent.mkdir(parents=True)
    page.write_text("", encoding="utf-8")
    button = MinutesButton(lambda: page, store, ENGLISH)
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(button.widget, "send", sent.append)
    tell(button, make="a1")
    path = "clients/bakery/reports/minutes.html"
    assert sent == [{"asked": "a1", "dated": False, "path": path}]
    assert "without a date" in button.widget.words["undated"]
    store.give("meeting.held_on", "2026-10-30")
    tell(button, make="a1")
    assert sent.pop() == {"asked": "a1", "dated": True, "path": path}

    def fail() -> Path:
        raise InputError("There are no answers yet.")

    button.make = fail
    tell(button, make="a2")
    assert sent[1] == {"asked": "a2", "why": "There are no answers yet."}


def test_days_of_history_are_told_in_local_time(store: OpenStore) -> None:
    history = History(store, ENGLISH)
    store.give("intake.offer.product", "Bread")
    tell(history, open=True)
    expected = dt.datetime(2026, 10, 6, 13, tzinfo=dt.UTC).astimezone()
    assert history.widget.steps[0]["time"] == f"{expected:%d-%m %H:%M}"
