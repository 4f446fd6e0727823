"""A page's colours, worked out from the one accent that a client has.

A brand colour is chosen for a logo, not for text. The accent on the page keeps its hue and moves
only as far in lightness as reading asks: 4.5 to 1 against every surface that it stands on
(WCAG 2.2, success criterion 1.4.3), once for the light page and once for the dark one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coloraide import Color

from toolkit.errors import Fault, InputError

READABLE = 4.5
"""Least contrast of text (WCAG 2.2, level AA)."""
READABLE_IN_THE_DARK = 6.0
"""What the dark page asks: a saturated colour at 4.5 to 1 still looks dull on near-black."""

LIGHT = {
    "ink": "#1c2126",
    "soft": "#566069",
    "faint": "#646e78",
    "rule": "#dfe3e6",
    "paper": "#ffffff",
    "wash": "#f5f6f4",
    "rival": "#6f7982",
    "warn": "#8a4b08",
}
DARK = {
    "ink": "#e9ecee",
    "soft": "#b4bdc5",
    "faint": "#9fa9b2",
    "rule": "#39414a",
    "paper": "#14181c",
    "wash": "#1c2227",
    "rival": "#98a3ac",
    "warn": "#e0a565",
}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a light and of a dark page, by name, each as ``#rrggbb``.

    Parameters
    ----------
    brand
        The client's own colour, untouched: for a line or a surface, never for text.
    light, dark
        ``ink soft faint rule paper wash rival warn`` and, from the brand, ``accent``,
        ``accent-soft`` (a surface) and ``accent-rule`` (a line on that surface).
    """

    brand: str
    light: dict[str, str]
    dark: dict[str, str]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, 1 to 21.

    Formula: WCAG 2.2, "contrast ratio", (L1 + 0.05) / (L2 + 0.05) of the relative luminances.
    """
    return float(Color(one).contrast(Color(other), method="wcag21"))


@cache
def derive_palette(brand: str) -> Palette:
    """Work out the page's colours from a client's accent.

    Parameters
    ----------
    brand
        The accent as ``#rrggbb``.

    Raises
    ------
    InputError
        If `brand` is not a colour.
    """
    try:
        colour = Color(brand)
    except ValueError as error:
        raise InputError(
            Fault(
                "The accent colour is not a colour.",
                got=brand,
                expected="a colour such as #0b5c6b",
                remedy="Set accent in brand.yaml.",
            )
        ) from error
    return Palette(
        brand=_as_hex(colour),
        light=LIGHT | _accents(colour, LIGHT, READABLE, tint=0.925, line=0.84),
        dark=DARK | _accents(colour, DARK, READABLE_IN_THE_DARK, tint=0.29, line=0.42),
    )


def _accents(
    colour: Color, surfaces: dict[str, str], least: float, *, tint: float, line: float
) -> dict[str, str]:
    """Give accent, its soft surface and the line on it; lightness is OKLCH's, 0 to 1."""
    soft = _shade(colour, tint, most_chroma=0.02)
    grounds = (surfaces["paper"], surfaces["wash"], soft)
    lightness = float(colour.convert("oklch")["lightness"])
    accent = _shade(colour, lightness)
    away = 0.005 if Color(surfaces["paper"]).luminance() < 0.5 else -0.005  # from the paper
    while min(contrast(accent, ground) for ground in grounds) < least:
        lightness += away
        accent = _shade(colour, lightness)
    return {
        "accent": accent,
        "accent-soft": soft,
        "accent-rule": _shade(colour, line, most_chroma=0.05),
    }


def _shade(colour: Color, lightness: float, most_chroma: float = 1.0) -> str:
    chroma = min(float(colour.convert("oklch")["chroma"]), most_chroma)
    hue = colour.convert("oklch").get("hue", nans=False)
    return _as_hex(Color("oklch", [min(max(lightness, 0.0), 1.0), chroma, hue]))


def _as_hex(colour: Color) -> str:
    return str(colour.convert("srgb").fit("srgb", method="oklch-chroma").to_string(hex=True))
