"""Published levels, and the client beside those of the same definition and frame."""

from __future__ import annotations

import pandas as pd

from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.metric import VERDICTS
from toolkit.model.published import DEFINITION_NAMES, STATISTIC_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

PUBLISHED_VERDICTS: dict[str, str] = {
    "comparable": mark("same definition, inside the frame"),
    "outside the frame": mark("outside the frame"),
    "other definition": mark("other definition: not beside yours"),
    "followers not known": mark("followers not known"),
}


def published_table(compared: pd.DataFrame, language: Language) -> Exhibit | None:
    """Show published levels, and the client beside those of the same definition and frame.

    Parameters
    ----------
    compared
        What :func:`toolkit.analysis.published_comparison.compare_with_published` gave.
    """
    if compared.empty:
        return None
    verdicts = {**VERDICTS, **PUBLISHED_VERDICTS}
    frame = compared.assign(
        channel=[PLATFORM_NAMES[name] for name in compared["platform"]],
        what=[
            language.text(DEFINITION_NAMES[definition])
            + (f", {language.text(STATISTIC_NAMES[statistic])}" if statistic else "")
            for definition, statistic in zip(
                compared["definition"], compared["statistic"].where(
                    compared["statistic"].notna(), ""), strict=True
            )
        ],
        accounts=[
            _frame(least, most, language)
            for least, most in zip(
                compared["least_followers"], compared["most_followers"], strict=True
            )
        ],
        conclusion=[language.text(verdicts[verdict]) for verdict in compared["verdict"]],
    )  # fmt: skip
    columns = [
        Column(name="platform", label=language.text("Channel")),
        Column(name="channel", label=language.text("Channel")),
        Column(name="publisher", label=language.text("Publisher")),
        Column(name="data_year", label=language.text("Posts of")),
        Column(name="definition", label=language.text("Definition")),
        Column(name="statistic", label=language.text("Statistic")),
        Column(name="what", label=language.text("What was measured")),
        Column(name="level", label=language.text("Level"), unit="share", decimals=2),
        Column(name="value", label=language.text("You"), unit="share", decimals=2),
        Column(name="low", label=language.text("Low"), unit="share", decimals=2),
        Column(name="high", label=language.text("High"), unit="share", decimals=2),
        Column(name="verdict", label=language.text("Verdict")),
        Column(name="conclusion", label=language.text("Comparable?")),
        Column(name="least_followers", label=language.text("From"), unit="count"),
        Column(name="most_followers", label=language.text("To"), unit="count"),
        Column(name="accounts", label=language.text("Followers of the accounts measured")),
        Column(name="source", label=language.text("Read in")),
    ]
    caution = language.text(
        "Publishers measure other things on other accounts: their samples differ as well as their "
        "definitions, so that a difference between two publishers is never due to the definition "
        "alone. Most of these figures were read where others quote them."
    )
    table = tabulate(
        frame.assign(data_year=frame["data_year"].astype(str),
            least_followers=frame["least_followers"].astype("Int64"),
            most_followers=frame["most_followers"].astype("Int64"),
        ),
        columns,
        name="published_levels",
        title=language.text("What publishers of benchmarks print"),
        shown=("channel", "publisher", "data_year", "what", "accounts", "level", "value",
               "conclusion", "source"),
        note=caution,
        folded=True,
    )  # fmt: skip
    return exhibit_table(table, language)


def _frame(least: float | None, most: float | None, language: Language) -> str:
    if least is None or pd.isna(least):
        return language.text("not known")
    if most is None or pd.isna(most):
        return language.text("{least} or more", least=language.number(least))
    return language.text(
        "{least} to {most}", least=language.number(least), most=language.number(most)
    )
