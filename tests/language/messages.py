"""Finds the messages that need a translation: in code by their calls, in templates as prose."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
# A plural is found by its singular.
CALLS = {"text": (0,), "mark": (0,), "fill": (0,), "say": (1,), "plural": (0,)}


def messages_in_code(path: Path) -> Iterator[str]:
    """Give the constants that are passed as messages, or kept in a name `message` on the way."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for place in CALLS.get(name, ()):
                if len(node.args) > place:
                    yield from _constants(node.args[place])
        elif isinstance(node, ast.Assign) and any(
            getattr(target, "id", "") == "message" for target in node.targets
        ):
            yield from _constants(node.value)


def messages_in_notebook(path: Path) -> Iterator[str]:
    """Give the prose cells of a template."""
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            yield cell.source


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def faults_in_code(path: Path) -> Iterator[str]:
    """Give the sentences that faults are made of, other than those that are marked or filled."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for text in _parts_of_fault(node):
            yield from _constants(text)


def unfilled_in_code(path: Path) -> Iterator[str]:
    """Give what in faults has words with something put in by Python: it cannot be translated."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        found = node.value if isinstance(node, ast.keyword) and node.arg == "got" else None
        for text in [*_parts_of_fault(node), *([found] if found else [])]:
            for part in (text.body, text.orelse) if isinstance(text, ast.IfExp) else (text,):
                if any(map(_put_together, _outside(part))):
                    yield ast.unparse(part)


def _parts_of_fault(node: ast.AST) -> Iterator[ast.expr]:
    """Give what is said, expected and advised, also where it is kept in a name on the way."""
    parts = {"what", "expected", "remedy"}
    if isinstance(node, ast.keyword):
        if node.arg in parts:
            yield node.value
    elif isinstance(node, ast.Assign):
        if any(getattr(target, "id", "") in parts for target in node.targets):
            yield node.value
    elif isinstance(node, ast.Call) and node.args:
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        of = getattr(getattr(node.func, "value", None), "id", "")
        if name in {"Fault", "UsageError", "InputError"} or (name == "add" and of == "findings"):
            yield node.args[0]
        elif name == "Contradiction":
            yield node.args[1]


def _outside(node: ast.expr) -> Iterator[ast.AST]:
    """Walk an expression, but not into other calls: what they do with a text is their own."""
    yield node
    if isinstance(node, ast.BinOp):
        yield from _outside(node.left)
        yield from _outside(node.right)
    elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "join":
        for argument in node.args:
            yield from ast.walk(argument)


def _put_together(part: ast.AST) -> bool:
    """Say whether words stand in an f-string, or are added to something else."""
    if isinstance(part, ast.JoinedStr):
        return any(map(_has_words, part.values))
    return isinstance(part, ast.BinOp) and (_has_words(part.left) or _has_words(part.right))


def _has_words(text: ast.expr) -> bool:
    # A part of a path or a bracket is no word.
    said = str(text.value).split() if isinstance(text, ast.Constant) else []
    return any(word.strip("“”(),;:.").isalpha() for word in said)
