"""Everything that is wrong in a client folder, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from toolkit.clients.folder import WORKSHOP, ClientFolder
from toolkit.clients.opening import gather, nothing_but, open_unread
from toolkit.errors import Fault, InputError, fill
from toolkit.readers import Decision
from toolkit.workshop_log import find_unfinished
from toolkit.workshop_log.dots import DotUrn
from toolkit.workshop_log.files import LOG
from toolkit.workshop_log.imports import find_choice_slips, find_foreign_segments
from toolkit.workshop_log.rating_urn import RatingUrn
from toolkit.workshop_log.research_faults import find_research_faults
from toolkit.workshop_log.urn import Urn


def check(slug: str, workspace: Path | None = None, as_of: str = "") -> tuple[Fault, ...]:
    """Read everything of a client and give every fault, errors first."""
    return check_folder(open_unread(slug, as_of, workspace))


def check_folder(folder: ClientFolder) -> tuple[Fault, ...]:
    """Read everything in an open folder and give every fault, errors first."""
    parts: list[Callable[[], Iterable[Fault]]] = [
        lambda: nothing_but(folder.client),
        lambda: nothing_but(folder.brand),
        lambda: folder.channels.faults,
        lambda: _notes_of(folder.channels.decisions),
        lambda: folder.survey.faults if folder.survey else (),
        lambda: folder.register.faults,
        lambda: folder.profiles.faults,
        lambda: folder.listening.faults,
        lambda: folder.messages.faults,
        lambda: _notes_of(
            (
                *folder.register.decisions,
                *folder.profiles.decisions,
                *folder.listening.decisions,
                *folder.messages.decisions,
            )
        ),
        lambda: nothing_but(folder.workshop),
        lambda: find_unfinished(folder.workshop_folder),
        *(partial(_read_hidden, urn) for urn in _urns(folder.workshop_folder)),
        lambda: nothing_but(folder.logo()),
        lambda: find_foreign_segments(folder.workshop, folder.segments, f"{WORKSHOP}/{LOG}"),
        lambda: find_research_faults(
            folder.workshop,
            folder.segments,
            f"{WORKSHOP}/{LOG}",
            found=folder.finds_groups,
        ),
        lambda: find_choice_slips(folder.workshop.choice, f"{WORKSHOP}/{LOG}"),
        lambda: _read_notes(folder),
    ]
    order = {"error": 0, "warning": 1, "note": 2}
    return tuple(sorted(gather(parts), key=lambda fault: order[fault.severity]))


def find_overdue(slug: str, today: dt.date, workspace: Path | None = None) -> Fault | None:
    """Warn where a client's data may no longer be kept on the day `today`.

    Raises
    ------
    UsageError
        If there is no such client.
    """
    try:
        until = open_unread(slug, "", workspace).client.retain_until
    except InputError:
        # What is wrong with client.yaml, a check of the folder tells.
        return None
    if until is None or today <= until:
        return None
    return Fault(
        "The time that this client's data may be kept has passed.",
        "client.yaml",
        column="retain_until",
        got=until.isoformat(),
        remedy=fill(
            "Remove the client (koers remove {slug}), or agree on a later date.", slug=slug
        ),
        severity="warning",
    )


def _urns(workshop: Path) -> tuple[Callable[[], object], ...]:
    votes, dots, scores = Urn(workshop), DotUrn(workshop), RatingUrn(workshop)
    return (lambda: votes.ballots, lambda: dots.ballots, lambda: scores.sheets)


def _read_hidden(read: Callable[[], object]) -> tuple[Fault, ...]:
    """Say that votes or scores cannot be read, and nothing of what is in them."""
    return nothing_but(read())


def _notes_of(decisions: Iterable[Decision]) -> tuple[Fault, ...]:
    return tuple(one.as_note() for one in decisions)


def _read_notes(folder: ClientFolder) -> tuple[Fault, ...]:
    chapters = [Path(one).stem for one in folder.files("notes") if one.endswith(".md")]
    return gather([partial(_read_note, folder, chapter) for chapter in chapters])


def _read_note(folder: ClientFolder, chapter: str) -> tuple[Fault, ...]:
    return nothing_but(folder.note(chapter))
