from __future__ import annotations

import re

from tests.deliver.invented import HOSTILE
from toolkit.deliver.portfolio import ChapterState, ClientState, render_portfolio
from toolkit.language import Language

CHAPTERS = (
    ChapterState("intake", "Intake", "ok", "w/reports/intake.html"),
    ChapterState("bench", "Benchmark", "stale", "w/reports/bench.html"),
    ChapterState("choice", "Kiezen", "failed"),
    ChapterState("plan", "Plan", "never"),
)


def test_clients_are_sorted_as_in_a_register() -> None:
    html = render_portfolio(
        [ClientState(name, ()) for name in ("zeta", "Éénhoorn", "Beta", "alfa")],
        language=Language("nl"),
    )
    places = [html.index(f"{name}\n") for name in ("alfa", "Beta", "Éénhoorn", "zeta")]
    assert places == sorted(places)


def test_every_state_is_told_in_words_with_a_link_to_what_there_is() -> None:
    client = ClientState("Waterland", CHAPTERS, "2026-10-31", "w/reports/strategy.html")
    html = render_portfolio([client], language=Language("nl"))
    for words in ("bijgewerkt", "verouderd", "mislukt", "nog niet gemaakt", "31 oktober 2026"):
        assert words in html
    assert re.findall(r'href="(w/[^"]*)"', html) == [
        "w/reports/strategy.html",
        "w/reports/intake.html",
        "w/reports/bench.html",
    ]
    assert "1 klant. Hoofdstukken: 1 bijgewerkt, 1 verouderd, 1 mislukt en 1 nog niet gemaakt." in (
        html
    )


def test_a_client_without_a_chapter_that_others_have_says_so() -> None:
    clients = [ClientState("A", CHAPTERS), ClientState("B", CHAPTERS[:1])]
    html = render_portfolio(clients, language=Language("en"))
    assert html.count("has no such chapter") == 3


def test_names_are_escaped() -> None:
    html = render_portfolio([ClientState(HOSTILE, CHAPTERS)], language=Language("en"))
    assert "<script" not in html


def test_missing_exports_are_listed_and_folded_away_where_there_are_many() -> None:
    few = ClientState("A", CHAPTERS, missing=(f"{HOSTILE}, posts", "X, followers"))
    html = render_portfolio([few], language=Language("nl"))
    assert "Ontbreekt: " in html
    assert "<script" not in html
    assert "X, followers" in html
    many = ClientState("A", CHAPTERS, missing=("a", "b", "c", "d"))
    html = render_portfolio([many], language=Language("en"))
    assert "Missing exports: 4" in re.sub(r"<[^>]*>", "", html)
    assert "<li>a</li><li>b</li><li>c</li><li>d</li></ul></details>" in html
