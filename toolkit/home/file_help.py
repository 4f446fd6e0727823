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
from toolkit.readers import DESCRIPTION, Export, is_known


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
    gets a button to change that, and one that is nearly known a button to describe it.

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
        export = Export(folder.path / name, name)
        entry = find_entry(folder.profile, export)
        if any(fault.asks == DESCRIPTION for fault in found.faults):
            return TableForm(folder, name, words, done).widget
        if entry is None and (found.usable or is_known(export)):
            return None
        if entry is not None and not found.usable:
            return TableForm(folder, name, words, done, entry).widget
    except ToolkitError:
        # What is wrong with the file, or with the profile, is told already.
        return None
    shown = name.rsplit("/", 1)[-1]
    if entry is None:
        # Close to a format that is known: mending the file may be the better way.
        label = words.text("Say what its columns are")
        full = words.text("Say what the columns of {file} are", file=shown)
    else:
        label = words.text("Change how it is read")
        full = words.text("Change how it is read: {file}", file=shown)
    return _later(label, full, lambda: TableForm(folder, name, words, done, entry).widget)


def _later(label: str, full: str, make: Callable[[], widgets.Widget]) -> widgets.Widget:
    box = widgets.VBox()

    def show(_: object) -> None:
        box.children = [make()]

    box.children = [buttons(button(label, show, name=full))]
    return box
