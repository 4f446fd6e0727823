"""What the address of a post says: on some platforms its number, on all which post it is.

X, TikTok, LinkedIn and YouTube number their posts, and print the number in the address; Facebook
and Instagram print another number there than in their exports, so that there only the address as a
whole is the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from toolkit.errors import fill
from toolkit.readers.findings import Findings
from toolkit.readers.table import Column

NUMBERS = {
    "x": re.compile(r"(?:x|twitter)\.com/[^/?#]+(?:/web)?/status(?:es)?/([0-9]+)", re.IGNORECASE),
    "tiktok": re.compile(r"tiktok\.com/(?:@[^/?#]*/)?(?:video|photo)/([0-9]+)", re.IGNORECASE),
    "linkedin": re.compile(
        r"linkedin\.com/.*?[:-](?:activity|share|ugcPost)[:-]([0-9]+)", re.IGNORECASE
    ),
    "youtube": re.compile(
        r"(?:youtube\.com/(?:watch\?(?:[^#]*&)?v=|shorts/|live/)|youtu\.be/)([A-Za-z0-9_-]{11})"
        r"(?![A-Za-z0-9_-])",
    ),
}
# What says where somebody came from, and not which post it is.
OF_A_VISIT = re.compile(r"utm_.*|fbclid|igshid?|igsh|img_index|ref|rdid|mibextid|rcm|__.*", re.I)


def number_in(platform: object, address: object) -> str | None:
    """Take out of an address the number that its platform gave the post; None where it has none."""
    pattern = NUMBERS.get(platform) if isinstance(platform, str) else None
    found = pattern.search(address) if pattern and isinstance(address, str) else None
    return found.group(1) if found else None


def plain_address(platform: object, address: object) -> str | None:
    """Reduce an address of a platform to what tells one post from another.

    None for an address elsewhere: that is a page which the post points to. So for the front of the
    platform and of a page, such as ``facebook.com/name``, where no post stands.
    """
    number = number_in(platform, address)
    if number is not None:
        return number
    if not isinstance(platform, str) or not isinstance(address, str):
        return None
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
    except ValueError:
        return None
    host, path = (parts.hostname or "").casefold(), parts.path.strip("/")
    if platform not in host.split("."):
        return None
    asked = urlencode(
        [pair for pair in parse_qsl(parts.query) if not OF_A_VISIT.fullmatch(pair[0])]
    )
    return f"{path}?{asked}" if asked or "/" in path else None


def check_numbers(
    column: Column | None,
    platforms: Sequence[object],
    ids: Sequence[str | None],
    addresses: Sequence[str | None],
    findings: Findings,
) -> None:
    """Refuse ids that are not the number in the address of the same row.

    A number with a decimal point keeps sixteen digits: a tool that takes ids for such numbers makes
    other ids of them, which need not end in zeros. An id of another length is one that a tool gave
    its rows; and LinkedIn has several numbers for one post.
    """
    if column is None or any(fault.column == column.name for fault in findings.faults):
        return
    for row, platform, given, address in zip(column.rows, platforms, ids, addresses, strict=True):
        number = number_in(platform, address) if platform != "linkedin" else None
        if given and number and given != number and len(given) == len(number):
            findings.add(
                "The id of this post is not the number in its address.",
                row=row,
                column=column.name,
                got=given,
                expected=fill("{number}, as in {address}", number=number, address=address),
                remedy="A program may have rounded the ids, or sorted a column by itself: export "
                "the file anew and put it here as it came.",
            )
