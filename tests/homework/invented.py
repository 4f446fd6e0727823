"""Intakes of every kind, made by lot from the models: what a person could have answered."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from toolkit.homework import read_workbook, write_workbook
from toolkit.homework.pages import CLIENT, NESTED, list_pages
from toolkit.homework.wanted import Wanted
from toolkit.language import Language
from toolkit.model.client import Client
from toolkit.model.fields import Field, describe
from toolkit.workshop_log.answers import Answers, Rows, grow

DUTCH = Language("nl")
CLIENT_OF_ALL = Client.model_validate(
    {"name": "Müller & Zn.", "capacity": {"hours_per_week": 12.5}, "budget": {"per_year": 4000}}
)
HOSTILE = (
    '=cmd|"/c calc"!A1', "+1+1", "@SUM(A1)", "-2", "https://example.org", "<script>1</script>",
    "<r>not</r>", "<r><t>x</t></r>", "_x0041_", "_x005F_x0041_", "x005F_", "a\x00b\x1f\x0bc",
    "one\r\ntwo\rthree\n", "\u202eright to left\u202c", "👩‍👩‍👧 🏳️‍🌈", "\ufffe\uffff", " spaces ",
    "007", "1e5", "?", "onbekend", "TRUE", "#REF!", "long […1]", " […3]", "'quoted", "\t", "ja",
)  # fmt: skip
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))
NAMES = TEXTS.filter(lambda text: text.strip())


@cache
def values(field: Field) -> st.SearchStrategy[object]:
    """Draw an answer to a question, as JSON has it."""
    low = int(field.lowest if field.lowest is not None else -(10**12))
    high = int(field.highest if field.highest is not None else 10**12)
    kinds: dict[str, st.SearchStrategy[object]] = {
        "choice": st.sampled_from(list(field.choices) or [None]),
        "scale": st.integers(low, high),
        "whole": st.integers(low, high),
        "number": st.floats(low, high, allow_nan=False),
        "yes_no": st.booleans(),
        "date": st.dates().map(dt.date.isoformat),
        "words": st.lists(TEXTS, max_size=3),
        "lines": st.lists(TEXTS, max_size=6),
    }
    if field.kind in NESTED and field.model:
        parts = {one.name: values(one) for one in describe(field.model) if one.required}
        more = {one.name: values(one) for one in describe(field.model) if not one.required}
        row = st.fixed_dictionaries(parts, optional=more)
        kinds |= {"fields": row, "table": st.lists(row, max_size=3)}
    known = kinds.get(field.kind, NAMES if field.required else TEXTS)
    return st.one_of(known, st.none()) if field.nullable else known


@st.composite
def answers(draw: st.DrawFn) -> Answers:
    """Draw answers to some of the questions; rows may lack what they must have."""
    result = Answers()
    for page in list_pages():
        for question in page.questions:
            if not question.path.startswith(CLIENT) and draw(st.booleans()):
                *parents, last = question.path.split(".")
                here = result.tree
                for part in parents:
                    here = here.setdefault(part, {})
                here[last] = draw(values(question.field))
        for table in page.tables:
            *parents, name = table.path.split(".")
            rows = Rows()
            for key in draw(st.lists(st.integers(1, 99), max_size=3, unique=True)):
                columns = draw(st.lists(st.sampled_from(table.columns), unique_by=lambda f: f.name))
                rows[f"r{key}-0"] = {field.name: draw(values(field)) for field in columns}
            if rows or draw(st.booleans()):
                here = result.tree
                for part in parents:
                    here = here.setdefault(part, {})
                here[name] = Rows((key, grow(row, key)) for key, row in rows.items())
    return result


def written(path: Path, answers: Answers, *, homework: bool = False) -> Path:
    """Write a workbook of these answers in Dutch."""
    return write_workbook(path, answers, CLIENT_OF_ALL, DUTCH, homework=homework)


def read(path: Path, answers: Answers) -> Wanted:
    """Read it back over these answers."""
    return read_workbook(path, answers, CLIENT_OF_ALL, DUTCH)
