"""What Google Analytics 4 calls things, in English and Dutch: figures, parts, points in time."""

from __future__ import annotations

import re

PROPERTY = {"property", "eigenschap", "property-naam", "naam van property"}
START = {"start date", "startdatum", "begindatum"}
END = {"end date", "einddatum"}
RANGE = {"date range", "datumbereik", "periode"}
GRAND_TOTAL = {"grand total", "eindtotaal", "totals", "totalen"}
# A table with such a column holds more than one period or group of people.
SEVERAL = {
    "date range", "datumbereik", "date comparison", "datumvergelijking", "comparison",
    "vergelijking", "segment",
}  # fmt: skip

# Of several names for one figure the first that a table has is taken; the others are kept.
FIGURES: dict[str, tuple[str, ...]] = {
    "users": (
        "Active users", "Users", "Actieve gebruikers", "Gebruikers",
    ),
    # More than the active ones: those who only came by count too.
    "total_users": (
        "Total users", "Totaal aantal gebruikers", "Totaal gebruikers", "Totale gebruikers",
    ),
    "new_users": ("New users", "Nieuwe gebruikers"),
    "sessions": ("Sessions", "Sessies"),
    "engaged_sessions": (
        "Engaged sessions", "Betrokken sessies", "Sessies met engagement",
        "Sessies met betrokkenheid",
    ),
    "engagement_rate": (
        "Engagement rate", "Engagementpercentage", "Betrokkenheidspercentage", "Engagementratio",
    ),
    "impressions": ("Views", "Weergaven"),
    "engagement_time": (
        "Average engagement time per active user", "Average engagement time",
        "Average engagement time per session",
        "Gemiddelde engagementtijd per actieve gebruiker", "Gemiddelde engagementtijd",
        "Gemiddelde engagementtijd per sessie", "Gemiddelde betrokkenheidstijd",
        "Gemiddelde betrokkenheidstijd per actieve gebruiker",
        "Gemiddelde betrokkenheidstijd per sessie",
        "Gem. engagementtijd per actieve gebruiker", "Gem. engagementtijd",
        "Gem. betrokkenheidstijd per actieve gebruiker", "Gem. betrokkenheidstijd",
        "Gem. engagementtijd per sessie", "Gem. betrokkenheidstijd per sessie",
    ),
    "events": ("Event count", "Aantal gebeurtenissen", "Aantal events"),
    "key_events": (
        "Key events", "Conversions", "Belangrijke gebeurtenissen", "Conversies",
    ),
    "revenue": (
        "Total revenue", "Totale opbrengst", "Totale inkomsten", "Totale omzet", "Totaalopbrengst",
    ),
}  # fmt: skip
# Key events are shared out over sources, so they may have decimals.
FRACTIONAL = {"engagement_rate", "engagement_time", "key_events", "revenue"}

_PARTS: tuple[tuple[str, str], ...] = (
    ("country", r"country( id)?|land(-id)?"),
    ("city", r"city( id)?|town/city|town|stad|plaats|plaatsnaam|woonplaats"),
    ("language", r"language( code)?|taal(code)?"),
    ("gender", r"gender|geslacht"),
    ("age", r"age|leeftijd"),
    ("event", r"event name|naam van gebeurtenis|gebeurtenisnaam|naam gebeurtenis|eventnaam"),
    (
        "device",
        (
            r"device( category)?|device model|platform|platform / device category|browser|"
            r"operating system.*|screen resolution|apparaat.*|besturingssysteem.*|schermresolutie"
        ),
    ),
    ("hour", r"hour|uur"),
    (
        "source",
        (
            r".*\b(source|medium|channel group(ing)?|campaign|referrer)\b.*|"
            r".*(bron|medium|kanaalgroep|kanaalgroepering|campagne|verwijz).*"
        ),
    ),
    (
        "page",
        (
            r"(unified )?(page|landing page|screen|content group|hostname).*|"
            r"(pagina|bestemmingspagina|landingspagina|scherm|contentgroep|hostnaam).*"
        ),
    ),
)
_STEPS = {
    "day": re.compile(r"nth day|n-?de dag|n-?e dag|dag n"),
    "week": re.compile(r"nth week|n-?de week|n-?e week|week n"),
    "month": re.compile(r"nth month|n-?de maand|n-?e maand|maand n"),
    "date": re.compile(r"date|datum"),
}
_NUMBER = re.compile(r"(country|city|region|language|land|stad|regio)[ -](id|code)|taalcode")


def find_dimension(key: str) -> str | None:
    """Give the dimension (:data:`toolkit.model.insight.DIMENSIONS`) of a header, if known."""
    return next((part for part, names in _PARTS if re.fullmatch(names, key)), None)


def find_step(key: str) -> str | None:
    """Say whether a header stands above dates, or above numbers of days, weeks or months."""
    return next((step for step, names in _STEPS.items() if names.fullmatch(key)), None)


def is_code(key: str) -> bool:
    """Say whether a header stands above codes, of which another table has the names."""
    return _NUMBER.fullmatch(key) is not None
