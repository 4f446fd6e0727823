"""What goes along with a row that is removed or renamed: all that names it.

A score of an initiative that is gone is no score. All of it is one step, so that taking that step
back brings all of it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.workshop_log.answers import Answers, Rows, find
from toolkit.workshop_log.differences import Change

INITIATIVES = "choice.initiatives"
NAMED_AS = {INITIATIVES: "initiative", "choice.criteria": "criterion"}
NAMING = (
    "choice.ratings", "choice.agreed", "choice.board.cards", "choice.board.dots",
    "choice.decisions", "choice.plan.pins",
)  # fmt: skip
PERSONAS = "research.personas"
NAMING_A_PERSONA = ("research.interviews", "research.quotes")


def remove_with_all(answers: Answers, path: str) -> tuple[Change, ...]:
    """Give the changes that remove the row at `path` and whatever names it."""
    return (*_name_it(answers, path), *_leave_persona(answers, path), Change("remove", path))


def rename_with_all(answers: Answers, change: Change) -> tuple[Change, ...]:
    """Give a change, and those it takes along: who names a persona, names it anew."""
    row, _, field = change.path.rpartition(".")
    if field != "name" or row.rpartition(".")[0] != PERSONAS or not change.value:
        return (change,)
    return (change, *_name_persona(answers, row, str(change.value).strip()))


def _leave_persona(answers: Answers, path: str) -> Iterator[Change]:
    # What somebody said stays said, whomever it stands for.
    if path.rpartition(".")[0] == PERSONAS:
        yield from _name_persona(answers, path, "")


def _name_persona(answers: Answers, row: str, name: str) -> Iterator[Change]:
    persona = _rows(answers, PERSONAS).get(row.rpartition(".")[2])
    known = persona.get("name") if isinstance(persona, dict) else None
    for table in NAMING_A_PERSONA:
        for key, one in _rows(answers, table).items():
            if known and isinstance(one, dict) and one.get("persona") == known:
                yield Change("set", f"{table}.{key}.persona", name)


def _name_it(answers: Answers, path: str) -> Iterator[Change]:
    table = path.rpartition(".")[0]
    part = NAMED_AS.get(table, "")
    row = _rows(answers, table).get(path.rpartition(".")[2]) if part else None
    if not isinstance(row, dict) or not row.get("key"):
        return
    # Before there was a list to choose from, a name could stand where the key belongs.
    known = {_fold(row.get(name)) for name in ("key", "name")} - {""}
    for naming in NAMING:
        for key, one in _rows(answers, naming).items():
            if isinstance(one, dict) and _fold(one.get(part)) in known:
                yield Change("remove", f"{naming}.{key}")
    for key, one in _rows(answers, INITIATIVES).items():
        needs = one.get("depends_on") if isinstance(one, dict) and table == INITIATIVES else None
        left = [need for need in needs or () if _fold(need) not in known]
        if needs and len(left) < len(needs):
            yield Change("set", f"{INITIATIVES}.{key}.depends_on", left)


def _rows(answers: Answers, table: str) -> Rows:
    try:
        found = find(answers.tree, table)
    except KeyError:
        return Rows()
    return found if isinstance(found, Rows) else Rows()


def _fold(name: object) -> str:
    return " ".join(name.split()).casefold() if isinstance(name, str) else ""
