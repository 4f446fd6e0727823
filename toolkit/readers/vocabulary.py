"""Names of platforms and kinds of posts, as people and exports write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from toolkit.model.client import PLATFORM_NAMES
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column, header_key

PLATFORMS: dict[str, str] = {
    **{key: key for key in PLATFORM_NAMES},
    **{name.casefold(): key for key, name in PLATFORM_NAMES.items()},
    "twitter": "x",
    "x (twitter)": "x",
    "twitter (x)": "x",
    "x/twitter": "x",
    "facebook page": "facebook",
    "fb": "facebook",
    "insta": "instagram",
    "ig": "instagram",
    "linkedin page": "linkedin",
}

KINDS: dict[str, str] = {
    "photo": "photo", "photos": "photo", "image": "photo", "images": "photo",
    "foto": "photo", "foto's": "photo", "afbeelding": "photo", "afbeeldingen": "photo",
    "ig image": "photo", "ig-afbeelding": "photo", "ig-foto": "photo",
    "video": "video", "videos": "video", "video's": "video", "reel": "video", "reels": "video",
    "ig reel": "video", "ig-reel": "video", "ig video": "video", "ig-video": "video",
    "live": "video", "short": "video",
    "carousel": "carousel", "album": "carousel", "multi image": "carousel", "carrousel": "carousel",
    "ig carousel": "carousel", "ig-carrousel": "carousel", "ig-carousel": "carousel",
    "multiphoto": "carousel",
    "story": "story", "stories": "story", "verhaal": "story", "verhalen": "story",
    "ig story": "story", "ig-verhaal": "story",
    "link": "link", "links": "link", "article": "link", "artikel": "link",
    "text": "text", "tekst": "text", "status": "text", "statuses": "text", "status update": "text",
    "other": "other", "overig": "other", "anders": "other", "document": "other", "poll": "other",
    "event": "other", "events": "other", "evenement": "other", "peiling": "other",
}  # fmt: skip


def read_kinds(column: Column | None, findings: Findings, length: int) -> list[str | None]:
    """Read what kind a post is; an unknown word counts as ``other`` and is noted."""
    if column is None:
        return [None] * length
    kinds: list[str | None] = []
    unknown: Counter[str] = Counter()
    for text in column.texts:
        kind = KINDS.get(header_key(text)) if text else None
        if text and kind is None:
            unknown[text] += 1
            kind = "other"
        kinds.append(kind)
    if unknown:
        findings.add(
            "Kinds of posts that are not known here count as “other”.",
            severity="note",
            column=column.name,
            got=", ".join(f"{word} ({count})" for word, count in unknown.most_common(5)),
        )
    return kinds


def read_platforms(
    column: Column, findings: Findings, own: Mapping[str, str] | None = None
) -> list[str | None]:
    """Read platform names; one that is not known is a fault.

    Parameters
    ----------
    own
        Names that this file uses, each with the platform's key.
    """
    known = PLATFORMS | {header_key(name): key for name, key in (own or {}).items()}
    platforms: list[str | None] = []
    for text, row in zip(column.texts, column.rows, strict=True):
        platform = known.get(header_key(text))
        if platform is None:
            findings.add(
                "This platform is not known." if text else "The platform is missing.",
                row=row,
                column=column.name,
                got=text,
                expected=", ".join(sorted(PLATFORM_NAMES)),
            )
        platforms.append(platform)
    return platforms
