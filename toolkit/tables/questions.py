"""What was asked: behind each channel, rung and way the columns of the survey, and what counts.

Who doubts a number sees here which answers made it, and what was made of a cell left empty.
"""

from __future__ import annotations

import pandas as pd

from toolkit.analysis.persona_research import Audience
from toolkit.analysis.ways import ANY_CHANNEL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language, mark
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import NAMES_OF_RUNGS, RUNGS
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import Coded, list_counted, list_missing, list_parts
from toolkit.model.survey_question import BLANK_NAMES, WAY_NAMES
from toolkit.tables.layout import exhibit_table
from toolkit.tables.ways import name_place
from toolkit.tidy import tabulate

KIND_NAMES = {
    "channel": mark("Channel"),
    "rung": mark("What they do"),
    "way": mark("Way of use"),
}
COLUMNS = ("kind", "key", "column", "answers", "blank", "missing", "asked_of")


def list_questions(codebook: Codebook) -> pd.DataFrame:
    """List the questions behind what is measured, a row for each column of the survey.

    Returns
    -------
    ``kind`` (``channel``, ``rung`` or ``way``), ``key`` (of the platform or rung; of a way, with
    its channel before it, or ``any``), ``column`` (the header in the file), ``answers`` (those that
    count, with ``;`` between), ``blank`` (what an empty cell means, as a key of
    :data:`toolkit.model.survey_question.BLANK_NAMES`), ``missing`` (answers that leave the base),
    ``asked_of`` (whom it was put to, as ``form = A``; empty for everybody).
    """
    rungs = sorted(codebook.behaviours, key=lambda one: RUNGS.index(one.rung))
    asked: list[tuple[str, str, Coded]] = [
        *(("channel", one.channel, one) for one in codebook.channels),
        *(("rung", one.rung, one) for one in rungs),
        *(("way", f"{one.channel or ANY_CHANNEL} {one.way}", one) for one in codebook.ways),
    ]
    rows = [
        (
            kind,
            key,
            one.column,
            "; ".join(list_counted(one)),
            one.blank,
            "; ".join(list_missing(one, codebook)),
            " & ".join(
                f"{part.column} = {', '.join(part.answers)}" for part in list_parts(one, codebook)
            ),
        )
        for kind, key, one in asked
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def questions_table(audience: Audience, language: Language) -> Exhibit | None:
    """Show what was asked, folded away; ``None`` where nothing was."""
    book = audience.codebook
    if book is None:
        return None
    found = list_questions(book)
    if found.empty:
        return None
    frame = found.assign(
        what=[language.text(KIND_NAMES[kind]) for kind in found["kind"]],
        about=[
            _name(kind, key, book, language)
            for kind, key in zip(found["kind"], found["key"], strict=True)
        ],
        empty=[language.text(BLANK_NAMES[blank]) for blank in found["blank"]],
    )
    columns = [
        Column(name="kind", label=language.text("Kind, as a key")),
        Column(name="what", label=language.text("Kind")),
        Column(name="key", label=language.text("About, as a key")),
        Column(name="about", label=language.text("About")),
        Column(name="column", label=language.text("Question, as in the file")),
        Column(name="answers", label=language.text("Answers that count")),
        Column(name="blank", label=language.text("Left empty, as a key")),
        Column(name="empty", label=language.text("Who left it empty")),
        Column(name="missing", label=language.text("Answers that leave the base")),
        Column(name="asked_of", label=language.text("Who was asked")),
    ]
    beside = tuple(name for name in ("missing", "asked_of") if found[name].ne("").any())
    table = tabulate(
        frame,
        columns,
        name="questions",
        title=language.text("What the survey asked"),
        shown=("about", "column", "answers", "empty", *beside),
        note=language.text(
            "Where several questions stand behind one thing that people do, any of them is enough."
        )
        if found.loc[found["kind"] == "rung", "key"].duplicated().any()
        else "",
        source=language.text("survey"),
        folded=True,
    )
    return exhibit_table(table, language)


def _name(kind: str, key: str, book: Codebook, language: Language) -> str:
    if kind == "channel":
        return PLATFORM_NAMES[key]
    if kind == "rung":
        return language.text(NAMES_OF_RUNGS[book.instrument][key])
    channel, way = key.split(" ", 1)
    return f"{name_place(channel, language)}: {language.text(WAY_NAMES[way])}"
