"""What is no question in a file: personal columns, those of the tool, and words for nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from toolkit.errors import fill
from toolkit.model.listed_answers import plain_answer
from toolkit.readers.survey.delicate import name_protected
from toolkit.readers.survey.labels import take_code_off
from toolkit.readers.survey.layout import SurveyTable
from toolkit.readers.survey.not_asked import means_not_asked
from toolkit.readers.survey.personal import find_personal
from toolkit.readers.survey.tools import BESIDE_KEYS, MOMENT_KEYS, OWN, PERSONAL_KEYS
from toolkit.readers.survey.unlisted import LOOKS_EMPTY
from toolkit.readers.table import header_key


def set_apart(
    columns: Mapping[str, list[str]], survey: SurveyTable
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Give the personal columns, and those that are no question, each with why."""
    personal: list[str] = []
    left_out: dict[str, str] = {}
    own = OWN.get(survey.tool, frozenset())
    for name, texts in columns.items():
        key, meaning = header_key(name), survey.meanings.get(name, "")
        if key in MOMENT_KEYS:
            left_out[name] = fill("when it was answered")
        elif key in PERSONAL_KEYS and (own or survey.layout != "plain"):
            personal.append(name)
        elif key in BESIDE_KEYS and own:
            left_out[name] = fill("of the tool")
        elif not any(texts):
            left_out[name] = fill("nobody answered it")
        elif find_personal(name, texts, meaning):
            personal.append(name)
        elif held := name_protected(name, meaning):
            left_out[name] = fill(
                "seems to be about {held}, which the law protects", held=fill(held)
            )
    return tuple(personal), left_out


def find_missing(
    questions: Mapping[str, list[str]], survey: SurveyTable, smallest: int
) -> tuple[str, ...]:
    """Give the words that seem to stand for nothing, each in `smallest` cells or more."""
    found: Counter[str] = Counter()
    for texts in questions.values():
        given = Counter(map(plain_answer, texts))
        found.update(
            {
                text: n
                for text, n in given.items()
                if take_code_off(text).casefold() in LOOKS_EMPTY or means_not_asked(text)
            }
        )
    return tuple(
        word for word, n in found.most_common() if n >= smallest and word not in survey.missing
    )
