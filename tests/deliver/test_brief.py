from __future__ import annotations

from toolkit.bundle import Number, Sentence, Text
from toolkit.deliver.brief import Ask, emphasise, write_brief, write_sentence


def number(text: str) -> Number:
    return Number(text=text, table="t", row=0, column="c")


def text(role: str, *sentences: Sentence) -> Text:
    return Text(name=role, role=role, sentences=sentences)


def test_lead_and_numbers_stand_out_each_once_and_words_are_escaped() -> None:
    sentence = Sentence(text="<3 of 3 (3%)", lead="A & b", numbers=(number("3"), number("3%")))
    assert emphasise(sentence) == "<b>A &amp; b</b> &lt;<b>3</b> of 3 (<b>3%</b>)"
    assert write_sentence(sentence) == "<b>A &amp; b</b> &lt;3 of 3 (3%)"


def test_a_number_that_the_sentence_does_not_have_changes_nothing() -> None:
    assert emphasise(Sentence(text="a", numbers=(number("7"),))) == "a"


def test_a_strategy_takes_two_sentences_a_chapter_and_asks_the_same_once() -> None:
    ask = Sentence(text="for two people", lead="24 hours")
    summary = text("summary", *(Sentence(text=one) for one in "abc"))
    chapters = [[summary, text("ask", ask)], [text("finding", ask), text("ask", ask), summary]]
    assert write_brief(chapters, joined=True).summary == ("a", "b", "a", "b")
    assert write_brief(chapters[:1], joined=False).summary == ("a", "b", "c")
    assert write_brief(chapters, joined=True).asks == (Ask("24 hours", "for two people"),)
