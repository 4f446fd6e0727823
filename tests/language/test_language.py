"""Numbers and dates as Dutch and British readers write them; expected values written by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.errors import UsageError
from toolkit.language import Language

DUTCH, ENGLISH = Language("nl"), Language("en")
DAY = dt.date(2026, 3, 5)


def test_numbers_are_rounded_half_up_with_each_language_s_signs() -> None:
    assert DUTCH.number(1234567.891, 1) == "1.234.567,9"
    assert ENGLISH.number(1234567.891, 1) == "1,234,567.9"
    assert DUTCH.number(3.45, 1) == "3,5"
    assert DUTCH.number(0.5) == "1"
    assert DUTCH.number(-2) == "-2"


def test_what_was_written_before_does_not_change_how_a_number_is_written() -> None:
    # 0 and -0 are equal, and so are 2 and 2.0; only the first two are written differently.
    assert [ENGLISH.number(value, 1) for value in (-0.0, 0.0, -0.0, 2, 2.0)] == [
        "-0.0", "0.0", "-0.0", "2.0", "2.0",
    ]  # fmt: skip
    assert [ENGLISH.number(2.25, places) for places in (1, 2, 1)] == ["2.3", "2.25", "2.3"]
    assert [one.number(2.25, 1) for one in (DUTCH, ENGLISH, DUTCH)] == ["2,3", "2.3", "2,3"]


def test_shares_are_percentages() -> None:
    assert DUTCH.share(0.312) == "31%"
    assert DUTCH.share(0.0345, 1) == "3,5%"
    assert ENGLISH.share(0.125, 1) == "12.5%"


def test_money_is_in_whole_units() -> None:
    assert DUTCH.money(6400.4) == "€\u00a06.400"
    assert ENGLISH.money(6400, "GBP") == "£6,400"


def test_dates() -> None:
    assert DUTCH.date(DAY) == "5 maart 2026"
    assert ENGLISH.date(DAY) == "5 March 2026"
    assert DUTCH.short_date(dt.date(2026, 10, 31)) == "31\u00a0okt\u00a02026"
    assert DUTCH.month(DAY) == "maart 2026"


def test_names_are_joined_as_a_sentence_does() -> None:
    assert DUTCH.listing(["a", "b", "c"]) == "a, b en c"
    assert ENGLISH.listing(["a", "b", "c"]) == "a, b and c"
    assert DUTCH.listing(["a"]) == "a"
    assert DUTCH.listing([]) == ""


def test_plurals_and_blanks() -> None:
    assert DUTCH.plural("{n} post", "{n} posts", 1) == "1 bericht"
    assert DUTCH.plural("{n} post", "{n} posts", 1234) == "1.234 berichten"
    assert ENGLISH.plural("{n} post", "{n} posts", 2) == "2 posts"


def test_words_in_braces_that_come_from_outside_stay_as_they_are() -> None:
    text = ENGLISH.text("Social media strategy of {client}", client="{evil} %s {0}")
    assert text == "Social media strategy of {evil} %s {0}"


def test_an_unknown_language_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="en or nl"):
        Language("fr")
