"""A form for a file of the client folder; or, where no form can show it, its text to be mended."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import escape

import ipywidgets as widgets
from pydantic import BaseModel

from toolkit.clients import ClientFolder
from toolkit.errors import InputError, ToolkitError
from toolkit.forms.codebook_store import CodebookStore
from toolkit.forms.file_notice import FileNotice
from toolkit.forms.form import form
from toolkit.forms.yaml_store import YamlStore
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message, panel
from toolkit.language import Language
from toolkit.model.note import WrittenNote
from toolkit.model.survey import Codebook
from toolkit.readers.documents import parse_note, read_text, validate
from toolkit.readers.yaml_text import parse_yaml


def file_form(
    folder: ClientFolder,
    name: str,
    model: type[BaseModel],
    words: Language,
    *,
    only: Collection[str] = (),
) -> widgets.Widget:
    """Give the form of a file, or the text of a file that no form can show.

    Parameters
    ----------
    name
        Relative to the client folder.
    model
        What the file should be.
    only
        Names of the fields to ask; default: all.
    """
    box = widgets.VBox()

    def fill() -> None:
        workspace = folder.path.parent.parent
        try:
            kind = CodebookStore if model is Codebook else YamlStore
            store = kind(workspace, folder.slug, name, model, words)
        except InputError as error:
            box.children = [_text_to_mend(folder, name, model, words, error, fill)]
            return
        made = form(store, "", words, only=only)
        live = widgets.VBox([FileNotice(store, words, fill).widget, made])
        live.add_class("koers-live")
        box.children = [live]

    fill()
    return box


def _text_to_mend(
    folder: ClientFolder,
    name: str,
    model: type[BaseModel],
    words: Language,
    error: InputError,
    mended: Callable[[], None],
) -> widgets.Widget:
    told = markup(html=_why(error, words))
    try:
        text = read_text(folder.path / name, name)
    except InputError:
        # Not even text: there is nothing to mend here, only to put right where it was made.
        return panel(told)
    area = widgets.Textarea(value=text, description=words.text("Text of {file}", file=name))

    def save(_: object) -> None:
        try:
            if model is WrittenNote:
                parse_note(area.value, name)
            else:
                read = parse_yaml(area.value, name)
                validate({} if read is None else read, model, name)
            if read_text(folder.path / name, name) != text:
                told.value = message(
                    words.text("Another program changed this file meanwhile. Open it again.")
                )
                return
            folder.save(name, area.value)
        except ToolkitError as again:
            told.value = _why(again, words)
            return
        mended()

    anew = button(words.text("Open again"), lambda _: mended())
    keep = button(words.text("Save this text"), save, main=True)
    return panel(told, panel(area, buttons(keep, anew), kind="home-plain home-fields"))


def _why(error: ToolkitError, words: Language) -> str:
    text = words.text("This file cannot be shown as a form yet. Mend its text below.")
    return f"<p role='status'>{escape(text)}</p>{show_faults(error.faults, words)}"
