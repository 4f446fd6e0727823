"""The client's own words: in our messages everywhere, in theirs nowhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.clients import check, load
from toolkit.errors import InputError
from toolkit.language import Language
from toolkit.language.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Welke doelgroep kiest u?", "Welke klantgroep kiest u?"),
        ("Doelgroep", "Klantgroep"),
        ("Doelgroepen zijn er niet.", "Doelgroepen zijn er niet."),
        ("De subdoelgroep", "De subdoelgroep"),
        ("doelgroep-vragen", "klantgroep-vragen"),
        ("Elke doelgroep: {doelgroep}", "Elke klantgroep: {doelgroep}"),
        ("Het doel van de doelgroep", "Het streven van de klantgroep"),
        ("{n} doelen", "{n} doelen"),
        ("Streefwaarde", "Norm"),
    ],
)
def test_whole_words_change_and_keep_their_capital(message: str, expected: str) -> None:
    words = {"doel": "streven", "doelgroep": "klantgroep", "Streefwaarde": "Norm"}
    assert Vocabulary(words).put_in(message) == expected


def test_the_longest_words_come_first_and_nothing_changes_twice() -> None:
    words = {"target": "aim", "target group": "target", "aim": "x"}
    assert Vocabulary(words).put_in("A target group and a target") == "A target and a aim"


def test_capitals_that_are_part_of_a_word_stay() -> None:
    words = Vocabulary({"KPI": "meetpunt", "goal": "KPI", "Goals": "OKRs"})
    assert words.put_in("KPI, goal, Goal, goals") == "meetpunt, KPI, KPI, OKRs"


def test_what_a_client_typed_is_never_touched() -> None:
    dutch = Language("nl", vocabulary={"disciplines": "wegen", "competitors": "rivals"})
    theirs = "Our competitors {x}"
    assert dutch.text("{name} has no words yet", name=theirs) == f"{theirs} has no words yet"
    english = Language("en", vocabulary={"goal": "aim", "goals": "aims"})
    assert english.plural("{n} goal", "{n} goals", 1) == "1 aim"
    assert english.plural("{n} goal of {who}", "{n} goals of {who}", 2, who="goal") == (
        "2 aims of goal"
    )


def test_words_change_after_they_are_translated() -> None:
    assert Language("nl").text("Target group") == "Doelgroep"
    assert Language("nl", {"doelgroep": "klantgroep"}).text("Target group") == "Klantgroep"


@pytest.mark.parametrize("word", ["<b>", "{0}", "", " ", 'a "b"', "a\nb"])
def test_what_is_no_word_is_refused_all_at_once(word: str) -> None:
    with pytest.raises(InputError) as caught:
        Vocabulary({"goal": word, "target": "<i>"})
    assert [fault.column for fault in caught.value.faults] == [
        "vocabulary → goal",
        "vocabulary → target",
    ]


WORDS = st.text("abcGS.+*ß€ -", min_size=1, max_size=6).filter(str.strip)


@given(st.dictionaries(WORDS, WORDS, max_size=4), st.text("abcGS.+*ß€ -", max_size=30))
def test_a_message_keeps_its_blanks_whatever_the_words(words: dict[str, str], text: str) -> None:
    message = Vocabulary(words).put_in(f"{text}{{name}}{text}{{n}}")
    assert message.count("{name}") == message.count("{n}") == 1
    assert message.format(name="", n="") is not None


@given(st.text(max_size=40))
def test_no_words_change_nothing(text: str) -> None:
    assert Vocabulary({}).put_in(text) == text


def test_a_client_reads_its_own_words(small_client: Callable[..., Path]) -> None:
    workspace = small_client()
    path = workspace / "clients" / "small" / "client.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}vocabulary:\n  target group: readership\n", encoding="utf-8")
    words = load("small", workspace=workspace).words()
    assert words.text("Target group") == "Readership"
    path.write_text(f"{text}vocabulary:\n  goal: <b>aim</b>\n", encoding="utf-8")
    (fault,) = check("small", workspace=workspace)
    assert (fault.file, fault.got) == ("client.yaml", "<b>aim</b>")
    assert "without < > { }" in fault.what
