"""Whom the shares of the ladder leave out: who answered only a part of a rung's questions."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.participation import Participation
from toolkit.language import Language
from toolkit.model.ladder import INACTIVES
from toolkit.prose import wording
from toolkit.prose.wording import say


def tell_left_out(result: Participation, language: Language) -> list[bundle.Sentence]:
    """Say how many people each rung leaves out; nothing where it leaves out nobody."""
    # Of what is empty it is said why, by the next sentence.
    told = {rung: n for rung, n in result.left_out.items() if rung not in result.empty}
    if not told:
        return []
    things = language.listing(
        f"{language.text(result.names[rung])} ({language.number(people)})"
        for rung, people in told.items()
    )
    message = "Left out, because they answered only a part of what this rests on: {things}."
    return [say(language, message, things=things)]


def ask_of_led_past(result: Participation | None, language: Language) -> list[bundle.Sentence]:
    """Ask whether a yes led people past the rest, where all who were left out had said yes."""
    if result is None or not result.led_past:
        return []
    message = (
        "Everybody who answered only a part of the questions on {names} had said yes to one of "
        "them. If that led them past the rest, write “blank: no” in codebook.yaml with the "
        "questions that were passed over. Until then these people are left out, and the shares "
        "are too low."
    )
    names = wording.quote((language.text(result.names[one]) for one in result.led_past), language)
    return [say(language, message, lead=language.text("Check this"), names=names)]


def tell_empty_rungs(result: Participation, language: Language) -> list[bundle.Sentence]:
    """Say which rungs are empty because nobody answered all of what they ask; else nothing."""
    if not result.empty:
        return []
    names = wording.quote((language.text(result.names[one]) for one in result.empty), language)
    message = (
        "Nothing can be said of {names}: nobody answered everything that this rests on. If each "
        "question was put to a part of the people, “asked_of” in codebook.yaml says to whom."
    )
    if result.empty == (INACTIVES,):
        message = "Nothing can be said of {names}: of nobody every other line of this is known."
    return [say(language, message, names=names)]
