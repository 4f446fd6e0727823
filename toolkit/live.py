"""What a notebook shows where people are there to fill it in; nothing at all in batch.

What is needed for it is loaded only then: a report has no use for forms.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ipywidgets as widgets

    from toolkit.clients import ClientFolder
    from toolkit.language import Language


class LiveForm:
    """A form as a cell shows it: the widget, and words for where no widget can be.

    Attributes
    ----------
    widget
        The form.
    """

    def __init__(self, widget: widgets.Widget, words: str) -> None:
        self.widget = widget
        self._words = words

    def _repr_mimebundle_(self, **asked: object) -> dict[str, Any]:
        bundle: dict[str, Any] = self.widget._repr_mimebundle_(**asked)
        return bundle | {"text/html": f"<p>{html.escape(self._words)}</p>"}


def show_intake(folder: ClientFolder, language: Language, *, interactive: bool) -> LiveForm | None:
    """Give the live form of a client's intake; None where nobody is there to fill it in.

    Parameters
    ----------
    interactive
        Whether this runs before people. If not, the exhibits of the chapter tell the same, from the
        same answers.
    """
    if not interactive:
        return None
    from toolkit.forms.intake_page import open_page

    def write_minutes() -> Path:
        # What lays out a page takes seconds to load, and a form is wanted at once.
        from toolkit.minutes import make_minutes

        return make_minutes(folder.slug, folder.path.parent.parent, language.code)

    def remove_reports() -> None:
        from toolkit import erasure
        from toolkit.working_copies import home_page, working_copy

        workspace = folder.path.parent.parent
        erasure.remove_reports(workspace, folder.slug)
        # These pages went too, and somebody is looking at them.
        home_page(workspace)
        working_copy(workspace, folder.slug)

    return _as_form(open_page(folder, language, write_minutes, remove_reports).widget, language)


def show_choice(folder: ClientFolder, language: Language, *, interactive: bool) -> LiveForm | None:
    """Give the live page of the choice between initiatives; None where nobody is there.

    Parameters
    ----------
    interactive
        Whether this runs before people. If not, the exhibits of the chapter tell the same, from the
        same answers.
    """
    if not interactive:
        return None
    from toolkit.forms.choice_page import open_choice

    return _as_form(open_choice(folder, language).widget, language)


def show_research(
    folder: ClientFolder, language: Language, *, interactive: bool
) -> LiveForm | None:
    """Give the live page of personas, interviews and quotes; None where nobody is there.

    Parameters
    ----------
    interactive
        Whether this runs before people. If not, the exhibits of the chapter tell the same, from the
        same answers.
    """
    if not interactive:
        return None
    from toolkit.forms.research_page import open_research

    return _as_form(open_research(folder, language).widget, language)


def _as_form(widget: widgets.Widget, language: Language) -> LiveForm:
    return LiveForm(widget, language.text("The form needs JupyterLab; open it with koers open."))
