"""Tests that share a server or a build run in one process; where they do not, each makes its own.

pytest 9.2 and pytest-xdist 3.8 together leave ``xdist_group`` out without a word: two servers and
two browsers then share two cores, and what waits for either waits too long.
"""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("alone")
def test_a_group_is_heeded_where_tests_are_dealt_out_by_group(
    request: pytest.FixtureRequest,
) -> None:
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@alone"), "constraints.txt has a pytest that heeds it"
