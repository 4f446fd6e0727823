"""Below a part of the page: which of its rows do not count yet, and why.

Everything that is typed is saved, so that "saved" does not say that it counts.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

import ipywidgets as widgets

from toolkit.forms.sparing import make
from toolkit.language import Language
from toolkit.workshop_log.left_out import LeftOut


class LeftOutNotice:
    """What does not count of the fields of a model at a path.

    Attributes
    ----------
    widget
        To be shown below them; empty while all counts.
    """

    def __init__(self, path: str, fields: Iterable[str], language: Language) -> None:
        self.language = language
        self._paths = tuple(f"{path}.{field}" for field in fields)
        self.widget = make(widgets.HTML)

    def show(self, left_out: Iterable[LeftOut]) -> None:
        """Show those that are of these fields."""
        told = [one.tell(self.language) for one in left_out if self._is_here(one.path)]
        lines = "".join(f"<p class='koers-wrong'>{html.escape(one)}</p>" for one in told)
        words = f"<div role='status'>{lines}</div>" if lines else ""
        if self.widget.value != words:
            self.widget.value = words

    def _is_here(self, path: str) -> bool:
        return any(path == here or path.startswith(f"{here}.") for here in self._paths)
