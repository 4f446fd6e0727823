"""What a consultant keeps of channels in sheets, and how the survey found and asked people."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.model.channel_register import Register
from toolkit.model.ladder import Instrument
from toolkit.model.listening import Mention
from toolkit.model.profile_checklist import Checklist, Profile


@dataclass(frozen=True, slots=True)
class ChannelSheets:
    """Register, audit and log, the checklist that the audit follows, and the kind of survey.

    ``sample`` is ``probability`` or ``convenience``; empty where there is no survey. ``instrument``
    is the ladder that the survey asked.
    """

    register: Register
    profiles: tuple[Profile, ...]
    checklist: Checklist
    mentions: tuple[Mention, ...]
    sample: str = ""
    instrument: Instrument = "modern"
