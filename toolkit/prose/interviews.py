"""What came out of the interviews, in sentences: by how many of how many it was told."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.interviews import Said, count_surprises, count_told
from toolkit.analysis.persona_research import Audience
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.prose import wording
from toolkit.prose.wording import say

MOST = 3
"""So many things of one kind are named on the first page."""
SEVERAL = 2
"""From so many people on, what was told is more than what one of them happened to say."""
KINDS = {
    "jobs": (
        mark("What they want to get done, in the words of the interviews: {things}."),
        mark("{n} interviews: what most want to get done is “{what}” ({told} of {n})"),
    ),
    "pains": (
        mark("What stands in their way: {things}."),
        mark("{n} interviews: what most often stands in the way is “{what}” ({told} of {n})"),
    ),
}


def headline_of_interviews(audience: Audience, language: Language) -> str:
    """Say in one line what was told most; of a survey's figures this says nothing."""
    n = language.number(len(audience.interviews))
    for field in ("pains", "jobs"):
        top = count_told(audience.interviews, field)[:1]
        if top and top[0].n >= SEVERAL:
            told = language.number(top[0].n)
            return language.text(KINDS[field][1], n=n, what=top[0].words.rstrip("."), told=told)
    return language.plural(
        "What one interview tells of whom you are there for",
        "What {n} interviews tell of whom you are there for",
        len(audience.interviews),
    )


def sentences_of_interviews(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Say how many were asked, and what they want, run into and surprised with."""
    interviews = audience.interviews
    if not interviews:
        return []
    message = "There was one interview."
    if len(interviews) > 1:
        message = "There were {n} interviews."
    values = {"n": language.number(len(interviews))} if len(interviews) > 1 else {}
    sentences = [say(language, message, **values)]
    if audience.codebook is None:
        message = "There is no survey yet, so how many of all of them it holds for is not known."
        sentences.append(say(language, message))
    for field, (sentence, _) in KINDS.items():
        told = count_told(interviews, field)[:MOST]
        if told:
            things = language.listing(tell_count(one, len(interviews), language) for one in told)
            sentences.append(say(language, sentence, things=things))
    surprises = count_surprises(interviews)
    if surprises:
        message = "What was unexpected: {things}."
        things = language.listing(f"“{one.words.rstrip('.')}”" for one in surprises[:MOST])
        sentences.append(say(language, message, things=things))
    return sentences


def tell_count(said: Said, count: int, language: Language) -> str:
    """Write what was told with the number of interviews in which it was."""
    if count == 1:
        return f"“{said.words.rstrip('.')}”"
    return language.text(
        "“{what}” ({n} of {count})",
        what=said.words.rstrip("."),
        n=language.number(said.n),
        count=language.number(count),
    )


def interviews_text(audience: Audience, language: Language) -> Exhibit:
    """Say how the table of what was told is to be read; nothing without interviews."""
    if not audience.interviews:
        return wording.finding([], "interviews-text")
    message = (
        "What was told is counted by interviews, and only where it was noted down in the same "
        "words. So few people say what there is, and not how many of all it holds for."
    )
    return wording.finding([say(language, message)], "interviews-text")
