"""The consultant's own reading of a chapter: Markdown with a few facts on top."""

from __future__ import annotations

import datetime as dt

from pydantic import Field

from toolkit.language import mark
from toolkit.model import Model, Name, Prose


class Note(Model):
    """What the consultant wrote beside the figures.

    ``asks`` are sentences put before the reader on page one; ``title`` is the note's first heading
    and ``lede`` its first paragraph; ``body`` is all the Markdown below the heading.
    """

    author: str = ""
    written: dt.date | None = None
    asks: tuple[str, ...] = ()
    title: str = ""
    lede: str = ""
    body: str = ""


class Ask(Model):
    """Something that is asked of the client."""

    sentence: Name = Field(title=mark("Sentence"))


class WrittenNote(Model):
    """A note as its writer sees it: the facts on top, and one text with its heading."""

    author: str = Field(default="", title=mark("Author"))
    written: dt.date | None = Field(default=None, title=mark("Written on"))
    asks: tuple[Ask, ...] = Field(
        default=(), title=mark("What we ask of the client"),
        description=mark("Sentences that stand before the reader on page one."),
    )  # fmt: skip
    text: Prose = Field(
        default="", title=mark("Text"),
        description=mark(
            "The first line, behind #, is the heading: what you conclude. Then one sentence that a "
            "busy reader needs, and the rest."
        ),
    )  # fmt: skip
