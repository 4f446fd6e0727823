"""What a terminal prints of a codebook: what was drafted, and what goes with the raw file."""

from __future__ import annotations

from toolkit.clients import Drafted, RawFile
from toolkit.language import Language


def tell_drafted(drafted: Drafted, slug: str, words: Language) -> tuple[str, ...]:
    """Say line by line what was drafted, what is left to fill in, and what to do next."""
    draft = drafted.draft
    if draft.empty and not drafted.new and not drafted.unfilled:
        return (words.text("The codebook names every column of which something can be made."),)
    lines = []
    if draft.questionnaire:
        message = "This is the questionnaire {name}: what follows from it needs no look."
        lines.append(words.text(message, name=draft.questionnaire))
    if drafted.new:
        lines.append(words.text("{file} is drafted.", file=drafted.name))
    elif not draft.empty:
        lines.append(words.text("{file} has more in it.", file=drafted.name))
    if n := draft.guesses:
        lines[-1] += " " + words.plural(
            "It has {n} guess, with what it rests on.",
            "It has {n} guesses, each with what it rests on.",
            n,
        )
    for field, how in drafted.unfilled.items():
        told = words.text("Fill in {field}: {how}.", field=field, how=words.told(how))
        lines.append(f"  {told}")
    if draft.personal:
        told = words.text("Personal, and never read: {columns}.", columns=", ".join(draft.personal))
        lines.append(f"  {told}")
    for column, why in drafted.delicate.items():
        told = words.text("Left out: {column} ({why}).", column=column, why=words.told(why))
        lines.append(f"  {told}")
    if draft.guesses:
        message = "Look at each guess, take guessed: true out, and run  {command}"
    else:
        message = "Now run  {command}"
    lines.append(words.text(message, command=f"koers check {slug}"))
    message = "When it is right, keep only what it names:  {command}"
    lines.append(words.text(message, command=f"koers codebook {slug} --forget-raw"))
    return tuple(lines)


def tell_raw(raw: RawFile, words: Language) -> tuple[str, ...]:
    """Say line by line what goes for good with the raw file, and what stays."""
    lines = [words.text("These go for good:"), *(f"  {name}" for name in (raw.name, *raw.copies))]
    if raw.dropped:
        message = "With them go the columns {columns}."
        lines.append(words.text(message, columns=words.found(raw.dropped)))
    else:
        lines.append(words.text("No column goes."))
    lines += [
        words.text(
            "What the codebook names is kept in a new file, in an order that tells nothing."
        ),
        words.text(
            "What few people typed about who they are is kept as something else, and no more."
        ),
    ]
    if raw.open_questions:
        message = (
            "What people wrote stays word for word, with names that stand in it: {columns}. When "
            "the themes are settled it can go as well: {command}."
        )
        lines.append(
            words.text(
                message,
                columns=words.listing(raw.open_questions),
                command="--forget-raw --without-open-answers",
            )
        )
    return tuple(lines)
