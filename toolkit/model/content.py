"""What sorts of posts are called."""

from __future__ import annotations

from toolkit.language import Language, mark

KIND_NAMES: dict[str, str] = {
    "photo": mark("photo"),
    "video": mark("video"),
    "link": mark("link"),
    "text": mark("text"),
    "carousel": mark("carousel"),
    "story": mark("story"),
    "other": mark("other"),
}
NO_THEME = "none"


def name_label(sort: str, label: str, language: Language) -> str:
    """Name a kind, a theme or a hashtag as readers know it."""
    if sort == "kind":
        return language.text(KIND_NAMES.get(label, label))
    if sort == "hashtag":
        return f"#{label}"
    return language.text("no theme") if label == NO_THEME else label
