"""The manifest: what is written comes back, and what cannot be read counts as nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from toolkit.batch.manifest import Entry, Inputs, Manifest, as_json, read_manifest

MADE = Manifest(
    client="demo",
    name="Café “De Kroon”",
    language="nl",
    as_of="2026-10-31",
    notebooks={
        "trial": Entry(
            status="ok",
            inputs=Inputs(
                template="t",
                toolkit="k",
                parameters={"interactive": False, "client": "demo"},
                files={"data/b.csv": "2", "data/a.csv": "1"},
                folders={"data": ("a.csv", "b.csv")},
            ),
            outputs={"trial.html": "3"},
        ),
        "other": Entry(status="failed", problem="It broke."),
    },
    outputs={"strategy.html": "4"},
)


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(as_json(MADE), encoding="utf-8")
    assert read_manifest(path, "demo") == MADE


def test_the_same_manifest_is_the_same_text_whatever_the_order() -> None:
    turned = Manifest.model_validate(
        dict(reversed(json.loads(as_json(MADE)).items()))
        | {"notebooks": dict(reversed(json.loads(as_json(MADE))["notebooks"].items()))}
    )
    assert as_json(turned) == as_json(MADE)
    assert as_json(MADE).endswith("}\n")
    assert "Café “De Kroon”" in as_json(MADE)


@pytest.mark.parametrize("text", [None, "", "{half", "[]", '{"version": 2, "client": "demo"}'])
def test_a_missing_damaged_or_other_manifest_is_empty(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "manifest.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    assert read_manifest(path, "demo") == Manifest(client="demo")


def test_a_manifest_has_no_room_for_anything_else() -> None:
    with pytest.raises(ValidationError):
        Manifest.model_validate({"client": "demo", "built_at": "noon"})
