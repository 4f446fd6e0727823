"""What a consultant keeps of channels in sheets, and how the survey's people were found."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.model.channel_register import Register
from toolkit.model.listening import Mention
from toolkit.model.profile_checklist import Checklist, Profile


@dataclass(frozen=True, slots=True)
class ChannelSheets:
    """Register, audit and log, the checklist that the audit follows, and the kind of sample.

    ``sample`` is ``probability`` or ``convenience``; empty where there is no survey.
    """

    register: Register
    profiles: tuple[Profile, ...]
    checklist: Checklist
    mentions: tuple[Mention, ...]
    sample: str = ""
