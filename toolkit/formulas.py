"""Words in a CSV file that a spreadsheet would run: an apostrophe before them makes them words.

A file that is opened by double click runs every cell that begins like a formula, and what people
typed may begin so on purpose. The apostrophe is what spreadsheets themselves put before such words:
OWASP, CSV Injection.
"""

from __future__ import annotations

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
MARK = "'"


def disarm(text: str) -> str:
    """Put an apostrophe before words that begin like a formula."""
    # Words that begin with the mark get one more, so that it can be taken off again.
    return MARK + text if text.lstrip(MARK).startswith(SIGNS) else text


def restore(text: str) -> str:
    """Give words as they were before :func:`disarm`."""
    if text.startswith(MARK) and text.lstrip(MARK).startswith(SIGNS):
        return text.removeprefix(MARK)
    return text
