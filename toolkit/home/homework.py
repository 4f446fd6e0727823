"""The intake as a spreadsheet: made for the client to fill in, and taken back after a look."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import ipywidgets as widgets

from toolkit.clients import WORKSHOP, ClientFolder
from toolkit.errors import Fault, InputError, Severity, ToolkitError
from toolkit.home.browser import Arrival, Button, DropPlace
from toolkit.home.faults import show_faults
from toolkit.home.inbox import safe_name
from toolkit.home.looks import button, buttons, markup, message, panel, title
from toolkit.homework import (
    RatingSheet,
    Wanted,
    preview,
    read_rating_sheets,
    read_wanted,
    take,
    take_ratings,
    write_questionnaire,
    write_ratings,
    write_votes,
    write_workbook,
)
from toolkit.homework.preview import KINDS
from toolkit.language import Language, mark
from toolkit.readers.questionnaire import choose_questionnaire, load_questionnaires
from toolkit.workshop_log.ledger import Ledger

MOST = 100
# A workbook that is looked at is no part of a report yet.
SEVERITIES: dict[Severity, str] = {
    "error": mark("Correct this first"),
    "warning": mark("Good to know"),
    "note": mark("For the record"),
}
# What a file is called, in the client's language.
FILE_NAMES = {
    "homework": mark("homework"),
    "intake": mark("intake"),
    "votes": mark("votes-sheet"),
    "ratings": mark("scores-sheet"),
    "questionnaire": mark("questionnaire"),
}


class HomeworkPanel:
    """Making the spreadsheets of a client, and taking them in.

    Parameters
    ----------
    workspace, slug
        Whose.
    words
        The page's language; the spreadsheets are in the client's.
    """

    def __init__(self, workspace: Path, slug: str, words: Language) -> None:
        self._workspace, self._slug, self._words = workspace, slug, words
        self._told = widgets.VBox()
        self._came = widgets.VBox()
        make = buttons(
            button(words.text("Make the homework"), lambda _: self._make("homework"), main=True),
            button(words.text("Make the whole intake"), lambda _: self._make("intake")),
            button(words.text("Make a sheet for votes"), lambda _: self._make("votes")),
            button(words.text("Make a sheet for scores"), lambda _: self._make("ratings")),
            button(words.text("Make a questionnaire"), lambda _: self._make("questionnaire")),
        )
        drop = DropPlace(
            words.text("Drop a filled-in spreadsheet here, or click to choose"), self.look,
            help=words.text("Nothing is taken before you have seen what would change."),
            working=words.text("Reading"), accept=".xlsx,.csv,.tsv,.txt",
        )  # fmt: skip
        hint = words.text(
            "What can be asked before the workshop, as a spreadsheet that the client fills in."
        )
        self.widget = panel(
            title(words.text("To the client"), 3),
            markup("home-hint", message(hint)),
            make,
            self._told,
            title(words.text("Back from the client"), 3),
            drop,
            self._came,
        )

    def look(self, name: str, content: bytes) -> None:
        """Show what a filled-in spreadsheet would change."""
        folder = self._folder()
        ledger = Ledger(folder.workshop_folder)
        try:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
                path = Path(kept) / safe_name(name)
                path.write_bytes(content)
                if sheets := read_rating_sheets([path], folder, ledger):
                    self._show_scores(sheets)
                    return
                wanted = read_wanted(path, folder, ledger)
        except ToolkitError as error:
            self._came.children = [_outcome(self._tell(error.faults))]
            return
        text = self._words.text("This is what {file} would change:", file=wanted.file)
        if wanted.empty:
            text = self._words.text("{file} changes nothing.", file=wanted.file)
        warnings = self._tell(wanted.warnings) if wanted.warnings else ""
        told = markup(html=message(text) + self._changes(wanted, folder) + warnings)
        choices = buttons(
            button(self._words.text("Take these changes"), lambda _: self._take(wanted), main=True),
            button(self._words.text("Leave it as it is"), lambda _: self._leave()),
        )
        box = widgets.VBox([told] if wanted.empty else [told, choices])
        box.add_class("home-outcome")
        self._came.children = [box]

    def _make(self, kind: str) -> None:
        folder = self._folder()
        try:
            client = folder.client
            words = folder.words()
            name = Language(client.language).text(FILE_NAMES[kind])
            path = folder.workshop_folder / f"{self._slug}-{name}.xlsx"
            if kind == "votes":
                written = write_votes(path, client, words)
            elif kind == "ratings":
                choice = Ledger(folder.workshop_folder).workshop().choice
                written = write_ratings(path, choice, client, words)
            elif kind == "questionnaire":
                asked = choose_questionnaire(
                    load_questionnaires(self._workspace), "modern", words.code
                )
                intake = Ledger(folder.workshop_folder).workshop().intake
                groups = [one.name for one in intake.target_groups]
                written = write_questionnaire(path, asked, client, words, groups, self._slug)
            else:
                answers = Ledger(folder.workshop_folder).answers
                written = write_workbook(path, answers, client, words, homework=kind == "homework")
        except ToolkitError as error:
            self._told.children = [_outcome(show_faults(error.faults, self._words))]
            return
        except OSError as error:
            fault = Fault("This file cannot be written.", kind, got=error.strerror or "")
            self._told.children = [_outcome(show_faults([fault], self._words))]
            return
        text = self._words.text(
            "Made: {file}, in the folder {folder}.",
            file=written.name, folder=f"clients/{self._slug}/{WORKSHOP}",
        )  # fmt: skip
        get = Button(
            self._words.text("Download"), event="show",
            path=written.relative_to(self._workspace).as_posix(),
            name=self._words.text("Download {file}", file=written.name),
        )  # fmt: skip
        box = widgets.VBox([markup(html=message(text)), buttons(get)])
        box.add_class("home-outcome")
        self._told.children = [box]

    def _show_scores(self, sheets: Sequence[RatingSheet]) -> None:
        text = "".join(
            message(
                self._words.text(
                    "{rater} gave {n} of {all} scores; which ones stays hidden.",
                    rater=sheet.rater, n=len(sheet.scores), all=sheet.asked,
                )
            )
            for sheet in sheets
        )  # fmt: skip
        told = [fault for sheet in sheets for fault in sheet.warnings]
        warnings = self._tell(told) if told else ""
        choices = buttons(
            button(
                self._words.text("Take these scores"),
                lambda _: self._take_scores(sheets),
                main=True,
            ),
            button(self._words.text("Leave it as it is"), lambda _: self._leave()),
        )
        box = widgets.VBox([markup(html=text + warnings), choices])
        box.add_class("home-outcome")
        self._came.children = [box]

    def _take_scores(self, sheets: Sequence[RatingSheet]) -> None:
        shown: list[bool] = []
        if not self._try(
            lambda: shown.append(take_ratings(sheets, Ledger(self._folder().workshop_folder)))
        ):
            return
        text = self._words.text("Taken. The scores are hidden until all are shown.")
        if shown[0]:
            text = self._words.text("Taken. The scores were shown already: these stand with them.")
        self._tell_taken(text)

    def _take(self, wanted: Wanted) -> None:
        folder = self._folder()
        if self._try(lambda: take(wanted, Ledger(folder.workshop_folder), folder)):
            self._tell_taken(self._words.text("Taken. The answers stand in the workshop now."))

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except InputError as error:
            self._came.children = [_outcome(self._tell(error.faults))]
            return False
        except OSError as error:
            fault = Fault("This file cannot be written.", WORKSHOP, got=error.strerror or "")
            self._came.children = [_outcome(self._tell([fault]))]
            return False
        return True

    def _tell_taken(self, text: str) -> None:
        box = widgets.VBox([markup(html=message(text)), Arrival()])
        box.add_class("home-outcome")
        self._came.children = [box]

    def _tell(self, faults: Sequence[Fault]) -> str:
        return show_faults(faults, self._words, SEVERITIES)

    def _leave(self) -> None:
        self._came.children = []

    def _changes(self, wanted: Wanted, folder: ClientFolder) -> str:
        lines = preview(wanted, folder.words(self._words.code))
        words = self._words
        heads = (
            words.text("Change"),
            words.text("Question"),
            words.text("Now"),
            words.text("Then"),
        )
        head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
        rows = "".join(
            f"<tr><td>{escape(self._words.text(KINDS[one.kind]))}</td><td>{escape(one.what)}</td>"
            f"<td>{escape(one.now)}</td><td>{escape(one.then)}</td></tr>"
            for one in lines[:MOST]
        )
        left = len(lines) - MOST
        more = self._words.plural("and {n} more", "and {n} more", left) if left > 0 else ""
        body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        return f"<table class='home-changes'>{body}</table><p>{escape(more)}</p>" if lines else ""

    def _folder(self) -> ClientFolder:
        return ClientFolder(self._workspace / "clients" / self._slug)


def homework_panel(workspace: Path, slug: str, words: Language) -> widgets.Widget:
    """Give the panel for a client's homework."""
    return HomeworkPanel(workspace, slug, words).widget


def _outcome(html: str) -> widgets.Widget:
    return markup("home-outcome", html)
