"""A draft as text: a codebook to be looked at, with above each guess what it rests on.

What stands there already is never changed: guesses about columns that it does not name are put
behind it. Words of the file go into remarks on one line, without anything that ends a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from toolkit.readers.findings import shorten
from toolkit.readers.survey.draft import Draft, Entry
from toolkit.readers.survey.personal import mask
from toolkit.readers.survey.tools import TOOL_NAMES
from toolkit.readers.yaml_edit import insert_entry, set_value
from toolkit.readers.yaml_text import parse_yaml

PLACES = {
    "segments": "Groups: the answers to the question that divides people.",
    "demographics": "Who somebody is: each answer and the label that the report prints.",
    "several": "Columns in which a cell holds several answers.",
    "channels": "Which channels people use: the answers that count as use.",
    "behaviours": "What people do: the answers that are often enough for the rung.",
    "ways": "What people use channels for: the answers that count.",
    "other_options": "Other options of questions that are spread over columns.",
    "open_questions": "What people wrote, never printed. Give themes and the words that show them.",
}
BLANK = (
    "blank says what an empty cell means: not_asked (left out), no (passed over because the answer",
    "follows) or unchosen (an option that was not chosen, by somebody who chose another).",
)
ONE_LINE = 200
TO_FILL_IN = {
    "population": "of whom the answers speak, in a few words",
    "fieldwork_start": "the first day of the survey, such as 2026-05-01",
    "fieldwork_end": "the last day of the survey, such as 2026-05-31",
}


def write_draft(draft: Draft, population: str = "", sample: str = "convenience") -> str:
    """Write a draft as a codebook.

    Parameters
    ----------
    population, sample
        Whom the answers speak of, and how they were found. Without a population the field stays
        empty, and the codebook is not used until it is filled in.
    """
    lines = [
        *_remark(
            f"Drafted from {draft.file}, a file of {TOOL_NAMES[draft.tool]} with "
            f"{draft.respondents} respondents. Each guess has guessed: true; take that out when "
            "you have looked at it."
        ),
        *_remark(
            f"Answers given by fewer than {draft.smallest} people each are not written here; "
            "add those that count."
        ),
        "",
        f"file: {_inline(draft.file)}",
        *_remark("probability if people were drawn by chance from everybody; this is a guess."),
        f"sample: {_inline(sample)}",
        *_field("population", _inline(population) if population else ""),
    ]
    days = draft.fieldwork
    lines += [
        *_field("fieldwork_start", days[0].isoformat() if days else ""),
        *_field("fieldwork_end", days[1].isoformat() if days else ""),
        f"smallest_base: {draft.smallest}",
    ]
    for name, value in draft.settled.items():
        lines.append(f"{name}: {_inline(value)}")
    if draft.missing:
        lines += ["", *_remark("Words that seem to stand for an empty cell; a guess.")]
        lines.append(f"missing: {_inline(list(draft.missing))}")
    if draft.weight:
        lines += ["", *_remark("By its name, and because every cell is a number above zero.")]
        lines.append(f"weight: {_inline(draft.weight)}")
    if draft.personal:
        lines += ["", *_remark("Columns that point at people: these are never read.")]
        lines += ["personal:", *(f"  - {_inline(one)}" for one in draft.personal)]
    if any("blank" in entry.value for entry in draft.entries):
        lines += ["", *(f"# {line}" for line in BLANK)]
    for place, about in PLACES.items():
        alike = [entry for entry in draft.entries if entry.place == place]
        if alike:
            lines += ["", *_remark(about), f"{place}:"]
            for entry in alike:
                lines += [f"  # {_safe(entry.seen)}", f"  - {_inline(_fields(entry))}"]
    return "\n".join([*lines, *_left_out(draft.left_out), ""])


def add_to_codebook(text: str, draft: Draft) -> str:
    """Give the text of a codebook with the guesses of a draft behind what stands there.

    Remarks and what somebody wrote stay as they are; what the guesses rest on stands at the end.
    """
    if draft.empty:
        return text
    data = parse_yaml(text, "")
    known = data if isinstance(data, dict) else {}
    for name in draft.personal:
        text = insert_entry(text, ("personal",), _length(known, "personal"), name)
        known = _again(text)
    if draft.weight and not known.get("weight"):
        text = set_value(text, ("weight",), draft.weight)
    for entry in draft.entries:
        place = _length(known, entry.place)
        text = insert_entry(text, (entry.place,), place, _fields(entry))
        known = _again(text)
    seen = [f"# {_safe(str(one.value['column']))}: {_safe(one.seen)}" for one in draft.entries]
    if seen:
        head = _remark(f"Added from {draft.file}, as guesses; what each rests on:")
        end = "\r\n" if "\r\n" in text else "\n"
        text = end.join([text.rstrip("\r\n"), "", *head, *seen, ""])
    return text


def find_unfilled(draft: Draft, population: str = "") -> dict[str, str]:
    """Give the fields that a draft leaves empty and that have to be filled in, each with how."""
    named = {} if population else {"population": TO_FILL_IN["population"]}
    if draft.fieldwork is None:
        named |= {name: TO_FILL_IN[name] for name in ("fieldwork_start", "fieldwork_end")}
    return named


def _fields(entry: Entry) -> dict[str, Any]:
    return {**entry.value, "guessed": True} if entry.guessed else dict(entry.value)


def _length(known: Mapping[str, Any], place: str) -> int:
    return len(known.get(place) or ())


def _again(text: str) -> dict[str, Any]:
    data = parse_yaml(text, "")
    return data if isinstance(data, dict) else {}


def _left_out(left_out: Mapping[str, str]) -> Iterable[str]:
    reasons: dict[str, list[str]] = {}
    for name, why in left_out.items():
        reasons.setdefault(why, []).append(name)
    if reasons:
        yield from ("", "# Columns that take no part:")
    for why, names in reasons.items():
        # Every one of them: what nobody sees, nobody can put in its place.
        told = [_safe(mask(name)) for name in names]
        if sum(map(len, told)) <= ONE_LINE:
            yield f"# - {_safe(why)}: {', '.join(told)}"
        else:
            yield from (f"# - {_safe(why)}:", *(f"#     {name}" for name in told))


def _field(name: str, value: str) -> list[str]:
    """Write a field; one without a value is left to be filled in, for nobody guesses it."""
    return [f"{name}: {value}"] if value else [f"# Fill in {name}: {TO_FILL_IN[name]}."]


def _remark(text: str) -> list[str]:
    return [f"# {_safe(text, 400)}"]


def _safe(text: str, longest: int = 300) -> str:
    """Make a text fit a remark: one line of signs that a remark may hold."""
    return shorten("".join(sign if sign.isprintable() else " " for sign in text), longest)


def _inline(value: object) -> str:
    """Write a value in one line of YAML that every reader takes for the same words."""
    written = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**9, sort_keys=False
    )
    return written.removesuffix("...\n").strip()
