"""The questions that a file leaves open, each with a field for its answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, ToolkitError
from toolkit.home.descriptions import keep_answer
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message, panel, title
from toolkit.language import Language
from toolkit.model.client import Account, Client
from toolkit.model.fields import Field, describe
from toolkit.readers.file_answers import FileAnswers

OPEN = "…"


def find_questions(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Give the faults that an answer would settle, one for each field."""
    known = {field.name for field in describe(FileAnswers)} - {"match"}
    asked = {fault.asks: fault for fault in reversed(faults) if fault.asks in known}
    return tuple(reversed(asked.values()))


def answers_form(
    folder: ClientFolder,
    name: str,
    questions: Sequence[Fault],
    words: Language,
    done: Callable[[], None],
) -> widgets.Widget:
    """Give a form with a field for each question.

    Parameters
    ----------
    name
        The file, relative to the client folder.
    questions
        As :func:`find_questions` gives them.
    done
        Called when the answers are saved.
    """
    fields = {field.name: field for field in describe(FileAnswers)}
    inputs = {one.asks: _input(fields[one.asks], folder.client, words) for one in questions}
    told = markup("home-result")

    def keep(_: object) -> None:
        given = {key: _value(made) for key, made in inputs.items()}
        if not all(given.values()):
            told.value = message(words.text("Answer each question first."))
            return
        try:
            for key, value in given.items():
                keep_answer(folder, name, key, value)
        except ToolkitError as error:
            told.value = show_faults(error.faults, words)
            return
        done()

    asked: list[widgets.Widget] = []
    for one in questions:
        parts = [words.told(one.what), *([words.found(one.got)] if one.got else [])]
        text = "".join(f"<p>{escape(part)}</p>" for part in parts)
        asked += [markup("home-hint", text), inputs[one.asks]]
    return panel(
        title(words.text("This file leaves something open"), 4),
        *asked,
        buttons(button(words.text("Keep the answer and read again"), keep, main=True)),
        told,
        kind="home-fields",
    )


def _input(field: Field, client: Client, words: Language) -> widgets.Widget:
    label = words.text(field.label)
    if field.choices:
        named = [(words.text(name), value) for value, name in field.choices.items()]
        return widgets.Dropdown(description=label, options=[(OPEN, ""), *named], value="")
    known = {
        "account": [account.key for account in _accounts(client) if account.key],
        "brand": list(client.brands),
    }
    if options := known.get(field.name):
        return widgets.Combobox(description=label, options=options)
    return widgets.Text(description=label, placeholder=words.text(field.help) if field.help else "")


def _accounts(client: Client) -> list[Account]:
    return [*client.accounts, *(a for one in client.competitors for a in one.accounts)]


def _value(made: widgets.Widget) -> str:
    return str(made.value or "").strip()
