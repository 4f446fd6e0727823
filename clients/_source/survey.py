"""Answers to a survey, invented: who uses which channels, and who does what there.

Everybody is asked about the first channels; the last ones go to one half each (split ballot), so a
blank there says nothing. Who uses no channel at all is routed past the behaviours, so a blank there
is a no. Names are invented, and addresses are at domains that are kept free for examples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .paper import Value, write_csv


@dataclass(frozen=True, slots=True)
class People:
    """A group among those who answered.

    ``answer`` is what all of them gave to the form's dividing question, or the odds of each answer
    where that question does not tell the groups apart. ``number`` is how many answered, ``uses``
    the chance of using each channel, ``does`` of doing each thing, ``weight`` what one of them
    counts for; ``ages`` the odds of each age, ``goes`` the chance of each way of use, ``remarks``
    what they may have written.
    """

    answer: str | Mapping[str, float]
    number: int
    uses: Sequence[float]
    does: Sequence[float]
    weight: float = 1.0
    ages: Sequence[float] = ()
    goes: Sequence[float] = ()
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """The questionnaire: headers and answers in the client's language.

    ``often`` are answers that count as use, with their weights; ``seldom`` those that do not. The
    last ``split`` channels are asked of half the people each. Where several ways of use can be
    chosen, they stand in one cell. ``zeal`` is how far people differ in how much they do of
    everything, whatever their group.
    """

    number: str
    name: str
    address: str
    segment: str
    channels: Sequence[str]
    split: int
    behaviours: Sequence[str]
    often: Mapping[str, float]
    seldom: Mapping[str, float]
    first_names: Sequence[str]
    last_names: Sequence[str]
    domain: str
    weight: str | None = None
    age: str | None = None
    ages: Sequence[str] = ()
    ways: str | None = None
    way_names: Sequence[str] = ()
    remark: str | None = None
    zeal: float = 0.35


def write_survey(
    path: Path, form: Form, people: Sequence[People], *, delimiter: str = ",", bom: bool = False
) -> None:
    """Write the answers, one row for each respondent, in the order in which they came."""
    client = path.parent.parent.parent.name
    dice, more = Dice(client, "survey"), Dice(client, "survey", "more")
    header = [form.number, form.name, form.address, form.segment, *form.channels, *form.behaviours]
    header += [name for name in (form.weight, form.age, form.ways, form.remark) if name]
    rows: list[Sequence[Value]] = [header]
    everybody = [group for group in people for _ in range(group.number)]
    for place, group in enumerate(dice.shuffled(everybody), start=1):
        rows.append([str(1000 + place), *_respondent(form, group, dice), *_more(form, group, more)])
    write_csv(path, rows, delimiter=delimiter, bom=bom, line_end="\r\n" if bom else "\n")


def _respondent(form: Form, group: People, dice: Dice) -> list[Value]:
    first, last = dice.pick(form.first_names), dice.pick(form.last_names)
    letters = f"{first}.{last}".lower().replace(" ", "").replace("’", "")
    # People who do one thing tend to do the others too.
    zeal = dice.around(1.0, form.zeal)
    channels: list[Value] = [_frequency(form, chance * zeal, dice) for chance in group.uses]
    uses_any = any(answer in form.often for answer in channels)
    asked = dice.whole(0, 1)
    for turn in range(form.split):
        if turn % 2 != asked:
            channels[len(channels) - form.split + turn] = None
    behaviours: list[Value] = [
        _frequency(form, chance * zeal, dice) if uses_any else None for chance in group.does
    ]
    answers: list[Value] = [f"{first} {last}", f"{letters}{dice.whole(1, 99)}@{form.domain}"]
    given = group.answer if isinstance(group.answer, str) else dice.weighted(group.answer)
    answers += [given, *channels, *behaviours]
    if form.weight:
        answers.append(f"{group.weight * dice.between(0.8, 1.25):.3f}")
    if form.remark and dice.happens(0.12):
        dice.share()  # what was drawn here once, so that nobody's other answers change
    return answers


def _more(form: Form, group: People, dice: Dice) -> list[Value]:
    answers: list[Value] = []
    if form.age:
        answers.append(dice.weighted(dict(zip(form.ages, group.ages, strict=True))))
    if form.ways:
        chances = zip(form.way_names, group.goes, strict=True)
        answers.append(";".join(name for name, chance in chances if dice.happens(chance)) or None)
    if form.remark:
        answers.append(dice.pick(group.remarks) if dice.happens(0.42) else None)
    return answers


def _frequency(form: Form, chance: float, dice: Dice) -> str:
    return dice.weighted(form.often if dice.happens(min(0.98, chance)) else form.seldom)
