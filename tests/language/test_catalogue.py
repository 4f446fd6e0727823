"""Every message has its Dutch, with the same blanks to fill in."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.language.messages import ROOT, messages_in_code, messages_in_notebook
from toolkit.language import Language

CODE = sorted((ROOT / "toolkit").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CATALOGUES = sorted((ROOT / "toolkit" / "language" / "nl").glob("*.po"))


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_message_in_code_has_its_dutch(path: Path) -> None:
    dutch = Language("nl")
    assert [message for message in messages_in_code(path) if not dutch.knows(message)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_cell_of_prose_has_its_dutch(path: Path) -> None:
    dutch = Language("nl")
    assert [message for message in messages_in_notebook(path) if not dutch.knows(message)] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_fills_in_what_its_message_fills_in(path: Path) -> None:
    with path.open("rb") as file:
        for message in read_po(file):
            if not message.id:
                continue
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = [message.string] if isinstance(message.string, str) else message.string
            assert all(strings), f"not translated: {ids[0]}"
            blanks = {name for one in ids for name in _blanks(one)}
            assert {name for one in strings for name in _blanks(one)} <= blanks, ids[0]


def test_no_message_is_translated_in_two_ways() -> None:
    seen: dict[str, tuple[str, object]] = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                other = seen.setdefault(key, (path.stem, message.string))
                assert other[1] == message.string, f"{key}: {other[0]} and {path.stem} differ"


def _blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
