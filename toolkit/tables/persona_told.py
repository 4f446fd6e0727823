"""What a persona's sheet says in words: how people tell of themselves, and what all of it rests on.

The team's own words come first; behind them stands what was told in interviews, each thing with the
number of interviews in which it was told, so that nothing that somebody said is lost behind what
was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from toolkit.analysis.interviews import Said, count_surprises, count_told, fold, split_words
from toolkit.analysis.released_quotes import printable_quotes
from toolkit.language import mark
from toolkit.tables.persona_counted import Block, Found

MOST_TOLD = 6
"""So many things of one kind that were told in interviews stand on a sheet."""
NO_BREAK = "\N{NO-BREAK SPACE}"
MANY_UNASKED = 3
"""So many things that nobody told yet are said on the sheet."""
ASKED = (
    ("jobs", mark("What they want to get done"), mark("what they want to get done")),
    ("pains", mark("What stands in their way"), mark("what stands in their way")),
    ("needs", mark("What they need"), mark("what they need")),
    ("likes", mark("What they like"), ""),
    ("dislikes", mark("What they dislike"), ""),
    ("trusts", mark("Whom they believe"), mark("whom they believe")),
    ("content", mark("What they want to see"), mark("what they want to see")),
    ("moments", mark("Moments"), mark("at which moments")),
    ("words", mark("Words that they use"), mark("in which words")),
)
"""What a sheet tells, as a question, and as it is called where nobody told it yet."""
FIRM = (
    (0.85, mark("very firm: in {n} new draws from the same answers the group stayed {share} the "
                "same on average")),
    (0.75, mark("firm: in {n} new draws from the same answers the group stayed {share} the same "
                "on average")),
    (0.6, mark("fairly firm: in {n} new draws from the same answers the group stayed {share} the "
               "same on average")),
    (0.0, mark("not firm: in {n} new draws from the same answers the group stayed only {share} "
               "the same on average")),
)  # fmt: skip
"""In which words a mean Jaccard likeness is told, and from what on: clusterboot in Hennig's R
package fpc, after Hennig, C. (2007), Cluster-wise assessment of cluster stability, CSDA 52,
258-271. Below 0.75 it is doubtful who belongs to a group, below 0.6 whether it is one."""


def tell_title(found: Found) -> str:
    """Name a persona, with its size where that is known."""
    name, text = found.sheet.name, found.language.text
    if found.sheet.evidence == "assumption":
        return text("{name} (proto-persona)", name=name)
    return f"{name}, {found.share('share')}" if found.shown else name


def quote_words(words: str) -> str:
    """Put words in quotation marks."""
    return f"“{words.strip()}”"


def list_told(found: Found) -> Iterator[Block]:
    """Give what a persona's people say, and what is done for them."""
    persona, text = found.sheet.persona, found.language.text
    for field, question, _ in ASKED:
        if field == "words":
            words = tuple(map(quote_words, _words(found)))
            yield Block(text(question), (found.language.listing(words),) if words else ())
        else:
            yield Block(text(question), _lines(found, field))
    surprises = tuple(one.words for one in count_surprises(found.sheet.interviews))
    yield Block(text("What was unexpected"), surprises)
    quotes = [one.text for one in printable_quotes(found.audience) if one.persona == persona.name]
    yield Block(text("In their own words"), tuple(map(quote_words, quotes)), quoted=True)
    yield Block(text("What we do for them"), _paragraphs(persona.help))
    unasked = tuple(_unasked(found))
    if len(unasked) >= MANY_UNASKED:
        yield Block(text("Still to be asked"), unasked)


def list_evidence(found: Found) -> Iterator[Block]:
    """Say what a sheet rests on, and how sure a group is that was found."""
    text = found.language.text
    yield Block(text("Rests on"), tuple(_grounds(found)))
    stability = found.record["stability"]
    segmentation = found.audience.segmentation
    if segmentation and found.shown and pd.notna(stability):
        message = next(words for least, words in FIRM if float(str(stability)) >= least)
        n = found.language.number(segmentation.demands.draws)
        found_again = text(message, share=found.share("stability"), n=n)
        yield Block(text("How firm the group is"), (found_again,))


def _lines(found: Found, field: str) -> tuple[str, ...]:
    """Give the team's lines, each with how many told it, then what else was told."""
    typed = tuple(getattr(found.sheet.persona, field))
    told = _count(found, field)
    counts = {fold(one.words): one for one in told}
    own = [_count_line(Said(line, counts[fold(line)].n), found) if fold(line) in counts else line
           for line in typed]  # fmt: skip
    said = {fold(line) for line in typed}
    others = [_count_line(one, found) for one in told if fold(one.words) not in said]
    left = len(others) - MOST_TOLD
    if left > 1:
        more = found.language.text("and {n} other things", n=found.language.number(left))
        others = [*others[:MOST_TOLD], more]
    return (*own, *others)


def _count(found: Found, field: str) -> Sequence[Said]:
    asked = {"jobs", "pains", "needs", "likes", "dislikes", "trusts", "words"}
    return count_told(found.sheet.interviews, field) if field in asked else ()


def _count_line(said: Said, found: Found) -> str:
    language, count = found.language, len(found.sheet.interviews)
    if count == 1:
        return language.text("{what} (interview)", what=said.words)
    told = language.text("{n} of {count}", n=language.number(said.n), count=language.number(count))
    # It is read in one glance, so it stays on one line.
    return f"{said.words} ({told.replace(' ', NO_BREAK)})"


def _words(found: Found) -> tuple[str, ...]:
    told = [one.words for one in _count(found, "words")]
    typed = split_words(found.sheet.persona.words)
    return tuple({fold(one): one for one in (*told, *typed)}.values())


def _unasked(found: Found) -> Iterator[str]:
    """Name what nobody told yet."""
    for field, _, asked in ASKED:
        told = [one for one in found.sheet.interviews if getattr(one, field, ())]
        if asked and not getattr(found.sheet.persona, field) and not told:
            yield found.language.text(asked)


def _paragraphs(prose: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in prose.splitlines() if line.strip())


def _grounds(found: Found) -> Iterator[str]:
    language, count = found.language, len(found.sheet.interviews)
    if found.segment and found.shown and found.audience.fieldwork:
        month = language.month(found.audience.fieldwork[1])
        yield language.text("survey, {month}; the words are the team's", month=month)
    elif found.segment:
        yield language.text("the team's own idea; the survey shows nothing of this group")
    if count:
        yield language.plural("one interview", "{n} interviews", count)
    elif found.sheet.lost:
        yield language.text("the team's own idea")
    elif not found.segment:
        yield language.text("the team's own idea; nobody has been asked yet")
    if found.sheet.outdated:
        yield language.text(
            "the answers have changed since this group was named; it is known again by what its "
            "people do"
        )
    if found.sheet.lost:
        message = "“{key}” is not among the groups that are found now: look again"
        if found.sheet.known and found.sheet.known.link == "doubtful":
            message = (
                "the answers have changed since this group was named, and which group it is now is "
                "not clear: no figures until somebody says so"
            )
        yield language.text(message, key=found.sheet.lost)
