"""Changing one thing in a YAML file that people wrote: the rest stays as they wrote it.

The change is made in a tree that keeps order, quotes and the remarks behind values. A remark on
lines of its own belongs to the line below it: it waits apart meanwhile, and a mark on that line
tells where it goes back. What comes out is read again each time. Where it would say anything else
than was asked, the whole is written anew below its remarks.

A place is given as a path: ``("competitors", 0, "name")``.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import yaml
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

from toolkit.errors import InputError
from toolkit.readers.yaml_text import parse_yaml

Place: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = Any
"""What a YAML text holds: fields, lists and words."""
WIDEST = 1_000_000
# Where people set the dashes of a list: what the text has is kept.
LAYOUTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 2), (4, 2, 0))
# What every reader of YAML takes for words, or for a day, in brackets too.
PLAIN = re.compile(r"[^\W\d_](?:[\w ./’–&-]*[\w./’)])?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
QUOTED = (DoubleQuotedScalarString, SingleQuotedScalarString)
NO_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}
LINE = re.compile(r"[^\n\r\x85\u2028\u2029]*[\n\r\x85\u2028\u2029]|.+")
# Remarks, blank lines, and the borders of a document.
APART = re.compile(r"[ \t]*(#.*)?\n?|(---|\.\.\.)[ \t]*(#.*)?\n?|%.*\n?")


class _Words(VersionedResolver):
    """Takes every value for words, as our reader does, and leaves ``~`` as it stands."""

    @property
    def versioned_resolver(self) -> dict[str, list[tuple[str, re.Pattern[str]]]]:
        merge = ("tag:yaml.org,2002:merge", re.compile("<<$"))
        return {"": [("tag:yaml.org,2002:null", re.compile("$"))], "<": [merge]}


class _Rows(Emitter):
    """Begins fields and rows on new lines, in a list below a remark too."""

    def expect_block_mapping_key(self, first: Any = False) -> None:  # noqa: ANN401, FBT002
        self.no_newline = self.no_newline and first
        super().expect_block_mapping_key(first)

    def expect_block_sequence_item(self, first: Any = False) -> None:  # noqa: ANN401, FBT002
        self.no_newline = self.no_newline and first
        super().expect_block_sequence_item(first)


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
    data = parse_yaml(text, "")
    for depth in range(1, len(path)):
        if _reach(data, path[:depth]) is None:
            return set_value(text, path[:depth], _nest(path[depth:], value))

    def change(tree: Data) -> None:
        parent = _own(tree, path[:-1])
        part = path[-1] if isinstance(path[-1], int) else _lay_out(path[-1])
        parent[part] = _fit(value, parent, _reach(parent, path[-1:]))

    return _edit(text, change)


def remove_entry(text: str, path: Place) -> str:
    """Give `text` without the field, or the entry of a list, at `path`."""
    parent = _reach(parse_yaml(text, ""), path[:-1])
    if len(path) > 1 and len(parent) == 1:
        return set_value(text, path[:-1], type(parent)())
    return _edit(text, lambda tree: _own(tree, path[:-1]).pop(path[-1]))


def insert_entry(text: str, path: Place, place: int, value: object) -> str:
    """Give `text` with `value` as an entry of the list at `path`, at `place` counted from 0."""
    if not _reach(parse_yaml(text, ""), path):
        return set_value(text, path, [value])

    def change(tree: Data) -> None:
        entries = _own(tree, path)
        entries.insert(place, _fit(value, entries))

    return _edit(text, change)


def move_entry(text: str, path: Place, old: int, new: int) -> str:
    """Give `text` with the entry `old` of the list at `path` at place `new`."""

    def change(tree: Data) -> None:
        entries = _own(tree, path)
        remarks = entries.ca.items if isinstance(entries, CommentedSeq) else {}
        remark = remarks.get(old)
        entries.insert(new, entries.pop(old))
        if remark:
            remarks[new] = remark

    return _edit(text, change)


def as_text(value: object) -> Data:
    """Give a value as reading it back from YAML gives it: words, lists and fields."""
    if isinstance(value, Mapping):
        return {str(key): as_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_text(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value is None else str(value)


def _edit(text: str, change: Callable[[Data], object]) -> str:
    before = as_text(parse_yaml(text, "") or {})
    wanted = copy.deepcopy(before)
    change(wanted)
    wanted = as_text(wanted)
    if wanted == before:
        return text
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # A mark that nobody's words can hold.
    mark = uuid.uuid4().hex
    body, apart = _part(plain, mark)
    try:
        edited = _put_back(_change(body, change), apart, mark)
        fits = as_text(parse_yaml(edited, "")) == wanted
    except (InputError, YAMLError, LookupError, TypeError):
        fits = False
    if not fits:
        edited = _remarks("".join(apart)) + _write(_lay_out(wanted))
    edited = edited.replace("\n", "\r\n") if "\r\n" in text else edited
    return f"\ufeff{edited}" if text.startswith("\ufeff") else edited


def _part(text: str, mark: str) -> tuple[str, list[str]]:
    """Take away remarks on lines of their own, and mark the line that each came before."""
    inside, unfinished, opened = set[int](), set[int](), list[int]()
    ends, last = dict[int, int](), 0
    for token in yaml.scan(text, yaml.SafeLoader):
        before, first, last = last, token.start_mark.line, token.end_mark.line
        ends[last] = token.end_mark.column
        if isinstance(token, yaml.ScalarToken):
            inside.update(range(first + 1, last + (token.end_mark.column > 0)))
            if last > first and token.style not in ("|", ">"):
                unfinished.update(range(before, last))
        elif isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(first)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            unfinished.update(range(opened.pop(), last))
    body, apart, waiting = "", list[str](), ""
    for number, line in enumerate(LINE.findall(text)):
        end = ends.get(number, len(line))
        if number not in inside and APART.fullmatch(line):
            waiting += line
        elif number in unfinished:
            # It will be one line with the next, which leaves no place for a remark between them.
            remark = line[end:].lstrip() if line[end:].lstrip().startswith("#") else ""
            waiting += remark
            body += line[:end] + "\n" if remark else line
        elif waiting:
            body += f"{line.rstrip()} #{mark}{len(apart)}\n"
            apart.append(waiting)
            waiting = ""
        else:
            body += line
    return body, [*apart, waiting]


def _put_back(written: str, apart: list[str], mark: str) -> str:
    """Put remarks back above their lines, or above the next one where a line is gone."""
    marked = re.compile(rf"^(.*?)[ \t]*#{mark}(\d+)\n", re.MULTILINE)
    apart = [*apart]
    # The tree puts what stands behind an alias below it.
    written = re.sub(r"(\*\S+)\n *(?=#)", r"\1 ", written)
    stayed = {int(number) for _, number in marked.findall(written)}
    for number in range(len(apart) - 1):
        if number not in stayed:
            apart[number + 1] = _remarks(apart[number]) + apart[number + 1]

    def put(found: re.Match[str]) -> str:
        number, line = int(found[2]), f"{found[1]}\n" if found[1].strip() else ""
        lines, apart[number] = apart[number], ""
        return lines + line

    return marked.sub(put, written) + apart[-1]


def _remarks(lines: str) -> str:
    return "".join(
        line for line in lines.splitlines(keepends=True) if line.lstrip().startswith("#")
    )


def _change(body: str, change: Callable[[Data], object]) -> str:
    tree = _yaml(LAYOUTS[0]).load(body)
    layout = next((one for one in LAYOUTS if _write(tree, one) == body), LAYOUTS[0])
    tree = CommentedMap() if tree is None else tree
    change(tree)
    return _write(tree, layout)


def _yaml(layout: tuple[int, int, int]) -> YAML:
    file = YAML(typ="rt", pure=True)
    file.Resolver, file.Emitter = _Words, _Rows
    file.preserve_quotes, file.width = True, WIDEST
    file.brace_single_entry_mapping_in_flow_sequence = True
    file.indent(*layout)
    return file


def _write(tree: Data, layout: tuple[int, int, int] = LAYOUTS[0]) -> str:
    written = io.StringIO()
    _yaml(layout).dump(tree, written)
    return written.getvalue()


def _fit(value: object, parent: Data, old: object = None) -> Data:
    """Give a value the looks of what stands beside it, and of what it replaces."""
    if not isinstance(parent, CommentedMap | CommentedSeq):
        return value
    if not parent:
        parent.fa.set_block_style()
    rows = [one for one in parent if isinstance(one, CommentedMap) and one]
    flow = any(one.fa.flow_style() for one in (parent, *rows))
    if isinstance(value, str) and isinstance(old, QUOTED):
        return DoubleQuotedScalarString(value)
    return _lay_out(value, flow=flow)


def _lay_out(value: object, *, flow: bool = False) -> Data:
    """Give fields lines of their own, short lists brackets, and words few quotes."""
    if isinstance(value, Mapping):
        tree = CommentedMap()
        for key, one in value.items():
            tree[_lay_out(str(key))] = _lay_out(one, flow=flow)
        tree.fa.set_flow_style() if flow or not tree else tree.fa.set_block_style()
        return tree
    if isinstance(value, list | tuple):
        flow = flow or not any(isinstance(one, Mapping) for one in value)
        rows = CommentedSeq("null" if one is None else _lay_out(one, flow=flow) for one in value)
        rows.fa.set_flow_style() if flow else rows.fa.set_block_style()
        return rows
    if isinstance(value, str):
        plain = PLAIN.fullmatch(value) and value.lower() not in NO_WORDS
        return str(value) if plain else DoubleQuotedScalarString(value)
    return "null" if value is None and flow else as_text(value)


def _reach(data: Data, path: Place) -> Data:
    """Give what stands at a place; None where nothing does."""
    for part in path:
        if data is None or (isinstance(data, dict) and part not in data):
            return None
        data = data[part]
    return data


def _own(tree: Data, path: Place) -> Data:
    """Give what stands at a place, apart from what an alias says elsewhere."""
    for part in path:
        inner = tree[part]
        if getattr(inner, "anchor", None) and inner.anchor.value:
            tree[part] = inner = copy.deepcopy(inner)
            inner.anchor.value = None
        tree = inner
    return tree


def _nest(path: Place, value: object) -> object:
    for part in reversed(path):
        value = [value] if isinstance(part, int) else {part: value}
    return value
