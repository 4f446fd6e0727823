"""The live page of the research: personas, interviews, open answers, and quotes.

It is a page of the same workshop as the intake, with the same log behind it. What is counted is
shown beside what is named, and comes from the survey alone; no answer that nobody released is
written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import ipywidgets as widgets

from toolkit.clients import ClientFolder
from toolkit.forms.answer_reader import AnswerReader
from toolkit.forms.group_links import PERSONAS
from toolkit.forms.journal import Journal
from toolkit.forms.outline import OutlineList
from toolkit.forms.persona_facts import Facts, read_facts
from toolkit.forms.research_cards import INTERVIEWS, QUOTES, Cards
from toolkit.forms.rows import Rows
from toolkit.forms.theme_words import ThemeWords
from toolkit.forms.unnamed_groups import UnnamedGroups
from toolkit.forms.workshop_page import Steps, lay_block, lay_head, lay_page
from toolkit.forms.workshop_store import WorkshopStore
from toolkit.language import Language, mark
from toolkit.model.fields import describe
from toolkit.model.persona import Research

_OPEN: dict[tuple[str, str], ResearchPage] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page, under a heading."""

    key: str
    title: str
    help: str


PARTS = (
    Part(
        "personas", mark("Personas"),
        mark("Two to five. What is counted beside each comes from the survey and cannot be typed."),
    ),
    Part(
        "interviews", mark("Interviews"),
        mark("Eight to twelve, one by one. A code, never a name; who it was is kept elsewhere."),
    ),
    Part(
        "answers", mark("What people wrote"),
        mark("Read here, by you alone. Nothing of an answer is kept or printed until you release "
             "it as a quote."),
    ),
    Part(
        "themes", mark("Themes"),
        mark("Words that enough people wrote. Those of a theme are kept in the codebook."),
    ),
    Part("quotes", mark("Quotes"), mark("What stands here is printed in the report.")),
)  # fmt: skip


class ResearchPage:
    """The page of the research.

    Attributes
    ----------
    widget
        To be shown.
    """

    def __init__(
        self, folder: ClientFolder, language: Language, store: WorkshopStore | None = None
    ) -> None:
        self.folder, self.language = folder, language
        self.store = store or WorkshopStore(folder, language)
        self.journal = Journal(self.store, language)
        self._facts = read_facts(folder, language)
        self._shown: object = None
        around = (self.store, self.journal, language)
        cards = Cards(*around, self.facts)
        fields = {one.name: one for one in describe(Research)}
        self.rows = {
            "personas": Rows(fields["personas"], PERSONAS, *around, cards.make_persona),
            "interviews": Rows(fields["interviews"], INTERVIEWS, *around, cards.make_interview),
            "quotes": Rows(fields["quotes"], QUOTES, *around, cards.make_quote),
        }
        self.unnamed = UnnamedGroups(*around, self.facts)
        led_by = str(self.store.value("meeting.led_by") or "")
        self.reader = AnswerReader(self.store, language, self.facts, led_by)
        self.words = ThemeWords(folder, language, self.facts, self._read_codebook)
        self._steps = Steps(self.store, language, self.store.undo, self.store.redo)
        self.widget = self._lay_out()
        self.journal.when_missing(self._find)
        self.store.watch(self.refresh)
        self.refresh()

    def facts(self) -> Facts:
        """Give what the survey knew when it was last read."""
        return self._facts

    def refresh(self) -> None:
        """Show what the store has."""
        shown = (self.store.value("research"), self.store.drafts(), id(self._facts))
        if shown != self._shown:
            for rows in self.rows.values():
                rows.refresh()
            self.unnamed.refresh()
            self.reader.refresh()
            self._tell_left_out()
            self._shown = shown
        self._steps.refresh()

    def read_survey(self, folder: ClientFolder) -> None:
        """Take in a survey that may have changed since."""
        self.folder = folder
        self._facts = read_facts(folder, self.language)
        self.reader.read_anew()
        self.words.read_anew()
        self.refresh()

    def _tell_left_out(self) -> None:
        n = sum(one.path.startswith("research.") for one in self.store.left_out())
        words = self.language.plural(
            "{n} answer does not count yet", "{n} answers do not count yet", n
        )
        self.journal.add_to_saved(words if n else "")

    def _read_codebook(self) -> None:
        self.read_survey(ClientFolder(self.folder.path))

    def _find(self, path: str) -> None:
        for rows in self.rows.values():
            rows.show(path)

    def _lay_out(self) -> widgets.Widget:
        text = self.language.text
        head = lay_head(
            self.folder, self.language, text("Audience and personas"), self._steps.buttons
        )
        lines = [{"key": one.key, "title": text(one.title), "share": None} for one in PARTS]
        outline = OutlineList(parts=lines, words={"outline": text("Outline")})
        bodies: dict[str, list[widgets.Widget]] = {
            "personas": [self.rows["personas"].widget, self.unnamed.widget],
            "interviews": [self.rows["interviews"].widget],
            "answers": [self.reader.widget],
            "themes": [self.words.widget],
            "quotes": [self.rows["quotes"].widget],
        }
        blocks = [
            lay_block(one.key, text(one.title), text(one.help), bodies[one.key]) for one in PARTS
        ]
        return lay_page(self.store, self.language, self.journal.widget, head, outline, blocks)


def open_research(folder: ClientFolder, language: Language) -> ResearchPage:
    """Give the page of a client, or the one that is open: a second browser sees the same one."""
    key = (str(folder.path.resolve()), language.code)
    known = _OPEN.get(key)
    if known and known.widget.comm is not None:
        known.store.flush()
        known.read_survey(folder)
        return known
    _OPEN[key] = ResearchPage(folder, language, known.store if known else None)
    return _OPEN[key]
