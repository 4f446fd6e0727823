"""Reading an executed notebook: which outputs carry a bundle, and which bundle it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from nbformat import NotebookNode
from pydantic import ValidationError

from toolkit import bundle
from toolkit.errors import Fault, RunError, fill
from toolkit.exhibit import MIME_NAMES

AnyBundle = TypeVar("AnyBundle", bound=bundle.Bundle)


def read_bundle(data: Mapping[str, Any]) -> bundle.Bundle | None:
    """Read the bundle among an output's representations; ``None`` if there is none.

    Raises
    ------
    RunError
        If there is one that this version of the toolkit does not understand.
    """
    for kind, name in MIME_NAMES.items():
        if name in data:
            try:
                return kind.model_validate(data[name])
            except ValidationError as error:
                raise RunError(
                    Fault(
                        "An output of this chapter was made by another version of Koers.",
                        got=f"{kind.__name__}: {error.errors()[0]['msg']}",
                        expected=fill("version {n}", n=kind.model_fields["version"].default),
                        remedy="Build this chapter again: koers build SLUG --force",
                    )
                ) from error
    return None


def bundles(notebook: NotebookNode, kind: type[AnyBundle]) -> Iterator[AnyBundle]:
    """Give all bundles of one kind in the order in which the chapter shows them."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            found = read_bundle(output.get("data", {}))
            if isinstance(found, kind):
                yield found
