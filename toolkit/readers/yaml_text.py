"""YAML as people write it: every value stays the text that stands there.

Only the field that a value is for knows whether ``0123`` is a number and ``no`` an answer, so
nothing is turned into a number, a date or a truth here; an empty value, ``~`` and ``null`` are
nothing. A key that stands twice is a fault, as is nesting deeper than any file of ours, and so are
aliases that unfold into more than a person writes.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml
from yaml.composer import Composer
from yaml.constructor import SafeConstructor
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.resolver import Resolver

from toolkit.errors import Fault, InputError, fill

DEEPEST = 40
LARGEST = 200_000
ENDLESS = (LARGEST + 1, DEEPEST + 1)
TEXT = "tag:yaml.org,2002:str"
KEPT = ("tag:yaml.org,2002:null", "tag:yaml.org,2002:merge")
PLAIN = (TEXT, *KEPT, "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")
LOOK = "Look at the indentation, colons and quotes on and just above this row."


class _Resolver(Resolver):
    """Resolves nothing but empty values."""


_Resolver.yaml_implicit_resolvers = {
    first: kept
    for first, resolvers in Resolver.yaml_implicit_resolvers.items()
    if (kept := [(tag, pattern) for tag, pattern in resolvers if tag in KEPT])
}


class _Loader(Composer, CParser, SafeConstructor, _Resolver):
    """Takes libyaml's parser, five times as fast as Python's, and refuses to go too deep."""

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        SafeConstructor.__init__(self)
        Resolver.__init__(self)
        self.depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self.depth += 1
        if self.depth > DEEPEST:
            mark = self.peek_event().start_mark  # type: ignore[union-attr]
            raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=mark)  # type: ignore[arg-type]
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def parse_yaml(text: str, name: str, first_row: int = 1) -> object:
    """Read YAML as nested dicts and lists of text; nothing at all gives None.

    Parameters
    ----------
    name
        What the user calls the file.
    first_row
        The row of the file on which `text` starts.

    Raises
    ------
    InputError
        With the row at which it stops being YAML, or with every key that stands twice.
    """
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None
        faults = _find_faults(node, name, first_row)
        if not faults:
            return loader.construct_document(node)
    except UnicodeEncodeError as error:
        place = error.start
        raise _forbidden(text[:place], ord(text[place]), name, first_row) from error
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="replace")
        raise _forbidden(before, error.character, name, first_row) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or "unreadable"
        here = mark.line + first_row if mark else None
        fault = Fault(fill("This is not valid YAML: {what}.", what=what), name, here, remedy=LOOK)
        raise InputError(fault) from error
    raise InputError(faults)


def _forbidden(before: str, character: int, name: str, first_row: int) -> InputError:
    what = "There is a character here that YAML does not allow."
    row, got = before.count("\n") + first_row, f"U+{character:04X}"
    return InputError(Fault(what, name, row, got=got, remedy="Take it out."))


def compose_yaml(text: str) -> yaml.Node | None:
    """Give the nodes of a text that :func:`parse_yaml` reads, with where they stand in it."""
    node: yaml.Node | None = _Loader(text).get_single_node()
    return node


def find_rows(text: str, field: str) -> dict[str, int]:
    """Say in which rows of the file the names below a field of a readable text stand."""
    root = compose_yaml(text)
    below = next((value for key, value in _fields(root) if key.value == field), None)
    return {key.value: key.start_mark.line + 1 for key, _ in _fields(below)}


def _fields(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _find_faults(root: yaml.Node, name: str, first_row: int) -> list[Fault]:
    faults: list[Fault] = []
    for node in _walk(root):
        row = node.start_mark.line + first_row
        if node.tag not in PLAIN:
            what = "A value has a tag in front of it; Koers reads none."
            faults.append(Fault(what, name, row, got=node.tag, remedy="Take the tag away."))
        first: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            row = key.start_mark.line + first_row
            if not isinstance(key, yaml.ScalarNode):
                what = "Something in brackets stands where the name of a field belongs."
                faults.append(Fault(what, name, row, remedy=LOOK))
            elif key.value in first:
                what = fill("This stands here twice, first in row {row}.", row=first[key.value])
                remedy = "Keep the one that is right."
                faults.append(Fault(what, name, row, key.value, remedy=remedy))
            else:
                first[key.value] = row
    size, height = _unfold(root, {}) if not faults else (0, 0)
    if size > LARGEST or height > DEEPEST:
        what = "Aliases (*) make this file larger, or deeper, than anything that a person writes."
        faults.append(Fault(what, name, remedy="Write out what they stand for."))
    return faults


def _walk(root: yaml.Node) -> Iterator[yaml.Node]:
    """Give each node once, in the order of the file."""
    waiting, met = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) not in met:
            met.add(id(node))
            yield node
            waiting.extend(reversed(_parts(node)))


def _parts(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [part for pair in node.value for part in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _unfold(node: yaml.Node, known: dict[int, tuple[int, int]], depth: int = 1) -> tuple[int, int]:
    """Count what a node and its aliases come to, and how deep; a ring of aliases has no end."""
    if depth > DEEPEST:
        return ENDLESS
    if id(node) not in known:
        # Until it is measured, meeting it again means that it holds itself.
        known[id(node)] = ENDLESS
        parts = [_unfold(part, known, depth + 1) for part in _parts(node)]
        size = 1 + sum(size for size, _ in parts)
        height = 1 + max((height for _, height in parts), default=0)
        known[id(node)] = min(size, ENDLESS[0]), min(height, ENDLESS[1])
    return known[id(node)]
