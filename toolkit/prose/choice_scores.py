"""Where the raters differ, in sentences: how far, what to talk about first, what was agreed on."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.build_join_ignore import Weighing
from toolkit.analysis.firmness import Firmness
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.choice import Choice
from toolkit.prose import wording
from toolkit.prose.wording import quote, say

MOST_NAMED = 3
MOST_TIED = 2


def disagreement(weighing: Weighing, language: Language) -> Exhibit:
    """Say how far the raters agree, and what to do about it."""
    raters = weighing.scoring.raters
    if len(raters) < 2:
        message = "There is one rater or none; let at least three people score, each alone."
        return wording.finding([say(language, message)], "disagreement")
    sentences = disagreement_sentences(weighing, language)
    if not sentences:
        message = "On no score that is still open do the {n} raters lie three steps or more apart."
        sentences = [say(language, message, n=language.number(len(raters)))]
    else:
        message = "A mean would only hide that: talk about them, and score them again."
        sentences.append(say(language, message))
    return wording.finding(sentences, "disagreement")


def disagreement_sentences(weighing: Weighing, language: Language) -> list[bundle.Sentence]:
    """Say on how many scores the raters lie far apart, and on which initiatives most."""
    scores = weighing.scoring.scores
    wide = scores[scores["disagreement"].astype(bool)]
    if wide.empty or len(weighing.scoring.raters) < 2:
        return []
    most = wide["initiative"].value_counts(sort=False)
    top = most[most == most.max()].index
    n, everything = language.number(len(wide)), language.number(int((scores["n"] > 0).sum()))
    message = "On {n} of {all} scores the raters lie three steps or more apart."
    values = {"n": n, "all": everything}
    if len(top) <= MOST_TIED:
        message = (
            "On {n} of {all} scores the raters lie three steps or more apart, most often on "
            "{names}."
        )
        table = weighing.ranking
        values["names"] = quote(table.loc[table["initiative"].isin(top), "name"], language)
    return [say(language, message, **values)]


def talking(firmness: Firmness, choice: Choice, language: Language) -> Exhibit:
    """Say what to talk about first, and how far the talking has come."""
    sentences = []
    initiatives = {one.key: one.name for one in choice.initiatives}
    criteria = {one.key: one.name for one in choice.criteria}
    rows = firmness.talking[firmness.talking["disagreement"].astype(bool)].head(MOST_NAMED)
    if len(rows):
        message = "Begin with {list}: there the raters' spread moves the outcome most."
        listed = language.listing(
            language.text(
                "“{name}” on “{criterion}”",
                name=initiatives[row["initiative"]],
                criterion=criteria[row["criterion"]],
            )
            for row in rows.to_dict("records")
        )
        sentences.append(say(language, message, list=listed))
    settled = len(firmness.agreed)
    if settled:
        moved = int((firmness.agreed["shift"].fillna(0) != 0).sum())
        words = language.plural(
            "Scores that the team agreed on after talking: {all}. {n} of these differs from "
            "the median before.",
            "Scores that the team agreed on after talking: {all}. {n} of these differ from "
            "the median before.",
            moved,
            all=language.number(settled),
        )
        sentences.append(wording.plain(words))
    return wording.finding(sentences, "talking")
