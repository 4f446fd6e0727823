"""What a notebook shows where people are there to fill it in; nothing at all in batch.

What is needed for it is loaded only then: a report has no use for forms.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ipywidgets as widgets

    from toolkit.clients import ClientFolder
    from toolkit.language import Language


def show_intake(
    folder: ClientFolder, language: Language, *, interactive: bool
) -> widgets.Widget | None:
    """Give the live form of a client's intake; None where nobody is there to fill it in.

    Parameters
    ----------
    interactive
        Whether this runs before people. If not, the exhibits of the chapter tell the same, from the
        same answers.
    """
    if not interactive:
        return None
    from toolkit.forms.intake_page import IntakePage
    from toolkit.minutes import make_minutes

    workspace = folder.path.parent.parent
    minutes = partial(make_minutes, folder.slug, workspace, language.code)
    return IntakePage(folder, language, minutes).widget
