"""The board of effort and benefit: where the room puts each card, and how it votes with dots.

A card that was put somewhere is a judgement of the whole, beside the scores on criteria and never
worked back into them.
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from toolkit.language import mark
from toolkit.model import Decimal, Model, Whole, find_repeats, stop_on


class Card(Model):
    """Where the room put an initiative: ``effort`` and ``benefit``, 0 (none) to 100 (the most)."""

    initiative: str
    effort: Decimal = Field(ge=0, le=100)
    benefit: Decimal = Field(ge=0, le=100)


class Dots(Model):
    """The dots that all voters together gave an initiative; who gave them is not kept."""

    initiative: str
    dots: Whole = Field(ge=1, le=10_000)


class QuadrantWords(Model):
    """What the client calls the quarters of the board; empty: the usual names."""

    quick_win: str = Field(default="", title=mark("Much benefit, little effort"))
    big_step: str = Field(default="", title=mark("Much benefit, much effort"))
    in_between: str = Field(default="", title=mark("Little benefit, little effort"))
    time_sink: str = Field(default="", title=mark("Little benefit, much effort"))


class Board(Model):
    """The board as the room left it.

    ``dots_each`` is how many dots everybody has, ``voters`` how many voted; ``dots_shown`` whether
    the votes are revealed;
    ``bubble`` the criterion (a key), or ``risk``, ``cost`` or ``dots``, that the size of a card
    shows.
    """

    cards: tuple[Card, ...] = ()
    dots: tuple[Dots, ...] = ()
    dots_each: Whole = Field(default=3, ge=1, le=20, title=mark("Dots for each"))
    voters: Whole = Field(default=0, ge=0)
    dots_shown: bool = False
    bubble: str = ""
    quadrants: QuadrantWords = Field(
        default=QuadrantWords(), title=mark("What you call the quarters")
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        cards = (card.initiative for card in self.cards)
        dots = (one.initiative for one in self.dots)
        stop_on(
            (
                *find_repeats("cards", cards, "This card is on the board", "initiative"),
                *find_repeats("dots", dots, "These dots were counted", "initiative"),
            )
        )
        return self
