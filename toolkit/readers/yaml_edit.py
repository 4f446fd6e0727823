"""Changing one thing in a YAML file that people wrote: the rest stays as they wrote it.

A change is spliced into the text where the value stands, so remarks, order, quotes and blank lines
keep their place. The outcome is read back each time. Where a splice would say anything else than
was asked, as with a row that begins in the middle of a line, the whole is written anew: right, if
without its remarks.

A place is given as a path: ``("competitors", 0, "name")``.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

import yaml

from toolkit.errors import InputError
from toolkit.readers.yaml_text import compose_yaml, parse_yaml
from toolkit.readers.yaml_write import (
    STEP,
    as_lines,
    as_text,
    is_block,
    write_block,
    write_flow,
    write_item,
)

Place: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = Any
"""What a YAML text holds: fields, lists and words."""
ALIAS = re.compile(r"\s*:\s+(\*[^\s,\]}]+)")


class _MisfitError(Exception):
    """Raised where a change cannot be spliced in."""


def read_fields(text: str, name: str) -> object:
    """Give what a YAML text holds, everything in it as words.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    return parse_yaml(text, name)


def set_value(text: str, path: Place, value: object) -> str:
    """Give `text` with `value` at `path`; fields on the way that are not there are made."""

    def change(data: Data) -> Data:
        return _put(data, path, value)

    return _edited(text, change, lambda splice: splice.put(path, value))


def remove_entry(text: str, path: Place) -> str:
    """Give `text` without the field, or the entry of a list, at `path`."""

    def change(data: Data) -> Data:
        del _parent(data, path)[path[-1]]
        return data

    return _edited(text, change, lambda splice: splice.take_out(path))


def insert_entry(text: str, path: Place, place: int, value: object) -> str:
    """Give `text` with `value` as an entry of the list at `path`, at `place` counted from 0."""

    def change(data: Data) -> Data:
        here = _parent(data, (*path, 0)) if _has(data, path) else []
        entries = [*(here or [])]
        entries.insert(place, value)
        return _put(data, path, entries)

    return _edited(text, change, lambda splice: splice.insert(path, place, value))


def move_entry(text: str, path: Place, old: int, new: int) -> str:
    """Give `text` with the entry `old` of the list at `path` at place `new`."""

    def change(data: Data) -> Data:
        entries = _parent(data, (*path, 0))
        entries.insert(new, entries.pop(old))
        return data

    return _edited(text, change, lambda splice: splice.move(path, old, new))


def _edited(text: str, change: Callable[[Data], Data], splice: Callable[[_Text], str]) -> str:
    data = parse_yaml(text, "")
    # Aliases give the same object twice; a change is of one place.
    wanted = as_text(change(copy.deepcopy(as_text({} if data is None else data))))
    for start in (text, _unfold(text)):
        if start is None:
            continue
        try:
            edited = splice(_Text(start))
            if parse_yaml(edited, "") == wanted:
                return edited
        except (_MisfitError, InputError, yaml.YAMLError, ValueError):
            continue
    return "".join(f"{line}\n" for line in write_block(wanted, 0)) if wanted else "{}\n"


def _unfold(text: str) -> str | None:
    """Write out what aliases stand for, where that is one piece on one line."""
    tokens = list(yaml.scan(text, yaml.SafeLoader))
    anchors = {one.value: one for one in tokens if isinstance(one, yaml.AnchorToken)}
    if not anchors:
        return None
    known: dict[str, str] = {}
    for node in _nodes(compose_yaml(text)):
        for name, anchor in anchors.items():
            if node.start_mark.index == anchor.start_mark.index:
                known[name] = text[anchor.end_mark.index : node.end_mark.index].strip()
    pieces = []
    for token in tokens:
        if isinstance(token, yaml.AnchorToken):
            end = token.end_mark.index
            pieces.append((token.start_mark.index, end + (text[end : end + 1] == " "), ""))
        elif isinstance(token, yaml.AliasToken):
            span = (token.start_mark.index, token.end_mark.index)
            pieces.append((*span, known.get(token.value, "*")))
    for start, end, piece in sorted(pieces, reverse=True):
        text = text[:start] + piece + text[end:]
    return text


def _nodes(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [node, *(one for pair in node.value for part in pair for one in _nodes(part))]
    if isinstance(node, yaml.SequenceNode):
        return [node, *(one for part in node.value for one in _nodes(part))]
    return [node] if node is not None else []


class _Text:
    """A YAML text, and where everything stands in it."""

    def __init__(self, text: str) -> None:
        self.text = text if not text or text.endswith("\n") else f"{text}\n"
        self.root = compose_yaml(self.text)

    def put(self, path: Place, value: object) -> str:
        if self.root is None:
            if self.text.strip() and not self.text.lstrip().startswith("#"):
                raise _MisfitError
            return self.text + as_lines(write_block(_nest(path, value), 0))
        node, flow = self.root, False
        for depth, part in enumerate(path):
            flow = flow or bool(getattr(node, "flow_style", False) and node.value)
            entry = self._entry(node, part)
            if entry is None:
                return self._add(node, path[:depth], str(part), _nest(path[depth + 1 :], value))
            key, node = entry
            last = depth == len(path) - 1
            if last and key is None and not flow and self._stands_alone(path, value):
                return self._write_row(node, value)
            empty = isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")
            if last or empty:
                return self._replace(key, node, _nest(path[depth + 1 :], value), flow=flow)
        raise _MisfitError

    def insert(self, path: Place, place: int, value: object) -> str:
        node = self._find(path)
        if not isinstance(node, yaml.SequenceNode) or not node.value:
            return self.put(path, [value])
        after = place > 0
        near = node.value[place - 1 if after else 0]
        if node.flow_style:
            piece = write_flow(value)
            at = self._end(near) if after else near.start_mark.index
            return self._spliced(at, at, f", {piece}" if after else f"{piece}, ")
        start, end, column = self._row(near)
        in_one = isinstance(near, yaml.CollectionNode) and bool(near.flow_style)
        row = [f"- {write_flow(value)}"] if in_one else write_item(value)
        at = end if after else start
        return self._spliced(at, at, as_lines(" " * column + line for line in row))

    def move(self, path: Place, old: int, new: int) -> str:
        node = self._find(path)
        if not isinstance(node, yaml.SequenceNode) or node.flow_style:
            raise _MisfitError
        start, end, _ = self._row(node.value[old])
        others = [one for one in node.value if one is not node.value[old]]
        at = self._row(others[new - 1])[1] if new else self._row(others[0])[0]
        cut = self.text[start:end]
        rest = self.text[:start] + self.text[end:]
        at -= len(cut) if at >= end else 0
        return rest[:at] + cut + rest[at:]

    def take_out(self, path: Place) -> str:
        parent, part = self._find(path[:-1]), path[-1]
        if isinstance(parent, yaml.SequenceNode) and isinstance(part, int):
            if len(parent.value) == 1:
                return self.put(path[:-1], [])
            if not parent.flow_style:
                start, end, _ = self._row(parent.value[part])
                return self._spliced(start, end, "")
            spans = [(one.start_mark.index, self._end(one)) for one in parent.value]
            return self._cut(spans, part)
        if not isinstance(parent, yaml.MappingNode):
            raise _MisfitError
        keys = [key.value for key, _ in parent.value]
        number = keys.index(part)
        if len(keys) == 1:
            if len(path) > 1:
                return self.put(path[:-1], {})
            raise _MisfitError
        if parent.flow_style:
            spans = [(key.start_mark.index, self._end(one)) for key, one in parent.value]
            return self._cut(spans, number)
        key, value = parent.value[number]
        start, end = key.start_mark.index, self._line_end(self._end(value))
        line = self._line_start(start)
        if self.text[line:start].strip():
            # The first field of a row stands behind its dash; the next one takes that place.
            return self._spliced(start, parent.value[number + 1][0].start_mark.index, "")
        return self._spliced(line, end, "")

    def _stands_alone(self, path: Place, value: object) -> bool:
        rows = self._find(path[:-1])
        others = rows.value if isinstance(rows, yaml.SequenceNode) else ()
        return bool(isinstance(value, Mapping) and value) and not any(
            isinstance(one, yaml.MappingNode) and one.flow_style and one.value for one in others
        )

    def _write_row(self, node: yaml.Node, value: object) -> str:
        start, end, column = self._row(node)
        return self._spliced(
            start, end, as_lines(" " * column + line for line in write_item(value))
        )

    def _cut(self, spans: Sequence[tuple[int, int]], number: int) -> str:
        if number:
            return self._spliced(spans[number - 1][1], spans[number][1], "")
        return self._spliced(spans[0][0], spans[1][0], "")

    def _add(self, node: yaml.Node, path: Place, key: str, value: object) -> str:
        if not isinstance(node, yaml.MappingNode):
            raise _MisfitError
        if not node.value:
            return self.put(path, {key: value}) if path else as_lines(write_block({key: value}, 0))
        end = self._end(node.value[-1][1])
        if node.flow_style:
            return self._spliced(end, end, f", {write_flow({key: value})[1:-1]}")
        at = self._line_end(end)
        return self._spliced(at, at, as_lines(write_block({key: value}, node.start_mark.column)))

    def _replace(self, key: yaml.Node | None, node: yaml.Node, value: object, *, flow: bool) -> str:
        start, end = node.start_mark.index, self._end(node)
        if key is not None and start < key.end_mark.index:
            alias = ALIAS.match(self.text, key.end_mark.index)
            if alias is None:
                raise _MisfitError
            start, end = alias.span(1)
        lead = "" if self.text[start - 1 : start] in (" ", "[", "{", "\n", "") else " "
        if flow or not is_block(value) or key is None:
            quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
            piece = write_flow(value, quoted=quoted, inside=flow)
            if isinstance(node, yaml.CollectionNode) and not node.flow_style and key is not None:
                # A list or fields on lines of their own make way for something behind the colon.
                start, lead = self.text.index(":", key.end_mark.index) + 1, " "
                piece = piece or ""
            return self._spliced(start, end, lead + piece if piece else "")
        column = key.start_mark.column
        block = as_lines(write_block(value, column + STEP))
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            first = self._line_start(start)
            return self._spliced(first, self._line_end(end), block)
        at = self._line_end(end)
        return self.text[:start].rstrip(" ") + self._rest(end, at) + block + self.text[at:]

    def _rest(self, start: int, end: int) -> str:
        rest = self.text[start:end]
        return f"  {rest.lstrip(' ')}" if rest.strip() else rest.lstrip(" ")

    def _find(self, path: Place) -> yaml.Node | None:
        node = self.root
        for part in path:
            entry = self._entry(node, part) if node is not None else None
            if entry is None:
                return None
            node = entry[1]
        return node

    @staticmethod
    def _entry(node: yaml.Node, part: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
        if isinstance(node, yaml.MappingNode):
            return next(((key, one) for key, one in node.value if key.value == part), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            return None, node.value[part]
        raise _MisfitError

    def _end(self, node: yaml.Node) -> int:
        """Say where a value ends, without the blank lines and remarks that follow it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        end = node.end_mark.index
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return len(self.text[:end].rstrip())
        return end

    def _row(self, node: yaml.Node) -> tuple[int, int, int]:
        """Give where a row of a list starts and ends, in whole lines, and its dash's column."""
        start = self._line_start(node.start_mark.index)
        lead = self.text[start : node.start_mark.index]
        dash = lead.find("-")
        if dash < 0 or lead[:dash].strip() or lead.count("-") > 1:
            raise _MisfitError
        return start, self._line_end(self._end(node)), dash

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        return self.text.index("\n", index) + 1 if index < len(self.text) else index

    def _spliced(self, start: int, end: int, piece: str) -> str:
        return self.text[:start] + piece + self.text[end:]


def _nest(path: Place, value: object) -> object:
    for part in reversed(path):
        value = {part: value}
    return value


def _has(data: Data, path: Place) -> bool:
    try:
        return _parent(data, (*path, 0)) is not None
    except (KeyError, IndexError, TypeError):
        return False


def _parent(data: Data, path: Place) -> Data:
    for part in path[:-1]:
        data = data[part]
    return data


def _put(data: Data, path: Place, value: object) -> Data:
    here = data
    for depth, part in enumerate(path[:-1]):
        if isinstance(here, dict) and here.get(str(part)) is None:
            here[part] = [] if isinstance(path[depth + 1], int) else {}
        here = here[part]
    here[path[-1]] = value
    return data
