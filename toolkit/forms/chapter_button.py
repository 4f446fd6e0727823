"""A button that shows the chapter as it stands below the form, and the form again."""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets


class ChapterButton(anywidget.AnyWidget):
    """Turns the page from the form to the chapter that its answers make, run anew, and back.

    The chapter's figures take the client's `accent`, as they do in the report.
    """

    _esm = Path(__file__).parent / "chapter_button.js"
    show = traitlets.Unicode().tag(sync=True)
    back = traitlets.Unicode().tag(sync=True)
    accent = traitlets.Unicode().tag(sync=True)

    def __init__(self, show: str, back: str, accent: str) -> None:
        super().__init__(show=show, back=back, accent=accent)
