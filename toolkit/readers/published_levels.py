"""Reads the levels that publishers print, from the dated file beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from toolkit.model.published import PublishedLevels

FILE = Path(__file__).with_name("published_levels.yaml")


@cache
def read_published_levels() -> PublishedLevels:
    """Read all levels with their sources, those that are not shown included."""
    return PublishedLevels.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
