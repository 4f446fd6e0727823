"""The columns of a survey that the codebook makes nothing of, each with why, above its form."""

from __future__ import annotations

from html import escape

import ipywidgets as widgets

from toolkit.clients import CODEBOOK, SURVEY, ClientFolder
from toolkit.errors import ToolkitError
from toolkit.home.looks import markup, message
from toolkit.language import Language
from toolkit.readers import Export
from toolkit.readers.documents import read_text
from toolkit.readers.findings import name_columns
from toolkit.readers.survey.draft import draft_codebook
from toolkit.readers.table import header_key
from toolkit.readers.yaml_edit import read_fields


def unused_hint(folder: ClientFolder, words: Language) -> widgets.Widget:
    """Name the columns that take no part, and why; nothing where there are none."""
    reasons: dict[str, list[str]] = {}
    for name, why in find_unused(folder).items():
        reasons.setdefault(words.told(why), []).append(name)
    if not reasons:
        return markup("home-hint")
    lead = words.text("Columns that take no part:")
    lines = "".join(
        f"<li>{escape(why)}: {escape(words.found(name_columns(names)))}</li>"
        for why, names in reasons.items()
    )
    return markup("home-hint", f"{message(lead)}<ul>{lines}</ul>")


def find_unused(folder: ClientFolder) -> dict[str, str]:
    """Give the columns that a draft makes nothing of and the codebook does not name, with why.

    Also of a codebook that is not filled in yet; nothing where the file cannot be read.
    """
    try:
        fields = read_fields(read_text(folder.path / CODEBOOK, CODEBOOK), CODEBOOK)
        file = str(fields.get("file") or "") if isinstance(fields, dict) else ""
        if file not in folder.files(SURVEY):
            return {}
        name = f"{SURVEY}/{file}"
        draft = draft_codebook(Export(folder.path / name, name))
    except ToolkitError:
        # A check tells what is wrong with the file.
        return {}
    named = {header_key(one) for one in _list_texts(fields)}
    return {name: why for name, why in draft.left_out.items() if header_key(name) not in named}


def _list_texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _list_texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _list_texts(one)]
    return [value] if isinstance(value, str) else []
