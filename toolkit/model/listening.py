"""A listening log: what is said in public of the client, its competitors and its themes.

Each row is the consultant's own summary of something that was read. Who said it has no place here,
nor has what they wrote, word for word: of private people these are personal data.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from toolkit.language import mark
from toolkit.model import Labels, Model, Name

Sentiment = Literal["positive", "neutral", "negative"]
SENTIMENT_NAMES: dict[str, str] = {
    "positive": mark("positive"),
    "neutral": mark("neutral"),
    "negative": mark("negative"),
}


class Mention(Model):
    """Something that was said once, or a case of a market leader that is worth a look.

    ``about`` names the client, a competitor, or else a theme. ``second_sentiment`` is what another
    coder made of it, without having seen the first.
    """

    model_config = ConfigDict(title=mark("Mention"))

    date: dt.date = Field(title=mark("Date"))
    about: Name = Field(title=mark("About"))
    topic: Name = Field(title=mark("Topic"))
    source: str | None = Field(default=None, title=mark("Place"))
    question: bool | None = Field(default=None, title=mark("A question"))
    sentiment: Annotated[Sentiment, Labels(SENTIMENT_NAMES)] | None = Field(
        default=None, title=mark("Sentiment")
    )
    second_sentiment: Annotated[Sentiment, Labels(SENTIMENT_NAMES)] | None = Field(
        default=None, title=mark("Sentiment, second coder")
    )
    hashtags: tuple[str, ...] = Field(default=(), title=mark("Hashtags"))
    opportunity: str | None = Field(default=None, title=mark("Opportunity"))
    follow_up: str | None = Field(default=None, title=mark("Follow-up"))
    case_of: str | None = Field(default=None, title=mark("Case of a market leader"))
