"""A client's files: a place to drop them, what each one is, and a way out for wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import PurePosixPath

import ipywidgets as widgets

from toolkit.clients import (
    CHANNELS,
    LISTENING,
    MESSAGES,
    PROFILES,
    REGISTER,
    SURVEY,
    ClientFolder,
)
from toolkit.errors import ToolkitError
from toolkit.home.browser import Arrival, DropPlace
from toolkit.home.faults import show_faults
from toolkit.home.file_help import help_with
from toolkit.home.inbox import Recognised, is_data, receive, recognise, remove
from toolkit.home.looks import button, buttons, close_all, markup, message, panel, title
from toolkit.home.survey_help import survey_help
from toolkit.language import Language
from toolkit.readers import DESCRIPTION

AT_ONCE = 30


class FilesPanel:
    """The files of one data folder.

    Parameters
    ----------
    folder
        The client's folder.
    place
        The folder: ``data/channels``, ``data/survey``, or one with sheets of one's own.
    words
        The page's language.
    """

    def __init__(self, folder: ClientFolder, place: str, words: Language) -> None:
        self._folder, self._place, self._words = folder, place, words
        heading, what, help_text = describe_place(place, words)
        self._drop = DropPlace(
            what, self.take, help=help_text, working=words.text("Reading"),
            accept=".csv,.tsv,.txt,.xlsx,.xls,.zip",
        )  # fmt: skip
        self._news = widgets.VBox()
        self._files = widgets.VBox()
        self._about: dict[widgets.Widget, str] = {}
        self._shown = AT_ONCE
        self.widget = panel(title(heading, 3), self._drop, self._news, self._files)
        self.refresh()

    def take(self, name: str, content: bytes, *, keep_both: bool = False) -> None:
        """Take in a file, and say at once what it is."""
        try:
            received = receive(self._folder, self._place, name, content, keep_both=keep_both)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
            return
        shown = PurePosixPath(received.name).name
        match received.outcome:
            case "there":
                text = self._words.text("{file} is here already; it is the same file.", file=shown)
                self._tell(message(text))
            case "clash":
                self._ask(name, shown, content)
            case _:
                self._tell_of(received.name)
                self.refresh()

    def refresh(self) -> None:
        """List the files that are there."""
        names = [name for name in self._folder.files(self._place) if is_data(name)]
        # What was wrong with a file that is gone is wrong no more.
        there = {f"{self._place}/{name}" for name in names}
        gone = {box for box, name in self._about.items() if name not in there}
        self._news.children = [box for box in self._news.children if box not in gone]
        self._about = {box: name for box, name in self._about.items() if box not in gone}
        old = (*self._files.children, *gone)
        rows = [self._row(f"{self._place}/{name}") for name in names[: self._shown]]
        if len(names) > self._shown:
            rows.append(buttons(button(self._words.text("Show all files"), self._show_all)))
        self._files.children = rows
        for widget in old:
            close_all(widget)

    def _tell_of(self, name: str) -> None:
        box = widgets.VBox()
        box.add_class("home-outcome")

        def again() -> None:
            look()
            # The form was longer than what is left of it.
            box.children = (*box.children, Arrival())

        def look() -> None:
            folder, old = self._folder_anew(), box.children
            found = recognise(folder, name, self._words)
            told = markup("home-html", _told(PurePosixPath(name).name, found, self._words))
            more = help_with(folder, name, found, self._words, again)
            box.children = [told, *([more] if more else [])]
            for widget in old:
                close_all(widget)

        look()
        self._about[box] = name
        self._news.children = (*self._news.children, box)[-AT_ONCE:]

    def _show_all(self, _: object) -> None:
        self._shown = 10**6
        self.refresh()

    def _row(self, name: str) -> widgets.Widget:
        shown = PurePosixPath(name).name
        told = markup(html=f"<span class='home-file-name'>{escape(shown)}</span>")
        size = (self._folder.path / name).stat().st_size

        more = widgets.VBox()

        def look(_: object = None) -> None:
            folder, old = self._folder_anew(), more.children
            found = recognise(folder, name, self._words)
            told.value = _told(shown, found, self._words)
            if self._place == SURVEY:
                return
            helped = help_with(folder, name, found, self._words, look)
            more.children = [helped] if helped else []
            for widget in old:
                close_all(widget)

        def take_out(_: object) -> None:
            self._remove(name)

        told.value += f" <span class='home-facts'>{escape(_size(size, self._words))}</span>"
        line = widgets.Box(
            [
                told,
                buttons(
                    button(
                        self._words.text("What is it?"), look,
                        name=self._words.text("What is it? {file}", file=shown),
                    ),
                    button(
                        self._words.text("Remove"), take_out,
                        name=self._words.text("Remove {file}", file=shown),
                    ),
                ),
            ]
        )  # fmt: skip
        line.add_class("home-line")
        if self._place == SURVEY:
            helped = survey_help(self._folder, name, self._words, self._settle)
            more.children = [helped] if helped else []
        box = widgets.VBox([line, more])
        box.add_class("home-file")
        return box

    def _settle(self, text: str) -> None:
        self._tell(message(text))
        self.refresh()

    def _remove(self, name: str) -> None:
        shown = PurePosixPath(name).name
        try:
            aside = remove(self._folder, name)
        except ToolkitError as error:
            self._tell(show_faults(error.faults, self._words))
            return

        def back(_: object) -> None:
            self._folder.put_back(aside)
            self._tell(message(self._words.text("{file} is back.", file=shown)))
            self.refresh()

        text = self._words.text(
            "{file} takes no part any more. It is not gone: it lies in {folder}.",
            file=shown, folder=PurePosixPath(aside).parent.as_posix(),
        )  # fmt: skip
        self._tell(message(text), (self._words.text("Put back"), back))
        self.refresh()

    def _ask(self, name: str, there: str, content: bytes) -> None:
        def both(_: object) -> None:
            self.take(name, content, keep_both=True)

        def replace(_: object) -> None:
            self._remove(f"{self._place}/{there}")
            self.take(name, content)

        text = self._words.text("There is another file called {file} here. What now?", file=there)
        leave = self._words.text("Leave it as it is")
        self._tell(
            message(text),
            (self._words.text("Keep both"), both),
            (self._words.text("Replace it; the old one goes to removed"), replace),
            (leave, lambda _: None),
        )

    def _tell(self, html: str, *choices: tuple[str, Callable[[object], None]]) -> None:
        told = markup("home-html", html)
        box = widgets.VBox([told])
        box.add_class("home-outcome")

        def once(act: Callable[[object], None]) -> Callable[[object], None]:
            def do(clicked: object) -> None:
                self._news.children = [one for one in self._news.children if one is not box]
                act(clicked)

            return do

        if choices:
            box.children = [told, buttons(*(button(text, once(act)) for text, act in choices))]
        self._news.children = (*self._news.children, box)[-AT_ONCE:]

    def _folder_anew(self) -> ClientFolder:
        # A folder keeps what it read; the forms may have changed client.yaml since.
        return ClientFolder(self._folder.path)


def describe_place(place: str, words: Language) -> tuple[str, str, str]:
    """Give what belongs in a place of files, what to do there, and a hint of what is read."""
    if place == CHANNELS:
        return (
            words.text("Exports of channels"),
            words.text("Drop exports here, or click to choose"),
            words.text(
                "As they came, from Meta, LinkedIn, X, TikTok, YouTube, Google Analytics 4 or "
                "FanPage Karma, or a sheet with counts (.csv, .xls, .xlsx, .zip)"
            ),
        )
    sheets = {
        REGISTER: (
            words.text("Register of channels"),
            words.text("Drop the register here, or click to choose"),
            words.text("One row for each channel; fake accounts on a sheet of their own"),
        ),
        PROFILES: (
            words.text("Audit of profiles"),
            words.text("Drop the audit here, or click to choose"),
            words.text("One row for each account, a column for each item of the checklist"),
        ),
        LISTENING: (
            words.text("Listening log"),
            words.text("Drop the log here, or click to choose"),
            words.text("One row for each thing that was said, without names"),
        ),
        MESSAGES: (
            words.text("Log of messages"),
            words.text("Drop the log of messages here, or click to choose"),
            words.text("When each message came and was answered, without names or texts"),
        ),
    }
    if place in sheets:
        return sheets[place]
    return (
        words.text("Answers of a survey"),
        words.text("Drop the survey’s answers here, or click to choose"),
        words.text(
            "As it came from Google Forms, Microsoft Forms, Qualtrics, SurveyMonkey or LimeSurvey, "
            "or any sheet with a row for each respondent (.csv, .xlsx)"
        ),
    )


def files_panel(folder: ClientFolder, words: Language) -> widgets.Widget:
    """Give all places for files."""
    places = (CHANNELS, SURVEY, REGISTER, PROFILES, LISTENING, MESSAGES)
    return panel(*(FilesPanel(folder, place, words).widget for place in places))


def _told(name: str, found: Recognised, words: Language) -> str:
    kind = "home-facts" if found.usable else "home-facts home-bad"
    # A form below says in its own way what a file that nobody knows needs.
    faults = [fault for fault in found.faults if fault.asks != DESCRIPTION]
    return (
        f"<p role='status'><span class='home-file-name'>{escape(name)}</span></p>"
        f"<p class='{kind}'>{escape(found.sentence)}</p>{show_faults(faults, words)}"
    )


def _size(size: int, words: Language) -> str:
    if size < 1_000_000:
        return f"{words.number(max(size / 1000, 1))} kB"
    return f"{words.number(size / 1_000_000, 1)} MB"
