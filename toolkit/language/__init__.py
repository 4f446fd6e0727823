"""The report's language: words from a gettext catalogue, dates and numbers from Babel.

English is the source language: what stands in the code and in the templates is the message itself.
Every other language has a folder of ``.po`` files, one for each chapter, which translators open in
the editor of their choice.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import (
    NumberPattern,
    format_currency,
    format_decimal,
    format_percent,
    parse_pattern,
)

from toolkit.errors import Fault, Filled, UsageError
from toolkit.language.vocabulary import Vocabulary

LOCALES = {"en": "en_GB", "nl": "nl_NL"}


def mark(message: str) -> str:
    """Mark a message for the catalogue where it is defined, to be translated where it is shown."""
    return message


@cache
def _catalogue(code: str) -> dict[str, str | tuple[str, str]]:
    messages: dict[str, str | tuple[str, str]] = {}
    for path in sorted((Path(__file__).parent / code).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=LOCALES[code]):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                if isinstance(message.string, str):
                    messages[key] = message.string
                elif message.string:
                    one, *_, many = message.string
                    messages[key] = (one, many)
    return messages


def _rounded(value: str, decimals: int) -> Decimal:
    # Half up, as a spreadsheet does: readers check our figures against theirs.
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


# The same numbers stand in a table, in its chapter's page and in the whole report, and Babel takes
# a tenth of a millisecond for each. As text, since 0 and -0 are written differently, but equal.
@lru_cache(maxsize=20_000)
def _number(value: str, decimals: int, locale: Locale) -> str:
    pattern = _pattern("#,##0", decimals, "")
    return format_decimal(_rounded(value, decimals), pattern, locale=locale)


@lru_cache(maxsize=20_000)
def _share(value: str, decimals: int, locale: Locale) -> str:
    pattern = _pattern("0", decimals, "%")
    return format_percent(_rounded(value, decimals + 2), pattern, locale=locale)


@cache
def _pattern(whole: str, decimals: int, sign: str) -> NumberPattern:
    return parse_pattern(whole + ("." + "0" * decimals if decimals else "") + sign)


class Language:
    """Words, numbers and dates of one report language.

    Parameters
    ----------
    code
        ``nl`` or ``en``.
    vocabulary
        The client's own words in place of ours, in this language: ``doelgroep`` → ``klantgroep``.
    """

    def __init__(self, code: str, vocabulary: Mapping[str, str] | None = None) -> None:
        if code not in LOCALES:
            raise UsageError(
                Fault(
                    "This report language is not known.",
                    got=code,
                    expected=" or ".join(sorted(LOCALES)),
                    remedy="Set language in client.yaml to one of these.",
                )
            )
        self.code = code
        self.locale = Locale.parse(LOCALES[code])
        self._vocabulary = Vocabulary(vocabulary or {})
        # A name for what is made in these words and kept.
        mine = json.dumps(sorted((vocabulary or {}).items()))
        self.key = f"{code}-{sha256(mine.encode()).hexdigest()[:8]}" if vocabulary else code

    def knows(self, message: str) -> bool:
        """Say whether a message has a translation (English needs none)."""
        return self.code == "en" or message in _catalogue(self.code)

    def text(self, message: str, /, **values: object) -> str:
        """Translate `message` and fill its ``{names}``; without a translation it stays English."""
        found = _catalogue(self.code).get(message, message) if self.code != "en" else message
        words = self._vocabulary.put_in(found if isinstance(found, str) else found[0])
        return words.format(**values) if values else words

    def told(self, text: str) -> str:
        """Translate what was written in English elsewhere, such as a fault: as far as it is known.

        Of what :func:`toolkit.errors.fill` made, the message is translated and then filled in.
        """
        if not isinstance(text, Filled):
            # An empty message is the catalogue's own head.
            return self.text(text) if text else ""
        values = {
            name: self.found(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        }
        return self.text(text.message, **values) if text.message else ""

    def found(self, text: str) -> str:
        """Translate what was found if the words are ours; a plain text is somebody's own."""
        return self.told(text) if isinstance(text, Filled) else text

    def plural(self, one: str, many: str, n: float, /, **values: object) -> str:
        """Translate a message that has a singular and a plural; ``{n}`` is the number."""
        found = _catalogue(self.code).get(one) if self.code != "en" else None
        forms = found if isinstance(found, tuple) else (one, many)
        words = self._vocabulary.put_in(forms[0] if n == 1 else forms[1])
        return words.format(**{"n": self.number(n), **values})

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with this language's signs, rounded half up."""
        return _number(repr(float(value)), decimals, self.locale)

    def hours(self, value: float) -> str:
        """Write hours with a decimal only where they have one, so that they add up."""
        tenths = round(value, 1)
        return self.number(tenths, 0 if tenths == int(tenths) else 1)

    def share(self, value: float, decimals: int = 0) -> str:
        """Write a fraction as a percentage: ``0.312`` becomes ``31%``."""
        return _share(repr(float(value)), decimals, self.locale)

    def money(self, value: float, currency: str = "EUR") -> str:
        """Write an amount in whole units of its currency."""
        pattern = "¤\u00a0#,##0" if self.code == "nl" else "¤#,##0"
        amount = _rounded(repr(float(value)), 0)
        return format_currency(amount, currency, pattern, locale=self.locale, currency_digits=False)

    def date(self, value: dt.date) -> str:
        """Write a date in full: ``31 oktober 2026``."""
        return format_date(value, "d MMMM y", locale=self.locale)

    def short_date(self, value: dt.date) -> str:
        """Write a date for a table, in one piece: ``31 okt 2026``."""
        words: str = format_date(value, "d MMM y", locale=self.locale)
        return words.replace(".", "").replace(" ", "\u00a0")

    def month(self, value: dt.date) -> str:
        """Write month and year: ``oktober 2026``."""
        return format_skeleton("yMMMM", value, locale=self.locale)

    def listing(self, items: Iterable[str]) -> str:
        """Join names as a sentence does: ``a, b en c``."""
        words = list(items)
        joined = format_list(words, "standard", locale=self.locale)
        # British English takes no comma before "and"; nor does Dutch.
        return joined.replace(", and ", " and ") if self.code == "en" else joined


def language_of_most(codes: Sequence[str]) -> Language:
    """Choose the language of a page for several clients: Dutch where most of them are Dutch."""
    return Language("nl" if codes.count("nl") * 2 > len(codes) else "en")
