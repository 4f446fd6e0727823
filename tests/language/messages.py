"""Finds the messages that need a translation: in code by their calls, in templates as prose."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
# A plural is found by its singular.
CALLS = {"text": (0,), "mark": (0,), "say": (1,), "plural": (0,)}


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
