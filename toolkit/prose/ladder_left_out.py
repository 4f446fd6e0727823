"""Whom the shares of the ladder leave out: who answered only a part of a rung's questions."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.participation import Participation
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.wording import say


def tell_left_out(result: Participation, language: Language) -> list[bundle.Sentence]:
    """Say how many people each rung leaves out; nothing where it leaves out nobody."""
    if not result.left_out:
        return []
    things = language.listing(
        f"{language.text(result.names[rung])} ({language.number(people)})"
        for rung, people in result.left_out.items()
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
