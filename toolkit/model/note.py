"""The consultant's own reading of a chapter: Markdown with a few facts on top."""

from __future__ import annotations

import datetime as dt

from toolkit.model import Model


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
