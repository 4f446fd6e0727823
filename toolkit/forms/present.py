"""Present mode: one block on the wall in large type, and nothing else.

It happens in the browser: blocks are elements of the classes ``koers-block`` and
``koers-block--<key>``, and what stands beside them (the outline, the agenda) is of the class
``koers-aside``.
"""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

from toolkit.forms.scripts import read_script
from toolkit.language import Language
from toolkit.model.intake import BLOCKS


class Present(anywidget.AnyWidget):
    """A button that fills the wall with the block that is being done.

    Page Up and Page Down, outside of text, lead to another block, and Escape ends it.
    """

    _esm = read_script("elements.js", "present.js")
    _css = Path(__file__).parent / "present.css"
    titles = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, language: Language) -> None:
        words = {
            "present": language.text("Show on the wall"),
            "present_help": language.text("Only this block, in large type; Escape ends it."),
            "bar": language.text("On the wall"),
            "previous": language.text("Previous block"),
            "next": language.text("Next block"),
            "end": language.text("Back to the form"),
        }
        titles = {block.key: language.text(block.title) for block in BLOCKS}
        super().__init__(titles=titles, words=words)
