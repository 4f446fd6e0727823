"""How a page of a workshop is laid out: a head with a bar, an outline beside blocks of questions.

The intake and the choice are such pages; what stands in their blocks is their own.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.forms.chapter_button import ChapterButton
from toolkit.forms.conflicts import ConflictNotice
from toolkit.forms.form import scoped
from toolkit.forms.open_workshop import OpenWorkshop
from toolkit.forms.sparing import make
from toolkit.language import Language


class Steps:
    """The buttons that take a step back and bring it back.

    Parameters
    ----------
    undo, redo
        What pressing them does.

    Attributes
    ----------
    buttons
        To be put in a bar.
    """

    def __init__(
        self,
        store: OpenWorkshop,
        language: Language,
        undo: Callable[[], None],
        redo: Callable[[], None],
    ) -> None:
        self.store = store
        self.buttons = (
            _button(f"↶ {language.text('Undo')}", undo),
            _button(f"↷ {language.text('Redo')}", redo),
        )

    def refresh(self) -> None:
        """Say of each whether there is anything to do for it."""
        ledger = self.store.ledger
        for button, step in zip(self.buttons, (ledger.undoable, ledger.redoable), strict=True):
            button.disabled = step is None


def lay_head(
    folder: ClientFolder,
    language: Language,
    what: str,
    tools: Sequence[widgets.Widget],
    below: Sequence[widgets.Widget] = (),
) -> widgets.Widget:
    """Lay out the head of a page: whose it is, what it is, and a bar that ends with the chapter.

    Parameters
    ----------
    what
        What the page is about, in the form's language.
    tools
        What stands in the bar.
    below
        What stands under both.
    """
    name, about = html.escape(folder.client.name), html.escape(what)
    title = make(widgets.HTML, f"<h2>{name}</h2><p class='koers-help'>{about}</p>")
    words = language.text("See the chapter"), language.text("Back to the form")
    bar = make(widgets.HBox, [*tools, ChapterButton(*words, folder.brand.accent)])
    bar.add_class("koers-tool-bar")
    head = make(widgets.VBox, [title, bar, *below])
    head.add_class("koers-top")
    head.add_class("koers-aside")
    return head


def lay_block(
    key: str,
    title: str,
    help_text: str,
    body: Sequence[widgets.Widget],
    *,
    above: str = "",
    beside: Sequence[widgets.Widget] = (),
) -> widgets.Widget:
    """Lay out a block: its heading and what is asked in it.

    Parameters
    ----------
    key
        By which the outline finds it.
    title, help_text, above
        Words of the heading, below it, and above it, in the form's language.
    beside
        What stands at the end of the heading's line.
    """
    words = f"<p class='koers-moment'>{html.escape(above)}</p>" if above else ""
    words += f"<h3>{html.escape(title)}</h3>"
    words += f"<p class='koers-help'>{html.escape(help_text)}</p>" if help_text else ""
    head = make(widgets.HBox, [make(widgets.HTML, words), *beside])
    head.add_class("koers-block-head")
    block = make(widgets.VBox, [head, *body])
    block.add_class("koers-block")
    block.add_class(f"koers-block--{key}")
    return block


def lay_page(
    store: OpenWorkshop,
    language: Language,
    journal: widgets.Widget,
    head: widgets.Widget,
    outline: widgets.Widget,
    blocks: Sequence[widgets.Widget],
) -> widgets.VBox:
    """Put a page together: what is wrong on top, the head, and the outline beside the blocks."""
    aside = make(widgets.VBox, [outline])
    aside.add_class("koers-side")
    aside.add_class("koers-aside")
    main = make(widgets.VBox, list(blocks))
    main.add_class("koers-main-column")
    columns = make(widgets.HBox, [aside, main])
    columns.add_class("koers-columns")
    conflict = ConflictNotice(store, language)
    page = scoped([journal, conflict.widget, head, columns], store)
    page.add_class("koers-workshop")
    return page


def _button(words: str, do: Callable[[], None]) -> widgets.Button:
    button = make(widgets.Button, description=words)
    button.on_click(lambda _button: do())
    return button
