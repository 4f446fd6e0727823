"""Listening logs: what somebody came across, in a few words of their own and without a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .dice import Dice
from .paper import Value, write_csv

_HEADERS = {
    "nl": (
        "Datum", "Bron", "Over", "Onderwerp", "Vraag?", "Sentiment", "Tweede sentiment",
        "Hashtags", "Kans", "Vervolg", "Marktleider",
    ),
    "en": (
        "Date", "Source", "About", "Topic", "Question?", "Sentiment", "Second sentiment",
        "Hashtags", "Opportunity", "Follow-up", "Market leader",
    ),
}  # fmt: skip
_MOODS = {
    "nl": {"positive": "positief", "neutral": "neutraal", "negative": "negatief"},
    "en": {"positive": "positive", "neutral": "neutral", "negative": "negative"},
}
_YES = {"nl": "ja", "en": "yes"}
_NO = {"nl": "nee", "en": "no"}


@dataclass(frozen=True, slots=True)
class Talk:
    """A topic, of whom it is said, and how: chance of a question, weights of the moods."""

    topic: str
    about: Mapping[str, float]
    question: float
    moods: Mapping[str, float]
    tags: Sequence[str] = ()
    opportunity: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Something that a market leader did, and what could be taken from it."""

    leader: str
    what: str
    idea: str
    day: dt.date


def write_log(
    path: Path,
    language: str,
    talks: Sequence[Talk],
    cases: Sequence[Case],
    places: Sequence[str],
    *,
    rows: int = 60,
) -> None:
    """Write a log of four months, the last rows being cases.

    A second coder has judged about half of the rows, and differs now and then.
    """
    dice = Dice(*path.parts[-4:])
    moods, dutch = _MOODS[language], language == "nl"
    start = dt.date(2026, 7, 1)
    days = sorted(start + dt.timedelta(days=dice.whole(0, 120)) for _ in range(rows))
    seen: set[str] = set()
    written: list[Sequence[Value]] = [_HEADERS[language]]
    for day in days:
        talk = dice.pick(talks)
        mood = dice.weighted(talk.moods)
        second = dice.weighted(talk.moods) if dice.happens(0.25) else mood
        first_time = talk.topic not in seen
        seen.add(talk.topic)
        written.append(
            (
                f"{day:%d-%m-%Y}" if dutch else day.isoformat(),
                dice.pick(places),
                dice.weighted(talk.about),
                talk.topic,
                _YES[language] if dice.happens(talk.question) else _NO[language],
                moods[mood],
                moods[second] if dice.happens(0.5) else None,
                " ".join(f"#{tag}" for tag in talk.tags) if dice.happens(0.4) else None,
                talk.opportunity if first_time else None,
                talk.follow_up if first_time else None,
                None,
            )
        )
    for case in cases:
        day_text = f"{case.day:%d-%m-%Y}" if dutch else case.day.isoformat()
        written.append(
            (
                day_text,
                None,
                case.leader,
                case.what,
                None,
                None,
                None,
                None,
                case.idea,
                None,
                case.leader,
            )
        )
    write_csv(path, written, delimiter=";" if dutch else ",", bom=dutch)


_GLAD = {"positive": 6.0, "neutral": 3.0, "negative": 1.0}
_EVEN = {"positive": 2.0, "neutral": 5.0, "negative": 2.0}
_CROSS = {"positive": 1.0, "neutral": 2.0, "negative": 6.0}


def write_library(path: Path) -> None:
    """Write what is said of the library."""
    own, other, house = "Bibliotheek Elzerwaard", "Bieb Krommevaart", "Cultuurhuis Het Kantelraam"
    talks = (
        Talk("stille studieplek", {own: 4, "studeren": 3}, 0.7, _EVEN, ("tentamens", "studeren"),
             "Elke ochtend laten zien waar het stil is", "Vraag: wie telt de plekken?"),
        Talk("openingstijden", {own: 5, other: 3}, 0.6, _CROSS, (),
             "Tijden bij elk bericht over een vestiging"),
        Talk("e-books lenen", {own: 3, other: 2, "lezen": 1}, 0.65, _EVEN, ("ebook",)),
        Talk("leesclub", {own: 4, other: 1}, 0.3, _GLAD, ("samenlezen", "boekentip"),
             "Leesclub tussen twee avonden", "Community voorleggen aan directeur"),
        Talk("boekentip", {own: 3, "Boekhandel Van Wendelen & Dochter": 4}, 0.15, _GLAD,
             ("boekentip", "lezen")),
        Talk("voorstellingen", {house: 5}, 0.2, _GLAD, ("kantelraam",)),
    )  # fmt: skip
    cases = (
        Case("Nationale leesweek (verzonnen)", "Lezers kiezen elke dag het volgende boek",
             "Stemmen over het boek van de leesclub", dt.date(2026, 9, 18)),
        Case("Stadsbieb Grootmeer (verzonnen)", "Eén medewerker antwoordt elke avond live",
             "Een vast uur waarop Marjan antwoordt", dt.date(2026, 10, 2)),
    )  # fmt: skip
    write_log(path, "nl", talks, cases, ("Facebook", "Instagram", "Google-recensies", "dorpsforum"))


def write_bicycles(path: Path) -> None:
    """Write what is said of the bicycle maker."""
    own, wheel, city = "Rondewind Rijwielen", "Hazewiel", "Kantelaar Cycles"
    talks = (
        Talk("levertijd", {own: 3, city: 5}, 0.6, _CROSS, (), "Levertijd per model op de site",
             "Verkoop levert maandelijks aan"),
        Talk("slijtage van de ketting", {own: 3, "onderhoud": 4}, 0.75, _EVEN, ("fietsonderhoud",),
             "Reeks over slijtage; niemand anders praat erover",
             "Ontwerp maakt drie korte video’s"),
        Talk("proefrit", {own: 4, wheel: 2}, 0.4, _GLAD, ("proefrit",)),
        Talk("bakfiets", {own: 2, wheel: 3, city: 2}, 0.45, _EVEN, ("bakfiets", "fietsgezin")),
        Talk("accu in de winter", {"elektrisch fietsen": 4, own: 2}, 0.7, _EVEN, ("ebike",)),
        Talk("lange tochten", {own: 4, wheel: 2}, 0.15, _GLAD, ("fietstocht", "fietsvakantie")),
    )  # fmt: skip
    cases = (
        Case("Groenspaak (verzonnen)", "Laat elke kapotte proeffiets zien",
             "Maandelijks: wat er dit keer brak", dt.date(2026, 8, 21)),
    )  # fmt: skip
    write_log(path, "nl", talks, cases, ("Instagram", "fietsforum", "YouTube", "reviewsite"))


def write_outdoor(path: Path) -> None:
    """Write what is said of the retailer."""
    own, pike, yard = "Harrowmere Outdoor", "Pikestone Supply", "Bracken Yard"
    talks = (
        Talk("late parcels", {own: 4, pike: 4}, 0.5, _CROSS, (),
             "Say on Friday what will not come", "Customer service drafts a text"),
        Talk("re-proofing a coat", {own: 3, "care": 4}, 0.75, _EVEN, ("repairdontreplace",),
             "Reminder each autumn; competitors do not mention it",
             "Web shop adds it to the newsletter"),
        Talk("walking routes", {own: 5, yard: 2}, 0.3, _GLAD, ("thursdayroute", "hiking")),
        Talk("size advice", {own: 3, pike: 3}, 0.6, _EVEN, ("fit",)),
        Talk("repair bench", {own: 4}, 0.2, _GLAD, ("repairdontreplace",)),
        Talk("shop staff", {own: 2, yard: 4}, 0.1, _GLAD, ()),
    )  # fmt: skip
    cases = (
        Case("Fellcroft & Sons (invented)", "Customers send in the oldest coat still in use",
             "Ask for the oldest repaired coat", dt.date(2026, 9, 4)),
    )  # fmt: skip
    write_log(path, "en", talks, cases, ("Facebook", "Instagram", "review site", "walking forum"))
