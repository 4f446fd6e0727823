"""What a file would change, worked out whole before anything is taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.clients import ClientFolder
from toolkit.errors import Fault, InputError
from toolkit.homework.found import Found, find_answers
from toolkit.homework.hidden import Hidden
from toolkit.homework.means import check_means, save_means
from toolkit.homework.merging import Merging
from toolkit.homework.pages import CLIENT, list_votes
from toolkit.language import Language
from toolkit.model.client import Client, name_key
from toolkit.model.intake import BLOCKS, MEANS, Block, fields_of
from toolkit.model.workshop import Operation, Workshop
from toolkit.readers.documents import validate
from toolkit.workshop_log.answers import Answers, MisfitError, Tree, find
from toolkit.workshop_log.differences import Change, find_changes, take_in
from toolkit.workshop_log.finished import LOCKED, OPEN_FIRST, list_locked
from toolkit.workshop_log.imports import (
    find_choice_slips,
    find_foreign_segments,
    read_answers_file,
)
from toolkit.workshop_log.ledger import Ledger, now
from toolkit.workshop_log.unfinished import leave_out_unfinished

HIDDEN_VOTES = tuple(table.path for page in list_votes() for table in page.tables)
"""Answers that people give alone: of these neither time nor who is kept."""


@dataclass(frozen=True)
class Wanted:
    """What a file would make of the answers.

    Parameters
    ----------
    file
        Its name.
    before, after
        The answers as they are, and as they would be.
    means
        New answers of ``client.yaml``, by part and field.
    means_before
        What stands there now: ``capacity`` and ``budget``.
    warnings
        What was left as it is, and why.
    """

    file: str
    before: Answers
    after: Answers
    means: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    means_before: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Fault, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of the workshop's answers, in an order in which they can be made."""
        return find_changes(self.before, self.after)

    @property
    def empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes and not self.means


def read_wanted(path: Path, folder: ClientFolder, ledger: Ledger) -> Wanted:
    """Read a workbook or a YAML file with answers; nothing is taken yet.

    Raises
    ------
    InputError
        With everything in the file that is wrong.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        wanted = read_answers_file(path, segments=folder.segments)
        after = take_in(wanted, ledger.answers)
        return _finish(Wanted(path.name, ledger.answers, after), folder.segments)
    words = folder.words()
    return read_workbook(path, ledger.answers, folder.client, words, segments=folder.segments)


def read_workbook(
    path: Path,
    answers: Answers,
    client: Client,
    language: Language,
    *,
    segments: Collection[str] = (),
) -> Wanted:
    """Read what a workbook would make of answers; see :func:`read_wanted`.

    Parameters
    ----------
    answers
        Of the workshop, as they are now.
    client
        Whose hours and money may change.
    language
        In which numbers are read, and lists are named in what is told.
    segments
        Keys of the codebook's segments, which target groups may name.
    """
    found = find_answers(path, client.budget.currency)
    stop_on_another_client(found.hidden, path.name, client)
    means = client.model_dump(mode="json", include={"capacity", "budget"})
    merging = Merging(found, path.name, language)
    if found.hidden and found.hidden.kind == "votes":
        after = _take_votes(merging, answers)
    else:
        after = merging.over(answers, means)
    if merging.faults:
        raise InputError(merging.gather_faults())
    changed = {at: new for at, new in merging.means.items() if means[at[0]].get(at[1]) != new}
    wanted = Wanted(path.name, answers, after, changed, means, _remarks(found, path.name))
    return _finish(wanted, segments)


def stop_on_another_client(hidden: Hidden | None, file: str, client: Client) -> None:
    """Refuse a workbook that says it was made for another client.

    Raises
    ------
    InputError
        If it does.
    """
    # Its rows have the ids of another client's: they would land on any row of this one.
    whose = hidden.client if hidden else ""
    if whose and name_key(whose) not in map(name_key, (client.name, *client.also_called)):
        raise InputError(
            Fault(
                "This workbook was made for another client.",
                file,
                got=whose,
                expected=client.name,
                remedy="Take it in with that client. If this client was called so before, give "
                "the old name as another spelling of its name.",
            )
        )


def take(
    wanted: Wanted, ledger: Ledger, folder: ClientFolder, *, who: str = "import"
) -> tuple[Operation, ...]:
    """Take what a file wants: answers into the log, hours and money into ``client.yaml``.

    Raises
    ------
    InputError
        If the answers changed meanwhile in a way that these changes no longer fit; nothing is
        written then.
    """
    # All or nothing: what cannot be saved is found before anything is.
    if wanted.means:
        check_means(folder, wanted.means)
    votes = [one for one in wanted.changes if one.path.startswith(HIDDEN_VOTES)]
    others = [one for one in wanted.changes if one not in votes]
    try:
        added = ledger.record(others, who=who, time=now())
        added += ledger.record(votes)
    except MisfitError as error:
        what = "The answers changed while this file was looked at."
        raise InputError(Fault(what, wanted.file, remedy="Import it once more.")) from error
    if wanted.means:
        save_means(folder, wanted.means)
    return added


def _finish(wanted: Wanted, segments: Collection[str]) -> Wanted:
    after, means, locked = _keep_locked(wanted)
    finished, _ = leave_out_unfinished(after.plain(), Workshop)
    workshop = validate(finished, Workshop, wanted.file)
    if faults := find_foreign_segments(workshop, segments, wanted.file):
        raise InputError(faults)
    before, _ = leave_out_unfinished(wanted.before.plain(), Workshop)
    known = validate(before, Workshop, wanted.file).choice
    slips = find_choice_slips(workshop.choice, wanted.file, known)
    if faults := tuple(one for one in slips if one.severity == "error"):
        raise InputError(faults)
    warnings = (*wanted.warnings, *locked, *slips)
    return Wanted(wanted.file, wanted.before, after, means, wanted.means_before, warnings)


def _keep_locked(
    wanted: Wanted,
) -> tuple[Answers, Mapping[tuple[str, str], Any], tuple[Fault, ...]]:
    """Leave the answers of finished blocks as they are."""
    locked = list_locked(wanted.before)
    after, means = wanted.after.copy(), wanted.means
    # Which blocks are finished is said in the workshop, and not by a file.
    _put_back(after, wanted.before, LOCKED)
    faults: list[Fault] = []
    for block in BLOCKS:
        if block.key not in locked:
            continue
        paths = {f"intake.{name}" for name in fields_of(block)}
        touched = [c for c in wanted.changes if ".".join(c.path.split(".")[:2]) in paths]
        for path in paths if touched else ():
            _put_back(after, wanted.before, path)
        if block == MEANS and means:
            touched, means = list(touched) or [Change("set", CLIENT)], {}
        if touched:
            faults.append(_finished(block, wanted.file))
    return after, means, tuple(faults)


def _finished(block: Block, file: str) -> Fault:
    return Fault(
        "This block is finished; what the file has for it is not taken.",
        file,
        column=block.title,
        remedy=OPEN_FIRST,
        severity="warning",
    )


def _put_back(after: Answers, before: Answers, path: str) -> None:
    part, name = path.split(".")
    here: Tree = after.tree.setdefault(part, {})
    try:
        here[name] = find(before.copy().tree, path)
    except KeyError:
        here.pop(name, None)


def _take_votes(merging: Merging, answers: Answers) -> Answers:
    # A sheet of votes is a new round: it holds all of them.
    given = merging.over(Answers(), {}).plain()
    wanted: dict[str, Any] = {}
    for path in HIDDEN_VOTES:
        part, name = path.split(".")
        rows = given.get(part, {}).get(name)
        if rows:
            # In the order of the points, which says nothing of who sat where.
            wanted.setdefault(part, {})[name] = sorted(rows, key=lambda row: [*row.values()])
    return take_in(wanted, answers)


def _remarks(found: Found, file: str) -> tuple[Fault, ...]:
    remarks = [*found.remarks]
    remarks += [
        Fault(
            "This sheet is none of the intake; it is not read.",
            f"{file}, sheet “{name}”",
            severity="warning",
        )
        for name in found.unread
    ]
    for sheet, own in found.own.items():
        place = f"{file}, sheet “{sheet}”" if sheet else file
        what = "This sheet is read by its headers. What is empty in it stays as it was."
        remarks.append(Fault(what, place, severity="note"))
        what = "This column is not read."
        remarks += [Fault(what, place, column=one, severity="warning") for one in own.ignored]
        what = "This row adds up the ones above it; it is no initiative, and left out."
        remarks += [Fault(what, place, row=one, severity="warning") for one in own.totals]
    if found.hidden is None and not found.own:
        remarks.append(
            Fault(
                "This workbook no longer knows which answers it was made with: it is read by the "
                "words in it. What is empty in it stays as it was.",
                file,
                severity="warning",
            )
        )
    return tuple(remarks)


__all__ = ["HIDDEN_VOTES", "Wanted", "read_wanted", "read_workbook", "take"]
