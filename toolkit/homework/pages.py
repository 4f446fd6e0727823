"""What stands on which sheet: a page for each part of intake and choice, made from the models.

A new field in a model is a new line or column here, and so in the workbook and in its reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.language import LOCALES, Language, mark
from toolkit.model import Allocation
from toolkit.model.choice import Choice
from toolkit.model.client import Client
from toolkit.model.fields import Field, describe
from toolkit.model.intake import BLOCKS, MEANS, Block, Intake, block_of
from toolkit.model.persona import Research, Told

CLIENT = "client"
"""Where paths begin whose answers stand in ``client.yaml``."""

# What one cell can hold.
FLAT = ("line", "text", "whole", "number", "scale", "choice", "yes_no", "date", "words", "lines")
NESTED = ("table", "fields")
"""What one cell can hold as lines of short parts; see :mod:`toolkit.homework.cells`."""
CHOICE, RESEARCH = "choice", "research"
INITIATIVES = f"{CHOICE}.initiatives"
MEANS_FIELDS = ("capacity", "budget")
NAME_AT_MOST = 31


@dataclass(frozen=True, slots=True)
class Question:
    """A question with one answer, and where the answer belongs."""

    path: str
    field: Field


@dataclass(frozen=True, slots=True)
class Table:
    """A question whose answer is rows; ``columns`` are what each row is asked."""

    path: str
    field: Field
    columns: tuple[Field, ...]

    @property
    def total(self) -> int | None:
        """What each row must add up to, if it divides points."""
        model = self.field.model
        return model.total if model and issubclass(model, Allocation) else None


@dataclass(frozen=True, slots=True)
class Page:
    """The questions of a block."""

    block: Block
    questions: tuple[Question, ...]
    tables: tuple[Table, ...]


CHOICES: dict[Block, tuple[str, ...]] = {
    Block("initiatives", mark("What could be done"), "after", help=mark(
        "Everything that was named, also what you would rather not do."
    )): ("initiatives",),
    Block("criteria", mark("What counts, and how much"), "after"): (
        "weighting", "weights_said", "criteria",
    ),
    Block("choice_decisions", mark("What was decided"), "after"): ("decisions",),
    Block("plan", mark("Limits of the plan"), "after"): ("plan",),
}  # fmt: skip
"""What is asked of the choice between initiatives, by the sheet that it stands on."""

RESEARCHED: dict[Block, tuple[str, ...]] = {
    Block("personas", mark("Personas"), "after"): ("personas",),
    Block("interviews", mark("Interviews"), "before"): ("interviews",),
}
"""What was found out about people, by the sheet that it stands on."""
UNASKED = {"made_of", "known_by"}
"""What no person fills in."""


def list_pages(*, homework: bool = False) -> tuple[Page, ...]:
    """Give the pages of intake, research and choice, or only of what is asked beforehand."""
    blocks = [block for block in BLOCKS if not homework or block.moment == "before"]
    pages = tuple(_page(block, _fields_of(block)) for block in blocks)
    return pages if homework else (*pages, *list_research(), *list_choice())


def list_choice() -> tuple[Page, ...]:
    """Give the pages of the choice between initiatives."""
    fields = {one.name: one for one in describe(Choice)}
    return tuple(
        _page(block, ((CHOICE, fields[name]) for name in names)) for block, names in CHOICES.items()
    )


def list_research() -> tuple[Page, ...]:
    """Give the pages of personas and interviews."""
    fields = {one.name: one for one in describe(Research)}
    return tuple(
        _page(block, ((RESEARCH, fields[name]) for name in names))
        for block, names in RESEARCHED.items()
    )


def list_votes() -> tuple[Page, ...]:
    """Give the pages of what everybody answers alone: only the tables that divide points."""
    pages = (Page(page.block, (), _dividing(page.tables)) for page in list_pages())
    return tuple(page for page in pages if page.tables)


def name_sheets(pages: Iterable[Page], language: Language) -> tuple[str, ...]:
    """Name a sheet for each page, as short as a spreadsheet wants it."""
    names: list[str] = []
    for page in pages:
        words = "".join(
            " " if one in "[]:*?/\\" else one for one in language.text(page.block.title)
        )
        while len(words) > NAME_AT_MOST:
            words = words.rpartition(" ")[0] or words[:NAME_AT_MOST]
        names.append(words.strip(" '"))
    return tuple(names)


def in_every_language(message: str) -> frozenset[str]:
    """Give the ways in which a message may stand in a sheet, in small letters."""
    return frozenset(Language(code).text(message).strip().casefold() for code in LOCALES)


def _is_told(field: Field) -> bool:
    return field.name in Told.model_fields


def _dividing(tables: Iterable[Table]) -> tuple[Table, ...]:
    return tuple(table for table in tables if table.total is not None)


def _fields_of(block: Block) -> Iterator[tuple[str, Field]]:
    if block == MEANS:
        yield from ((CLIENT, one) for one in describe(Client) if one.name in MEANS_FIELDS)
    yield from (("intake", one) for one in describe(Intake) if block_of(one.name) == block)


def _page(block: Block, fields: Iterable[tuple[str, Field]]) -> Page:
    parts = [part for above, field in fields for part in _parts(above, field)]
    return Page(
        block,
        tuple(one for one in parts if isinstance(one, Question)),
        tuple(one for one in parts if isinstance(one, Table)),
    )


def _parts(above: str, field: Field) -> Iterator[Question | Table]:
    path = f"{above}.{field.name}"
    if field.model and field.kind in ("table", "groups"):
        nested = above.partition(".")[0] in (CHOICE, RESEARCH)
        columns = (
            one for one in describe(field.model)
            if (one.kind in FLAT or (nested and one.kind in NESTED)) and one.name not in UNASKED
        )  # fmt: skip
        # Who a row is about comes before what it tells.
        yield Table(path, field, tuple(sorted(columns, key=_is_told)))
    elif field.model:
        for one in describe(field.model):
            yield from _parts(path, one)
    elif field.kind in FLAT:
        yield Question(path, field)
