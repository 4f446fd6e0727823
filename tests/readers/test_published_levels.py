"""The dated file of published levels."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from toolkit.model.published import PublishedLevels
from toolkit.readers.published_levels import read_published_levels


def test_each_fact_has_a_source_and_general_knowledge_is_no_fact() -> None:
    found = read_published_levels()
    assert all(level.source for level in found.facts)
    assert 0 < len(found.facts) < len(found.levels)


def test_no_level_stands_twice() -> None:
    keys = [
        (one.publisher, one.data_year, one.platform, one.definition, one.statistic)
        for one in read_published_levels().levels
    ]
    assert len(set(keys)) == len(keys)


def test_the_frame_of_rival_iq_is_that_of_its_method() -> None:
    # "Facebook fan counts between 25,000 and 1,000,000 and minimum Instagram and Twitter followers
    # of 5,000": Rival IQ, quoted by roundabout.social.
    found = read_published_levels()
    by_platform = {
        level.platform: found.followers_of(level)
        for level in found.facts
        if level.publisher == "Rival IQ"
    }
    facebook, instagram = by_platform["facebook"], by_platform["instagram"]
    assert facebook is not None
    assert instagram is not None
    assert (facebook.least, facebook.most) == (25_000, 1_000_000)
    assert (instagram.least, instagram.most) == (5_000, None)


def test_a_level_that_was_read_needs_its_source() -> None:
    level = {
        "publisher": "Invented", "data_year": 2025, "platform": "x", "level": 0.01, "read": True,
        "definition": "own_base",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="address where it was read"):
        PublishedLevels.model_validate({"gathered": "2026-01-01", "frames": [], "levels": [level]})
