"""Folding of a page's blocks and cards: of a long list one card is open at a time.

What is open is a matter of each browser: it is kept there, and no other page moves.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import anywidget
import traitlets

from toolkit.forms.scripts import read_script

FOLDING = "koers-folding"
"""Class of a page whose parts fold."""


class Folds(anywidget.AnyWidget):
    """Makes the blocks and cards of the page that it stands on fold.

    The page has the class ``koers-folding``, and no looks of its own are needed.

    Parameters
    ----------
    key
        Of the store; under it the browser keeps what is open.
    folded
        Keys of blocks that are folded as long as nobody opened them.
    """

    _esm = read_script("elements.js", "folds.js")
    _css = Path(__file__).parent / "folds.css"
    key = traitlets.Unicode().tag(sync=True)
    folded: traitlets.List[str] = traitlets.List().tag(sync=True)

    def __init__(self, key: str, folded: Sequence[str] = ()) -> None:
        super().__init__(key=key, folded=list(folded))
