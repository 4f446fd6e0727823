"""Columns that look alike: the one that is meant, and what only seems to be such a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.readers import Export
from toolkit.readers.rivals import narrow
from toolkit.readers.source import open_source
from toolkit.readers.suggest import Suggestion, suggest


def suggest_for(folder: Path, *lines: str) -> Suggestion:
    path = folder / "export.csv"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return suggest(open_source(Export(path, "data/channels/export.csv")))


@pytest.mark.parametrize(
    ("role", "rivals", "meant"),
    [
        ("clicks", ["Klicks (organisch)", "Klicks (gesponsert)", "Klicks (gesamt)"], 2),
        ("reactions", ["Réactions (organiques)", "Réactions (total)"], 1),
        ("shares", ["Geteilt", "Reposts"], 1),
        ("clicks", ["Clics en hashtag", "Clics en la URL"], 1),
    ],
)
def test_the_one_that_is_meant(role: str, rivals: list[str], meant: int) -> None:
    assert narrow(rivals, role) == [rivals[meant]]


def test_what_nothing_tells_apart_stays_open() -> None:
    assert narrow(["Klicks", "Andere Klicks"], "clicks") == []
    assert narrow(["Vues (total)", "Vues totales (total)"], "impressions") == []


def test_followers_that_a_post_won_are_not_those_of_the_account(tmp_path: Path) -> None:
    head = "Beitragstext;Datum;Likes;Follower"
    rows = [f"Ein Rad im Schaufenster {at};2026-03-1{at};{30 + at};{{}}" for at in range(4)]
    won = suggest_for(tmp_path, head, *(row.format(at % 2) for at, row in enumerate(rows)))
    assert won.draft.columns["Follower"] == ""
    own = suggest_for(tmp_path, head, *(row.format(5000 + at) for at, row in enumerate(rows)))
    assert own.draft.columns["Follower"] == "followers"


def test_engagements_on_x_count_clicks_and_are_no_interactions(tmp_path: Path) -> None:
    lines = ["Texto do post;Data;Curtidas;Engajamentos;Link do post"]
    for platform, role in (("x.com", ""), ("facebook.com", "interactions")):
        rows = [f"Um dia na loja;2026-03-1{at};3;9;https://{platform}/v/{at}" for at in range(4)]
        assert suggest_for(tmp_path, *lines, *rows).draft.columns["Engajamentos"] == role


def test_a_word_for_total_in_most_rows_is_no_row_of_totals(tmp_path: Path) -> None:
    head = "Descripción,Hora de publicación,Fecha,Me gusta"
    rows = [f"Un día en el taller {at},03/1{at}/2026 12:15,Total,4" for at in range(5)]
    found = suggest_for(tmp_path, head, *rows)
    assert found.draft.skip == {}
    assert found.draft.columns["Me gusta"] == "reactions"
    found = suggest_for(tmp_path, head, *rows[:4], "Total,,,16")
    assert found.draft.skip == {"Descripción": "Total"}


def test_days_with_points_are_no_numbers(tmp_path: Path) -> None:
    rows = [f"Ein Rad im Schaufenster;1{at}.03.2026;1.250" for at in range(3, 6)]
    found = suggest_for(tmp_path, "Titel;Wann;Likes", *rows)
    assert found.draft.columns["Wann"] == "date"
    assert (found.draft.dates, found.draft.thousands) == ("day-first", ".")
