"""The board in sentences: what the room puts higher or lower than its own scores do."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.analysis.board import FEWEST, BoardReading
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.board import Board
from toolkit.prose import wording
from toolkit.prose.wording import say


def board_title(reading: BoardReading, names: dict[str, str], language: Language) -> str:
    """Say the finding of the board."""
    if len(reading.higher) == 1 and not reading.lower:
        name = names[reading.higher[0]]
        return language.text("The room puts “{name}” higher than its scores do", name=name)
    if reading.higher or reading.lower or reading.elsewhere:
        return language.text("The room sees some things otherwise than its scores")
    if reading.agreement is not None:
        return language.text("The room sees it much as its scores do")
    return language.text("Where the room put the cards")


def room(reading: BoardReading, board: Board, names: dict[str, str], language: Language) -> Exhibit:
    """Compare the room's judgement with the scores; nothing where no card is on the board."""
    if reading.table.empty:
        return wording.finding([], "room")
    sentences = []
    if reading.placed < reading.total:
        message = "{n} of {all} initiatives lie on the board."
        n, every = language.number(reading.placed), language.number(reading.total)
        sentences.append(say(language, message, n=n, all=every))
    if reading.higher:
        message = "The room puts {names} clearly higher than its scores do."
        sentences.append(
            say(language, message, names=_apart(reading.higher, reading, names, language))
        )
    if reading.lower:
        message = "The room puts {names} clearly lower than its scores do."
        sentences.append(
            say(language, message, names=_apart(reading.lower, reading, names, language))
        )
    if reading.elsewhere:
        message = "In another quarter than by scores and hours: {names}."
        listed = _quoted(reading.elsewhere, names, language)
        sentences.append(say(language, message, names=listed))
    if reading.higher or reading.lower or reading.elsewhere:
        message = (
            "Ask what the criteria leave out; neither judgement is worked back into the other."
        )
        sentences.append(say(language, message))
    elif reading.compared >= FEWEST:
        message = "No card lies clearly higher or lower than its scores put it."
        sentences.append(say(language, message))
    elif reading.placed:
        message = (
            "Fewer than {n} cards on the board have scores, too few to lay the two beside each "
            "other."
        )
        sentences.append(say(language, message, n=language.number(FEWEST)))
    votes = reading.table.dropna(subset="dots").sort_values("dots", ascending=False, kind="stable")
    if len(votes) and board.voters:
        first = votes[votes["dots"] == votes["dots"].max()]["initiative"].astype(str)
        row = int(votes.index[0])
        dots = wording.number(language.number(int(votes["dots"].max())), "board", row, "dots")
        message = "Of the dots of {voters} people most, {dots}, went to {names}."
        voters = language.number(board.voters)
        listed = _quoted(first, names, language)
        sentences.append(say(language, message, voters=voters, dots=dots, names=listed))
    return wording.finding(sentences, "room")


def _quoted(keys: Iterable[str], names: dict[str, str], language: Language) -> str:
    return wording.quote((names[key] for key in keys), language)


def _apart(
    keys: Iterable[str], reading: BoardReading, names: dict[str, str], language: Language
) -> str:
    rows = {str(row["initiative"]): row for row in reading.table.to_dict("records")}
    return language.listing(
        language.text(
            "“{name}” ({room} out of 100 on the board, {scores} by its scores)",
            name=names[key],
            room=language.number(float(rows[key]["board_benefit"])),
            scores=language.number(float(rows[key]["benefit"])),
        )
        for key in keys
    )
