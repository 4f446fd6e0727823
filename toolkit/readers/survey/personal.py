"""What points at a person: columns that a survey tool adds, headers that ask for it, and cells.

A header alone proves little, for a “Name” may be that of a branch: a column with a few answers that
repeat is none of a person's. E-mail addresses, telephone numbers, IP and bank account numbers are
known by their cells, whatever stands above them, and are taken out of every answer that is read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from toolkit.language import mark
from toolkit.readers.survey.tools import PERSONAL_KEYS
from toolkit.readers.table import header_key

EMAIL = re.compile(r"[^\s@,;<>()\[\]]+@[^\s@,;<>()\[\]]+\.[^\W\d_]{2,}")
IP = re.compile(
    r"(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"
    r"|(?<![\w:])(?:[0-9a-fA-F]{1,4}:){3,7}(?::?[0-9a-fA-F]{1,4})(?![\w:])"
)
PHONE = re.compile(r"(?<![\w+])(?:\+\d|00[1-9]|0[1-9])(?:[ ()./-]{0,2}\d){7,12}(?!\w)")
BANK = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b")
TAKEN_OUT = "[…]"
PATTERNS = (EMAIL, IP, BANK, PHONE)
# So many of the filled cells show what a column holds; a stray one in an open answer does not.
SHOWS = 0.2
# Answers that differ for more than half of those who gave one do not repeat, nor do so many.
REPEATS = 0.5
FEW = 30

KINDS: dict[str, re.Pattern[str]] = {
    mark("e-mail addresses"): re.compile(r"\be-? ?mail(?:adres| ?address)?\b"),
    mark("names"): re.compile(
        r"^(?:(?:uw|je|jouw|your|volledige|full|wat is (?:uw|je|jouw)(?: volledige)?"
        r"|what is your(?: full)?) )?(?:naam|name)(?:$|\W+(?:en|and)\b|\s*[/(])"
        r"|voornaam|achternaam|roepnaam|familienaam|tussenvoegsel|gebruikersnaam"
        r"|\b(?:first|last|full|given|family|sur|user|nick) ?name\b|\binitials\b|voorletters"
    ),
    mark("respondent numbers"): re.compile(
        r"^id$|^token$|^respondent$|\b(?:respon[sd]\w*|recipient|deelnemer|participant|antwoord|klant|customer"
        r"|client|lid|lidmaatschaps?|member(?:ship)?|leerling|student|medewerkers?|employee|user"
        r"|panel|case|collector|kaart|card|pas)[ _-]?(?:id|nr|nummer|number|no|code)\b"
    ),
    mark("IP addresses"): re.compile(r"\bip[ _-]?ad?dre?s?s?\b"),
    mark("telephone numbers"): re.compile(
        r"telefoon ?(?:nummer|nr)?$|\b(?:tele)?phone(?: ?number)?$|\btelefoonnummer\b"
        r"|\bphone number\b|\bmobiel(?:e)? ?(?:nummer|nr)|\bmobile number|06-?nummer|\bgsm\b"
    ),
    mark("addresses"): re.compile(
        r"straat(?:naam)?\b|\bstreet\b|huisnummer|house number|\badres(?:gegevens)?\b"
        r"|\baddress(?:es)?\b"
    ),
    mark("places on the map"): re.compile(r"latitude|longitude|breedtegraad|lengtegraad|\bgps\b"),
    mark("numbers of a register"): re.compile(
        r"\biban\b|rekeningnummer|\bbsn\b|burgerservicenummer|social security|passport|paspoort"
    ),
}


def name_personal(header: str, meaning: str = "") -> str:
    """Say what a column seems to hold of a person, by its header; empty for nothing."""
    for text in (header, meaning):
        plain = _words(text)
        for kind, pattern in KINDS.items():
            if plain and pattern.search(plain):
                return kind
    return mark("respondent numbers or names") if header_key(header) in PERSONAL_KEYS else ""


def name_personal_cells(texts: Iterable[str]) -> str:
    """Say what of a person the cells of a column hold, where a fifth of them do; else empty."""
    # Most answers are given by many: each is looked at once.
    given = Counter(text for text in texts if text)
    kinds = {"e-mail addresses": EMAIL, "IP addresses": IP, mark("bank accounts"): BANK}
    kinds["telephone numbers"] = PHONE
    for kind, pattern in kinds.items():
        found = sum(n for text, n in given.items() if pattern.fullmatch(text))
        if given and found >= given.total() * SHOWS:
            return kind
    return ""


def find_personal(header: str, texts: Iterable[str], meaning: str = "") -> str:
    """Say what a column holds of a person, by its cells, or by a header whose answers differ."""
    filled = [text for text in texts if text]
    if held := name_personal_cells(filled):
        return held
    different = len({*filled})
    differ = different > min(len(filled) * REPEATS, FEW)
    return name_personal(header, meaning) if differ else ""


def mask(text: str) -> str:
    """Take addresses and numbers of people out of an answer."""
    if "@" not in text and sum(sign.isdigit() for sign in text) < 4:
        return text
    for pattern in PATTERNS:
        text = pattern.sub(TAKEN_OUT, text)
    return text


def _words(header: str) -> str:
    # RecipientEmail and ip_address are two words each.
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header.strip())
    plain = re.sub(r"[^\w ]+$", "", header_key(apart.replace("_", " ")))
    return re.sub(r"^(?:q?\d+[.):]?\s*)+", "", plain) if len(plain.split()) <= 8 else ""
