"""From everything that a survey's tables say, no small group can be counted by subtraction."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.analysis.participation_index import COLUMNS as AGAINST_BASE
from toolkit.analysis.persona_research import study_audience
from toolkit.model.intake import TargetGroup
from toolkit.model.survey import Codebook

SMALLEST = 5
KEYS = ("a", "b", "c", "d")
CODEBOOK = Codebook.model_validate(
    {
        "file": "answers.csv",
        "sample": "convenience",
        "population": "visitors of an invented museum",
        "fieldwork_start": "2026-03-01",
        "fieldwork_end": "2026-03-31",
        "segment_column": "Ticket",
        "segments": [{"key": key, "name": key.upper(), "answers": [key]} for key in KEYS],
        "channels": [
            {"column": "Insta", "channel": "instagram", "use": ["Yes"]},
            {"column": "X", "channel": "x", "use": ["Yes"], "blank": "no"},
        ],
        "behaviours": [
            {"column": "Posts", "rung": "creators", "counts": ["Yes"]},
            {"column": "Reads", "rung": "spectators", "counts": ["Yes"], "blank": "no"},
        ],
        "smallest_base": SMALLEST,
    }
)
GROUPS = [TargetGroup(name=f"Group {key}", segment=key) for key in KEYS]


@st.composite
def surveys(draw):
    """Draw people of four segments, of none, and who left the ticket open; some were not asked."""
    rows = []
    for ticket in (*KEYS, "other", None):
        n = draw(st.integers(0, 14))
        routed = draw(st.booleans())
        for number in range(n):
            blank = None if routed and number % 2 else "Yes"
            rows.append((ticket, blank, "Yes" if number % 3 else None, blank, "No"))
    return pd.DataFrame(rows, columns=["Ticket", "Insta", "X", "Posts", "Reads"], dtype="string")


def is_safe(n, hidden):
    """Say whether the rest may be told of: who is in no group is no cell, from three people on."""
    return n == 0 or n >= (SMALLEST if hidden else 3)


@pytest.mark.slow
@settings(max_examples=examples(25, full=1000))
@given(surveys())
def test_no_small_group_can_be_counted_from_all_tables_together(answers):
    found = study_audience(GROUPS, CODEBOOK, answers)
    sizes = found.segments.set_index("segment")["n"].dropna().astype(int)
    personas = found.personas.table.set_index("segment")["n"].dropna().astype(int)
    assert personas.to_dict() == sizes.to_dict()
    assert all(sizes >= SMALLEST)
    # Who divides a size by its share knows how many gave a ticket; the rest is small or nobody.
    shares = found.segments.set_index("segment")["share"].dropna()
    assert set(shares.index) == set(sizes.index)
    people = answers["Ticket"].value_counts()
    hidden = {key for key in KEYS if people.get(key, 0)} - set(sizes.index)
    for segment, share in shares.items():
        assert is_safe(round(sizes[segment] / share) - sizes.sum(), hidden)
    for table, label in ((found.use.table, "channel"), (found.participation.table, "rung")):
        beside = [name for name in AGAINST_BASE if name in table]
        assert table.loc[table["n"].isna(), beside].isna().all(axis=None)
        values = table.drop(columns=["segment", label, *beside])
        assert (values.isna().all(axis=1) | values.notna().all(axis=1)).all()
        for name, rows in table.groupby(label):
            given = answers["Insta" if name in {"instagram", "creators", "inactives"} else "Ticket"]
            asked = answers["Ticket"][given.notna()].value_counts()
            known = rows.dropna(subset="n").set_index("segment")["n"].astype(int).to_dict()
            everybody = known.pop("all", None)
            assert all(n >= SMALLEST for n in known.values())
            # What is withheld in one table is in no other.
            assert set(known) <= set(sizes.index)
            assert everybody is not None or not known
            if everybody is not None:
                assert everybody >= SMALLEST
                hidden = {key for key in KEYS if asked.get(key, 0)} - set(known)
                assert is_safe(everybody - sum(known.values()), hidden)


def test_a_size_that_two_tables_would_give_away_together_is_withheld_in_both():
    # 84 gave a ticket, 16 did not: of a and b together 4 are missing to 84, and 20 to all 100.
    answers = pd.DataFrame({"Ticket": ["a"] * 50 + ["b"] * 30 + ["c"] * 4 + [None] * 16})
    answers[["Insta", "X", "Posts", "Reads"]] = "Yes"
    found = study_audience(GROUPS, CODEBOOK, answers)
    for table in (found.segments, found.use.table, found.participation.table):
        shown = table.dropna(subset="n")
        assert set(shown["segment"]) - {"all"} == {"a"}
