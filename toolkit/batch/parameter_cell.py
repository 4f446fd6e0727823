"""The cell tagged ``parameters`` as it stands in a notebook: read as a contract, never run.

Annotated plain values with a trailing ``#`` help; ``name: type`` alone must be given a value.

    goal: float  # posts a week that the client wants
    tags: list[str] = []  # themes that are looked at
    depth: "Literal['short', 'full']" = "short"  # how much is told
    start: "date | None" = None  # first day; in quotes, so that nothing need be imported
    token: Secret = Secret("token")  # key of the statistics service
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from toolkit.batch.parameter_types import TYPES, describe_type, find_adapter
from toolkit.batch.parameters import Contract, Parameter, take
from toolkit.batch.prepare import read_template
from toolkit.errors import Fault, InputError, fill
from toolkit.secret import NAME

SECRET = "Secret"  # noqa: S105 - the name of a type
EXAMPLE = "name: type = value  # help"


def read_contract(template: Path) -> Contract:
    """Read the contract of a notebook from its cell tagged ``parameters``.

    Raises
    ------
    InputError
        If it is no notebook with one such cell, or with all that is wrong in the cell.
    """
    try:
        stamp = template.stat()
    except OSError:
        return _read(template, (0, 0))
    return _read(template, (stamp.st_mtime_ns, stamp.st_size))


def fill_in(source: str, values: Mapping[str, object], client: str = "") -> str:
    """Give the source of a cell of parameters with these values in place of what stands there.

    Parameters
    ----------
    client
        Slug of the client whose own secrets are meant.
    """
    lines = [line.encode() for line in source.splitlines(keepends=True)]
    for statement in reversed(ast.parse(source).body):
        if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
            continue
        name, old = statement.target.id, statement.value
        if ast.unparse(statement.annotation) == SECRET:
            new = f"{SECRET}({_name_of_secret(old, name)!r}, {client!r})"
        elif name in values:
            new = repr(values[name])
        else:
            continue
        # Python counts columns in bytes of UTF-8.
        last = old or statement.annotation
        row, end = (last.end_lineno or 1) - 1, last.end_col_offset or 0
        first, start = (old.lineno - 1, old.col_offset) if old else (row, end)
        put = new if old else f" = {new}"
        lines[first : row + 1] = [lines[first][:start] + put.encode() + lines[row][end:]]
    return b"".join(lines).decode()


@lru_cache(maxsize=512)
def _read(template: Path, _stamp: tuple[int, int]) -> Contract:
    notebook = read_template(template)
    source = next(
        cell.source for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ())
    )
    try:
        return _read_cell(source, template)
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError) as error:
        # The last two come of brackets in brackets, deeper than anybody writes.
        what = "The cell tagged “parameters” is not Python that can be read."
        row = getattr(error, "lineno", None)
        got = source.splitlines()[row - 1].strip() if row and row <= source.count("\n") + 1 else ""
        raise InputError(Fault(what, file=template.name, got=(got or str(error))[:200])) from error


def _read_cell(source: str, template: Path) -> Contract:
    statements = ast.parse(source).body
    remarks = _find_remarks(source)
    parameters: dict[str, Parameter] = {}
    faults: list[Fault] = []
    for statement in statements:
        if _says_nothing(statement):
            continue
        try:
            one = _read_parameter(statement, remarks)
            if one.name in parameters:
                raise InputError(Fault("This parameter stands there twice.", column=one.name))
            parameters[one.name] = one
        except InputError as error:
            faults += [_at(fault, template.name, statement) for fault in error.faults]
    if faults:
        raise InputError(faults)
    return Contract(template.stem, tuple(parameters.values()))


def _at(fault: Fault, file: str, statement: ast.stmt) -> Fault:
    got = fault.got or ast.unparse(statement)[:80]
    return Fault(
        fault.what, file, column=fault.column, got=got, expected=fault.expected, remedy=fault.remedy
    )


def _find_remarks(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        one.start[0]: one.string.lstrip("# ").rstrip()
        for one in tokens
        if one.type == tokenize.COMMENT
    }


def _says_nothing(statement: ast.stmt) -> bool:
    """Tell what a type may need, and words: no parameters."""
    words = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return words or isinstance(statement, ast.Import | ast.ImportFrom)


def _read_parameter(statement: ast.stmt, remarks: Mapping[int, str]) -> Parameter:
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name):
        what = "Something stands in the cell tagged “parameters” that is no parameter with a type."
        raise InputError(Fault(what, expected=EXAMPLE))
    name, annotation = statement.target.id, statement.annotation
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = _parse_quoted(annotation.value, name)
    told = remarks.get(statement.end_lineno or 0, "")
    kind = ast.unparse(annotation)
    if kind == SECRET:
        return Parameter(name, kind, help=told, secret=_name_of_secret(statement.value, name))
    try:
        find_adapter(kind)
    except (ValueError, SyntaxError) as error:
        what = "This is no type that a parameter can have."
        raise InputError(Fault(what, column=name, got=kind, expected=TYPES)) from error
    if statement.value is None:
        return Parameter(name, kind, help=told, required=True)
    try:
        default = ast.literal_eval(statement.value)
    except (ValueError, TypeError, SyntaxError) as error:
        what = "What a parameter is without being given must be a plain value."
        expected = describe_type(kind)
        raise InputError(Fault(what, column=name, expected=expected)) from error
    take(Parameter(name, kind, help=told), default)
    return Parameter(name, kind, default, told)


def _parse_quoted(annotation: str, name: str) -> ast.expr:
    try:
        return ast.parse(annotation, mode="eval").body
    except SyntaxError as error:
        what = "This is no type that a parameter can have."
        raise InputError(Fault(what, column=name, got=annotation, expected=TYPES)) from error


def _name_of_secret(value: ast.expr | None, name: str) -> str:
    match value:
        case ast.Call(func=ast.Name(id="Secret"), args=[ast.Constant(value=str(secret)), *_]) if (
            NAME.fullmatch(secret)
        ):
            return secret
    raise InputError(
        Fault(
            "A secret is named, with small letters, digits and single underscores.",
            column=name,
            # Somebody may have typed the value itself.
            got=fill("something else"),
            expected=fill('{name}: Secret = Secret("token")', name=name),
        )
    )
