"""Faults are plain texts, and remember what was filled in."""

from __future__ import annotations

import copy
import pickle

from toolkit.errors import Fault, Filled, InputError, fill, join, make_whole, show_controls


def test_what_is_filled_in_is_a_text_like_any_other() -> None:
    text = fill("{n} of {all} rows", n=3, all=8)
    assert text == "3 of 8 rows"
    assert {text: 1}["3 of 8 rows"] == 1
    assert (text.message, dict(text.values)) == ("{n} of {all} rows", {"n": 3, "all": 8})


def test_braces_of_somebody_else_are_left_alone() -> None:
    assert fill("Found {what}.", what="{n} {") == "Found {n} {."
    assert fill("{nothing} is filled in here") == "{nothing} is filled in here"
    assert join(["{a}", "b"], ", ") == "{a}, b"


def test_it_stays_what_it_is_on_its_way_to_another_process() -> None:
    text = join([fill("row {number}", number=3), "Naam"], ", ")
    for other in (pickle.loads(pickle.dumps(text)), copy.deepcopy(text)):
        assert isinstance(other, Filled)
        assert (other, other.message, other.values) == (text, text.message, text.values)
    error = pickle.loads(pickle.dumps(InputError(Fault(text))))
    assert isinstance(error.faults[0].what, Filled)


def test_a_fault_in_one_line() -> None:
    fault = Fault("It is odd.", "a.csv", 3, "Naam", "x", "a number", "Mend it.")
    assert str(fault) == (
        "a.csv, row 3, column “Naam”: It is odd. Found: x. Expected: a number. Mend it."
    )
    assert str(Fault("It is odd.")) == "It is odd."
    assert Fault("It is odd.", got="{x}").told == "It is odd. Found: {x}."


def test_half_a_character_is_marked_and_nothing_else_changes() -> None:
    fault = Fault(fill("{name} is wrong.", name="Cli\ud800ent"), file="caf\udce9.md", got="é 😀")
    assert str(fault) == "caf�.md: Cli�ent is wrong. Found: é 😀."
    assert str(fault).encode()
    # Two halves that belong together are one character.
    assert make_whole("\ud83d\ude00") == "😀"


def test_what_a_terminal_would_obey_is_shown_instead() -> None:
    odd = "\x1b]0;title\x07\x1b[2J\rother: ok\x9b1m\x7f"
    seen = "␛]0;title␇␛[2J␍other: ok�1m�"
    fault = Fault(odd, got=fill("{name}\tis\nodd", name=odd))
    assert str(fault) == f"{seen} Found: {seen}\tis\nodd."
    assert Fault("one\r\ntwo\r\n\x07").what == "one\ntwo\n␇"
    plain = "one\r\ntwo"
    assert show_controls(plain) == "one\ntwo"
