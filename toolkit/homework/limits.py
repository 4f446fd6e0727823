"""What the spreadsheet itself lets a person type: lists, ranges, dates, with help beside the cell.

Where nobody knowing is an answer, a question mark passes too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from toolkit.homework.cells import NO, NOBODY_KNOWS, UNKNOWN, YES, explain_field
from toolkit.language import Language
from toolkit.model.fields import Field

# What a spreadsheet shows of a message.
TITLE_AT_MOST, WORDS_AT_MOST = 32, 255
FARTHEST = 1e15
# A limit that nobody will meet is not told.
WORTH_SAYING = 1e9


class Lists:
    """The lists that cells choose from, kept in a sheet out of sight.

    Within a cell's own rule a list could hold no commas, and not more than 255 signs.
    """

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self._sheet = sheet
        self._name = name
        self._places: dict[tuple[str, ...], str] = {}

    def place(self, words: Sequence[str]) -> str:
        """Give the range that holds these words."""
        key = tuple(words)
        if key not in self._places:
            column = len(self._places) + 2
            for row, word in enumerate(key):
                self._sheet.write_string(row, column, word)
            cells = xl_range_abs(0, column, len(key) - 1, column)
            self._places[key] = f"={self._name}!{cells}"
        return self._places[key]


def limit_for(
    field: Field, cell: str, lists: Lists, language: Language, *, names: str = ""
) -> dict[str, Any]:
    """Give the rule of a question's cells, of which `cell` is the first.

    Parameters
    ----------
    names
        The range of names that it chooses from, if it does. What is not among them passes after a
        remark: it may be a key, or several names.
    """
    if names:
        rule: dict[str, Any] = {"validate": "list", "source": names, "error_type": "information"}
        expected = language.text("This is not in the list of initiatives.")
    else:
        rule, expected = _rule(field, cell, lists, language)
    help_text = explain_field(field, language)
    if field.nullable:
        help_text = f"{help_text} {language.text('Nobody knows: ?')}".strip()
    return {
        **rule,
        "input_title": _shorten(language.text(field.label), TITLE_AT_MOST),
        "input_message": _shorten(help_text, WORDS_AT_MOST),
        "error_title": _shorten(language.text("This cannot be read"), TITLE_AT_MOST),
        "error_message": _shorten(expected, WORDS_AT_MOST),
    }


def _rule(field: Field, cell: str, lists: Lists, language: Language) -> tuple[dict[str, Any], str]:
    say = language.text
    match field.kind:
        case "choice" | "yes_no":
            names = [say(name) for name in field.choices.values()] or [say(YES), say(NO)]
            names += [UNKNOWN] if field.nullable else []
            expected = say("Choose from the list: {names}.", names=", ".join(names))
            return {"validate": "list", "source": lists.place(names)}, expected
        case "whole" | "number" | "scale":
            low = field.lowest if field.lowest is not None else -FARTHEST
            high = field.highest if field.highest is not None else FARTHEST
            return _number_rule(field, cell, low, high), _expected_number(field, language)
        case "date":
            expected = say("A date, such as 31-12-2027.")
            if not field.nullable:
                return {"validate": "date", "criteria": ">=", "value": 1}, expected
            return _or_unknown(cell, f"AND(ISNUMBER({cell}),{cell}>=1)"), expected
    return {"validate": "any"}, ""


def _number_rule(field: Field, cell: str, low: float, high: float) -> dict[str, Any]:
    whole = field.kind != "number"
    if not field.nullable:
        return {"validate": "integer" if whole else "decimal", "criteria": "between",
                "minimum": low, "maximum": high}  # fmt: skip
    limits = [f"ISNUMBER({cell})", f"{cell}>={low:.15g}", f"{cell}<={high:.15g}"]
    limits += [f"{cell}=INT({cell})"] if whole else []
    return _or_unknown(cell, f"AND({','.join(limits)})")


def _or_unknown(cell: str, formula: str) -> dict[str, Any]:
    # A comparison with text is an error to LibreOffice where OR would be content in Excel.
    words = "".join(f'{cell}="{word}",' for word in sorted(NOBODY_KNOWS))
    return {"validate": "custom", "value": f"=IF(OR({words}FALSE),TRUE,IFERROR({formula},FALSE))"}


def _expected_number(field: Field, language: Language) -> str:
    low, high = field.lowest, field.highest
    words = language.text("A number" if field.kind == "number" else "A whole number")
    if low is not None and high is not None and max(abs(low), abs(high)) < WORTH_SAYING:
        return language.text(
            "{what} from {low} to {high}.",
            what=words, low=language.number(low), high=language.number(high),
        )  # fmt: skip
    if low == 0:
        return language.text("{what}, 0 or more.", what=words)
    return f"{words}."


def _shorten(words: str, at_most: int) -> str:
    return words if len(words) <= at_most else f"{words[: at_most - 1]}…"
