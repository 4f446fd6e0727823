"""A sheet for each persona: one page, fit for a wall, that says what it rests on.

What people said stands in the words in which it was noted down. What was counted is the survey's
own, and only what sets a persona apart is told of it. A persona that nobody was asked about is
called a proto-persona.

Sheets of a client hang beside each other, so all are set in one type: the largest in which the
fullest of them fits its page. Only where that would be too small to read from a step away do the
others keep a larger one, and what people said beside many figures does too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.tables.persona_counted import Block, Found, list_counted
from toolkit.tables.persona_told import list_evidence, list_told, quote_words, tell_title
from toolkit.tidy import tabulate

GRADE_NAMES = {
    "survey": mark("Survey"),
    "interviews": mark("Interviews"),
    "assumption": mark("Assumption"),
    "withheld": mark("Survey: too few to be shown"),
}
HIDDEN = mark("Survey: not shown")
"""Where answers are weighted, for then it may be the weights that would tell of a few."""
ROWS = (("huge", 18, 21), ("large", 22, 28), ("middle", 27, 35), ("fine", 32, 43))
COLUMNS = (("dense", 33, 45), ("denser", 40, 54))
"""In which type a sheet fills a page of A4: letters of a line, lines of a column.

What is dense is no longer laid out in pairs: one thing stands below the other.
"""
TYPES = (*(name for name, _, _ in (*ROWS, *COLUMNS)), "densest")
SMALLEST_FOR_OTHERS = TYPES.index("fine")
"""No part of a sheet is set smaller than this because of another one."""
FOOT_LINE = 0.03
"""The part of a page that each line of the foot takes, from the second on."""
FIGURES = 7
"""Letters by which a line of the column with figures is shorter: it breaks before a figure."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """What a sheet holds, in its three parts."""

    found: Found
    told: tuple[Block, ...]
    counted: tuple[Block, ...]
    foot: tuple[Block, ...]


def persona_sheets(audience: Audience, language: Language, client: str = "") -> list[Exhibit]:
    """Make a sheet for each persona, in the consultant's order.

    Parameters
    ----------
    client
        The name that stands on each, for a sheet on a wall is alone.
    """
    sheets = []
    for sheet, record in zip(
        audience.personas.sheets, audience.personas.table.to_dict("records"), strict=True
    ):
        found = Found(audience, sheet, {str(key): value for key, value in record.items()}, language)
        parts = (list_told(found), list_counted(found), list_evidence(found))
        sheets.append(
            _Sheet(found, *(tuple(block for block in part if block.lines) for part in parts))
        )
    types = choose_types([need for one in sheets for need in _list_needs(one)])
    return [
        _exhibit(one, number, (TYPES[told], TYPES[counted]), client)
        for number, (one, told, counted) in enumerate(
            zip(sheets, types[::2], types[1::2], strict=True), start=1
        )
    ]


def choose_types(needed: Sequence[int]) -> list[int]:
    """Choose one type for all sheets: what the fullest needs, but others not below what is read.

    Parameters
    ----------
    needed
        For each part of a sheet, which of ``TYPES`` fits its page.
    """
    common = min(max(needed, default=0), SMALLEST_FOR_OTHERS)
    return [max(common, one) for one in needed]


def _exhibit(sheet: _Sheet, number: int, types: tuple[str, str], client: str) -> Exhibit:
    told, counted = types
    found, language = sheet.found, sheet.found.language
    title = tell_title(found)
    blocks = (*sheet.told, *sheet.counted, *sheet.foot)
    rows = [(one.question, "; ".join(one.lines)) for one in blocks]
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
    said = f"<p><em>{escape(quote_words(line))}</em></p>" if line else ""
    head = f'{_grade(found, client)}<p class="name"><b>{escape(title)}</b></p>{said}'
    html = (
        f'<div class="persona" role="group" aria-label="{escape(title)}">'
        f'<div class="head">{head}</div>'
        f'<div class="told {told}">{"".join(map(_html, sheet.told))}</div>'
        f'<div class="counted {counted}">{"".join(map(_html, sheet.counted))}</div>'
        f'<div class="foot">{"".join(map(_html, sheet.foot))}</div></div>'
    )
    return Exhibit(table, html)


def _grade(found: Found, client: str) -> str:
    """Mark what a persona rests on, so that it is seen from across the room, and whose it is."""
    evidence: str = found.sheet.evidence
    dated = found.sheet.dated
    if found.segment and not found.shown:
        evidence = "withheld"
    day = found.language.date(dated) if dated else ""
    whose = escape(" · ".join(filter(None, (client, day))))
    message = GRADE_NAMES[evidence]
    if evidence == "withheld" and found.audience.weighted:
        message = HIDDEN
    name = escape(found.language.text(message))
    return f'<p class="grade"><b class="{evidence}">{name}</b><span>{whose}</span></p>'


def _list_needs(sheet: _Sheet) -> tuple[int, int]:
    """Give the largest of ``TYPES`` in which what was told fits its page, and what was counted."""
    lines = sum(1 + len(block.lines) for block in sheet.foot)
    room = 1.0 - FOOT_LINE * max(0, lines - 2)
    return _fit(sheet.told, 2, room), _fit(sheet.counted, 1, room)


def _fit(blocks: Sequence[Block], columns: int, room: float) -> int:
    figures = FIGURES * (columns == 1)
    for size, (_, letters, most) in enumerate(ROWS):
        heights = [_height(block, letters - figures) for block in blocks]
        rows = [max(heights[at : at + columns]) for at in range(0, len(heights), columns)]
        if sum(rows) <= most * room:
            return size
    for size, (_, letters, most) in enumerate(COLUMNS, start=len(ROWS)):
        heights = [_height(block, letters - figures) for block in blocks]
        # Columns end where a thing ends, so one of them is longer than the others.
        if sum(heights) / columns + max(heights, default=0) * (1 - 1 / columns) <= most * room:
            return size
    return len(TYPES) - 1


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
