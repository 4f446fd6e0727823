"""The audience's tables: a sheet for each persona, the bases, and what others build on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.analysis.persona_research import Audience, find_clear_contrasts, find_row
from toolkit.analysis.personas import Sheet
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import RUNG_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate

MOST_CHANNELS = 3
SHARES = ("share", "low", "high")


def persona_sheets(audience: Audience, language: Language) -> list[Exhibit]:
    """Make a sheet for each target group: what the team says, and what the survey adds to it."""
    records = audience.personas.table.to_dict("records")
    return [
        _sheet(audience, sheet, {str(key): value for key, value in record.items()}, language)
        for sheet, record in zip(audience.personas.sheets, records, strict=True)
    ]


def _sheet(
    audience: Audience, sheet: Sheet, record: dict[str, object], language: Language
) -> Exhibit:
    persona = sheet.persona
    segment = sheet.segment if sheet.evidence == "survey" else None
    rows: list[tuple[str, str | None]] = [
        (language.text("Size"), _size(audience, record, language)),
        (language.text("Looks for"), _listed(persona.jobs)),
        (language.text("Likes"), _listed(persona.likes)),
        (language.text("Dislikes"), _listed(persona.dislikes)),
        (language.text("Gets stuck on"), _listed(persona.pains)),
        (language.text("How you help"), persona.help or None),
    ]
    if segment:
        rows += [
            (language.text("Is to be found on"), _channels(audience, segment, language)),
            (language.text("Stands out by"), _distinctions(audience, segment, language)),
        ]
    rows.append((language.text("Rests on"), _evidence(audience, record, language)))
    title = sheet.name
    if segment is None:
        title = language.text("{name} (proto-persona)", name=sheet.name)
    elif pd.notna(record["share"]):  # type: ignore[call-overload]
        title = f"{sheet.name}, {language.share(float(str(record['share'])))}"
    columns = [
        Column(name="question", label=language.text("Question")),
        Column(name="answer", label=language.text("Answer")),
    ]
    number = audience.personas.sheets.index(sheet) + 1
    table = tabulate(
        # Unbroken, so that the questions of all sheets stand in one column.
        pd.DataFrame(
            [(question.replace(" ", "\u00a0"), answer) for question, answer in rows],
            columns=["question", "answer"],
        ),
        columns,
        name=f"persona_{number}",
        title=title,
        published=False,
    )
    return exhibit_table(table, language)


def _listed(lines: Sequence[str]) -> str | None:
    return "; ".join(lines) or None


def _size(audience: Audience, record: dict[str, object], language: Language) -> str | None:
    if record["evidence"] != "survey":
        return language.text("unknown")
    if pd.isna(record["share"]):  # type: ignore[call-overload]
        return _nothing(audience, str(record["segment"]), language)
    share, low, high = (language.share(float(str(record[name]))) for name in SHARES)
    n = language.number(float(str(record["n"])))
    if audience.codebook and audience.codebook.sample == "probability":
        message = "{share} ({low} to {high}), {n} answers"
        return language.text(message, share=share, low=low, high=high, n=n)
    return language.text("{share} of those who answered, {n} answers", share=share, n=n)


def _channels(audience: Audience, segment: str, language: Language) -> str | None:
    if audience.use is None:
        return None
    table = audience.use.table
    here = table[(table["segment"] == segment) & table["share"].notna()]
    top = here.sort_values("share", ascending=False, kind="stable").head(MOST_CHANNELS)
    if top.empty:
        return _nothing(audience, segment, language)
    return language.listing(
        f"{PLATFORM_NAMES[row['channel']]} ({language.share(row['share'])})"
        for row in top.to_dict("records")
    )


def _distinctions(audience: Audience, segment: str, language: Language) -> str | None:
    found = []
    for result, label, names in (
        (audience.use, "channel", PLATFORM_NAMES),
        (audience.participation, "rung", RUNG_NAMES),
    ):
        if result is None:
            continue
        clear = find_clear_contrasts(result.contrasts)
        for row in clear[clear["segment"] == segment].to_dict("records"):
            message = "{what} more ({share}, everybody {base})"
            if row["difference"] < 0:
                message = "{what} less ({share}, everybody {base})"
            what = language.text(names[row[label]])
            found.append(
                language.text(
                    message,
                    what=what[:1].lower() + what[1:] if label == "rung" else what,
                    share=language.share(row["share"]),
                    base=language.share(
                        float(result.table["share"].iloc[find_row(result.table, label, row[label])])
                    ),
                )
            )
    if found:
        return "; ".join(found)
    if segment in set(audience.segments.loc[audience.segments["n"].isna(), "segment"]):
        return _nothing(audience, segment, language)
    return language.text("nothing that is more than chance")


def _nothing(audience: Audience, segment: str, language: Language) -> str:
    if segment in audience.unmatched:
        return language.text("nobody's answer matched")
    return language.text("cannot be shown")


def _evidence(audience: Audience, record: dict[str, object], language: Language) -> str:
    if record["evidence"] != "survey" or audience.fieldwork is None:
        return language.text("the team's own idea; nobody has been asked yet")
    if pd.isna(record["share"]):  # type: ignore[call-overload]
        return language.text("the team's own idea; the survey shows nothing of this group")
    month = language.month(audience.fieldwork[1])
    return language.text("survey, {month}; the words are the team's", month=month)


def bases_table(audience: Audience, language: Language) -> Exhibit | None:
    """Show how many people stand behind each group."""
    if audience.segments.empty:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="name", label=language.text("Group")),
        Column(name="n", label=language.text("Answers"), unit="count"),
        Column(name="share", label=language.text("Share"), unit="share"),
        Column(name="low", label=language.text("Low"), unit="share"),
        Column(name="high", label=language.text("High"), unit="share"),
    ]
    table = tabulate(
        audience.segments,
        columns,
        name="bases",
        title=language.text("Who answered"),
        shown=("name", "n", "share"),
        source=language.text("survey"),
    )
    return exhibit_table(table, language)


def personas_table(audience: Audience, language: Language) -> Exhibit:
    """Publish the personas with their size and evidence."""
    columns = [
        Column(name="persona", label=language.text("Persona")),
        *_share_columns(language),
        Column(name="n", label=language.text("Answers"), unit="count"),
        Column(name="stability", label=language.text("Stability"), unit="share"),
        Column(name="evidence", label=language.text("Rests on")),
        Column(name="segment", label=language.text("Group, as a key")),
    ]
    title = language.text("Personas")
    return Exhibit(tabulate(audience.personas.table, columns, name="personas", title=title), "")


def use_table(audience: Audience, language: Language) -> Exhibit | None:
    """Publish the use of channels by everybody and each group."""
    if audience.use is None:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="channel", label=language.text("Channel")),
        *_share_columns(language),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number",
               decimals=1),
    ]  # fmt: skip
    title = language.text("Which channels people use")
    return Exhibit(tabulate(audience.use.table, columns, name="channel_use", title=title), "")


def participation_table(audience: Audience, language: Language) -> Exhibit | None:
    """Publish what everybody and each group does."""
    if audience.participation is None:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="rung", label=language.text("What they do")),
        *_share_columns(language),
        Column(name="index", label=language.text("Index"), unit="number"),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number",
               decimals=1),
    ]  # fmt: skip
    table = tabulate(
        audience.participation.table,
        columns,
        name="participation",
        title=language.text("What people do on social media"),
    )
    return Exhibit(table, "")


def _share_columns(language: Language) -> list[Column]:
    return [
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
    ]
