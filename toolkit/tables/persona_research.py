"""The audience's tables: who answered, and what other chapters build on."""

from __future__ import annotations

from toolkit.analysis.demographics import OTHER, Demographics
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.withholding import ALL
from toolkit.bundle import Column
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.tables.layout import exhibit_table
from toolkit.tidy import tabulate


def bases_table(audience: Audience, language: Language) -> Exhibit | None:
    """Show how many people stand behind each group."""
    if audience.segments.empty:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="name", label=language.text("Group")),
        Column(name="n", label=language.text("Answers"), unit="count"),
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
    ]
    table = tabulate(
        audience.segments,
        columns,
        name="bases",
        title=language.text("How many of each group answered"),
        shown=("name", "n", "share"),
        note=" ".join(
            filter(None, (tell_weights(audience, language), _tell_others(audience, language)))
        ),
        source=language.text("survey"),
        of_people=True,
    )
    return exhibit_table(table, language)


def tell_weights(audience: Audience, language: Language) -> str:
    """Say that a share is not its number of answers over all of them, where it is weighted."""
    message = "Shares are weighted, numbers of answers are not."
    return language.text(message) if audience.weighted else ""


def _tell_others(audience: Audience, language: Language) -> str:
    """Tell how many are in no group; where a group is withheld, that would be told as well."""
    sizes = audience.segments["n"]
    if sizes.isna().any() or audience.people is None:
        return ""
    others = audience.respondents - int(sizes.sum())
    if not others:
        return ""
    return language.plural(
        "{n} of those who answered is in none of these groups.",
        "{n} of those who answered are in none of these groups.",
        others,
    )


def personas_table(audience: Audience, language: Language) -> Exhibit:
    """Publish the personas with their size and evidence."""
    columns = [
        Column(name="persona", label=language.text("Persona")),
        *_share_columns(language),
        Column(name="n", label=language.text("Answers"), unit="count"),
        Column(name="stability", label=language.text("Stability"), unit="share", decimals=1),
        Column(name="evidence", label=language.text("Rests on")),
        Column(name="segment", label=language.text("Group, as a key")),
    ]
    title = language.text("Personas")
    table = tabulate(audience.personas.table, columns, name="personas", title=title, of_people=True)
    return Exhibit(table, "")


def who_table(audience: Audience, language: Language) -> Exhibit | None:
    """Show who answered, and publish it for each group."""
    if audience.who is None:
        return None
    columns = [
        Column(name="question", label=language.text("Question")),
        Column(name="answer", label=language.text("Answer")),
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="name", label=language.text("Group")),
        *_share_columns(language),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number"),
    ]  # fmt: skip
    names = {ALL: language.text("Everybody"), **audience.segment_names}
    table = tabulate(
        audience.who.table.assign(
            name=audience.who.table["segment"].map(names),
            answer=audience.who.table["answer"].replace({OTHER: language.text("other answers")}),
        ),
        columns,
        name="who",
        title=language.text("Who they are"),
        shown=("question", "answer", "name", "share", "n"),
        note=" ".join(
            filter(
                None,
                (
                    tell_weights(audience, language),
                    _explain_labels(audience.who, audience.smallest_base, language),
                ),
            )
        ),
        source=language.text("survey"),
        folded=True,
        of_people=True,
    )
    return exhibit_table(table, language)


def _explain_labels(who: Demographics, smallest_base: int, language: Language) -> str:
    """Say what stands among the other answers, and of which questions nothing is shown."""
    notes = []
    k = language.number(smallest_base)
    if who.table["answer"].eq(OTHER).any():
        message = (
            "Answers that fewer than {k} people gave are taken together as “other answers”, so "
            "that everybody who answered is counted."
        )
        notes.append(language.text(message, k=k))
    for question, label in who.joined.items():
        message = (
            "Of “{question}” these were fewer than {k} together as well, and subtracting would "
            "have told how many. So “{label}” stands among them too, though enough people gave it."
        )
        notes.append(language.text(message, question=question, k=k, label=label))
    if who.left_out:
        message = (
            "Of {questions} nothing is shown: it divides people as the groups do, and would tell "
            "how large a group is that is withheld."
        )
        questions = language.listing(f"“{one}”" for one in who.left_out)
        notes.append(language.text(message, questions=questions))
    if who.set_off:
        message = (
            "Of {questions} nothing is shown: beside another question it would tell how many gave "
            "an answer that fewer than {k} people gave."
        )
        questions = language.listing(f"“{one}”" for one in who.set_off)
        notes.append(language.text(message, questions=questions, k=k))
    return " ".join(notes)


def use_table(audience: Audience, language: Language) -> Exhibit | None:
    """Publish the use of channels by everybody and each group."""
    if audience.use is None:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="channel", label=language.text("Channel")),
        *_share_columns(language),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number"),
    ]  # fmt: skip
    title = language.text("Which channels people use")
    table = tabulate(audience.use.table, columns, name="channel_use", title=title, of_people=True)
    return Exhibit(table, "")


def participation_table(audience: Audience, language: Language) -> Exhibit | None:
    """Publish what everybody and each group does."""
    if audience.participation is None:
        return None
    columns = [
        Column(name="segment", label=language.text("Group, as a key")),
        Column(name="rung", label=language.text("What they do")),
        *_share_columns(language),
        Column(name="index", label=language.text("Index"), unit="number"),
        Column(name="n", label=language.text("Asked"), unit="count"),
        Column(name="n_effective", label=language.text("Effective base"), unit="number"),
        *difference_columns(language),
        Column(name="base", label=language.text("Compared with"), unit="share", decimals=1),
    ]  # fmt: skip
    table = tabulate(
        audience.participation.table,
        columns,
        name="participation",
        title=language.text("What people do on social media"),
        of_people=True,
    )
    return Exhibit(table, "")


def difference_columns(language: Language) -> list[Column]:
    """Give the columns of a difference with the base, as a fraction, and its interval."""
    return [
        Column(name="difference", label=language.text("Difference"), unit="share", decimals=1),
        Column(name="difference_low", label=language.text("Difference, low"), unit="share",
               decimals=1),
        Column(name="difference_high", label=language.text("Difference, high"), unit="share",
               decimals=1),
    ]  # fmt: skip


def _share_columns(language: Language) -> list[Column]:
    return [
        Column(name="share", label=language.text("Share"), unit="share", decimals=1),
        Column(name="low", label=language.text("Low"), unit="share", decimals=1),
        Column(name="high", label=language.text("High"), unit="share", decimals=1),
    ]
