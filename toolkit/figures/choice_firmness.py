"""How firm the order is: how often each initiative takes each place, written in its cell."""

from __future__ import annotations

import pandas as pd

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.heat import Cell, Matrix, draw_matrix
from toolkit.language import Language
from toolkit.tidy import tabulate

MOST_ROWS = 10
MOST_PLACES = 5  # of their own; what comes later is one column
SEEN = 0.005  # share from which a cell says more than "hardly ever"


def acceptability_figure(weighing: Weighing, language: Language, title: str) -> Exhibit | None:
    """Show how often each initiative takes each place; darker is more often, and each cell says it.

    Only where there is something to order: two initiatives or more that have all their scores.
    """
    frame = gather_places(weighing)
    if frame["initiative"].nunique() < 2:
        return None
    shares = frame.pivot_table(
        index="initiative", columns="place", values="probability", sort=False
    )
    names = dict(zip(frame["initiative"], frame["name"], strict=True))
    places = sorted(frame["place"].astype(int).unique().tolist())
    later = weighing.acceptability.table["rank"].max() > MOST_PLACES
    heads = [
        language.text("{n} or later", n=language.number(place))
        if later and place > MOST_PLACES
        else language.number(place)
        for place in places
    ]
    matrix = Matrix(
        rows=tuple(str(names[key]) for key in shares.index),
        columns=tuple(heads),
        cells=tuple(
            tuple(_cell(float(shares.loc[key, place]), language) for place in places)
            for key in shares.index
        ),
    )
    columns = (
        Column(name="initiative", label=language.text("Initiative, as a key")),
        Column(name="name", label=language.text("Initiative")),
        Column(name="place", label=language.text("Place"), unit="count"),
        Column(name="probability", label=language.text("Probability"), unit="share", decimals=1),
    )
    found = weighing.acceptability
    measure = (
        language.text(
            "How often each takes each place, over all ways to weigh the criteria that agree with "
            "what was said, and over raters like these; empty: hardly ever"
        )
        if found.rater_draws
        else language.text(
            "How often each takes each place, over all ways to weigh the criteria that agree with "
            "what was said; empty: hardly ever"
        )
    )
    figure = bundle.Figure(
        name="build-join-ignore-places",
        kind="heat",
        title=title,
        measure=measure,
        alt=_alternative(frame, language),
        data=tabulate(
            frame, columns, name="figure_places", title=title,
            shown=["name", "place", "probability"],
        ),
        n=language.plural("{n} initiative", "{n} initiatives", len(shares)),
        source=language.text("workshop"),
    )  # fmt: skip
    return exhibit_figure(figure, draw_matrix(matrix))


def gather_places(weighing: Weighing) -> pd.DataFrame:
    """Give the places that are shown: the first ten initiatives, and late places taken together.

    Returns
    -------
    pandas.DataFrame
        ``initiative``, ``name``, ``place`` (from 1; the last stands for all from there on),
        ``probability``; in the order of the ranking.
    """
    table = weighing.acceptability.table
    known = weighing.ranking.loc[
        weighing.ranking["initiative"].isin(set(table["initiative"])), ["initiative", "name"]
    ]
    frame = known.head(MOST_ROWS).merge(table, on="initiative")
    frame["place"] = frame["rank"].astype(int).clip(upper=MOST_PLACES + 1)
    groups = frame.groupby(["initiative", "name", "place"], sort=False)
    return groups["probability"].sum().reset_index()


def _cell(share: float, language: Language) -> Cell:
    if share < SEEN:
        return Cell("", 0.0)
    return Cell(language.share(share), share)


def _alternative(frame: pd.DataFrame, language: Language) -> str:
    first = frame[(frame["place"] == 1) & (frame["probability"] >= SEEN)]
    first = first.sort_values("probability", ascending=False, kind="stable")
    listed = language.listing(
        language.text(
            "{name} in {share}", name=row["name"], share=language.share(row["probability"])
        )
        for row in first.to_dict("records")
    )
    return language.text("First is {list}.", list=listed)
