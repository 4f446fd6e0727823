"""Whom the weights make the answers look like, and where that is known from."""

from __future__ import annotations

from toolkit.analysis.persona_research import Audience
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.wording import say


def weighting_source(audience: Audience, language: Language) -> Exhibit | None:
    """Say whom the targets of the weights are of and who gives them; ``None`` without targets."""
    book = audience.codebook
    if book is None or audience.weighting is None:
        return None
    message = "The weights make the answers look like: {population}."
    sentences = [say(language, message, population=book.population)]
    if source := book.margins_source.strip().rstrip("."):
        sentences.append(say(language, "What they look like comes from: {source}.", source=source))
    else:
        message = "Where it is known from what they look like is not written in the codebook."
        sentences.append(say(language, message))
    title = language.text("What the answers were weighted to")
    return wording.method(sentences, "weighting-source", title)
