"""Answers that are none: “not applicable”, “skipped”, a program's own codes for nothing.

In a question that counts they would pass for a no. Whoever was not asked leaves the base, so these
are warned of until the codebook says what they mean. “Do not know” is an answer of somebody who was
asked: published figures keep it in the base, and so does this, which is told once.
"""

from __future__ import annotations

import re
from collections import Counter

from toolkit.errors import Filled, fill, join
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey import Codebook
from toolkit.model.survey_columns import Coded, list_coded, list_counted, list_missing
from toolkit.readers.findings import Findings, name_columns
from toolkit.readers.survey.labels import take_code_off
from toolkit.readers.survey.unlisted import LOOKS_EMPTY, Texts, count_parts

# With a code of the program before it, as in “-1. Inapplicable”.
CODE = r"(?:[-\[(]?\d{1,4}[.):\]]* ?|\.[a-z]:? ?)?"
NOT_ASKED = re.compile(
    CODE + r"[\[(]?(?:(?:inapplicable|inap|iap)(?:\.? ?[(:,].{0,80})?"
    r"|not applicable|does not apply|not asked"
    r"|(?:question )?not (?:shown|presented|administered)|skipped|skip|legitimate skip|valid skip"
    r"|(?:system |sys)missing|missing|no questionnaire|not in (?:form|split|version|module).{0,20}"
    r"|niet van toepassing|nvt|n\.v\.t\.?|niet gevraagd|niet gesteld|niet voorgelegd"
    r"|niet getoond|overgeslagen|ontbrekend|vraag niet gesteld)[\])]?\.?"
)
SYSTEM = re.compile(r"\.[a-z]?|-(?:1|[789]|[789][789]|99[789]|999[789])")
"""Missing values of Stata and SAS, and codes below zero that stand for them in other files."""
NO_ANSWER = re.compile(
    CODE + r"[\[(]?(?:don['’]?t know(?:/.*)?|do not know|dk|dk/?(?:na|ref(?:used)?)|not sure|unsure"
    r"|refused|refusal|no answer|prefer not to (?:say|answer)|rather not say"
    r"|can['’]?t choose|cannot choose|weet (?:ik )?niet(?: ?/ ?.*)?|weet het niet|geen antwoord"
    r"|wil (?:ik )?(?:dit )?niet zeggen|zeg ik liever niet|geweigerd|weigert|geen mening)"
    r"[\])]?\.?(?: \(vol\.?\))?"
)


def means_not_asked(answer: str) -> bool:
    """Say whether an answer is a program's or a codebook's word for a question not asked."""
    plain = answer.strip().casefold()
    said = NOT_ASKED.fullmatch(plain) or NOT_ASKED.fullmatch(take_code_off(plain))
    return said is not None or SYSTEM.fullmatch(plain) is not None


def means_unknown(answer: str) -> bool:
    """Say whether an answer is of somebody who was asked and did not know, or did not say."""
    plain = answer.strip().casefold()
    return any(NO_ANSWER.fullmatch(said) for said in (plain, take_code_off(plain)))


def warn_of_no_answers(columns: Texts, codebook: Codebook, findings: Findings) -> None:
    """Warn of words for “not asked” that count as a no; note once that “do not know” counts.

    An answer is named only where enough people gave it, over all questions together.
    """
    not_asked: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    where: dict[str, bool] = {}
    for question in list_coded(codebook):
        if question.column not in columns:
            continue
        given = _list_counting(columns, question, codebook)
        words = {word: n for word, n in given.items() if means_not_asked(word)}
        if words and question.column not in where:
            where[question.column] = question.blank == "not_asked" and all(columns[question.column])
            not_asked.update(words)
        unknown.update({word: n for word, n in given.items() if means_unknown(word)})
    if told := [word for word, n in not_asked.most_common() if n >= codebook.smallest_base]:
        full = [name for name, whole in where.items() if whole]
        parts = [_count(word, not_asked[word]) for word in told]
        parts.append(fill("in {names}", names=name_columns(where)))
        if full:
            parts.append(
                fill(
                    "no cell is empty, though blank says not_asked, in {names}",
                    names=name_columns(full),
                )
            )
        findings.add(
            "Answers that seem to mean “not asked” count as no, because the codebook does not "
            "list them as missing.",
            severity="warning",
            got=join(parts, "; "),
            expected="these answers under missing",
            remedy=fill(
                "Write  missing: [{words}]  in codebook.yaml: for the whole file, where blank then "
                "says what it means, or with a question, whose base they leave.",
                words=", ".join(map(_quote, told)),
            ),
        )
    if told := [word for word, n in unknown.most_common() if n >= codebook.smallest_base]:
        findings.add(
            "People who did not know, or did not say, are in the base and count as no, as in most "
            "published figures.",
            severity="note",
            got="; ".join(f"“{word}”" for word in told),
            remedy=fill(
                "To leave them out write  missing: [{words}]  with each question.",
                words=", ".join(map(_quote, told)),
            ),
        )


def _list_counting(columns: Texts, question: Coded, codebook: Codebook) -> Counter[str]:
    """Count the answers that count as a no: neither listed nor missing, of whoever was asked."""
    known = ListedAnswers((*list_counted(question), *list_missing(question, codebook)))
    words = count_parts(columns[question.column])
    return Counter(
        {
            word: n
            for word, n in words.items()
            if word not in known and word.casefold() not in LOOKS_EMPTY
        }
    )


def _count(answer: str, n: int) -> Filled:
    return fill("“{answer}” {n} times", answer=answer, n=n)


def _quote(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"
