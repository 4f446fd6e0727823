"""How a table is laid out: what is long gets its header in each cell, for pages too narrow."""

from __future__ import annotations

from toolkit import bundle
from toolkit.language import Language
from toolkit.tables.layout import LONG, exhibit_table

COLUMNS = tuple(bundle.Column(name=name, label=name.upper()) for name in ("a", "b", "c"))


def lay_out(*rows: tuple[str, ...], columns: tuple[bundle.Column, ...] = COLUMNS) -> str:
    table = bundle.Table(name="t", title="T", columns=columns, rows=rows, emphasis=(0,))
    return exhibit_table(table, Language("en")).html


def test_long_words_bring_the_header_into_each_cell_but_the_first() -> None:
    html = lay_out(("x", "y" * (LONG + 1), "<z>"))
    assert '<table class="wordy">' in html
    assert html.count('class="label" hidden') == 2
    assert '<span class="label" hidden>C</span>&lt;z&gt;</td>' in html
    assert '<th scope="row">x</th>' in html


def test_words_that_do_not_fit_beside_each_other_bring_the_header_too() -> None:
    html = lay_out(("x" * 25, "y" * 25, "z"))
    assert '<table class="wordy">' in html
    assert html.count('class="label" hidden') == 2


def test_columns_of_numbers_are_read_down_however_many_there_are() -> None:
    numbers = tuple(
        bundle.Column(name=f"n{place}", label=f"N{place}", unit="number") for place in range(12)
    )
    name = bundle.Column(name="name", label="Name")
    table = bundle.Table(
        name="t", title="T", columns=(name, *numbers), rows=(("x" * 20, *(1.5,) * 12),)
    )
    assert "wordy" not in exhibit_table(table, Language("en")).html


def test_short_cells_and_lists_of_two_columns_stay_a_plain_table() -> None:
    for html in (
        lay_out(("x", "y" * LONG, "z")),
        lay_out(("x", "y" * (LONG + 1)), columns=COLUMNS[:2]),
    ):
        assert "<table><caption>T</caption>" in html
        assert "label" not in html.replace("aria-label", "")
        assert '<tr class="own">' in html
