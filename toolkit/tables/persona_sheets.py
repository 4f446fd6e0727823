"""A sheet for each persona: one page, fit for a wall, that says what it rests on.

What people said stands in the words in which it was noted down. What was counted is the survey's
own, and only what sets a persona apart is told of it. A persona that nobody was asked about is
called a proto-persona.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from toolkit.analysis.contrasts import order_clear
from toolkit.analysis.persona_research import Audience, find_row
from toolkit.analysis.personas import Sheet
from toolkit.analysis.released_quotes import printable_quotes
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS, UNREMARKABLE
from toolkit.model.persona import UsedChannel
from toolkit.model.survey_question import WAY_NAMES
from toolkit.tidy import tabulate

MOST_CHANNELS = 4
MOST_WAYS = 2
MOST_MADE = 4
MANY_UNASKED = 3
"""So many things that nobody told yet are said on the sheet."""
SHARES = ("share", "low", "high")
GRADE_NAMES = {
    "survey": mark("Survey"),
    "interviews": mark("Interviews"),
    "assumption": mark("Assumption"),
    "withheld": mark("Survey: too few to be shown"),
}
SIZES = (("huge", 18, 21), ("large", 22, 28), ("middle", 27, 35), ("fine", 32, 43))
DENSE = (("dense", 33, 45), ("denser", 40, 54))
"""In which type the parts of a sheet fill a page of A4: letters of a line, lines of a column.

What is dense is no longer laid out in pairs: one thing stands below the other.
"""
SHORT, SHORT_LETTERS, SHORT_LINES = "fine", 32, 16
"""In which type a proto-persona of which little is told fills half a page."""
BELOW_HEADING = 0.85
"""The part of a page that the first sheet has, below the heading of the chapter's part."""
LONG_FOOT = 0.08
"""The part of a page that a foot takes more, where it also says how sure the group is."""


@dataclass(frozen=True, slots=True)
class Block:
    """A question of the sheet and its answer, a line for each part."""

    question: str
    lines: tuple[str, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """A sheet, its row among the personas, and the audience that it is part of."""

    audience: Audience
    sheet: Sheet
    record: dict[str, Any]
    language: Language

    @property
    def segment(self) -> str | None:
        return self.sheet.segment if self.sheet.evidence == "survey" else None

    @property
    def shown(self) -> bool:
        """Whether the survey may tell how many they are."""
        return self.segment is not None and pd.notna(self.record["share"])

    def share(self, column: str) -> str:
        return self.language.share(float(str(self.record[column])))


def persona_sheets(audience: Audience, language: Language) -> list[Exhibit]:
    """Make a sheet for each persona, in the consultant's order."""
    records = audience.personas.table.to_dict("records")
    return [
        _exhibit(_Found(audience, sheet, {str(k): v for k, v in record.items()}, language), number)
        for number, (sheet, record) in enumerate(
            zip(audience.personas.sheets, records, strict=True), start=1
        )
    ]


def tell_counted(
    audience: Audience, sheet: Sheet, record: Mapping[Any, Any], language: Language
) -> tuple[Block, ...]:
    """Say where people of a sheet are to be found and what sets them apart, without their size.

    Parameters
    ----------
    record
        The sheet's row among the personas.
    """
    found = _Found(audience, sheet, dict(record), language)
    return tuple(one for one in _counted(found) if one.question != language.text("Size"))


def _exhibit(found: _Found, number: int) -> Exhibit:
    language = found.language
    words = [block for block in _words(found) if block.lines]
    counted = [block for block in _counted(found) if block.lines]
    foot = [block for block in _evidence(found) if block.lines]
    title = _title(found)
    rows = [(one.question, "; ".join(one.lines)) for one in (*words, *counted, *foot)]
    table = tabulate(
        pd.DataFrame(rows, columns=["question", "answer"]),
        [
            Column(name="question", label=language.text("Question")),
            Column(name="answer", label=language.text("Answer")),
        ],
        name=f"persona_{number}",
        title=title,
        published=False,
    )
    line = found.sheet.persona.line
    said = f"<p><em>{escape(_quote(line))}</em></p>" if line else ""
    room = (BELOW_HEADING if number == 1 else 1.0) - (LONG_FOOT if len(foot) > 2 else 0)
    short = _is_short(found, words, counted)
    told_in = SHORT if short else _fit(words, 2, room)
    counted_in = SHORT if short else _fit(counted, 1, room)
    kinds = ["persona", *(["short"] if short else []), *(["first"] if number == 1 else [])]
    html = (
        f'<div class="{" ".join(kinds)}" role="group" aria-label="{escape(title)}">'
        f'<div class="head">{_grade(found)}<p class="name"><b>{escape(title)}</b></p>{said}</div>'
        f'<div class="told {told_in}">{"".join(map(_html, words))}</div>'
        f'<div class="counted {counted_in}">{"".join(map(_html, counted))}</div>'
        f'<div class="foot">{"".join(map(_html, foot))}</div></div>'
    )
    return Exhibit(table, html)


def _grade(found: _Found) -> str:
    """Mark what a persona rests on, so that it is seen from across the room."""
    evidence: str = found.sheet.evidence
    dated = found.sheet.dated
    if found.segment and not found.shown:
        evidence = "withheld"
    day = f"<span>{escape(found.language.date(dated))}</span>" if dated else ""
    name = escape(found.language.text(GRADE_NAMES[evidence]))
    return f'<p class="grade"><b class="{evidence}">{name}</b>{day}</p>'


def _is_short(found: _Found, words: Sequence[Block], counted: Sequence[Block]) -> bool:
    """Say whether a proto-persona is told on half a page, so that two can share one."""
    return found.sheet.evidence == "assumption" and all(
        _long(blocks, columns, SHORT_LETTERS) <= SHORT_LINES
        for blocks, columns in ((words, 2), (counted, 1))
    )


def _long(blocks: Sequence[Block], columns: int, letters: int) -> float:
    """Give the lines that blocks take in so many columns, those of one row beside each other."""
    heights = [_height(block, letters) for block in blocks]
    return sum(max(heights[at : at + columns]) for at in range(0, len(heights), columns))


def _fit(blocks: Sequence[Block], columns: int, room: float = 1.0) -> str:
    """Choose the largest type in which blocks, in so many columns, are no longer than a page.

    ``room`` is the part of the page that there is.
    """
    for name, letters, most in SIZES:
        # Lines of the one column hold figures, and break before them.
        if _long(blocks, columns, letters - 7 * (columns == 1)) <= most * room:
            return name
    for name, letters, most in DENSE:
        heights = [_height(block, letters - 7 * (columns == 1)) for block in blocks]
        # Columns end where a thing ends, so one of them is longer than the others.
        if sum(heights) / columns + max(heights, default=0) * (1 - 1 / columns) <= most * room:
            return name
    return "densest"


def _height(block: Block, letters: int) -> float:
    # The question is smaller than its answer, and there is room below it.
    return 1.7 + sum(1.15 + len(line) // letters for line in block.lines)


def _html(block: Block) -> str:
    question = escape(block.question)
    if len(block.lines) == 1 and not block.quoted:
        answer = f"<p>{escape(block.lines[0])}</p>"
    else:
        answer = f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in block.lines)}</ul>"
    return f'<div role="group" aria-label="{question}"><p><b>{question}</b></p>{answer}</div>'


def _title(found: _Found) -> str:
    name, text = found.sheet.name, found.language.text
    if found.sheet.evidence == "assumption":
        return text("{name} (proto-persona)", name=name)
    return f"{name}, {found.share('share')}" if found.shown else name


def _quote(words: str) -> str:
    return f"“{words.strip()}”"


def _words(found: _Found) -> Iterator[Block]:
    persona, text = found.sheet.persona, found.language.text
    interviews = found.sheet.interviews
    for field, question in (
        ("jobs", text("What they want to get done")),
        ("pains", text("What stands in their way")),
        ("needs", text("What they need")),
        ("likes", text("What they like")),
        ("dislikes", text("What they dislike")),
        ("trusts", text("Whom they believe")),
    ):
        told = [line for one in interviews for line in getattr(one, field)]
        yield Block(question, tuple(dict.fromkeys(getattr(persona, field) or told)))
    yield Block(text("What they want to see"), persona.content)
    yield Block(text("Moments"), persona.moments)
    told = [word for one in interviews for word in one.words]
    words = tuple(map(_quote, dict.fromkeys(persona.words or told)))
    yield Block(text("Words that they use"), (found.language.listing(words),) if words else ())
    quotes = [one.text for one in printable_quotes(found.audience) if one.persona == persona.name]
    yield Block(text("In their own words"), tuple(map(_quote, quotes)), quoted=True)
    yield Block(text("What we do for them"), _paragraphs(persona.help))
    unasked = tuple(_unasked(found))
    if len(unasked) >= MANY_UNASKED:
        yield Block(text("Still to be asked"), unasked)


def _unasked(found: _Found) -> Iterator[str]:
    """Name what nobody told yet."""
    text, persona = found.language.text, found.sheet.persona
    for field, question in (
        ("jobs", text("what they want to get done")),
        ("pains", text("what stands in their way")),
        ("needs", text("what they need")),
        ("trusts", text("whom they believe")),
        ("content", text("what they want to see")),
        ("moments", text("at which moments")),
        ("words", text("in which words")),
    ):
        told = [one for one in found.sheet.interviews if getattr(one, field, ())]
        if not getattr(persona, field) and not told:
            yield question


def _paragraphs(prose: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in prose.splitlines() if line.strip())


def _counted(found: _Found) -> Iterator[Block]:
    text = found.language.text
    yield Block(text("Size"), (_size(found),))
    yield Block(text("Is to be found on"), tuple(_channels(found)))
    if found.segment is None:
        return
    yield Block(text("Uses social media"), tuple(_measured_ways(found, ANY_CHANNEL)))
    yield Block(text("Stands out by"), tuple(_distinctions(found)))
    yield Block(text("What made the group"), tuple(_made_by(found)))
    yield Block(_index_question(found), tuple(_participation(found)))


def _size(found: _Found) -> str:
    language = found.language
    if found.segment is None:
        return language.text("unknown")
    if not found.shown:
        return _nothing(found)
    share, low, high = (found.share(name) for name in SHARES)
    n = language.number(float(str(found.record["n"])))
    book = found.audience.codebook
    if book and book.sample == "probability":
        message = "{share} ({low} to {high}), {n} answers"
        return language.text(message, share=share, low=low, high=high, n=n)
    return language.text("{share} of those who answered, {n} answers", share=share, n=n)


def _channels(found: _Found) -> Iterator[str]:
    use, language = found.audience.use, found.language
    if found.segment is not None and use is not None:
        here = use.table[(use.table["segment"] == found.segment) & use.table["share"].notna()]
        top = here.sort_values("share", ascending=False, kind="stable").head(MOST_CHANNELS)
        if top.empty:
            yield _nothing(found)
        for row in top.to_dict("records"):
            yield _channel(
                f"{PLATFORM_NAMES[row['channel']]} ({language.share(row['share'])})",
                _measured_ways(found, str(row["channel"])) or _told_ways(found, row["channel"]),
            )
        return
    told = _told(found)
    for channel in dict.fromkeys(one.channel for one in told):
        moments = [one.moment for one in told if one.channel == channel and one.moment]
        yield _channel(
            PLATFORM_NAMES[channel], [*_told_ways(found, channel), *dict.fromkeys(moments)]
        )


def _told(found: _Found) -> Sequence[UsedChannel]:
    own = found.sheet.persona.channels
    return own or [one for interview in found.sheet.interviews for one in interview.channels]


def _told_ways(found: _Found, channel: str) -> list[str]:
    ways = dict.fromkeys(one.way for one in _told(found) if one.channel == channel and one.way)
    return [found.language.text(WAY_NAMES[way]) for way in ways]


def _measured_ways(found: _Found, channel: str) -> list[str]:
    if found.audience.ways is None:
        return []
    table = found.audience.ways.table
    here = table["segment"].eq(str(found.segment)) & table["channel"].eq(channel)
    shown = table[here & table["share"].notna()]
    top = shown.sort_values("share", ascending=False, kind="stable").head(MOST_WAYS)
    return [
        f"{found.language.text(WAY_NAMES[row['way']])} ({found.language.share(row['share'])})"
        for row in top.to_dict("records")
    ]


def _channel(name: str, ways: Sequence[str]) -> str:
    return f"{name}: {', '.join(ways)}" if ways else name


def _distinctions(found: _Found) -> Iterator[str]:
    audience, language = found.audience, found.language
    some = False
    for apart in _apart(found, audience.who.contrasts if audience.who else None):
        some = True
        yield language.text(
            "{what}: {share}, others {base}",
            what=f"{apart['question']} {apart['answer']}",
            share=language.share(apart["share"]),
            base=language.share(apart["rest"]),
        )
    for result, label in ((audience.use, "channel"), (audience.participation, "rung")):
        if result is None:
            continue
        clear = order_clear(result.contrasts)
        for row in clear[clear["segment"] == found.segment].to_dict("records"):
            some = True
            message = "{what} more ({share}, everybody {base})"
            if row["difference"] < 0:
                message = "{what} less ({share}, everybody {base})"
            if label == "rung" and (line := _rung_apart(found, row["rung"])):
                yield line
                continue
            everybody = result.table["share"].iloc[find_row(result.table, label, row[label])]
            yield language.text(
                message,
                what=_name(audience, label, row[label], language),
                share=language.share(row["share"]),
                base=language.share(float(everybody)),
            )
    if not some:
        yield language.text("nothing that is more than chance") if found.shown else _nothing(found)


def _rung_apart(found: _Found, rung: str) -> str:
    """Tell share, index and points of a rung in one line; empty where one of them is not sure.

    An index against others than those who answered is told on its own.
    """
    result, language = found.audience.participation, found.language
    if result is None or result.base_source:
        return ""
    row = result.table.iloc[find_row(result.table, "rung", rung, str(found.segment))]
    sure = row["difference_low"] > 0 or row["difference_high"] < 0
    low, high = UNREMARKABLE
    if not sure or pd.isna(row["index"]) or low <= row["index"] <= high:
        return ""
    return language.text(
        "{what}: {share} (index {index}), everybody {base} (100), {points}",
        what=_name(found.audience, "rung", rung, language),
        share=language.share(row["share"]),
        index=language.number(row["index"]),
        base=language.share(row["base"]),
        points=write_points(row, language),
    )


def _index_question(found: _Found) -> str:
    result = found.audience.participation
    message = "What they do there (index; 100 is as many as among others: {source})"
    return found.language.text(message, source=result.base_source if result else "")


def _apart(found: _Found, contrasts: pd.DataFrame | None) -> list[dict[str, Any]]:
    if contrasts is None:
        return []
    clear = order_clear(contrasts)
    own = clear[(clear["segment"] == found.segment) & (clear["difference"] > 0)]
    return [{str(key): value for key, value in row.items()} for row in own.to_dict("records")]


def _made_by(found: _Found) -> Iterator[str]:
    """Tell on what a group that was found differs most: that is what made it, no finding."""
    audience, language = found.audience, found.language
    made = audience.people.division.made_by if audience.people else frozenset()
    rows = []
    for result, label in ((audience.use, "channel"), (audience.participation, "rung")):
        if result is not None:
            own = result.contrasts[result.contrasts["segment"] == found.segment]
            rows += [
                (row["difference"], row["share"], row["rest"], label, row[label])
                for row in own.to_dict("records")
                if f"{label} {row[label]}" in made
            ]
    for _, share, rest, label, key in sorted(rows, key=lambda row: -abs(row[0]))[:MOST_MADE]:
        yield language.text(
            "{what}: {share}, others {base}",
            what=_name(audience, label, key, language),
            share=language.share(share),
            base=language.share(rest),
        )


def _participation(found: _Found) -> Iterator[str]:
    """Tell the index against others; that against everybody who answered stands with the rung."""
    result = found.audience.participation
    if result is None or not result.base_source:
        return
    here = result.table[result.table["segment"] == found.segment]
    people = found.audience.people
    if people is not None:
        # A group stands out on what made it because it did.
        made = "rung " + here["rung"].astype(str)
        here = here[~made.isin(people.division.made_by)]
    sure = here[(here["difference_low"] > 0) | (here["difference_high"] < 0)]
    for row in sure[~sure["index"].between(*UNREMARKABLE)].to_dict("records"):
        name = _name(found.audience, "rung", row["rung"], found.language)
        points = write_points(row, found.language)
        index = f"{found.language.number(row['index'])}, " if pd.notna(row["index"]) else ""
        yield f"{name}: {index}{points}"


def write_points(row: Mapping[Hashable, Any] | pd.Series, language: Language) -> str:
    """Write a row's difference with the base in percentage points, with its interval.

    Parameters
    ----------
    row
        ``difference``, ``difference_low``, ``difference_high``: fractions of one sign.
    """
    edges = sorted(abs(row[name]) for name in ("difference_low", "difference_high"))
    low, high = (language.number(edge * 100) for edge in edges)
    message = "{points} points more ({low} to {high})"
    if row["difference"] < 0:
        message = "{points} points less ({low} to {high})"
    points = language.number(abs(row["difference"]) * 100)
    return language.text(message, points=points, low=low, high=high)


def _name(audience: Audience, label: str, key: str, language: Language) -> str:
    if label == "channel":
        return PLATFORM_NAMES[key]
    instrument = audience.codebook.instrument if audience.codebook else "modern"
    name = language.text(NAMES_OF_RUNGS[instrument][key])
    return name[:1].lower() + name[1:]


def _nothing(found: _Found) -> str:
    if found.segment in found.audience.unmatched:
        return found.language.text("nobody's answer matched")
    return found.language.text("cannot be shown")


def _evidence(found: _Found) -> Iterator[Block]:
    text = found.language.text
    yield Block(text("Rests on"), tuple(_grounds(found)))
    stability = found.record["stability"]
    segmentation = found.audience.segmentation
    if segmentation and found.shown and pd.notna(stability):
        message = (
            "came back in {n} new draws from the same people, on average with {share} the same "
            "members (Jaccard)"
        )
        draws = found.language.number(segmentation.demands.draws)
        found_again = text(message, share=found.share("stability"), n=draws)
        yield Block(text("How sure the group is"), (found_again,))
    if found.sheet.dated:
        yield Block(text("Of which date"), (found.language.date(found.sheet.dated),))


def _grounds(found: _Found) -> Iterator[str]:
    language, count = found.language, len(found.sheet.interviews)
    if found.segment and found.shown and found.audience.fieldwork:
        month = language.month(found.audience.fieldwork[1])
        yield language.text("survey, {month}; the words are the team's", month=month)
    elif found.segment:
        yield language.text("the team's own idea; the survey shows nothing of this group")
    if count:
        yield language.plural("one interview", "{n} interviews", count)
    elif found.sheet.gone:
        yield language.text("the team's own idea")
    elif not found.segment:
        yield language.text("the team's own idea; nobody has been asked yet")
    if found.sheet.outdated:
        yield language.text("the answers have changed since this group was named: look again")
    if found.sheet.gone:
        message = "“{key}” is not among the groups that are found now: look again"
        yield language.text(message, key=found.sheet.persona.segment)
