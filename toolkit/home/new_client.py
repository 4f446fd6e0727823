"""A new client: a name, a language and a sector; the name of its folder follows from the name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from toolkit import clients
from toolkit.errors import ToolkitError
from toolkit.home.browser import Cursor
from toolkit.home.faults import show_faults
from toolkit.home.looks import button, buttons, markup, message, panel, title
from toolkit.language import Language
from toolkit.readers.documents import read_text
from toolkit.readers.yaml_edit import set_value
from toolkit.scaffold import make_client

# Letters that no accent can be taken off.
LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
LONGEST = 60
FALLBACK = "client"


def name_folder(name: str, taken: tuple[str, ...] = ()) -> str:
    """Make the name of a client's folder: small letters, digits and hyphens, none twice.

    ``Café & Bär B.V.`` gives ``cafe-bar-b-v``; a name without any such letter gives ``client``.
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-") or FALLBACK
    number, free = 2, slug
    while free in (*taken, clients.INBOX):
        free, number = f"{slug}-{number}", number + 1
    return free


def new_client_form(
    workspace: Path, words: Language, made: Callable[[str], None], leave: Callable[[], None]
) -> widgets.Widget:
    """Give the form for a new client.

    Parameters
    ----------
    made
        Called with the new client's slug.
    leave
        Called when nothing is made after all.
    """
    name = widgets.Text(
        description=words.text("Name"), placeholder=words.text("as the report prints it")
    )
    language = widgets.Dropdown(
        description=words.text("Language of the reports"),
        options=[("Nederlands", "nl"), ("English", "en")],
        value=words.code,
    )
    sector = widgets.Text(
        description=words.text("Sector"), placeholder=words.text("in a few words; may wait")
    )
    told = markup("home-hint")
    wrong = markup("home-result")

    def folder() -> str:
        folder = workspace / "clients"
        taken = tuple(one.name for one in folder.iterdir()) if folder.is_dir() else ()
        return name_folder(name.value, taken)

    def tell(_: object = None) -> None:
        place = f"clients/{folder()}"
        text = (
            words.text("Its files will be in {folder}", folder=place) if name.value.strip() else ""
        )
        told.value = message(text)
        wrong.value = ""

    def make(_: object) -> None:
        if not name.value.strip():
            wrong.value = message(words.text("Give the client a name first."))
            return
        slug = folder()
        try:
            make_client(workspace, slug, language=language.value, name=name.value.strip())
            if sector.value.strip():
                _add_sector(workspace, slug, sector.value.strip())
        except ToolkitError as error:
            wrong.value = show_faults(error.faults, words)
            return
        made(slug)

    def hear(_: object, content: dict[str, Any], __: object) -> None:
        # What the browser sends at Enter.
        if content.get("event") == "submit":
            make(None)

    name.observe(tell, "value")
    for field in (name, sector):
        field.on_msg(hear)
    return panel(
        title(words.text("New client")),
        name,
        told,
        language,
        sector,
        buttons(
            button(words.text("Make this client"), make, main=True),
            button(words.text("Cancel"), lambda _: leave()),
        ),
        wrong,
        Cursor(),
        kind="home-fields",
    )


def _add_sector(workspace: Path, slug: str, sector: str) -> None:
    folder = clients.ClientFolder(workspace / "clients" / slug)
    text = read_text(folder.path / "client.yaml", "client.yaml")
    folder.save("client.yaml", set_value(text, ("sector",), sector))
