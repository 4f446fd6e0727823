from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.deliver.palette import contrast, derive_palette
from toolkit.errors import InputError

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, worked out here once more."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_and_white_is_21_to_1() -> None:
    # WCAG 2.2, definition of contrast ratio.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@settings(max_examples=examples(60), deadline=None)
@given(colours)
def test_any_brand_is_readable_on_every_surface_it_stands_on(brand: str) -> None:
    palette = derive_palette(brand)
    for scheme in (palette.light, palette.dark):
        for surface in ("paper", "wash", "accent-soft"):
            assert ratio(scheme["accent"], scheme[surface]) >= 4.5
        assert ratio(scheme["ink"], scheme["accent-soft"]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_colours_are_readable_on_every_surface(scheme: str) -> None:
    colours_of_page = getattr(derive_palette("#0b5c6b"), scheme)
    for name in ("ink", "soft", "faint", "warn"):
        for surface in ("paper", "wash"):
            assert ratio(colours_of_page[name], colours_of_page[surface]) >= 4.5


def test_a_brand_that_is_readable_stays_as_it_is() -> None:
    palette = derive_palette("#0B5C6B")
    assert palette.brand == palette.light["accent"] == "#0b5c6b"


def test_yellow_becomes_darker_on_light_and_stays_itself_in_the_dark() -> None:
    palette = derive_palette("#ffdd00")
    assert luminance(palette.light["accent"]) < luminance("#ffdd00")
    assert palette.dark["accent"] == "#ffdd00"


def test_what_is_no_colour_is_a_fault_with_a_remedy() -> None:
    with pytest.raises(InputError) as found:
        derive_palette("url(http://elders.example)")
    assert "brand.yaml" in found.value.faults[0].remedy
