"""Themes of posts in client.yaml: names that differ, words that may wait."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from toolkit.model.client import Client


def test_themes_have_names_and_words() -> None:
    given = [{"name": "Reading", "words": ["book", "read*"]}, {"name": "Opening hours"}]
    themes = Client.model_validate({"name": "Ours", "themes": given}).themes
    assert [(one.name, one.words) for one in themes] == [
        ("Reading", ("book", "read*")),
        ("Opening hours", ()),
    ]


def test_a_theme_in_another_spelling_is_the_same_theme() -> None:
    given = [{"name": "Opening hours"}, {"name": "opening-hours"}]
    with pytest.raises(ValidationError, match="this theme stands twice"):
        Client.model_validate({"name": "Ours", "themes": given})
