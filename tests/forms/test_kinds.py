"""Every kind of answer that a model can ask for, in a form of a model that no form has heard of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

import ipywidgets as widgets
import pytest
from pydantic import BaseModel, Field, ValidationError

from toolkit.errors import Fault
from toolkit.forms.allocation import AllocationRow
from toolkit.forms.controls import Control
from toolkit.forms.form import Form
from toolkit.forms.journal import Journal
from toolkit.language import Language
from toolkit.model import Allocation, Labels, Model, Prose, Whole
from toolkit.workshop_log.answers import find, grow, plain

ENGLISH = Language("en")


class Points(Allocation):
    """Ten points over two things."""

    total = 10
    speed: Whole = Field(ge=0, title="Speed")
    care: Whole = Field(ge=0, title="Care")


class Zoo(Model):
    """One field of each kind."""

    stars: Whole | None = Field(default=None, ge=1, le=5, title="Stars")
    colour: Annotated[Literal["red", "blue"], Labels({"red": "Red", "blue": "Blue"})] | None = None
    sure: bool | None = None
    story: Prose | None = None
    tags: tuple[str, ...] = ()
    words: dict[str, str] = Field(default_factory=dict)
    points: Points | None = None
    age: Whole | None = Field(default=None, ge=0, le=150)


class Plain:
    """A store that keeps everything in memory and checks it against the model."""

    key = "zoo"
    is_saved = True
    unsaved = ""
    saved_at = ""

    def __init__(self, model: type[BaseModel]) -> None:
        self.model = model
        self.tree: dict[str, Any] = {}
        self.drafts: dict[str, str] = {}

    def value(self, path: str) -> Any:
        return plain(find(self.tree, path)) if self.is_given(path) else None

    def is_given(self, path: str) -> bool:
        return path in self.tree

    def draft(self, path: str) -> str | None:
        return self.drafts.get(path)

    def rows(self, path: str) -> tuple[str, ...]:
        return ()

    def give(self, path: str, value: object) -> tuple[Fault, ...]:
        try:
            self.model.model_validate({**plain(self.tree), path: value})
        except ValidationError:
            return (Fault("No."),)
        self.tree[path] = grow(value, "r")
        return ()

    def why_not(self, path: str, value: object) -> tuple[Fault, ...]:
        return ()

    def clear(self, path: str) -> tuple[Fault, ...]:
        self.tree.pop(path, None)
        return ()

    def keep_draft(self, path: str, text: str | None) -> None:
        if text is None:
            self.drafts.pop(path, None)
        else:
            self.drafts[path] = text

    def add(self, path: str, value: object = None, place: int | None = None) -> str:
        return ""

    def remove(self, path: str) -> None: ...

    def move(self, path: str, place: int) -> None: ...

    def is_locked(self, path: str) -> bool:
        return False

    def watch(self, told: Callable[[], None]) -> None: ...

    def flush(self) -> None: ...


@pytest.fixture
def store() -> Plain:
    return Plain(Zoo)


def make(store: Plain, name: str) -> Any:
    (part,) = Form(store, "", Zoo, Journal(store, ENGLISH), ENGLISH, only={name}).parts
    return part


def test_a_scale_is_a_row_of_radio_buttons(store: Plain) -> None:
    stars = make(store, "stars")
    assert isinstance(stars.input, widgets.RadioButtons)
    assert stars.input.options == ("–", "1", "2", "3", "4", "5", "? nobody knows")
    stars.input.value = "4"
    assert store.tree == {"stars": 4}
    stars.input.value = "? nobody knows"
    assert store.tree == {"stars": None}
    stars.input.value = "–"
    assert store.tree == {}


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("colour", "Blue", "blue"),
        ("sure", "no", False),
        ("sure", "? nobody knows", None),
        ("story", "Once\nupon a time", "Once\nupon a time"),
        ("tags", "a, b;c", ["a", "b", "c"]),
        ("words", "roe: a fish\ncod: another: really", {"roe": "a fish", "cod": "another: really"}),
        ("age", "42", 42),
        ("age", "?", None),
    ],
)
def test_what_is_typed_becomes_a_value(store: Plain, name: str, typed: str, value: object) -> None:
    control = make(store, name)
    assert isinstance(control, Control)
    control.input.value = typed
    assert plain(store.tree) == {name: value}
    assert store.drafts == {}
    again = make(store, name)
    again.refresh()
    assert plain(store.tree) == {name: value}


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("age", "4,5x", "number"),
        ("age", "4.5", "whole number"),
        ("age", "151", "too high"),
        ("words", "no colon here", "colon"),
    ],
)
def test_what_is_no_answer_stays_as_typed_and_says_why(
    store: Plain, name: str, typed: str, told: str
) -> None:
    control = make(store, name)
    control.input.value = typed
    assert store.tree == {}
    assert store.drafts == {name: typed}
    assert told in str(control._beside.value)
    control.input.value = ""
    assert store.drafts == {}


def test_points_are_a_draft_until_they_add_up(store: Plain) -> None:
    points = make(store, "points")
    assert isinstance(points, AllocationRow)
    speed, care = (cell.input for cell in points._cells.values())
    speed.value = "7"
    assert store.tree == {}
    assert json.loads(store.drafts["points"]) == {"speed": "7", "care": ""}
    assert "3 to go" in points._left.value
    care.value = "4"
    assert "1 too many" in points._left.value
    care.value = "x"
    assert "whole numbers" in points._left.value
    care.value = "3"
    assert plain(store.tree) == {"points": {"speed": 7, "care": 3}}
    assert store.drafts == {}
    speed.value = ""
    assert json.loads(store.drafts["points"]) == {"speed": "", "care": "3"}


def test_a_kept_draft_of_points_is_shown_again(store: Plain) -> None:
    store.drafts["points"] = json.dumps({"speed": "9", "care": ""})
    points = make(store, "points")
    assert [cell.input.value for cell in points._cells.values()] == ["9", ""]


def test_what_the_browser_kept_is_taken_as_if_typed(store: Plain) -> None:
    colour = make(store, "colour")
    colour.take("Red")
    assert store.tree == {"colour": "red"}
    colour.take("blue")
    assert store.tree == {"colour": "blue"}
    colour.take("No such colour")
    assert store.tree == {"colour": "blue"}
    assert "koers-wrong" in str(colour._beside.value)
    colour.take("")
    assert store.tree == {}
