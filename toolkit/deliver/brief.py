"""The box that a board reads in a minute: what is so, and what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from toolkit import bundle

SENTENCES_A_CHAPTER = 2
"""How many of each chapter's first sentences a report of several chapters takes over."""

ASKS_A_CHAPTER = (2, 1)
"""How many of each chapter's first asks it takes over: with a lead, and in words only."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Something that is asked: the amount or the choice itself, and what it is for."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What is so, and what is asked."""

    summary: tuple[Markup, ...]
    asks: tuple[Ask, ...]


def write_brief(chapters: Sequence[Iterable[bundle.Text]], *, joined: bool) -> Brief:
    """Gather the box from the texts of each chapter; what two chapters both ask is asked once.

    Parameters
    ----------
    joined
        Take only the first sentences and asks of each chapter; the chapter itself has them all.
    """
    summary: list[Markup] = []
    asks: list[Ask] = []
    for texts in chapters:
        sentences: dict[str, list[bundle.Sentence]] = {"summary": [], "ask": []}
        for text in texts:
            if text.role in sentences:
                sentences[text.role].extend(text.sentences)
        wanted = sentences["summary"][: SENTENCES_A_CHAPTER if joined else None]
        summary.extend(emphasise(sentence) for sentence in wanted)
        asked = [Ask(sentence.lead, sentence.text) for sentence in sentences["ask"]]
        asks.extend(_first(asked) if joined else asked)
    return Brief(tuple(summary), tuple(dict.fromkeys(asks)))


def _first(asked: Sequence[Ask]) -> list[Ask]:
    led, plain = ASKS_A_CHAPTER
    kept = [ask for ask in asked if ask.lead][:led] + [ask for ask in asked if not ask.lead][:plain]
    return [ask for ask in asked if ask in kept]


def emphasise(sentence: bundle.Sentence) -> Markup:
    """Write a sentence of the summary as HTML: its lead and its numbers stand out."""
    parts, rest = [_lead(sentence)], sentence.text
    for number in sentence.numbers:
        before, found, after = rest.partition(number.text)
        if found:
            parts.append(escape(before) + Markup("<b>{}</b>").format(found))
            rest = after
    return Markup("").join([*parts, escape(rest)])


def write_sentence(sentence: bundle.Sentence) -> Markup:
    """Write a sentence of the running text as HTML: only its lead stands out."""
    return _lead(sentence) + escape(sentence.text)


def _lead(sentence: bundle.Sentence) -> Markup:
    return Markup("<b>{}</b> ").format(sentence.lead) if sentence.lead else Markup("")
