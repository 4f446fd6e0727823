"""A draft as text: a codebook to be looked at, with above each guess what it rests on.

What stands there already is never changed: guesses about columns that it does not name are put
behind it. Words of the file go into remarks on one line, without anything that ends a remark.
Remarks are in the language of whoever looks at them; the fields are those of every codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import wrap
from typing import Any

import yaml

from toolkit.errors import fill, join
from toolkit.language import Language, mark
from toolkit.readers.findings import shorten
from toolkit.readers.survey.draft import Draft, Entry
from toolkit.readers.survey.personal import mask
from toolkit.readers.survey.tools import TOOL_NAMES
from toolkit.readers.yaml_edit import insert_entry, set_value
from toolkit.readers.yaml_text import parse_yaml

PLACES = {
    "segments": mark("Groups: the answers to the question that divides people."),
    "demographics": mark("Who somebody is: each answer and the label that the report prints."),
    "several": mark("Columns in which a cell holds several answers."),
    "channels": mark("Which channels people use: the answers that count as use."),
    "behaviours": mark("What people do: the answers that are often enough for the rung."),
    "ways": mark("What people use channels for: the answers that count."),
    "other_options": mark("Other options of questions that are spread over columns."),
    "open_questions": mark(
        "What people wrote, never printed. Give themes and the words that show them."
    ),
}
BLANK = mark(
    "blank says what an empty cell means: not_asked (left out), no (passed over because the answer "
    "follows) or unchosen (an option that was not chosen, by somebody who chose another)."
)
WIDTH = 98
ONE_LINE = 200
WHICH_WEIGHT = mark("which of these columns holds the weights that count: {columns}")
TO_FILL_IN = {
    "population": mark("of whom the answers speak, in a few words"),
    "fieldwork_start": mark("the first day of the survey, such as 2026-05-01"),
    "fieldwork_end": mark("the last day of the survey, such as 2026-05-31"),
}


def write_draft(
    draft: Draft,
    population: str = "",
    sample: str = "convenience",
    language: Language | None = None,
) -> str:
    """Write a draft as a codebook.

    Parameters
    ----------
    population, sample
        Whom the answers speak of, and how they were found. Without a population the field stays
        empty, and the codebook is not used until it is filled in.
    language
        Of the remarks; English by default.
    """
    words = language or Language("en")
    lines = [
        *_remark(
            words.text(
                "Drafted from {file}, a file of {tool} with {n} respondents. Each guess has "
                "guessed: true; take that out when you have looked at it.",
                file=draft.file,
                tool=words.told(TOOL_NAMES[draft.tool]),
                n=words.number(draft.respondents),
            )
        ),
        *_remark(
            words.text(
                "Answers given by fewer than {n} people each are not written here; add those that "
                "count.",
                n=words.number(draft.smallest),
            )
        ),
        "",
        f"file: {_inline(draft.file)}",
        *_sheet(draft, words),
        *_remark(
            words.text(
                "probability if people were drawn by chance from everybody; this is a guess."
            )
        ),
        f"sample: {_inline(sample)}",
        *_field("population", _inline(population) if population else "", words),
    ]
    days = draft.fieldwork
    lines += [
        *_field("fieldwork_start", days[0].isoformat() if days else "", words),
        *_field("fieldwork_end", days[1].isoformat() if days else "", words),
        f"smallest_base: {draft.smallest}",
    ]
    for name, value in draft.settled.items():
        lines.append(f"{name}: {_inline(value)}")
    if draft.missing:
        about = words.text("Words that seem to say that nothing was asked or answered; a guess.")
        lines += ["", *_remark(about)]
        lines.append(f"missing: {_inline(list(draft.missing))}")
    lines += _weights(draft, words)
    if draft.personal:
        about = words.text("Columns that point at people: these are never read.")
        lines += ["", *_remark(about)]
        lines += ["personal:", *(f"  - {_inline(one)}" for one in draft.personal)]
    if any("blank" in entry.value for entry in draft.entries):
        lines += ["", *(f"# {line}" for line in wrap(words.text(BLANK), WIDTH))]
    for place, about in PLACES.items():
        alike = [entry for entry in draft.entries if entry.place == place]
        if alike:
            lines += ["", *_remark(words.text(about)), f"{place}:"]
            for entry in alike:
                lines += [f"  # {_safe(words.told(entry.seen))}", f"  - {_inline(_fields(entry))}"]
    return "\n".join([*lines, *_left_out(draft.left_out, words), ""])


def add_to_codebook(text: str, draft: Draft, language: Language | None = None) -> str:
    """Give the text of a codebook with the guesses of a draft behind what stands there.

    Remarks and what somebody wrote stay as they are; what the guesses rest on stands at the end.
    """
    if draft.empty:
        return text
    words = language or Language("en")
    data = parse_yaml(text, "")
    known = data if isinstance(data, dict) else {}
    for name in draft.personal:
        text = insert_entry(text, ("personal",), _length(known, "personal"), name)
        known = _again(text)
    if draft.weight and not known.get("weight"):
        text = set_value(text, ("weight",), draft.weight)
        text = set_value(text, ("weight_guessed",), value=True)
    for entry in draft.entries:
        place = _length(known, entry.place)
        text = insert_entry(text, (entry.place,), place, _fields(entry))
        known = _again(text)
    seen = [
        f"# {_safe(str(one.value['column']))}: {_safe(words.told(one.seen))}"
        for one in draft.entries
    ]
    if seen:
        message = "Added from {file}, as guesses; what each rests on:"
        head = _remark(words.text(message, file=draft.file))
        end = "\r\n" if "\r\n" in text else "\n"
        text = end.join([text.rstrip("\r\n"), "", *head, *seen, ""])
    return text


def find_unfilled(draft: Draft, population: str = "") -> dict[str, str]:
    """Give the fields that a draft leaves empty and that have to be filled in, each with how.

    How is said in English, to be translated.
    """
    named = {} if population else {"population": TO_FILL_IN["population"]}
    if len(draft.weights) > 1:
        told = join([one.told for one in draft.weights], "; ")
        named["weight"] = fill(WHICH_WEIGHT, columns=told)
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


def _left_out(left_out: Mapping[str, str], words: Language) -> Iterable[str]:
    reasons: dict[str, list[str]] = {}
    for name, why in left_out.items():
        reasons.setdefault(why, []).append(name)
    if reasons:
        yield from ("", *_remark(words.text("Columns that take no part:")))
    for why, names in reasons.items():
        # Every one of them: what nobody sees, nobody can put in its place.
        told = [_safe(mask(name)) for name in names]
        because = _safe(words.told(why))
        if sum(map(len, told)) <= ONE_LINE:
            yield f"# - {because}: {', '.join(told)}"
        else:
            yield from (f"# - {because}:", *(f"#     {name}" for name in told))


def _weights(draft: Draft, words: Language) -> list[str]:
    """Write the one column that looks like weights, or ask which of several counts."""
    if not draft.weights:
        return []
    told = [words.told(one.told) for one in draft.weights]
    if draft.weight:
        message = "By its name, and because its numbers are like weights: {column}."
        about = _remark(words.text(message, column=mask(told[0])))
        return ["", *about, f"weight: {_inline(draft.weight)}", "weight_guessed: true"]
    ask = words.text(
        "Several columns look like weights. Name the one that goes with these questions under "
        "weight; if everybody should count for the same, list them all under not_weights."
    )
    return ["", *_remark(ask), *(f"# - {_safe(mask(one))}" for one in told), "# weight:"]


def _sheet(draft: Draft, words: Language) -> list[str]:
    if not draft.sheet:
        return []
    about = words.text("The sheet with most cells below a row of headers; the workbook has others.")
    return [*_remark(about), f"sheet: {_inline(draft.sheet)}"]


def _field(name: str, value: str, words: Language) -> list[str]:
    """Write a field; one without a value is left to be filled in, for nobody guesses it."""
    if value:
        return [f"{name}: {value}"]
    how = words.text(TO_FILL_IN[name])
    return [f"# {words.text('Fill in {field}: {how}.', field=name, how=how)}"]


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
