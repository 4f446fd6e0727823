"""How the choice was computed, statistics' own words included."""

from __future__ import annotations

from toolkit.analysis.build_join_ignore import MIDDLE, Weighing
from toolkit.analysis.scoring import WIDE
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.initiative import LEVEL_NAMES, Rules
from toolkit.prose import wording
from toolkit.prose.build_join_ignore import is_weighed
from toolkit.prose.wording import say

CHAPTER = "build_join_ignore"


def method(weighing: Weighing, rules: Rules, language: Language) -> Exhibit:
    """Explain scores, rules and their thresholds, statistics' own words included."""
    concordance = weighing.scoring.concordance
    sentences = [
        say(
            language,
            "Each rater scores each initiative alone, from 0 (as good as doing nothing) to 5, on "
            "scales with fixed anchors. What counts is the score that was agreed on afterwards, "
            "and otherwise the median over the raters. Benefit is the sum of these scores, each "
            "times its weight (swing weights or points, divided by their sum; Keeney and Raiffa "
            "1976), on a scale from 0 to 100. It is not divided by effort: a quotient of scores "
            "depends on where the scales happen to begin.",
        ),
        say(
            language,
            "Hours in the first year are those to set up, technical and organisational, and twelve "
            "months of keeping it going; the last count as people's work. Quarters of the matrix "
            "are cut at a benefit of {middle} and at the median of the hours.",
            middle=language.number(MIDDLE),
        ),
        say(
            language,
            "The rules, in order; the first that applies decides. {rules} Otherwise no rule "
            "decides: partner, buy or talk. After Forrester's “build or join” (2008). Where "
            "something unknown could change the verdict, there is none.",
            rules=_list_rules(rules, language),
        ),
    ]
    if weighing.taken_month:
        message = (
            "Hours left are those that there are, less what the social channels that stay ask "
            "according to the intake: media with a platform in their name, unless they are to be "
            "removed or created. A channel of which nobody knows the hours counts for nothing."
        )
        sentences.append(say(language, message))
    if weighing.acceptability.exact and is_weighed(weighing):
        message = (
            "How sure a place is follows from all weights that agree with what was said, each as "
            "likely as any other (SMAA; Lahdelma and others 1998); their areas were computed, so "
            "that nothing was drawn and the shares are exact."
        )
        sentences.append(say(language, message))
    if weighing.acceptability.draws and is_weighed(weighing):
        sentences.append(
            say(
                language,
                "How sure a place is follows from {draws} sets of weights, drawn evenly from all "
                "that agree with what was said (SMAA; Lahdelma and others 1998); a probability is "
                "known to within {error}.",
                draws=language.number(weighing.acceptability.draws),
                error=language.share(
                    2 * float(weighing.acceptability.table["standard_error"].max()), 1
                ),
            )
        )
    if concordance.w is not None:
        sentences.append(
            say(
                language,
                "Agreement on the order is Kendall's W = {w}, corrected for ties ({raters} raters, "
                "{items} initiatives scored by all). Raters count as far apart from {wide} steps.",
                w=language.number(concordance.w, 2),
                raters=language.number(concordance.raters),
                items=language.number(concordance.items),
                wide=language.number(WIDE),
            )
        )
    title = language.text("How this was computed")
    return wording.method(sentences, f"{CHAPTER}-method", title)


def _list_rules(rules: Rules, language: Language) -> str:
    clauses = {
        "ignore": language.text(
            "Leave it: less than {share} of the audience is on the channel, or it fills no cell of "
            "the matrix that fits.",
            share=language.share(rules.audience_share),
        ),
        "join": language.text(
            "Join: others have a living community of at least {members} members.",
            members=language.number(rules.community_members),
        ),
        "build": language.text("Build: {conditions}.", conditions=_conditions(rules, language)),
    }
    return " ".join(clauses[name] for name in rules.order.split("_"))


def _conditions(rules: Rules, language: Language) -> str:
    parts = []
    if rules.affinity_needed and rules.affinity == "high":
        parts.append(language.text("people love the brand"))
    elif rules.affinity_needed:
        level = language.text(LEVEL_NAMES[rules.affinity])
        parts.append(language.text("love for the brand is at least {level}", level=level))
    if rules.order.index("join") < rules.order.index("build"):
        parts.append(language.text("no such community exists"))
    message = (
        "the hours of people, to set it up and to keep it going over {months} months, fit in those "
        "that are left"
    )
    parts.append(language.text(message, months=language.number(rules.running_months)))
    if rules.ownership_needed:
        parts.append(language.text("the data must be one's own"))
    return language.listing(parts)
