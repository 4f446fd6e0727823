"""What points at a person in an open answer, in invented sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis.masking import find_signs, find_traces, mask


def told(text: str) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find_traces(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mail me op jan.p@voorbeeld.nl graag", [("jan.p@voorbeeld.nl", "email")]),
        ("of an(at)voorbeeld.nl", [("an(at)voorbeeld.nl", "email")]),
        ("bel 06-12345678 of 020 123 4567", [("06-12345678", "phone"), ("020 123 4567", "phone")]),
        ("bel +31 6 1234 5678", [("+31 6 1234 5678", "phone")]),
        ("kijk op www.mijnsite.example/mij eens", [("www.mijnsite.example/mij", "url")]),
        ("zie https://x.example/abc", [("https://x.example/abc", "url")]),
        ("mijn account @tess_proef is ook weg", [("@tess_proef", "handle")]),
        ("wij wonen op 1234 AB", [("1234 AB", "postcode")]),
        ("in de Kerkstraat 12a", [("Kerkstraat 12a", "address")]),
        ("at 12 Acacia avenue", [("12 Acacia avenue", "address")]),
        ("op NL91 ABNA 0417 1643 00", [("NL91 ABNA 0417 1643 00", "iban")]),
        ("Vraag het aan Tess van de balie", [("Tess", "name")]),
        ("mevrouw fictiema was aardig", [("fictiema", "name")]),
        ("Ik heet Joris", [("Joris", "name")]),
    ],
)
def test_what_points_at_somebody_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert told(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "De agenda staat op vier plekken. Ik mis altijd iets.",
        "Om 11.30 uur is er geen plek meer, al 20 jaar niet",
        "On Monday I am there",
        "Meer berichten op Facebook graag",
        "NIETS DOET HET HIER",
        "In 2026 waren het er 1250",
    ],
)
def test_what_points_at_nobody_is_left_alone(text: str) -> None:
    assert told(text) == []


def test_signs_are_taken_out_and_likely_names_are_kept_for_somebody_to_judge() -> None:
    pieces = mask("Dank aan Tess, mail t@voorbeeld.nl")
    assert [(one.text, one.kind) for one in pieces] == [
        ("Dank aan ", None), ("Tess", "name"), (", mail ", None), ("", "email"),
    ]  # fmt: skip


@given(st.text(max_size=200))
def test_nothing_but_what_was_found_is_lost(text: str) -> None:
    signs = find_signs(text)
    rest = "".join(one.text for one in mask(text))
    assert len(rest) == len(text) - sum(one.end - one.start for one in signs)
