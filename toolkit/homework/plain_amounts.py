"""Hours, money and shares as people type them, where they can be read in one way only.

``1.200`` alone has two readings and is left to be asked; ``€ 1.200`` has one, for no price has
three decimals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from toolkit.language import mark

IN_HOURS = mark("hours, such as 16")
A_MONTH = mark("so much a month; or 0")
ONCE = mark("so much once; what goes on every month has a column of its own")

SIGNS: Mapping[str, tuple[str, ...]] = {
    "EUR": ("€", "eur", "euro"), "GBP": ("£", "gbp"), "USD": ("$", "usd"), "CHF": ("chf",),
}  # fmt: skip

_HOURS = r"(?:uren|uur|u|hours|hour|hrs|hr|h)\.?"
_MONTH = re.compile(r"(?:/|per\b|p[./]|a\b)\s*(?:maand|mnd|month|mo|m)\.?\Z", re.IGNORECASE)
_OTHER_PERIOD = re.compile(
    r"(?:/|per\b|p[./]|a\b)\s*(?:dag|week|wk|w|kwartaal|jaar|jr|j|day|quarter|year|yr|d|q|y)\.?\Z",
    re.IGNORECASE,
)
_OTHER_UNIT = re.compile(
    r"(?:dag|dagen|day|days|dagdeel|dagdelen|week|weken|weeks|maand|maanden|months?|fte|minuten|min)"
    r"\.?\Z",
    re.IGNORECASE,
)
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?")
_COMMAED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f'][0-9]{3})+(?:[.,][0-9]{1,2})?")
_SIMPLE = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_WHOLE_MONEY = re.compile(r"[,.][-–]{1,2}\Z")
_SHARE = re.compile(r"(?P<figure>[0-9]+(?:[.,][0-9]+)?)\s*%")


class BadAmountError(ValueError):
    """Raised where a cell says something else than was asked, and says it plainly."""

    def __init__(self, what: str, expected: str) -> None:
        super().__init__(what)
        self.expected = expected


def read_amount(text: str, *, monthly: bool, currency: str = "") -> float | str:
    """Read hours, or money in `currency`; text that is neither is given back as it is.

    Parameters
    ----------
    monthly
        Whether it is asked a month; else it is asked once.

    Raises
    ------
    BadAmountError
        If it is in another unit, or of another period.
    """
    said = " ".join(text.split())
    if _OTHER_PERIOD.search(said):
        raise BadAmountError("This is of another period.", A_MONTH if monthly else ONCE)
    figure = _MONTH.sub("", said).strip()
    if not figure:
        return text
    if figure != said and not monthly:
        raise BadAmountError("This is every month, and not once.", ONCE)
    if not currency and _OTHER_UNIT.search(figure):
        raise BadAmountError("This is not in hours.", IN_HOURS)
    bare = _without_sign(figure, currency) if currency else _without_hours(figure)
    number = _read_figure(bare, money=bool(currency) and bare != figure)
    return text if number is None else number


def read_share(text: str) -> float | str:
    """Read a percentage as a share; other text is given back as it is."""
    found = _SHARE.fullmatch(text.strip())
    return float(found["figure"].replace(",", ".")) / 100 if found else text


def _without_hours(figure: str) -> str:
    return re.sub(rf"\s*{_HOURS}\Z", "", figure, flags=re.IGNORECASE)


def _without_sign(figure: str, currency: str) -> str:
    signs = "|".join(map(re.escape, SIGNS.get(currency, (currency.casefold(),))))
    bare = re.sub(rf"\A(?:{signs})\.?\s*|\s*(?:{signs})\Z", "", figure, flags=re.IGNORECASE)
    return _WHOLE_MONEY.sub("", bare)


def _read_figure(figure: str, *, money: bool) -> float | str | None:
    if _TWO_WAYS.fullmatch(figure) and not money:
        # The model asks which of the two it is.
        return figure.replace(",", ".")
    if _POINTED.fullmatch(figure):
        return float(figure.replace(".", "").replace(",", "."))
    if _COMMAED.fullmatch(figure):
        return float(figure.replace(",", ""))
    if _SPACED.fullmatch(figure):
        return float(re.sub("[ \u00a0\u202f']", "", figure).replace(",", "."))
    if _SIMPLE.fullmatch(figure):
        return float(figure.replace(",", "."))
    return None
