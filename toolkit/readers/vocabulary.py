"""Platforms and kinds of posts, as people and exports write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from toolkit.errors import fill
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.content import KIND_NAMES
from toolkit.readers.findings import Findings
from toolkit.readers.kind_words import guess_kind
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


def read_kinds(
    column: Column | None,
    findings: Findings,
    length: int,
    own: Mapping[str, str] | None = None,
) -> list[str | None]:
    """Read what kind a post is.

    Parameters
    ----------
    own
        Words that this file uses, each with our kind. Where they are given, be it none, a word
        that nobody knows is a fault, told with the number of its posts; else it counts as
        ``other`` and is noted.
    """
    if column is None:
        return [None] * length
    said = {header_key(word): kind for word, kind in (own or {}).items()}
    kinds: list[str | None] = []
    unknown: Counter[str] = Counter()
    first: dict[str, int] = {}
    for text, row in zip(column.texts, column.rows, strict=True):
        kind = (said.get(header_key(text)) or guess_kind(text)) if text else None
        if text and kind is None:
            unknown[text] += 1
            first.setdefault(text, row)
            kind = "other"
        kinds.append(kind)
    if unknown and own is None:
        findings.add(
            "Kinds of posts that are not known here count as “other”.",
            severity="note",
            column=column.name,
            got=", ".join(f"{word} ({count})" for word, count in unknown.most_common(5)),
        )
    elif unknown:
        word = unknown.most_common(1)[0][0]
        findings.add(
            "Kinds of posts in this column are not known.",
            row=first[word],
            column=column.name,
            got=", ".join(f"{word} ({count})" for word, count in unknown.most_common(20)),
            expected=", ".join(KIND_NAMES),
            remedy=fill(
                "Say beside the file on the home page what they are, or in "
                "data/channels/profile.yaml, for example kinds: {{{word}: other}}",
                word=word,
            ),
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
