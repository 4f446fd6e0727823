"""Missing exports in words, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit import clients
from toolkit.analysis.missing_exports import Gap
from toolkit.language import Language
from toolkit.prose.missing_exports import find_missing, note_missing, tell_gaps


def gap(start: str, end: str, platform: str = "instagram", **more: object) -> Gap:
    facts = {"contents": "posts", **more}
    return Gap.model_validate({"platform": platform, "start": start, "end": end, **facts})


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (gap("2026-07-01", "2026-09-30", from_start=True, to_end=True), "Instagram, berichten"),
        (gap("2026-08-29", "2026-09-30", to_end=True),
         "Instagram, berichten van september 2026"),
        (gap("2026-09-04", "2026-09-30", to_end=True),
         "Instagram, berichten sinds 4 september 2026"),
        (gap("2026-08-01", "2026-09-30", "linkedin", contents="followers", to_end=True),
         "LinkedIn, volgers sinds 1 augustus 2026"),
        (gap("2026-01-14", "2026-02-20"),
         "Instagram, berichten van 14 januari 2026 tot en met 20 februari 2026"),
        (gap("2026-09-04", "2026-09-30", branch="Zuid", to_end=True),
         "Instagram (Zuid), berichten sinds 4 september 2026"),
    ],
)  # fmt: skip
def test_a_gap_in_words(one: Gap, told: str) -> None:
    assert tell_gaps([one], Language("nl")) == (told,)


def test_what_is_missing_alike_is_told_at_once() -> None:
    period = ("2026-09-01", "2026-09-30")
    found = [gap(*period, platform, competitor="Rival") for platform in ("facebook", "x")]
    assert tell_gaps([*found, gap(*period)], Language("en")) == (
        "Facebook and X of Rival, posts of September 2026",
        "Instagram, posts of September 2026",
    )


def test_a_check_notes_what_is_missing(small_client: Callable[..., Path]) -> None:
    folder = clients.load("small", workspace=small_client())
    # Its posts run from 1 January to 23 February 2026, and the report speaks from 30 June.
    (note,) = note_missing(folder)
    assert note.severity == "note"
    assert note.got.startswith("Facebook, posts since 24 February 2026; ")
    tally = folder.path / "data" / "channels" / "tally.csv"
    tally.write_text("nothing\n", encoding="utf-8")
    broken = clients.load("small", workspace=folder.path.parent.parent)
    assert find_missing(broken) == ()
