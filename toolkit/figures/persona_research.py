"""The audience's figures: which channels people use, and what they do there."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd

from toolkit import bundle
from toolkit.analysis.empty_cells import tell_empty
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.withholding import ALL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.figures.drawing import exhibit_figure
from toolkit.figures.intervals import Panel, Row
from toolkit.figures.rows import draw_rows
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import FIRST_BASE
from toolkit.tidy import SHARE_DIGITS, tabulate

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
SPOKEN = 3  # values of each segment that the alternative text reads out


def use_figure(audience: Audience, language: Language, title: str) -> Exhibit | None:
    """Show which channels everybody uses, and beside it each segment against everybody."""
    if audience.use is None:
        return None
    everybody = audience.use.table[audience.use.table["segment"] == ALL]
    order = everybody.sort_values("share", ascending=False, kind="stable")["channel"]
    return _figure(
        audience,
        audience.use.table,
        audience.use.contrasts,
        "channel",
        {name: PLATFORM_NAMES[name] for name in order},
        language,
        title,
    )


def participation_figure(audience: Audience, language: Language, title: str) -> Exhibit | None:
    """Show what everybody does, from making to watching, and each segment against everybody."""
    if audience.participation is None:
        return None
    rungs = dict.fromkeys(audience.participation.table["rung"])
    return _figure(
        audience,
        audience.participation.table,
        audience.participation.contrasts,
        "rung",
        {name: language.text(audience.participation.names[name]) for name in rungs},
        language,
        title,
    )


def _figure(
    audience: Audience,
    table: pd.DataFrame,
    contrasts: pd.DataFrame,
    label: str,
    names: dict[str, str],
    language: Language,
    title: str,
) -> Exhibit | None:
    cells: dict[tuple[str, str], dict[Hashable, Any]] = {
        (str(segment), str(name)): row
        for segment, name, row in zip(
            table["segment"], table[label], table.to_dict("records"), strict=True
        )
    }
    if all(pd.isna(cells[ALL, name]["share"]) for name in names):
        return None
    clear = set(
        contrasts.loc[contrasts["clear"].astype(bool), ["segment", label]].itertuples(
            index=False, name=None
        )
    )
    shown = [
        key
        for key in audience.segment_names
        if any(pd.notna(cells[key, name]["share"]) for name in names)
    ]
    # Of weighted answers it may be the weights that would tell of a few.
    withheld = language.text("not shown" if audience.weighted else "too few")
    panels = [
        Panel(
            language.text("Everybody") if key == ALL else audience.segment_names[key],
            tuple(
                _row(cells, key, name, words, language, own=(key, name) in clear, withheld=withheld)
                for name, words in names.items()
            ),
        )
        for key in (ALL, *shown)
    ]
    ordered = table.assign(
        place=table[label].map({name: place for place, name in enumerate(names)}),
        column=pd.Categorical(table["segment"], [ALL, *audience.segment_names]),
    ).sort_values(["column", "place"], ignore_index=True)
    figure = bundle.Figure(
        name=f"persona-research-{label}",
        kind="intervals",
        title=title,
        measure=_measure(
            audience, language, segments=bool(shown), made=audience.made_groups(label)
        ),
        alt=_alternative(panels, language),
        data=_data(ordered, audience, label, names, language, title),
        n=_count_asked(ordered, audience, language),
        source=language.text("survey"),
    )
    draw = draw_rows(panels, language.share, TICKS)
    return exhibit_figure(figure, draw)


def _count_asked(table: pd.DataFrame, audience: Audience, language: Language) -> str:
    """Tell how many answers the shares of everybody are of, which need not be all that came in."""
    asked = table.loc[table["segment"] == ALL, "n"].dropna()
    least = int(asked.min()) if len(asked) else audience.respondents
    most = int(asked.max()) if len(asked) else audience.respondents
    counted = language.text(
        "{least} to {most} answers", least=language.number(least), most=language.number(most)
    )
    if least == most:
        counted = language.plural("{n} answer", "{n} answers", most)
    if audience.weighted:
        return language.text("{answers}; shares are weighted", answers=counted)
    return counted


def _row(
    cells: dict[tuple[str, str], dict[Hashable, Any]],
    segment: str,
    name: str,
    words: str,
    language: Language,
    *,
    own: bool,
    withheld: str,
) -> Row:
    cell, everybody = cells[segment, name], cells[ALL, name]
    share = _number(cell["share"])
    if share is None:
        return Row(words, remark=withheld)
    text = language.share(share)
    # A picture's points can be measured: they stand where the published number is.
    if segment == ALL:
        return Row(words, _place(share), _place(cell["low"]), _place(cell["high"]), text=text)
    return Row(words, _place(share), text=text, own=own, ring=_place(everybody["share"]))


def _measure(audience: Audience, language: Language, *, segments: bool, made: bool) -> str:
    sample = audience.codebook.sample if audience.codebook else "convenience"
    interval = (
        language.text("Share of the people; the band is the 95% interval")
        if sample == "probability"
        else language.text(
            "Share of those who answered; the band shows the play of chance among so many answers"
        )
    )
    if not segments:
        return interval
    if made:
        return interval + language.text(
            ". In the groups: ● the group, ○ everybody. These answers made the groups, so that "
            "they differ here by design"
        )
    return interval + language.text(
        ". In the groups: ● the group, ○ everybody; in colour where the difference is more than "
        "chance"
    )


def _alternative(panels: Sequence[Panel], language: Language) -> str:
    parts = []
    for panel in panels:
        known = [row for row in panel.rows if row.value is not None]
        coloured = [row for row in known if row.own]
        told = known if panel is panels[0] else coloured or known[:SPOKEN]
        values = language.listing(f"{row.name} {row.text}" for row in told)
        parts.append(f"{panel.title}: {values}.")
    return " ".join(parts)


def _data(
    table: pd.DataFrame,
    audience: Audience,
    label: str,
    names: dict[str, str],
    language: Language,
    title: str,
) -> bundle.Table:
    groups = {ALL: language.text("Everybody"), **audience.segment_names}
    note = withheld_note(audience, language, label)
    # A page shows whole points; the published table has the fractions.
    points = {
        name.replace("difference", "points"): table[name] * 100
        for name in ("difference", "difference_low", "difference_high")
        if name in table
    }
    frame = table.assign(
        **points,
        group=[groups[str(key)] for key in table["segment"]],
        name=[names[str(key)] for key in table[label]],
    )
    channels = label == "channel"
    what = language.text("Channel") if channels else language.text("What they do")
    against = () if channels else _against_base(language)
    columns = (
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name=label, label=language.text("Name, as a key")),
        Column(name="group", label=language.text("Group")),
        Column(name="name", label=what),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
        *against,
        Column(name="n", label=language.text("Asked"), unit="count"),
    )
    return tabulate(
        frame,
        columns,
        name=f"figure_{label}",
        title=title,
        shown=("group", "name", "share", "low", "high", *(one.name for one in against), "n"),
        note=" ".join(filter(None, (index_note(audience, language, label), note))),
        of_people=True,
    )


def _against_base(language: Language) -> tuple[Column, ...]:
    return (
        Column(name="index", label=language.text("Index"), unit="number"),
        Column(
            name="points", label=language.text("Points of difference"), unit="number", decimals=1
        ),
        Column(name="points_low", label=language.text("Points, low"), unit="number", decimals=1),
        Column(name="points_high", label=language.text("Points, high"), unit="number", decimals=1),
    )


def index_note(audience: Audience, language: Language, label: str = "rung") -> str:
    """Say what an index compares with, and when there is none; nothing for channels."""
    result = audience.participation
    if label != "rung" or result is None:
        return ""
    people = language.number(FIRST_BASE)
    if result.base_source:
        note = language.text(
            "Index: 100 is as many as among others ({source}). Points: percentage points more or "
            "less than they; low and high are what chance leaves open. Of fewer than {people} "
            "people no index is given.",
            source=result.base_source,
            people=people,
        )
        if result.sample == "probability":
            return note
        chosen = language.text(
            "Who answered here did so by their own choice: part of a difference may be who answers."
        )
        return f"{note} {chosen}"
    return language.text(
        "Index: 100 is as many as among everybody who answered. Points: percentage points more or "
        "less than everybody; low and high are what chance leaves open. Everybody includes the "
        "group itself, so that the difference with all others is larger. Of fewer than {people} "
        "people no index is given.",
        people=people,
    )


def withheld_note(audience: Audience, language: Language, label: str) -> str:
    """Say which rows are empty and why; nothing where none are."""
    notes = list(tell_empty(audience, language, label))
    if audience.unmatched:
        notes.append(
            language.text(
                "Nobody's answer matched {names}: none of the answers that stand for it occurs in "
                "the survey.",
                names=language.listing(audience.unmatched_names),
            )
        )
    return " ".join(notes)


def _place(value: object) -> float | None:
    number = _number(value)
    return None if number is None else round(number, SHARE_DIGITS)


def _number(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(str(value))  # type: ignore[call-overload]
