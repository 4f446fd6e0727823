"""What the titles above Meta's daily tables say: which figure, of which platform, paid or not.

A title varies more than a header: *Visits*, *Facebook visits*, *Bezoeken aan Facebook-pagina*. So
it is reduced to the words that say the figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.model.client import PLATFORM_NAMES
from toolkit.readers.findings import Findings
from toolkit.readers.reading import Settings
from toolkit.readers.table import header_key

META = ("facebook", "instagram", "threads")
FILLING = {
    *META, "and", "en", "on", "op", "of", "van", "aan", "the", "de", "het", "met", "your", "je",
    "uw", "with", "to",
}  # fmt: skip
DISTRIBUTION: dict[str, str] = {
    "paid": "paid", "betaald": "paid", "betaalde": "paid",
    "organic": "organic", "organisch": "organic", "organische": "organic",
}  # fmt: skip
NET, FOLLOWERS = "net follows", "followers"
FIGURES: dict[str, tuple[str, ...]] = {
    "reach": (
        "reach", "page reach", "accounts reached", "viewers", "bereik", "bereik pagina",
        "bereik profiel", "paginabereik", "bereikte accounts", "accounts bereikt", "kijkers",
    ),
    "impressions": (
        "views", "impressions", "content views", "weergaven", "impressies", "vertoningen",
        "weergaven content", "contentweergaven",
    ),
    "profile_views": (
        "visits", "page visits", "profile visits", "page profile visits", "page views",
        "profile views", "bezoeken", "bezoeken pagina", "bezoeken profiel", "paginabezoeken",
        "profielbezoeken", "bezoeken pagina profiel", "paginaweergaven", "profielweergaven",
    ),
    "clicks": (
        "link clicks", "clicks", "klikken link", "klikken links", "linkklikken", "kliks link",
        "klikken",
    ),
    "follows": (
        "follows", "new follows", "new followers", "page follows", "nieuwe volgers", "volgt",
        "gevolgd", "keer gevolgd", "aantal keer gevolgd",
    ),
    "unfollows": (
        "unfollows", "lost followers", "ontvolgd", "keer ontvolgd", "niet meer gevolgd",
        "verloren volgers",
    ),
    NET: ("net follows", "net followers", "netto volgers", "nettovolgers", "netto gevolgd"),
    FOLLOWERS: (
        "followers", "total followers", "volgers", "totaal volgers", "totaal aantal volgers",
    ),
    "interactions": (
        "interactions", "content interactions", "engagement", "contentinteracties", "interacties",
        "interacties content", "interactie content", "contentinteractie",
    ),
    "video_views": (
        "video views", "3 second video views", "videoweergaven", "videoweergaven 3 seconden",
        "3 seconden videoweergaven", "videoweergaven 3 seconden langer",
    ),
    "reactions": ("reactions", "likes", "reacties", "vind ik leuks"),
    "comments": ("comments", "opmerkingen"),
    "shares": ("shares", "deelacties", "aantal keer gedeeld", "keer gedeeld"),
    "saves": ("saves", "aantal keer opgeslagen", "keer opgeslagen"),
}  # fmt: skip
_BY_WORDS = {words: metric for metric, spellings in FIGURES.items() for words in spellings}
_WORD = re.compile(r"[^\W\d_]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Titled:
    """What a title says; each part is None where it says nothing of it."""

    metric: str | None = None
    platform: str | None = None
    distribution: str | None = None


def read_title(text: str) -> Titled:
    """Read a title, or the header of a column."""
    words = _WORD.findall(header_key(text))
    platforms = [word for word in words if word in META]
    spread = [DISTRIBUTION[word] for word in words if word in DISTRIBUTION]
    rest = " ".join(word for word in words if word not in FILLING and word not in DISTRIBUTION)
    return Titled(
        _BY_WORDS.get(rest),
        platforms[0] if len(set(platforms)) == 1 else None,
        spread[0] if spread else None,
    )


def settle_platform(named: set[str], settings: Settings, findings: Findings) -> str | None:
    """Find the platform of figures whose title does not say it, or ask.

    Parameters
    ----------
    named
        Platforms that other titles of the file say.
    """
    said = settings.answers.platform
    if said in META:
        findings.decide("", PLATFORM_NAMES[said], "data/channels/profile.yaml says so")
        return said
    if len(named) == 1:
        (only,) = named
        findings.decide(
            "", PLATFORM_NAMES[only], "other titles of the file name it, and no other platform"
        )
        return only
    own = settings.own_platforms & set(META)
    if not named and len(own) == 1:
        (only,) = own
        findings.decide(
            "",
            PLATFORM_NAMES[only],
            "the file does not say; the client has accounts on no other platform of Meta",
        )
        return only
    findings.ask(
        "platform",
        "The file does not say of which platform its figures are.",
        expected="facebook or instagram",
    )
    return None
