"""Our own questionnaires: read from their folder, and recognised in a file of answers.

A file made with one of them is known by its headers. Google Forms writes “Question [Row]” above the
column of a row, Microsoft Forms the row alone, others put a dash or a colon between. The words have
to be the questionnaire's own, so that what the codebook then says is no guess; a column with other
words is left to whoever drafts the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.errors import Fault, UsageError, fill
from toolkit.model.questionnaire import CLIENT, Question, Questionnaire
from toolkit.model.survey import EVERYBODY
from toolkit.readers.documents import read_yaml
from toolkit.readers.table import header_key
from toolkit.workspace import find_resource

FOLDER = "templates/questionnaires"
# So much of the ladder has to be there for a file to be of that questionnaire.
ENOUGH = 0.75
# What may stand between the answers of one cell, the likeliest first; no option holds one.
SEPARATORS = (";", ",", "|", "\n")
# LimeSurvey ticks an option with this where it exports codes.
TICKED = "Y"


@dataclass(frozen=True, slots=True)
class FoundQuestionnaire:
    """A questionnaire and the columns of a file in which its questions stand.

    Parameters
    ----------
    questionnaire
        Which.
    columns
        Header in the file by place: the key of a question, or key and words of one of its rows or
        options.
    missing
        Words of the rows that the file has no column for.
    """

    questionnaire: Questionnaire
    columns: Mapping[tuple[str, ...], str]
    missing: tuple[str, ...]

    @property
    def group_column(self) -> str | None:
        """The column that says which target group somebody is in, if it was asked."""
        asked = (one for one in self.questionnaire.questions if one.meaning == "group")
        return next((self.columns[one.key,] for one in asked if (one.key,) in self.columns), None)

    def as_codebook(
        self, cells: Mapping[str, Sequence[str]] | None = None, groups: Sequence[str] = ()
    ) -> dict[str, Any]:
        """Give the fields of a codebook that follow from the questionnaire.

        Parameters
        ----------
        cells
            Texts by header; what stands between several answers in one cell is seen from them, and
            is ``;`` without.
        groups
            Options of the question about target groups. Without them its answers are labels of a
            question about who somebody is, and divide nobody.

        Returns
        -------
        dict
            ``questionnaire``, ``instrument``, ``language`` and the lists of questions, fit for
            :class:`toolkit.model.survey.Codebook`; a list that nothing is in is left out.
        """
        book: dict[str, Any] = {
            "questionnaire": self.questionnaire.name,
            "instrument": self.questionnaire.instrument,
            "language": self.questionnaire.language,
        }
        for question in self.questionnaire.questions:
            for field, value in self._entries(question, cells or {}, groups):
                if isinstance(value, str):
                    book[field] = value
                else:
                    book.setdefault(field, []).append(value)
        return book

    def _entries(
        self, question: Question, cells: Mapping[str, Sequence[str]], groups: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, Any] | str]]:
        alone = self.columns.get((question.key,))
        match question.meaning:
            case "channels" | "behaviours":
                yield from self._rows(question)
            case "ways" if alone:
                yield from self._ways_in_one(question, alone, cells.get(alone, ()))
            case "ways":
                yield from self._ways_spread(question)
            case "group" if alone and groups:
                yield "segment_column", alone
                for segment in _make_segments(groups):
                    yield "segments", segment
            case "group" | "who" if alone:
                answers = {option.wording: option.wording for option in question.options}
                known = {"answers": answers} if answers else {}
                yield "demographics", {"column": alone, "name": question.name, **known}
            case "open" if alone:
                yield "open_questions", {"column": alone, "name": question.name}

    def _rows(self, question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
        for row in question.statements:
            column = self.columns.get((question.key, row.wording))
            if column is None:
                continue
            often = list(self.questionnaire.counting(row.often))
            if row.channel:
                yield "channels", {"column": column, "channel": row.channel, "use": often}
            if row.rung:
                yield "behaviours", {"column": column, "rung": row.rung, "counts": often}

    def _ways_in_one(
        self, question: Question, column: str, texts: Iterable[str]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        options = [option.wording for option in question.options]
        yield "several", {"column": column, "separator": find_separator(texts, options)}
        for option in question.options:
            if option.way:
                yield "ways", {"column": column, "way": option.way, "counts": [option.wording]}

    def _ways_spread(self, question: Question) -> Iterator[tuple[str, dict[str, Any]]]:
        for option in question.options:
            column = self.columns.get((question.key, option.wording))
            if column and not option.way:
                # Who chose only this was asked, and is a no for the others.
                yield "other_options", {"column": column, "question": question.wording}
            elif column:
                counts = [option.wording, self.questionnaire.yes, TICKED]
                yield (
                    "ways",
                    {
                        "column": column, "way": option.way, "counts": counts,
                        "blank": "unchosen", "question": question.wording,
                    },
                )  # fmt: skip


def load_questionnaires(workspace: Path | None = None) -> tuple[Questionnaire, ...]:
    """Read all questionnaires, of the workspace or else of the package, by name.

    Raises
    ------
    InputError
        With all that is wrong in one of them.
    """
    folder = find_resource(FOLDER, workspace=workspace)
    return tuple(
        read_yaml(path, f"{FOLDER}/{path.name}", Questionnaire)
        for path in sorted(folder.glob("*.yaml"))
    )


def choose_questionnaire(
    known: Iterable[Questionnaire], instrument: str, language: str
) -> Questionnaire:
    """Give the newest questionnaire of an instrument in a language.

    Raises
    ------
    UsageError
        If there is none.
    """
    fitting = [one for one in known if (one.instrument, one.language) == (instrument, language)]
    if not fitting:
        raise UsageError(
            Fault(
                "There is no such questionnaire.",
                got=f"{instrument}, {language}",
                expected="modern or forrester, in nl or en",
                remedy=fill("The questionnaires stand in {folder}.", folder=FOLDER),
            )
        )
    return max(fitting, key=lambda one: (one.dated, int(one.name.rpartition("-")[2])))


def find_questionnaire(
    headers: Iterable[str],
    known: Iterable[Questionnaire] | None = None,
    meanings: Mapping[str, str] | None = None,
) -> FoundQuestionnaire | None:
    """Find the questionnaire that a file of answers was made with, by its headers.

    Parameters
    ----------
    headers
        Of the file, in its order.
    known
        Questionnaires to look among; by default those of the package.
    meanings
        The words of a column whose header is a code, as Qualtrics has them.

    Returns
    -------
    FoundQuestionnaire or None
        The one of which most columns are there; ``None`` where less than three quarters of the
        ladder's rows are there of any.
    """
    places = [
        (header, header_key((meanings or {}).get(header, header))) for header in headers if header
    ]
    best: FoundQuestionnaire | None = None
    for one in _load_packaged() if known is None else known:
        columns = {
            place: header
            for place, words in _list_places(one)
            if (header := next((name for name, key in places if words.fullmatch(key)), None))
        }
        ladder = {
            (question.key, row.wording): row.wording
            for question in one.questions
            for row in question.statements
            if row.rung
        }
        there = sum(place in columns for place in ladder)
        if there >= ENOUGH * len(ladder) and (best is None or len(columns) > len(best.columns)):
            missing = tuple(words for place, words in ladder.items() if place not in columns)
            best = FoundQuestionnaire(one, columns, missing)
    return best


def find_separator(texts: Iterable[str], options: Iterable[str]) -> str:
    """See what stands between the answers of a cell: what leaves most cells with options only."""
    known = {header_key(option) for option in options}
    cells = [text for text in texts if text.strip()]

    def fits(separator: str) -> int:
        return sum(
            all(header_key(part) in known for part in text.split(separator) if part.strip())
            for text in cells
        )

    return max(SEPARATORS, key=fits)


@cache
def _load_packaged() -> tuple[Questionnaire, ...]:
    return load_questionnaires()


def _list_places(one: Questionnaire) -> Iterator[tuple[tuple[str, ...], re.Pattern[str]]]:
    """Give each place of a questionnaire with the headers that it may have."""
    for question in one.questions:
        words = _as_pattern(question.wording)
        if question.kind != "grid":
            yield (question.key,), re.compile(words)
        for row in question.statements:
            # Microsoft Forms prints the row alone, and no two rows have the same words.
            part = _as_pattern(row.wording)
            yield (question.key, row.wording), re.compile(f"{part}|{_below(words, part)}")
        for option in question.options:
            if question.kind == "several":
                part = _as_pattern(option.wording)
                yield (question.key, option.wording), re.compile(_below(words, part))


def _below(words: str, part: str) -> str:
    return rf"{words}\s*(?:\[{part}\]|[-–—:|.]\s*{part})"


def _as_pattern(wording: str) -> str:
    """Give the pattern of a question, in which any name may stand for the client's."""
    parts = wording.split(CLIENT)
    return ".+?".join(re.escape(header_key(f"x{part}x")[1:-1]) for part in parts)


def _make_segments(groups: Sequence[str]) -> Iterator[dict[str, Any]]:
    taken = {EVERYBODY}
    for number, group in enumerate(groups, start=1):
        plain = unicodedata.normalize("NFKD", group).encode("ascii", "ignore").decode().lower()
        key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
        if not re.match(r"[a-z]", key) or key in taken:
            key = f"group_{number}"
        taken.add(key)
        yield {"key": key, "name": group, "answers": [group]}
