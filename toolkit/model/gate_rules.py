"""The thresholds of the four gates that a channel has to pass; printed, and the client's."""

from __future__ import annotations

from pydantic import Field

from toolkit.language import mark
from toolkit.model import Decimal, Model


class GateRules(Model):
    """What is enough: of the audience on a channel, and of its profile filled in.

    Hours and money have no threshold of their own: what counts is what is left of the client's.
    """

    audience_share: Decimal = Field(
        default=0.10, ge=0, le=1, title=mark("Least share of the audience"),
        description=mark("From which part of the target group on a channel it is worth a place."),
    )  # fmt: skip
    profile_complete: Decimal = Field(
        default=0.80, ge=0, le=1, title=mark("Profile complete from"),
        description=mark("Below this part of the checklist a profile is to be improved."),
    )  # fmt: skip
