"""The workbook that goes to the client: a sheet a block, with lists, limits and help in the sheet.

Text is stored as typed, whatever it begins with. What does not fit into one cell goes on in a sheet
for long texts: the cell then ends with a number, and that number's row there holds the rest, one
part a cell.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from toolkit.files import write_atomically
from toolkit.homework import interview_guide
from toolkit.homework.cells import ABSENT, cut, explain_field, show
from toolkit.homework.hidden import SHEET, Hidden, pack
from toolkit.homework.limits import Lists, limit_for
from toolkit.homework.looks import A3, A4, is_crowded, look_of, widths_of
from toolkit.homework.pages import (
    CHOICE,
    CLIENT,
    INITIATIVES,
    RESEARCH,
    Page,
    Question,
    Table,
    list_pages,
    list_votes,
    name_sheets,
)
from toolkit.homework.references import Initiatives
from toolkit.language import Language, mark
from toolkit.model.client import Client
from toolkit.model.fields import Field
from toolkit.workshop_log.answers import Answers, Rows, Tree

EMPTY_ROWS = 30
LONG_TEXTS = mark("Long texts")
INTRODUCTION = mark("Read this first")
SUBJECT, QUESTION, ANSWER = mark("Subject"), mark("Question"), mark("Answer")
NUMBER, SUM = mark("No."), mark("Sum")
GOES_ON = " […{number}]"
GOING_ON = re.compile(r" \[…(?P<number>[0-9]+)\]\Z")
FIRST = 1
"""The first column that is shown; the one before it tells rows apart."""

# What hidden cells say of their row.
HEAD, TITLE, KEYS = "head", "title", "keys"

_EXPLAINED = (
    mark("This workbook asks what the report has to know. Each sheet is about one subject."),
    mark("Fill in the yellow cells. Nobody has to answer everything: leave empty what does not "
         "apply, or what you would rather talk about."),
    mark("If nobody knows the answer, put a question mark: ?"),
    mark("In a table each row is one thing, such as one channel. Rows may be added, sorted or "
         "thrown away."),
    mark("Some cells have a list: click on the arrow beside the cell."),
    mark("An answer may be as long as you like. Where it ends with a number in brackets, it goes "
         "on in the sheet for long texts."),
    mark("Save the workbook as .xlsx, and send it back as it is."),
)  # fmt: skip
_VOTING = (
    mark("Each row is one participant. Names are not asked, and not kept."),
    mark("Everybody divides 100 points. The sum turns green when it is 100."),
)


def write_workbook(
    path: Path, answers: Answers, client: Client, language: Language, *, homework: bool = False
) -> Path:
    """Write intake, research and choice, with the answers that there are, as a workbook.

    Parameters
    ----------
    answers
        Of the workshop; see :class:`toolkit.workshop_log.ledger.Ledger`.
    client
        As ``client.yaml`` has it: hours and money stand there.
    homework
        Only what is asked before the workshop.

    Returns
    -------
    Path
        Where it was written; see :func:`toolkit.files.write_atomically`.
    """
    means = client.model_dump(mode="json", include={"capacity", "budget"})
    parts = ("intake", RESEARCH, CHOICE)
    tree = {part: answers.tree.get(part, {}) for part in parts} | {CLIENT: means}
    pages = list_pages(homework=homework)
    data = _Workbook(language, client.name).make(pages, tree, _EXPLAINED)
    return write_atomically(path, data)


def write_votes(path: Path, client: Client, language: Language) -> Path:
    """Write a sheet for votes on paper: a row a participant, numbered, without names."""
    made = _Workbook(language, client.name, kind="votes")
    return write_atomically(path, made.make(list_votes(), {}, _VOTING))


def look_up(tree: Tree, path: str) -> Any:  # noqa: ANN401 - any JSON
    """Give what stands at `path`, or :data:`toolkit.homework.cells.ABSENT`."""
    for part in path.split("."):
        if not isinstance(tree, Mapping) or part not in tree:
            return ABSENT
        tree = tree[part]
    return tree


class _Workbook:
    """A workbook being made."""

    def __init__(self, language: Language, client: str, kind: str = "intake") -> None:
        self._language = language
        self._client = client
        self._title = title = f"{language.text('Intake')} {client}"
        self._kind = kind
        self._data = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                   "strings_to_numbers": False}  # fmt: skip
        self._book = xlsxwriter.Workbook(self._data, options)
        # The same answers give the same bytes.
        self._book.set_properties({"title": title, "created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
        self._formats: dict[str, Format] = {}
        self._long: list[tuple[str, list[str]]] = []
        self._initiatives = Initiatives()
        # Where their names stand, once their sheet is there.
        self._names = ""
        self._kept: dict[str, Any] = {}

    def make(
        self, pages: Sequence[Page], tree: Mapping[str, Any], explained: Iterable[str]
    ) -> bytes:
        """Make all sheets and give the file."""
        say = self._language.text
        self._initiatives = Initiatives(tree)
        self._introduce(self._add(say(INTRODUCTION)), explained)
        names = name_sheets(pages, self._language)
        sheets = [self._add(name) for name in names]
        if any(table.path == f"{RESEARCH}.interviews" for one in pages for table in one.tables):
            self._guide(self._add(say(interview_guide.TITLE)))
        long = self._add(say(LONG_TEXTS))
        hidden = self._book.add_worksheet(SHEET)
        lists = Lists(hidden, SHEET)
        for page, sheet in zip(pages, sheets, strict=True):
            self._fill(sheet, page, tree, lists)
        self._write_long_texts(long)
        if not self._long:
            long.hide()
        for row, text in enumerate(pack(Hidden(self._kind, self._kept, self._client))):
            hidden.write_string(row, 0, text)
        hidden.very_hidden()
        self._book.close()
        return self._data.getvalue()

    def _add(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        # In a header an ampersand begins a code.
        words = self._title.replace("&", "&&")[:100]
        sheet.set_header(f"&L{words}&R&A")
        sheet.set_footer("&R&P / &N")
        return sheet

    def _introduce(self, sheet: Worksheet, explained: Iterable[str]) -> None:
        sheet.set_column(0, 0, 100)
        self._write(sheet, 0, 0, self._title, self._format("title"))
        for row, words in enumerate(explained, start=2):
            sheet.write_string(row, 0, self._language.text(words), self._format("plain"))

    def _guide(self, sheet: Worksheet) -> None:
        sheet.set_portrait()
        sheet.set_column(0, 0, 92)
        say = self._language.text
        sheet.write_string(0, 0, say(interview_guide.TITLE), self._format("title"))
        first = 2
        for title, lines in interview_guide.PARTS:
            sheet.write_string(first, 0, say(title), self._format("subtitle"))
            for row, words in enumerate(lines, start=first + 1):
                sheet.write_string(row, 0, say(words), self._format("plain"))
            first += len(lines) + 2

    def _fill(self, sheet: Worksheet, page: Page, tree: Mapping[str, Any], lists: Lists) -> None:
        say = self._language.text
        widths = [28, 44, 70] if page.questions else []
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.write_string(0, FIRST, say(page.block.title), self._format("title"))
        if page.block.help:
            sheet.write_string(1, FIRST, say(page.block.help), self._format("note"))
        row = 3
        if page.questions:
            sheet.write_string(row, 0, HEAD)
            for column, words in enumerate((SUBJECT, QUESTION, ANSWER), start=FIRST):
                sheet.write_string(row, column, say(words), self._format("head"))
            if not page.tables:
                sheet.freeze_panes(row + 1, FIRST)
                sheet.repeat_rows(row)
            for question in page.questions:
                row += 1
                self._write_question(sheet, row, question, look_up(tree, question.path), lists)
            row += 2
        for table in page.tables:
            alone = not page.questions and len(page.tables) == 1
            rows = look_up(tree, table.path)
            rows = rows if isinstance(rows, Rows) else Rows()
            row = self._write_table(sheet, row, table, rows, lists, alone=alone)
            needed = widths_of(table.columns, self._language)
            if is_crowded(table.columns):
                sheet.set_paper(A3)
            needed = [18, *needed, 8] if table.total is not None else needed
            widths = [
                max(pair)
                for pair in zip(
                    widths + [0] * (len(needed) - len(widths)),
                    needed + [0] * (len(widths) - len(needed)),
                    strict=True,
                )
            ]
        for column, width in enumerate(widths, start=FIRST):
            sheet.set_column(column, column, width)

    def _write_question(
        self, sheet: Worksheet, row: int, question: Question, value: object, lists: Lists
    ) -> None:
        field, say = question.field, self._language.text
        sheet.write_string(row, 0, question.path)
        sheet.write_string(row, FIRST, say(field.label), self._format("label"))
        sheet.write_string(row, FIRST + 1, say(field.help) if field.help else "",
                           self._format("help"))  # fmt: skip
        self._answer(sheet, row, FIRST + 2, value, field)
        self._keep(question.path, value)
        sheet.data_validation(
            row, FIRST + 2, row, FIRST + 2,
            limit_for(field, xl_rowcol_to_cell(row, FIRST + 2), lists, self._language),
        )  # fmt: skip

    def _write_table(
        self, sheet: Worksheet, row: int, table: Table, rows: Rows, lists: Lists, *, alone: bool
    ) -> int:
        say = self._language.text
        start = FIRST + (table.total is not None)
        end = start + len(table.columns) - 1
        sheet.write_string(row, 0, f"{TITLE}:{table.path}")
        sheet.write_string(row, FIRST, say(table.field.label), self._format("subtitle"))
        if table.field.help:
            sheet.write_string(row, FIRST + 1, say(table.field.help), self._format("note"))
        asked, keys, head = row + 1, row + 2, row + 3
        sheet.write_string(keys, 0, f"{KEYS}:{table.path}")
        sheet.set_row(keys, None, None, {"hidden": True})
        sheet.write_string(head, 0, HEAD)
        for column, field in enumerate(table.columns, start=start):
            told = explain_field(field, self._language)
            sheet.write_string(asked, column, told, self._format("help"))
            sheet.write_string(keys, column, field.name)
            sheet.write_string(head, column, say(field.label), self._format("head"))
        first, last = head + 1, head + len(rows) + EMPTY_ROWS
        for number in range(len(rows) + EMPTY_ROWS):
            for column, field in enumerate(table.columns, start=start):
                sheet.write_blank(first + number, column, None, self._format("answer", field.kind))
        for number, (key, values) in enumerate(rows.items()):
            sheet.write_string(first + number, 0, key)
            for column, field in enumerate(table.columns, start=start):
                value = self._initiatives.show(values.get(field.name, ABSENT), field)
                self._answer(sheet, first + number, column, value, field)
        self._keep(table.path, Rows(_only(rows, table)))
        if table.path == INITIATIVES:
            at = start + [field.name for field in table.columns].index("name")
            quoted = sheet.get_name().replace("'", "''")
            self._names = f"='{quoted}'!{xl_range_abs(first, at, last, at)}"
        for column, field in enumerate(table.columns, start=start):
            cell = xl_rowcol_to_cell(first, column)
            names = self._names if field.table == INITIATIVES else ""
            limit = limit_for(field, cell, lists, self._language, names=names)
            sheet.data_validation(first, column, last, column, limit)
        if table.total is not None:
            self._add_up(sheet, table, head, last, start, end)
        if alone:
            sheet.freeze_panes(first, FIRST + 1)
            sheet.repeat_rows(head)
            # With the hidden column in it, a row that is sorted takes its id along.
            sheet.autofilter(head, 0, last, end)
        return last + 3

    def _add_up(
        self, sheet: Worksheet, table: Table, head: int, last: int, start: int, end: int
    ) -> None:
        say = self._language.text
        sheet.write_string(head, start - 1, say(NUMBER), self._format("head"))
        sheet.write_string(head, end + 1, say(SUM), self._format("head"))
        for number, row in enumerate(range(head + 1, last + 1), start=1):
            sheet.write_number(row, start - 1, number, self._format("label"))
            cells = f"{xl_rowcol_to_cell(row, start)}:{xl_rowcol_to_cell(row, end)}"
            formula = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
            sheet.write_formula(row, end + 1, formula, self._format("label"), "")
        cell = f"${xl_col_to_name(end + 1)}{head + 2}"
        right, wrong = f"={cell}={table.total}", f'=AND({cell}<>"",{cell}<>{table.total})'
        for criteria, colour in ((right, "#C6E9CF"), (wrong, "#F8CBC4")):
            sheet.conditional_format(
                head + 1, end + 1, last, end + 1,
                {"type": "formula", "criteria": criteria,
                 "format": self._book.add_format({"bg_color": colour})},
            )  # fmt: skip

    def _answer(self, sheet: Worksheet, row: int, column: int, value: object, field: Field) -> None:
        shown = show(value, field, self._language)
        look = self._format("answer", field.kind)
        if isinstance(shown, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(shown, dt.time()), look)
        elif not isinstance(shown, str):
            sheet.write_number(row, column, shown, look)
        elif not shown:
            sheet.write_blank(row, column, None, look)
        else:
            parts = cut(shown)
            if len(parts) > 1 or GOING_ON.search(shown):
                self._long.append((self._language.text(field.label), parts[1:]))
                parts[0] += GOES_ON.format(number=len(self._long))
            self._write(sheet, row, column, parts[0], look)

    def _write_long_texts(self, sheet: Worksheet) -> None:
        say = self._language.text
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 10, 80)
        for column, words in enumerate((NUMBER, SUBJECT, LONG_TEXTS)):
            sheet.write_string(0, column, say(words), self._format("head"))
        for row, (label, parts) in enumerate(self._long, start=1):
            sheet.write_number(row, 0, row, self._format("label"))
            sheet.write_string(row, 1, label, self._format("label"))
            for column, part in enumerate(parts, start=2):
                self._write(sheet, row, column, part, self._format("answer", "text"))

    def _write(self, sheet: Worksheet, row: int, column: int, text: str, look: Format) -> None:
        if text.startswith("<r>") and text.endswith("</r>"):
            # The writer takes such text for its own markup, unless it makes that itself.
            sheet.write_rich_string(row, column, text[:1], self._format("bare"), text[1:], look)
        else:
            sheet.write_string(row, column, text, look)

    def _keep(self, path: str, value: object) -> None:
        if value is ABSENT:
            return
        here = self._kept
        *parents, last = path.split(".")
        for part in parents:
            here = here.setdefault(part, {})
        here[last] = value

    def _format(self, name: str, kind: str = "") -> Format:
        if f"{name} {kind}" not in self._formats:
            self._formats[f"{name} {kind}"] = self._book.add_format(look_of(name, kind))
        return self._formats[f"{name} {kind}"]


def _only(rows: Rows, table: Table) -> Iterable[tuple[str, dict[str, Any]]]:
    names = {one.name for one in table.columns}
    for key, row in rows.items():
        yield key, {name: value for name, value in row.items() if name in names}
