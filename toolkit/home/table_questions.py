"""The questions below a table's columns: whose rows, which platform, how days and numbers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import ipywidgets as widgets

from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES, Client
from toolkit.model.content import KIND_NAMES
from toolkit.model.insight import DIMENSIONS
from toolkit.readers.cell_shapes import find_orders
from toolkit.readers.date_forms import DAYS, read_as
from toolkit.readers.draft import Draft
from toolkit.readers.kind_words import guess_kind
from toolkit.readers.profile import ORDER_NAMES
from toolkit.readers.suggest import Suggestion, signs_of
from toolkit.readers.table import header_key
from toolkit.readers.vocabulary import PLATFORMS

OPEN = "…"
NUMBERS = {
    (".", ""): "1234.5",
    (",", ""): "1234,5",
    (".", ","): "1,234.5",
    (",", "."): "1.234,5",
    (",", " "): "1 234,5",
    (".", " "): "1 234.5",
    (".", "'"): "1'234.5",
    (",", "'"): "1'234,5",
}
ZONES = (
    "UTC", "Europe/Amsterdam", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid",
    "Europe/Lisbon", "Europe/Warsaw", "America/New_York", "America/Chicago", "America/Los_Angeles",
    "Asia/Singapore", "Australia/Sydney",
)  # fmt: skip
MOST_PLATFORMS = 8
MOST_KINDS = 40


class TableQuestions:
    """The questions about a table as a whole.

    Parameters
    ----------
    suggestion
        What is suggested for the table.
    draft
        What is said to begin with.
    client
        Whose competitors can be chosen.
    changed
        Called after each answer.

    Attributes
    ----------
    widget
        What is shown.
    """

    def __init__(
        self,
        suggestion: Suggestion,
        draft: Draft,
        client: Client,
        words: Language,
        changed: Callable[[], None],
    ) -> None:
        self._suggestion, self._words, self._changed = suggestion, words, changed
        self._timed = suggestion.timed
        self._brand = widgets.Combobox(
            description=words.text("Whose rows are these?"), options=client.brands,
            value=draft.brand, placeholder=words.text("the client or a competitor"),
        )  # fmt: skip
        self._platform = self._choice(
            words.text("Which platform?"), [(name, key) for key, name in PLATFORM_NAMES.items()],
            PLATFORMS.get(header_key(draft.platform), ""),
        )  # fmt: skip
        self._dates = self._choice(words.text("How are dates written?"), [], "")
        self._year = widgets.Text(
            description=words.text("Of which year is the last date?"), value=draft.year
        )
        zones = [
            zone for zone in dict.fromkeys((client.time_zone, *ZONES, draft.time_zone)) if zone
        ]
        self._zone = self._choice(
            words.text("Of which time zone are the times?"), [(one, one) for one in zones],
            draft.time_zone,
        )  # fmt: skip
        signs = (draft.decimal, draft.thousands)
        self._numbers = self._choice(
            words.text("How are numbers written?"),
            [(example, signs) for signs, example in NUMBERS.items()],
            signs if signs in NUMBERS else "",
        )
        self._start = widgets.Text(
            description=words.text("First day"), value=draft.start, placeholder="2026-01-01"
        )
        self._end = widgets.Text(
            description=words.text("Last day"), value=draft.end, placeholder="2026-01-31"
        )
        self._dimension = self._choice(
            words.text("What are the parts?"),
            [(words.text(name), key) for key, name in DIMENSIONS.items()], draft.dimension,
        )  # fmt: skip
        texts = ", ".join(f"“{text}”" for text in draft.skip.values())
        self._skip = widgets.Checkbox(
            description=words.text("Leave out the rows that say {texts}", texts=texts),
            value=bool(draft.skip), indent=False,
        )  # fmt: skip
        self._match = widgets.Text(
            description=words.text("For all files called"), value=draft.match
        )
        self._match_help = words.text("* stands for anything, such as another month.")
        self._match.placeholder = self._match_help
        self._platforms: dict[str, widgets.Dropdown] = {}
        self._said_platforms = draft.platforms
        self._kinds: dict[str, widgets.Dropdown] = {}
        self._said_kinds = draft.kinds
        self._examples: tuple[str, ...] | None = None
        self._dates.options = self._ways(draft)
        self._dates.value = draft.dates
        self.widget = widgets.Box()
        self.widget.add_class("home-questions")
        for one in (
            self._brand, self._platform, self._dates, self._year, self._zone, self._numbers,
            self._start, self._end, self._dimension, self._skip, self._match,
        ):  # fmt: skip
            one.observe(self._tell, "value")

    def put_in(self, draft: Draft) -> Draft:
        """Give the draft with what was answered."""
        decimal, thousands = self._numbers.value or ("", "")
        shown = {*self.widget.children}
        period = self._start in shown or not shown
        return replace(
            draft,
            brand=self._brand.value.strip() if not draft.named("brand") else "",
            platform=self._platform.value if not draft.named("platform") else "",
            start=self._start.value.strip() if period else "",
            end=self._end.value.strip() if period else "",
            dates=self._dates.value,
            year=self._year.value.strip(),
            time_zone=self._zone.value,
            decimal=decimal,
            thousands=thousands,
            dimension=self._dimension.value,
            skip=draft.skip if self._skip.value else {},
            match=self._match.value.strip(),
            platforms={
                name: one.value for name, one in self._platforms.items() if one.value
            } or draft.platforms,
            kinds=self._kinds_said(draft),
        )  # fmt: skip

    def show_for(self, draft: Draft) -> None:
        """Show the questions that such a table leaves, and no others."""
        dated = any(draft.named(name) for name in DAYS)
        if dated:
            self._offer_ways(draft)
        if not self._numbers.value:
            self._settle_numbers(draft)
        whole = draft.contents == "totals" or (
            draft.contents == "insights" and not draft.named("date")
        )
        shown = [
            *([] if draft.named("brand") or draft.named("account") else [self._brand]),
            *(self._ask_platforms(draft) if draft.named("platform") else [self._platform]),
            *([self._dates] if dated and len(self._dates.options) > 1 else []),
            *([self._year] if dated and "year" in self._suggestion.asks else []),
            *([self._zone] if dated and self._timed else []),
            *self._ask_kinds(draft),
            self._numbers,
            *([self._start] if whole and not draft.named("start") else []),
            *([self._end] if whole and not draft.named("end") else []),
            *([self._dimension] if draft.named("member") else []),
            *([self._skip] if self._suggestion.draft.skip or draft.skip else []),
            self._match,
        ]
        if list(self.widget.children) != shown:
            self.widget.children = shown

    def _choice(
        self, label: str, options: list[tuple[str, object]], value: object
    ) -> widgets.Dropdown:
        return widgets.Dropdown(
            description=label, options=[(OPEN, ""), *options], value=value or ""
        )

    def _tell(self, _: object) -> None:
        self._changed()

    def _ways(self, draft: Draft) -> list[tuple[str, str]]:
        """Give the ways in which these dates can be written, each with one of them read so."""
        texts = self._texts(draft)
        orders = find_orders(texts) or frozenset(ORDER_NAMES)
        if draft.dates:
            orders |= {draft.dates}
        ways = [(OPEN, "")]
        for order in ORDER_NAMES:
            if order not in orders:
                continue
            read = ((text, read_as(text, order)) for text in texts)
            example = next(((text, moment) for text, moment in read if moment), None)
            told = self._words.text(ORDER_NAMES[order])
            if example:
                text, moment = example
                text = text.split()[0] if order != "in-words" else text
                day = self._words.date(moment.value.date())
                told = f"{text} → {day} ({told.partition(':')[0]})"
            ways.append((told, order))
        return ways

    def _offer_ways(self, draft: Draft) -> None:
        texts = self._texts(draft)[:20]
        if tuple(texts) == self._examples:
            return
        self._examples = tuple(texts)
        chosen, ways = self._dates.value, self._ways(draft)
        self._dates.unobserve(self._tell, "value")
        self._dates.options = ways
        left = [order for _, order in ways if order]
        self._dates.value = chosen if chosen in left else left[0] if len(left) == 1 else ""
        self._dates.observe(self._tell, "value")

    def _settle_numbers(self, draft: Draft) -> None:
        # A column that is said to count something has no decimals: that may settle it.
        signs = signs_of(draft.columns, self._suggestion.shapes)
        if not (signs.open or signs.contradictory):
            found = (signs.decimal or ".", signs.thousands)
            self._numbers.unobserve(self._tell, "value")
            self._numbers.value = found if found in NUMBERS else ""
            self._numbers.observe(self._tell, "value")

    def _texts(self, draft: Draft) -> list[str]:
        columns = [
            self._suggestion.table.column(header) for name in DAYS for header in draft.named(name)
        ]
        return [text for column in columns if column for text in column.texts if text]

    def unknown_platforms(self, draft: Draft) -> list[str]:
        """Give the names of platforms in the file that nobody knows."""
        if not draft.named("platform"):
            return []
        column = self._suggestion.table.column(draft.named("platform")[0])
        names = dict.fromkeys(text for text in column.texts if text) if column else {}
        return [name for name in names if header_key(name) not in PLATFORMS][:MOST_PLATFORMS]

    def _ask_platforms(self, draft: Draft) -> list[widgets.Widget]:
        unknown = self.unknown_platforms(draft)
        for name in unknown:
            if name not in self._platforms:
                made = self._choice(
                    self._words.text("“{name}” is", name=name),
                    [(title, key) for key, title in PLATFORM_NAMES.items()],
                    self._said_platforms.get(name, ""),
                )
                made.observe(self._tell, "value")
                self._platforms[name] = made
        return [self._platforms[name] for name in unknown]

    def unknown_kinds(self, draft: Draft) -> list[str]:
        """Give the words for kinds of posts in the file of which nothing is said."""
        return [word for word in self._words_for_kinds(draft) if not self._kind_of(word)]

    def _words_for_kinds(self, draft: Draft) -> list[str]:
        if draft.contents != "posts" or not draft.named("kind"):
            return []
        column = self._suggestion.table.column(draft.named("kind")[0])
        counted = Counter(text for text in column.texts if text) if column else Counter[str]()
        return [word for word, _ in counted.most_common() if word not in KIND_NAMES][:MOST_KINDS]

    def _kind_of(self, word: str) -> str:
        chosen = self._kinds.get(word)
        return chosen.value if chosen else self._said_kinds.get(word) or guess_kind(word) or ""

    def _kinds_said(self, draft: Draft) -> dict[str, str]:
        said = {word: self._kind_of(word) for word in self._words_for_kinds(draft)}
        # Those of another month, which this file does not have, stay.
        return {**self._said_kinds, **{word: kind for word, kind in said.items() if kind}}

    def _ask_kinds(self, draft: Draft) -> list[widgets.Widget]:
        words = self._words_for_kinds(draft)
        for word in words:
            if word not in self._kinds:
                made = self._choice(
                    self._words.text("“{name}” is", name=word),
                    [(self._words.text(name), kind) for kind, name in KIND_NAMES.items()],
                    self._kind_of(word),
                )
                made.observe(self._tell, "value")
                self._kinds[word] = made
        return [self._kinds[word] for word in words]
