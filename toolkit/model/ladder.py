"""The ladder of participation: what people do on social media, from making to watching.

The rungs are a profile. They overlap, a higher one does not imply a lower one, and only who does
none of it stands apart. A survey follows one of two instruments: today's, or the one with which
Forrester asked from 2006 to 2011, kept for who repeats it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from toolkit.language import mark

Rung = Literal[
    "creators", "conversationalists", "critics", "collectors", "joiners", "spectators"
]  # fmt: skip
RUNGS: tuple[Rung, ...] = (
    "creators",
    "conversationalists",
    "critics",
    "collectors",
    "joiners",
    "spectators",
)
INACTIVES = "inactives"
ADDED_IN_2010 = "conversationalists"
LAST_OF_HISTORY = 2011
"""The last year of Forrester's published tables: nobody of today is set against those."""
FIRST_BASE = 100
"""The least effective number of people that an index may rest on."""
UNREMARKABLE = (90, 110)
"""An index between these is not worth a remark."""

Instrument = Literal["modern", "forrester"]
INSTRUMENT_NAMES: dict[str, str] = {
    "modern": mark("Today's ladder (stories, private messages, short video, saving)"),
    "forrester": mark("Forrester's ladder of 2010 (blogs, forums, RSS), for history's sake"),
}

RUNG_NAMES: dict[str, str] = {
    "creators": mark("Make things themselves (stories, video, blogs)"),
    "conversationalists": mark("Join the talk (posts, messages)"),
    "critics": mark("Respond and review"),
    "collectors": mark("Save and pass on"),
    "joiners": mark("Keep a profile"),
    "spectators": mark("Watch and read"),
    "inactives": mark("Do none of these"),
}
FORRESTER_NAMES: dict[str, str] = {
    "creators": mark("Creators (publish a blog, a page, a video)"),
    "conversationalists": mark("Conversationalists (update a status each week)"),
    "critics": mark("Critics (comment, review, edit a wiki)"),
    "collectors": mark("Collectors (RSS, tags, votes)"),
    "joiners": mark("Joiners (keep a profile)"),
    "spectators": mark("Spectators (read, watch, listen)"),
    "inactives": mark("Inactives (none of these)"),
}
NAMES_OF_RUNGS: Mapping[Instrument, Mapping[str, str]] = {
    "modern": RUNG_NAMES,
    "forrester": FORRESTER_NAMES,
}


def list_rungs(instrument: Instrument, asked: Collection[str]) -> tuple[Rung, ...]:
    """Give the rungs of an instrument, without the inactive.

    Parameters
    ----------
    asked
        Rungs that a survey has questions for: Forrester's ladder of 2006 to 2009 had no
        conversationalists, so a survey that follows it lacks nothing without them.
    """
    six = instrument == "forrester" and ADDED_IN_2010 not in asked
    return tuple(rung for rung in RUNGS if not (six and rung == ADDED_IN_2010))
