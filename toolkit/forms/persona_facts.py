"""What the survey says of each of its groups, to stand beside a persona: nobody can type it."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from toolkit.analysis.persona_research import Audience, study_audience
from toolkit.analysis.personas import describe_personas
from toolkit.analysis.segment_sizes import withhold_segments
from toolkit.clients import ClientFolder
from toolkit.errors import InputError
from toolkit.forms.group_labels import label_groups
from toolkit.forms.open_workshop import tell_fault
from toolkit.language import Language
from toolkit.model.persona import Persona, Research
from toolkit.tables.persona_counted import Block, tell_counted


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is known of the survey's groups.

    Parameters
    ----------
    audience
        Everybody who answered; None without a survey that can be read.
    names
        Names of the groups by key, in their order.
    labels
        What to call each group where one is chosen, by key.
    told
        What can be said of each, by key; empty where a group is too small to be shown.
    withheld
        Keys of groups of which nothing may be said.
    smallest
        The least number of people of whom something is said.
    wrong
        Why the survey cannot be read, in the form's language; empty where it can.
    """

    audience: Audience | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    smallest: int = 0
    wrong: str = ""


def read_facts(folder: ClientFolder, language: Language) -> Facts:
    """Read a client's survey, and say of each group what can be said."""
    try:
        survey = folder.survey
        if survey is None:
            return Facts()
        audience = study_audience((), survey.codebook, survey.answers, language=language)
    except InputError as error:
        return Facts(wrong=" ".join(tell_fault(one, language) for one in error.faults[:2]))
    people = audience.people
    if people is None:
        return Facts()
    names = dict(people.division.names)
    # Named by their keys, for two groups may have the same name.
    stand_ins = Research(personas=tuple(Persona(name=key, segment=key) for key in names))
    audience = replace(audience, personas=describe_personas(stand_ins, (), people))
    rows: list[dict[Any, Any]] = audience.personas.table.to_dict("records")
    told = {
        sheet.name: (_size(row, audience, language), *tell_counted(audience, sheet, row, language))
        for sheet, row in zip(audience.personas.sheets, rows, strict=True)
        if pd.notna(row["share"])
    }
    smallest = people.codebook.smallest_base
    labels = label_groups(audience, language)
    return Facts(audience, names, labels, told, withhold_segments(people), smallest)


def _size(record: Mapping[Any, Any], audience: Audience, language: Language) -> Block:
    share, low, high = (language.share(float(str(record[one]))) for one in ("share", "low", "high"))
    n = language.number(float(str(record["n"])))
    message = "{share} ({low} to {high}), {n} answers"
    if audience.weighted:
        message = "{share} ({low} to {high}), weighted; {n} answers"
    return Block(
        language.text("Size"), (language.text(message, share=share, low=low, high=high, n=n),)
    )


def tell_facts(facts: Facts, key: str, language: Language) -> str:
    """Say as safe HTML what the survey knows of the group `key`."""
    text = language.text
    if key not in facts.names:
        return _line(text("The survey has no group “{key}”.", key=key))
    blocks = facts.told.get(key)
    if not blocks:
        message = "Withheld: fewer than {k} people, or what would give so few away."
        return _line(text(message, k=language.number(facts.smallest)))
    lines = "".join(
        f"<dt>{html.escape(one.question)}</dt><dd>{html.escape('; '.join(one.lines))}</dd>"
        for one in blocks
        if one.lines
    )
    return f"<dl class='koers-facts'>{lines}</dl>"


def _line(words: str) -> str:
    return f"<p class='koers-help'>{html.escape(words)}</p>"
