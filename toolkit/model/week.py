"""What days of the week and parts of the day are called."""

from __future__ import annotations

from toolkit.language import mark

WEEKDAY_NAMES: tuple[str, ...] = (
    mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"),
    mark("Saturday"), mark("Sunday"),
)  # fmt: skip
DAYPART_NAMES: dict[str, str] = {
    "night": mark("at night"),
    "morning": mark("in the morning"),
    "afternoon": mark("in the afternoon"),
    "evening": mark("in the evening"),
}
VERDICT_SIGNS: dict[str, int] = {"better": 1, "worse": -1, "unclear": 0, "too few": 0}
