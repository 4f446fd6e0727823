"""A sheet on which one rater scores alone: made to be typed in or printed, and taken back hidden.

Initiatives stand down, criteria across, with the steps of each scale between; ``score_cells`` says
which score is whose. A workbook may hold several sheets, where somebody copied theirs for a
colleague. Of what is taken in nobody is told more than how many scores there are.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, InputError, fill
from toolkit.files import write_atomically
from toolkit.homework import hidden
from toolkit.homework.cells import show_text
from toolkit.homework.hidden import Hidden
from toolkit.homework.looks import look_of
from toolkit.homework.opening import TEXTS, TYPED, open_workbook
from toolkit.homework.score_cells import (
    ALLOWED,
    FIRST,
    INITIATIVE,
    KEYS,
    KIND,
    RATER,
    RATER_ROW,
    STEPS,
    RatingSheet,
    ScoreReading,
    mark_of,
)
from toolkit.homework.wanted import stop_on_another_client
from toolkit.language import Language, mark
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.readers.table import Row, Sheet
from toolkit.workshop_log.ledger import Ledger
from toolkit.workshop_log.rating_urn import HIGHEST, RatingUrn, merge_ratings

TITLE = mark("Scores")
HELP = mark(
    "Give each initiative a score from 0 to 5 on each criterion, alone. Leave open what you cannot "
    "say. Name your function, such as marketing, and not yourself."
)
# The columns for scores share what a landscape page leaves beside the names.
NAME_WIDTH, PAGE_WIDTH, LEAST_WIDTH = 34, 105, 12


def write_ratings(path: Path, choice: Choice, client: Client, language: Language) -> Path:
    """Write a sheet for one rater, empty.

    Raises
    ------
    InputError
        If there is nothing to score, or nothing to score it on.
    """
    if not choice.initiatives or not choice.criteria:
        raise InputError(
            Fault(
                mark("There is nothing to score yet."),
                remedy=mark("Name initiatives and criteria first, on the page of the choice."),
            )
        )
    data = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(data, options)
    title = f"{language.text(TITLE)} {client.name}"
    # The same choice gives the same bytes.
    book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
    sheet = book.add_worksheet(language.text(TITLE))
    looks = {
        name: book.add_format(look_of(name)) for name in ("title", "plain", "help", "head", "label")
    }
    score = {**look_of("answer"), "align": "center", "valign": "vcenter", "num_format": "General"}
    looks |= {"answer": book.add_format(look_of("answer")), "score": book.add_format(score)}
    _fill(sheet, choice, title, language, looks)
    names = {
        "initiatives": {one.key: one.name for one in choice.initiatives},
        "criteria": {one.key: one.name for one in choice.criteria},
    }
    kept = book.add_worksheet(hidden.SHEET)
    for row, text in enumerate(hidden.pack(Hidden(KIND, {"choice": names}, client.name))):
        kept.write_string(row, 0, text)
    kept.very_hidden()
    book.close()
    return write_atomically(path, data.getvalue())


def _fill(
    sheet: Worksheet, choice: Choice, title: str, language: Language, looks: Mapping[str, Format]
) -> None:
    say, criteria = language.text, choice.criteria
    _print_on_a4(sheet, title)
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(FIRST, FIRST, NAME_WIDTH)
    width = max(LEAST_WIDTH, (PAGE_WIDTH - NAME_WIDTH) // len(criteria))
    sheet.set_column(FIRST + 1, FIRST + len(criteria), width)
    sheet.write_string(0, FIRST, show_text(title), looks["title"])
    sheet.merge_range(1, FIRST, 1, FIRST + max(len(criteria), 2), say(HELP), looks["plain"])
    sheet.set_row(1, 34)
    sheet.write_string(2, 0, RATER_ROW)
    sheet.write_string(2, FIRST, say(RATER), looks["label"])
    sheet.write_blank(2, FIRST + 1, None, looks["answer"])
    keys, head, steps, first = 4, 5, 6, 7
    sheet.write_string(keys, 0, KEYS)
    sheet.set_row(keys, None, None, {"hidden": True})
    sheet.write_string(head, FIRST, say(INITIATIVE), looks["head"])
    sheet.write_string(steps, FIRST, say(STEPS), looks["help"])
    for column, criterion in enumerate(criteria, start=FIRST + 1):
        told = "\n".join(f"{step}  {words}" for step, words in enumerate(criterion.anchors))
        sheet.write_string(keys, column, criterion.key)
        sheet.write_string(head, column, show_text(criterion.name), looks["head"])
        sheet.write_string(steps, column, show_text(told), looks["help"])
    for row, initiative in enumerate(choice.initiatives, start=first):
        told = " ".join(initiative.description.split())[:160]
        sheet.write_string(row, 0, initiative.key)
        name = show_text("\n".join(filter(None, (initiative.name, told))))
        sheet.write_string(row, FIRST, name, looks["label"])
        for column in range(FIRST + 1, FIRST + 1 + len(criteria)):
            sheet.write_blank(row, column, None, looks["score"])
    last = first + len(choice.initiatives) - 1
    limit = {
        "validate": "list", "source": [str(step) for step in range(HIGHEST + 1)],
        "error_title": say("This cannot be read"), "error_message": say(ALLOWED),
    }  # fmt: skip
    sheet.data_validation(first, FIRST + 1, last, FIRST + len(criteria), limit)
    sheet.freeze_panes(first, FIRST + 1)
    sheet.repeat_rows(head, steps)


def _print_on_a4(sheet: Worksheet, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.hide_gridlines(2)
    # In a header an ampersand begins a code.
    sheet.set_header(f"&L{title.replace('&', '&&')[:100]}")
    sheet.set_footer("&R&P / &N")


def read_rating_sheets(
    paths: Sequence[Path], folder: ClientFolder, ledger: Ledger
) -> tuple[RatingSheet, ...]:
    """Read the sheets of several raters; nothing is taken yet.

    Returns
    -------
    tuple
        One or more sheets a file; none if the first file holds no such sheet.

    Raises
    ------
    InputError
        With everything in all files that is wrong.
    """
    faults: list[Fault] = []
    opened: list[_Opened] = []
    for path in paths:
        try:
            found = _open(path)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if found:
            opened.extend(found)
        elif not opened and not faults:
            return ()
        else:
            faults.append(Fault("This is no sheet of scores.", path.name))
    sheets = _read_all(opened, folder, ledger, faults) if opened else ()
    if faults:
        raise InputError(faults)
    return sheets


def take_ratings(sheets: Sequence[RatingSheet], ledger: Ledger) -> bool:
    """Take scores in, and say whether they are shown: before the reveal they stay hidden."""
    ledger.catch_up()
    # Whoever gave no score is no rater.
    given = {sheet.rater: sheet.scores for sheet in sheets if sheet.scores}
    shown = ledger.workshop().choice.revealed
    if shown:
        merge_ratings(ledger, given)
    else:
        RatingUrn(ledger.folder).put_in(given)
    return shown


@dataclass(frozen=True, slots=True)
class _Opened:
    """A sheet of scores, and what its workbook hides."""

    file: str
    kept: Hidden | None
    sheet: Sheet


def _open(path: Path) -> list[_Opened]:
    """Open a workbook, and give its sheets of scores, if it has any."""
    if path.suffix.lower() in TEXTS | TYPED:
        return []
    sheets = open_workbook(path)
    kept = next((hidden.unpack(one) for one in sheets if one.name == hidden.SHEET), None)
    if kept and kept.kind != KIND:
        return []
    shown = [one for one in sheets if one.name != hidden.SHEET and one.rows]
    found = [one for one in shown if any(mark_of(row) == KEYS for row in one.rows)]
    if not found and kept:
        # Somebody took the hidden column away.
        found = shown[:1]
    return [_Opened(path.name, kept, one) for one in found]


def _read_all(
    opened: Sequence[_Opened], folder: ClientFolder, ledger: Ledger, faults: list[Fault]
) -> tuple[RatingSheet, ...]:
    choice, words = ledger.workshop().choice, folder.words()
    known = {*RatingUrn(ledger.folder).sheets, *(one.rater for one in choice.ratings)}
    sheets: dict[str, RatingSheet] = {}
    seen: dict[tuple[Row, ...], str] = {}
    for one in opened:
        if one.sheet.rows in seen:
            again = seen[one.sheet.rows]
            what = "This is the same sheet as another one; it is taken once."
            faults_of = Fault(what, one.file, got=again, severity="warning")
            rater = next((name for name, it in sheets.items() if it.file == again), "")
            if rater:
                warnings = (*sheets[rater].warnings, faults_of)
                sheets[rater] = replace(sheets[rater], warnings=warnings)
            continue
        seen[one.sheet.rows] = one.file
        try:
            stop_on_another_client(one.kept, one.file, folder.client)
            reading = ScoreReading(one.sheet, one.file, one.kept, choice, words)
            sheet = reading.read(known)
        except InputError as error:
            faults.extend(error.faults)
            continue
        same = next((name for name in sheets if name.casefold() == sheet.rater.casefold()), "")
        if same:
            what = "Two sheets are of the same rater."
            remedy = fill(
                "If they are two people, add to the name on one of them, such as "
                "{rater} 2; if not, take in one of the two. The other is {file}.",
                rater=sheet.rater,
                file=sheets[same].file,
            )
            faults.append(Fault(what, one.file, got=sheet.rater, remedy=remedy))
        sheets.setdefault(sheet.rater, sheet)
    return tuple(sheets.values())
