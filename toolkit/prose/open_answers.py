"""What people wrote about, in sentences, and how that was found."""

from __future__ import annotations

from toolkit import bundle
from toolkit.analysis.contrasts import order_clear
from toolkit.analysis.open_answers import Themes
from toolkit.analysis.persona_research import Audience
from toolkit.analysis.withholding import ALL
from toolkit.exhibit import Exhibit
from toolkit.language import Language
from toolkit.prose import wording
from toolkit.prose.wording import say

MOST_THEMES = 3
MOST_CONTRASTS = 2
PUBLISHED = "themes"


def themes_text(themes: Themes | None, audience: Audience, language: Language) -> Exhibit:
    """Say what most people wrote about, and which group stands out by it."""
    return wording.finding(sentences_on_themes(themes, audience, language), "themes-text")


def sentences_on_themes(
    themes: Themes | None, audience: Audience, language: Language
) -> list[bundle.Sentence]:
    """Give a sentence or two for each open question; none where the codebook names no themes."""
    if themes is None:
        return []
    sentences = []
    for question in dict.fromkeys(themes.table["question"]):
        here = themes.table[
            (themes.table["question"] == question)
            & (themes.table["segment"] == ALL)
            & themes.table["share"].notna()
        ]
        top = here.sort_values("share", ascending=False, kind="stable").head(MOST_THEMES)
        if top.empty:
            message = "Too few people answered “{question}” to say what they wrote about."
            sentences.append(say(language, message, question=question))
            continue
        numbers = [
            wording.number(language.share(float(row["share"])), PUBLISHED, int(place), "share")
            for place, row in top.iterrows()
        ]
        things = language.listing(
            f"{name} ({number.text})" for name, number in zip(top["theme"], numbers, strict=True)
        )
        message = "{n} people wrote something at “{question}”, most often about {things}."
        n = language.number(int(here["n"].max()))
        sentence = say(language, message, n=n, question=question, things=things)
        sentences.append(sentence.model_copy(update={"numbers": tuple(numbers)}))
    clear = order_clear(themes.contrasts)
    for row in clear[clear["difference"] > 0].head(MOST_CONTRASTS).to_dict("records"):
        message = "{group} write about {theme} more often than others."
        group = audience.segment_names[row["segment"]]
        sentences.append(say(language, message, group=group, theme=row["theme"]))
    return sentences


def method(themes: Themes | None, audience: Audience, language: Language) -> Exhibit:
    """Explain how themes were found."""
    sentences = []
    if themes is not None and audience.codebook is not None:
        sentences = [
            say(
                language,
                "An answer is about a theme when it holds one of the words that the codebook names "
                "for it, in any of its forms (Snowball's stemmers). The words were chosen by a "
                "person; nothing was learnt from the answers.",
            ),
            say(
                language,
                "Answers themselves are not printed. A quote was released by a person, one by one, "
                "and names the persona only where its group is {k} people or more.",
                k=language.number(audience.codebook.smallest_base),
            ),
        ]
    title = language.text("How themes were found")
    return wording.method(sentences, "themes-method", title)
