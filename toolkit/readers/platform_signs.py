"""On which platform the posts of a file stood: its addresses, ids or name may say so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.language import mark
from toolkit.readers.reason import Reason
from toolkit.readers.roles import Role
from toolkit.readers.table import Column
from toolkit.readers.vocabulary import PLATFORMS

HOSTS = {
    "facebook.com": "facebook", "fb.com": "facebook", "instagram.com": "instagram",
    "twitter.com": "x", "x.com": "x", "linkedin.com": "linkedin", "tiktok.com": "tiktok",
    "youtube.com": "youtube", "youtu.be": "youtube", "pinterest.com": "pinterest",
    "threads.net": "threads", "threads.com": "threads", "bsky.app": "bluesky",
}  # fmt: skip
VIDEO = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9_-]{11}")
LOOKED_AT = 50


def find_platform(
    file: str, roles: Mapping[str, Role], columns: Mapping[str, Column], about: list[Reason]
) -> str:
    """Give the platform, and add why to `about`; nothing where nothing says it."""
    for header, role in roles.items():
        texts = [text for text in columns[header].texts[:LOOKED_AT] if text]
        if not texts:
            continue
        values = {"column": header, "text": texts[0][:60]}
        if role.name == "url":
            found = {HOSTS.get(_host(text), "") for text in texts}
            if len(found) == 1 and (platform := found.pop()):
                about.append(Reason(mark("The addresses in “{column}” say so: {text}"), values))
                return platform
        if role.name == "post_id" and all(VIDEO.fullmatch(text) for text in texts):
            message = mark("“{column}” has numbers of YouTube’s videos: {text}")
            about.append(Reason(message, values))
            return "youtube"
    name = file.rsplit("/", 1)[-1].casefold()
    said = {
        key
        for word, key in PLATFORMS.items()
        if len(word) > 3 and re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", name)
    }
    if len(said) != 1:
        return ""
    about.append(Reason(mark("The file’s name says which platform it is.")))
    return said.pop()


def _host(address: str) -> str:
    found = re.match(r"(?:https?://)?([^/\s:?#]+)", address.casefold())
    return ".".join(found[1].split(".")[-2:]) if found else ""
