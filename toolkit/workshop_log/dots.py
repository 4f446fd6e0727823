"""Dot votes that are in but not shown yet: what was voted, and not who or when.

As with the urn of the 100 points, a file beside the log holds the ballots, sorted by what is on
them; when they are shown, only the sum of each card goes into the log, and the file goes away.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from filelock import FileLock
from pydantic import ConfigDict, TypeAdapter

from toolkit.errors import Fault, InputError
from toolkit.files import write_atomically
from toolkit.language import mark
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.hidden_file import read_hidden
from toolkit.workshop_log.ledger import Ledger, lock_of

DOTS = "dots.json"
BOARD = "choice.board"
MOST_BALLOTS = 1000

Ballot = dict[str, int]
_BALLOTS = TypeAdapter(list[Ballot], config=ConfigDict(strict=True))


class DotUrn:
    """The dot votes of one workshop, by initiative (key), as long as they are hidden.

    Parameters
    ----------
    folder
        The workshop's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def ballots(self) -> tuple[Ballot, ...]:
        """The ballots that are in, in an order that says nothing of who came first.

        Raises
        ------
        InputError
            If the file was damaged or changed by hand.
        """
        ballots = read_hidden(
            self.folder / DOTS,
            _BALLOTS,
            mark("The dot votes that are in cannot be read."),
            mark("Take this file away, and vote again."),
        )
        return tuple(ballots or ())

    def put_in(self, ballot: Mapping[str, int], *, each: int) -> int:
        """Put a ballot in, and give how many there are.

        Parameters
        ----------
        each
            How many dots everybody has; all, some or none of them may be given.

        Raises
        ------
        InputError
            If it holds more dots than that, or there are more ballots than people in any room.
        """
        given = {key: dots for key, dots in ballot.items() if dots}
        if any(dots < 0 for dots in given.values()) or sum(given.values()) > each:
            raise InputError(
                Fault(
                    mark("This vote holds more dots than everybody has."),
                    got=str(sum(given.values())),
                    expected=str(each),
                )
            )
        with self._lock():
            ballots = [*self.ballots, given]
            if len(ballots) > MOST_BALLOTS:
                raise InputError(Fault(mark("There are more votes than people in any room.")))
            in_order = sorted(ballots, key=lambda one: sorted(one.items()))
            text = json.dumps(in_order, ensure_ascii=True, sort_keys=True, indent=1)
            write_atomically(self.folder / DOTS, f"{text}\n")
        return len(ballots)

    def reveal(self, ledger: Ledger) -> int:
        """Put the sums into the log, take the ballots away, and give the number of voters.

        Raises
        ------
        InputError
            If nobody has voted.
        """
        with self._lock():
            ballots = self.ballots
            if not ballots:
                raise InputError(
                    Fault(
                        mark("Nobody has voted with dots yet."),
                        remedy=mark("Give the dots of at least one person, and put them in."),
                    )
                )
            sums: Counter[str] = Counter()
            for ballot in ballots:
                sums.update(ballot)
            ledger.catch_up()
            # Dots for what was removed since are for nothing.
            known = {one.key for one in ledger.workshop().choice.initiatives}
            votes = [{"initiative": key, "dots": sums[key]} for key in sorted(sums.keys() & known)]
            shown = {"dots": votes, "voters": len(ballots), "dots_shown": True}
            changes = (Change("set", f"{BOARD}.{name}", value) for name, value in shown.items())
            ledger.record(tuple(changes), who="", time="")
            self.wipe()
        return len(ballots)

    def wipe(self) -> None:
        """Throw away what is in."""
        (self.folder / DOTS).unlink(missing_ok=True)

    def _lock(self) -> FileLock:
        # The log has a lock of its own, which is taken within this one.
        return lock_of(self.folder / DOTS)
