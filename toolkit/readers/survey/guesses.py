"""What one column, or the columns of one question, seem to be.

Each function looks for one kind and gives guesses; of a column that it knows but can make nothing
of, it says why not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from toolkit.errors import fill
from toolkit.language import mark
from toolkit.model.listed_answers import plain_answer
from toolkit.readers.findings import shorten
from toolkit.readers.survey.ages import band_ages, find_unknown_ages, is_band, sort_bands
from toolkit.readers.survey.delicate import name_singling
from toolkit.readers.survey.labels import take_code_off
from toolkit.readers.survey.not_asked import means_unknown
from toolkit.readers.survey.scales import (
    MONTHLY,
    WEEKLY,
    is_scale,
    is_yes_or_no,
    read_times,
    read_truth,
)
from toolkit.readers.survey.seen import KEYS, Guess, Seen
from toolkit.readers.survey.several import one_line
from toolkit.readers.survey.topics import (
    OPEN,
    asks_why,
    find_channel,
    find_rung,
    find_way,
    find_who,
    label_gender,
    name_channel,
    name_who,
)
from toolkit.readers.table import header_key

MAY_BE_KNOWN = mark("people may be known by it; make classes of it first")
UNKNOWN_AGES = mark(
    "{codes} are taken for unknown, because nobody is that old, or of the years just below: look "
    "whether they are"
)
MOST_LABELS = 30
LONG_NAME = 60
STARTS = re.compile(r"^(?:\d+|q\d+|v\d+)[.):]\s*|\s*[:?*]+$", re.IGNORECASE)


def guess_spread(columns: Iterable[Seen]) -> list[Guess]:
    """Find questions that are spread over columns: in each one option, chosen or left empty."""
    groups: dict[str, list[Seen]] = defaultdict(list)
    for one in columns:
        if one.option:
            groups[header_key(one.question)].append(one)
    found: list[Guess] = []
    for group in groups.values():
        chosen = [one for one in group if _is_choice(one)]
        if len(chosen) > 1 and any(one.blanks for one in chosen):
            found += _guess_options(group)
    return found


def _is_choice(seen: Seen) -> bool:
    """Say whether a column holds one option, or the sign that it was chosen, and blanks."""
    if len(seen.counts) != 1:
        return False
    (answer,) = seen.counts
    same = header_key(take_code_off(answer)) == header_key(seen.option)
    return same or header_key(answer) == header_key(seen.option) or read_truth(answer) is True


def _guess_options(group: Sequence[Seen]) -> Iterator[Guess]:
    known = [(one, _name_option(one)) for one in group]
    if not any(name for _, name in known):
        return
    used: set[tuple[str, str]] = set()
    for one, name in known:
        question = shorten(one.question, 200)
        beside = one.describe(fill("an option of “{question}”", question=shorten(one.question, 80)))
        if not _is_choice(one) or not name or name in used:
            value: dict[str, Any] = {"column": one.column, "question": question}
            yield Guess(one.column, "other_options", value, beside)
            continue
        used.add(name)
        kind, what = name
        key, listed = KEYS[kind]
        value = {"column": one.column, key: what, listed: list(one.counts)}
        value |= {"blank": "unchosen", "question": question}
        yield Guess(one.column, kind, value, beside)


def _name_option(seen: Seen) -> tuple[str, str] | None:
    if channel := name_channel(seen.option):
        return ("channels", channel)
    if asks_why(seen.question):
        way = find_way(seen.option)
        return ("ways", way) if way else None
    rung = find_rung(seen.option)
    return ("behaviours", rung) if rung else None


def guess_alone(seen: Seen) -> list[Guess]:
    """Say what a column seems to be by itself."""
    channel = find_channel(seen.column, seen.meaning)
    rung = find_rung(seen.column, seen.meaning)
    said = [answer for answer in seen.counts if not means_unknown(answer)]
    often = is_scale(said)
    if (channel or rung) and (often or is_yes_or_no(said)):
        place, key, listed = ("channels", "channel", "use")
        least = MONTHLY
        if not channel:
            place, key, listed = ("behaviours", "rung", "counts")
            least = WEEKLY if rung == "conversationalists" else MONTHLY
        answers = _often_enough(seen, least) if often else _yes(seen)
        if not answers:
            few = fill("each of its answers is given by fewer than {n}", n=seen.smallest)
            return [Guess(seen.column, why_not=few)]
        value = {"column": seen.column, key: channel or rung, listed: answers}
        return [Guess(seen.column, place, value | {"blank": "not_asked"}, seen.describe())]
    if channel and all(text.isdigit() for text in seen.counts):
        why = fill("about {channel}, in codes: say which of them count as use", channel=channel)
        return [Guess(seen.column, why_not=why)]
    if what := find_who(seen.column, seen.meaning):
        return [_guess_who(seen, what)]
    if name_singling(seen.column, seen.meaning):
        return [Guess(seen.column, why_not=MAY_BE_KNOWN)]
    if _is_open(seen):
        value = {"column": seen.column, "name": _name(seen)}
        return [Guess(seen.column, "open_questions", value, seen.describe())]
    return []


def _often_enough(seen: Seen, least: float) -> list[str]:
    times = {answer: read_times(answer) for answer in seen.told}
    enough = [(n, answer) for answer, n in times.items() if n is not None and n >= least]
    return [answer for _, answer in sorted(enough, key=lambda pair: -pair[0])]


def _yes(seen: Seen) -> list[str]:
    return [answer for answer in seen.counts if read_truth(answer)]


def _guess_who(seen: Seen, what: str) -> Guess:
    name = name_who(what, dutch=seen.dutch)
    value: dict[str, Any] = {"column": seen.column, "name": name}
    if what == "age" and (ages := _guess_ages(seen, value)):
        return ages
    if name_singling(seen.column, seen.meaning) and len(seen.counts) - len(seen.told) > 5:
        return Guess(seen.column, why_not=MAY_BE_KNOWN)
    labels = {answer: take_code_off(answer) for answer in seen.told}
    if what == "age":
        # A class is of the questionnaire: that it stands here tells of nobody.
        told = {*seen.told, *filter(is_band, seen.counts)}
        labels = {answer: take_code_off(answer) for answer in sort_bands(told)}
    more: list[str] = []
    if what == "gender":
        spellings = label_gender(dutch=seen.dutch)
        others = {answer: word for answer, word in labels.items() if answer not in spellings}
        labels = spellings | {answer: spellings.get(word, word) for answer, word in others.items()}
        n = sum(answer not in labels for answer in seen.counts)
        more.append(
            fill("known spellings are brought together, {n} answers are not among them", n=n)
        )
    if not 2 <= len(labels) <= max(MOST_LABELS, len(label_gender(dutch=seen.dutch)) + 5):
        why = fill("too few answers that enough people share, or too many")
        return Guess(seen.column, why_not=why)
    said = seen.describe(*more, all_known=what == "gender", known=labels)
    return Guess(seen.column, "demographics", value | {"answers": labels}, said)


def _guess_ages(seen: Seen, value: dict[str, Any]) -> Guess | None:
    """Put ages, or years of birth, in classes; codes for unknown leave the base."""
    codes = find_unknown_ages(seen.texts)
    ages = [text for text in seen.texts if plain_answer(text) not in codes]
    bands = band_ages(ages, seen.year)
    if not bands:
        return None
    said = [fill("numbers, in classes of ten years")]
    if codes:
        said.append(fill(UNKNOWN_AGES, codes=", ".join(codes)))
    value = value | {"answers": bands} | ({"missing": list(codes)} if codes else {})
    return Guess(seen.column, "demographics", value, seen.describe(*said, all_known=True))


def _is_open(seen: Seen) -> bool:
    filled = sum(seen.counts.values())
    words = sum(len(text.split()) * n for text, n in seen.counts.items()) / max(filled, 1)
    differ = len(seen.counts) > 0.5 * filled
    asked = OPEN.search(header_key(seen.meaning or seen.column)) is not None
    return filled > 0 and ((differ and words >= 4) or (asked and words >= (1.5 if differ else 3)))


def _name(seen: Seen) -> str:
    return shorten(STARTS.sub("", one_line(seen.meaning or seen.column)), LONG_NAME) or seen.column
