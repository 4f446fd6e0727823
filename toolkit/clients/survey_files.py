"""The files of a survey: a codebook drafted from the answers, and the raw file forgotten.

A codebook that is there is only added to. The raw file goes only after the file that takes its
place was read again and gave the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from toolkit.clients.files import REMOVED, find_free
from toolkit.clients.folder import SURVEY, ClientFolder
from toolkit.errors import Fault, InputError, UsageError, fill
from toolkit.model.survey import Codebook
from toolkit.readers import Export, read_answers
from toolkit.readers.documents import read_text
from toolkit.readers.findings import LONG_HEADER, Findings, name_columns
from toolkit.readers.survey import open_answers
from toolkit.readers.survey.cells import question_columns
from toolkit.readers.survey.cleaned import NUMBER, hide_rare, write_cleaned
from toolkit.readers.survey.draft import Draft, draft_codebook
from toolkit.readers.survey.draft_text import add_to_codebook, find_unfilled, write_draft
from toolkit.readers.survey.guesses import MAY_BE_KNOWN
from toolkit.readers.table import header_key
from toolkit.readers.yaml_edit import read_fields, remove_entry, set_value

CODEBOOK = f"{SURVEY}/codebook.yaml"
ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xls")
PROTECTS = "which the law protects"
CLEANED = "answers.csv"


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was written: whether the codebook is new, and what is left to fill in, each with how."""

    name: str
    new: bool
    draft: Draft
    unfilled: Mapping[str, str] = field(default_factory=dict)

    @property
    def delicate(self) -> dict[str, str]:
        """Columns that were left out because of what they are about, each with why."""
        said = self.draft.left_out.items()
        return {name: why for name, why in said if why == MAY_BE_KNOWN or PROTECTS in why}


@dataclass(frozen=True, slots=True)
class RawFile:
    """What goes when the raw file is forgotten: it, copies put aside, and columns with it.

    ``open_questions`` are columns that stay with what people wrote in them, names and all.
    """

    name: str
    copies: tuple[str, ...]
    dropped: str
    open_questions: tuple[str, ...] = ()


def list_answer_files(folder: ClientFolder) -> tuple[str, ...]:
    """Name the files in ``data/survey`` that may be answers."""
    return tuple(name for name in folder.files(SURVEY) if name.lower().endswith(ENDINGS))


def draft_survey(
    folder: ClientFolder, file: str = "", *, population: str = "", sample: str = "convenience"
) -> Drafted:
    """Draft the codebook from the answers, or add to the one that there is.

    Remarks in it are in the client's language.

    Parameters
    ----------
    file
        Name of the answers in ``data/survey``; empty where there is one file, or a codebook.
    population
        Of whom the answers speak; where a codebook says so already, that stands.
    sample
        For a new codebook: how the people were found.

    Raises
    ------
    UsageError
        If it is not clear which file is meant.
    InputError
        If the answers, or a codebook that is there, cannot be read.
    """
    if sample not in ("convenience", "probability"):
        raise UsageError(
            Fault("This is no kind of sample.", got=sample, expected="convenience or probability")
        )
    path = folder.path / CODEBOOK
    if path.is_file():
        _fill_in(folder, population.strip())
        known = folder.codebook
        if file and file != known.file:
            what = "The codebook is about another file."
            raise UsageError(Fault(what, CODEBOOK, got=file, expected=known.file))
        draft = draft_codebook(_export(folder, known.file), known)
        if not draft.empty:
            text = add_to_codebook(read_text(path, CODEBOOK), draft, folder.words())
            folder.save(CODEBOOK, text)
        unfilled = find_unfilled(draft, known.population)
        asked = {name: how for name, how in unfilled.items() if name == "weight"}
        return Drafted(CODEBOOK, new=False, draft=draft, unfilled=asked)
    draft = draft_codebook(_export(folder, file or _only_file(folder)))
    folder.save(CODEBOOK, write_draft(draft, population.strip(), sample, folder.words()))
    unfilled = find_unfilled(draft, population.strip())
    return Drafted(CODEBOOK, new=True, draft=draft, unfilled=unfilled)


def _fill_in(folder: ClientFolder, population: str) -> None:
    text = read_text(folder.path / CODEBOOK, CODEBOOK)
    fields = read_fields(text, CODEBOOK)
    if population and isinstance(fields, dict) and not fields.get("population"):
        folder.save(CODEBOOK, set_value(text, ("population",), population))


def find_raw(folder: ClientFolder, *, keep_open: bool = True) -> RawFile:
    """Say what would go if the raw file were forgotten.

    Parameters
    ----------
    keep_open
        Whether what people wrote to open questions stays.

    Raises
    ------
    UsageError
        If there is no codebook, or only the file that was written in the raw one's place.
    InputError
        If the answers cannot be read.
    """
    codebook = _codebook(folder)
    name = f"{SURVEY}/{codebook.file}"
    table = open_answers(
        _export(folder, codebook.file), Findings(name), codebook.layout, codebook.sheet
    ).table
    written = _open_columns(codebook)
    codebook = codebook if keep_open else _without_open_questions(codebook)
    answers, _ = read_answers(_export(folder, codebook.file), codebook)
    kept = {header_key(str(column)) for column in answers.columns}
    kept.add(NUMBER)
    dropped = [one for one in table.headers if one and header_key(one) not in kept]
    if table.headers[:1] == (NUMBER,) and not dropped:
        raise UsageError(Fault("The raw file was forgotten before; this is what is kept.", name))
    aside = folder.path / SURVEY / REMOVED
    copies = sorted(one.name for one in aside.iterdir() if one.is_file()) if aside.is_dir() else []
    aside_too = tuple(f"{SURVEY}/{REMOVED}/{one}" for one in copies)
    told = name_columns(dropped, LONG_HEADER)
    return RawFile(name, aside_too, told, written if keep_open else ())


def forget_raw(folder: ClientFolder, *, keep_open: bool = True) -> str:
    """Keep only what the codebook names, in a new file, and remove the raw one; give its name.

    What was put aside in ``data/survey/removed`` goes too, for it may be the raw file as well.
    What few people typed about who they are is kept as “something else”.

    Parameters
    ----------
    keep_open
        Whether what people wrote to open questions stays; if not, its columns go, and
        ``open_questions`` goes from the codebook.

    Raises
    ------
    UsageError, InputError
        As :func:`find_raw`; or if the new file does not give the same answers, or a file cannot be
        removed.
    """
    raw = find_raw(folder, keep_open=keep_open)
    codebook = _codebook(folder)
    if not keep_open:
        codebook = _without_open_questions(codebook)
    answers, _ = read_answers(_export(folder, codebook.file), codebook)
    answers = hide_rare(answers, codebook)
    made = find_free(folder.path / SURVEY, CLEANED)
    folder.save(f"{SURVEY}/{made.name}", write_cleaned(answers, codebook))
    written = {"sheet": None, "weight_decimal": "." if codebook.weight else None}
    plain = codebook.model_copy(
        update={"file": made.name, "layout": "plain", "personal": (), **written}
    )
    again, _ = read_answers(_export(folder, made.name), plain)
    if not _hold_the_same(answers, again):
        made.unlink()
        raise InputError(
            Fault(
                "The answers cannot be kept without the raw file: the new one reads otherwise.",
                raw.name,
                remedy="List the options that hold the separator in codebook.yaml, under several.",
            )
        )
    text = read_text(folder.path / CODEBOOK, CODEBOOK)
    text = set_value(text, ("file",), made.name)
    text = set_value(text, ("layout",), "plain")
    if codebook.weight:
        # Weights were written anew, with a point.
        text = set_value(text, ("weight_decimal",), ".")
    fields = read_fields(text, CODEBOOK)
    if isinstance(fields, dict) and "sheet" in fields:
        text = remove_entry(text, ("sheet",))
    if isinstance(fields, dict) and "personal" in fields:
        # They are gone; under these names nothing is left to be kept from being read.
        text = remove_entry(text, ("personal",))
    if not keep_open and isinstance(fields, dict) and "open_questions" in fields:
        text = remove_entry(text, ("open_questions",))
    folder.save(CODEBOOK, text)
    for name in (raw.name, *raw.copies):
        try:
            (folder.path / name).unlink()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise InputError(Fault("This file could not be removed.", name, got=reason)) from error
    return f"{SURVEY}/{made.name}"


def _without_open_questions(codebook: Codebook) -> Codebook:
    return codebook.model_copy(update={"open_questions": ()})


def _open_columns(codebook: Codebook) -> tuple[str, ...]:
    """Name the columns that the codebook asks for as open questions, and for nothing else."""
    asked = question_columns(_without_open_questions(codebook))
    return tuple(one.column for one in codebook.open_questions if one.column not in asked)


def _hold_the_same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    def rows(frame: pd.DataFrame) -> list[tuple[str, ...]]:
        texts = frame.astype("string").fillna("")
        return sorted(texts.itertuples(index=False, name=None))

    return list(one.columns) == list(other.columns) and rows(one) == rows(other)


def _codebook(folder: ClientFolder) -> Codebook:
    if not (folder.path / CODEBOOK).is_file():
        raise UsageError(Fault("There is no codebook that says what is to be kept.", CODEBOOK))
    return folder.codebook


def _only_file(folder: ClientFolder) -> str:
    names = list_answer_files(folder)
    if len(names) == 1:
        return names[0]
    if not names:
        raise UsageError(
            Fault(
                "There are no answers of a survey yet.",
                SURVEY,
                expected="a file with one row for each respondent (.csv, .xlsx)",
            )
        )
    raise UsageError(
        Fault(
            "There are several files; say which of them holds the answers.",
            SURVEY,
            expected=fill("one of: {names}", names=", ".join(names)),
        )
    )


def _export(folder: ClientFolder, file: str) -> Export:
    name = f"{SURVEY}/{file}"
    if file not in folder.files(SURVEY):
        known = ", ".join(list_answer_files(folder))
        expected = fill("one of: {names}", names=known) if known else ""
        raise UsageError(Fault("There is no such file.", name, expected=expected))
    return Export(folder.path / name, name)
