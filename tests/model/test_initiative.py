"""Initiatives are named by people and known by their keys."""

from __future__ import annotations

from toolkit.model.choice import Choice


def test_a_name_that_differs_from_its_key_in_case_alone_is_known_too() -> None:
    app = {"name": "App", "key": "app"}
    choice = Choice.model_validate(
        {"initiatives": [app, {"name": "Forum", "key": "forum", "depends_on": ["App"]}]}
    )
    assert choice.initiatives[1].depends_on == ("app",)


def test_a_name_that_is_the_key_of_another_is_that_other() -> None:
    rows = [{"name": "Plaza", "key": "app"}, {"name": "app", "key": "plaza"}]
    last = {"name": "Forum", "key": "forum", "depends_on": ["app"]}
    choice = Choice.model_validate({"initiatives": [*rows, last]})
    assert choice.initiatives[2].depends_on == ("app",)
