"""The minutes of the workshop in sentences: who was there, what was chosen, what is still open."""

from __future__ import annotations

from toolkit.analysis.completeness import Completeness, Question
from toolkit.analysis.discipline import Votes
from toolkit.clients import ClientFolder
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.intake import DISCIPLINE_NAMES, Intake
from toolkit.model.workshop import Workshop
from toolkit.prose import wording
from toolkit.prose.wording import say

CHAPTER = "minutes"
MOST_NAMED = 3

# What stands in the way of a start comes before what is only nice to know.
_FIRST = (
    "discipline", "goals", "goals.owner", "goals.target", "goals.deadline", "goals.baseline",
    "actions.who", "actions.due", "goals.measure", "capacity.hours_per_week", "budget.per_year",
    "target_groups", "media.owner",
)  # fmt: skip


def cover(folder: ClientFolder, workshop: Workshop, language: Language) -> Exhibit:
    """Head the minutes with the day of the workshop, or with the client's own day."""
    meeting = workshop.meeting
    day = meeting.held_on or folder.client.as_of
    undated = language.text("Date not filled in")
    lede = [language.date(meeting.held_on) if meeting.held_on else undated]
    if meeting.led_by:
        lede.append(language.text("led by {name}", name=meeting.led_by))
    return wording.cover(
        folder,
        language,
        chapter=CHAPTER,
        chapter_title=language.text("Minutes of the workshop"),
        title=language.text("What we agreed in the workshop"),
        lede=", ".join(lede),
        as_of=day.isoformat() if day else "",
    )


def nothing_agreed(intake: Intake, language: Language) -> Exhibit:
    """Say that nothing was agreed; an empty exhibit where something was."""
    message = "No decisions or action points have been noted yet."
    agreed = intake.decisions or intake.actions
    return wording.finding([] if agreed else [say(language, message)], "agreed")


def present(workshop: Workshop, language: Language) -> Exhibit:
    """Say who was there."""
    names = (workshop.meeting.present or "").strip()
    lead = language.text("Present")
    return wording.finding([wording.plain(names, lead)] if names else [], "present")


def choice(intake: Intake, votes: Votes, language: Language) -> Exhibit:
    """Say what the team wants to compete on, why, and how far the votes lie apart."""
    sentences = []
    if intake.discipline:
        name = language.text(DISCIPLINE_NAMES[intake.discipline])
        sentences.append(wording.plain(f"{name}.", language.text("What you compete on")))
        if reason := (intake.discipline_reason or "").strip():
            sentences.append(wording.plain(f"“{reason}”"))
    if votes.participants:
        spread = [
            language.text(
                "{name} {mean} ({low} to {high})",
                name=language.text(DISCIPLINE_NAMES[row["discipline"]]).lower(),
                mean=language.number(row["mean"]),
                low=language.number(row["lowest"]),
                high=language.number(row["highest"]),
            )
            for row in votes.table.to_dict("records")
        ]
        message = "Points of 100, on average (from lowest to highest): {list}."
        sentences.append(say(language, message, list=language.listing(spread)))
    return wording.finding(sentences, "choice")


def parked(intake: Intake, language: Language) -> Exhibit:
    """Name what was left for another time, and who comes back to it."""
    points = [point.what + (f" ({point.who})" if point.who else "") for point in intake.parking_lot]
    lead = language.text("Left for another time")
    return wording.finding([wording.plain("; ".join(points), lead)] if points else [], "parked")


def still_open(completeness: Completeness, language: Language) -> Exhibit:
    """Count the open questions, and name the most important ones."""
    found = sorted(completeness.open, key=_weight)
    if not found:
        return wording.finding([say(language, "Every question has an answer.")], "open")
    lead = language.plural("{n} question is still open", "{n} questions are still open", len(found))
    # Goals without an owner are one thing to settle, however many they are.
    first = list({question.key: question for question in found[::-1]}.values())[::-1]
    lacking: dict[str, list[str]] = {}
    for question in first[:MOST_NAMED]:
        # A fit is about keys, which nobody knows it by.
        about = "" if question.key == "fits" else " ".join(question.about)
        lacking.setdefault(about, []).append(language.text(question.label).lower())
    named = "; ".join(
        language.listing(labels) + (f" ({about})" if about else "")
        for about, labels in lacking.items()
    )
    message = "First to settle: {names}."
    return wording.finding([say(language, message, lead=f"{lead}.", names=named)], "open")


def _weight(question: Question) -> int:
    return _FIRST.index(question.key) if question.key in _FIRST else len(_FIRST)
