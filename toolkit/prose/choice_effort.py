"""What brings much for how many hours, in sentences, and whose hours they are."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.build_join_ignore import FEWEST_TO_SPLIT, Weighing
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.prose import wording
from toolkit.prose.wording import quote, say

PEOPLES_SHARE = 0.5  # of the hours, below which a plan forgets who keeps it going
SAYING = 0.8  # of the work is people's, as the saying has it


def matrix_title(weighing: Weighing, language: Language) -> str:
    """Say the finding of the matrix."""
    quick = weighing.ranking[(weighing.ranking["quadrant"] == "quick_win").fillna(value=False)]
    big = weighing.ranking[(weighing.ranking["quadrant"] == "big_step").fillna(value=False)]
    if len(quick) == 1:
        return language.text("“{name}” brings a lot for few hours", name=quick["name"].iloc[0])
    if len(quick):
        n = language.number(len(quick))
        return language.text("{n} initiatives bring a lot for few hours", n=n)
    if len(big):
        return language.text("What brings a lot also asks many hours")
    return language.text("No initiative brings half of what there is to bring")


def hours_title(weighing: Weighing, language: Language) -> str:
    """Say which initiative asks most hours."""
    table = weighing.ranking
    if not table["hours_first_year"].sum():
        return language.text("No initiative asks hours")
    top = table.sort_values("hours_first_year", ascending=False, kind="stable").iloc[0]
    return language.text(
        "“{name}” asks most: {hours} hours in the first year",
        name=top["name"],
        hours=language.number(top["hours_first_year"]),
    )


def unrated(weighing: Weighing, choice: Choice, language: Language) -> Exhibit:
    """Name the initiatives without a benefit, and what they lack; say why there is no matrix."""
    criteria = {one.key: one.name for one in choice.criteria}
    names = {one.key: one.name for one in choice.initiatives}
    sentences = []
    if 0 < len(weighing.ranking) < FEWEST_TO_SPLIT:
        message = "With fewer than four initiatives there is no middle to set them against."
        sentences.append(say(language, message))
    for row in weighing.scoring.benefits.to_dict("records"):
        if not row["unrated"]:
            continue
        name = names[row["initiative"]]
        if len(row["unrated"]) == len(criteria):
            message = "“{name}” has not been scored, so it has no benefit and no place."
            sentences.append(say(language, message, name=name))
        else:
            missing = quote((criteria[key] for key in row["unrated"]), language)
            message = "“{name}” has no score on {criteria}, so it has no benefit and no place."
            sentences.append(say(language, message, name=name, criteria=missing))
    return wording.notice(sentences, "unrated")


def people(weighing: Weighing, language: Language) -> Exhibit:
    """Set people's share of all hours against the saying; name the plans mostly of technique."""
    sentences = _saying_sentences(weighing, language)
    table = weighing.ranking
    few = table.loc[table["organisational_share"] < PEOPLES_SHARE, "name"]
    if len(few):
        message = (
            "Less than half of the hours of {names} are people's work. Check who keeps it going "
            "once it stands: that is what such plans usually forget."
        )
        sentences.append(say(language, message, names=quote(few, language)))
    return wording.finding(sentences, "people")


def _saying_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    # What was rejected asks nobody's hours.
    table = weighing.chosen_once()
    total = float(table["hours_first_year"].sum())
    if not total:
        return []
    people = float((table["hours_first_year"] * table["organisational_share"].fillna(0)).sum())
    share = people / total
    message = (
        "Social media is 80% people and organisation and 20% technique, the saying goes; here "
        "people's work is {share}."
        if share >= SAYING
        else "Social media is 80% people and organisation and 20% technique, the saying goes; here "
        "people's work is {share}, which is less."
    )
    return [say(language, message, share=language.share(share))]
