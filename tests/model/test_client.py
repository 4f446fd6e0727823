"""What ``client.yaml`` gives notebooks: one text a value, whatever its parameter's type."""

from __future__ import annotations

from toolkit.model.client import Client


def test_lists_and_fields_become_one_text_and_nothing_an_empty_one() -> None:
    given = {"goal": "20", "tags": ["één", "b"], "shares": {"a": "0.5"}, "start": None}
    assert Client(name="A", parameters=given).parameters == {  # type: ignore[arg-type]
        "goal": "20", "tags": '["één", "b"]', "shares": '{"a": "0.5"}', "start": "",
    }  # fmt: skip
