"""How the people of a survey fall apart into segments, each person into one at most.

A question asked for it, or groups were found in the answers, or, where there are too few answers to
look for groups or people differ only in how much they do, a rule divides them by what they do.
Everything that is told by segment is told by the same division.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from toolkit.analysis.answer_codes import MISSING, MOST_ANSWERS, LeftOut, code_column
from toolkit.analysis.coding import (
    code_alike,
    code_any,
    find_left_out,
    label_answers,
    meant_alike,
    merge_ballots,
)
from toolkit.analysis.known_groups import Traits, gather_traits
from toolkit.analysis.segmentation import Demands, Segmentation, find_segments
from toolkit.language import Language, mark
from toolkit.model.ladder import Rung
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_question import ChannelQuestion

Kind = Literal["asked", "found", "rule", "none"]

RULE: dict[str, tuple[Rung, ...]] = {
    "makers": ("creators", "conversationalists"),
    "responders": ("critics", "collectors"),
    "watchers": ("joiners", "spectators"),
}
"""The rule: the first of these groups of which somebody does anything; else nothing at all."""
NOTHING = "nothing"
RULE_NAMES: dict[str, str] = {
    "makers": mark("Make or post things"),
    "responders": mark("Respond or save, and post nothing"),
    "watchers": mark("Watch only"),
    NOTHING: mark("Do none of it"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """People by segment.

    Parameters
    ----------
    kind
        ``asked``: a column of the survey says it; ``found``: the answers show groups; ``rule``: by
        what people do; ``none``.
    segments
        Segment key of each respondent; missing for those in none.
    placed
        Whether it is known of each respondent in which segment they are, or that they are in none.
    names
        Names of the segments by key, in their order.
    unmatched
        Keys of segments of which no listed answer occurs: misspelt, or chosen by nobody.
    segmentation
        What was looked for and found, where the codebook asks for it.
    made_by
        What made the segments, as ``channel instagram``, ``rung critics`` or a column, also where
        it was left out of the search as a copy of another: on these they differ because that is how
        they were made.
    made_of
        Mark of who was found in which segment, by their answers: another where that has changed.
    traits
        What the people of each segment that was found answered, by key.
    """

    kind: Kind
    segments: pd.Series
    placed: pd.Series
    names: Mapping[str, str]
    unmatched: tuple[str, ...] = ()
    segmentation: Segmentation | None = None
    made_by: frozenset[str] = frozenset()
    made_of: str = ""
    traits: Mapping[str, Traits] = field(default_factory=dict)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the segments, in their order."""
        return tuple(self.names)

    @property
    def sizes(self) -> dict[str, int]:
        """People by segment, unweighted."""
        return {key: int((self.segments == key).sum()) for key in self.names}


def divide(
    answers: pd.DataFrame, codebook: Codebook, weights: pd.Series, language: Language
) -> Division:
    """Divide respondents as the codebook says.

    Parameters
    ----------
    answers
        One row a respondent, with the columns that the codebook names.
    weights
        Of each respondent.
    language
        In which groups that nobody named are called.
    """
    if codebook.segment_column is not None:
        return _as_asked(answers, codebook)
    if codebook.classes is None:
        return _nobody(answers)
    makers, few = drop_few(gather_makers(answers, codebook), codebook.smallest_base)
    asked = Demands(most=codebook.classes.most, seed=codebook.classes.seed)
    found = find_segments(makers, weights=weights, demands=asked)
    left_out: dict[str, LeftOut] = {**found.left_out, **dict.fromkeys(few, "few")}
    found = replace(found, left_out=left_out)
    if found.segments is not None and found.model is not None:
        keys = {number: f"group_{number}" for number in range(1, len(found.sizes) + 1)}
        segments = found.segments.map(keys).astype("string")
        traits = gather_traits(found.model.items)
        return Division(
            "found",
            segments,
            found.segments.notna(),
            {key: language.text("Group {n}", n=number) for number, key in keys.items()},
            segmentation=found,
            made_by=name_made(codebook, _with_inactives(_list_made(found))),
            made_of=_mark(makers, segments),
            traits={key: traits[number] for number, key in keys.items()},
        )
    if found.reason in ("too_few_answers", "one_scale") and codebook.behaviours:
        return _by_rule(answers, codebook, found, language)
    return _nobody(answers, found)


def name_made(codebook: Codebook, made: frozenset[str]) -> frozenset[str]:
    """Give what made groups, its columns, and what else these are taken for.

    Parameters
    ----------
    made
        Names as :func:`gather_makers` gives them.
    """
    columns = {one.column for one in codebook.channels if f"channel {one.channel}" in made}
    columns |= {one.column for one in codebook.behaviours if f"rung {one.rung}" in made}
    columns |= made & {one.column for one in codebook.channels}
    also = {f"channel {one.channel}" for one in codebook.channels if one.column in columns}
    also |= {f"rung {one.rung}" for one in codebook.behaviours if one.column in columns}
    return made | columns | also


def _list_made(found: Segmentation) -> tuple[str, ...]:
    # A column that parts people as another one does was left out of the search, not of the groups.
    copies = [name for name, reason in found.left_out.items() if reason == "duplicate"]
    return (*found.questions, *copies)


def _with_inactives(questions: tuple[str, ...]) -> frozenset[str]:
    """Give what made groups; who does nothing of what made them, is in one for that reason too."""
    made = frozenset(map(str, questions))
    return made | {"rung inactives"} if any(one.startswith("rung ") for one in made) else made


def gather_makers(answers: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give what may make segments, as yes and no where the codebook says what counts.

    Returns
    -------
    A column for each channel (``channel instagram``) and behaviour (``rung critics``) that the
    codebook's columns name, or all of them where it names none; other columns by their headers.
    Where one answer chooses among channels, a column of these answers takes their place: as a yes
    and a no of each they would make groups of whatever was chosen.
    """
    named = codebook.classes.columns if codebook.classes else ()
    asked = [one for one in codebook.channels if not named or one.column in named]
    done = [one for one in codebook.behaviours if not named or one.column in named]
    choosing = _find_choosing(asked, codebook)
    asked = [one for one in asked if one.column not in choosing]
    channels = code_alike(answers, asked, codebook, lambda one: f"channel {one.channel}")
    rungs = code_alike(answers, done, codebook, lambda one: f"rung {one.rung}")
    coded = {name: merge_ballots(codes) for name, codes in channels.items()}
    meant = meant_alike(answers, done, codebook, lambda one: f"rung {one.rung}")
    coded |= {name: code_any(codes, meant[name]) for name, codes in rungs.items()}
    makers = {
        name: codes.map({1.0: "yes", 0.0: "no"}).astype("string") for name, codes in coded.items()
    }
    known = {one.column for one in codebook.channels}
    known |= {one.column for one in codebook.behaviours}
    for name in choosing:
        makers[name] = _join_few(answers[name].astype("string"), codebook)
    labels = {one.column: one for one in codebook.demographics}
    for name in named:
        if name in labels:
            makers[name] = _join_few(label_answers(answers[name], labels[name]), codebook)
        elif name not in known:
            makers[name] = _join_few(answers[name].astype("string"), codebook)
    return pd.DataFrame(makers, index=answers.index)


def _find_choosing(asked: Sequence[ChannelQuestion], codebook: Codebook) -> tuple[str, ...]:
    """Find the columns of which the one answer in a cell chooses among channels."""
    several = {one.column for one in codebook.several}
    channels = Counter(one.column for one in asked)
    return tuple(one for one, n in channels.items() if n > 1 and one not in several)


def _join_few(given: pd.Series, codebook: Codebook) -> pd.Series:
    """Take answers of few people together: each of them would say who somebody is."""
    people = given.value_counts()
    rare = given.isin(set(people.index[people < codebook.smallest_base]))
    return given.astype("string").mask(rare, "(other)")


def drop_few(makers: pd.DataFrame, smallest_base: int) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Take out what may make segments and what too few people answered, or answered in one way.

    How well groups fit the answers is published, and from it and from what is shown of all other
    questions a cell that is withheld could be worked out.

    Returns
    -------
    pandas.DataFrame
        The columns of which every answer is of enough people.
    tuple of str
        The others.
    """
    few = []
    for name in makers:
        counts = _count_answers(makers[name])
        if len(counts) and int(counts.min()) < smallest_base:
            few.append(str(name))
    return makers.drop(columns=few), tuple(few)


def _count_answers(column: pd.Series) -> pd.Series:
    """Count who gave each answer; numbers by the quarters that they are cut into."""
    labels, codes = code_column(column)
    if len(labels) > MOST_ANSWERS:
        return pd.Series(dtype="int64")  # more like an open question: it is left out in any case
    return pd.Series(codes[codes != MISSING]).value_counts()


def _as_asked(answers: pd.DataFrame, codebook: Codebook) -> Division:
    column = answers[str(codebook.segment_column)]
    given = column.astype("string").str.strip().fillna("")
    away = find_left_out(column, codebook.segment_missing)
    segments = pd.Series(pd.NA, index=answers.index, dtype="string")
    unmatched = []
    for segment in codebook.segments:
        listed = ListedAnswers(segment.answers)
        there = [cell for cell in given.unique() if str(cell) in listed]
        inside = given.isin(there) & ~away
        segments = segments.mask(inside, segment.key)
        if not inside.any():
            unmatched.append(segment.key)
    names = {segment.key: segment.name for segment in codebook.segments}
    return Division("asked", segments, (given != "") & ~away, names, tuple(unmatched))


def _by_rule(
    answers: pd.DataFrame, codebook: Codebook, found: Segmentation, language: Language
) -> Division:
    asked = code_alike(answers, codebook.behaviours, codebook, lambda one: one.rung)
    meant = meant_alike(answers, codebook.behaviours, codebook, lambda one: one.rung)
    known = pd.concat([code for codes in asked.values() for code in codes], axis="columns")
    put = pd.concat([one for parts in meant.values() for one in parts], axis="columns")
    placed = _place(known, put, codebook.smallest_base)
    segments = pd.Series(NOTHING, index=answers.index, dtype="string")
    for key in reversed(RULE):
        own = [code for rung in RULE[key] for code in asked.get(rung, [])]
        if own:
            does = pd.concat(own, axis="columns").max(axis="columns") == 1
            segments = segments.mask(does, key)
    segments = segments.where(placed)
    joined = join_few(
        {key: int((segments == key).sum()) for key in RULE_NAMES}, codebook.smallest_base
    )
    if len(joined) < 2:  # all are one group, or too few to be any
        return _nobody(answers, found)
    keys = {key: "_or_".join(group) for group in joined for key in group}
    return Division(
        "rule",
        segments.map(keys).astype("string"),
        placed,
        {
            keys[group[0]]: " / ".join(language.text(RULE_NAMES[key]) for key in group)
            for group in joined
        },
        segmentation=found,
        made_by=name_made(codebook, frozenset(f"rung {rung}" for rung in (*asked, "inactives"))),
    )


def _place(known: pd.DataFrame, put: pd.DataFrame, smallest_base: int) -> pd.Series:
    """Place who answered all that was put to them; or anything, where few answered a part.

    How many people each rung has is told, and with it how many of each group that the rule makes.
    What the few outside it answered could be had by subtraction.
    """
    there = known.notna()
    everything = (there | ~put.to_numpy(dtype=bool)).all(axis="columns") & there.any(axis="columns")
    left = known[~everything].notna().sum()
    if ((left > 0) & (left < smallest_base)).any():
        return known.notna().any(axis="columns")
    return everything


def join_few(sizes: Mapping[str, int], least: int) -> tuple[tuple[str, ...], ...]:
    """Join neighbouring groups until each has as many people as asked; empty ones are left out.

    How many people the rule puts in a group can be read from what everybody does, so that a small
    group cannot be withheld.

    Parameters
    ----------
    sizes
        People by group, in their order.
    """
    groups: list[tuple[tuple[str, ...], int]] = [((key,), n) for key, n in sizes.items() if n]
    while len(groups) > 1 and min(n for _, n in groups) < least:
        at = next(place for place, (_, n) in enumerate(groups) if n < least)
        first = min(at, len(groups) - 2)
        (one, n_one), (other, n_other) = groups[first : first + 2]
        groups[first : first + 2] = [((*one, *other), n_one + n_other)]
    return tuple(keys for keys, n in groups if n >= least)


def _nobody(answers: pd.DataFrame, found: Segmentation | None = None) -> Division:
    nowhere = pd.Series(pd.NA, index=answers.index, dtype="string")
    nobody = pd.Series(data=False, index=answers.index)
    return Division("none", nowhere, nobody, {}, segmentation=found)


def _mark(makers: pd.DataFrame, segments: pd.Series) -> str:
    # In an order of their own, so that the same answers in another file are the same answers. With
    # other weights, or more groups tried, the same answers make other groups.
    placed = makers.fillna("").assign(**{"": segments.fillna("")})
    rows = sorted(placed.agg("\x1f".join, axis="columns"))
    text = "\n".join(("\x1f".join(makers.columns), *rows))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
