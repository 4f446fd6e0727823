"""A messages log: when somebody wrote to the client, and when an answer went out.

Neither who wrote nor what has a place here: how fast a client answers follows from moments alone.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from toolkit.language import mark
from toolkit.model import Labels, Model
from toolkit.model.client import PLATFORM_NAMES, Platform

MessageKind = Literal["question", "complaint", "compliment", "other"]
MESSAGE_KIND_NAMES: dict[str, str] = {
    "question": mark("question"),
    "complaint": mark("complaint"),
    "compliment": mark("compliment"),
    "other": mark("other"),
}
# Somebody who says thanks waits for nothing.
NEEDS_NO_ANSWER = frozenset({"compliment"})


class Message(Model):
    """A message to the client on a channel; ``answered`` is missing where it got no answer."""

    model_config = ConfigDict(title=mark("Message"))

    channel: Annotated[Platform, Labels(PLATFORM_NAMES)] = Field(title=mark("Channel"))
    received: dt.datetime = Field(title=mark("Received"))
    answered: dt.datetime | None = Field(default=None, title=mark("Answered at"))
    kind: Annotated[MessageKind, Labels(MESSAGE_KIND_NAMES)] | None = Field(
        default=None, title=mark("Kind of message")
    )


MESSAGES: dict[str, str] = {
    "platform": "string",
    "received": "datetime64[us, UTC]",
    "answered": "datetime64[us, UTC]",  # missing where there was no answer
    "kind": "string",  # one of MESSAGE_KIND_NAMES; missing where nobody noted it
}
"""Columns of messages as one frame, as :mod:`toolkit.model.posts` has those of posts."""
