"""Votes and scores that are hidden: a check says that they cannot be read, and nothing in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.clients import check, load

HELD = "Zwartkijker"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ratings.json", f'{{"raters": {{"{HELD}": {{"typed": 3}}}}}}'),
        ("ratings.json", f'{{"raters": {{"{HELD}"'),
        ("dots.json", f'[{{"{HELD}": "many"}}]'),
        ("urn.json", f'{{"ballots": {{"{HELD}": 3}}}}'),
    ],
)
def test_what_was_damaged_is_named_and_not_shown(
    small_client: Callable[..., Path], name: str, content: str
) -> None:
    home = small_client()
    workshop = load("small", workspace=home).workshop_folder
    workshop.mkdir(exist_ok=True)
    (workshop / name).write_text(content, encoding="utf-8")
    told = [fault for fault in check("small", home) if fault.file.endswith(name)]
    assert len(told) == 1
    assert told[0].remedy
    assert HELD not in str(told[0])
