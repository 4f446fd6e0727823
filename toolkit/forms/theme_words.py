"""Words that many people wrote, to make themes of: chosen here, kept in the codebook's own file."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence

import ipywidgets as widgets

from toolkit.analysis.themes import split_words, stem, suggest_words
from toolkit.clients import ClientFolder
from toolkit.errors import InputError
from toolkit.forms.grid import status
from toolkit.forms.open_workshop import tell_fault
from toolkit.forms.persona_facts import Facts
from toolkit.forms.sparing import make
from toolkit.forms.yaml_store import YamlStore
from toolkit.language import Language
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import OpenQuestion

CODEBOOK = "data/survey/codebook.yaml"
MOST_WORDS = 24


class ThemeWords:
    """Offers words of an open question, and adds the chosen ones to a theme.

    Parameters
    ----------
    facts
        Gives what the survey knows now.
    changed
        Called when the codebook has other themes.

    Attributes
    ----------
    widget
        To be put on the page.
    """

    def __init__(
        self,
        folder: ClientFolder,
        language: Language,
        facts: Callable[[], Facts],
        changed: Callable[[], None],
    ) -> None:
        self.folder, self.language = folder, language
        self._facts, self._changed = facts, changed
        text = language.text
        self.question = make(widgets.Dropdown, options=(), description=text("Open question"))
        self.question.observe(lambda _change: self._show(), names="value")
        self.theme = make(widgets.Combobox, options=(), description=text("Theme, known or new"))
        self._add = make(widgets.Button, description=text("Add the words to this theme"))
        self._add.on_click(lambda _button: self.add())
        self.question.add_class("koers-plain")
        self.theme.add_class("koers-plain")
        self._add.add_class("koers-press")
        self._themes, self._said, self._none = (make(widgets.HTML) for _ in range(3))
        self.words: tuple[widgets.Checkbox, ...] = ()
        self._box = make(widgets.HBox, [])
        self._box.add_class("koers-words")
        parts = [self.question, self._themes, self._none, self._box, self.theme, self._add]
        self.widget = make(widgets.VBox, [*parts, self._said])
        self.read_anew()

    def read_anew(self) -> None:
        """Take in the survey as it is now."""
        names = [one.name for one in self._questions]
        self.widget.layout = widgets.Layout(display="" if names else "none")
        if list(self.question.options) != names:
            self.question.options = names
            self.question.value = names[0] if names else None
        self._show()

    def add(self) -> None:
        """Put the ticked words among those of the theme, in the codebook."""
        theme, text = self.theme.value.strip(), self.language.text
        chosen = [str(box.name) for box in self.words if box.value]
        if not theme or not chosen:
            self._tell(text("Tick words, and name the theme that they show."))
            return
        place = [one.name for one in self._questions].index(self.question.value)
        try:
            workspace = self.folder.path.parent.parent
            store = YamlStore(workspace, self.folder.slug, CODEBOOK, Codebook, self.language)
        except InputError as error:
            self._tell(" ".join(tell_fault(one, self.language) for one in error.faults[:2]))
            return
        path = f"open_questions.{store.rows('open_questions')[place]}.themes"
        themes = dict(store.value(path) or {})
        known = [one.strip() for one in themes.get(theme, "").split(",") if one.strip()]
        themes[theme] = ", ".join(dict.fromkeys([*known, *chosen]))
        faults = store.give(path, themes)
        if faults or store.unsaved:
            said = [tell_fault(one, self.language) for one in faults[:2]]
            self._tell(" ".join([*said, store.unsaved]).strip())
            return
        self._changed()
        message = "Added to the codebook: {theme}."
        self._said.value = status(html.escape(text(message, theme=theme)))

    @property
    def _questions(self) -> Sequence[OpenQuestion]:
        audience = self._facts().audience
        return audience.codebook.open_questions if audience and audience.codebook else ()

    def _show(self) -> None:
        question = next((one for one in self._questions if one.name == self.question.value), None)
        people = self._facts().audience.people if self._facts().audience else None  # type: ignore[union-attr]
        if question is None or people is None:
            return
        code = people.codebook.language
        listed = "".join(
            f"<li><b>{html.escape(name)}</b>: {html.escape(words)}</li>"
            for name, words in question.themes.items()
        )
        self._themes.value = f"<ul class='koers-themes'>{listed}</ul>" if listed else ""
        taken = {stem(word, code) for one in question.themes.values() for word in split_words(one)}
        texts = people.answers[question.column].astype("string").fillna("")
        offered = [
            one for one in suggest_words(texts, code, self._facts().smallest)
            if stem(one.word, code) not in taken
        ]  # fmt: skip
        boxes = []
        for one in offered[:MOST_WORDS]:
            box = make(widgets.Checkbox, description=f"{one.word} ({one.people})", indent=False)
            box.name = one.word
            boxes.append(box)
        self.words = tuple(boxes)
        self._box.children = self.words
        message = "No other word was written by {k} people or more."
        none = self.language.text(message, k=self.language.number(self._facts().smallest))
        self._none.value = "" if boxes else f"<p class='koers-help'>{html.escape(none)}</p>"
        self.theme.options = tuple(question.themes)

    def _tell(self, words: str) -> None:
        self._said.value = status(html.escape(words), alarm=True)
