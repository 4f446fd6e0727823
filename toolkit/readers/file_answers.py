"""What somebody said of a file that leaves something open; kept in ``profile.yaml``.

A reader that cannot settle a question by evidence asks it (:meth:`Findings.ask`), and reads the
answer here the next time.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from toolkit.language import mark
from toolkit.model import Labels, Model, Name, Whole
from toolkit.model.client import PLATFORM_NAMES, Platform

SIGN_NAMES: dict[str, str] = {".": mark("point"), ",": mark("comma")}
FOLLOWER_COUNTS: dict[str, str] = {
    "gained": mark("followers won on that day"),
    "running": mark("all followers up to that day"),
}


class FileAnswers(Model):
    """Answers about one kind of file of a maker that Koers knows."""

    model_config = ConfigDict(title=mark("Answers about files"))

    match: Name = Field(
        default="*", title=mark("Which files"),
        description=mark("The name, * for any part: Overview*.csv."),
    )  # fmt: skip
    year: Whole | None = Field(
        default=None, ge=2000, le=2099, title=mark("Year"),
        description=mark("Of the last date in the file, where its dates have no year."),
    )  # fmt: skip
    account: str | None = Field(
        default=None, title=mark("Account"),
        description=mark("Number or name of the account, where the file does not say whose it is."),
    )  # fmt: skip
    brand: str | None = Field(
        default=None, title=mark("Brand"),
        description=mark("Where the file does not say whose it is: the name, as among the brands."),
    )  # fmt: skip
    platform: Annotated[Platform | None, Labels(PLATFORM_NAMES)] = Field(
        default=None, title=mark("Platform"),
        description=mark("Where the file does not say of which platform it is."),
    )  # fmt: skip
    dates: Annotated[
        Literal["year-first", "day-first", "month-first"] | None,
        Labels({
            "year-first": mark("year first: 2026-05-31"),
            "day-first": mark("day first: 31-05-2026"),
            "month-first": mark("month first: 05-31-2026"),
        }),
    ] = Field(default=None, title=mark("How dates are written"))  # fmt: skip
    decimal: Annotated[Literal[".", ","] | None, Labels(SIGN_NAMES)] = Field(
        default=None, title=mark("Sign before decimals")
    )
    followers: Annotated[Literal["gained", "running"] | None, Labels(FOLLOWER_COUNTS)] = Field(
        default=None, title=mark("What a column of followers counts")
    )
