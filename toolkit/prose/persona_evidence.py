"""What the interviews cannot carry yet, said where the personas are shown."""

from __future__ import annotations

from toolkit import bundle
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.model.persona import ENOUGH_INTERVIEWS, Research
from toolkit.prose import wording
from toolkit.prose.wording import say


def evidence_notice(research: Research, language: Language) -> Exhibit:
    """Warn of too few interviews; nothing where there are enough, or none at all."""
    return wording.notice(sentences_on_evidence(research, language), "persona-evidence")


def sentences_on_evidence(research: Research, language: Language) -> list[bundle.Sentence]:
    """Say that there are few interviews, where there are."""
    sentences = []
    count = len(research.interviews)
    if 0 < count < ENOUGH_INTERVIEWS:
        message = (
            "There were {n} interviews; from {enough} on, hardly any new theme comes up. What was "
            "told is a beginning."
        )
        if count == 1:
            message = (
                "There was one interview; from {enough} on, hardly any new theme comes up. What "
                "was told is a beginning."
            )
        values = {"n": language.number(count)} if count > 1 else {}
        enough = language.number(ENOUGH_INTERVIEWS)
        sentences.append(say(language, message, enough=enough, **values))
    return sentences
