"""The page of all clients: who is where, and the way to each report."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from toolkit.language import Language, mark

State = Literal["ok", "stale", "failed", "never"]
"""What is known of a chapter; ``stale``: something it was made from has changed since."""

STATES: dict[State, str] = {
    "ok": mark("up to date"),
    "stale": mark("out of date"),
    "failed": mark("failed"),
    "never": mark("not built yet"),
}


@dataclass(frozen=True, slots=True)
class ChapterState:
    """A chapter of a client: its name and title, how it stands, and the way to its report.

    ``name`` is the same for every client (``channel_benchmark``); ``link`` is relative to the page.
    """

    name: str
    title: str
    state: State
    link: str = ""

    @property
    def words(self) -> str:
        """Say how it stands; of a chapter that failed, the last good report stays."""
        if self.state == "failed" and self.link:
            return mark("failed; the report is an earlier one")
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class ClientState:
    """A client: its chapters in their order, and the way to its strategy and to what is wrong.

    ``as_of`` is an ISO 8601 date, or empty if nothing was built yet, and so is ``retain_until``,
    the last day on which the client's data may be kept; links are relative to the page;
    ``missing`` lists in words which exports there should be.
    """

    name: str
    chapters: tuple[ChapterState, ...]
    as_of: str = ""
    strategy: str = ""
    problems: str = ""
    fictional: bool = False
    retain_until: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A client's line in the table; ``chapters`` has an entry for each column.

    ``overdue`` says that the data may no longer be kept, where the report is of a later day.
    """

    client: ClientState
    as_of: str
    overdue: str
    chapters: tuple[ChapterState | None, ...]


def render_portfolio(
    clients: Iterable[ClientState], *, language: Language, workspace: Path | None = None
) -> str:
    """Give the page of all clients, sorted by name.

    Parameters
    ----------
    clients
        In any order.
    language
        Of the page's own words; chapter titles come as they are.
    workspace
        Folder that may hold a report template of its own.
    """
    # Here, since whoever only says how clients stand need not wait for what makes pages.
    from toolkit.deliver.page import plain_page
    from toolkit.deliver.template import render_page

    ordered = sorted(clients, key=lambda client: (_sorting(client.name), client.name))
    titles: dict[str, str] = {}
    for client in ordered:
        for chapter in client.chapters:
            titles.setdefault(chapter.name, chapter.title)
    rows = tuple(
        Row(
            client,
            language.date(dt.date.fromisoformat(client.as_of)) if client.as_of else "",
            _tell_overdue(client, language),
            tuple(_find(client, name) for name in titles),
        )
        for client in ordered
    )
    counts = Counter(chapter.state for client in ordered for chapter in client.chapters)
    lede = language.plural("{n} client.", "{n} clients.", len(ordered))
    if counts:
        lede += " " + language.text(
            "Chapters: {states}.",
            states=language.listing(
                f"{language.number(counts[state])} {language.text(words)}"
                for state, words in STATES.items()
                if counts[state]
            ),
        )
    return render_page(
        "portfolio.html.j2",
        workspace=workspace,
        page=plain_page(language, title=language.text("Clients"), lede=lede),
        t=language.text,
        titles=tuple(titles.values()),
        rows=rows,
    )


def _tell_overdue(client: ClientState, language: Language) -> str:
    # Dates in ISO 8601 stand in the order of time.
    if not client.retain_until or not client.as_of > client.retain_until:
        return ""
    day = language.date(dt.date.fromisoformat(client.retain_until))
    return language.text("could be kept until {day}", day=day)


def _find(client: ClientState, name: str) -> ChapterState | None:
    return next((chapter for chapter in client.chapters if chapter.name == name), None)


def _sorting(name: str) -> str:
    """Sort as a register does: without regard to capitals and accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold()
