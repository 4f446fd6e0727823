import pytest

from toolkit.model.insight import DIMENSIONS, METRIC_UNITS
from toolkit.readers.ga4_words import FIGURES, FRACTIONAL, find_dimension, find_step, is_code
from toolkit.readers.table import header_key

NAMES = [name for names in FIGURES.values() for name in names]


@pytest.mark.parametrize(
    ("header", "dimension"),
    [
        ("Session source / medium", "source"),
        ("First user default channel group", "source"),
        ("First user primary channel group (Default Channel Group)", "source"),
        ("Session campaign", "source"),
        ("Sessiebron / medium", "source"),
        ("Eerste gebruiker: bron/medium", "source"),
        ("Standaardkanaalgroep van sessie", "source"),
        ("Page referrer", "source"),
        ("Page path and screen class", "page"),
        ("Landing page + query string", "page"),
        ("Paginatitel en schermklasse", "page"),
        ("Bestemmingspagina", "page"),
        ("Country ID", "country"),
        ("Land", "country"),
        ("Town/City", "city"),
        ("Event name", "event"),
        ("Naam van gebeurtenis", "event"),
        ("Device category", "device"),
        ("Apparaatcategorie", "device"),
        ("Platform", "device"),
        ("Audience name", None),
        ("Item name", None),
    ],
)
def test_headers_of_parts(header, dimension):
    assert find_dimension(header_key(header)) == dimension


def test_no_figure_is_a_part_or_a_point_in_time_and_none_has_two_meanings():
    keys = [header_key(name) for name in NAMES]
    assert len(set(keys)) == len(keys)
    assert not [key for key in keys if find_dimension(key) or find_step(key)]


def test_every_figure_has_a_unit_and_those_with_decimals_are_figures():
    assert set(FIGURES) <= set(METRIC_UNITS)
    assert set(FIGURES) > FRACTIONAL
    assert {unit for name, unit in METRIC_UNITS.items() if name in FRACTIONAL} == {
        "share", "seconds", "count", "money",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "step"),
    [("Nth day", "day"), ("N-de dag", "day"), ("Nde week", "week"), ("Nth month", "month"),
     ("Datum", "date"), ("Day", None)],
)  # fmt: skip
def test_headers_of_times(header, step):
    assert find_step(header_key(header)) == step


def test_codes_are_told_from_names():
    assert is_code("country id")
    assert is_code("land-id")
    assert not is_code("country")


def test_every_dimension_that_is_found_is_one_that_exists():
    found = {
        find_dimension(key) for key in ("city", "age", "gender", "hour", "language", "browser")
    }
    assert found <= set(DIMENSIONS)
