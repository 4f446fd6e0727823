"""What can be done, right beside it, about a file that is not read yet, or not as it should be."""

from __future__ import annotations

from collections.abc import Callable

import ipywidgets as widgets

from toolkit.clients import CHANNELS, ClientFolder
from toolkit.errors import ToolkitError
from toolkit.home.answers_form import answers_form, find_questions
from toolkit.home.descriptions import find_entry
from toolkit.home.inbox import Recognised
from toolkit.home.looks import button, buttons
from toolkit.home.table_form import TableForm
from toolkit.language import Language
from toolkit.readers import DESCRIPTION, Export, FileProfile


def help_with(
    folder: ClientFolder,
    name: str,
    found: Recognised,
    words: Language,
    done: Callable[[], None],
) -> widgets.Widget | None:
    """Give what helps a file on; None where nothing is to be done here.

    A file that nobody knows gets the form for its columns, as does one that its description does
    not fit; one that asks something gets a field for the answer; one that is read by a description
    gets a button to change that.

    Parameters
    ----------
    found
        What the file was found to be.
    done
        Called when something was saved and the file should be looked at again.
    """
    if not name.startswith(f"{CHANNELS}/"):
        return None
    if questions := find_questions(found.faults):
        return answers_form(folder, name, questions, words, done)
    try:
        entry = find_entry(folder.profile, Export(folder.path / name, name))
        if any(fault.asks == DESCRIPTION for fault in found.faults):
            return TableForm(folder, name, words, done).widget
        if entry is None:
            return None
        if not found.usable:
            return TableForm(folder, name, words, done, entry).widget
    except ToolkitError:
        # What is wrong with the file, or with the profile, is told already.
        return None
    return _later(folder, name, words, done, entry)


def _later(
    folder: ClientFolder,
    name: str,
    words: Language,
    done: Callable[[], None],
    entry: FileProfile,
) -> widgets.Widget:
    box = widgets.VBox()

    def show(_: object) -> None:
        box.children = [TableForm(folder, name, words, done, entry).widget]

    shown = name.rsplit("/", 1)[-1]
    box.children = [
        buttons(
            button(
                words.text("Change how it is read"), show,
                name=words.text("Change how it is read: {file}", file=shown),
            )
        )
    ]  # fmt: skip
    return box
