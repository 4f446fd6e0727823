"""A change in a file that people wrote says what was asked, and leaves the rest as it was."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.counts import examples
from toolkit.errors import InputError
from toolkit.readers.yaml_edit import (
    as_text,
    insert_entry,
    move_entry,
    remove_entry,
    set_value,
)
from toolkit.readers.yaml_text import parse_yaml

ROOT = Path(__file__).parents[2]
WRITTEN = [
    *sorted((ROOT / "templates" / "client").glob("*.yaml")),
    *sorted((ROOT / "clients").glob("demo-*/**/*.yaml")),
]


def read(text: str) -> Any:
    return parse_yaml(text, "test.yaml")


# Words.


@pytest.mark.parametrize(
    "word",
    [
        "", " ", "007", "100012345678901234567890", "1e3", "12.50", "-0", "0x1F", ".inf", "1_000",
        "12:30:45", "2026-10-31", "2026-10-31T10:00:00Z", "yes", "No", "on", "y", "true", "null",
        "~", "=", "<<", "!!python/object/apply:os.system [ls]", "*alias", "&anchor", "- row", "-",
        "? key", "a: b", "a:", "#no remark", "a #b", " led", "trailed ", "\ttab\t", "it's",
        '"said"', "one\ntwo\n\n  three\n", "\n", "\r\n", "\x85", "\u2028", "\ufeff", "\x00",
        "\x1b[0m", "\x7f", "😀", "\u202ertl\u200f", "[a, b]", "{a: b}", "%x", "@x", "`x`", "$name",
        "|", ">", "---", "...", "'", "x" * 2000, "word " * 500,
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "before",
    ["a:  # remark\n", "a: old  # remark\n", 'a: "old"\nb: c\n', "b: {c: d}\n", "a: [x]\n"],
)
def test_words_are_read_as_they_were_typed(word: str, before: str) -> None:
    after = set_value(before, ("a",), word)
    assert read(after) == {**read(before), "a": word}
    assert after.count("# remark") == before.count("# remark")
    row = set_value("rows: [x, y]\n", ("rows", 1), word)
    assert read(row) == {"rows": ["x", word]}
    name = set_value("b: c\n", (f"k{word}",), "v")
    assert read(name) == {"b": "c", f"k{word}": "v"}


def test_values_stand_there_as_people_write_them() -> None:
    text = "a: x\n"
    assert set_value(text, ("a",), 12.5) == "a: 12.5\n"
    assert set_value(text, ("a",), value=True) == "a: true\n"
    assert set_value(text, ("a",), None) == "a:\n"
    assert set_value(text, ("a",), "12") == 'a: "12"\n'
    assert set_value(text, ("a",), ["Crust", "no"]) == 'a: [Crust, "no"]\n'
    assert set_value(text, ("a",), {"b": {"c": "d"}}) == "a:\n  b:\n    c: d\n"
    assert set_value(text, ("a",), [{"b": "c", "d": None}]) == "a:\n  - b: c\n    d:\n"
    assert set_value("a: 'x'\n", ("a",), "y") == 'a: "y"\n'
    assert set_value("", ("a", "b"), "c") == "a:\n  b: c\n"


# What stands around it.


@pytest.mark.slow
@pytest.mark.parametrize("path", WRITTEN, ids=lambda one: f"{one.parent.name}-{one.name}")
def test_one_value_alters_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for field, value in read(text).items():
        if isinstance(value, str):
            after = set_value(text, (field,), "Something else").splitlines()
            before = text.splitlines()
            assert len(after) == len(before)
            (row,) = [row for row, line in enumerate(before) if after[row] != line]
            assert before[row].startswith(f"{field}:")
            assert set_value(text, (field,), value) == text


def test_commented_examples_stay_below_a_list_that_gets_its_first_row() -> None:
    text = "# Ours.\naccounts: []  # own\n#  - platform: x\n#    id: 1\n\n# Others.\nrest: []\n"
    assert insert_entry(text, ("accounts",), 0, {"platform": "x", "id": "007"}) == (
        "# Ours.\n"
        "accounts:     # own\n"
        "  - platform: x\n"
        '    id: "007"\n'
        "#  - platform: x\n#    id: 1\n\n# Others.\nrest: []\n"
    )


@pytest.mark.parametrize("first", [{}, [], "x", None, {"a": None, "b": []}])
def test_rows_below_a_remark_have_lines_of_their_own(first: object) -> None:
    rows = [first, {"c": {"d": None}, "e": None}, {"f": {"g": {"h": "i"}}}]
    after = set_value("# above\na: [] # behind\n# below\nb: x\n", ("a",), rows)
    assert read(after) == {"a": rows, "b": "x"}
    assert after.startswith("# above\na:    # behind\n  - ")
    assert after.endswith("# below\nb: x\n")


def test_an_empty_value_keeps_the_remark_behind_it() -> None:
    assert set_value("a:  # how many\nb: ~\n", ("a",), 3) == "a: 3 # how many\nb: ~\n"
    assert set_value("a:  # how many\nb: null\n", ("a", "c"), "d") == (
        "a:  # how many\n  c: d\nb: null\n"
    )


ROWS = """\
list:
  - name: A  # first
    # on the tail of A
    tail: x
  # about B
  - name: B
    tail: x

# the next
next: 1
# the end
"""


def test_a_row_takes_its_remarks_along() -> None:
    assert move_entry(ROWS, ("list",), 0, 1) == (
        "list:\n  # about B\n  - name: B\n    tail: x\n"
        "  - name: A  # first\n    # on the tail of A\n    tail: x\n"
        "\n# the next\nnext: 1\n# the end\n"
    )
    words = "a:\n  - x  # one\n  - y  # two\n  - z\n"
    assert move_entry(words, ("a",), 0, 2) == "a:\n  - y  # two\n  - z\n  - x  # one\n"
    assert move_entry(words, ("a",), 2, 0) == "a:\n  - z\n  - x  # one\n  - y  # two\n"


def test_remarks_outlive_what_is_removed() -> None:
    assert remove_entry(ROWS, ("list", 1)) == (
        "list:\n  - name: A  # first\n    # on the tail of A\n    tail: x\n"
        "  # about B\n\n# the next\nnext: 1\n# the end\n"
    )
    assert remove_entry(ROWS, ("next",)).endswith("    tail: x\n# the next\n# the end\n")
    assert remove_entry("# x\na: b\n", ("a",)) == "{}\n# x\n"
    assert remove_entry("a:\n  - b\n# y\nc: d\n", ("a", 0)) == "a: []\n# y\nc: d\n"


def test_how_rows_are_set_is_kept() -> None:
    flush = "a:\n- b: 1\n- c: 2\n"
    assert insert_entry(flush, ("a",), 1, {"d": "e"}) == "a:\n- b: 1\n- d: e\n- c: 2\n"
    short = "a:\n  - {b: c}\n"
    assert insert_entry(short, ("a",), 1, {"d": "e"}) == "a:\n  - {b: c}\n  - {d: e}\n"
    braces = "a: [{b: c}, {d: e}]\n"
    assert set_value(braces, ("f",), "g") == f"{braces}f: g\n"
    assert insert_entry("a: [b, c]\n", ("a",), 1, "d") == "a: [b, d, c]\n"


def test_ends_of_lines_and_the_mark_on_top_are_kept() -> None:
    assert set_value("\ufeffa: b\r\n# x\r\nc: d", ("a",), "e") == "\ufeffa: e\r\n# x\r\nc: d\r\n"
    assert set_value("a: b\r\n", ("a",), "b") == "a: b\r\n"


def test_what_stands_on_several_lines_is_left_to_be_said() -> None:
    text = (
        "# 0\n---\na: [x, # 1\n  # 2\n  y]  # 3\n# 4\nb: long\n  words # 5\n"
        'c: # 6\n  "quoted # no\n  # neither"\nd: |  # 7\n  # text\n\n  more\n\n# 8\ne: 1\n'
    )
    after = set_value(text, ("e",), 2)
    assert read(after) == {**read(text), "e": "2"}
    assert all(f"# {number}\n" in after for number in range(9))


def test_an_alias_is_changed_where_it_was_asked_only() -> None:
    text = "a: &x [b, c] # 1\nd: *x\ne: &y {f: g}\nh: *y\ni: &z j\nk: *z # 2\n"
    for path in (("a", 0), ("d", 0), ("e", "f"), ("h", "f"), ("h", "new"), ("i",), ("k",)):
        wanted = copy.deepcopy(as_text(read(text)))
        here = wanted
        for part in path[:-1]:
            here = here[part]
        here[path[-1]] = "changed"
        after = set_value(text, path, "changed")
        assert read(after) == wanted
        assert "# 1\n" in after
        assert "# 2\n" in after
    behind = "a: &x [b]\nd: *x # 1\n# own\ne: *x\nf: g\n"
    assert set_value(behind, ("f",), "h") == behind.replace("g", "h")
    merged = "a: &x {b: c}\n# kept\nd:\n  <<: *x\n  e: f\n"
    after = remove_entry(merged, ("d", "b"))
    assert read(after) == {"a": {"b": "c"}, "d": {"e": "f"}}
    assert "# kept\n" in after


@pytest.mark.parametrize(
    "hostile",
    [
        "a: !!python/object/apply:os.system [ls]\n",
        "a: !x b\n",
        "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
        + "".join(
            f"{x}: &{x} [{', '.join([f'*{y}'] * 9)}]\n"
            for y, x in zip("bcdefg", "cdefgh", strict=True)
        ),
        "a: &a [*a]\n",
        f"a: {'[' * 60}{']' * 60}\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
    ],
)
def test_hostile_texts_are_refused(hostile: str) -> None:
    with pytest.raises(InputError):
        set_value(hostile, ("z",), "x")


# Laws.

NAMES = st.sampled_from(["a", "b", "no", "0", "x y", "#", "é"]) | st.text(min_size=1, max_size=4)
WORDS = (
    st.none() | st.sampled_from(["x", "no", "007", "a: b", "x\ny", "null"]) | st.text(max_size=6)
)
VALUES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def places(data: object, kind: type, path: tuple[str | int, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the places of all fields and entries whose value is of a kind."""
    here = [path] if path and isinstance(data, kind) else []
    parts = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return here + [one for key, inner in parts for one in places(inner, kind, (*path, key))]


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def written(data: dict[str, Any], draw: st.DataObject) -> str:
    """Write a document with remarks wherever a line can have one."""
    text = ""
    for key, value in data.items():
        text = set_value(text, (key,), value)
    lines = []
    for number, line in enumerate(text.splitlines(keepends=True)):
        if draw.draw(st.booleans()):
            lines.append(f"{' ' * draw.draw(st.integers(0, 4))}# own {number}\n")
        lines.append(f"{line[:-1]}  # behind {number}\n" if draw.draw(st.booleans()) else line)
    return "".join([*lines, "# tail\n"])


@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENTS, VALUES, st.data())
def test_a_change_of_the_text_is_that_change_of_what_it_holds(
    data: dict[str, Any], value: object, draw: st.DataObject
) -> None:
    text = written(data, draw)
    assert read(text) == data
    wanted = copy.deepcopy(data)
    kind = draw.draw(st.sampled_from(["set", "remove", "insert", "move"]))
    lists = places(data, list)
    if kind == "set":
        path = draw.draw(st.sampled_from(places(data, object)))
        at(wanted, path[:-1])[path[-1]] = value
        after = set_value(text, path, value)
    elif kind == "remove" or not lists:
        path = draw.draw(st.sampled_from(places(data, object)))
        del at(wanted, path[:-1])[path[-1]]
        after = remove_entry(text, path)
    elif kind == "insert" or not any(at(data, one) for one in lists):
        path = draw.draw(st.sampled_from(lists))
        place = draw.draw(st.integers(0, len(at(data, path))))
        at(wanted, path).insert(place, value)
        after = insert_entry(text, path, place, value)
    else:
        path = draw.draw(st.sampled_from([one for one in lists if at(data, one)]))
        rows = at(wanted, path)
        old, new = (draw.draw(st.integers(0, len(rows) - 1)) for _ in range(2))
        rows.insert(new, rows.pop(old))
        after = move_entry(text, path, old, new)
    assert read(after) == wanted
    for remark in [one.strip() for one in text.splitlines() if one.lstrip().startswith("# ")]:
        assert any(one.strip() == remark for one in after.splitlines())


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(DOCUMENTS, st.data())
def test_nothing_is_lost_where_nothing_changes(data: dict[str, Any], draw: st.DataObject) -> None:
    text = written(data, draw)
    path = draw.draw(st.sampled_from(places(data, object)))
    assert set_value(text, path, at(data, path)) == text
    added = set_value(text, ("something new",), "x")
    assert read(added) == {**data, "something new": "x"}
    assert added.replace("something new: x\n", "").count("#") == text.count("#")
