"""Templates: put into the report's language, and refused where they cannot take parameters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from tests.batch.conftest import PARAMETERS
from toolkit.batch.prepare import prepare, read_template
from toolkit.errors import InputError, UsageError
from toolkit.language import Language


def sources(path: Path) -> list[str]:
    return [cell.source for cell in nbformat.read(path, as_version=4).cells]


def test_prose_is_translated_and_code_is_not(
    write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    template = write_notebook("print('Rank')", "Rank = 1", prose="Rank")
    dutch = prepare(template, Language("nl"), tmp_path / "cache")
    expected = Language("nl").text("Rank")
    assert expected != "Rank"
    assert sources(dutch) == [expected, PARAMETERS, "print('Rank')", "Rank = 1"]
    english = prepare(template, Language("en"), tmp_path / "cache")
    assert sources(english) == sources(template)
    assert dutch != english


def test_prose_that_nobody_translated_stays_english(
    write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    template = write_notebook(prose="Nobody translated this {sentence}.")
    assert (
        sources(prepare(template, Language("nl"), tmp_path))[0]
        == "Nobody translated this {sentence}."
    )


def test_preparing_again_leaves_the_file_alone(
    write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    template = write_notebook(prose="Rank")
    first = prepare(template, Language("nl"), tmp_path / "cache")
    before = first.stat().st_mtime_ns
    assert prepare(template, Language("nl"), tmp_path / "cache") == first
    assert first.stat().st_mtime_ns == before
    assert [path.name for path in first.parent.iterdir()] == [template.name]


@pytest.mark.parametrize("tagged", [0, 2])
def test_a_template_has_exactly_one_cell_of_parameters(
    write_notebook: Callable[..., Path], tagged: int
) -> None:
    with pytest.raises(InputError) as caught:
        read_template(write_notebook(tagged=tagged))
    assert caught.value.faults[0].file == "05_trial.ipynb"
    assert caught.value.faults[0].got == f"{tagged} such cells"


def one_cell(**changes: object) -> str:
    """Write a notebook of one cell of parameters, with something else in it."""
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": "x: int = 1"}
    cells = [cell | {"outputs": [], "execution_count": None, "id": "one"} | changes]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_a_notebook_of_one_cell_is_a_notebook(tmp_path: Path) -> None:
    path = tmp_path / "06_sound.ipynb"
    path.write_text(one_cell(), encoding="utf-8")
    assert len(read_template(path).cells) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json",
        "[]",
        "null",
        '{"cells": 1}',
        '{"cells": 1, "nbformat": 4}',
        '{"metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        '{"cells": [5], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        "[" * 100_000 + "]" * 100_000,
        one_cell(metadata=None),
        one_cell(source=5),
        one_cell(source="half a \ud800 character"),
    ],
)
def test_what_is_no_notebook_is_a_fault(tmp_path: Path, text: str) -> None:
    path = tmp_path / "06_broken.ipynb"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_template(path)
    assert caught.value.faults[0].file == "06_broken.ipynb"


def test_a_language_that_is_not_known_is_wrong_usage(
    write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(UsageError):
        prepare(write_notebook(), Language("fr"), tmp_path)


def test_a_client_s_own_words_stand_in_its_own_copy(
    write_notebook: Callable[..., Path], tmp_path: Path
) -> None:
    template = write_notebook(prose="What a target group wants.")
    plain = prepare(template, Language("en"), tmp_path)
    own = prepare(template, Language("en", {"target group": "customer circle"}), tmp_path)
    assert own != plain
    assert sources(own)[0] == "What a customer circle wants."
    assert sources(plain)[0] == "What a target group wants."
