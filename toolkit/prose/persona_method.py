"""How the figures of the audience were made, statistics' own words included."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.empty_cells import holds_anything_back
from toolkit.analysis.persona_research import Audience
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.weighting import cost_sentences, say_margin
from toolkit.prose.wording import say


def method(audience: Audience, language: Language) -> Exhibit:
    """Explain how the figures were made, statistics' own words included."""
    sentences = []
    book = audience.codebook
    if book is not None:
        start, end = language.date(book.fieldwork_start), language.date(book.fieldwork_end)
        message = "Survey from {start} to {end}, {n} respondents ({population})."
        n = language.number(audience.respondents)
        sentences.append(
            say(language, message, start=start, end=end, n=n, population=book.population)
        )
        message = "A convenience sample: respondents selected themselves."
        if book.sample == "probability":
            message = "A probability sample."
        sentences.append(say(language, message))
        if book.weight:
            message = (
                "Answers are weighted; the effective base is Kish's (1965), the square of the sum "
                "of the weights over the sum of their squares. Weights do not undo self-selection."
            )
            sentences.append(say(language, message))
            if audience.people is not None:
                sentences += cost_sentences(audience.people.weights, book.sample, language)
        elif not book.margins:  # how these were used is told by itself
            sentences.append(say(language, "Answers are not weighted."))
            if book.sample == "probability" and audience.respondents:
                sentences.append(say_margin(audience.respondents, language))
        sentences.append(
            say(
                language,
                "Intervals are Wilson's (1927) at 95%, on the effective base. The base is all "
                "who were asked; an empty cell counts as not asked, or as no, as the codebook "
                "says. On a rung of the ladder (Li and Bernoff 2008) stands who does any of its "
                "behaviours often enough.",
            )
        )
        if audience.participation is not None and audience.participation.left_out:
            sentences.append(
                say(
                    language,
                    "Who answered only a part of a rung's questions is left out of that rung, also "
                    "with a yes among the answers: one yes settles it and one no does not, so that "
                    "counting those with a yes would raise the share.",
                )
            )
        sentences += _group_method(audience, language)
        message = (
            "A cell is withheld when fewer than {k} people stand behind it, or when subtracting "
            "what is shown would leave fewer than that, or people who all answered alike."
        )
        k = language.number(book.smallest_base)
        sentences.append(say(language, message, k=k))
        if audience.weighted:
            message = (
                "Where answers are weighted, it is withheld as well when those behind it count, by "
                "their effective base, for fewer than {k}, or when the weighted figures would tell "
                "what a few of them answered."
            )
            sentences.append(say(language, message, k=k))
        if holds_anything_back(audience):
            message = (
                "Nor is told what the check of the file counted in the answers: that would give it "
                "away."
            )
            sentences.append(say(language, message))
    if audience.assumed:
        message = "A proto-persona is a target group without a group in the survey: an assumption."
        sentences.append(say(language, message))
    title = language.text("How this was computed")
    return wording.method(sentences, "persona_research-method", title)


def _group_method(audience: Audience, language: Language) -> list[bundle.Sentence]:
    if audience.division == "none":
        return []
    message = (
        "A group is set against all others by Newcombe's (1998) interval of a difference, with "
        "Bonferroni's correction for the number of comparisons in the whole chapter."
    )
    sentences = [say(language, message)]
    message = (
        "Of the differences that are more than chance, those that concern most people come first: "
        "by the group's part of the people, times the others' part, times the least difference "
        "that the interval leaves."
    )
    sentences.append(say(language, message))
    if audience.division == "asked":
        message = "Groups are made by a rule, from one answer, so they have no stability to report."
        sentences.append(say(language, message))
    elif audience.division == "rule":
        message = (
            "Groups are made by a rule: the first that fits of who makes or posts things, who "
            "responds or saves, who watches, and who does none of it; groups of too few are joined "
            "with the next. On these they differ because they were made so."
        )
        sentences.append(say(language, message))
    return sentences
