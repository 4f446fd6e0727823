"""A button that shows the chapter as it stands below the form, and the form again."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class ChapterButton(anywidget.AnyWidget):
    """Turns the page from the form to the chapter that its answers make, run anew, and back."""

    _esm = Path(__file__).parent / "chapter_button.js"
    show = traitlets.Unicode().tag(sync=True)
    back = traitlets.Unicode().tag(sync=True)

    def __init__(self, show: str, back: str) -> None:
        super().__init__(show=show, back=back)
