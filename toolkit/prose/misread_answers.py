"""Questions of which no listed answer occurs: asked about on page one, never printed as 0%."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.misread import list_misread
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.respondents import Respondents
from toolkit.language import Language
from toolkit.model.listed_answers import ListedAnswers
from toolkit.model.survey_columns import Coded, list_missing
from toolkit.model.survey_question import JOINED, Demographic
from toolkit.prose import wording
from toolkit.prose.wording import say


def ask_of_misread(audience: Audience, language: Language) -> list[bundle.Sentence]:
    """Ask to look at the answers that the codebook lists, where nobody gave any of them."""
    people = audience.people
    if people is None:
        return []
    misread = list_misread(people.answers, people.codebook)
    found = [one for one in misread if _count_answered(one, people) >= audience.smallest_base]
    if not found:
        return []
    columns = dict.fromkeys(one.column for one in found)
    message = (
        "None of the answers that codebook.yaml lists for {columns} occurs in the file, so nothing "
        "is shown of it. Write them there as the file has them, capitals and zeros included. Where "
        "really nobody gave them, take the question out."
    )
    names = wording.quote(columns, language)
    return [say(language, message, lead=language.text("Check this"), columns=names)]


def _count_answered(question: Coded | Demographic, people: Respondents) -> int:
    """Count who answered: that none of a few gave any of these answers would tell what each did."""
    missing = question.missing
    if not isinstance(question, Demographic):
        missing = list_missing(question, people.codebook)
    out = ListedAnswers(missing)
    cells = people.answers[question.column].dropna()
    return sum(any(part not in out for part in str(cell).split(JOINED)) for cell in cells)
