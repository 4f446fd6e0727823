"""Where personas can be reached, in sentences: the gaps and the wastes, by name."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.channel_register import merge_channels
from toolkit.analysis.persona_channels import PersonaChannels, match_channels
from toolkit.analysis.persona_research import Audience
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import say


def persona_channels_title(found: PersonaChannels, language: Language) -> str:
    """Say in one line what stands out."""
    if found.gaps:
        gap = found.gaps[0]
        return language.text(
            "{personas} are on {channel}, and you are not",
            personas=language.listing(gap.personas),
            channel=PLATFORM_NAMES[gap.channel],
        )
    if found.wastes:
        return language.text(
            "On {channel} you reach few of them", channel=PLATFORM_NAMES[found.wastes[0].channel]
        )
    return language.text("Where each can be reached")


def ask_for_channels(
    folder: ClientFolder, audience: Audience, language: Language
) -> list[bundle.Sentence]:
    """Ask which channels there are, where nobody has named one and personas could be laid beside.

    Without them no gap can be told, so that only the consultant can take this further.
    """
    register = merge_channels(
        folder.workshop.intake.media, folder.sheets.register, folder.client.accounts
    )
    few = folder.client.gates.audience_share
    tables = audience.use_table, audience.ways_table
    found = match_channels(audience.personas, *tables, register.channels, few=few)
    if not found.channels_unknown:
        return []
    message = (
        "Tell us which channels you have already. Until then nothing can be said of where you are "
        "missing."
    )
    return [say(language, message, lead=language.text("Your channels"))]


def gaps_and_wastes(found: PersonaChannels, language: Language) -> Exhibit:
    """Name each channel where the client is missing, and each that is kept up for few.

    Where nobody has named the client's channels, ask for them.
    """
    if found.channels_unknown:
        message = (
            "It is not known which channels there are already, so nothing can be said of what is "
            "missing."
        )
        return wording.notice([say(language, message)], "gaps_and_wastes")
    return wording.finding(sentences_on_gaps(found, language), "gaps_and_wastes")


def sentences_on_gaps(found: PersonaChannels, language: Language) -> list[bundle.Sentence]:
    """Give a sentence for each gap and each waste, or one that says there is none."""
    sentences = []
    for gap in found.gaps:
        personas, channel = language.listing(gap.personas), PLATFORM_NAMES[gap.channel]
        message = "{personas} are on {channel}; you are not there."
        sentences.append(say(language, message, personas=personas, channel=channel))
    for waste in found.wastes:
        channel = PLATFORM_NAMES[waste.channel]
        values = {"channel": channel}
        message = "{channel} is kept up, and few of anybody are there."
        if waste.aimed_at:
            message = "{channel} is kept up for {persona}, and few of them are there."
            values["persona"] = waste.aimed_at
        sentences.append(say(language, message, **values))
        if waste.hours:
            message = "That takes {hours} a week."
            hours = language.text("{n} hours", n=language.hours(waste.hours))
            sentences.append(say(language, message, hours=hours))
    if not sentences and len(found.table) and not found.channels_unknown:
        message = "No channel stands out as missing, and none as kept up in vain."
        if found.table["finding"].eq("open").all():
            message = "Too little is known of where they are to say which channels are missing."
        sentences.append(say(language, message))
    return sentences
