"""Changing one thing in a note: a fact between the lines on top, or the text below them.

What is asked of the client is a plain list there, and rows of one sentence each in a form.
"""

from __future__ import annotations

from typing import Any

from toolkit.errors import Fault, InputError
from toolkit.readers import yaml_edit
from toolkit.readers.documents import CLOSED
from toolkit.readers.yaml_edit import Place
from toolkit.readers.yaml_text import parse_yaml

TEXT, ASKS, SENTENCE = "text", "asks", "sentence"


def read_fields(text: str, name: str) -> object:
    """Give the facts of a note, and its Markdown as ``text``.

    Raises
    ------
    InputError
        If the facts cannot be read.
    """
    head, body = _part(text, name)
    facts = parse_yaml(head, name, first_row=2)
    if facts is not None and not isinstance(facts, dict):
        what = "The lines between --- on top of the note are no facts."
        raise InputError(Fault(what, name, expected="author, written, asks, each with a colon"))
    read = {**(facts or {}), TEXT: body}
    if isinstance(read.get(ASKS), list):
        read[ASKS] = [{SENTENCE: one} for one in read[ASKS]]
    return read


def set_value(text: str, path: Place, value: object) -> str:
    """Give `text` with `value` at `path`."""
    head, body = _part(text)
    if path == (TEXT,):
        return _join(head, str(value or ""))
    return _join(yaml_edit.set_value(head, _plain(path), _sentences(path, value)), body)


def remove_entry(text: str, path: Place) -> str:
    """Give `text` without what stands at `path`."""
    head, body = _part(text)
    if path == (TEXT,):
        return _join(head, "")
    if path[-1] == SENTENCE:
        return set_value(text, path, "")
    return _join(yaml_edit.remove_entry(head, path), body)


def insert_entry(text: str, path: Place, place: int, value: object) -> str:
    """Give `text` with `value` in the list at `path`."""
    head, body = _part(text)
    entry = _sentences(path, [value])
    return _join(yaml_edit.insert_entry(head, path, place, entry[0]), body)


def move_entry(text: str, path: Place, old: int, new: int) -> str:
    """Give `text` with an entry of the list at `path` moved."""
    head, body = _part(text)
    return _join(yaml_edit.move_entry(head, path, old, new), body)


def _plain(path: Place) -> Place:
    return path[:-1] if path[-1] == SENTENCE else path


def _sentences(path: Place, value: Any) -> Any:  # noqa: ANN401 - any JSON
    if path == (ASKS,):
        return [one.get(SENTENCE, "") if isinstance(one, dict) else one for one in value or ()]
    return value


def _part(text: str, name: str = "") -> tuple[str, str]:
    plain = text.replace("\r\n", "\n")
    if not plain.startswith("---\n"):
        return "", plain
    head, *rest = CLOSED.split(plain[4:], maxsplit=1)
    if not rest:
        what = "The lines between --- on top of the note are not closed."
        raise InputError(Fault(what, file=name, row=1))
    return head, rest[0].removeprefix("\n")


def _join(head: str, body: str) -> str:
    facts = f"---\n{head}---\n" if head.strip() not in ("", "{}") else ""
    # A text that begins with a line of dashes would be taken for facts.
    body = f"\n{body}" if not facts and body.startswith("---\n") else body
    return f"{facts}{body}" if not body or body.endswith("\n") else f"{facts}{body}\n"
