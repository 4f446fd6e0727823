"""Votes that are in but not shown yet: an urn, which keeps how people voted and not who or when.

The urn is a file beside the log, written whole at each change and sorted by what was voted, so that
it holds no order of arrival. Ballots that are not finished are in it as they were typed. A ballot
is found by a key that was drawn by lot. When the votes are shown they go into the log as one
operation without name and time, and the urn is taken away; as long as it is there, no answer, no
state and no log knows of them.
"""

from __future__ import annotations

import json
import re
import secrets
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from filelock import FileLock
from pydantic import Field, TypeAdapter

from toolkit.errors import Fault, InputError, UsageError
from toolkit.files import write_atomically
from toolkit.language import mark
from toolkit.model import Model
from toolkit.model.intake import DisciplineVote
from toolkit.workshop_log.answers import sound
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.hidden_file import read_hidden
from toolkit.workshop_log.ledger import Ledger

URN = "urn.json"
VOTES = "intake.discipline_votes"
FIELDS = tuple(DisciplineVote.model_fields)
TOTAL = DisciplineVote.total
WHOLE = re.compile(r"\s*0*[0-9]{1,3}\s*")
KEY = re.compile(r"[0-9a-f]{8}")
# Nobody types a number as long as this, and nobody may fill the disk.
LONGEST = 200


class Ballot(Model):
    """One participant's points as they were typed, by field of the vote."""

    typed: dict[str, str] = Field(default_factory=dict)

    @property
    def points(self) -> dict[str, int]:
        """The fields that hold a whole number of at most all points."""
        whole = {name: int(text) for name, text in self.typed.items() if WHOLE.fullmatch(text)}
        return {name: number for name, number in whole.items() if number <= TOTAL}

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields in which something stands that is no number of points."""
        points = self.points
        return tuple(
            name for name in FIELDS if self.typed.get(name, "").strip() and name not in points
        )

    @property
    def given(self) -> int:
        """The points that were given so far."""
        return sum(self.points.values())

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not any(text.strip() for text in self.typed.values())

    @property
    def is_complete(self) -> bool:
        """Whether each field has points and nothing is missing or left over."""
        return len(self.points) == len(FIELDS) and self.given == TOTAL

    @property
    def place(self) -> tuple[bool, tuple[int, ...], tuple[str, ...]]:
        """Where it lies among others: finished ones first, by what was voted."""
        points = tuple(self.points.get(name, -1) for name in FIELDS)
        return not self.is_complete, points, tuple(self.typed.get(name, "") for name in FIELDS)


class Contents(Model):
    """What the file of an urn holds: ballots by their keys."""

    ballots: dict[str, Ballot] = Field(default_factory=dict)


class Urn:
    """The urn of one workshop.

    Parameters
    ----------
    folder
        The workshop's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def is_open(self) -> bool:
        """Whether votes are being gathered."""
        return (self.folder / URN).is_file()

    @property
    def ballots(self) -> Mapping[str, Ballot]:
        """All ballots by their keys, in an order that says nothing of who came first.

        Raises
        ------
        InputError
            If the file was damaged or changed by hand.
        """
        contents = read_hidden(
            self.folder / URN,
            TypeAdapter(Contents),
            "The votes that are in cannot be read.",
            "Take this file away, and enter the votes again from paper.",
        )
        return contents.ballots if contents else {}

    def open(self) -> None:
        """Start gathering votes; earlier ones stay in the log until these are shown."""
        if not self.is_open:
            self._write({})

    def close(self) -> None:
        """Stop gathering votes without showing them; what is in is thrown away."""
        (self.folder / URN).unlink(missing_ok=True)

    def type(self, key: str, field: str, text: str) -> Ballot:
        """Keep what was typed in a field of a ballot, and give the ballot as it is now.

        Parameters
        ----------
        key
            The ballot's, from :func:`draw_key`; an unknown one is a new ballot.
        """
        if not KEY.fullmatch(key) or field not in FIELDS:
            raise UsageError(Fault("There is no such field on a ballot.", got=f"{key}.{field}"))
        with self._lock():
            ballots = dict(self.ballots)
            typed = ballots[key].typed if key in ballots else {}
            ballot = Ballot(typed=typed | {field: sound(text[:LONGEST])})
            self._write(ballots | {key: ballot})
        return ballot

    def take_out(self, key: str) -> None:
        """Take a ballot out, as if it had never been in."""
        with self._lock():
            ballots = dict(self.ballots)
            if ballots.pop(key, None) is not None:
                self._write(ballots)

    def reveal(self, ledger: Ledger) -> int:
        """Put the finished ballots into the log, take the urn away, and give their number.

        Raises
        ------
        InputError
            If no ballot is finished; the urn stays as it is then.
        """
        with self._lock():
            finished = [one for one in self._sorted(self.ballots).values() if one.is_complete]
            if not finished:
                raise InputError(
                    Fault(
                        mark("No vote is finished yet."),
                        remedy=mark("Enter at least one vote that adds up to 100 points."),
                    )
                )
            votes = [{name: one.points[name] for name in FIELDS} for one in finished]
            ledger.catch_up()
            # If this was broken off after the log was written, it is only finished here.
            if ledger.answers.plain().get("intake", {}).get("discipline_votes") != votes:
                ledger.record([Change("set", VOTES, votes)], who="", time="")
            self.close()
        return len(votes)

    def _sorted(self, ballots: Mapping[str, Ballot]) -> dict[str, Ballot]:
        return dict(sorted(ballots.items(), key=lambda item: (item[1].place, item[0])))

    def _write(self, ballots: Mapping[str, Ballot]) -> None:
        kept = {key: one for key, one in self._sorted(ballots).items() if not one.is_blank}
        contents = Contents(ballots=kept).model_dump(mode="json")
        text = json.dumps(contents, ensure_ascii=True, indent=1)
        write_atomically(self.folder / URN, f"{text}\n")

    def _lock(self) -> FileLock:
        name = sha256(str((self.folder / URN).resolve()).encode()).hexdigest()[:16]
        return FileLock(Path(tempfile.gettempdir()) / f"koers-{name}.lock", timeout=10)


def draw_key() -> str:
    """Draw a key for a ballot by lot: it says nothing of when the ballot came in."""
    return secrets.token_hex(4)
