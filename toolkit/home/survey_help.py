"""What can be done beside a file with answers: its codebook drafted, or the raw file forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

import ipywidgets as widgets

from toolkit.clients import CODEBOOK, ClientFolder, Drafted, draft_survey, find_raw, forget_raw
from toolkit.errors import ToolkitError
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message, panel
from toolkit.language import Language, mark
from toolkit.readers.documents import read_text
from toolkit.readers.findings import name_columns
from toolkit.readers.yaml_edit import read_fields

FIELDS: dict[str, str] = {
    "population": mark("Whom they stand for"),
    "fieldwork_start": mark("First day of the survey"),
    "fieldwork_end": mark("Last day of the survey"),
    "weight": mark("Column with weights"),
}


def survey_help(
    folder: ClientFolder, name: str, words: Language, done: Callable[[str], None]
) -> widgets.Widget | None:
    """Give the buttons for a file with answers; None where a codebook is about another file.

    Parameters
    ----------
    done
        Called with a sentence when something was done, and the files should be listed again.
    """
    shown = PurePosixPath(name).name
    told = markup("home-html")

    def act(what: Callable[[], str]) -> Callable[[object], None]:
        def do(_: object) -> None:
            try:
                text = what()
            except ToolkitError as error:
                told.value = show_faults(error.faults, words)
                return
            done(text)

        return do

    def draft() -> str:
        return tell_drafted(draft_survey(_anew(folder), shown), words)

    if not (folder.path / CODEBOOK).is_file():
        make = button(
            words.text("Draft the codebook"), act(draft), main=True,
            name=words.text("Draft the codebook from {file}", file=shown),
        )  # fmt: skip
        return panel(buttons(make), told)
    if _file_of_codebook(folder) != shown:
        return None
    asked = widgets.VBox()

    def ask(_: object) -> None:
        try:
            raw = find_raw(_anew(folder))
        except ToolkitError as error:
            told.value = show_faults(error.faults, words)
            return
        gone = words.listing([PurePosixPath(one).name for one in (raw.name, *raw.copies)])
        text = words.text(
            "{files} go for good, and with them these columns: {columns}. The answers that the "
            "codebook names stay, in a new file whose order tells nothing.",
            files=gone, columns=words.found(raw.dropped) or "–",
        )  # fmt: skip
        if raw.open_questions:
            text += " " + words.text(
                "What people wrote stays word for word, with names that stand in it: {columns}. "
                "When the themes are settled it can go as well: {command}.",
                columns=words.listing(raw.open_questions),
                command=f"koers codebook {folder.slug} --forget-raw --without-open-answers",
            )  # fmt: skip
        forget = act(lambda: _tell_forgotten(forget_raw(_anew(folder)), words))

        def leave(_: object) -> None:
            asked.children = []

        asked.children = [
            markup("home-html", message(text)),
            buttons(
                button(words.text("Forget it for good"), forget, main=True),
                button(words.text("Leave it as it is"), leave),
            ),
        ]

    more = button(
        words.text("Add what is new to the codebook"), act(draft),
        name=words.text("Add what is new in {file} to the codebook", file=shown),
    )  # fmt: skip
    forget_button = button(
        words.text("Forget the raw file"), ask,
        name=words.text("Forget the raw file {file}", file=shown),
    )  # fmt: skip
    return panel(buttons(more, forget_button), told, asked)


def tell_drafted(drafted: Drafted, words: Language) -> str:
    """Say in a few sentences what was drafted, and what is left to do."""
    draft = drafted.draft
    if draft.empty and not drafted.new and not drafted.unfilled:
        return words.text("The codebook names every column of which something can be made.")
    sentences = []
    if draft.questionnaire:
        message = "This is the questionnaire {name}: what follows from it needs no look."
        sentences.append(words.text(message, name=draft.questionnaire))
    if n := draft.guesses:
        sentences += [
            words.plural("The codebook has {n} guess.", "The codebook has {n} guesses.", n),
            words.text("Look at each under Codebook, and set Guessed to no."),
        ]
    if drafted.unfilled:
        fields = words.listing([words.text(FIELDS[one]) for one in drafted.unfilled])
        sentences.append(words.text("Fill in: {fields}.", fields=fields))
    if drafted.delicate:
        left = words.found(name_columns(drafted.delicate))
        sentences.append(words.text("Left out, for what these are about: {columns}.", columns=left))
    return " ".join(sentences)


def guesses_hint(folder: ClientFolder, words: Language) -> widgets.Widget:
    """Name the questions that were guessed and that nobody has looked at yet; nothing if none."""
    guessed = find_guessed(folder)
    if not guessed:
        return markup("home-hint")
    text = words.text(
        "Guessed from the file, and not looked at yet: {columns}. Is each what it says, and are "
        "its answers right? Then set Guessed to no.",
        columns=words.found(name_columns(guessed)),
    )
    return markup("home-hint", message(text))


def find_guessed(folder: ClientFolder) -> tuple[str, ...]:
    """Give the columns of guesses in a codebook, also of one that is not filled in yet."""
    try:
        fields = read_fields(read_text(folder.path / CODEBOOK, CODEBOOK), CODEBOOK)
    except ToolkitError:
        return ()
    rows = [
        row
        for part in (fields.values() if isinstance(fields, dict) else ())
        for row in (part if isinstance(part, list) else ())
        if isinstance(row, dict)
    ]
    guessed = [str(row.get("column")) for row in rows if row.get("guessed") == "true"]
    return tuple(dict.fromkeys(guessed))


def _file_of_codebook(folder: ClientFolder) -> str:
    try:
        fields = read_fields(read_text(folder.path / CODEBOOK, CODEBOOK), CODEBOOK)
    except ToolkitError:
        return ""
    return str(fields.get("file")) if isinstance(fields, dict) else ""


def _tell_forgotten(kept: str, words: Language) -> str:
    return words.text(
        "{file} holds the answers now. Backups and copies elsewhere are not in reach.",
        file=PurePosixPath(kept).name,
    )


def _anew(folder: ClientFolder) -> ClientFolder:
    # A folder keeps what it read; the codebook may have changed since.
    return ClientFolder(folder.path)
