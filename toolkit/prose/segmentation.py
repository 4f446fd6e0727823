"""Why there are so many segments, or none, in plain sentences."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.segmentation import FEWEST_ANSWERS, FEWEST_QUESTIONS, Segmentation
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.client import PLATFORM_NAMES
from toolkit.model.ladder import RUNG_NAMES
from toolkit.prose import wording
from toolkit.prose.wording import number, say

NAME = "segmentation"  # the published table of grounds


def segments_title(segmentation: Segmentation | None, language: Language) -> str:
    """Say in a title how many groups the answers show."""
    if segmentation is None:
        return ""
    if segmentation.chosen is not None:
        return language.text(
            "The answers show {n} groups of people", n=language.number(segmentation.chosen)
        )
    if segmentation.reason == "too_few_answers":
        return language.text("There are too few answers to look for groups in")
    if segmentation.reason == "too_few_questions":
        return language.text("There are too few questions to look for groups in")
    if segmentation.reason == "one_scale":
        return language.text("The answers differ in how much, not in kind: no groups")
    return language.text("The answers show no groups that hold")


def grounds(
    segmentation: Segmentation | None,
    language: Language,
    *,
    smallest_base: int = 10,
    by_rule: bool = False,
) -> Exhibit | None:
    """Say why there are so many groups and not another number, or why there are none.

    Parameters
    ----------
    smallest_base
        People below whom a group's size is not told.
    by_rule
        Whether a rule made groups instead.
    """
    if segmentation is None:
        return None
    if segmentation.chosen is None:
        sentences = [_say_why_none(segmentation, language, smallest_base)]
        sentences.append(_name_rule(language) if by_rule else _offer_rule(language))
    else:
        sentences = [
            _say_chosen(segmentation, language),
            *_say_others(segmentation, language, smallest_base),
        ]
    return wording.finding(sentences, "segmentation-grounds")


def _say_chosen(segmentation: Segmentation, language: Language) -> bundle.Sentence:
    row = int((segmentation.grounds["verdict"] == "chosen").to_numpy().argmax())
    found = segmentation.grounds.to_dict("index")[row]
    return say(
        language,
        "Nobody was asked to which group they belong: {n} groups show in what people answered. Of "
        "the numbers that hold, {n} explains the answers best without cutting people in more "
        "pieces than the answers bear, and another sample would show much the same groups "
        "(agreement {stability}, where 1 is the same and 0 is chance).",
        n=number(language.number(found["k"]), NAME, row, "k"),
        stability=number(language.number(found["stability"], 2), NAME, row, "stability"),
    )


def _say_others(
    segmentation: Segmentation, language: Language, smallest_base: int
) -> list[bundle.Sentence]:
    """Say what is wrong with the numbers that explain more, and with one group more."""
    table = segmentation.grounds
    chosen = table.loc[table["verdict"] == "chosen"].iloc[0]
    wanted = table[
        ((table["bic"] < chosen["bic"]) | (table["k"] == chosen["k"] + 1)) & (table["k"] > 1)
    ]
    rows = wanted.index.tolist()
    return [_say_failing(segmentation, int(row), language, smallest_base) for row in rows]


def _say_failing(
    segmentation: Segmentation, row: int, language: Language, smallest_base: int
) -> bundle.Sentence:
    found = segmentation.grounds.to_dict("index")[row]
    k = number(language.number(found["k"]), NAME, row, "k")
    if found["verdict"] == "too_small" and found["smallest"] < smallest_base:
        message = "With {k} groups, one would hold fewer than {base} people."
        return say(language, message, k=k, base=language.number(smallest_base))
    if found["verdict"] == "too_small":
        people = number(language.number(found["smallest"]), NAME, row, "smallest")
        share = number(language.share(found["smallest_share"]), NAME, row, "smallest_share")
        message = "With {k} groups, one would hold {people} people ({share})."
        return say(language, message, k=k, people=people, share=share)
    if found["verdict"] == "narrow":
        message = "With {k} groups, no more than {n} of the questions would tell them apart."
        telling = number(language.number(found["telling"]), NAME, row, "telling")
        return say(language, message, k=k, n=telling)
    if found["verdict"] == "unstable":
        message = (
            "With {k} groups, not all would come back in another sample (agreement {stability}, of "
            "the weakest group {weakest})."
        )
        stability = number(language.number(found["stability"], 2), NAME, row, "stability")
        weakest = number(language.number(found["weakest"], 2), NAME, row, "weakest")
        return say(language, message, k=k, stability=stability, weakest=weakest)
    message = "With {k} groups, the one that comes with them explains too little to tell it apart."
    return say(language, message, k=k)


def _say_why_none(
    segmentation: Segmentation, language: Language, smallest_base: int
) -> bundle.Sentence:
    if segmentation.reason == "too_few_answers":
        return say(
            language,
            "{n} people answered the questions that groups are looked for in; below {least} what "
            "would be found is mostly chance, so that no groups were looked for.",
            n=language.number(segmentation.answered)
            if segmentation.answered >= smallest_base
            else language.text("fewer than {base}", base=language.number(smallest_base)),
            least=language.number(FEWEST_ANSWERS),
        )
    if segmentation.reason == "too_few_questions":
        return say(
            language,
            "Groups are looked for in {least} questions or more that people answer differently; "
            "there are {n}.",
            n=language.number(len(segmentation.questions)),
            least=language.number(FEWEST_QUESTIONS),
        )
    if segmentation.reason == "no_better_than_one":
        return say(
            language,
            "No division into groups explains the answers better than taking everybody as one "
            "group, so that nobody is cut in pieces: there are no stable segments.",
        )
    if segmentation.reason == "one_scale":
        return say(
            language,
            "People differ in how much they do, not in kind: they lie along one scale, from little "
            "to much, and that explains the answers as well as groups do. Groups would be cuts in "
            "that scale, so that nobody is called another kind of person.",
        )
    table = segmentation.grounds
    row = int(table["bic"].to_numpy().argmin())
    failing = _say_failing(segmentation, row, language, smallest_base)
    message = "There are no stable segments, though the answers are not all alike."
    first = language.text(message)
    return bundle.Sentence(text=f"{first} {failing.text}", numbers=failing.numbers)


def _offer_rule(language: Language) -> bundle.Sentence:
    return say(
        language,
        "Groups by a rule, from a column of the survey that divides people, can serve instead.",
    )


def _name_rule(language: Language) -> bundle.Sentence:
    message = (
        "Instead, people are divided by a rule: by what they do. These groups were made, and not "
        "found."
    )
    return say(language, message)


def method(segmentation: Segmentation | None, language: Language) -> Exhibit | None:
    """Explain how groups were looked for."""
    if segmentation is None:
        return None
    asked = segmentation.demands
    sentences = [
        say(
            language,
            "Groups are latent classes (Lazarsfeld and Henry 1968; Goodman 1974): within a group, "
            "the answers to different questions are unrelated. Numbers are cut at their quartiles, "
            "and an answer that is missing counts as missing. From 1 to {most} groups were fitted, "
            "each from {starts} starts, since the likelihood has many tops; the order of people "
            "and questions makes no difference, and the seed is {seed}.",
            most=language.number(asked.most),
            starts=language.number(asked.starts),
            seed=str(asked.seed),
        ),
        say(
            language,
            "Chosen is the lowest BIC (Schwarz 1978), if it is below that of one group, among the "
            "numbers that hold: over {draws} samples drawn with replacement from the answers and "
            "fitted anew, an adjusted Rand index of at least {stability} on average (Hubert and "
            "Arabie 1985; Steinley 2004) and for each group a Jaccard likeness above {likeness} "
            "(Hennig 2007); at least {people} people and {share} in each group; and at least "
            "{questions} questions that tell them apart.",
            draws=language.number(asked.draws),
            stability=language.number(asked.least_stability, 2),
            likeness=language.number(asked.least_likeness, 1),
            people=language.number(asked.least_size),
            share=language.share(asked.least_share),
            questions=language.number(FEWEST_QUESTIONS),
        ),
        say(
            language,
            "Groups are held against one scale on which everybody has a place (Bock 1972; located "
            "classes, Heinen 1996), since such a scale is easily cut in groups that come back in "
            "every sample (Lubke and Neale 2006). There are no groups where its BIC is as low, nor "
            "where one group does more than another on nearly every question.",
        ),
        say(
            language,
            "In the figure, how well groups explain the answers is the BIC, less that of one "
            "group; how much the same people come together again is the adjusted Rand index.",
        ),
        say(
            language,
            "What distinguishes a group is looked for in the questions that did not make it, "
            "against everybody outside it; on those that made it, it differs because they did.",
        ),
    ]
    sentences += _tell_few(segmentation, language)
    title = language.text("How groups were looked for")
    return wording.method(sentences, "segmentation-method", title)


def _tell_few(segmentation: Segmentation, language: Language) -> list[bundle.Sentence]:
    """Name the questions that took no part in the search, as an answer to them is of too few."""
    few = [name for name, reason in segmentation.left_out.items() if reason == "few"]
    if not few:
        return []
    message = (
        "Took no part, because too few people gave one of the answers, and groups made of it could "
        "tell of them: {questions}."
    )
    questions = language.listing(_name_question(name, language) for name in few)
    return [say(language, message, questions=questions)]


def _name_question(name: str, language: Language) -> str:
    kind, _, key = name.partition(" ")
    if kind == "channel" and key in PLATFORM_NAMES:
        return PLATFORM_NAMES[key]
    if kind == "rung" and key in RUNG_NAMES:
        return f"“{language.text(RUNG_NAMES[key])}”"
    return f"“{name}”"
