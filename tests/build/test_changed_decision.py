"""A decision that is changed in the workshop changes the roadmap and what the report says."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import pytest

from toolkit.build import Request, build
from toolkit.workshop_log.differences import NEW, Change
from toolkit.workshop_log.ledger import Ledger

SLUG, CHAPTER = "demo-bibliotheek", "build_join_ignore"


def read(workspace: Path) -> tuple[list[str], str]:
    """Build, and give what the roadmap does and the words of the chapter."""
    (result,) = build(Request(workspace, slugs=(SLUG,), notebooks=(CHAPTER,)))
    assert result.faults == ()
    reports = workspace / "clients" / SLUG / "reports"
    with (reports / "data" / CHAPTER / "roadmap.csv").open(encoding="utf-8", newline="") as file:
        done = [row["initiative"] for row in csv.DictReader(file)]
    page = (reports / f"{CHAPTER}.html").read_text(encoding="utf-8")
    return done, " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.slow
def test_a_changed_decision_changes_roadmap_and_sentences(workspace: Path) -> None:
    before, said = read(workspace)
    assert "leesclub" in before
    assert "oudergroep" not in before
    assert "Anders besloten dan het advies: “Bezoekers vertellen, elke week één portret”." in said

    ledger = Ledger(workspace / "clients" / SLUG / "workshop")
    decided = {"who": "Directeur", "when": "2026-10-30"}
    for key, decision in (("leesclub", "no"), ("oudergroep", "yes")):
        row = {"initiative": key, "decision": decision, **decided}
        ledger.record([Change("add", f"choice.decisions.{NEW}", row)])

    after, said = read(workspace)
    assert "leesclub" not in after
    assert "oudergroep" in after
    assert (
        "Anders besloten dan het advies: “Eén leesclub, in een eigen WhatsApp-community” en "
        "“Bezoekers vertellen, elke week één portret”." in said
    )
