"""A questionnaire as a spreadsheet, for whoever builds the form in which people answer it.

One sheet has a row a question, one the lists that can be copied into a form at once, one says how a
form is built in each tool, and one what may be changed before the answers are no longer known by
their words.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from toolkit.files import write_atomically
from toolkit.homework.cells import show_text
from toolkit.homework.looks import look_of
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES, Client
from toolkit.model.ladder import NAMES_OF_RUNGS
from toolkit.model.questionnaire import CLIENT, Question, Questionnaire
from toolkit.model.survey_question import WAY_NAMES

QUESTIONS, LISTS = mark("Questions"), mark("Lists to copy")
BUILDING, CHANGING = mark("How to build the form"), mark("What may be changed")
SHEETS = (QUESTIONS, LISTS, BUILDING, CHANGING)
HEADS = (
    mark("No."), mark("Question"), mark("Kind"), mark("Rows"), mark("Answers"), mark("Required"),
    mark("Who is asked"), mark("What to mind"), mark("Counts as"),
    mark("Code"),
)  # fmt: skip
WIDTHS = (5, 42, 20, 44, 34, 10, 22, 40, 44, 12)
KINDS = {
    "grid": mark("a grid: rows, and the same answers for each"),
    "one": mark("one answer"),
    "several": mark("several answers"),
    "open": mark("open"),
}
MEANINGS = {
    "permission": mark("consent; never read into a report"),
    "group": mark("the group that somebody is in"),
    "who": mark("who somebody is"),
    "open": mark("an open answer; counted by theme, never printed"),
}
OFTEN = {"weekly": mark("at least weekly"), "monthly": mark("at least monthly")}
TOOLS = ("Google Forms", "Microsoft Forms", "Qualtrics", "LimeSurvey")
TYPES: dict[str, tuple[str, ...]] = {
    "grid": (
        mark("Multiple choice grid, with “Require a response in each row”"),
        mark("Likert, required"),
        mark("Matrix table, Likert, single answer, with forced response"),
        mark("Array, mandatory"),
    ),
    "one": (
        mark("Multiple choice, without “Other”"),
        mark("Choice, one answer"),
        mark("Multiple choice, single answer"),
        mark("List (radio)"),
    ),
    "several": (
        mark("Checkboxes, without “Other”"),
        mark("Choice, multiple answers"),
        mark("Multiple choice, multiple answer"),
        mark("Multiple choice"),
    ),
    "open": (
        mark("Paragraph"),
        mark("Text, long answer"),
        mark("Text entry, essay box"),
        mark("Long free text"),
    ),
}
STEPS: dict[str, tuple[str, ...]] = {
    mark("Anonymous"): (
        mark("Settings, Responses: do not collect e-mail addresses, and no limit of one response, "
             "for that asks people to log in."),
        mark("Settings: anyone can respond, and “Record name” off."),
        mark("Survey options, Security: “Anonymize responses” on."),
        mark("Participant settings: “Anonymized responses” on; no IP address, no referrer."),
    ),
    mark("Taking the answers out"): (
        mark("Responses, three dots: download as .csv."),
        mark("Responses: open in Excel, and save as .xlsx."),
        mark("Data & Analysis, Export: CSV with “Use choice text”."),
        mark("Responses, Export: CSV with the full text of questions and answers."),
    ),
}  # fmt: skip
BEFORE = (
    mark("Copy words, do not type them: the codebook knows questions and answers by their words."),
    mark("A list is copied at once from the sheet with lists: choose its cells, copy, and paste "
         "them into the first option of the question. Where a form does not make an option of each "
         "line, paste them one by one."),
    mark("Try the form out on a telephone, send one answer in yourself, and throw it away before "
         "it begins."),
    mark("What people are told of how long answers are kept must be true: fill in what stands "
         "between square brackets."),
)  # fmt: skip
AFTER = mark(
    "Put the file with the answers, as it came, into data/survey, and run  koers codebook {slug}"
)
MAY = (
    mark("The title and the introduction, as long as they say what for, how long, voluntary and "
         "anonymous."),
    mark("The words above a grid that has its rows in Microsoft Forms; elsewhere they stand in the "
         "header, so leave them."),
    mark("A channel that does not matter here may go."),
    mark("The answers to the question about groups: they are this client's."),
    mark("Questions about who somebody is and open questions may go."),
    mark("Questions of your own may be added at the end. The codebook proposes something for them, "
         "as a guess. Ask nothing that points at one person, and nothing about health, faith, "
         "origin, politics or sexuality."),
    mark("The order of the questions, and of rows in a grid."),
)  # fmt: skip
MAY_NOT = (
    mark("The rows about what people do, in words or in number: a rung without one of its rows is "
         "another rung, and the index compares with nobody."),
    mark("The answers of the grids: they say who does it often enough."),
    mark("The options of the ways of use. No comma, semicolon or “Other” among them: forms put "
         "such signs between answers."),
    mark("Leading people past the grids who use few channels: they are asked as everybody is, and "
         "say never."),
    mark("The language within one form: a translation is a questionnaire of its own."),
)  # fmt: skip
RENAMED = mark(
    "Whatever else changes makes another questionnaire: do not call it {name} in the codebook, and "
    "do not compare it with answers to this one."
)


def write_questionnaire(
    path: Path,
    questionnaire: Questionnaire,
    client: Client,
    language: Language,
    groups: Sequence[str] = (),
    slug: str = "",
) -> Path:
    """Write a questionnaire as a workbook.

    Parameters
    ----------
    client
        Whose name stands in the questions.
    language
        Of what the builder is told; the questions have their own.
    groups
        Names of the target groups, for the question that asks to which somebody belongs.
    slug
        The client's folder, for the command that comes afterwards.

    Returns
    -------
    Path
        Where it was written; see :func:`toolkit.files.write_atomically`.
    """
    return write_atomically(path, _Sheets(questionnaire, client, language, groups).make(slug))


class _Sheets:
    """The workbook being made."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        client: Client,
        language: Language,
        groups: Sequence[str],
    ) -> None:
        self._asked, self._client, self._groups = questionnaire, client.name, groups
        self._say = language.text
        self._data = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._data, options)
        self._title = self._fill_in(questionnaire.title)
        # The same questionnaire gives the same bytes.
        made = dt.datetime.combine(questionnaire.dated, dt.time())
        self._book.set_properties({"title": self._title, "created": made})
        names = ("title", "subtitle", "plain", "help", "head", "label")
        self._looks: Mapping[str, Format] = {
            name: self._book.add_format(look_of(name)) for name in names
        }

    def make(self, slug: str) -> bytes:
        """Make all sheets and give the file."""
        questions, lists, building, changing = (
            self._book.add_worksheet(self._say(name)) for name in SHEETS
        )
        self._write_questions(questions)
        self._write_lists(lists)
        self._write_building(building, slug)
        self._write_changing(changing)
        for sheet in (questions, lists, building, changing):
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.hide_gridlines(2)
        self._book.close()
        return self._data.getvalue()

    def _fill_in(self, words: str) -> str:
        return words.replace(CLIENT, self._client)

    def _put(self, sheet: Worksheet, row: int, column: int, text: str, look: str) -> None:
        sheet.write_string(row, column, show_text(text), self._looks[look])

    def _write_questions(self, sheet: Worksheet) -> None:
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, show_text(self._title), self._looks["title"])
        name = self._say("Questionnaire {name}", name=self._asked.name)
        sheet.write_string(1, 0, name, self._book.add_format(look_of("note")))
        introduction = self._fill_in(self._asked.introduction)
        sheet.merge_range(2, 0, 2, 6, show_text(introduction), self._looks["plain"])
        sheet.set_row(2, 130)
        for column, head in enumerate(HEADS):
            self._put(sheet, 3, column, self._say(head), "head")
        for row, question in enumerate(self._asked.questions, start=4):
            for column, text in enumerate(self._describe(question, row - 3)):
                self._put(sheet, row, column, text, "label" if column == 1 else "plain")
        sheet.freeze_panes(4, 2)
        sheet.repeat_rows(3)

    def _describe(self, question: Question, number: int) -> tuple[str, ...]:
        return (
            str(number),
            self._fill_in(question.wording),
            self._say(KINDS[question.kind]),
            "\n".join(row.wording for row in question.statements),
            "\n".join(self._answers(question)),
            self._say("yes") if question.required else self._say("no"),
            question.asked,
            question.help,
            "\n".join(self._counts_as(question)),
            question.key,
        )

    def _answers(self, question: Question) -> list[str]:
        if question.kind == "grid":
            return list(self._asked.answers)
        if question.meaning == "group":
            return list(self._groups) or [self._say("[a line for each target group]")]
        return [option.wording for option in question.options]

    def _counts_as(self, question: Question) -> Iterable[str]:
        names = NAMES_OF_RUNGS[self._asked.instrument]
        if question.meaning in MEANINGS:
            yield self._say(MEANINGS[question.meaning])
        for row in question.statements:
            often = self._say(OFTEN[row.often])
            if row.channel:
                yield f"{PLATFORM_NAMES[row.channel]}, {often}"
            if row.rung:
                yield f"{self._say(names[row.rung])}, {often}"
        for option in question.options:
            if option.way:
                yield self._say(WAY_NAMES[option.way])

    def _write_lists(self, sheet: Worksheet) -> None:
        lists: list[tuple[str, Sequence[str]]] = [
            (self._say("Answers of all grids"), self._asked.answers)
        ]
        for question in self._asked.questions:
            words = self._fill_in(question.wording)
            if question.statements:
                lists.append((words, [row.wording for row in question.statements]))
            elif answers := self._answers(question):
                lists.append((words, answers))
        for column, (head, lines) in enumerate(lists):
            sheet.set_column(column, column, 36)
            self._put(sheet, 0, column, head, "head")
            for row, line in enumerate(lines, start=1):
                self._put(sheet, row, column, line, "plain")
        sheet.freeze_panes(1, 0)

    def _write_building(self, sheet: Worksheet, slug: str) -> None:
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, len(TOOLS), 40)
        last = len(TOOLS)
        for row, words in enumerate(BEFORE):
            sheet.merge_range(row, 0, row, last, self._say(words), self._looks["plain"])
            sheet.set_row(row, 34)
        row = len(BEFORE) + 1
        for column, tool in enumerate(("", *TOOLS)):
            self._put(sheet, row, column, tool, "head")
        rows = {KINDS[kind]: types for kind, types in TYPES.items()} | STEPS
        for name, cells in rows.items():
            row += 1
            for column, words in enumerate((name, *cells)):
                self._put(sheet, row, column, self._say(words), "plain" if column else "label")
        after = self._say(AFTER, slug=slug)
        sheet.merge_range(row + 2, 0, row + 2, last, after, self._looks["plain"])

    def _write_changing(self, sheet: Worksheet) -> None:
        sheet.set_column(0, 0, 110)
        row = 0
        for head, lines in (
            (self._say("This may be changed"), MAY),
            (self._say("This may not be changed"), MAY_NOT),
        ):
            self._put(sheet, row, 0, head, "subtitle")
            for words in lines:
                row += 1
                self._put(sheet, row, 0, self._say(words), "plain")
            row += 2
        self._put(sheet, row, 0, self._say(RENAMED, name=self._asked.name), "plain")
