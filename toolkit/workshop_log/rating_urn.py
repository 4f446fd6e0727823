"""Scores that are in but not shown yet: what each rater gave alone, until all are shown together.

As with the urn of the 100 points a file beside the log holds them, as they were typed and sorted by
rater, so that it tells no order of arrival. A rater is a function, such as marketing, and not a
person's name. Shown, the scores go into the log as one step without name and time; what is no score
stays in the file as it was typed, to be mended.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock
from pydantic import Field, TypeAdapter

from toolkit.errors import Fault, InputError
from toolkit.files import write_atomically
from toolkit.language import mark
from toolkit.model import Model
from toolkit.workshop_log.answers import sound
from toolkit.workshop_log.differences import Change
from toolkit.workshop_log.hidden_file import read_hidden
from toolkit.workshop_log.ledger import Ledger, lock_of

RATINGS_FILE = "ratings.json"
RATINGS, REVEALED = "choice.ratings", "choice.revealed"
HIGHEST = 5
UNKNOWN = "?"
SCORE = re.compile(rf"\s*([0-{HIGHEST}])\s*")
# Nobody types a score or a function as long as this, and nobody may fill the disk.
LONGEST, LONGEST_NAME, MOST_RATERS = 40, 60, 200

Slot = tuple[str, str]
"""Where a score belongs: the keys of an initiative and of a criterion."""


class Sheet(Model):
    """What one rater typed, by initiative and criterion (keys)."""

    typed: dict[str, dict[str, str]] = Field(default_factory=dict)

    def text(self, slot: Slot) -> str:
        """Give what was typed, empty without."""
        return self.typed.get(slot[0], {}).get(slot[1], "")

    @property
    def scores(self) -> dict[Slot, int]:
        """The whole numbers from 0 to 5 among it."""
        found = ((slot, SCORE.fullmatch(text)) for slot, text in self._all())
        return {slot: int(score[1]) for slot, score in found if score}

    @property
    def wrong(self) -> dict[Slot, str]:
        """What is neither a score nor left open."""
        return {slot: text for slot, text in self._all() if not is_score(text)}

    def with_text(self, slot: Slot, text: str) -> Sheet:
        """Give the sheet with something else typed in a slot; nothing takes it out."""
        initiative, criterion = slot
        here = {key: one for key, one in self.typed.get(initiative, {}).items() if key != criterion}
        if text.strip():
            here[criterion] = sound(text[:LONGEST])
        others = {key: one for key, one in self.typed.items() if key != initiative}
        return Sheet(typed=others | ({initiative: here} if here else {}))

    def _all(self) -> Iterable[tuple[Slot, str]]:
        for initiative, row in self.typed.items():
            for criterion, text in row.items():
                yield (initiative, criterion), text


class Contents(Model):
    """What the file holds: sheets by the raters' names."""

    raters: dict[str, Sheet] = Field(default_factory=dict)


class RatingUrn:
    """The scores of one workshop, as long as they are hidden.

    Parameters
    ----------
    folder
        The workshop's folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """What each rater gave, in the order of the names.

        Raises
        ------
        InputError
            If the file was damaged or changed by hand.
        """
        contents = read_hidden(
            self.folder / RATINGS_FILE,
            TypeAdapter(Contents),
            mark("The scores that are in cannot be read."),
            mark("Take this file away, and enter the scores again."),
        )
        return contents.raters if contents else {}

    def seat(self, rater: str) -> str:
        """Make room for a rater, and give the name; one that differs in case alone is the same.

        Raises
        ------
        InputError
            If it is no name, or there are more raters than people in any room.
        """
        with self._lock():
            sheets = dict(self.sheets)
            name = find_name(rater, sheets)
            if name not in sheets:
                self._write(sheets | {name: Sheet()})
        return name

    def type(self, rater: str, slot: Slot, text: str) -> Sheet:
        """Keep what a rater typed in a slot, and give the sheet as it is now."""
        with self._lock():
            sheets = dict(self.sheets)
            name = find_name(rater, sheets)
            sheet = sheets.get(name, Sheet()).with_text(slot, text)
            self._write(sheets | {name: sheet})
        return sheet

    def put_in(self, given: Mapping[str, Mapping[Slot, int]]) -> None:
        """Put whole sheets in, by rater; what a rater gave before and leaves open now stays."""
        with self._lock():
            sheets = dict(self.sheets)
            for rater, scores in given.items():
                name = find_name(rater, sheets)
                sheet = sheets.get(name, Sheet())
                for slot, score in scores.items():
                    sheet = sheet.with_text(slot, str(score))
                sheets[name] = sheet
            self._write(sheets)

    def take_out(self, rater: str) -> None:
        """Take a rater's sheet out, as if it had never been in."""
        with self._lock():
            sheets = dict(self.sheets)
            if sheets.pop(find_name(rater, sheets), None) is not None:
                self._write(sheets)

    def reveal(self, ledger: Ledger) -> int:
        """Put the scores into the log and take them out of the file; give the number of raters.

        Raises
        ------
        InputError
            If nobody gave a score; everything stays as it is then.
        """
        with self._lock():
            sheets = self.sheets
            given = {rater: sheet.scores for rater, sheet in sheets.items() if sheet.scores}
            if not given:
                raise InputError(
                    Fault(
                        mark("Nobody has given a score yet."),
                        remedy=mark("Enter the scores of at least one rater."),
                    )
                )
            merge_ratings(ledger, given)
            left = {rater: Sheet(typed=_nest(one.wrong)) for rater, one in sheets.items()}
            self._write({rater: one for rater, one in left.items() if one.typed})
        return len(given)

    def _write(self, sheets: Mapping[str, Sheet]) -> None:
        path = self.folder / RATINGS_FILE
        if not sheets:
            path.unlink(missing_ok=True)
            return
        contents = Contents(raters=dict(sheets)).model_dump(mode="json")
        text = json.dumps(contents, ensure_ascii=True, sort_keys=True, indent=1)
        write_atomically(path, f"{text}\n")

    def _lock(self) -> FileLock:
        # The log has a lock of its own, which is taken within this one.
        return lock_of(self.folder / RATINGS_FILE)


def merge_ratings(ledger: Ledger, given: Mapping[str, Mapping[Slot, int]]) -> None:
    """Write scores into the log, shown; a rater's newer score takes the place of the older one.

    Scores of what is no initiative or criterion any more are left out. The rows are sorted by
    rater, and then as the initiatives and criteria are.
    """
    ledger.catch_up()
    choice: dict[str, Any] = ledger.answers.plain().get("choice") or {}
    keys = {
        name: [row.get("key") for row in choice.get(name) or ()]
        for name in ("initiatives", "criteria")
    }
    known: list[dict[str, Any]] = list(choice.get("ratings") or ())
    names = [str(row.get("rater", "")) for row in known]
    rows = {
        (str(row.get("rater")), row.get("initiative"), row.get("criterion")): row for row in known
    }
    for rater, scores in given.items():
        name = find_name(rater, names)
        for (initiative, criterion), score in scores.items():
            if initiative in keys["initiatives"] and criterion in keys["criteria"]:
                rows[name, initiative, criterion] = {
                    "rater": name, "initiative": initiative, "criterion": criterion, "score": score,
                }  # fmt: skip

    def place(row: Mapping[str, Any]) -> tuple[str, int, int]:
        return (
            str(row.get("rater", "")),
            _index(keys["initiatives"], row.get("initiative")),
            _index(keys["criteria"], row.get("criterion")),
        )

    wanted = sorted(rows.values(), key=place)
    changes = [Change("set", RATINGS, wanted)] if wanted != known else []
    if not choice.get("revealed"):
        changes.append(Change("set", REVEALED, value=True))
    ledger.record(changes, who="", time="")


def is_score(text: str) -> bool:
    """Say whether text is a whole number from 0 to 5, or leaves it open."""
    return text.strip() in {"", UNKNOWN} or SCORE.fullmatch(text) is not None


def find_name(rater: str, known: Collection[str]) -> str:
    """Give a rater's name as it is known already, else without signs and spaces that nobody sees.

    Raises
    ------
    InputError
        If it is empty, or there are more raters than people in any room.
    """
    # A sign that nobody sees would make another rater of the same, or turn the line around.
    seen = "".join(sign for sign in sound(rater) if sign.isprintable() or sign.isspace())
    name = " ".join(seen.split())[:LONGEST_NAME].strip()
    if not name:
        raise InputError(
            Fault(
                mark("Somebody without a name cannot score."),
                remedy=mark("Name the function of who scores, such as marketing."),
            )
        )
    same = next((one for one in known if one.casefold() == name.casefold()), "")
    if not same and len(set(known)) >= MOST_RATERS:
        raise InputError(Fault(mark("There are more raters than people in any room.")))
    return same or name


def _nest(slots: Mapping[Slot, str]) -> dict[str, dict[str, str]]:
    nested: dict[str, dict[str, str]] = {}
    for (initiative, criterion), text in slots.items():
        nested.setdefault(initiative, {})[criterion] = text
    return nested


def _index(keys: list[Any], key: object) -> int:
    return keys.index(key) if key in keys else len(keys)
